package policy

import (
	"slices"

	"github.com/creance/creance/internal/lang"
)

// An ascent follows the files of one class up the ladder, whatever their days:
// it takes every step for possible that some day might bring, and asks of each
// position it may come to whether something is decided there once the days have
// done what they can. It is a proof and no search: what it cannot follow is not
// proved.
//
// Days are days late, the latest that are possible.
type ascent struct {
	*prover
	class
	goals  []int
	frozen bool  // clocks that start anywhere keep what they say on the first day late,
	thawed int64 // until this day at least
	asked  *ask

	index   int   // the step sent last, -1 before the first
	on      int64 // when
	settled int64 // the conditions looked at no longer change from this day on
}

// eternity is a day that is not known to come.
const eternity = 1 << 40

// arrives proves that every file of a class reaches a goal, or says what must be
// known before it can tell.
//
// Some facts move from a value that is not known, such as the days left before
// limitation. First it is tried whether the goal comes before they change
// anything, and then whether it comes whatever they change.
func (p *prover) arrives(c class, goals []int) (bool, *ask) {
	for _, frozen := range []bool{true, false} {
		a := &ascent{prover: p, class: c, goals: goals, frozen: frozen, thawed: eternity}
		last, ok := a.climb()
		switch {
		case a.asked != nil:
			return false, a.asked
		case ok && (a.thawed == eternity || last < a.thawed) && (last <= maxYears || last >= eternity):
			return true, nil
		}
	}
	return false, nil
}

// knows is the answer of the class; without one it is asked for.
func (a *ascent) knows(q *ask) bool {
	is, known := a.known[q.name]
	if !known && a.asked == nil {
		a.asked = q
	}
	return is
}

// climb looks at every position that may be reached, and gives the day by which
// a goal is.
func (a *ascent) climb() (last int64, ok bool) {
	if !a.owes() {
		return 0, false
	}
	reached := make([]int64, len(a.steps)+1) // by index + 1; 0 where nobody comes
	reached[0] = 1
	for at := range reached {
		if a.index, a.on = at-1, reached[at]; a.on == 0 {
			continue
		}
		if slices.Contains(a.goals, a.index) {
			last = max(last, a.on)
			continue
		}
		ready, ok := a.leave()
		if !ok || a.asked != nil || !a.space.Spend(len(a.steps)) {
			return 0, false
		}
		for _, i := range a.next() {
			reached[i+1] = max(reached[i+1], ready)
		}
	}
	return last, a.asked == nil
}

// owes reports whether the amounts let any step pass.
func (a *ascent) owes() bool {
	for _, q := range a.amountsAsked() {
		if !a.knows(q) {
			return false
		}
	}
	return true
}

// amountsAsked are the limits that the amounts of a file must come to.
func (p *prover) amountsAsked() []*ask {
	symbol := func(name string) *lang.Symbol { return p.schema.symbols[name] }
	return []*ask{
		enough("min_item", max(p.minItem, 1), symbol("balance")),
		enough("asked", 1, symbol("amount")),
		enough("min_account", max(p.minAcct, 1), symbol("amount"), symbol("collectable")),
	}
}

// mayReach reports whether a step has a means that reaches the client.
func (a *ascent) mayReach(i int) bool { return !a.steps[i].needsEmail() || !a.knows(a.withoutEmail()) }

func (p *prover) withoutEmail() *ask {
	return whether(&lang.Fact{Symbol: p.schema.symbols["email_missing"]})
}

// leave is the day by which something is decided at a position; false when it is
// not certain to be.
func (a *ascent) leave() (ready int64, ok bool) {
	if a.index >= 0 {
		last := a.steps[a.index]
		if last.Final {
			return 0, false
		}
		for range max(0, last.Repeat.Max-1) {
			again, ok := a.decides(true)
			if !ok || !a.space.Spend(1) {
				return 0, false
			}
			if ready = max(ready, again); a.on >= eternity {
				break
			}
			a.on = max(a.on, again)
		}
	}
	once, ok := a.decides(false)
	return min(max(ready, once), eternity), ok
}

// decides is the same when the step sent last can be repeated, or can no longer.
func (a *ascent) decides(again bool) (ready int64, ok bool) {
	a.settled = 0
	if a.held() {
		return 0, false
	}
	for _, k := range a.segmentsOf(a.settles) {
		for _, mode := range a.modes(a.index) {
			day, ok := a.due(k, mode, again)
			if !ok {
				return 0, false
			}
			ready = max(ready, day)
		}
	}
	if ready = max(ready, a.settled, a.on); a.index >= 0 {
		ready = max(ready, a.on+int64(max(1, a.doc.Limits.MinContactDelay)))
	}
	return min(ready+a.shift, eternity), true
}

