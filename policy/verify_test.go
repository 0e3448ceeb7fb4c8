package policy_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// standardWith is the standard policy with other guarantees.
func standardWith(t testing.TB, guarantees ...policy.Guarantee) *policy.Policy[policy.Facts] {
	t.Helper()
	doc := policy.StandardDocument()
	doc.Guarantees = guarantees
	p, err := policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
	return p
}

// What is true of the standard policy is proved, and what misses the truth by a
// day or a cent is refuted by a file on which Decide errs in the same way.
func TestVerifyIsSharp(t *testing.T) {
	t.Parallel()
	chased := "collectable >= 20.00 and balance >= 5.00 and not insolvency"
	for want, list := range map[policy.Result][]policy.Guarantee{
		policy.Proved: {
			{Never: `step == "mise-en-demeure" and days_overdue < 30`},
			{Apart: 7},
			{Never: `step == "relance-3" and days_overdue < 9`},
			{Never: `step == "contentieux" and days_overdue < 45`},
			{Never: `step == "contentieux" and overdue < 1_500.00`},
			{Never: `by_email and email_missing`},
			{Never: `segment == "particuliers" and route == "injonction-de-payer"`},
			{Never: `days_overdue > 0 and amount > overdue - disputed_amount`},
			{Never: `balance < 5.00`},
			{Always: `deadline == 8 or tone != "formal"`},
			{Never: `step == "relance-1" and days_overdue < 1`},
			{Reaches: "final", When: chased},
			{Always: `tone == "courteous" or days_overdue > 7`},
			{Never: `currency != "EUR"`},
		},
		policy.Refuted: {
			{Apart: 8},
			{Never: `step == "relance-1" and days_overdue < 2`},
			{Never: `step == "contentieux" and overdue <= 1_500.00`},
			{Never: `balance <= 5.00`},
			{Never: `disputed`},
			{Never: `amount < 20.00`},
			{Never: `step == "preventive" and days_overdue == -6 and segment != "standard"`},
			{Never: `step == "mise-en-demeure" and days_overdue < 31`},
			{Never: `step == "contentieux" and days_overdue < 46`},
			{Always: `tone == "courteous" or days_overdue > 8`},
			{Reaches: "final"},
			{Reaches: "mediation", When: chased + " and not email_missing"},
		},
	} {
		for i, g := range list {
			if i%ledgertest.Less != 0 {
				continue
			}
			g.ID = "g"
			p := standardWith(t, g)
			v := p.Verify()[0]
			assert.Equal(t, want, v.Result, v.Text(law.English))
			if v.Example == nil {
				continue
			}
			if g.Reaches != "" {
				assert.True(t, v.Example.Decision.None() || v.Example.Decision.Final)
				continue
			}
			again, err := p.Decide(v.Example.Facts)
			require.NoError(t, err)
			assert.Equal(t, v.Example.Decision.ID, again.ID, "Decide does not give the decision of the example again")
			assert.False(t, again.None())
		}
	}
}

// A sum of days is proved one day short of where it is refuted, step after step.
func TestVerifyFirstDays(t *testing.T) {
	steps := "steps:\n  - { id: a, at: due + 3, channel: email, mandatory: true }\n  - { id: b, at: previous + 5, channel: letter, mandatory: true }\n  - { id: c, at: end_of_month(previous) + 2, channel: phone, final: true }\n"
	for text, want := range map[string]policy.Result{
		`step == "a" and days_overdue < 3`: policy.Proved, `step == "a" and days_overdue < 4`: policy.Refuted,
		`step == "b" and days_overdue < 8`: policy.Proved, `step == "b" and days_overdue < 9`: policy.Refuted,
		`step == "c" and days_overdue < 10`: policy.Proved, `step == "c" and days_overdue < 11`: policy.Refuted,
	} {
		p := compile(t, steps+"guarantees:\n  - id: g\n    never: "+text+"\n")
		v := p.Verify()[0]
		assert.Equal(t, want, v.Result, v.Text(law.English))
	}
	// When steps of another invoice count, the position says nothing of the days.
	p := compile(t, "on_carrying_paid: continue\n"+steps+"guarantees:\n  - id: g\n    never: step == \"b\" and days_overdue < 8\n")
	assert.Equal(t, policy.Refuted, p.Verify()[0].Result)
}

