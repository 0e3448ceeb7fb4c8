package dunning

import (
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/minor"
)

// maxSettlements bounds one invoice so that a sum of settlements cannot leave
// an int64: 4 096 × minor.Limit is 4.1e18, an int64 ends at 9.2e18.
const maxSettlements = 4096

// Validate reports all that is wrong with the invoice at once, as [Problems],
// or nil. The other packages accept only invoices without problems.
func (inv *Invoice) Validate() error {
	v := checker{of: fmt.Sprintf("invoice %q", clip(inv.ID))}
	if inv.ID == "" {
		v.report("id", "", "is empty", "give the number printed on the document")
	}
	digits, known := minor.Digits(inv.Currency)
	if !known {
		v.report("currency", inv.Currency, "is no ISO 4217 code", `write "EUR", or leave it empty for euros`)
		digits = 2
	}
	v.day("issued", inv.Issued, true)
	v.day("due", inv.Due, false)
	v.day("ordered", inv.Ordered, false)
	v.day("delivered", inv.Delivered, false)
	v.day("received", inv.Received, false)
	v.amount("amount", inv.Amount, digits)
	v.amount("net", inv.Net, digits)
	if inv.Kind >= endDocumentKind {
		v.report("kind", fmt.Sprint(uint8(inv.Kind)), "is no document kind", "")
	}
	if inv.Kind == OnAccount && inv.Amount.IsPositive() {
		v.report("amount", inv.Amount.String(), "is positive on money received", "money on account is in the client's favour: make it negative")
	}
	if len(inv.Settlements) > maxSettlements {
		v.report("settlements", fmt.Sprint(len(inv.Settlements)), "are too many", fmt.Sprintf("one invoice takes at most %d", maxSettlements))
	}
	for i, s := range inv.Settlements {
		at := fmt.Sprintf("settlements[%d]", i)
		v.day(at+".date", s.Date, true)
		v.amount(at+".amount", s.Amount, digits)
		if s.Kind >= endSettlementKind {
			v.report(at+".kind", fmt.Sprint(uint8(s.Kind)), "is no settlement kind", "")
		}
		if s.Amount.IsNegative() && s.Kind != Adjustment {
			v.report(at+".amount", s.Amount.String(), "is negative", "write it positive and say with Kind which way it works (Returned raises the balance)")
		}
	}
	inv.checkInstalments(&v, digits)
	for i, p := range inv.Disputes {
		at := fmt.Sprintf("disputes[%d]", i)
		v.day(at+".from", p.From, true)
		v.day(at+".until", p.Until, false)
		v.amount(at+".amount", p.Amount, digits)
		if p.Amount.IsNegative() {
			v.report(at+".amount", p.Amount.String(), "is negative", "give the part contested, or leave it zero for the whole invoice")
		}
		if p.Until != 0 && p.Until < p.From {
			v.report(at+".until", p.Until.String(), "is before its start", "")
		}
	}
	return v.problems.Err()
}

func (inv *Invoice) checkInstalments(v *checker, digits int32) {
	if len(inv.Instalments) == 0 {
		return
	}
	var sum minor.Sum
	for i, part := range inv.Instalments {
		at := fmt.Sprintf("instalments[%d]", i)
		v.day(at+".due", part.Due, true)
		v.amount(at+".amount", part.Amount, digits)
		if !part.Amount.IsPositive() {
			v.report(at+".amount", part.Amount.String(), "is not positive", "an instalment is a part of the sum due")
		}
		if n, err := minor.Of(part.Amount, digits); err == nil {
			sum.Add(n)
		}
	}
	if got := sum.Decimal(digits); !got.Equal(inv.Amount) {
		v.report("instalments", got.String(), "do not add up to the amount "+shown(inv.Amount), "")
	}
}

// checker collects the problems of one object.
type checker struct {
	of       string
	problems Problems
}

func (v *checker) report(field, value, what, fix string) {
	v.problems = append(v.problems, &Problem{Of: v.of, Field: field, Value: value, What: what, Fix: fix})
}

func (v *checker) day(field string, d date.Date, required bool) {
	switch {
	case d == 0 && required:
		v.report(field, "", "is missing", "")
	case d != 0 && (d < firstDay || d > lastDay):
		v.report(field, d.String(), fmt.Sprintf("is outside the years %d-%d", minYear, maxYear), "")
	}
}

func (v *checker) amount(field string, d decimal.Decimal, digits int32) {
	if _, err := minor.Of(d, digits); err != nil {
		v.report(field, shown(d), err.Error(), fmt.Sprintf("this currency has %d decimals", digits))
	}
}

// shown is a decimal for a message: written out when short, in scientific
// notation when its exponent would make megabytes of zeros.
func shown(d decimal.Decimal) string {
	if e := d.Exponent(); e > 20 || e < -20 || d.NumDigits() > 40 {
		return fmt.Sprintf("a number of %d digits, exponent %d", d.NumDigits(), e)
	}
	return d.String()
}

var (
	firstDay = date.New(minYear, 1, 1)
	lastDay  = date.New(maxYear, 12, 31)
)