// segmentsOf are those that a file may be in.
func (a *ascent) segmentsOf(value func(lang.Node) outcome) (list []int) {
	for k, s := range a.segments {
		is := yes
		if s.when.node != nil {
			is = value(s.when.node)
		}
		if is != no {
			list = append(list, k)
		}
		if is == yes {
			break
		}
	}
	return list
}

// held reports whether a hold may stop the files for good.
func (a *ascent) held() bool {
	for _, h := range a.holds {
		if h.Scope == DisputedPart || a.settles(h.when.node) == no {
			continue // there is an amount to ask for
		}
		if h.end.node == nil {
			return true
		}
		end, sure := a.day(h.end.node, a.on, a.index >= 0)
		if !sure {
			return true
		}
		a.settled = max(a.settled, end)
	}
	return false
}

// above are the steps that may come next.
func (a *ascent) above(segment int, again bool) (list []int) {
	if again {
		list = append(list, a.index)
	}
	for _, i := range a.segments[segment].ladder {
		if i > a.index {
			list = append(list, i)
		}
	}
	return list
}

// due is the day from which a step is certain to be due, as [run.chooseStep]
// finds it once no condition changes any more. Whatever is chosen later in its
// place must reach the client.
func (a *ascent) due(segment int, mode CatchUp, again bool) (from int64, certain bool) {
	previous, known := a.on, a.index >= 0
	if mode == Replay {
		previous = eternity
	}
	var chosen []int
	for _, i := range a.above(segment, again) {
		s := a.steps[i]
		allowed := yes
		if s.when.node != nil {
			allowed = a.settles(s.when.node)
		}
		day, sure := a.on+int64(s.Repeat.Every), true
		if i != a.index {
			day, sure = a.day(s.at.node, previous, known)
		}
		if a.index < 0 {
			previous, known = max(previous, day+a.shift), known || sure
		}
		if allowed == no {
			if s.Mandatory {
				break
			}
			continue
		}
		if !certain {
			from = max(from, day)
		}
		switch {
		case allowed == yes && sure:
			chosen, certain = []int{i}, true
		case !s.Optional && stepwise(mode) && !a.mayReach(i):
			return 0, false // on the days it is allowed it is the one
		default:
			chosen = append(chosen, i)
		}
		if s.Mandatory || !s.Optional && (!sure || certain && stepwise(mode)) {
			break
		}
	}
	return from, certain && !slices.ContainsFunc(chosen, func(i int) bool { return !a.mayReach(i) })
}

func stepwise(mode CatchUp) bool { return mode == OneStep || mode == Replay }

// next are the steps that may be decided at a position on some day.
func (a *ascent) next() (list []int) {
	for _, k := range a.segmentsOf(a.ever) {
		for _, mode := range a.modes(a.index) {
			for _, i := range a.above(k, false) {
				s := a.steps[i]
				allowed := yes
				if s.when.node != nil {
					allowed = a.ever(s.when.node)
				}
				if allowed != no && a.mayReach(i) {
					list = append(list, i)
				}
				if s.Mandatory || allowed == yes && !s.Optional && stepwise(mode) {
					break
				}
			}
		}
	}
	return list
}

// day is the latest that a day may be. It is sure when every file has one and it
// does not move away.
func (a *ascent) day(n lang.Node, previous int64, known bool) (latest int64, sure bool) {
	sure = !moves(n)
	lang.Walk(n, func(n lang.Node) {
		f, ok := n.(*lang.Fact)
		switch {
		case !ok || !f.Symbol.Optional:
		case f.Symbol == a.schema.previous:
			sure = sure && known
		default:
			sure = false
		}
	})
	return min(a.latest(n, previous), eternity), sure
}

func (a *ascent) latest(n lang.Node, previous int64) int64 {
	switch n := n.(type) {
	case *lang.Fact:
		switch {
		case n.Symbol == a.schema.previous:
			return previous
		case n.Symbol.Name == "due" || n.Symbol.Name == "issued": // issued no later than due
			return 0
		}
	case *lang.MonthEnd:
		return a.latest(n.X, previous) + 30
	case *lang.Arith:
		x, y := n.X, n.Y
		if _, ok := x.(*lang.Number); ok && n.Op == "+" {
			x, y = y, x
		}
		days, ok := y.(*lang.Number)
		switch {
		case !ok || days.Of.Kind != lang.Int:
		case n.Op == "+":
			return a.latest(x, previous) + days.Value
		case n.Op == "-":
			return a.latest(x, previous) - days.Value
		}
	}
	return eternity
}
