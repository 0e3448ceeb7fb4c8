package policy

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
)

// Replayed holds what was really sent against what a policy decided.
type Replayed struct {
	Edition
	From        date.Date    `json:"from"`
	Until       date.Date    `json:"until"`
	Accounts    int          `json:"accounts"`
	Sent        int          `json:"sent"`    // steps really sent on these days
	Matched     int          `json:"matched"` // of them, decided by the policy and sent in time
	Differences []Difference `json:"differences,omitempty"`
}

// A Difference is a step that was sent otherwise than decided.
type Difference struct {
	Kind     DifferenceKind `json:"kind"`
	Client   string         `json:"client"`
	Currency string         `json:"currency"`
	Invoice  string         `json:"invoice,omitempty"`
	Step     string         `json:"step,omitempty"`   // that the policy decided
	Decided  date.Date      `json:"decided,omitzero"` // its first day; the day to come when it was sent too early
	SentStep string         `json:"sent_step,omitempty"`
	Sent     date.Date      `json:"sent,omitzero"`
	Because  Decision       `json:"because"` // the decision of that day: why; of the first day without the step when it was never sent
}

// DifferenceKind says how the policy and what was sent differ.
type DifferenceKind string

const (
	NotDecided DifferenceKind = "not_decided" // sent although the policy decided nothing
	NotSent    DifferenceKind = "not_sent"    // decided, and not sent while it was
	OtherStep  DifferenceKind = "other_step"  // another step was sent
	OtherDay   DifferenceKind = "other_day"   // sent before its day, after it, or on a closed day
)

// Replay decides on each day from the facts of that morning, the real history up
// to the day before included, and compares with what was really sent. Each
// difference is told once, where it starts: the next day is decided again from
// what really happened.
//
// A step may be sent up to grace days after it was first decided, or on the next
// business day then, without a difference: steps that somebody approves take
// time. A step that stopped being decided within grace is no difference either.
// What was due before from is decided on from.
//
// Actions without a step are contacts outside the policy: they count as such and
// are not compared. The bounds and errors are those of [Policy.Simulate].
func (p *Policy[F]) Replay(portfolio Portfolio[F], from, until date.Date, grace int) (Replayed, error) {
	r := &replayer[F]{trial: newTrial(p, portfolio), grace: date.Date(grace)}
	r.period(from, until)
	if grace < 0 || grace > maxTrialDays {
		r.report("grace", fmt.Sprint(grace), "is not a number of days from 0 to 3660", "")
	}
	if err := r.problems.Err(); err != nil {
		return Replayed{}, err
	}
	r.result = Replayed{Edition: p.engine.edition(), From: from, Until: until}
	for account := range portfolio.Accounts {
		if err := r.play(account); err != nil {
			return Replayed{}, err
		}
	}
	if err := r.problems.Err(); err != nil {
		return Replayed{}, err
	}
	slices.SortStableFunc(r.result.Differences, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Day(), b.Day()), cmp.Compare(a.Client, b.Client), cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Invoice, b.Invoice))
	})
	return r.result, nil
}

// Day is when the difference showed: the day of sending, or the first day decided
// when nothing was sent.
func (d Difference) Day() date.Date { return or(d.Sent, d.Decided) }

type replayer[F any] struct {
	*trial[F]
	grace  date.Date
	result Replayed
	stands map[fileKey]stand // of the account under way
}

// A stand is a step that is decided and not sent yet: its last decision, and the
// first day it was decided.
type stand struct {
	Decision
	first date.Date
}

// play goes through the days of one account.
func (r *replayer[F]) play(account *dunning.Account) error {
	if err := checkAccount(account, r.result.From); err != nil {
		return r.fail(err)
	}
	r.result.Accounts++
	r.stands = map[fileKey]stand{}
	history := slices.SortedStableFunc(slices.Values(account.History), func(a, b dunning.Action) int { return cmp.Compare(a.Date, b.Date) })
	before := 0 // actions dated before the day
	morning := *account
	for day := r.result.From; day < r.result.Until; day++ {
		for before < len(history) && history[before].Date < day {
			before++
		}
		var sent []dunning.Action
		for _, a := range history[before:] {
			if a.Date > day {
				break
			}
			if a.Step != "" {
				sent = append(sent, a)
			}
		}
		if !r.engine.calendar.IsBusinessDay(day) && len(sent) == 0 {
			continue // a decision only waits
		}
		morning.History = history[:before]
		decisions, err := r.trial.decide(&morning, day)
		if err != nil {
			return r.fail(err)
		}
		r.compare(account, day, decisions, sent)
	}
	r.end()
	return nil
}

