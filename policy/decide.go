package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy/internal/lang"
)

// Decide is the next step of a file, or none and every reason why. The same
// facts give the same decision; facts that are out of bounds or contradict each
// other give dunning.Problems. No accepted policy makes it fail otherwise.
func (p *Policy[F]) Decide(f F) (Decision, error) {
	r, err := p.engine.run(reflect.ValueOf(&f).Elem(), nil)
	if err != nil {
		return Decision{}, err
	}
	return r.d, nil
}

// A run is one decision in the making. The stages follow one another, each adds
// its blockers; what none of them blocks is decided.
type run struct {
	*engine
	*file
	eval     lang.Eval
	trace    *Trace // nil outside Explain
	d        Decision
	segment  int
	next     []opening    // of the steps that may come next
	passed   map[int]bool // steps that were due and gave way to a later one
	earliest date.Date    // no step is possible before; 0 when no day is known
}

// An opening is a step that is not possible today, and the day it will be.
type opening struct {
	step int
	on   date.Date // 0 when no day is known
}

// run decides, and when nothing is to be done looks for the next day.
func (e *engine) run(v reflect.Value, trace *Trace) (*run, error) {
	r, err := e.stages(v, trace)
	if err == nil && r.earliest != 0 {
		r.d.Next, r.d.NextStep = e.lookAhead(v, r.earliest)
	}
	return r, err
}

// stages is one decision without a look ahead.
func (e *engine) stages(v reflect.Value, trace *Trace) (*run, error) {
	f, err := e.open(v)
	if err != nil {
		return nil, err
	}
	r := &run{engine: e, file: f, trace: trace, eval: lang.Eval{Row: f.row}}
	r.d = Decision{
		AsOf: f.AsOf, Client: f.Client, Currency: f.Currency, Invoice: f.Invoice, Left: f.Left,
		Policy: e.doc.Policy, Version: e.doc.Version, Hash: e.hash,
	}
	if f.Due != 0 {
		r.d.DaysLate = int(f.AsOf - f.Due)
	}
	if !r.started() {
		return r, nil
	}
	r.segment = r.chooseSegment()
	r.d.Segment = e.segments[r.segment].ID
	r.checkHolds()
	chosen, since := r.chooseStep()
	r.checkAmounts()
	if chosen >= 0 || len(r.next) > 0 {
		r.checkDay(chosen)
	}
	if chosen < 0 || len(r.d.Blockers) > 0 {
		r.earliest = r.opens(chosen)
		return r, nil
	}
	r.conclude(chosen, since)
	return r, nil
}

// started looks at what makes every other question idle.
func (r *run) started() bool {
	switch {
	case r.Currency != r.doc.Currency:
		r.block(Blocker{Code: OtherCurrency, Detail: r.doc.Currency})
		return false
	case r.balance == 0:
		r.block(Blocker{Code: NothingOpen})
		return false
	}
	if r.AsOf < r.doc.Effective {
		r.block(Blocker{Code: NotEffective, LiftsOn: r.doc.Effective})
	}
	return true
}

func (r *run) block(b Blocker) { r.d.Blockers = append(r.d.Blockers, b) }

func (r *run) chooseSegment() int {
	for i, s := range r.segments {
		if s.when.node == nil || r.satisfied(s.when, traceSegment, s.ID) {
			return i
		}
	}
	return len(r.segments) - 1 // not reached: the last one has no condition
}

func (r *run) checkHolds() {
	for _, h := range r.holds {
		if !r.satisfied(h.when, traceHold, h.ID) {
			continue
		}
		start, end := r.day(h.start, r.on), r.day(h.end, r.on)
		if h.start.node != nil && (start == 0 || r.AsOf < start) || h.end.node != nil && end != 0 && r.AsOf >= end {
			continue
		}
		if h.Scope == DisputedPart && r.amount > 0 {
			continue // the rest is chased
		}
		if end == 0 {
			end = r.lifts(&lang.Not{X: h.when.node})
		}
		r.block(Blocker{Code: OnHold, Rule: h.ID, Detail: h.Reason, Owner: h.Owner, LiftsOn: end})
	}
	if r.Held {
		r.block(Blocker{Code: Held, Detail: r.HeldReason, LiftsOn: r.HeldUntil})
	}
}

// lifts is the day from which a condition will hold if nothing happens; 0 when
// no such day is known.
func (r *run) lifts(n lang.Node) date.Date {
	if days, ok := r.eval.FirstTrue(n); ok {
		return r.AsOf + date.Date(days)
	}
	return 0
}

