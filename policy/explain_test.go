package policy_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// The two questions of a client: why this reminder, and why nothing.
func explained(t *testing.T) map[string]policy.Trace {
	t.Helper()
	p := policy.Standard()
	why := sent(account(invoice("FA-12", "2026-02-04", "1200.00")), "2026-02-05", "relance-1", "FA-12")
	nothing := account(invoice("FA-12", "2026-02-04", "1200.00"), invoice("FA-13", "2026-02-06", "90.00"))
	nothing = sent(nothing, "2026-02-05", "relance-1", "FA-12")
	nothing.Invoices[0].Disputes = []dunning.Dispute{{From: day("2026-02-06"), Amount: amount("200.00"), Reason: "livraison"}}
	nothing.Promises = []dunning.Promise{{Made: day("2026-02-09"), For: day("2026-02-20")}}
	caught := sent(account(invoice("FA-12", "2025-11-04", "1800.00")), "2025-11-05", "relance-1", "FA-12")
	traces := map[string]policy.Trace{}
	for name, c := range map[string]struct {
		account *dunning.Account
		on      string
	}{"why": {why, "2026-02-12"}, "nothing": {nothing, "2026-02-14"}, "caught_up": {caught, "2026-02-12"}} {
		files, err := p.Facts(c.account, day(c.on))
		require.NoError(t, err)
		traces[name], err = p.Explain(files[0])
		require.NoError(t, err)
	}
	return traces
}

func TestExplanations(t *testing.T) {
	for name, trace := range explained(t) {
		golden(t, "testdata/explain_"+name+".fr.txt", []byte(trace.Text(law.French)))
		golden(t, "testdata/explain_"+name+".en.txt", []byte(trace.Text(law.English)))
		js, err := json.MarshalIndent(trace, "", "  ")
		require.NoError(t, err)
		golden(t, "testdata/explain_"+name+".json", append(js, '\n'))
	}
}

// Every reason has a text in both languages, and says what it carries.
func TestTexts(t *testing.T) {
	codes := []policy.Code{policy.NothingOpen, policy.NotEffective, policy.OtherCurrency, policy.OnHold, policy.Held, policy.InDispute,
		policy.Promised, policy.NotReached, policy.ConditionFalse, policy.Finished, policy.NoStep, policy.ContactDelay, policy.ClosedDay,
		policy.BelowItem, policy.BelowAccount, policy.NoAddress, policy.SetOff, policy.NoDueDate, policy.Unexplained}
	for _, c := range codes {
		assert.NotEqual(t, string(c), c.Text(law.French))
		assert.NotEqual(t, c.Text(law.French), c.Text(law.English))
	}
	assert.Equal(t, "new_code", policy.Code("new_code").Text(law.French))
	assert.Equal(t, "Promesse, jusqu’au 14\u00a0mars 2026 exclu", policy.Blocker{Code: policy.OnHold, Rule: "p", Detail: "Promesse", LiftsOn: day("2026-03-14")}.Text(law.French))
	assert.Equal(t, "p: on hold", policy.Blocker{Code: policy.OnHold, Rule: "p"}.Text(law.English))
	assert.Equal(t, "put on hold by somebody (geste)", policy.Blocker{Code: policy.Held, Detail: "geste"}.Text(law.English))
	assert.Equal(t, "F1 : 12,50 montant en litige", policy.Left{Invoice: "F1", Amount: amount("12.5"), Code: policy.InDispute}.Text(law.French))
}

func TestPolicyInForceLater(t *testing.T) {
	p := compile(t, "effective: 2026-06-01\nsteps:\n  - { id: r1, at: due + 1 }\n")
	d := decide(t, p, account(invoice("F1", "2026-03-04", "100.00")), "2026-03-10")
	assert.Equal(t, "none: not_effective<2026-06-01", shown(d))
	assert.Equal(t, day("2026-06-01"), d.Next)
	assert.Equal(t, "r1", d.NextStep)
}

