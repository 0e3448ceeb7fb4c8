package policy_test

import (
	"math/rand/v2"
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

// tomorrow makes facts those of the next day, on which nothing has happened.
func tomorrow(f policy.Facts) policy.Facts {
	f.AsOf++
	if f.AsOf == f.Due+1 {
		f.Overdue, f.OverdueCount = f.Overdue.Add(f.Balance), f.OverdueCount+1
	}
	if f.AsOf > f.Due {
		f.OldestDaysLate = max(f.OldestDaysLate+1, int(f.AsOf-f.Due))
	}
	if f.Seniority > 0 {
		f.Seniority++
	}
	if f.LimitationDaysLeft < 36_500 {
		f.LimitationDaysLeft = max(-1, f.LimitationDaysLeft-1)
	}
	if f.PromiseOpen && f.PromiseUntil < f.AsOf {
		f.PromiseOpen, f.PromiseUntil = false, 0
	}
	if f.Held && f.HeldUntil != 0 && f.HeldUntil <= f.AsOf {
		f.Held = false
	}
	return f
}

// randomFile is a file in any situation.
func randomFile(r *rand.Rand, steps []policy.Step) policy.Facts {
	cents := func(list ...int64) decimal.Decimal { return decimal.New(list[r.IntN(len(list))], -2) }
	due := day("2026-01-02") + date.Date(r.IntN(300))
	f := policy.Facts{
		AsOf: due - 20 + date.Date(r.IntN(90)), Client: "C1", Invoice: "F1", Issued: due - 30, Due: due,
		ClientKind: dunning.ClientKind(r.IntN(3)), Balance: cents(400, 1500, 14_999, 15_000, 200_000, 6_000_000),
		LimitationDaysLeft: []int{36_500, 400, 185, 100, 12}[r.IntN(5)], Seniority: r.IntN(2) * (1 + r.IntN(500)),
		EmailMissing: r.IntN(4) == 0, Insured: r.IntN(4) == 0, Insolvency: r.IntN(12) == 0,
		LateCount: r.IntN(5), LateRatio: decimal.New(int64(r.IntN(11)), -1), PromisesBroken: r.IntN(3),
	}
	if f.AsOf > due {
		f.Overdue, f.OverdueCount, f.OldestDaysLate = f.Balance, 1, int(f.AsOf-due)
	}
	f.Outstanding = f.Balance
	switch r.IntN(6) {
	case 0:
		f.PromiseOpen, f.PromiseUntil = true, f.AsOf+date.Date(r.IntN(25))
	case 1:
		f.Disputed, f.DisputedAmount = true, cents(1, 399)
	case 2:
		f.Held, f.HeldUntil = true, f.AsOf+1+date.Date(r.IntN(25))
	}
	for i, on := 0, due-date.Date(r.IntN(10)); i < r.IntN(len(steps)+1) && on <= f.AsOf; i, on = i+1, on+date.Date(1+r.IntN(20)) {
		f.History = append(f.History, dunning.Action{Date: on, Step: steps[i].ID, Invoice: "F1", Channel: dunning.Channel(r.IntN(4))})
	}
	for range r.IntN(2) * r.IntN(5) {
		f.History = append(f.History, dunning.Action{Date: f.AsOf - date.Date(r.IntN(100)), Channel: dunning.Phone})
	}
	return f
}

// Facts that jump: an invoice falls due, a contact grows old.
func TestNextAfterAJump(t *testing.T) {
	f := policy.Facts{
		AsOf: day("2026-01-20"), Client: "C", Invoice: "F", Due: day("2026-02-01"), Issued: day("2026-01-01"),
		Balance: amount("200"), Outstanding: amount("200"), LimitationDaysLeft: 36_500,
	}
	p := compile(t, "steps:\n  - { id: a, at: issued, when: overdue >= 150.00 }\n  - { id: b, at: previous + 200 }\n")
	d, err := p.Decide(f)
	require.NoError(t, err)
	assert.Equal(t, "2026-02-02 a", d.Next.String()+" "+d.NextStep)

	p = compile(t, "steps:\n  - { id: a, at: due + 1, when: contacts_90d < 2 }\n  - { id: b, at: due + 200 }\n")
	f.AsOf, f.Overdue, f.OverdueCount, f.OldestDaysLate = day("2026-03-10"), f.Balance, 1, 37
	f.History = dunning.History{{Date: day("2026-01-20"), Channel: dunning.Phone}, {Date: day("2026-01-10"), Channel: dunning.Phone}}
	d, err = p.Decide(f)
	require.NoError(t, err)
	assert.Equal(t, "2026-04-10 a", d.Next.String()+" "+d.NextStep)
}

// A hold ends with its condition when that comes before the day that is written.
func TestNextWhenAHoldEndsEarly(t *testing.T) {
	p := compile(t, "holds: [{ id: promesse, when: promise_open, reason: attendre, end: due + 30 }]\nsteps: [{ id: a, at: due + 1 }]\n")
	a := account(invoice("F1", "2026-03-02", "100.00"))
	a.Promises = []dunning.Promise{{Made: day("2026-03-02"), For: day("2026-03-10")}}
	d := decide(t, p, a, "2026-03-04")
	assert.Equal(t, "none: hold:promesse<2026-03-11", shown(d))
	assert.Equal(t, "2026-03-11 a", d.Next.String()+" "+d.NextStep)
	assert.Equal(t, "a 100.00 F1", shown(decide(t, p, a, "2026-03-11")))
	a.Promises[0].For = day("2026-05-10")
	d = decide(t, p, a, "2026-03-04")
	assert.Equal(t, "none: hold:promesse<2026-04-01", shown(d))
}

// The next eligible day is right for every shipped policy and for random ones,
// whatever is in the way: nothing is decided before it, and on it the step that
// was named is.
func TestNextDayByDay(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 3))
	var policies []*policy.Policy[policy.Facts]
	var docs []*policy.Document
	add := func(doc *policy.Document) {
		p, err := policy.Compile[policy.Facts](doc)
		if err != nil {
			return // an order of days that is refused
		}
		policies, docs = append(policies, p), append(docs, doc)
	}
	for _, name := range policy.Shipped() {
		doc, _ := policy.Named(name)
		add(doc)
	}
	for range 60 {
		doc, err := policy.Parse("x.yaml", []byte(randomGuaranteed(r)))
		require.NoError(t, err)
		add(doc)
	}
	known, unknown := 0, 0
	for range 2_500 / ledgertest.Less {
		i := r.IntN(len(policies))
		p, f := policies[i], randomFile(r, docs[i].Steps)
		d, err := p.Decide(f)
		require.NoError(t, err)
		if !d.None() {
			continue
		}
		then, first := f, policy.Decision{}
		for first.None() && then.AsOf < f.AsOf+200 {
			then = tomorrow(then)
			first, err = p.Decide(then)
			require.NoError(t, err)
		}
		if d.Next == 0 {
			if !first.None() {
				unknown++
			}
			continue
		}
		known++
		if d.Next < f.AsOf+200 {
			assert.Equal(t, d.Next.String()+" "+d.NextStep, first.AsOf.String()+" "+first.Step, "%s\n%s\n%+v", docs[i].Canonical(), d.Text(law.English), f)
		}
	}
	t.Logf("the next day was known %d times, and not known %d times although there was one", known, unknown)
	assert.Greater(t, known, 500/ledgertest.Less)
}
