package plan

import (
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// A Schedule is an invoice cut into parts, in the order of the plan.
type Schedule struct {
	Currency string // ISO 4217
	Parts    []Part
}

// A Part is one instalment of a schedule.
type Part struct {
	Label   string
	Due     date.Date                 // 0 while pending
	Missing *dunning.MissingDateError // the date it waits for; nil when Due is known
	Amount  decimal.Decimal           // TTC, positive
	Rounded decimal.Decimal           // the part of Amount that rounding put here; zero but on one part
}

// Cut cuts an invoice into the parts of the plan. The invoice gives the sum,
// its net amount where a line needs it, and the dates that terms count from;
// its own due date and instalments are not looked at.
//
// The error joins what Validate of the plan and of the invoice find, or is a
// [*RestError] when the parts do not fit the sum.
func (p Plan) Cut(inv *dunning.Invoice) (Schedule, error) {
	if err := p.Validate(); err != nil {
		return Schedule{}, err
	}
	bare := *inv
	bare.Instalments = nil
	if err := bare.Validate(); err != nil {
		return Schedule{}, err
	}
	if !bare.Amount.IsPositive() {
		return Schedule{}, &LineError{What: "has nothing to cut: the invoice is " + bare.Amount.String(), Fix: "plans cut sums that the client owes"}
	}
	digits, _ := minor.Digits(bare.Currency)
	c := cutter{plan: p, digits: digits, taker: p.taker()}
	c.total, _ = minor.Of(bare.Amount, digits)
	c.net, _ = minor.Of(bare.Net, digits)
	if err := c.setUnit(); err != nil {
		return Schedule{}, err
	}
	amounts, rounded, err := c.amounts()
	if err != nil {
		return Schedule{}, err
	}
	s := Schedule{Currency: bare.CurrencyCode(), Parts: make([]Part, len(p.Lines))}
	for i, l := range p.Lines {
		part := Part{Label: l.Label, Amount: minor.Decimal(amounts[i], digits)}
		if i == c.taker {
			part.Rounded = rounded
		}
		if i > 0 && l.AfterPrevious {
			part.after(s.Parts[i-1], l)
		} else {
			part.count(bare, l)
		}
		if part.Due == 0 && part.Missing == nil {
			return Schedule{}, &LineError{Line: i + 1, What: "has a due date outside the calendar", Fix: "shorten the delays"}
		}
		s.Parts[i] = part
	}
	return s, nil
}

func (part *Part) count(inv dunning.Invoice, l Line) {
	if part.Due = l.Due; part.Due != 0 {
		return
	}
	inv.Terms = l.Terms
	from, err := inv.CountedFrom()
	if err != nil {
		part.Missing = &dunning.MissingDateError{Invoice: inv.ID, Base: l.Terms.Base()}
		return
	}
	part.Due = l.Terms.Due(from)
}

func (part *Part) after(previous Part, l Line) {
	if part.Missing = previous.Missing; part.Missing == nil {
		part.Due = l.Terms.Due(previous.Due)
	}
}

// taker is the line that takes what rounding leaves.
func (p Plan) taker() int {
	first, last := -1, -1
	for i, l := range p.Lines {
		if l.Share == Balance {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		first, last = 0, len(p.Lines)-1
	}
	if p.Rest == RestFirst {
		return first
	}
	return last
}

// cutter works in minor units.
type cutter struct {
	plan             Plan
	digits           int32
	total, net, unit int64
	taker            int
}

func (c *cutter) setUnit() error {
	c.unit = 1
	if c.plan.Unit.IsZero() {
		return nil
	}
	unit, err := minor.Of(c.plan.Unit, c.digits)
	if err != nil || unit > c.total {
		return &LineError{What: "has a rounding unit finer than the currency, or above the sum", Fix: fmt.Sprintf("this currency has %d decimals", c.digits)}
	}
	c.unit = unit
	return nil
}

// amounts are the parts in minor units, and what rounding put on the taker.
func (c *cutter) amounts() ([]int64, decimal.Decimal, error) {
	parts := make([]int64, len(c.plan.Lines))
	exact := decimal.NewFromInt(c.total) // what the taker would get without any rounding
	left := c.total
	balances := 0
	for i, l := range c.plan.Lines {
		share := decimal.Decimal{}
		switch l.Share {
		case Balance:
			balances++
			continue
		case Percent:
			share = percentOf(c.total, l.Value)
		case PercentOfNet:
			if c.net <= 0 {
				return nil, exact, &LineError{Line: i + 1, What: "takes a percentage of the net amount, which the invoice does not give", Fix: "fill Invoice.Net"}
			}
			share = percentOf(c.net, l.Value)
		case PercentOfRest:
			share = percentOf(left, l.Value)
		case Fixed:
			n, err := minor.Of(l.Value, c.digits)
			if err != nil {
				return nil, exact, &LineError{Line: i + 1, What: err.Error(), Fix: fmt.Sprintf("this currency has %d decimals", c.digits)}
			}
			parts[i], share = n, decimal.NewFromInt(n)
		}
		if l.Share != Fixed {
			parts[i] = roundTo(share, c.unit)
		}
		left -= parts[i]
		if i != c.taker {
			exact = exact.Sub(share)
		}
	}
	if balances > 0 {
		exact = exact.DivRound(decimal.NewFromInt(int64(balances)), 2)
		each := roundTo(decimal.NewFromInt(left).DivRound(decimal.NewFromInt(int64(balances)), 12), c.unit)
		for i, l := range c.plan.Lines {
			if l.Share == Balance {
				parts[i] = each
				left -= each
			}
		}
	}
	if c.allFixed() && left != 0 {
		return nil, exact, c.unfit(left)
	}
	parts[c.taker] += left
	for i, n := range parts {
		if n <= 0 {
			if i == c.taker {
				return nil, exact, c.unfit(n)
			}
			return nil, exact, &LineError{Line: i + 1, What: "rounds to nothing", Fix: "make fewer parts"}
		}
	}
	return parts, minor.Decimal(parts[c.taker], c.digits).Sub(exact.Shift(-c.digits)), nil
}

func (c *cutter) allFixed() bool {
	for _, l := range c.plan.Lines {
		if l.Share != Fixed {
			return false
		}
	}
	return true
}

func (c *cutter) unfit(rest int64) error {
	return &RestError{Line: c.taker + 1, Sum: minor.Decimal(c.total, c.digits), Rest: minor.Decimal(rest, c.digits)}
}

func percentOf(n int64, percent decimal.Decimal) decimal.Decimal {
	return decimal.NewFromInt(n).Mul(percent).Shift(-2)
}

// roundTo rounds half up to a multiple of unit.
func roundTo(d decimal.Decimal, unit int64) int64 {
	return d.DivRound(decimal.NewFromInt(unit), 0).IntPart() * unit
}

// Instalments are the parts as the invoice carries them. The error is a
// [*PendingError] while one of them has no due date.
func (s Schedule) Instalments() ([]dunning.Instalment, error) {
	out := make([]dunning.Instalment, len(s.Parts))
	for i, p := range s.Parts {
		if p.Missing != nil {
			return nil, &PendingError{Line: i + 1, Missing: p.Missing}
		}
		out[i] = dunning.Instalment{Due: p.Due, Amount: p.Amount}
	}
	return out, nil
}
