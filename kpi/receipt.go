package kpi

import (
	"cmp"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
)

// A receipt is money that came in, was not returned, and paid one due date.
type receipt struct {
	on, due date.Date // due is 0 when it is not known
	amount  int64     // TTC
}

// receipts appends the payments of the document up to the closing day that were
// not returned. Without returns and instalments they are the settlements as
// they stand; otherwise the history is played through once.
func (c *counter) receipts(to []receipt) []receipt {
	if len(c.inv.Instalments) > 0 || slices.ContainsFunc(c.inv.Settlements, isReturn) {
		return c.allocate(to, c.replay())
	}
	for i := range c.inv.Settlements {
		s := &c.inv.Settlements[i]
		if s.Kind == dunning.Payment && s.Date < c.period.Until {
			to = append(to, receipt{s.Date, c.due, c.cents(s.Amount)})
		}
	}
	return to
}

func isReturn(s dunning.Settlement) bool { return s.Kind == dunning.Returned }

// An event is a settlement that has some effect left.
type event struct {
	on    date.Date
	money bool // a payment, not a credit note or write-off
	left  int64
}

// replay takes returned money off the latest payments before it.
func (c *counter) replay() []event {
	var events []event
	for _, s := range c.byDate() {
		n := c.cents(s.Amount)
		switch {
		case s.Kind == dunning.Returned:
			for i := len(events) - 1; i >= 0 && n > 0; i-- {
				if events[i].money {
					back := min(n, events[i].left)
					events[i].left -= back
					n -= back
				}
			}
		case n > 0:
			events = append(events, event{s.Date, s.Kind == dunning.Payment, n})
		}
	}
	return events
}

// byDate are the settlements up to the closing day in order; on one day money
// comes in before it goes back, and larger amounts come first, so that the
// order of the slice does not matter.
func (c *counter) byDate() []dunning.Settlement {
	var past []dunning.Settlement
	for _, s := range c.inv.Settlements {
		if s.Date < c.period.Until {
			past = append(past, s)
		}
	}
	slices.SortStableFunc(past, func(x, y dunning.Settlement) int {
		return cmp.Or(cmp.Compare(x.Date, y.Date), returnsLast(x)-returnsLast(y), y.Amount.Cmp(x.Amount), cmp.Compare(x.Kind, y.Kind))
	})
	return past
}

func returnsLast(s dunning.Settlement) int {
	if isReturn(s) {
		return 1
	}
	return 0
}

// allocate lets the events pay the instalments, earliest first (art. 1342-10
// C. civ.), and appends what was money.
func (c *counter) allocate(to []receipt, events []event) []receipt {
	var schedule []part
	for _, p := range c.inv.Instalments {
		schedule = append(schedule, part{p.Due, c.cents(p.Amount)})
	}
	slices.SortStableFunc(schedule, func(x, y part) int { return cmp.Compare(x.due, y.due) })
	lastDue := c.due
	if n := len(schedule); n > 0 {
		lastDue = schedule[n-1].due
	}
	take := func(e *event, due date.Date, n int64) {
		e.left -= n
		if e.money && n > 0 {
			to = append(to, receipt{e.on, due, n})
		}
	}
	for i := range events {
		e := &events[i]
		for len(schedule) > 0 && e.left > 0 {
			n := min(e.left, schedule[0].open)
			take(e, schedule[0].due, n)
			if schedule[0].open -= n; schedule[0].open == 0 {
				schedule = schedule[1:]
			}
		}
		take(e, lastDue, e.left) // the whole of it without instalments, else what was paid too much
	}
	return to
}
