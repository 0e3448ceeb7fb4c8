package dunning

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// A Dispute is a contest of an invoice, whole or in part, over [From, Until).
type Dispute struct {
	From   date.Date       // first day the contest is known
	Until  date.Date       // first day it is closed; 0 while it is open
	Amount decimal.Decimal // the part contested, TTC; zero means the whole invoice
	Reason string          // free text, shown in explanations
}

// OpenOn reports whether the dispute is open on day d.
func (p Dispute) OpenOn(d date.Date) bool {
	return p.From <= d && (p.Until == 0 || d < p.Until)
}

// DisputedAt is the part of the open balance contested on day d: the sum of the
// open disputes, never more than what is open and never negative. The rest of
// the invoice is still owed and may be chased.
func (inv *Invoice) DisputedAt(d date.Date) decimal.Decimal {
	open := inv.OpenAt(d)
	if !open.IsPositive() {
		return decimal.Decimal{}
	}
	sum := decimal.Decimal{}
	for _, p := range inv.Disputes {
		if !p.OpenOn(d) {
			continue
		}
		if p.Amount.IsZero() {
			return open
		}
		if p.Amount.IsPositive() && bounded(p.Amount) { // Validate refuses the others
			sum = sum.Add(p.Amount)
		}
	}
	return decimal.Min(open, sum)
}
