package mention

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// A Rule is what was agreed about late and early payment. The zero value is the
// law's default: the statutory rate and no discount.
type Rule struct {
	Client   dunning.ClientKind
	Rate     Rate
	Discount Discount
	Shown    decimal.Decimal // the yearly percentage Rate comes to in this half-year, printed beside it; zero: not printed
}

// A Rate is a late-payment rate, as a formula. The zero value is the rate the
// law sets.
type Rate struct {
	Kind  RateKind
	Value decimal.Decimal // see the kinds; zero for Statutory
}

// RateKind says what the value of a rate is.
type RateKind uint8

const (
	Statutory     RateKind = iota // ECB refinancing rate plus 10 points (plus 8 for a public buyer)
	Fixed                         // Value percent a year
	LegalMultiple                 // Value times the legal interest rate, at least 3
	ECBPlus                       // ECB refinancing rate plus Value points
	Other                         // stated, but in a form that is not compared (found by Check only)
	endRateKind
)

// A Discount is what is granted for early payment. The zero value is none.
type Discount struct {
	Percent decimal.Decimal // flat, or a yearly rate
	Yearly  bool            // reckoned for the days gained
	Days    int             // paid within so many days of the invoice date; 0: any day before the due date
}

// None reports that no discount is granted.
func (d Discount) None() bool { return d.Percent.IsZero() }

// A RuleError says what in a rule cannot be written on an invoice.
type RuleError struct {
	Field string // "rate", "discount"…
	Value string
	What  string
}

func (e *RuleError) Error() string {
	return fmt.Sprintf("payment mention: %s %q %s", e.Field, e.Value, e.What)
}

var (
	three   = decimal.New(3, 0)
	hundred = decimal.New(100, 0)
)

// Validate joins a [*RuleError] for each thing wrong with the rule.
func (r Rule) Validate() error {
	var errs []error
	report := func(bad bool, field string, value any, what string) {
		if bad {
			errs = append(errs, &RuleError{Field: field, Value: fmt.Sprint(value), What: what})
		}
	}
	v := r.Rate.Value
	report(r.Client > dunning.Consumer, "client", uint8(r.Client), "is no kind of client")
	switch {
	case r.Rate.Kind >= Other:
		report(true, "rate", uint8(r.Rate.Kind), "is no formula that can be written")
	case !short(v):
		report(true, "rate", "…", "has more than 4 decimals or is out of bounds")
	case r.Rate.Kind == Statutory:
		report(!v.IsZero(), "rate", v, "is given with the statutory rate, which the law sets")
	case r.Rate.Kind == LegalMultiple:
		report(v.LessThan(three) || v.GreaterThan(hundred), "rate", v, "is less than three times the legal rate, which art. L441-10 II C. com. forbids, or more than a hundred times")
	default:
		report(!v.IsPositive() || v.GreaterThan(hundred), "rate", v, "is not between 0 and 100 %")
	}
	report(r.Client == dunning.Public && r.Rate.Kind != Statutory, "rate", v, "is a contract rate: a public buyer owes the rate of art. R2192-31 CCP whatever the contract says")
	report(!short(r.Shown) || r.Shown.IsNegative(), "shown", "…", "is not a percentage with at most 4 decimals")
	d := r.Discount
	report(!short(d.Percent) || d.Percent.IsNegative() || short(d.Percent) && d.Percent.GreaterThan(hundred), "discount", "…", "is not between 0 and 100 % with at most 4 decimals")
	report(d.Days < 0 || d.Days > 366, "discount days", d.Days, "are outside 0-366")
	report(d.None() && (d.Yearly || d.Days != 0), "discount", d.Days, "has conditions and no percentage")
	return errors.Join(errs...)
}

// short is true for a number that can be printed: at most 4 decimals, below a
// million.
func short(d decimal.Decimal) bool {
	if d.IsZero() {
		return true
	}
	if d.NumDigits() > 10 {
		d = d.Normalize()
	}
	return d.NumDigits() <= 10 && d.Exponent() >= -4 && d.Exponent() <= 6
}

// BelowFloor reports whether a contract rate is below three times the legal
// interest rate, the minimum of art. L441-10 II C. com. Both rates are in
// percent: legal is that of the half-year in the column of a professional
// creditor, ecb the refinancing rate, used by ECBPlus only. The statutory rate
// has no floor; Other is never reported.
func (r Rate) BelowFloor(legal, ecb decimal.Decimal) bool {
	floor := legal.Mul(three)
	switch r.Kind {
	case Fixed:
		return r.Value.LessThan(floor)
	case LegalMultiple:
		return r.Value.LessThan(three)
	case ECBPlus:
		return ecb.Add(r.Value).LessThan(floor)
	}
	return false
}
