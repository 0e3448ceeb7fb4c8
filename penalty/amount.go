package penalty

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
)

// A Charge is what lateness has cost on an invoice, in minor units of its
// currency (cents): the sums of a [Statement] without its lines.
type Charge struct {
	Interest  int64
	Indemnity int64
	Paid      int64 // the part of both that payments covered
}

// Charge is the sums of [Calculator.Statement]. Like [Calculator.Amount] it
// does not allocate for the invoices of nearly all portfolios.
func (c *Calculator) Charge(inv *dunning.Invoice, asOf date.Date) (Charge, error) {
	q := quick{c: c}
	if q.count(inv, asOf) {
		return q.charge(), nil
	}
	k := claim{c: c, inv: inv, asOf: asOf}
	err := k.count()
	return k.charge(), err
}

// Amount is the interest of [Compute] in minor units (cents), without its
// statement. It does not allocate for an invoice with one due date and at most
// eight settlements, none returned, under a rule without what happens to single
// claims (freezes, insolvency, compounding, waivers).
func (c *Calculator) Amount(inv *dunning.Invoice, asOf date.Date) (int64, error) {
	charge, err := c.Charge(inv, asOf)
	return charge.Interest, err
}
