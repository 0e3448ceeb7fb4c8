package policy

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/lang"
)

// A rung is a step that may come next, as seen on the day of the decision.
type rung struct {
	step    int
	day     date.Date // the earliest day, moved to a business day; 0 when it cannot be computed
	allowed bool      // its condition holds
}

// chooseStep walks up the ladder from the position of the file and gives the
// step that is due and the day since which it is, or -1.
//
// It walks while steps are due, as far as the catch-up mode lets it. Steps whose
// condition does not hold are passed over, except mandatory ones, where the
// ladder waits. An optional step gives way as soon as a later one is due.
func (r *run) chooseStep() (chosen int, since date.Date) {
	ladder, again := r.remaining()
	if len(ladder) == 0 && !again {
		code := Finished
		if r.index < 0 {
			code = NoStep
		}
		r.block(Blocker{Code: code})
		return -1, 0
	}
	mode := r.mode()
	previous := r.previous(mode)
	chosen = -1
	above := date.Date(0) // the day of the step last looked at
	first := 0
	if again {
		first = -1 // the step sent last stands before the others
	}
	for n := first; n < len(ladder); n++ {
		step := r.index
		if n >= 0 {
			step = ladder[n]
		}
		// Before anything was sent, `previous` is the day on which the step
		// above was due.
		g := r.rung(step, or(previous, above), n < 0)
		above = or(g.day, above)
		s := &r.steps[g.step]
		due := g.allowed && g.day != 0 && g.day <= r.AsOf
		r.traceStep(g, due)
		if !due {
			r.waiting = append(r.waiting, g)
			if s.Mandatory || g.allowed && !s.Optional {
				break
			}
			continue
		}
		if chosen >= 0 {
			r.passed = append(r.passed, chosen)
		}
		chosen, since = g.step, g.day
		if s.Mandatory || !s.Optional && (mode == OneStep || mode == Replay) {
			break
		}
		if mode != OneStep && !s.Optional {
			previous = g.day // as if it had been sent on its day
		}
	}
	if chosen < 0 {
		r.wait()
	}
	return chosen, since
}

// wait records why nothing is due.
func (r *run) wait() {
	for _, g := range r.waiting {
		s := &r.steps[g.step]
		opens := g.day
		if g.allowed {
			r.block(Blocker{Code: NotReached, Rule: s.ID, Detail: s.texts.at, LiftsOn: opens})
		} else {
			if lifts := r.lifts(&s.when); lifts == 0 || g.day == 0 {
				opens = 0
			} else {
				opens = max(g.day, lifts)
			}
			r.block(Blocker{Code: ConditionFalse, Rule: s.ID, Detail: s.texts.when, LiftsOn: opens})
		}
		if opens != 0 && (r.opening == 0 || opens < r.opening) {
			r.opening = opens
		}
	}
}

// remaining are the steps that have not been sent, in order; the second result
// says that the last one sent, to be repeated, stands before them.
func (r *run) remaining() (ladder []int, again bool) {
	s := &r.segments[r.segment]
	ladder = s.ladder[s.after[r.index+1]:]
	if r.index >= 0 {
		last := &r.steps[r.index]
		again = last.Repeat.Max > r.count
		if last.Final {
			ladder = nil
		}
	}
	return ladder, again
}

// mode is how missed steps are caught up with. An invoice that carries since
// another one was paid enters as the policy's on_carrying_paid says.
func (r *run) mode() CatchUp {
	if r.Succeeds && r.index < 0 {
		switch r.doc.OnCarryingPaid {
		case FromStart:
			return OneStep
		case Contextual:
			return MandatoryThenJump
		}
	}
	return r.doc.CatchUp
}

// previous is the day that `previous` stands for at the first remaining step:
// the day of the last step sent, or in Replay the day it was due.
func (r *run) previous(mode CatchUp) date.Date {
	if mode != Replay || r.index < 0 {
		return r.on
	}
	previous := date.Date(0)
	for _, i := range r.segments[r.segment].ladder {
		if i > r.index {
			break
		}
		if day := r.day(&r.steps[i].at, previous); day != 0 {
			previous = r.workdays.Next(day)
		}
	}
	return previous
}

// rung looks at one step with a given `previous`.
func (r *run) rung(i int, previous date.Date, again bool) rung {
	s := &r.steps[i]
	g := rung{step: i}
	if again {
		g.day = r.on + date.Date(s.Repeat.Every)
	} else {
		g.day = r.day(&s.at, previous)
	}
	if g.day != 0 {
		g.day = r.workdays.Next(g.day)
	}
	g.allowed = s.when.node == nil || r.satisfied(&s.when, traceStep, s.ID)
	return g
}

// day is the value of a day; 0 when there is no expression, or when a date it
// counts from is absent.
func (r *run) day(d *rule, previous date.Date) date.Date {
	if d.node == nil {
		return 0
	}
	r.row.Nums[r.schema.previous.Slot] = int64(previous)
	var n int64
	if d.number != nil {
		n = d.number.Of(r.row)
	} else {
		n = r.plainDay(d)
	}
	if n == lang.Absent {
		return 0
	}
	return date.Date(n)
}

// tree evaluates on the trees, which functions of the program need.
func (r *run) tree() lang.Eval { return lang.Eval{Row: r.row, Fault: &r.fault} }

func (r *run) plainDay(d *rule) int64 {
	e := r.tree()
	if d.program == nil {
		return e.Num(d.node)
	}
	n, _ := d.program.Num(&e)
	return n
}

// satisfied is the value of a condition.
func (r *run) satisfied(c *rule, stage traceStage, id string) bool {
	if c.test != nil && r.trace == nil {
		return c.test.Holds(r.row)
	}
	return r.plainly(c, stage, id)
}

func (r *run) plainly(c *rule, stage traceStage, id string) bool {
	if r.trace != nil {
		return r.traced(c.node, stage, id)
	}
	e := r.tree()
	if c.program != nil {
		ok, _ := c.program.Bool(&e)
		return ok
	}
	return e.Bool(c.node)
}
