package policy

import (
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/lang"
)

// Decide is the next step of a file, or none and every reason why. The same
// facts give the same decision; facts that are out of bounds or contradict each
// other give dunning.Problems. No accepted policy makes it fail otherwise, except
// through a registered function that is not total: a *[FunctionError].
//
// For a whole portfolio, [Policy.DecideAll] uses several goroutines and an
// [Evaluator] leaves no garbage.
func (p *Policy[F]) Decide(f F) (Decision, error) {
	e, ok := p.pool.Get().(*Evaluator[F])
	if !ok {
		e = p.Evaluator()
	}
	defer p.pool.Put(e)
	e.facts = f
	return e.whole(&e.facts)
}

// A run is one decision in the making. The stages follow one another, each adds
// its blockers; what none of them blocks is decided. A run may be used for one
// file after another and keeps its memory.
type run struct {
	*engine
	file
	own     *lang.Row // the row that is kept
	trace   *Trace    // nil outside Explain
	d       *Decision
	segment int
	waiting []rung    // the steps that may come next, while none is due
	opening date.Date // the first day on which one of them is due; 0 when no day is known
	passed  []int     // steps that were due and gave way to a later one
	chosen  int       // the step that is due, blocked or not; -1 without one
	ahead   *ahead    // the same on a later day; made when it is needed
	days    dayTexts
	fault   error // of a registered function: the decision is not to be used
}

func newRun(e *engine) *run { return &run{engine: e, own: e.schema.newRow()} }

// decide runs the stages and, when nothing is to be done, looks for the next
// day.
func (r *run) decide() {
	r.stages()
	if r.d.None() {
		r.lookAhead()
	}
}

// stages is one decision without a look ahead.
func (r *run) stages() {
	r.clear()
	if r.Due != 0 {
		r.d.DaysLate = int(r.AsOf - r.Due)
	}
	if !r.started() {
		return
	}
	r.segment = r.chooseSegment()
	r.d.Segment = r.segments[r.segment].ID
	r.checkHolds()
	chosen, since := r.chooseStep()
	r.chosen = chosen
	r.checkAmounts()
	if chosen >= 0 || len(r.waiting) > 0 {
		r.checkDay(chosen)
	}
	if chosen >= 0 && len(r.d.Blockers) == 0 {
		r.conclude(chosen, since)
	}
}

// clear starts a decision in the memory of the one before.
func (r *run) clear() {
	d := r.d
	channels, passed, blockers := d.Channels[:0], d.Passed[:0], d.Blockers[:0]
	*d = Decision{}
	d.AsOf, d.Client, d.Currency, d.Invoice, d.Left = r.AsOf, r.Client, r.currency, r.Invoice, r.Left
	d.Policy, d.Version, d.Hash = r.doc.Policy, r.doc.Version, r.hash
	d.Schema, d.Rates = r.engine.facts, r.Rates
	d.Channels, d.Passed, d.Blockers = channels, passed, blockers
	r.waiting, r.passed, r.opening, r.chosen, r.fault = r.waiting[:0], r.passed[:0], 0, -1, nil
}

