package main

import (
	"html"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// sample is a client with one late invoice.
func sample() form {
	return form{
		Client:   clientRow{Kind: "business", Currency: "EUR", Since: "2024-01-01"},
		Invoices: []invoiceRow{{ID: "F-1", Issued: "2026-10-01", Due: "2026-10-31", Amount: "1 234,56"}},
	}
}

func standard(t *testing.T) string {
	t.Helper()
	text, err := policies.ReadFile("policies/standard.yaml")
	require.NoError(t, err)
	return string(text)
}

// The policies offered are those of the library and of its README.
func TestOfferedPoliciesAreTheLibrarys(t *testing.T) {
	for name, origin := range map[string]string{"standard": "../../policy/policies/standard.yaml", "short": "../firststeps/policy.yaml",
		"standard.test": "../../policy/policies/standard.test.yaml"} {
		want, err := os.ReadFile(origin)
		require.NoError(t, err)
		have, err := policies.ReadFile("policies/" + name + ".yaml")
		require.NoError(t, err)
		assert.Equal(t, string(want), string(have), "copy %s again", origin)
	}
}

// A mistake is said in the language of the page.
func TestMistakesSpeakTheLanguageOfThePage(t *testing.T) {
	for lang, want := range map[string]string{
		"fr": "clé inconnue : « chanel » — vouliez-vous dire « channel » ?",
		"en": "unknown key &#34;chanel&#34; — did you mean &#34;channel&#34;?",
	} {
		out := try(t, trial{Lang: lang, Policy: "policy: démo\nversion: 1\nsegments: [{ id: tous }]\nsteps:\n  - { id: a, at: due + 1, chanel: email }\n", Day: "2026-11-23", form: sample()})
		assert.Contains(t, out.Policy, want)
		require.Len(t, out.Marks, 1)
		assert.Contains(t, html.EscapeString(out.Marks[0].Text), strings.Split(want, " — ")[0])
	}
}

func TestDecision(t *testing.T) {
	out := try(t, trial{Policy: standard(t), Day: "2026-11-23", form: sample()})
	assert.Empty(t, out.Marks)
	assert.Empty(t, out.Fields)
	assert.Contains(t, out.Result, "Première relance par e-mail pour 1\u202f234,56\u00a0€ : 23\u00a0jours de retard")
	assert.Contains(t, out.Result, "Le chemin en JSON")
	assert.Contains(t, out.Steps, "mise-en-demeure")

	f := sample()
	f.Payments = []paymentRow{{Invoice: "F-1", Kind: "payment", Date: "2026-11-10", Amount: "1234,56"}}
	out = try(t, trial{Policy: standard(t), Day: "2026-11-23", form: f})
	assert.Contains(t, out.Result, "Rien à envoyer")
	assert.Contains(t, out.Result, "rien n’est dû")

	f = sample()
	f.Invoices[0].Amount = "1234.56"
	f.Promises = []promiseRow{{Made: "2026-11-20", For: "2026-11-30"}}
	f.Disputes = []disputeRow{{Invoice: "F-1", From: "2026-11-20", Amount: "100"}}
	f.History = []contactRow{{Date: "2026-11-02", Step: "relance-1", Channel: "email", Invoice: "F-1"}}
	out = try(t, trial{Lang: "en", Policy: standard(t), Day: "2026-11-23", form: f})
	assert.Empty(t, out.Fields)
	assert.Contains(t, out.Result, "Promesse de paiement en cours")
	assert.Contains(t, out.Result, "Owed and not asked for")
}

func TestMistakesAreAtTheirPlace(t *testing.T) {
	text := "policy: p\nversion: 1\nsegments: [ { id: a } ]\nholds: [ { id: h, reason: \"Désaccord\", when: dispute } ]\nsteps: [ { id: s, at: due + 1, channel: email } ]\n"
	out := try(t, trial{Policy: text, Day: "2026-11-23", form: sample()})
	require.Len(t, out.Marks, 1)
	line := []rune(strings.Split(text, "\n")[3])
	assert.Equal(t, 4, out.Marks[0].Line)
	assert.True(t, strings.HasPrefix(string(line[out.Marks[0].Column-1:]), "dispute }"))
	assert.Contains(t, out.Policy, "nom inconnu : « dispute »")
	assert.Contains(t, out.Policy, "vouliez-vous dire « disputed » ?")
	assert.Contains(t, out.Result, "Pas de décision")
}

func TestEveryWrongFieldIsNamed(t *testing.T) {
	f := form{
		Client:   clientRow{Currency: "ZZZ", Terms: "à la saint-glinglin", Since: "2026-02-30", Limit: "beaucoup"},
		Invoices: []invoiceRow{{}, {ID: "A", Issued: "", Amount: "x"}, {ID: "A", Issued: "2026-01-01", Amount: "1"}, {Issued: "2026-01-01", Amount: "1e9999"}},
		Payments: []paymentRow{{Kind: "payment"}, {Invoice: "B", Date: "2026-01-01"}},
		Disputes: []disputeRow{{Invoice: "B"}},
		Promises: []promiseRow{{Invoice: "B", Made: "2026-13-01"}},
		History:  []contactRow{{Invoice: "B", Channel: "email"}},
	}
	for _, lang := range []string{"fr", "en"} {
		var fields []string
		for _, e := range try(t, trial{Lang: lang, Policy: standard(t), form: f}).Fields {
			assert.NotEmpty(t, e.Text)
			fields = append(fields, e.Field)
		}
		assert.ElementsMatch(t, []string{"day", "client.currency", "client.terms", "client.since", "client.limit",
			"invoices.1.issued", "invoices.1.amount", "invoices.2.id", "invoices.3.amount", "invoices.3.id",
			"payments.1.invoice", "payments.1.amount", "disputes.0.invoice", "disputes.0.from",
			"promises.0.invoice", "promises.0.made", "promises.0.for", "history.0.invoice", "history.0.date"}, fields)
	}
	f = sample()
	f.Invoices = make([]invoiceRow, maxRows+1)
	assert.Equal(t, "invoices", try(t, trial{Policy: standard(t), Day: "2026-11-23", form: f}).Fields[0].Field)
}

// What cannot be true together is refused by the library and shown.
func TestContradictionsAreShown(t *testing.T) {
	f := sample()
	f.Payments = []paymentRow{{Invoice: "F-1", Kind: "payment", Date: "2026-11-10", Amount: "-5"}}
	out := try(t, trial{Policy: standard(t), Day: "2026-11-23", form: f})
	require.NotEmpty(t, out.Fields)
	assert.Contains(t, out.Fields[0].Text, "settlements[0]")
	assert.Contains(t, out.Result, "Pas de décision")
}

// The timeline is what a nightly run would have sent: decided again with the
// history it leaves, each day gives the same.
func TestLanes(t *testing.T) {
	in := &formReader{reader: reader{law.French}}
	f := sample()
	f.Invoices = append(f.Invoices, invoiceRow{ID: "F-2", Issued: "2026-11-15", Due: "2026-12-15", Amount: "300"})
	f.Promises = []promiseRow{{Made: "2026-12-01", For: "2026-12-24"}}
	account := in.account(f)
	require.Empty(t, in.errs)
	first := date.New(2026, 11, 20)
	p := policy.Standard()
	list, err := lanes(t.Context(), p, account, first, false)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Empty(t, account.History, "the account is not changed")
	require.Greater(t, len(list[0].Sent), 3)

	whole := *account
	for _, d := range list[0].Sent {
		act := dunning.Action{Date: d.AsOf, Step: d.Step, Invoice: d.Invoice}
		for _, c := range d.Channels[:min(1, len(d.Channels))] {
			act.Channel = c
		}
		whole.History = append(whole.History, act)
	}
	for i := range ahead {
		day := first + date.Date(i)
		a := whole
		a.History = nil
		for h := range whole.History.Until(day - 1) {
			a.History = append(a.History, h)
		}
		files, err := p.Facts(&a, day)
		require.NoError(t, err)
		d, err := p.Decide(files[0])
		require.NoError(t, err)
		sent := ""
		for _, s := range list[0].Sent {
			if s.AsOf == day {
				sent = s.Step
			}
		}
		assert.Equal(t, sent, d.Step, day.String())
		assert.Equal(t, sent != "", list[0].Days[i] == sending)
		if day >= date.New(2026, 12, 1) && day <= date.New(2026, 12, 24) {
			assert.Equal(t, onHold, list[0].Days[i], day.String())
		}
	}
}

func TestPlan(t *testing.T) {
	f := sample()
	f.Invoices = append(f.Invoices, invoiceRow{ID: "F-<2>", Issued: "2026-11-15", Due: "2026-12-15", Amount: "300"})
	text := strings.Replace(standard(t), "carrying: oldest_due", "carrying: invoice", 1)
	out := try(t, trial{Policy: text, Day: "2026-11-23", form: f})
	require.Empty(t, out.Marks)
	result := string(out.Result)
	assert.Equal(t, 2, strings.Count(result, "<svg"))
	assert.Contains(t, result, "F-&lt;2&gt;")
	assert.NotContains(t, result, "F-<2>")
	assert.Equal(t, 2, strings.Count(result, `<path class="due"`), "a due date, drawn twice")
	rows := regexp.MustCompile(`<tr><td>(\d+)</td>`).FindAllString(result, -1)
	assert.Equal(t, 2*len(rows), strings.Count(result, `<g class="step">`), "each step of the list is drawn twice")
}
