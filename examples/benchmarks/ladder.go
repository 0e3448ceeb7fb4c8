package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning/calendar"
	"github.com/creance/creance/policy"
)

// An outcome is what all engines must agree on: the segment, and the step to
// send; "" when something stands against it.
type outcome struct{ segment, step string }

// A ladder is what surrounds the conditions: days, catching up, limits, calendar.
// A program that embeds an expression engine writes it in Go, so the peers share
// it. It knows the one shape of the standard policy; what the policy package adds
// beyond an outcome (every blocker and the day it lifts, the next day to look,
// the identity of the decision) it leaves out, in favour of the peers.
type ladder struct {
	doc      *policy.Document
	days     []day
	of       [][]int // the steps for each segment
	calendar calendar.Calendar
	minItem  int
	minAcct  int
	delay    date.Date
}

// A day is "due + n" or "previous + n".
type day struct {
	fromDue bool
	plus    date.Date
}

func newLadder(doc *policy.Document) (*ladder, error) {
	l := &ladder{
		doc: doc, delay: date.Date(doc.Limits.MinContactDelay),
		minItem: int(doc.Limits.MinItem.Shift(2).IntPart()), minAcct: int(doc.Limits.MinAccount.Shift(2).IntPart()),
	}
	l.calendar, _ = calendar.ByName(doc.Calendar.BusinessDays)
	for _, s := range doc.Steps {
		from, number, _ := strings.Cut(strings.ReplaceAll(s.At, " ", ""), "+")
		if number == "" {
			from, number, _ = strings.Cut(strings.ReplaceAll(s.At, " ", ""), "-")
			number = "-" + number
		}
		n, err := strconv.Atoi(number)
		if err != nil {
			return nil, err
		}
		l.days = append(l.days, day{fromDue: from == "due", plus: date.Date(n)})
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
	return l, nil
}

// decide runs the policy rule by rule on an engine.
func (l *ladder) decide(e engine, f *file) outcome {
	segment := 0
	for !e.segment(segment, f) {
		segment++
	}
	o := outcome{segment: l.doc.Segments[segment].ID}
	p := &f.ladder
	amount := p.overdue - p.disputed
	if p.overdue == 0 {
		amount = p.balance - p.disputed
	}
	blocked := false
	for i := range l.doc.Holds {
		if e.hold(i, f) && (l.doc.Holds[i].Scope != policy.DisputedPart || amount <= 0) {
			blocked = true
		}
	}
	chosen := l.choose(e, f, segment)
	switch {
	case blocked, chosen < 0, amount <= 0, p.balance < l.minItem, amount < l.minAcct:
	case p.sent >= 0 && today < max(p.sentOn+l.delay, p.sentOn+1):
	case !l.calendar.IsBusinessDay(today):
	default:
		o.step = l.doc.Steps[chosen].ID
	}
	return o
}

// choose walks up the ladder while steps are due: mandatory ones are never
// passed over, optional ones give way.
func (l *ladder) choose(e engine, f *file, segment int) int {
	p := &f.ladder
	chosen, previous, above := -1, p.sentOn, date.Date(0)
	if p.sent >= 0 && l.doc.Steps[p.sent].Final {
		return -1
	}
	for _, i := range l.of[segment] {
		if i <= p.sent {
			continue
		}
		s := &l.doc.Steps[i]
		from := previous
		if from == 0 {
			from = above
		}
		if l.days[i].fromDue {
			from = p.due
		}
		on := date.Date(0)
		if from != 0 {
			on = l.calendar.Next(from + l.days[i].plus)
			above = on
		}
		allowed := s.When == "" || e.step(i, f)
		switch due := allowed && on != 0 && on <= today; {
		case due:
			chosen = i
			if s.Mandatory {
				return chosen
			}
			if !s.Optional {
				previous = on
			}
		case s.Mandatory || allowed && !s.Optional:
			return chosen
		}
	}
	return chosen
}
