package letter

import (
	"github.com/shopspring/decimal"
)

// sums is what a text claims in all.
type sums struct {
	principal, interest, indemnity decimal.Decimal
	interestFirst                  bool // a payment was counted towards interest
}

func (s sums) total() decimal.Decimal { return s.principal.Add(s.interest).Add(s.indemnity) }

// sums adds up checked data. Each statement leaves what is open in the ledger
// plus its own total to pay, whatever payments were counted towards first: what
// went to interest is missing from the principal. So the balance of the ledger,
// the interest and the indemnity, all in full, are what settles the claim.
func (d *Data) sums() sums {
	var s sums
	for _, inv := range d.Invoices {
		s.principal = s.principal.Add(inv.Claimed())
	}
	for _, st := range d.Statements {
		s.interest = s.interest.Add(st.Interest)
		s.indemnity = s.indemnity.Add(st.Indemnity)
		s.interestFirst = s.interestFirst || st.InterestPaid.IsPositive()
	}
	return s
}
