package policy

import (
	"slices"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/region"
)

// lastSent is what previous means before anything is caught up with.
func (p *prover) lastSent(index int) *moment {
	if index < 0 {
		return nil
	}
	return &moment{day: region.Of(p.due).Add(region.Of(p.sent))}
}

// A moment is a day; a moved one is perhaps later, because the calendar closes.
type moment struct {
	day   region.Linear
	moved bool
}

// A dated is a day in the part of a region where it has this value.
type dated struct {
	in   region.Region
	day  region.Linear
	none bool // a date it counts from is absent
}

// days are the values of a day in a region.
func (p *prover) days(r region.Region, n lang.Node, previous *moment) []dated {
	parts := []dated{{in: r}}
	lang.Walk(n, func(n lang.Node) {
		f, ok := n.(*lang.Fact)
		if !ok || !f.Symbol.Optional {
			return
		}
		var next []dated
		for _, d := range parts {
			if f.Symbol == p.schema.previous {
				d.none = d.none || previous == nil
				next = append(next, d)
				continue
			}
			given := region.Of(p.given[f.Symbol])
			next = append(next,
				dated{in: d.in.Equal(given, region.Constant(1)), none: d.none},
				dated{in: d.in.Equal(given, region.Constant(0)), none: true})
		}
		if parts = slices.DeleteFunc(next, func(d dated) bool { return d.in.Dead() }); p.space.Exhausted() {
			parts = parts[:min(1, len(parts))]
		}
	})
	for i := range parts {
		d := &parts[i]
		if d.none {
			continue
		}
		var from *region.Linear
		if previous != nil {
			from = &previous.day
			if previous.moved && usesPrevious(n) {
				var later region.Var
				d.in, later = d.in.Fresh(0, p.shift)
				moved := previous.day.Add(region.Of(later))
				from = &moved
			}
		}
		d.in, d.day = d.in.Linear(n, from)
	}
	return parts
}

// A climb is a way up the ladder.
type climb struct {
	in              region.Region
	n               int
	previous, above *moment
	chosen          int
}

// climbs are the ways up the ladder at whose end the step is chosen, as
// [run.chooseStep] takes them.
func (p *prover) climbs(r region.Region, q question) []region.Region {
	var out []region.Region
	for _, mode := range p.modes(q.index) {
		for _, ladder := range p.ladders(r, q, mode) {
			if !slices.Contains(ladder.steps, q.step) {
				continue
			}
			stack := ladder.starts
			for len(stack) > 0 {
				c := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				stack = p.climb(c, ladder, q, mode, stack, &out)
				if p.space.Exhausted() {
					return out
				}
			}
		}
	}
	return out
}