// What cannot be told is said, and why.
func TestVerifyUndecided(t *testing.T) {
	t.Parallel()
	p := compile(t, `steps:
  - { id: a, at: due + 1, mandatory: true }
  - { id: b, at: due + 2, when: days_overdue < seniority + 100, final: true }
guarantees:
  - { id: mois, never: end_of_month(due) == date("2026-02-27") }
  - { id: anciens, reaches: final, when: seniority < 10 and balance >= 1.00 and not disputed }
`)
	verdicts := p.Verify()
	assert.Equal(t, policy.NotLinear, verdicts[0].Why, verdicts[0].Text(law.English))
	assert.Equal(t, policy.ManyDays, verdicts[1].Why, verdicts[1].Text(law.English))
	for _, v := range verdicts {
		assert.Equal(t, policy.Undecided, v.Result)
		assert.Contains(t, v.Text(law.French), "indécis")
		assert.Contains(t, v.Text(law.English), "undecided")
		assert.NotEmpty(t, v.Why.Text(law.French))
	}
}

func TestVerifyText(t *testing.T) {
	p := standardWith(t, policy.Guarantee{ID: "ecart", Apart: 8, Label: "Huit jours entre deux contacts"})
	text := p.Verify()[0].Text(law.French)
	assert.Contains(t, text, "ecart : réfuté (Huit jours entre deux contacts). Contre-exemple : le ")
	assert.Nil(t, standardWith(t).Verify())
}

// Own facts are reasoned about like the others.
func TestVerifyOwnFacts(t *testing.T) {
	type own struct {
		policy.Facts
		Risk   string          `policy:"risk,enum=low|high"`
		Rating uint8           `policy:"rating,enum=a|b|c"`
		Margin decimal.Decimal `policy:"margin,ratio"`
		Code   string          `policy:"code,text"`
		Score  int             `policy:"score,int"`
		Since  date.Date       `policy:"since,date?"`
	}
	text := `policy: x
version: 1
segments: [{ id: tous }]
holds:
  - { id: essai, when: risk == "low", end: since + 30 }
steps:
  - { id: a, at: due + 1, channel: email, when: score * 2 >= 11 and margin > -0.5 and code != "VIP", final: true }
guarantees:
  - { id: score, never: score < 6 }
  - { id: score-2, never: score < 7 }
  - { id: vip, never: code == "VIP" }
  - { id: autre, never: code == "X" and rating == "c" }
  - { id: marge, never: margin <= -0.5 }
  - { id: risque, never: risk == "low" }
  - { id: devise, always: currency == "EUR" }
`
	doc, err := policy.Parse("x.yaml", []byte(text))
	require.NoError(t, err)
	p, err := policy.Compile[own](doc)
	require.NoError(t, err)
	var got []string
	for _, v := range p.Verify() {
		got = append(got, fmt.Sprint(v.ID, " ", v.Result))
		if v.Example != nil {
			d, err := p.Decide(v.Example.Facts)
			require.NoError(t, err)
			assert.Equal(t, v.Example.Decision.ID, d.ID)
			assert.Equal(t, "a", d.Step)
		}
	}
	assert.Equal(t, "score proved, score-2 refuted, vip proved, autre refuted, marge proved, risque refuted, devise proved", strings.Join(got, ", "))
}

// A document without guarantees has the hash it had before there were any.
func TestGuaranteesInTheHash(t *testing.T) {
	src := "policy: x\nversion: 1\nsegments: [{ id: tous }]\nsteps: [{ id: a, at: due + 1 }]\n"
	doc, err := policy.Parse("x.yaml", []byte(src))
	require.NoError(t, err)
	assert.Equal(t, "58059a89c837161960579f69490f08907242f16c06eb56c878c0032c9b4728a4", doc.Hash())
	with, err := policy.Parse("x.yaml", []byte(src+"guarantees: [{ id: g, apart: 3 }]\n"))
	require.NoError(t, err)
	assert.NotEqual(t, doc.Hash(), with.Hash())
	again, err := policy.Parse("x.json", with.Canonical())
	require.NoError(t, err)
	assert.Equal(t, with.Hash(), again.Hash())
	assert.Equal(t, []policy.Guarantee{{ID: "g", Apart: 3}}, again.Guarantees)
}