// started looks at what makes every other question idle.
func (r *run) started() bool {
	switch {
	case r.currency != r.doc.Currency:
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
	if r.choose != nil && r.trace == nil {
		return r.choose.Find(r.row, 0)
	}
	for i := range r.segments {
		s := &r.segments[i]
		if s.when.node == nil || r.satisfied(&s.when, traceSegment, s.ID) {
			return i
		}
	}
	return len(r.segments) - 1 // not reached: the last one has no condition
}

func (r *run) checkHolds() {
	for i := r.nextHold(0); i < len(r.holds); i = r.nextHold(i + 1) {
		h := &r.holds[i]
		start, end := r.day(&h.start, r.on), r.day(&h.end, r.on)
		if h.start.node != nil && (start == 0 || r.AsOf < start) || h.end.node != nil && end != 0 && r.AsOf >= end {
			continue
		}
		if h.Scope == DisputedPart && r.amount > 0 {
			continue // the rest is chased
		}
		if over := r.lifts(&h.over); over != 0 && (end == 0 || over < end) {
			end = over
		}
		r.block(Blocker{Code: OnHold, Rule: h.ID, Detail: h.Reason, Owner: h.Owner, LiftsOn: end})
	}
	if r.Held {
		r.block(Blocker{Code: Held, Detail: r.HeldReason, LiftsOn: r.HeldUntil})
	}
}

// nextHold is the first hold from index i on whose condition holds.
func (r *run) nextHold(i int) int {
	if r.apply != nil && r.trace == nil {
		return r.apply.Find(r.row, i)
	}
	for i < len(r.holds) && !r.satisfied(&r.holds[i].when, traceHold, r.holds[i].ID) {
		i++
	}
	return i
}

// lifts is the day from which a condition will hold if nothing happens; 0 when
// no such day is known.
func (r *run) lifts(c *rule) date.Date {
	r.clocks()
	var days int64
	var ok bool
	if c.test != nil {
		days, ok = c.test.FirstTrue(r.row)
	} else {
		e := r.tree()
		days, ok = e.FirstTrue(c.node)
	}
	if !ok {
		return 0
	}
	return r.AsOf + date.Date(days)
}

// checkAmounts looks at whether there is enough to ask for.
func (r *run) checkAmounts() {
	if r.balance < r.minItem {
		r.block(Blocker{Code: BelowItem, Detail: r.minItemText})
	}
	if r.amount == 0 {
		r.blockSetAside()
		return
	}
	if max(r.amount, r.collectable) < r.minAcct {
		r.block(Blocker{Code: BelowAccount, Detail: r.minAcctText})
	}
}

// blockSetAside says why nothing is left to ask for.
func (r *run) blockSetAside() {
	found := false
	for i := range r.Left {
		l := &r.Left[i]
		if l.Code.setAside() && !slices.ContainsFunc(r.d.Blockers, func(b Blocker) bool { return b.Code == l.Code }) {
			r.block(Blocker{Code: l.Code, Detail: l.Invoice, LiftsOn: l.LiftsOn})
		}
		found = found || l.Code.setAside()
	}
	if !found {
		r.block(Blocker{Code: InDispute, Detail: r.Invoice})
	}
}

// money is an amount of the policy.
func (e *engine) money(n int64) string {
	return decimal.New(n, -e.digits).StringFixed(e.digits) + " " + e.doc.Currency
}

// checkDay looks at whether a contact may take place today.
func (r *run) checkDay(chosen int) {
	if wait := r.waitUntil(); r.AsOf < wait {
		r.block(Blocker{Code: ContactDelay, Detail: r.days.text(r.contactOrStep()), LiftsOn: wait})
	}
	if !r.workdays.IsBusinessDay(r.AsOf) {
		r.block(Blocker{Code: ClosedDay, LiftsOn: r.workdays.Next(r.AsOf)})
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

// channels are the means of a step that can reach the client; they belong to the
// policy.
func (r *run) channels(i int) []dunning.Channel {
	if r.EmailMissing {
		return r.steps[i].texts.reachable
	}
	return r.steps[i].Channels
}

// conclude turns the chosen step, which nothing blocks, into the decision.
func (r *run) conclude(chosen int, since date.Date) {
	s, d := &r.steps[chosen], r.d
	d.Step, d.Label, d.Since, d.Next = s.ID, s.texts.label, since, r.AsOf
	d.Tone, d.Review, d.Route, d.Final = s.Tone, s.Review, s.Route, s.Final
	d.Channels = append(d.Channels, r.channels(chosen)...)
	if s.Deadline > 0 {
		d.Deadline = r.AsOf + date.Date(s.Deadline)
	}
	d.Amount = r.asked()
	d.Rule = s.texts.rule
	again := chosen == r.index
	switch {
	case (again || s.texts.usesPrevious) && r.index >= 0:
		d.After = After{Step: r.steps[r.index].ID, On: r.on}
	case !s.texts.usesPrevious:
		d.After = After{On: r.Due}
	}
	for _, i := range r.passed {
		if i > r.index && i < chosen {
			d.Passed = append(d.Passed, r.steps[i].ID)
		}
	}
	if again {
		d.Times = r.count
	}
}

// asked is the amount as a decimal: one of the facts where it is the same, since
// a new one costs two allocations.
func (r *run) asked() decimal.Decimal {
	switch {
	case r.amount == r.row.Nums[slotOverdue] && r.Overdue.Exponent() == -r.places:
		return r.Overdue
	case r.amount == r.balance && r.Balance.Exponent() == -r.places:
		return r.Balance
	}
	return decimal.New(r.amount, -r.places)
}