// The hash names the meaning: comments, layout and written defaults change
// nothing, a condition does.
func TestHash(t *testing.T) {
	text := "policy: x\nversion: 1\nconstants: { seuil: 1_500.00 }\nlet: { gros: overdue > seuil }\nsegments: [{ id: s }]\nholds: [{ id: h, when: gros, owner: compta }]\ncalendar: { business_days: FR, closed: [2026-05-15] }\nsteps:\n  - { id: a, at: due + 1, channel: email, repeat: { every: 5, max: 2 } }\n"
	hash := func(src []byte) string {
		doc, err := policy.Parse("x.yaml", src)
		require.NoError(t, err)
		_, err = policy.Compile[policy.Facts](doc)
		require.NoError(t, err)
		return doc.Hash()
	}
	want := hash([]byte(text))
	assert.Len(t, want, 64)
	assert.Equal(t, want, hash([]byte("# un commentaire\n"+text+"catch_up: mandatory_then_jump\ncarrying: oldest_due\ncurrency: EUR\n")))
	assert.Equal(t, want, hash(bytes.ReplaceAll([]byte(text), []byte("due + 1,"), []byte(`"due + 1",`))))
	assert.NotEqual(t, want, hash(bytes.ReplaceAll([]byte(text), []byte("due + 1"), []byte("due + 2"))))
	assert.NotEqual(t, want, hash(bytes.ReplaceAll([]byte(text), []byte("1_500.00"), []byte("1_500.01"))))
	doc, err := policy.Parse("x.yaml", []byte(text))
	require.NoError(t, err)
	assert.Equal(t, want, hash(doc.Canonical()), "the canonical form is a policy")
}

// A mistake is shown at its character in every way YAML writes a text.
func TestPlacesInEveryStyle(t *testing.T) {
	head := "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - id: a\n    at: due + 1\n    label: Été\n    when: "
	for name, c := range map[string]struct {
		text string
		want string
	}{
		"plain":         {"client == \"été\" and balanse > 3\n", "8:31"},
		"single quoted": {"'client == \"l''été\" and balanse > 3'\n", "8:35"},
		"double quoted": {"\"client == \\\"\\u00e9t\\u00e9\\\" and balanse > 3\"\n", "8:44"},
		"plain, folded": {"client == \"été\"\n      and balanse > 3\n", "9:11"},
		"literal":       {"|\n      client == \"été\"\n\n      and balanse > 3\n", "11:11"},
		"folded":        {">-\n      client == \"été\"\n      and balanse > 3\n", "10:11"},
		"at the end":    {"client == \"été\" and\n", "8:30"},
	} {
		t.Run(name, func(t *testing.T) {
			err := build("p.yaml", []byte(head+c.text))
			assert.ErrorContains(t, err, "p.yaml:"+c.want+": ")
		})
	}
	err := build("p.json", []byte(`{"policy": "x", "version": 1, "segments": [{"id": "s"}], "steps": [{"id": "a", "at": "due + 1", "when": "balanse > 3"}]}`))
	assert.ErrorContains(t, err, "p.json:1:106: unknown name")
	err = build("p.yaml", []byte("policy: x\nversion: 1\nlet:\n  gros: balanse > 3\nsegments: [{ id: s, when: gros }, { id: t }]\nsteps:\n  -\tid: a\n  \tat: due + 1\n"))
	assert.Error(t, err)
}

func TestManyMistakesEndAtFifty(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n")
	for range 100 {
		b.WriteString("  - { id: a, at: dew + 1 }\n")
	}
	err := build("p.yaml", b.Bytes())
	diagnostics, ok := err.(policy.Diagnostics)
	require.True(t, ok)
	assert.Len(t, diagnostics, 50)
	assert.Len(t, diagnostics.Unwrap(), 50)
}

// What a reader sees is written as he writes it; the data stay plain.
func TestBlockersAreWrittenForTheirReader(t *testing.T) {
	p := compile(t, "limits: { min_item: 5.00, min_account: 1_000.00, min_contact_delay: 7 }\nsteps:\n  - { id: a, at: due + 1 }\n  - { id: b, at: due + 2 }\n")
	item := decide(t, p, sent(account(invoice("F1", "2026-03-02", "4.50")), "2026-03-03", "a", "F1"), "2026-03-05")
	whole := decide(t, p, account(invoice("F1", "2026-03-02", "999.00")), "2026-03-05")
	for _, c := range []struct {
		decision policy.Decision
		fr, en   string
	}{
		{item, "facture sous le minimum (5,00\u00a0€)", "the invoice is below the minimum (€5.00)"},
		{item, "trop tôt après le dernier contact (3\u00a0mars 2026)", "too soon after the last contact (3\u00a0March 2026)"},
		{whole, "compte sous le minimum (1\u202f000,00\u00a0€)", "the account is below the minimum (€1,000.00)"},
	} {
		assert.Contains(t, c.decision.Reason(law.French), c.fr)
		assert.Contains(t, c.decision.Reason(law.English), c.en)
	}
	assert.Equal(t, "5.00 EUR", item.Blockers[0].Detail)
	left := policy.Left{Invoice: "F1", Amount: amount("1234.5"), Code: policy.InDispute}
	assert.Equal(t, "F1 : 1\u202f234,50 montant en litige", left.Text(law.French))
}