// A claim is a guarantee and the same in Go.
type claim struct {
	text  string
	fails func(policy.Facts, policy.Decision, int) bool // the last is the days since the last contact
}

var claims = []claim{
	{`never: step == "s2" and days_overdue < 12`, func(f policy.Facts, d policy.Decision, _ int) bool { return d.Step == "s2" && d.DaysLate < 12 }},
	{`never: step == "s3" and days_overdue < 20`, func(f policy.Facts, d policy.Decision, _ int) bool { return d.Step == "s3" && d.DaysLate < 20 }},
	{`apart: 5`, func(_ policy.Facts, d policy.Decision, since int) bool { return len(d.Channels) > 0 && since < 5 }},
	{`never: disputed`, func(f policy.Facts, _ policy.Decision, _ int) bool { return f.Disputed }},
	{`never: promise_open`, func(f policy.Facts, _ policy.Decision, _ int) bool { return f.PromiseOpen }},
	{`always: tone == "courteous" or days_overdue > 0`, func(_ policy.Facts, d policy.Decision, _ int) bool {
		return d.Tone != policy.Courteous && d.DaysLate <= 0
	}},
	{`never: step == "s3" and last_step == "none"`, func(f policy.Facts, d policy.Decision, _ int) bool { return d.Step == "s3" && !stepSent(f) }},
	{`never: overdue < 150.00 and final`, func(f policy.Facts, d policy.Decision, _ int) bool {
		return f.Overdue.LessThan(amount("150")) && d.Final
	}},
	{`never: amount < 20.00`, func(_ policy.Facts, d policy.Decision, _ int) bool { return d.Amount.LessThan(amount("20")) }},
	{`never: amount > outstanding - disputed_amount`, func(f policy.Facts, d policy.Decision, _ int) bool {
		return d.Amount.GreaterThan(f.Outstanding.Sub(f.DisputedAmount))
	}},
	{`never: steps_sent >= 3`, func(f policy.Facts, _ policy.Decision, _ int) bool { return sentSteps(f) >= 3 }},
	{`never: contacts_90d >= 3`, func(f policy.Facts, _ policy.Decision, _ int) bool { return contacts90(f) >= 3 }},
	{`never: segment == "b" and client_kind == "consumer"`, func(f policy.Facts, d policy.Decision, _ int) bool {
		return d.Segment == "b" && f.ClientKind == dunning.Consumer
	}},
}

func stepSent(f policy.Facts) bool { return sentSteps(f) > 0 }

func sentSteps(f policy.Facts) (n int) {
	for _, a := range f.History {
		if a.Step != "" {
			n++
		}
	}
	return n
}

func contacts90(f policy.Facts) (n int) {
	for _, a := range f.History {
		if a.Channel != dunning.NoChannel && a.Date > f.AsOf-90 {
			n++
		}
	}
	return n
}

// randomGuaranteed writes a small policy.
func randomGuaranteed(r *rand.Rand) string {
	whens := []string{"", "", "", "days_overdue >= 12", "overdue >= 150.00", `client_kind == "consumer"`, "days_since_last >= 9", "not disputed", "contacts_90d < 3", "disputed_amount * 2 < balance"}
	return randomWith(r, whens)
}

