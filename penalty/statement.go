package penalty

import (
	"math/big"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/law"
)

// A Statement (décompte) is what lateness costs on one invoice, as of one day.
// Amounts are in the invoice's currency. The lines add up to Interest.
type Statement struct {
	Invoice  string
	Currency string    // ISO 4217
	AsOf     date.Date // interest runs up to this day included, while something is unpaid
	Due      date.Date // the due date, or the first one of a schedule
	DaysLate int       // from Due to the day the ledger closed, or to AsOf; 0 when not late

	Lines     []Line
	Interest  decimal.Decimal // the sum of the lines
	Indemnity decimal.Decimal
	Total     decimal.Decimal // Interest + Indemnity, paid or not

	Principal     decimal.Decimal // what is left of the invoice, once payments are allocated by the rule
	InterestPaid  decimal.Decimal // the part of Interest that payments covered
	IndemnityPaid decimal.Decimal
	Surplus       decimal.Decimal // received beyond everything owed
	Payable       decimal.Decimal // Principal + Total − what was paid of it − Surplus: what settles the claim on AsOf

	Allocations []Share     // what each payment paid, in order of date
	Findings    []Finding   // what the reader must know
	Bases       []law.Basis // what it rests on; shared by the statements of one Calculator, not to be changed
}

// A Line is interest over days with one balance and one rate.
type Line struct {
	Due       date.Date       // the due date missed
	From      date.Date       // first day that bears interest
	Until     date.Date       // first day that does not: the line covers [From, Until)
	Days      int             // Until − From
	Principal decimal.Decimal // balance that bears interest, in the base of the rule
	Rate      decimal.Decimal // percent a year
	Divisor   int             // days of the year: 365, 366 or 360
	Interest  decimal.Decimal // rounded as the rule says
	Ground    Ground          // where the rate comes from
}

// Ground says where the rate of a line comes from: a reference read on a day,
// times a factor, plus points.
type Ground struct {
	Reference Series          // "": a fixed rate
	Day       date.Date       // day the reference was read for; the day it took effect when it is read daily
	Percent   decimal.Decimal // the reference on that day
	Times     int
	Points    decimal.Decimal // added, or the fixed rate
	Monthly   bool            // Points are percent a month
	Raised    bool            // the contract rate was below the floor; this is what replaces it
	Surcharge bool            // five points are added to all this, after a judgment
}

// Unrounded is Principal × Rate × Days / Divisor, exactly.
func (l Line) Unrounded() *big.Rat {
	r := l.Principal.Rat()
	r.Mul(r, l.Rate.Rat())
	return r.Mul(r, big.NewRat(int64(l.Days), 100*int64(l.Divisor)))
}

// Unrounded is the interest before any rounding, exactly. Under interest-first
// allocation the balances themselves follow rounded interest.
func (s Statement) Unrounded() *big.Rat {
	sum := new(big.Rat)
	for _, l := range s.Lines {
		sum.Add(sum, l.Unrounded())
	}
	return sum
}

// A Share says what one settlement did to the claim. Its parts add up to the
// settlement's effect; they are negative for a returned payment.
type Share struct {
	Settlement int // index in Invoice.Settlements
	Date       date.Date
	Principal  decimal.Decimal
	Interest   decimal.Decimal
	Indemnity  decimal.Decimal
	Surplus    decimal.Decimal
}
