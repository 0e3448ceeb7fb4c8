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
// or nil. The other packages accept only invoices without problems. A valid
// invoice costs no allocation, so that a million of them can be checked.
func (inv *Invoice) Validate() error {
	v := checker{inv: inv}
	if inv.ID == "" {
		v.report(field("id"), "", "is empty", "give the number printed on the document")
	}
	digits, known := minor.Digits(inv.Currency)
	if !known {
		v.report(field("currency"), inv.Currency, "is no ISO 4217 code", `write "EUR", or leave it empty for euros`)
		digits = 2
	}
	v.digits = digits
	v.day(field("issued"), inv.Issued, true)
	v.day(field("booked"), inv.Booked, false)
	v.day(field("due"), inv.Due, false)
	v.day(field("ordered"), inv.Ordered, false)
	v.day(field("delivered"), inv.Delivered, false)
	v.day(field("received"), inv.Received, false)
	if err := inv.Terms.Validate(); err != nil {
		v.report(field("terms"), "", err.Error(), "")
	}
	v.amount(field("amount"), inv.Amount)
	v.amount(field("net"), inv.Net)
	if inv.Kind >= endDocumentKind {
		v.report(field("kind"), fmt.Sprint(uint8(inv.Kind)), "is no document kind", "")
	}
	if inv.Kind == OnAccount && inv.Amount.IsPositive() {
		v.report(field("amount"), shown(inv.Amount), "is positive on money received", "money on account is in the client's favour: make it negative")
	}
	v.day(field("doubtful_from"), inv.DoubtfulFrom, false)
	if inv.DoubtfulFrom != 0 && !inv.Doubtful {
		v.report(field("doubtful_from"), inv.DoubtfulFrom.String(), "is given for a document that is not doubtful", "say that it is doubtful too")
	}
	v.settlements()
	v.instalments()
	v.disputes()
	return v.problems.Err()
}

// checker collects the problems of one invoice.
type checker struct {
	inv      *Invoice
	digits   int32
	problems Problems
}

func (v *checker) settlements() {
	if n := len(v.inv.Settlements); n > maxSettlements {
		v.report(field("settlements"), fmt.Sprint(n), "are too many", fmt.Sprintf("one invoice takes at most %d", maxSettlements))
	}
	for i := range v.inv.Settlements {
		s := &v.inv.Settlements[i]
		at := element("settlements", i)
		v.day(at("date"), s.Date, true)
		v.amount(at("amount"), s.Amount)
		if s.Kind >= endSettlementKind {
			v.report(at("kind"), fmt.Sprint(uint8(s.Kind)), "is no settlement kind", "")
		}
		if s.Amount.IsNegative() && s.Kind != Adjustment {
			v.report(at("amount"), shown(s.Amount), "is negative", "write it positive and say with Kind which way it works (Returned raises the balance)")
		}
	}
}

func (v *checker) instalments() {
	if len(v.inv.Instalments) == 0 {
		return
	}
	var sum minor.Sum
	for i := range v.inv.Instalments {
		part := &v.inv.Instalments[i]
		at := element("instalments", i)
		v.day(at("due"), part.Due, true)
		v.amount(at("amount"), part.Amount)
		if !part.Amount.IsPositive() {
			v.report(at("amount"), shown(part.Amount), "is not positive", "an instalment is a part of the sum due")
		}
		if n, err := minor.Of(part.Amount, v.digits); err == nil {
			sum.Add(n)
		}
	}
	whole, err := minor.Of(v.inv.Amount, v.digits)
	if err != nil {
		return // reported already
	}
	var want minor.Sum
	if want.Add(whole); sum != want {
		v.report(field("instalments"), sum.Decimal(v.digits).String(), "do not add up to the amount "+shown(v.inv.Amount), "")
	}
}

func (v *checker) disputes() {
	for i := range v.inv.Disputes {
		p := &v.inv.Disputes[i]
		at := element("disputes", i)
		v.day(at("from"), p.From, true)
		v.day(at("until"), p.Until, false)
		v.amount(at("amount"), p.Amount)
		if p.Amount.IsNegative() {
			v.report(at("amount"), shown(p.Amount), "is negative", "give the part contested, or leave it zero for the whole invoice")
		}
		if p.Until != 0 && p.Until < p.From {
			v.report(at("until"), p.Until.String(), "is before its start", "")
		}
	}
}

// A place names a field, written out only when there is a problem in it.
type place struct {
	list  string // "" for a field of the invoice itself
	index int
	field string
}

func field(name string) place { return place{field: name} }

func element(list string, i int) func(string) place {
	return func(name string) place { return place{list, i, name} }
}

func (p place) String() string {
	if p.list == "" {
		return p.field
	}
	return fmt.Sprintf("%s[%d].%s", p.list, p.index, p.field)
}

func (v *checker) report(at place, value, what, fix string) {
	v.problems = append(v.problems, &Problem{
		Of: fmt.Sprintf("invoice %q", clip(v.inv.ID)), Field: at.String(), Value: value, What: what, Fix: fix,
	})
}

func (v *checker) day(at place, d date.Date, required bool) {
	switch {
	case d == 0 && required:
		v.report(at, "", "is missing", "")
	case d != 0 && (d < firstDay || d > lastDay):
		v.report(at, d.String(), fmt.Sprintf("is outside the years %d-%d", minYear, maxYear), "")
	}
}

func (v *checker) amount(at place, d decimal.Decimal) {
	if _, err := minor.Of(d, v.digits); err != nil {
		v.report(at, shown(d), err.Error(), fmt.Sprintf("this currency has %d decimals", v.digits))
	}
}

// shown is a decimal for a message: written out when short, by its size when
// its exponent would make megabytes of zeros.
func shown(d decimal.Decimal) string {
	if !bounded(d) {
		return fmt.Sprintf("a number of %d digits, exponent %d", d.NumDigits(), d.Exponent())
	}
	return d.String()
}

// bounded reports whether arithmetic with d is safe: an exponent like that of
// 1e999999999 makes a single comparison fill the memory.
func bounded(d decimal.Decimal) bool {
	e := d.Exponent()
	return e <= 20 && e >= -20 && d.NumDigits() <= 40
}

var (
	firstDay = date.New(minYear, 1, 1)
	lastDay  = date.New(maxYear, 12, 31)
)