// randomWith writes a small policy with some conditions.
func randomWith(r *rand.Rand, whens []string) string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	var b strings.Builder
	fmt.Fprintf(&b, "policy: x\nversion: 1\ncatch_up: %s\ncarrying: %s\non_carrying_paid: %s\n",
		pick("one_step", "jump", "mandatory_then_jump", "replay"), pick("oldest_due", "invoice"), pick("restart", "contextual", "continue"))
	fmt.Fprintf(&b, "limits: { min_contact_delay: %d, min_account: %s }\n", r.IntN(3)*3, pick("0.00", "20.00"))
	if r.IntN(2) == 0 {
		b.WriteString("calendar: { business_days: FR }\n")
	}
	b.WriteString("segments:\n  - { id: a, when: '" + pick(`client_kind == "consumer"`, "overdue >= 150.00", "disputed or balance > 100.00") + "' }\n  - { id: b }\n")
	if hold := pick("", "disputed", "promise_open", "disputed and balance > 100.00"); hold != "" {
		fmt.Fprintf(&b, "holds:\n  - { id: h, when: %s%s }\n", hold, pick("", ", end: due + 15", ", scope: disputed_part", ", start: due + 5"))
	}
	b.WriteString("steps:\n")
	first := r.IntN(12) - 5
	for i := 1; i <= 4; i++ {
		at := fmt.Sprintf("due + %d", first)
		if first < 0 {
			at = fmt.Sprintf("due - %d", -first)
		}
		if i > 1 {
			first += r.IntN(10)
			at = pick(fmt.Sprintf("previous + %d", r.IntN(12)), at)
		}
		fmt.Fprintf(&b, "  - { id: s%d, at: %s, channel: %s, tone: courteous", i, at, pick("email", "letter", "[letter, phone]"))
		if when := pick(whens...); when != "" {
			fmt.Fprintf(&b, ", when: '%s'", when)
		}
		b.WriteString(pick("", "", ", mandatory: true", ", optional: true"))
		if i == 4 {
			b.WriteString(", final: true")
		} else if r.IntN(5) == 0 {
			b.WriteString(", repeat: { every: 6, max: 2 }")
		}
		b.WriteString(pick("", "", ", segments: [b]") + " }\n")
	}
	return b.String()
}

// life plays one random file through, the amounts and disputes changing on the
// way, contacts by hand included, and tells each decided step.
func life(r *rand.Rand, p *policy.Policy[policy.Facts], tell func(policy.Facts, policy.Decision, int)) error {
	cents := func(list ...int64) decimal.Decimal { return decimal.New(list[r.IntN(len(list))], -2) }
	due := day("2026-03-02") + date.Date(r.IntN(60))
	f := policy.Facts{Client: "C", Invoice: "F", Due: due, Issued: due - 30, LimitationDaysLeft: 36_500}
	contact := date.Date(0)
	for f.AsOf = due - 10; f.AsOf < due+80; f.AsOf += date.Date(1 + r.IntN(3)) {
		if r.IntN(4) == 0 || f.Balance.IsZero() {
			f.ClientKind = dunning.ClientKind(r.IntN(3))
			f.Balance = cents(500, 1999, 2000, 14_999, 15_000, 40_000)
			f.Disputed, f.DisputedAmount, f.PromiseOpen, f.PromiseUntil = false, decimal.Decimal{}, false, 0
			switch r.IntN(5) {
			case 0:
				f.Disputed, f.DisputedAmount = true, f.Balance
			case 1:
				f.Disputed, f.DisputedAmount = true, cents(1, 499)
			case 2:
				f.Disputed = true
			}
			f.EmailMissing = r.IntN(4) == 0
		}
		if r.IntN(6) == 0 {
			f.PromiseOpen, f.PromiseUntil = true, f.AsOf+date.Date(r.IntN(5))
		} else if f.PromiseUntil < f.AsOf {
			f.PromiseOpen, f.PromiseUntil = false, 0
		}
		f.Overdue, f.OverdueCount, f.OldestDaysLate = decimal.Decimal{}, 0, 0
		if f.AsOf > due {
			f.Overdue, f.OverdueCount, f.OldestDaysLate = f.Balance.Add(cents(0, 0, 1, 20_000)), 1, int(f.AsOf-due)
		}
		f.Outstanding = decimal.Max(f.Overdue, f.Balance)
		if r.IntN(15) == 0 {
			f.History = append(f.History, dunning.Action{Date: f.AsOf, Channel: dunning.Phone})
			contact = f.AsOf
		}
		d, err := p.Decide(f)
		if err != nil {
			return err
		}
		if d.None() {
			continue
		}
		since := 36_500
		if contact != 0 {
			since = int(f.AsOf - contact)
		}
		tell(f, d, since)
		channel := dunning.NoChannel
		if len(d.Channels) > 0 {
			channel, contact = d.Channels[0], f.AsOf
		}
		f.History = append(f.History[:len(f.History):len(f.History)], dunning.Action{Date: f.AsOf, Step: d.Step, Invoice: "F", Channel: channel})
	}
	return nil
}

