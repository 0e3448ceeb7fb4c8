package policy_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

const ladder = `
limits: { min_contact_delay: 5 }
calendar: { business_days: FR }
holds:
  - { id: promesse, when: promise_open, end: promise_until + 1, reason: Promesse en cours }
  - { id: procedure, when: insolvency, reason: Procédure collective }
  - { id: ete, when: overdue > 0, start: date("2026-08-01"), end: date("2026-08-24"), reason: Fermeture }
steps:
  - { id: preventive, at: due - 5, channel: email, tone: courteous, optional: true }
  - { id: relance-1, at: due + 1, channel: email }
  - { id: relance-2, at: previous + 7, channel: [email, phone], when: overdue >= 150.00 }
  - { id: mise-en-demeure, at: previous + 15, channel: registered_letter, deadline: 8, mandatory: true, review: manual, when: days_overdue >= 30 }
  - { id: contentieux, at: previous + 15, when: overdue >= 1_500.00, route: injonction-de-payer, final: true }
`

// The due date is Wednesday 4 March 2026.
func TestStages(t *testing.T) {
	p := compile(t, ladder)
	base := func() *dunning.Account { return account(invoice("F1", "2026-03-04", "2000.00")) }
	for name, c := range map[string]struct {
		change func(*dunning.Account)
		on     string
		want   string
	}{
		"before anything":                    {nil, "2026-02-02", "none: not_reached:preventive<2026-02-27 not_reached:relance-1<2026-03-05"},
		"preventive":                         {nil, "2026-02-27", "preventive 2000.00 F1"},
		"preventive, later because optional": {nil, "2026-03-04", "preventive 2000.00 F1"},
		"the reminder takes over":            {nil, "2026-03-05", "relance-1 2000.00 F1"},
		"a missed day costs nothing":         {nil, "2026-03-06", "relance-1 2000.00 F1"},
		"week-end":                           {nil, "2026-03-07", "none: closed_day<2026-03-09"},
		"holiday: Easter Monday":             {func(a *dunning.Account) { sent(a, "2026-03-05", "relance-1", "F1") }, "2026-04-06", "none: closed_day<2026-04-07"},
		"contact by somebody else":           {func(a *dunning.Account) { sent(a, "2026-03-03", "", "") }, "2026-03-05", "none: contact_delay<2026-03-08"},
		"a note is no contact": {func(a *dunning.Account) {
			a.History = dunning.History{{Date: day("2026-03-04"), Channel: dunning.NoChannel}}
		}, "2026-03-05", "relance-1 2000.00 F1"},
		"sent today":                    {func(a *dunning.Account) { sent(a, "2026-03-05", "relance-1", "F1") }, "2026-03-05", "none: not_reached:relance-2<2026-03-12 contact_delay<2026-03-10"},
		"what comes later is not known": {func(a *dunning.Account) { sent(a, "2026-03-20", "relance-1", "F1") }, "2026-03-06", "relance-1 2000.00 F1"},
		"promise": {func(a *dunning.Account) {
			a.Promises = []dunning.Promise{{Made: day("2026-03-05"), For: day("2026-03-13")}}
		}, "2026-03-10", "none: hold:promesse<2026-03-14"},
		"promise kept in part stays open": {func(a *dunning.Account) {
			a.Promises = []dunning.Promise{{Made: day("2026-03-05"), For: day("2026-03-13"), Amount: amount("500")}}
			paid(a.Invoices[0], "2026-03-09", "400.00")
		}, "2026-03-10", "none: hold:promesse<2026-03-14"},
		"promise kept": {func(a *dunning.Account) {
			a.Promises = []dunning.Promise{{Made: day("2026-03-05"), For: day("2026-03-13"), Amount: amount("500")}}
			paid(a.Invoices[0], "2026-03-09", "500.00")
		}, "2026-03-10", "relance-1 1500.00 F1"},
		"promise broken": {func(a *dunning.Account) {
			a.Promises = []dunning.Promise{{Made: day("2026-03-05"), For: day("2026-03-13")}}
		}, "2026-03-16", "relance-2 2000.00 F1"},
		"insolvency has no end":        {func(a *dunning.Account) { a.Client.Insolvency = day("2026-03-02") }, "2026-03-05", "none: hold:procedure"},
		"insolvency not yet":           {func(a *dunning.Account) { a.Client.Insolvency = day("2026-03-06") }, "2026-03-05", "relance-1 2000.00 F1"},
		"hold with a start and an end": {nil, "2026-08-03", "none: hold:ete<2026-08-24"},
		"after the hold":               {nil, "2026-08-24", "mise-en-demeure 2000.00 F1"},
		"held by somebody": {func(a *dunning.Account) {
			a.Holds = []dunning.Hold{{From: day("2026-03-01"), Reason: "geste"}}
		}, "2026-03-05", "none: held"},
		"every blocker at once": {func(a *dunning.Account) {
			a.Holds = []dunning.Hold{{From: day("2026-03-01"), Until: day("2026-04-01")}}
			a.Promises = []dunning.Promise{{Made: day("2026-03-05"), For: day("2026-03-13")}}
			a.Client.Insolvency = day("2026-03-02")
			sent(a, "2026-03-05", "", "")
		}, "2026-03-07", "none: hold:promesse<2026-03-14 hold:procedure held<2026-04-01 contact_delay<2026-03-10 closed_day<2026-03-09"},
		"no address": {func(a *dunning.Account) { a.Client.EmailMissing = true }, "2026-03-05", "none: no_address:relance-1"},
		"one channel left": {func(a *dunning.Account) {
			a.Client.EmailMissing = true
			sent(a, "2026-03-05", "relance-1", "F1")
		}, "2026-03-12", "relance-2 2000.00 F1"},
		"a condition passes an ordinary step over": {func(a *dunning.Account) {
			a.Invoices[0] = invoice("F1", "2026-03-04", "100.00")
			sent(a, "2026-03-05", "relance-1", "F1")
		}, "2026-03-12", "none: condition:relance-2 condition:mise-en-demeure<2026-04-03"},
		"a mandatory step waits for its condition": {func(a *dunning.Account) { sent(a, "2026-03-12", "relance-2", "F1") }, "2026-03-30", "none: condition:mise-en-demeure<2026-04-03"},
		"after the mandatory step":                 {func(a *dunning.Account) { sent(a, "2026-04-03", "mise-en-demeure", "F1") }, "2026-04-20", "contentieux 2000.00 F1"},
		"the end":                                  {func(a *dunning.Account) { sent(a, "2026-04-20", "contentieux", "F1") }, "2026-06-02", "none: finished"},
		"the last step does not apply": {func(a *dunning.Account) {
			a.Invoices[0] = invoice("F1", "2026-03-04", "1000.00")
			sent(a, "2026-04-03", "mise-en-demeure", "F1")
		}, "2026-05-04", "none: condition:contentieux"},
		"paid":          {func(a *dunning.Account) { paid(a.Invoices[0], "2026-03-05", "2000.00") }, "2026-03-05", "none: nothing_open"},
		"paid too much": {func(a *dunning.Account) { paid(a.Invoices[0], "2026-03-05", "2100.00") }, "2026-03-05", "none: nothing_open"},
		"paid later":    {func(a *dunning.Account) { paid(a.Invoices[0], "2026-03-06", "2000.00") }, "2026-03-05", "relance-1 2000.00 F1"},
		"a payment that came back brings the position back": {func(a *dunning.Account) {
			sent(sent(a, "2026-03-05", "relance-1", "F1"), "2026-03-12", "relance-2", "F1")
			paid(a.Invoices[0], "2026-03-13", "2000.00")
			a.Invoices[0].Settlements = append(a.Invoices[0].Settlements, dunning.Settlement{Date: day("2026-03-20"), Amount: amount("2000.00"), Kind: dunning.Returned})
		}, "2026-04-03", "mise-en-demeure 2000.00 F1"},
		"another policy's step is only a contact": {func(a *dunning.Account) { sent(a, "2026-02-01", "niveau-3", "F1") }, "2026-03-05", "relance-1 2000.00 F1"},
	} {
		t.Run(name, func(t *testing.T) {
			a := base()
			if c.change != nil {
				c.change(a)
			}
			assert.Equal(t, c.want, shown(decide(t, p, a, c.on)))
		})
	}
}

