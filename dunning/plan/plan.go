package plan

import (
	"errors"
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/civil"
	"github.com/creance/creance/internal/minor"
)

// A Plan says how an invoice is cut into instalments. The zero value has no
// line and is refused.
type Plan struct {
	Lines []Line
	Unit  decimal.Decimal // parts are rounded to its multiples (0.05 cash rounding, 1 euro); zero: the cent
	Rest  Rest            // which part takes what rounding leaves
}

// A Line is one instalment: how much, and when.
type Line struct {
	Label string
	Share Share
	Value decimal.Decimal // percent for the percentages, amount for Fixed, nothing for Balance

	Due           date.Date   // fixed due date; 0: counted by Terms
	Terms         terms.Terms // counted from the invoice's own dates, see terms.Base
	AfterPrevious bool        // Terms count from the due date of the line before instead
}

// Share says what the value of a line means.
type Share uint8

const (
	Balance       Share = iota // what the other lines leave, shared equally between all Balance lines
	Percent                    // percent of the invoice TTC
	PercentOfNet               // percent of the invoice HT; the VAT is then left to a Balance line
	PercentOfRest              // percent of what the lines before leave
	Fixed                      // an amount
	endShare
)

var shareNames = [...]string{"balance", "percent", "percent-of-net", "percent-of-rest", "fixed"}

// String is the English name in lower case.
func (s Share) String() string {
	if s >= endShare {
		return "unknown"
	}
	return shareNames[s]
}

// Rest names the part that takes what rounding leaves.
type Rest uint8

const (
	RestLast  Rest = iota // the last instalment, or the last Balance line
	RestFirst             // the first instalment, or the first Balance line
	endRest
)

// maxLines bounds a plan: fifty years of monthly payments.
const maxLines = 600

// maxPercentDigits is the finest percentage a plan accepts.
const maxPercentDigits = 6

// Monthly is a plan of n equal instalments, the first on day first and the
// others on the same day of the following months, or on the last day of a
// shorter month (31 January, 28 February, 31 March). For n outside 1-600 it is
// a plan that Validate refuses.
func Monthly(n int, first date.Date) Plan {
	if n < 1 || n > maxLines || first == 0 {
		return Plan{}
	}
	lines := make([]Line, n)
	for i := range lines {
		lines[i].Due = civil.AddMonths(first, i)
	}
	return Plan{Lines: lines}
}

// FromTerms is the plan that payment terms in parts describe: "30 % à la
// commande, solde à 30 jours". Terms without parts give one instalment, and the
// zero Terms a plan that Validate refuses.
func FromTerms(t terms.Terms) Plan {
	parts := t.Parts()
	if len(parts) == 0 {
		return Plan{Lines: []Line{{Terms: t}}}
	}
	lines := make([]Line, len(parts))
	for i, p := range parts {
		lines[i] = Line{Share: Percent, Value: p.Share.Decimal(), Terms: p.Terms}
	}
	return Plan{Lines: lines}
}

// Validate reports all that is wrong with the plan itself, whatever the
// invoice: joined [*LineError], and a [*PercentError] when the percentages of
// a plan without Balance line do not total 100.
func (p Plan) Validate() error {
	var errs []error
	report := func(line int, what, fix string) {
		errs = append(errs, &LineError{Line: line, What: what, Fix: fix})
	}
	switch {
	case len(p.Lines) == 0:
		report(0, "has no line", "give at least one instalment")
	case len(p.Lines) > maxLines:
		report(0, fmt.Sprintf("has %d lines", len(p.Lines)), fmt.Sprintf("a plan takes at most %d", maxLines))
	}
	if p.Rest >= endRest {
		report(0, "has an unknown rule for the rest", "use RestLast or RestFirst")
	}
	if p.Unit.IsNegative() {
		report(0, "has a negative rounding unit", "leave it zero to round to the cent")
	}
	seen := map[string]int{}
	count := [endShare]int{}
	total, summable := decimal.Decimal{}, true
	for i, l := range p.Lines {
		n := i + 1
		if l.Share >= endShare {
			report(n, "has an unknown kind of share", "")
			continue
		}
		count[l.Share]++
		if what, fix := l.checkValue(); what != "" {
			report(n, what, fix)
			summable = false
		} else if l.Share == Percent {
			total = total.Add(l.Value)
		}
		if what, fix := l.checkDue(i == 0); what != "" {
			report(n, what, fix)
		}
		if first, twice := seen[l.key()]; twice && !l.AfterPrevious {
			report(n, fmt.Sprintf("repeats line %d", first), "give it another date, or add the two up")
		} else {
			seen[l.key()] = n
		}
	}
	if count[Balance] == 0 && summable {
		switch {
		case count[PercentOfNet]+count[PercentOfRest] > 0:
			report(0, "takes percentages of a part and has no balance line", "end the plan with a Balance line")
		case count[Percent] > 0 && !total.Equal(hundred):
			errs = append(errs, &PercentError{Total: total})
		}
	}
	return errors.Join(errs...)
}

var hundred = decimal.New(100, 0)

// key is equal for lines that say the same thing twice.
func (l Line) key() string {
	value := ""
	if bounded(l.Value) {
		value = l.Value.Normalize().String()
	}
	return fmt.Sprint(l.Label, "\x00", l.Share, value, l.Due, l.Terms)
}

func bounded(d decimal.Decimal) bool {
	_, err := minor.Of(d, maxPercentDigits)
	return err == nil
}

func (l Line) checkValue() (what, fix string) {
	switch {
	case l.Share == Balance && !l.Value.IsZero():
		return "has a value although it takes the balance", "leave it zero"
	case l.Share == Balance:
		return "", ""
	case !bounded(l.Value):
		return "has a value out of bounds", fmt.Sprintf("at most %d decimals", maxPercentDigits)
	case l.Value.IsZero():
		return "is worth nothing", "an instalment is a part of the sum due"
	case l.Value.IsNegative():
		return "is negative", "an instalment is a part of the sum due"
	case l.Share != Fixed && l.Value.GreaterThan(hundred):
		return "takes " + l.Value.String() + " %", "a percentage goes to 100"
	}
	return "", ""
}

func (l Line) checkDue(first bool) (what, fix string) {
	counted := !l.Terms.IsZero()
	switch {
	case l.Due != 0 && (counted || l.AfterPrevious):
		return "has a fixed due date and terms", "keep one of them"
	case l.Due == 0 && !counted:
		return "has no due date", "give a date, or terms to count it"
	case l.Terms.Validate() != nil:
		return "has terms out of bounds: " + l.Terms.Validate().Error(), ""
	case l.AfterPrevious && first:
		return "counts from a line before the first one", "give the first line a date of its own"
	}
	return "", ""
}