// checkVerdicts holds the verdicts on one random policy against lives of files.
func checkVerdicts(t *testing.T, seed uint64, lives int) map[policy.Result]int {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	text := randomGuaranteed(r)
	var list strings.Builder
	for i, c := range claims {
		fmt.Fprintf(&list, "  - id: c%d\n    %s\n", i, c.text)
	}
	list.WriteString("  - id: fin\n    reaches: final\n    when: balance >= 20.00 and not disputed and not promise_open and amount >= 20.00\n")
	src := text + "guarantees:\n" + list.String()
	doc, err := policy.Parse("x.yaml", []byte(src))
	require.NoError(t, err, src)
	p, err := policy.Compile[policy.Facts](doc)
	if err != nil {
		return nil // an order of days that is refused
	}
	verdicts := p.Verify()
	counts := map[policy.Result]int{}
	for i, v := range verdicts {
		counts[v.Result]++
		_ = v.Text(law.French)
		if v.Example == nil {
			continue
		}
		if i == len(claims) {
			assert.False(t, arrives(t, p, v.Example.Facts), "%s\n%s", v.Text(law.English), src)
			continue
		}
		d, err := p.Decide(v.Example.Facts)
		require.NoError(t, err)
		since := 36_500
		for _, a := range v.Example.Facts.History {
			if a.Channel != dunning.NoChannel {
				since = min(since, int(d.AsOf-a.Date))
			}
		}
		assert.True(t, !d.None() && claims[i].fails(v.Example.Facts, d, since), "%s\n%+v\n%s", v.Text(law.English), v.Example.Facts, src)
	}
	for range lives {
		require.NoError(t, life(r, p, func(f policy.Facts, d policy.Decision, since int) {
			for i, c := range claims {
				if verdicts[i].Result == policy.Proved {
					assert.False(t, c.fails(f, d, since), "seed %d: %s\n%+v\n%s\n%s", seed, verdicts[i].Text(law.English), f, d.Text(law.English), src)
				}
			}
		}))
		f := policy.Facts{
			AsOf: day("2026-03-02") + date.Date(r.IntN(60)), Client: "C", Invoice: "F", OverdueCount: 1, OldestDaysLate: 1, LimitationDaysLeft: 36_500,
			ClientKind: dunning.ClientKind(r.IntN(3)), EmailMissing: r.IntN(3) == 0, Balance: decimal.New([]int64{2000, 14_999, 15_000, 40_000}[r.IntN(4)], -2),
		}
		f.Due, f.Issued, f.Overdue, f.Outstanding = f.AsOf-1, f.AsOf-31, f.Balance, f.Balance
		if verdicts[len(claims)].Result == policy.Proved {
			assert.True(t, arrives(t, p, f), "seed %d\n%+v\n%s", seed, f, src)
		}
	}
	return counts
}

// arrives plays a file day after day until a final step is decided.
func arrives(t *testing.T, p *policy.Policy[policy.Facts], f policy.Facts) bool {
	t.Helper()
	for range 600 {
		d, err := p.Decide(f)
		require.NoError(t, err)
		if d.Final {
			return true
		}
		if !d.None() {
			channel := dunning.NoChannel
			if len(d.Channels) > 0 {
				channel = d.Channels[0]
			}
			f.History = append(f.History[:len(f.History):len(f.History)], dunning.Action{Date: f.AsOf, Step: d.Step, Invoice: f.Invoice, Channel: channel})
		}
		f.AsOf++
		f.OldestDaysLate++
		if f.PromiseOpen && f.PromiseUntil < f.AsOf {
			f.PromiseOpen, f.PromiseUntil = false, 0
		}
	}
	return false
}

// Brute force agrees with every verdict on small random policies, and few are
// left open.
func TestVerifyAgainstBruteForce(t *testing.T) {
	t.Parallel()
	counts := map[policy.Result]int{}
	for seed := range uint64(20 / ledgertest.Less) {
		for k, n := range checkVerdicts(t, seed, 50) {
			counts[k] += n
		}
	}
	t.Log(counts)
	assert.Greater(t, counts[policy.Proved], 50/ledgertest.Less)
	assert.Greater(t, counts[policy.Refuted], 50/ledgertest.Less)
	assert.Less(t, 20*counts[policy.Undecided], counts[policy.Proved]+counts[policy.Refuted])
}

// Verify never contradicts Decide.
func FuzzVerify(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(1000 + seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { checkVerdicts(t, seed, 10) })
}
