package policytest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// play decides day after day and stops on the first one that is not as
// expected. It gives the number of days decided.
func (t *scenario) play(decide decider, seen *tally, lang law.Lang) (days int, failures []Failure) {
	next := 0
	for day := t.days[0].day; next < len(t.days); day++ {
		expected := &expectedDay{day: day}
		switch {
		case t.days[next].day == day:
			expected = t.days[next]
			next++
		case t.listed:
			day = t.days[next].day - 1
			continue
		}
		days++
		traces, err := decide(t, day)
		if err != nil {
			return days, []Failure{{Day: day, Path: expected.path, Message: err.Error()}}
		}
		for _, trace := range traces {
			seen.add(trace)
		}
		if failures = expected.compare(traces, lang); len(failures) > 0 {
			return days, failures
		}
		t.send(expected, traces)
	}
	return days, nil
}

// send adds the decided steps to the history.
func (t *scenario) send(expected *expectedDay, traces []policy.Trace) {
	for _, trace := range traces {
		d := trace.Decision
		unsent := slices.ContainsFunc(expected.files, func(x *expectation) bool { return x.unsent && x.means(d) })
		if d.None() || t.unsent || unsent {
			continue
		}
		channel := dunning.NoChannel
		if len(d.Channels) > 0 {
			channel = d.Channels[0]
		}
		t.account.History = append(t.account.History, dunning.Action{
			Date: d.AsOf, Step: d.Step, Channel: channel, Invoice: d.Invoice,
			Policy: fmt.Sprintf("%s %d", d.Policy, d.Version),
		})
	}
}

// compare looks for the file of each expectation; a file that no expectation
// means must have nothing due.
func (e *expectedDay) compare(traces []policy.Trace, lang law.Lang) []Failure {
	var failures []Failure
	fail := func(path string, message say.Text, explain ...policy.Trace) {
		f := Failure{Day: e.day, Path: path, Message: message.In(lang)}
		for _, trace := range explain {
			f.Explanation += trace.Text(lang)
		}
		failures = append(failures, f)
	}
	meant := make([]bool, len(traces))
	for _, x := range e.files {
		var found []int
		for i, trace := range traces {
			if x.means(trace.Decision) {
				found = append(found, i)
				meant[i] = true
			}
		}
		if len(found) != 1 {
			fail(x.path, say.Both("%d dossiers répondent à cette attente, parmi %s : dites lequel par invoice, due ou currency", "%d files fit this expectation, of %s: say which with invoice, due or currency", len(found), filesText(traces)), traces...)
			continue
		}
		trace := traces[found[0]]
		var wrong say.Text
		for i, difference := range x.differences(trace.Decision) {
			if wrong = say.Both("%s ; %s", "%s; %s", wrong, difference); i == 0 {
				wrong = difference
			}
		}
		if wrong != (say.Text{}) {
			fail(x.path, wrong, trace)
		}
	}
	for i, trace := range traces {
		if !meant[i] && !trace.Decision.None() {
			fail(e.path, say.Both("%s est décidé sans être attendu", "%s is decided and not expected", shown(trace.Decision)), trace)
		}
	}
	return failures
}

// means reports whether the expectation is about this file.
func (x *expectation) means(d policy.Decision) bool {
	return (x.invoice == "" || x.invoice == d.Invoice) &&
		(x.currency == "" || x.currency == d.Currency) &&
		(x.due == 0 || d.Invoice != "" && x.due == d.AsOf-date.Date(d.DaysLate))
}

func filesText(traces []policy.Trace) string {
	var list []string
	for _, trace := range traces {
		list = append(list, strings.TrimSpace(trace.Decision.Invoice+" "+trace.Decision.Currency))
	}
	return strings.Join(list, ", ")
}

// shown is a decision in short: "relance-1 1200.00 EUR (F1)", or "none: " and
// the blockers as a test writes them.
func shown(d policy.Decision) string {
	if !d.None() {
		return fmt.Sprintf("%s %s %s (%s)", d.Step, d.Amount.StringFixed(2), d.Currency, d.Invoice)
	}
	var list []string
	for _, b := range d.Blockers {
		list = append(list, named(string(b.Code), b.Rule))
	}
	return "none: " + strings.Join(list, ", ")
}

func named(code, rule string) string {
	if rule == "" {
		return code
	}
	return code + ":" + rule
}