// checkAmounts looks at whether there is enough to ask for.
func (r *run) checkAmounts() {
	if r.balance < r.minItem {
		r.block(Blocker{Code: BelowItem, Detail: r.money(r.minItem)})
	}
	if r.amount == 0 {
		r.blockSetAside()
		return
	}
	if max(r.amount, r.collectable) < r.minAcct {
		r.block(Blocker{Code: BelowAccount, Detail: r.money(r.minAcct)})
	}
}

// blockSetAside says why nothing is left to ask for.
func (r *run) blockSetAside() {
	found := false
	for _, l := range r.Left {
		if l.Code.setAside() && !slices.ContainsFunc(r.d.Blockers, func(b Blocker) bool { return b.Code == l.Code }) {
			r.block(Blocker{Code: l.Code, Detail: l.Invoice, LiftsOn: l.LiftsOn})
		}
		found = found || l.Code.setAside()
	}
	if !found {
		r.block(Blocker{Code: InDispute, Detail: r.Invoice})
	}
}

func (r *run) money(n int64) string {
	return decimal.New(n, -r.digits).StringFixed(r.digits) + " " + r.doc.Currency
}

// checkDay looks at whether a contact may take place today.
func (r *run) checkDay(chosen int) {
	if wait := r.waitUntil(); r.AsOf < wait {
		r.block(Blocker{Code: ContactDelay, Detail: r.contactOrStep().String(), LiftsOn: wait})
	}
	if !r.calendar.IsBusinessDay(r.AsOf) {
		r.block(Blocker{Code: ClosedDay, LiftsOn: r.calendar.Next(r.AsOf)})
	}
	if chosen >= 0 && len(r.steps[chosen].Channels) > 0 && len(r.channels(chosen)) == 0 {
		r.block(Blocker{Code: NoAddress, Rule: r.steps[chosen].ID})
	}
}

// waitUntil is the first day on which a contact is not too close to the last:
// never two steps on one day, whatever the policy says.
func (r *run) waitUntil() date.Date {
	wait := date.Date(0)
	if r.contact != 0 {
		wait = r.contact + date.Date(r.doc.Limits.MinContactDelay)
	}
	if last := r.contactOrStep(); last != 0 {
		wait = max(wait, last+1)
	}
	return wait
}

func (r *run) contactOrStep() date.Date { return max(r.contact, r.on) }

// channels are the means of a step that can reach the client.
func (r *run) channels(i int) []dunning.Channel {
	list := slices.Clone(r.steps[i].Channels)
	if r.EmailMissing {
		list = slices.DeleteFunc(list, func(c dunning.Channel) bool { return c == dunning.Email })
	}
	return list
}

// conclude turns the chosen step, which nothing blocks, into the decision.
func (r *run) conclude(chosen int, since date.Date) {
	s := r.steps[chosen]
	r.d.Step, r.d.Label, r.d.Since, r.d.Next = s.ID, or(s.Label, s.ID), since, r.AsOf
	r.d.Channels, r.d.Tone, r.d.Review, r.d.Route, r.d.Final = r.channels(chosen), s.Tone, s.Review, s.Route, s.Final
	if s.Deadline > 0 {
		r.d.Deadline = r.AsOf + date.Date(s.Deadline)
	}
	r.d.Amount = decimal.New(r.amount, -r.digits)
	r.d.Rule = s.ruleText()
	switch again := chosen == r.index; {
	case (again || usesPrevious(s.at.node)) && r.index >= 0:
		r.d.After = After{Step: r.steps[r.index].ID, On: r.on}
	case !usesPrevious(s.at.node):
		r.d.After = After{On: r.Due}
	}
	for _, i := range r.segments[r.segment].ladder {
		if i > r.index && i < chosen && r.passed[i] {
			r.d.Passed = append(r.d.Passed, r.steps[i].ID)
		}
	}
	r.d.ID = r.decisionID(chosen)
}

// decisionID names a step of a file that was not sent yet. The day and the
// version of the policy are left out: tomorrow it is still the same letter.
func (r *run) decisionID(chosen int) string {
	times := 0
	if chosen == r.index {
		times = r.count
	}
	key := fmt.Sprintf("%q %q %q %q %s %q %d", r.doc.Policy, r.Client, r.Currency, r.Invoice, r.Due, r.steps[chosen].ID, times)
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:16])
}

func (s step) ruleText() string {
	text := "at " + lang.Print(s.at.node)
	if s.when.node != nil {
		text += ", when " + lang.Print(s.when.node)
	}
	return text
}
