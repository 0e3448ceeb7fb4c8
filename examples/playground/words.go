package main

import (
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/policy"
)

func (r reader) money(d decimal.Decimal, currency string) string {
	return locale.Money(d, currency, r.lang)
}

func (r reader) day(d date.Date) string { return locale.Date(d, r.lang) }

// cell is an amount of the aged balance; a dash for none.
func (r reader) cell(d decimal.Decimal) string {
	if d.IsZero() {
		return "–"
	}
	return locale.Money(d, "EUR", r.lang)
}

var channelWords = map[dunning.Channel][2]string{
	dunning.Email: {"e-mail", "e-mail"}, dunning.SMS: {"SMS", "SMS"}, dunning.Phone: {"téléphone", "phone"}, dunning.Letter: {"lettre", "letter"},
	dunning.RegisteredLetter: {"lettre recommandée", "registered letter"}, dunning.Bailiff: {"commissaire de justice", "bailiff"},
}

// channels names the means of a step.
func (r reader) channels(list []dunning.Channel) string {
	words := make([]string, len(list))
	for i, c := range list {
		words[i] = channelWords[c][r.lang&1]
	}
	return strings.Join(words, " + ")
}

var stateWords = map[policy.State][2]string{
	policy.StateSent: {"déjà envoyée", "sent before"}, policy.StatePassed: {"dépassée", "passed over"}, policy.StateDue: {"due", "due"},
	policy.StateNotYet: {"à venir", "to come"}, policy.StateNotTrue: {"condition non remplie", "condition does not hold"}, policy.StateNotTried: {"non examinée", "not looked at"},
}

// state says what became of a step.
func (r reader) state(s policy.State) string { return stateWords[s][r.lang&1] }

var outcomeWords = map[policy.Outcome][2]string{
	policy.True: {"vrai", "true"}, policy.False: {"faux", "false"}, policy.NotEvaluated: {"non évalué", "not evaluated"},
}

// outcome says what a comparison gave.
func (r reader) outcome(o policy.Outcome) string { return outcomeWords[o][r.lang&1] }

// stepName is what a reader calls a step.
func stepName(d policy.Decision) string {
	if d.Label != "" {
		return d.Label
	}
	return d.Step
}

// short is a day for a table.
func (r reader) short(d date.Date) string { return locale.ShortDate(d, r.lang) }

// left is what is owed and not asked for, and why.
func (r reader) left(l policy.Left) string { return l.Text(r.lang) }
