package main

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/policy"
)

func (r *report) next() section {
	t := &table{heads: []string{r.say("client", "client"), ">" + r.say("à demander", "to ask for"), r.say("étape", "step"), r.say("pourquoi", "why")}}
	for _, f := range r.files {
		if f.None() {
			continue
		}
		channels := make([]string, len(f.Channels))
		for i, c := range f.Channels {
			channels[i] = r.channel(c.String())
		}
		t.add(r.client(f.client), r.amount(f.Amount), f.name(), r.why(f, strings.Join(channels, ", ")))
	}
	s := section{title: r.say("Que faire maintenant", "What to do now"), table: t}
	if len(t.rows) == 0 {
		s.table, s.notes = nil, []string{r.say("Rien aujourd’hui.", "Nothing today.")}
	}
	return s
}

// why is the reason of a step, how to take it, and what it does not ask for.
func (r *report) why(f file, channels string) string {
	words := []string{f.told.Reason(r.lang), r.say("par ", "by ") + channels}
	if f.Deadline != 0 {
		words = append(words, r.say("à payer au plus tard le ", "to be paid by ")+r.day(f.Deadline))
	}
	if f.Review == policy.Manual {
		words = append(words, r.say("à valider avant l’envoi", "to be approved before it is sent"))
	}
	return strings.Join(append(words, f.out...), r.say(" ; ", "; "))
}

func (f file) name() string {
	if f.Label != "" {
		return f.Label
	}
	return f.Step
}

var channelNames = map[string][2]string{
	"email": {"e-mail", "e-mail"}, "sms": {"SMS", "SMS"}, "phone": {"téléphone", "phone"}, "letter": {"courrier", "letter"},
	"registered_letter": {"recommandé", "registered letter"}, "bailiff": {"commissaire de justice", "bailiff"},
}

func (r *report) channel(name string) string {
	if words, ok := channelNames[name]; ok {
		return words[r.lang&1]
	}
	return name
}

// alone lists the clients who are left alone, and every reason why.
func (r *report) alone() section {
	t := &table{names: 34, heads: []string{r.say("client", "client"), ">" + r.say("échu", "overdue"), r.say("au plus tôt", "not before"), r.say("pourquoi rien", "why nothing")}}
	for _, f := range r.files {
		if !f.None() || r.settled(f.client) {
			continue
		}
		next := r.day(f.Next)
		if f.NextStep != "" {
			next += " " + r.steps[f.NextStep].label
		}
		t.add(r.client(f.client), r.amount(r.overdue(f.client)), next, r.texts(f.told.Blockers))
	}
	s := section{title: r.say("Clients laissés tranquilles", "Clients left alone"), table: t}
	if len(t.rows) == 0 {
		s.table, s.notes = nil, []string{r.say("Aucun.", "None.")}
	}
	return s
}

// settled reports whether a client has no open document at all.
func (r *report) settled(client string) bool {
	return !slices.ContainsFunc(slices.Concat(r.balance.Clients, r.doubtful.Clients), func(row aging.Row) bool { return row.Client == client })
}

func (r *report) texts(blockers []policy.Blocker) string {
	words := make([]string, len(blockers))
	for i, b := range blockers {
		words[i] = b.Text(r.lang)
	}
	return strings.Join(words, r.say(" ; ", "; "))
}

func (r *report) overdue(client string) decimal.Decimal {
	late := decimal.Decimal{}
	for _, row := range slices.Concat(r.balance.Clients, r.doubtful.Clients) {
		if row.Client == client {
			late = late.Add(row.Late())
		}
	}
	return late
}
