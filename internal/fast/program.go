// Package fast evaluates the expressions of a policy for a nightly run.
//
// A portfolio asks the same dozen conditions of every client. The evaluator of
// package lang walks a tree for each answer, and reflection reads each fact of
// a struct, so that most of the time goes into finding out, again, what Compile
// knew already. Here it is worked out once: conditions become a list of tests
// on whole numbers that jump to one another, days become closures, and facts
// are read at their offsets.
//
// It defines nothing. What an expression means is said by [lang.Eval], and a
// fuzz test holds this package to it and to expr's machine; what is a valid
// fact is said by the plain reader of package policy, which is asked again
// whenever [Reader.Read] refuses.
package fast

import (
	"math"

	"github.com/creance/creance/internal/lang"
)

// A Program answers which of several conditions is the first that holds.
//
// Nearly every comparison of a policy asks whether a number lies between two
// others: overdue >= 150.00 from there upwards, a choice == "public" at one
// place. So a condition is a set of such tests, each with the test to go on
// with when it holds and when it does not: "and", "or" and "not" cost nothing,
// and neither does the step from one condition to the next.
type Program struct {
	tests  []test
	starts []target    // where each condition starts, and one more: none is left
	nodes  []lang.Node // the conditions
	plain  bool        // it has tests whose future only lang knows
	table  *table      // answers [Program.Find] where it can
}

// A target is the index of the next test or, when negative, the complement of
// the index of the condition that was found to hold.
type target int32

// A test asks whether a number lies in [lo, lo+width].
type test struct {
	yes, no target
	slot    int32 // of the number in the row
	lo      int64
	width   uint64
	other   func(*lang.Row) bool // what no range can say; nil for a range
}

// NewProgram lowers conditions, to be looked at in order; nil always holds.
func NewProgram(conditions ...lang.Node) *Program {
	n := len(conditions)
	p := &Program{nodes: conditions, starts: make([]target, n+1)}
	p.starts[n] = ^target(n)
	for i := n - 1; i >= 0; i-- {
		p.starts[i] = ^target(i)
		if conditions[i] != nil {
			p.starts[i] = p.lower(conditions[i], ^target(i), p.starts[i+1])
		}
	}
	p.table = p.tabulate()
	return p
}

// Find is the index of the first condition that holds, from the one at an index
// on, or how many there are when none does.
func (p *Program) Find(row *lang.Row, from int) int {
	if p.table != nil {
		return p.table.find(row, from)
	}
	at, tests, nums := p.starts[from], p.tests, row.Nums
	for uint(at) < uint(len(tests)) {
		t := &tests[at]
		var holds bool
		if t.other == nil {
			holds = uint64(nums[t.slot]-t.lo) <= t.width
		} else {
			holds = t.other(row)
		}
		if holds {
			at = t.yes
		} else {
			at = t.no
		}
	}
	return int(^at)
}

// Holds reports whether the first condition holds.
func (p *Program) Holds(row *lang.Row) bool { return p.Find(row, 0) == 0 }

func (p *Program) add(t test) target {
	p.tests = append(p.tests, t)
	return target(len(p.tests) - 1)
}

// lower adds the tests of a condition, those that come last first, and gives
// the one to start with.
func (p *Program) lower(n lang.Node, yes, no target) target {
	switch n := n.(type) {
	case *lang.Named:
		return p.lower(n.Body, yes, no)
	case *lang.Number:
		if n.Value != 0 {
			return yes
		}
		return no
	case *lang.Not:
		return p.lower(n.X, no, yes)
	case *lang.Logic:
		if n.Op == "and" {
			return p.lower(n.X, p.lower(n.Y, yes, no), no)
		}
		return p.lower(n.X, yes, p.lower(n.Y, yes, no))
	case *lang.Fact:
		return p.within(n, 0, 0, no, yes)
	case *lang.Compare:
		return p.compare(n, yes, no)
	case *lang.In:
		return p.in(n, yes, no)
	}
	return p.computed(n, yes, no)
}

