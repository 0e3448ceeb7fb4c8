package nightly

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/policy"
)

// A Result is all that a run says of one account. When Err is set the account
// was refused, and the rest is empty.
type Result struct {
	Index   int              `json:"index"` // place in the input, from 0
	Account *dunning.Account `json:"-"`
	Client  string           `json:"client"`
	Err     error            `json:"-"`

	Lines     []Line            `json:"lines,omitempty"` // one for each invoice, in the order of the account
	Decisions []policy.Decision `json:"decisions,omitempty"`

	// What the account puts into the totals. They render when asked, and merge
	// into totals of the caller's own, by segment say; nil in a refused account.
	Aged    *aging.Accumulator `json:"-"`
	Figures []Figures          `json:"-"` // one for each currency, in the order they appear
}

// A Line is what a run says of one document, in its currency. It is a figure
// without its grounds: [dunning.Invoice.DeriveDue] derives the due date and
// [penalty.Calculator.Statement] the rest, with the articles, for the documents
// somebody asks about.
type Line struct {
	Invoice  string          `json:"invoice"`
	Currency string          `json:"currency"`
	Due      date.Date       `json:"due,omitzero"` // 0: the document lacks the date that its terms count from; no interest is then counted
	DaysLate int             `json:"days_late"`    // while something is open; 0 when it is not due
	Open     decimal.Decimal `json:"open"`

	Interest  decimal.Decimal `json:"interest"`
	Indemnity decimal.Decimal `json:"indemnity"`
	Paid      decimal.Decimal `json:"paid"` // the part of both that payments covered
}

// Figures are the key figures of the documents in one currency.
type Figures struct {
	Currency string
	*kpi.Accumulator
}

// A Charge is a sum of what lateness costs, in one currency.
type Charge struct {
	Currency  string          `json:"currency"`
	Interest  decimal.Decimal `json:"interest"`
	Indemnity decimal.Decimal `json:"indemnity"`
	Paid      decimal.Decimal `json:"paid"`
}

// Claimable is what is still to be paid of it.
func (c Charge) Claimable() decimal.Decimal { return c.Interest.Add(c.Indemnity).Sub(c.Paid) }

// Charges sums up lines by currency, in the order of the codes.
func Charges(lines []Line) []Charge {
	var sums charges
	for i := range lines {
		sums.add(&lines[i])
	}
	return sums.result()
}