func TestDecisionCarriesTheStep(t *testing.T) {
	p := compile(t, ladder)
	a := sent(account(invoice("F1", "2026-03-04", "2000.00")), "2026-03-12", "relance-2", "F1")
	d := decide(t, p, a, "2026-04-07")
	assert.Equal(t, "mise-en-demeure", d.Step)
	assert.Equal(t, []dunning.Channel{dunning.RegisteredLetter}, d.Channels)
	assert.Equal(t, day("2026-04-15"), d.Deadline)
	assert.Equal(t, day("2026-03-27"), d.Since)
	assert.Equal(t, policy.Manual, d.Review)
	assert.Equal(t, policy.After{Step: "relance-2", On: day("2026-03-12")}, d.After)
	assert.Equal(t, "at previous + 15, when days_overdue >= 30", d.Rule)
	assert.Equal(t, 34, d.DaysLate)
	assert.Len(t, d.ID, 32)
	assert.Equal(t, d.ID, decide(t, p, a, "2026-04-08").ID, "the same letter the next day")
	js, err := json.Marshal(d)
	require.NoError(t, err)
	assert.Contains(t, string(js), `"channels":["registered_letter"]`)
	assert.Contains(t, string(js), `"deadline":"2026-04-15"`)
	assert.Contains(t, string(js), `"amount":"2000`)
	assert.NotContains(t, string(js), "1970")
	assert.NotContains(t, string(js), "0001-01-01")
}

