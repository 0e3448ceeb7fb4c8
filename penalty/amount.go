package penalty

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// The amount-only path: the interest of a portfolio without the statements that
// nobody reads. It answers for the shape of nearly all invoices, one due date
// and a few settlements, on the stack and from precomputed spans; every other
// shape takes the plain path. Compute is its oracle: a fuzz target holds the
// two together.

// maxQuick bounds the settlements of the quick shape.
const maxQuick = 8

// Amount is the interest of [Compute] in minor units (cents), without its
// statement. It does not allocate for an invoice with one due date and at most
// eight settlements, none returned, under a rule without what happens to single
// claims (freezes, insolvency, compounding, waivers).
func (c *Calculator) Amount(inv *dunning.Invoice, asOf date.Date) (int64, error) {
	if total, ok := c.quick(inv, asOf); ok {
		return total, nil
	}
	k := claim{c: c, inv: inv, asOf: asOf}
	err := k.count()
	return k.total, err
}

// Amount is the interest of [Compute] in minor units (cents), without its
// statement. For many invoices under one rule use [Calculator.Amount].
func Amount(inv *dunning.Invoice, rule Rule, asOf date.Date) (int64, error) {
	c, err := newCalculator(rule)
	if err != nil {
		return 0, err
	}
	return c.Amount(inv, asOf)
}

// simple reports whether a rule stays within the quick path.
func (r *Rule) simple() bool {
	return r.Path == PerHalfYear && r.Base == TTC && r.Credits == FromCreditDate && r.Waived == WaiveNothing &&
		r.Allocation != CostsFirst && r.Insolvency == 0 && r.CompoundFrom == 0 && len(r.Freezes) == 0
}

// quick is the interest of a simple invoice; false when the plain path must
// answer, be it with an error.
func (c *Calculator) quick(inv *dunning.Invoice, asOf date.Date) (int64, bool) {
	if !c.simple || inv == nil || asOf < firstDay || asOf > lastDay || !c.accepts(inv) || !sound(inv) ||
		len(inv.Settlements) > maxQuick || !inv.Amount.IsPositive() {
		return 0, false
	}
	due := inv.DueDate()
	if due == 0 || c.rule.Regime == Civil && c.rule.Notice == 0 {
		return 0, false
	}
	digits, _ := minor.Digits(inv.Currency)
	principal, _ := minor.Of(inv.Amount, digits)
	var room [maxQuick]event
	events := inOrder(inv, room[:0], digits, asOf)

	q := quickClaim{c: c, day: c.rule.firstDay(inv, due), principal: principal}
	ledger := principal
	for i := range events {
		e := &events[i]
		if e.kind == dunning.Returned || !q.accrue(c.rule.effective(e.date)) {
			return 0, false
		}
		rest := e.amount
		if c.rule.Allocation == InterestFirst && e.kind == dunning.Payment {
			toInterest := min(rest, q.total-q.paid)
			q.paid += toInterest
			rest -= toInterest
		}
		q.principal -= min(rest, q.principal)
		ledger -= e.amount
		q.closed = ledger <= 0 && c.rule.Closing == AtLedgerBalance
	}
	ok := q.accrue(c.rule.end(asOf))
	return q.total, ok
}

// inOrder lists the settlements up to a day, in the order of walk.
func inOrder(inv *dunning.Invoice, events []event, digits int32, asOf date.Date) []event {
	for i := range inv.Settlements {
		s := &inv.Settlements[i]
		if s.Date > asOf {
			continue
		}
		n, _ := minor.Of(s.Amount, digits)
		events = append(events, event{date: s.Date, kind: s.Kind, amount: n, index: i})
		for j := len(events) - 1; j > 0 && events[j].compare(events[j-1]) < 0; j-- {
			events[j], events[j-1] = events[j-1], events[j]
		}
	}
	return events
}

type quickClaim struct {
	c                      *Calculator
	day                    date.Date
	principal, total, paid int64
	exact                  minor.Sum // for OnTotal
	closed                 bool
}

// accrue counts interest up to a day, excluded; false when a rate or a result
// is out of reach.
func (q *quickClaim) accrue(until date.Date) bool {
	if until <= q.day {
		return true
	}
	from := q.day
	q.day = until
	if q.principal == 0 || q.closed {
		return true
	}
	first := q.c.find(from)
	if first < 0 {
		return false
	}
	spans := q.c.spans
	if q.c.rule.Rounding == OnTotal {
		last := q.c.find(until - 1)
		if last < 0 {
			return false
		}
		q.exact.AddProduct(q.principal, spans[last].upTo(until)-spans[first].upTo(from))
		total, ok := halfUp(q.exact, q.c.divisor)
		q.total = total
		return ok
	}
	for i := first; from < until; i++ {
		if i == len(spans) {
			return false
		}
		s := &spans[i]
		end := min(until, s.until)
		var exact minor.Sum
		exact.AddProduct(q.principal, s.units*int64(end-from)*s.weight)
		interest, ok := halfUp(exact, q.c.divisor)
		if q.total += interest; !ok || q.total > maxInterest {
			return false
		}
		from = end
	}
	return true
}
