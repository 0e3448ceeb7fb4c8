package policy

import (
	"reflect"
	"slices"

	"github.com/creance/creance/dunning"
)

// maxYears ends a file that is played and never comes to rest.
const maxYears = 10 * 366

// play sends each step on the day it is decided until a goal is reached, or
// gives the decision on the day the file came to rest.
func (p *prover) play(v reflect.Value, goals []int) (Decision, bool) {
	file := reflect.New(v.Type()).Elem()
	file.Set(v)
	f := p.schema.factsIn(file)
	last := f.AsOf + maxYears
	resting, rests := Decision{}, false
	for f.AsOf <= last && p.space.Spend(15+len(p.steps)+len(p.segments)+len(p.holds)) {
		r, ok := p.decide(file)
		if !ok {
			return resting, false // the facts of a later day leave their bounds
		}
		if !rests {
			resting = *r.d
		}
		rests = r.d.None() && r.d.Next == 0 // since the day that is kept
		next := r.d.Next
		if !r.d.None() {
			i := p.stepIndex[r.d.Step]
			if slices.Contains(goals, i) {
				return *r.d, true
			}
			channel := dunning.NoChannel
			if len(r.d.Channels) > 0 {
				channel = r.d.Channels[0]
			}
			f.History = append(slices.Clip(f.History), dunning.Action{Date: f.AsOf, Step: r.d.Step, Channel: channel, Invoice: f.Invoice})
			next = 0
		} else if r.ended() {
			return resting, false
		}
		later := ahead{run: newRun(p.engine)}
		if later.start(r); !later.advance(max(next, f.AsOf+1)) {
			return resting, false
		}
		history := f.History
		*f = later.facts
		f.History = history
	}
	return resting, false
}

// ended reports that no step remains, or that something stands in the way that
// no day lifts.
func (r *run) ended() bool {
	return r.blocked(Finished, NoStep, OtherCurrency, NothingOpen, BelowItem, BelowAccount)
}

func (r *run) blocked(codes ...Code) bool {
	return slices.ContainsFunc(r.d.Blockers, func(b Blocker) bool { return slices.Contains(codes, b.Code) })
}
