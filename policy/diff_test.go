package policy_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

const beforeEdit = `let: { grand: outstanding >= 1_000.00 }
limits: { min_contact_delay: 3 }
segments:
  - { id: grands, when: grand }
  - { id: autres }
holds:
  - { id: litige, when: disputed, reason: Litige }
steps:
  - { id: r1, at: due + 1, channel: email }
  - { id: r2, at: previous + 7, channel: email, segments: [autres] }
  - { id: r3, at: previous + 14, channel: letter }
`

// portfolioToReview has a client for each change.
func portfolioToReview() policy.Portfolio[policy.Facts] {
	of := func(id string, inv *dunning.Invoice, steps ...string) *dunning.Account {
		inv.Client, inv.ID = id, "F-"+id
		a := &dunning.Account{Client: dunning.Client{ID: id}, Invoices: []*dunning.Invoice{inv}}
		for i := 0; i < len(steps); i += 2 {
			sent(a, steps[i], steps[i+1], inv.ID)
		}
		return a
	}
	disputed := invoice("", "2026-03-02", "200.00")
	disputed.Disputes = []dunning.Dispute{{From: day("2026-03-01"), Amount: amount("50.00")}}
	return over(
		of("small", invoice("", "2026-03-02", "100.00")),
		of("large", invoice("", "2026-03-02", "1200.00")),
		of("waiting", invoice("", "2026-03-02", "300.00"), "2026-03-03", "r1"),
		of("waiting2", invoice("", "2026-03-02", "400.00"), "2026-03-03", "r1"),
		of("disputed", disputed),
		of("paid", paid(invoice("", "2026-03-02", "100.00"), "2026-03-01", "100.00")),
	)
}

func compare(t *testing.T, before, after string, on string) policy.Comparison {
	t.Helper()
	c, err := policy.Diff(compile(t, before), compile(t, after), portfolioToReview(), day(on))
	require.NoError(t, err)
	return c
}

func TestDiff(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string // an edit of the text
		on       string
		want     string
	}{
		"later": {"previous + 7", "previous + 10", "2026-03-09", `
r2 plus tard, dossiers : 2
  steps.r2.at : previous + 7 → previous + 10
  - waiting : r2 le 10 mars 2026 par e-mail F-waiting → r2 le 13 mars 2026 par e-mail F-waiting
  - waiting2 : r2 le 10 mars 2026 par e-mail F-waiting2 → r2 le 13 mars 2026 par e-mail F-waiting2
`},
		"by letter": {"previous + 7, channel: email", "previous + 7, channel: [letter, email]", "2026-03-09", `
r2 autrement, dossiers : 2
  steps.r2.channel : email → letter, email
  - waiting : r2 le 10 mars 2026 par e-mail F-waiting → r2 le 10 mars 2026 par lettre + e-mail F-waiting
  - waiting2 : r2 le 10 mars 2026 par e-mail F-waiting2 → r2 le 10 mars 2026 par lettre + e-mail F-waiting2
`},
		"a segment": {"outstanding >= 1_000.00", "outstanding >= 350.00", "2026-03-09", `
r2 → r3, dossiers : 1
  segment : autres → grands
  - waiting2 : r2 le 10 mars 2026 par e-mail F-waiting2 → r3 le 17 mars 2026 par lettre F-waiting2
`},
		"a hold less": {"when: disputed, reason", "when: disputed and overdue > 500.00, reason", "2026-03-03", `
– → r1, dossiers : 1
  ne bloque plus : suspendu (litige)
  - disputed : – → r1 le 3 mars 2026 par e-mail pour 150,00 € F-disputed
`},
		"a minimum": {"min_contact_delay: 3", "min_contact_delay: 3, min_account: 120.00", "2026-03-03", `
r1 → –, dossiers : 1
  bloque : compte sous le minimum
  - small : r1 le 3 mars 2026 par e-mail pour 100,00 € F-small → –
`},
		"another delay": {"min_contact_delay: 3", "min_contact_delay: 9", "2026-03-07", `
r2 plus tard, dossiers : 2
  bloque : trop tôt après le dernier contact
  - waiting : r2 le 10 mars 2026 par e-mail F-waiting → r2 le 12 mars 2026 par e-mail F-waiting
  - waiting2 : r2 le 10 mars 2026 par e-mail F-waiting2 → r2 le 12 mars 2026 par e-mail F-waiting2
`},
		"a new step": {"  - { id: r2,", "  - { id: sms, at: previous + 3, channel: sms, segments: [autres] }\n  - { id: r2,", "2026-03-05", `
r2 → sms, dossiers : 2
  steps.sms.at : – → previous + 3
  steps.sms.segments : – → autres
  steps.sms.channel : – → sms
  - waiting : r2 le 10 mars 2026 par e-mail F-waiting → sms le 6 mars 2026 par SMS F-waiting
  - waiting2 : r2 le 10 mars 2026 par e-mail F-waiting2 → sms le 6 mars 2026 par SMS F-waiting2
`},
		"a mode": {"limits:", "catch_up: one_step\nlimits:", "2026-03-20", `
r2 → r1, dossiers : 1
  catch_up : mandatory_then_jump → one_step
  - small : r2 le 20 mars 2026 par e-mail pour 100,00 € F-small → r1 le 20 mars 2026 par e-mail pour 100,00 € F-small

r3 → r1, dossiers : 1
  catch_up : mandatory_then_jump → one_step
  - large : r3 le 20 mars 2026 par lettre pour 1 200,00 € F-large → r1 le 20 mars 2026 par e-mail pour 1 200,00 € F-large
`},
		"only words": {"limits:", "# rien\nlimits:", "2026-03-20", ""},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, beforeEdit, c.old)
			after := strings.Replace(beforeEdit, c.old, c.new, 1)
			got := compare(t, beforeEdit, after, c.on)
			text := breaking(got.Text(law.French))
			_, groups, _ := strings.Cut(text, "Modifications de la politique\n")
			if _, groups, _ = strings.Cut(groups, "\n\n"); groups != "" {
				groups = "\n" + groups
			}
			assert.Equal(t, c.want, groups, text)
			assert.Equal(t, 6, got.Files)

			// What changes in one direction changes back in the other.
			back := compare(t, after, beforeEdit, c.on)
			assert.Equal(t, got.Changed, back.Changed)
			assert.Equal(t, len(got.Edits), len(back.Edits))
		})
	}
}

