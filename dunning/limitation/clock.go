package limitation

import (
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/civil"
	"github.com/creance/creance/law"
)

// sixMonths is the least that a suspension leaves.
const sixMonths = 6

// ceiling is the length in years that acknowledgments and suspensions cannot
// exceed together.
const ceiling = 20

// At reckons the limitation of the claim as known at the end of day asOf:
// events dated later are listed and not counted. The error is that of Validate.
func (c Claim) At(asOf date.Date) (Answer, error) {
	if err := c.Validate(); err != nil {
		return Answer{}, err
	}
	if !inBounds(asOf) {
		return Answer{}, &ClaimError{Field: "asOf", What: "is missing or outside the years 1900-2900", Fix: "today is a parameter"}
	}
	_, origin := c.origin()
	k := &clock{claim: c, asOf: asOf, origin: origin, years: periods[c.Kind].years}
	if c.Longer > 0 {
		k.years = c.Longer
	}
	start := periods[c.Kind].basis
	if c.Kind == Consumer && c.Start == FromInvoice {
		start = invoiceStart
	}
	k.last = k.wholePeriod(origin)
	k.begin = k.eve(origin) + 1
	k.running = k.begin
	k.step(Step{Date: k.begin, Code: "start", Basis: start})

	events := slices.Clone(c.Events)
	slices.SortStableFunc(events, func(a, b Event) int { return int(a.Date - b.Date) })
	for _, e := range events {
		k.count(e)
	}
	k.applyCeiling()

	a := Answer{
		Kind: c.Kind, AsOf: asOf, Start: k.begin, LastDay: k.last, DaysLeft: int(k.last - asOf),
		Stopped: k.stopped, Expired: asOf > k.last, Steps: k.steps, Basis: start,
	}
	a.Confidence = weakest(k.steps)
	return a, nil
}

// clock counts one claim, event after event.
type clock struct {
	claim   Claim
	asOf    date.Date
	origin  date.Date
	begin   date.Date // first day of the first period
	running date.Date // first day of the present period
	last    date.Date // last day to act, from what is known so far
	years   int
	paused  date.Date // first day after the suspensions counted so far
	stopped bool      // proceedings or a suspension last at asOf
	exempt  bool      // something was counted that the ceiling does not bound
	steps   []Step
}

// eve is the day whose end starts a period: the day of the event, or against a
// public debtor the last of its year.
func (k *clock) eve(d date.Date) date.Date {
	if k.claim.Kind == PublicDebtor {
		return date.New(d.Year()+1, 1, 1) - 1
	}
	return d
}

func (k *clock) wholePeriod(from date.Date) date.Date { return civil.AddYears(k.eve(from), k.years) }

func (k *clock) step(s Step) {
	s.LastDay = k.last
	k.steps = append(k.steps, s)
}

func (k *clock) count(e Event) {
	rule := kinds[e.Kind]
	s := Step{Date: e.Date, Event: e.Kind, Code: "no-effect", Basis: rule.basis}
	effect := rule.effect
	if k.claim.Kind == PublicDebtor {
		effect, s.Basis = rule.public, publicBasis
		if rule.effect != None && rule.public == None {
			s.Code = "not-for-public"
			s.Basis.Confidence = law.Judgment
		}
	}
	switch {
	case e.Date > k.asOf:
		s.Code = "not-yet"
	case effect == None:
	case e.Void:
		s.Code = "void"
	case e.Date > k.last && !k.stopped:
		s.Code = "too-late"
	case effect == Interrupts && e.Date < k.origin:
		s.Code = "before-start"
	case effect == Interrupts:
		k.interrupt(e, rule, &s)
	default:
		k.suspend(e, &s)
	}
	k.step(s)
}

// interrupt starts a new period: from the act, or from the end of proceedings.
func (k *clock) interrupt(e Event, rule eventRule, s *Step) {
	s.Effect, s.Code = Interrupts, "interrupts"
	from := e.Date
	switch {
	case e.Pending || e.Until > k.asOf:
		from, k.stopped, s.Code = k.asOf, true, "interrupts-pending"
	case e.Until != 0:
		from, s.Code, s.Until = e.Until, "interrupts-until", e.Until
	case rule.lasting:
		s.Code = "interrupts-from-act"
	}
	last := k.wholePeriod(from)
	if from < k.paused {
		last += k.paused - from
	}
	k.last = max(k.last, last)
	k.running = max(k.running, k.eve(from)+1)
	k.exempt = k.exempt || rule.lasting || e.Kind == Enforcement
}

// suspend stops the clock from the day of the event to the day it ended.
func (k *clock) suspend(e Event, s *Step) {
	from, until := max(e.Date, k.running, k.paused), e.Until
	pending := e.Pending || until > k.asOf
	if pending {
		until = k.asOf
	}
	s.Until = until
	if until <= from && !pending {
		s.Code = "already-suspended"
		if until <= k.begin {
			s.Code = "before-start"
		}
		return
	}
	s.Effect, s.Code = Suspends, "suspends"
	if pending {
		k.stopped, s.Code = true, "suspends-pending"
	}
	if until > from {
		k.last += until - from
		k.paused = until
	}
	if floor := civil.AddMonths(until, sixMonths); k.last < floor {
		k.last = floor
		s.Floor, s.Basis = true, floorBasis
	}
}

// applyCeiling bounds what acknowledgments and suspensions add up to.
func (k *clock) applyCeiling() {
	if k.exempt || k.claim.Kind == PublicDebtor || k.claim.Kind == Judgment {
		return
	}
	if end := civil.AddYears(k.origin, ceiling); k.last > end {
		k.last = end
		k.step(Step{Date: end, Code: "ceiling", Basis: ceilingBasis})
	}
}

// weakest is the weakest confidence among the rules that were counted.
func weakest(steps []Step) law.Confidence {
	order := map[law.Confidence]int{law.Agreed: 0, law.Single: 1, law.Judgment: 2, law.Memory: 3}
	worst := law.Agreed
	for _, s := range steps {
		counted := s.Effect != None || s.Code == "start" || s.Code == "ceiling"
		if counted && order[s.Basis.Confidence] > order[worst] {
			worst = s.Basis.Confidence
		}
	}
	return worst
}
