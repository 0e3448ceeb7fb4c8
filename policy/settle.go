package policy

import (
	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/region"
)

// outcome is what is known of a condition.
type outcome uint8

const (
	unsettled outcome = iota // it may be either
	yes
	no
)

func outcomeOf(is bool) outcome {
	if is {
		return yes
	}
	return no
}

// settles is what a condition says for good at the position of the ascent, once
// enough days have passed.
func (a *ascent) settles(n lang.Node) outcome { return a.value(n, true) }

// ever is what it says on every day at the position, unsettled when that may
// change.
func (a *ascent) ever(n lang.Node) outcome { return a.value(n, false) }

func (a *ascent) value(n lang.Node, settles bool) outcome {
	if !moves(n) {
		return outcomeOf(a.knows(whether(n)))
	}
	switch n := n.(type) {
	case *lang.Named:
		return a.value(n.Body, settles)
	case *lang.Not:
		switch a.value(n.X, settles) {
		case yes:
			return no
		case no:
			return yes
		}
		return unsettled
	case *lang.Logic:
		decides := outcomeOf(n.Op == "or")
		x := a.value(n.X, settles)
		if x == decides {
			return x
		}
		if y := a.value(n.Y, settles); y == decides || x != unsettled {
			return y
		}
		return unsettled
	case *lang.Fact:
		return a.promised(n, settles)
	}
	if a.ofPosition(n) {
		row := a.schema.newRow()
		row.Nums[a.schema.symbols["last_step"].Slot] = int64(a.index + 1)
		return outcomeOf((&lang.Eval{Row: row}).Bool(n))
	}
	if c, ok := n.(*lang.Compare); ok {
		return a.compared(c, settles)
	}
	return unsettled
}

// ofPosition reports whether a comparison is about the position alone.
func (a *ascent) ofPosition(n lang.Node) bool {
	for _, f := range factsOf(n) {
		if f != "last_step" {
			return false
		}
	}
	return true
}

// promised is a promise, which ends.
func (a *ascent) promised(n *lang.Fact, settles bool) outcome {
	switch {
	case !a.knows(whether(n)):
		return no
	case settles:
		a.settled = eternity
		return no
	}
	return unsettled
}

// mirrored turns a comparison round.
var mirrored = map[lang.Op]lang.Op{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

// compared is a clock beside a constant.
func (a *ascent) compared(n *lang.Compare, settles bool) outcome {
	fact, isFact := n.X.(*lang.Fact)
	limit, isNumber := n.Y.(*lang.Number)
	op := n.Op
	if !isFact || !isNumber {
		fact, isFact = n.Y.(*lang.Fact)
		limit, isNumber = n.X.(*lang.Number)
		op = mirrored[op]
	}
	if !isFact || !isNumber {
		return unsettled
	}
	than := limit.Value
	switch name := fact.Symbol.Name; {
	case name == "days_since_last" && a.index < 0:
		return outcomeOf(lang.Holds(op, never, than))
	case (name == "contacts_90d" || name == "steps_sent") && a.index < 0:
		return outcomeOf(lang.Holds(op, 0, than))
	case name == "days_overdue" || name == "oldest_days_late":
		return a.grown(op, than, lang.Holds(op, 1, than), than+1, settles)
	case name == "steps_sent":
		return a.grown(op, than, lang.Holds(op, 1, than), 0, false)
	case !settles && clocks[name] == sinceOpening:
		return unsettled
	case name == "days_since_last" && than < never:
		a.settled = max(a.settled, a.on+max(than, 0)+1)
		return outcomeOf(lang.Holds(op, never, than))
	case name == "contacts_90d":
		a.settled = max(a.settled, a.on+90)
		return outcomeOf(lang.Holds(op, 0, than))
	case clocks[name] == anywhere:
		return a.fromAnywhere(n, op, name, region.Constant(than), settles)
	}
	return unsettled
}

// grown is a comparison with a number that grows, whose value is known on the
// first day late and which no longer changes from a day on.
func (a *ascent) grown(op lang.Op, than int64, first bool, from int64, settles bool) outcome {
	last := lang.Holds(op, than+1, than) && op != "==" // as of any number far beyond
	switch {
	case first == last && op != "==" && op != "!=":
		return outcomeOf(last)
	case settles:
		a.settled = max(a.settled, from)
		return outcomeOf(last)
	}
	return unsettled
}

// fromAnywhere is a comparison with a clock that starts anywhere. It turns once
// at most, and perhaps never: a seniority or a limitation may not be known.
func (a *ascent) fromAnywhere(n *lang.Compare, op lang.Op, name string, than region.Linear, settles bool) outcome {
	if op == "==" || op == "!=" {
		return unsettled
	}
	first := a.knows(whether(n))
	last := op == ">" || op == ">="
	if name == "limitation_days_left" {
		last = !last
	}
	switch {
	case first == last:
		return outcomeOf(last)
	case a.frozen:
		a.thawed = min(a.thawed, 1+a.leastGap(name, than))
		return outcomeOf(first)
	case settles && name == "as_of":
		a.settled = eternity
		return outcomeOf(last)
	}
	return unsettled
}

// leastGap is how many days at least a clock needs to come to a number.
func (a *ascent) leastGap(name string, than region.Linear) int64 {
	least := int64(eternity)
	for _, r := range a.parts {
		x := r.Fact(a.schema.symbols[name])
		gap := than.Minus(x)
		if name == "limitation_days_left" {
			gap = x.Minus(than)
		}
		r, v := r.Fresh(-eternity, eternity)
		n, ok := r.Equal(region.Of(v), gap).Least(v)
		if !ok {
			return 0
		}
		least = min(least, n)
	}
	return least
}