func TestDiffIsADocument(t *testing.T) {
	got := compare(t, beforeEdit, strings.Replace(beforeEdit, "previous + 7", "previous + 5", 1), "2026-03-04")
	assert.Equal(t, `From test version 1 (`+got.Before.Hash[:12]+`) to test version 1 (`+got.After.Hash[:12]+`), on 4 March 2026
Files: 6, of them changed: 2.

Edits of the policy
  steps.r2.at: previous + 7 → previous + 5

r2 earlier, files: 2
  steps.r2.at: previous + 7 → previous + 5
  - waiting: r2 on 10 March 2026 by e-mail F-waiting → r2 on 8 March 2026 by e-mail F-waiting
  - waiting2: r2 on 10 March 2026 by e-mail F-waiting2 → r2 on 8 March 2026 by e-mail F-waiting2
`, breaking(got.Text(law.English)))
	b, err := json.Marshal(got)
	require.NoError(t, err)
	assert.Contains(t, string(b), `"move":"earlier","reasons":[{"code":"edited","rule":"steps.r2.at","from":"previous + 7","to":"previous + 5"}]`)
	assert.Contains(t, string(b), `{"client":"waiting","currency":"EUR","before":{"segment":"autres","invoice":"F-waiting","step":"r2","on":"2026-03-10","channels":["email"],"amount":"0","blockers":[`)
}

// Files exist by client or by invoice: those that only one policy knows are
// there too.
func TestDiffOfCarriers(t *testing.T) {
	a := account(invoice("F1", "2026-03-02", "100.00"), invoice("F2", "2026-03-04", "900.00"))
	text := "steps:\n  - { id: r1, at: due + 1 }\n"
	one, each, largest := compile(t, text), compile(t, "carrying: invoice\n"+text), compile(t, "carrying: largest\n"+text)
	c, err := policy.Diff(one, each, over(a), day("2026-03-06"))
	require.NoError(t, err)
	assert.Equal(t, 2, c.Files)
	assert.Equal(t, 2, c.Changed, "1 000 for both, or 100 and 900")
	c, err = policy.Diff(one, largest, over(a), day("2026-03-06"))
	require.NoError(t, err)
	require.Len(t, c.Groups, 1)
	assert.Equal(t, policy.MoveTerms, c.Groups[0].Move)
	assert.Contains(t, c.Text(law.French), "une autre facture porte le dossier")
}

// A policy differs from itself nowhere, and every change is said once.
func TestDiffOfRandomPolicies(t *testing.T) {
	changed := 0
	for seed := range uint64(60) {
		p, q, accounts := randomPolicy(t, seed), randomPolicy(t, seed+1), randomAccounts(seed)
		before := written(t, accounts)
		same, err := policy.Diff(p, p, over(accounts...), ledgertest.Middle)
		require.NoError(t, err)
		assert.Empty(t, same.Edits)
		assert.Empty(t, same.Groups)
		assert.Zero(t, same.Changed)
		c, err := policy.Diff(p, q, over(accounts...), ledgertest.Middle)
		require.NoError(t, err)
		listed := 0
		for _, g := range c.Groups {
			listed += len(g.Changes)
			assert.NotEmpty(t, g.Reasons)
		}
		assert.Equal(t, c.Changed, listed)
		assert.LessOrEqual(t, c.Changed, c.Files)
		changed += c.Changed
		assert.Equal(t, before, written(t, accounts))
	}
	assert.Greater(t, changed, 20)
}

func TestDiffMistakes(t *testing.T) {
	p := compile(t, threeSteps)
	_, err := policy.Diff(p, p, over(account(&dunning.Invoice{}), nil), day("2026-03-01"))
	assert.ErrorContains(t, err, "issued")
	assert.ErrorContains(t, err, "account is missing")
	_, err = policy.Diff(p, p, over(), 0)
	assert.ErrorContains(t, err, "day is missing")
	_, err = policy.Diff(p, p, policy.Portfolio[policy.Facts]{}, day("2026-03-01"))
	assert.ErrorContains(t, err, "accounts is missing")
	fails, err := compileWith("f(overdue)", "due + 1", policy.Function("f(money) bool", func(decimal.Decimal) bool { panic("no") }))
	require.NoError(t, err)
	a := account(invoice("F1", "2026-03-02", "100.00"))
	for _, pair := range [][2]*policy.Policy[policy.Facts]{{p, fails}, {fails, p}} {
		_, err = policy.Diff(pair[0], pair[1], over(a), day("2026-03-06"))
		assert.ErrorContains(t, err, "panics: no")
	}
}