// modes are the ways a file may be caught up with.
func (p *prover) modes(index int) []CatchUp {
	list := []CatchUp{p.doc.CatchUp}
	if index < 0 && p.doc.Carrying != EachInvoice {
		switch p.doc.OnCarryingPaid { // the invoice may carry since another one was paid
		case FromStart:
			list = append(list, OneStep)
		case Contextual:
			list = append(list, MandatoryThenJump)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// A way is what remains of a ladder.
type way struct {
	steps  []int
	again  bool // the first of them is the last one sent
	starts []climb
}

// ladders are what may remain of the ladder, with the places to start from.
func (p *prover) ladders(r region.Region, q question, mode CatchUp) []way {
	var above []int
	for _, i := range p.segments[q.segment].ladder {
		if i > q.index {
			above = append(above, i)
		}
	}
	if q.index < 0 {
		return []way{{steps: above, starts: []climb{{in: r, chosen: -1}}}}
	}
	last := p.steps[q.index]
	if last.Final {
		above = nil
	}
	starts := p.starts(r, q, mode)
	within := func(keep func(region.Region) region.Region) []climb {
		var list []climb
		for _, c := range starts {
			if c.in = keep(c.in); !c.in.Dead() {
				list = append(list, c)
			}
		}
		return list
	}
	times, most := region.Of(p.times), region.Constant(int64(last.Repeat.Max))
	return []way{
		{steps: append([]int{q.index}, above...), again: true, starts: within(func(r region.Region) region.Region { return r.Less(times, most) })},
		{steps: above, starts: within(func(r region.Region) region.Region { return r.AtMost(most, times) })},
	}
}

// starts give `previous` at the first step that remains, as [run.previous] does.
func (p *prover) starts(r region.Region, q question, mode CatchUp) []climb {
	if mode != Replay {
		return []climb{{in: r, previous: p.lastSent(q.index), chosen: -1}}
	}
	list := []climb{{in: r, chosen: -1}}
	for _, i := range p.segments[q.segment].ladder {
		if i > q.index {
			break
		}
		var next []climb
		for _, c := range list {
			for _, d := range p.days(c.in, p.steps[i].at.node, c.previous) {
				previous := c.previous
				if !d.none {
					previous = &moment{d.day, p.shift > 0}
				}
				next = append(next, climb{in: d.in, previous: previous, chosen: -1})
			}
		}
		if list = next; p.space.Exhausted() {
			return list[:min(1, len(list))]
		}
	}
	return list
}

// climb looks at one step and adds the ways that go on to the stack, and those
// that end with the step chosen to out.
func (p *prover) climb(c climb, w way, q question, mode CatchUp, stack []climb, out *[]region.Region) []climb {
	end := func(r region.Region, chosen int) {
		if chosen == q.step {
			*out = append(*out, r)
		}
	}
	if c.n == len(w.steps) {
		end(c.in, c.chosen)
		return stack
	}
	i := w.steps[c.n]
	if i > q.step && c.chosen != q.step {
		return stack // the step was passed over
	}
	s := p.steps[i]
	for _, d := range p.rung(c, w, i) {
		above := c.above
		if !d.none {
			above = &moment{d.day, p.shift > 0}
		}
		var allowed, refused []region.Region
		if s.when.node == nil {
			allowed = []region.Region{d.in}
		} else {
			allowed, refused = d.in.Split(s.when.node, true), d.in.Split(s.when.node, false)
		}
		for _, r := range allowed {
			later := r
			if !d.none {
				// A decision falls on a business day, so that a day moved to
				// the next one has come exactly when the day itself has.
				if due := r.AtMost(d.day, p.asOf()); !due.Dead() && i <= q.step {
					if s.Mandatory || !s.Optional && (mode == OneStep || mode == Replay) {
						end(due, i)
					} else {
						previous := c.previous
						if mode != OneStep && !s.Optional {
							previous = above
						}
						stack = append(stack, climb{due, c.n + 1, previous, above, i})
					}
				}
				later = r.Less(p.asOf(), d.day)
			}
			if s.Mandatory || !s.Optional {
				end(later, c.chosen)
			} else {
				stack = append(stack, climb{later, c.n + 1, c.previous, above, c.chosen})
			}
		}
		for _, r := range refused {
			if s.Mandatory {
				end(r, c.chosen)
			} else {
				stack = append(stack, climb{r, c.n + 1, c.previous, above, c.chosen})
			}
		}
	}
	return slices.DeleteFunc(stack, func(c climb) bool { return c.in.Dead() })
}

// rung is the day of a step on the way up.
func (p *prover) rung(c climb, w way, i int) []dated {
	if w.again && c.n == 0 {
		every := int64(p.steps[i].Repeat.Every)
		return []dated{{in: c.in, day: region.Of(p.due).Add(region.Of(p.sent)).Plus(every)}}
	}
	previous := c.previous
	if previous == nil {
		previous = c.above
	}
	return p.days(c.in, p.steps[i].at.node, previous)
}

// firstDays finds for each step how many days after the due date it is decided
// at the earliest. A file that the policy itself brought to a step was not there
// before; with on_carrying_paid: continue it may have come from another invoice.
func (p *prover) firstDays() []int64 {
	first := make([]int64, len(p.steps))
	for i := range first {
		first[i] = longAfter
	}
	p.first = first
	for i := range p.steps {
		least := int64(longAfter)
		for index := -1; index < i && !p.space.Exhausted(); index++ {
			for k := range p.segments {
				for _, r := range p.decided(question{segment: k, index: index, step: i, rough: true}) {
					day, ok := r.Least(p.late)
					if !ok {
						day = longBefore
					}
					least = min(least, day)
				}
			}
		}
		if p.space.Exhausted() {
			least = longBefore
		}
		first[i] = least
	}
	return first
}