// within tests a fact against a range.
func (p *Program) within(f *lang.Fact, lo, hi int64, yes, no target) target {
	return p.add(test{slot: int32(f.Symbol.Slot), lo: lo, width: uint64(hi - lo), yes: yes, no: no})
}

// Ends of a range without an end: beyond every fact, and so that the distance
// to one fits an int64.
const (
	lowest  = math.MinInt64 / 2
	highest = math.MaxInt64 / 2
)

var mirrored = map[lang.Op]lang.Op{"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

func (p *Program) compare(n *lang.Compare, yes, no target) target {
	if n.X.Type().Kind == lang.Text {
		return p.text(n, yes, no)
	}
	fact, op, constant := n.X, n.Op, n.Y
	if _, isNumber := fact.(*lang.Number); isNumber {
		fact, op, constant = n.Y, mirrored[n.Op], n.X
	}
	f, isFact := fact.(*lang.Fact)
	c, isNumber := constant.(*lang.Number)
	if !isFact || !isNumber || !ranged(f, c) {
		return p.computed(n, yes, no)
	}
	switch op {
	case "==":
		return p.within(f, c.Value, c.Value, yes, no)
	case "!=":
		return p.within(f, c.Value, c.Value, no, yes)
	case "<":
		return p.within(f, lowest, c.Value-1, yes, no)
	case "<=":
		return p.within(f, lowest, c.Value, yes, no)
	case ">":
		return p.within(f, c.Value+1, highest, yes, no)
	}
	return p.within(f, c.Value, highest, yes, no)
}

// ranged reports whether the fact may be read from the row as it stands. A date
// that is absent counts as earlier than all others, and is 0 there, which is the
// first day of the calendar: that is the same beside any later constant.
func ranged(f *lang.Fact, c *lang.Number) bool {
	return f.Symbol.Type.Kind != lang.Date || c.Value > 0
}

func (p *Program) in(n *lang.In, yes, no target) target {
	if n.X.Type().Kind == lang.Text {
		return p.text(n, yes, no)
	}
	f, ok := n.X.(*lang.Fact)
	if !ok {
		return p.computed(n, yes, no)
	}
	for _, item := range n.List {
		c, ok := item.(*lang.Number)
		if !ok || !ranged(f, c) {
			return p.computed(n, yes, no)
		}
		no = p.within(f, c.Value, c.Value, yes, no)
	}
	return no
}

// text tests texts for equality; they stay as they are while days pass.
func (p *Program) text(n lang.Node, yes, no target) target {
	return p.add(test{other: asEval(n), yes: yes, no: no})
}

// computed tests anything else.
func (p *Program) computed(n lang.Node, yes, no target) target {
	p.plain = true
	c, ok := n.(*lang.Compare)
	if !ok || c.X.Type().Kind == lang.Bool {
		return p.add(test{other: asEval(n), yes: yes, no: no})
	}
	x, y := NewNumber(c.X), NewNumber(c.Y)
	other := map[lang.Op]func(*lang.Row) bool{
		"==": func(r *lang.Row) bool { return x.Of(r) == y.Of(r) },
		"!=": func(r *lang.Row) bool { return x.Of(r) != y.Of(r) },
		"<":  func(r *lang.Row) bool { return x.Of(r) < y.Of(r) },
		"<=": func(r *lang.Row) bool { return x.Of(r) <= y.Of(r) },
		">":  func(r *lang.Row) bool { return x.Of(r) > y.Of(r) },
		">=": func(r *lang.Row) bool { return x.Of(r) >= y.Of(r) },
	}[c.Op]
	return p.add(test{other: other, yes: yes, no: no})
}

// asEval leaves a rare condition to the evaluator.
func asEval(n lang.Node) func(*lang.Row) bool {
	return func(r *lang.Row) bool {
		e := lang.Eval{Row: r}
		return e.Bool(n)
	}
}
