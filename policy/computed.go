package policy

import (
	"fmt"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/lang"
)

// never is the number of days since something that did not happen: larger
// than any delay a policy names, so that "at least 15 days since the last
// contact" holds for a client who was never contacted.
const never = 36_500

// A computed fact follows from the others, so that facts written by hand
// cannot contradict themselves.
type computed struct {
	name   string
	of     lang.Type
	slope  int8
	en, fr string
	value  func(*file) int64
	symbol *lang.Symbol
}

var computedFacts = []computed{
	{name: "days_overdue", of: lang.Type{Kind: lang.Int}, slope: 1,
		en: "days since the due date of the carrying invoice; negative before it", fr: "jours depuis l’échéance de la facture porteuse ; négatif avant",
		value: func(f *file) int64 { return int64(f.AsOf - f.Due) }},
	{name: "collectable", of: lang.Type{Kind: lang.Money},
		en: "the overdue amount without what is disputed, promised, held or below min_item", fr: "échu exigible : sans les litiges, promesses, suspensions et petits soldes",
		value: func(f *file) int64 { return f.collectable }},
	{name: "amount", of: lang.Type{Kind: lang.Money},
		en: "what a step sent today would ask for", fr: "ce qu’une relance demanderait aujourd’hui",
		value: func(f *file) int64 { return f.amount }},
	{name: "last_step", of: lang.Type{Kind: lang.Enum},
		en: `the highest step sent so far; "none" before the first`, fr: "la dernière étape envoyée ; « none » avant la première",
		value: func(f *file) int64 { return int64(f.position.index + 1) }},
	{name: "days_since_last", of: lang.Type{Kind: lang.Int}, slope: 1,
		en: "days since the last contact; 36500 without one", fr: "jours depuis le dernier contact ; 36500 sans contact",
		value: func(f *file) int64 {
			if f.position.contact == 0 {
				return never
			}
			return int64(f.AsOf - f.position.contact)
		}},
	{name: "contacts_90d", of: lang.Type{Kind: lang.Int},
		en: "number of contacts in the last 90 days", fr: "nombre de contacts sur 90 jours",
		value: func(f *file) int64 { return int64(f.position.contacts90) }},
	{name: "steps_sent", of: lang.Type{Kind: lang.Int},
		en: "number of steps of the policy sent so far, repetitions included", fr: "nombre d’étapes envoyées, répétitions comprises",
		value: func(f *file) int64 { return int64(f.position.sent) }},
}

// A position is where a file stands on the ladder, from what was really sent.
type position struct {
	index      int       // the highest step sent; -1 before the first
	on         date.Date // the day of the last step sent; 0 before the first
	count      int       // how often the highest step was sent
	sent       int       // steps sent in all
	contact    date.Date // the last contact of any kind; 0 without one
	contacts90 int
}

// locate finds the position from the history up to the day of the decision.
// Steps that are not of this policy are contacts, no position. It is false when
// an action has no date.
func (r *run) locate(report report) bool {
	p := &r.position
	*p = position{index: -1}
	sound := true
	for i := range r.History {
		a := &r.History[i]
		if a.Date == 0 {
			sound = report.say(fmt.Sprintf("history[%d]", i), a.Step, "has no date")
		}
		if a.Date > r.AsOf {
			continue
		}
		if a.Channel != dunning.NoChannel {
			p.contact = max(p.contact, a.Date)
			if a.Date > r.AsOf-90 {
				p.contacts90++
			}
		}
		step := r.stepNames.Index(a.Step)
		if step < 0 {
			continue
		}
		p.sent++
		p.on = max(p.on, a.Date)
		switch {
		case step > p.index:
			p.index, p.count = step, 1
		case step == p.index:
			p.count++
		}
	}
	return sound
}