// compare matches what was sent on a day with the files of that day: first
// where the step decided was sent, then where another one was.
func (r *replayer[F]) compare(account *dunning.Account, day date.Date, decisions []Decision, sent []dunning.Action) {
	open := r.engine.calendar.IsBusinessDay(day)
	r.result.Sent += len(sent)
	for _, d := range decisions {
		r.follow(d, open)
	}
	for _, k := range r.files() { // an invoice that was paid has no file any more
		if open && !slices.ContainsFunc(decisions, func(d Decision) bool { return r.key(d) == k }) {
			s := r.stands[k]
			r.dropped(s, Decision{AsOf: day, Client: s.Client, Currency: s.Currency, Invoice: s.Invoice, Blockers: []Blocker{{Code: NothingOpen}}})
			delete(r.stands, k)
		}
	}
	met := map[int]bool{}
	for _, exact := range []bool{true, false} {
		for i, d := range decisions {
			s := r.stands[r.key(d)]
			at := slices.IndexFunc(sent, func(a dunning.Action) bool {
				return r.about(account, a, d) && (a.Step == s.Step || !exact)
			})
			if at < 0 || met[i] {
				continue
			}
			met[i] = true
			r.met(s, d, sent[at])
			sent = slices.Delete(sent, at, at+1)
			delete(r.stands, r.key(d))
		}
	}
	for _, a := range sent {
		d := Decision{AsOf: a.Date, Client: account.Client.ID, Currency: r.engine.doc.Currency, Invoice: a.Invoice}
		if len(decisions) > 0 {
			d = decisions[0]
		}
		r.differ(Difference{Kind: NotDecided, Invoice: a.Invoice, SentStep: a.Step, Sent: a.Date, Because: d})
	}
}

// follow keeps the step that a file stands at.
func (r *replayer[F]) follow(d Decision, open bool) {
	s, standing := r.stands[r.key(d)]
	if standing && open && s.ID != d.ID {
		r.dropped(s, d)
		standing = false
		delete(r.stands, r.key(d))
	}
	switch {
	case d.None():
	case standing:
		r.stands[r.key(d)] = stand{d, s.first}
	default:
		r.stands[r.key(d)] = stand{d, d.AsOf}
	}
}

func (r *replayer[F]) key(d Decision) fileKey { return d.key(r.engine.doc.Carrying == EachInvoice) }

// about reports whether what was sent is about a file.
func (r *replayer[F]) about(account *dunning.Account, a dunning.Action, d Decision) bool {
	if a.Invoice == "" || a.Invoice == d.Invoice {
		return true
	}
	i := find(account, a.Invoice)
	return r.engine.doc.Carrying != EachInvoice && i >= 0 && account.Invoices[i].CurrencyCode() == d.Currency
}

// met compares one step sent with the decision it met.
func (r *replayer[F]) met(s stand, d Decision, a dunning.Action) {
	standing := s.first != 0
	diff := Difference{Invoice: or(a.Invoice, d.Invoice), SentStep: a.Step, Sent: a.Date, Because: d}
	if standing {
		diff.Step, diff.Decided = s.Step, s.first
	}
	switch {
	case standing && s.Step == a.Step && !d.None() && a.Date <= r.latest(s):
		r.result.Matched++
		return
	case standing && s.Step == a.Step:
		diff.Kind = OtherDay
	case standing:
		diff.Kind = OtherStep
	case d.NextStep == a.Step:
		diff.Kind, diff.Step, diff.Decided = OtherDay, d.NextStep, d.Next
	default:
		diff.Kind = NotDecided
	}
	r.differ(diff)
}

// dropped tells a decision that stood too long and ended without being sent.
func (r *replayer[F]) dropped(s stand, why Decision) {
	if why.AsOf > r.latest(s) {
		r.differ(Difference{Kind: NotSent, Invoice: s.Invoice, Step: s.Step, Decided: s.first, Because: why})
	}
}

// end tells the decisions that still stand on the last day.
func (r *replayer[F]) end() {
	for _, k := range r.files() {
		if s := r.stands[k]; r.result.Until > r.latest(s) {
			r.differ(Difference{Kind: NotSent, Invoice: s.Invoice, Step: s.Step, Decided: s.first, Because: s.Decision})
		}
	}
}

// files are those that stand somewhere, in a fixed order.
func (r *replayer[F]) files() []fileKey {
	return slices.SortedFunc(maps.Keys(r.stands), func(a, b fileKey) int {
		return cmp.Or(cmp.Compare(a.currency, b.currency), cmp.Compare(a.invoice, b.invoice))
	})
}

// latest is the last day on which a step may be sent without a difference.
func (r *replayer[F]) latest(s stand) date.Date { return r.engine.calendar.Next(s.first + r.grace) }

func (r *replayer[F]) differ(d Difference) {
	d.Client, d.Currency = d.Because.Client, d.Because.Currency
	r.result.Differences = append(r.result.Differences, d)
}