// The four ways to catch up, 40 days late and nothing sent.
func TestCatchUp(t *testing.T) {
	steps := `
steps:
  - { id: r1, at: due + 1 }
  - { id: r2, at: previous + 7, optional: true }
  - { id: r3, at: previous + 7 }
  - { id: med, at: previous + 10%s }
  - { id: fin, at: previous + 10, final: true }
`
	for mode, want := range map[string]string{
		"one_step":            "r1",
		"jump":                "fin",
		"mandatory_then_jump": "fin",
		"replay":              "r1",
	} {
		p := compile(t, "catch_up: "+mode+replaced(steps, ""))
		assert.Equal(t, want, decide(t, p, account(invoice("F1", "2026-03-04", "100")), "2026-04-13").Step, mode)
	}
	for _, mode := range []string{"jump", "mandatory_then_jump"} {
		p := compile(t, "catch_up: "+mode+replaced(steps, ", mandatory: true"))
		d := decide(t, p, account(invoice("F1", "2026-03-04", "100")), "2026-04-13")
		assert.Equal(t, "med", d.Step, "a mandatory step is never passed over")
		assert.Equal(t, []string{"r1", "r2", "r3"}, d.Passed)
		assert.Contains(t, d.Text(law.French), "40\u00a0jours de retard, sans r1, r2, r3")
	}
	// Carried out day by day: the pace of each mode.
	for mode, want := range map[string]string{
		"one_step":            "04-13 r1, 04-20 r3, 04-30 med, 05-10 fin",
		"jump":                "04-13 med, 04-23 fin",
		"mandatory_then_jump": "04-13 med, 04-23 fin",
		"replay":              "04-13 r1, 04-14 r3, 04-15 med, 04-16 fin",
	} {
		p := compile(t, "catch_up: "+mode+replaced(steps, ", mandatory: true"))
		assert.Equal(t, want, play(t, p, account(invoice("F1", "2026-03-04", "100")), "2026-04-13", "2026-06-01", 1), mode)
	}
}

func TestRepeatEndsAndThenTheLadderGoesOn(t *testing.T) {
	p := compile(t, "steps:\n  - { id: r1, at: due + 1, channel: email, repeat: { every: 10, max: 3 } }\n  - { id: fin, at: previous + 20, final: true }\n")
	assert.Equal(t, "03-05 r1, 03-15 r1, 03-25 r1, 04-14 fin", play2(t, p, account(invoice("F1", "2026-03-04", "100")), "2026-03-01", "2026-09-01"))
}

// play2 is play without its check against deciding one step twice in a row.
func play2(t *testing.T, p *policy.Policy[policy.Facts], a *dunning.Account, first, last string) string {
	t.Helper()
	out := ""
	for d := day(first); d <= day(last); d++ {
		if got := decide(t, p, a, d.String()); !got.None() {
			if out != "" {
				out += ", "
			}
			out += d.String()[5:] + " " + got.Step
			sent(a, d.String(), got.Step, got.Invoice)
		}
	}
	return out
}

// What is said to be the next day is: walking through the days without any
// event, nothing is decided before it and the step that was named is on it.
func TestNextIsTheNextDay(t *testing.T) {
	policies := []*policy.Policy[policy.Facts]{policy.Standard(), compile(t, ladder), compile(t, replaced(carried, "restart")), compile(t, severities)}
	for i, text := range occasional {
		_ = i
		policies = append(policies, compile(t, text))
	}
	r := rand.New(rand.NewPCG(7, 7))
	checked := 0
	for range 300 {
		p := policies[r.IntN(len(policies))]
		due := day("2026-01-01") + dayOf(r.IntN(300))
		inv := invoice("F1", due.String(), "100.00")
		inv.Amount = amount([]string{"30.00", "160.00", "2000.00", "60000.00"}[r.IntN(4)])
		a := account(inv)
		a.Client.Kind = dunning.ClientKind(r.IntN(3))
		on := due - 20 + dayOf(r.IntN(60))
		for range r.IntN(3) {
			if d := decide(t, p, a, on.String()); !d.None() {
				sent(a, on.String(), d.Step, d.Invoice)
			}
			on += dayOf(r.IntN(20))
		}
		if r.IntN(3) == 0 {
			a.Promises = []dunning.Promise{{Made: on - 1, For: on + dayOf(r.IntN(10))}}
		}
		d := decide(t, p, a, on.String())
		if !d.None() {
			continue
		}
		first := on
		for first++; first < on+200 && decide(t, p, a, first.String()).None(); first++ {
		}
		if d.Next == 0 {
			assert.Equal(t, on+200, first, "%s on %s: %s", shown(decide(t, p, a, first.String())), first, d.Text(law.English))
			continue
		}
		checked++
		if assert.Equal(t, first.String(), d.Next.String(), "%s", d.Text(law.English)) {
			assert.Equal(t, decide(t, p, a, first.String()).Step, d.NextStep)
		}
	}
	assert.Greater(t, checked, 50)
}
