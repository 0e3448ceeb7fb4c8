package main

import (
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/calendar"
	"github.com/creance/creance/policy"
)

// An answer is what every way of deciding gives: the segment, and the step with
// its amount in cents or the codes of all that stands in the way.
type answer struct {
	segment, step string
	amount        int64
	blockers      []policy.Code
}

// A ladder is what surrounds the rules of the standard policy: the position that
// was reached, catching up, limits, calendar. A program that embeds an expression
// engine writes it in Go, so the peers share it. It knows the one shape of that
// policy, and leaves out what the policy package does besides: facts are not
// checked, no blocker says when it lifts and no decision what it rests on, and
// nobody looks for the next day.
type ladder struct {
	doc      *policy.Document
	of       [][]int        // the steps for each segment
	index    map[string]int // of the steps
	byEmail  []bool         // the steps that only e-mail carries
	calendar calendar.Calendar
	minItem  int64
	minAcct  int64
	delay    date.Date

	file file // the one being decided
}

func newLadder(doc *policy.Document) *ladder {
	l := &ladder{
		doc: doc, index: map[string]int{}, delay: date.Date(doc.Limits.MinContactDelay),
		minItem: minor(doc.Limits.MinItem), minAcct: minor(doc.Limits.MinAccount),
	}
	l.calendar, _ = calendar.ByName(doc.Calendar.BusinessDays)
	for i, s := range doc.Steps {
		l.index[s.ID] = i
		l.byEmail = append(l.byEmail, len(s.WithoutEmail) == 0 && slices.Equal(s.Channels, []dunning.Channel{dunning.Email}))
	}
	for _, segment := range doc.Segments {
		var steps []int
		for i, s := range doc.Steps {
			if len(s.Segments) == 0 || slices.Contains(s.Segments, segment.ID) {
				steps = append(steps, i)
			}
		}
		l.of = append(l.of, steps)
	}
	return l
}

// minor is an amount in cents, quickly: those of the files have two decimals, or
// are zero.
func minor(d decimal.Decimal) int64 {
	if d.Exponent() == -2 || d.IsZero() {
		return d.CoefficientInt64()
	}
	return d.Shift(2).IntPart()
}

// ratio is a ratio as a float, quickly: those of the files have one decimal.
func ratio(d decimal.Decimal) float64 {
	if d.Exponent() == -1 {
		return float64(d.CoefficientInt64()) / 10
	}
	return d.InexactFloat64()
}

// A file is what is made of the facts before a rule is asked.
type file struct {
	*policy.Facts
	env
	balance, amount int64
	sent            int // the highest step sent; -1 before the first
	sentOn, contact date.Date
}

func (l *ladder) read(facts *policy.Facts) *file {
	f := &l.file
	*f = file{Facts: facts, balance: minor(facts.Balance), sent: -1}
	for i := range facts.History {
		a := &facts.History[i]
		if a.Channel != dunning.NoChannel {
			f.contact = max(f.contact, a.Date)
		}
		if step, ok := l.index[a.Step]; ok {
			f.sent, f.sentOn = max(f.sent, step), max(f.sentOn, a.Date)
		}
	}
	f.env = env{
		ClientKind: facts.ClientKind.String(), Outstanding: int(minor(facts.Outstanding)), Overdue: int(minor(facts.Overdue)),
		LateRatio: ratio(facts.LateRatio), LateCount: facts.LateCount, PromisesBroken: facts.PromisesBroken,
		Disputed: facts.Disputed, PromiseOpen: facts.PromiseOpen, Insolvency: facts.Insolvency,
		DaysOverdue: int(facts.AsOf - facts.Due), Due: int(facts.Due), PromiseUntil: int(facts.PromiseUntil),
	}
	if f.amount = f.balance; facts.AsOf > facts.Due {
		f.amount = int64(f.env.Overdue)
	}
	f.amount = max(0, f.amount-minor(facts.DisputedAmount))
	return f
}

// decide runs the policy rule by rule on an engine.
func (l *ladder) decide(e engine, facts *policy.Facts, out *answer) {
	f := l.read(facts)
	e.load(&f.env)
	segment := 0
	for !e.segment(segment) {
		segment++
	}
	*out = answer{segment: l.doc.Segments[segment].ID, blockers: out.blockers[:0]}
	for i := range l.doc.Holds {
		h := &l.doc.Holds[i]
		if !e.hold(i) || h.Scope == policy.DisputedPart && f.amount > 0 || h.End != "" && int(f.AsOf) >= e.until(i) {
			continue
		}
		out.blockers = append(out.blockers, policy.OnHold)
	}
	chosen, waiting := l.climb(e, f, segment, out)
	if f.balance < l.minItem {
		out.blockers = append(out.blockers, policy.BelowItem)
	}
	if f.amount == 0 {
		out.blockers = append(out.blockers, policy.InDispute)
	} else if f.amount < l.minAcct {
		out.blockers = append(out.blockers, policy.BelowAccount)
	}
	if chosen >= 0 || waiting {
		if f.contact != 0 && f.AsOf < f.contact+l.delay || f.sentOn == f.AsOf {
			out.blockers = append(out.blockers, policy.ContactDelay)
		}
		if !l.calendar.IsBusinessDay(f.AsOf) {
			out.blockers = append(out.blockers, policy.ClosedDay)
		}
		if chosen >= 0 && f.EmailMissing && l.byEmail[chosen] {
			out.blockers = append(out.blockers, policy.NoAddress)
		}
	}
	if chosen >= 0 && len(out.blockers) == 0 {
		out.step, out.amount = l.doc.Steps[chosen].ID, f.amount
	}
}

// climb goes up while steps are due: mandatory ones are never passed over,
// optional ones give way. Without a step it says what every one waits for.
func (l *ladder) climb(e engine, f *file, segment int, out *answer) (chosen int, waiting bool) {
	chosen = -1
	held := len(out.blockers)
	previous, above := f.sentOn, date.Date(0)
	if f.sent < 0 || !l.doc.Steps[f.sent].Final {
		for _, i := range l.of[segment] {
			if i <= f.sent {
				continue
			}
			s := &l.doc.Steps[i]
			from := previous
			if from == 0 {
				from = above
			}
			e.previous(int(from))
			on := l.calendar.Next(date.Date(e.day(i)))
			above = on
			allowed := s.When == "" || e.allowed(i)
			if allowed && on <= f.AsOf {
				chosen, out.blockers = i, out.blockers[:held]
				if s.Mandatory {
					return chosen, waiting
				}
				if !s.Optional {
					previous = on
				}
				continue
			}
			if waiting = true; chosen < 0 {
				code := policy.ConditionFalse
				if allowed {
					code = policy.NotReached
				}
				out.blockers = append(out.blockers, code)
			}
			if s.Mandatory || allowed && !s.Optional {
				return chosen, waiting
			}
		}
	}
	if chosen < 0 && !waiting {
		out.blockers = append(out.blockers, policy.Finished)
	}
	return chosen, waiting
}
