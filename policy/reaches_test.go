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

// What a ladder comes to is proved although facts move on the way, and refuted
// where they move against it.
func TestReaches(t *testing.T) {
	t.Parallel()
	const ladder = "steps:\n  - { id: a, at: due + 5, channel: letter, mandatory: true }\n  - { id: b, at: previous + 10, channel: letter }\n"
	for name, c := range map[string]struct {
		text, reaches, when string
		want                policy.Result
		why                 policy.Doubt
	}{
		"a hold that comes after the end": {
			"calendar: { business_days: FR }\nholds: [{ id: h, when: limitation_days_left < 0, reason: r }]\n" + ladder + "  - { id: z, at: previous + 20, final: true }\n",
			"final", "amount >= 0.01 and limitation_days_left >= 90", policy.Proved, "",
		},
		"a hold that comes before it": {
			"calendar: { business_days: FR }\nholds: [{ id: h, when: limitation_days_left < 0, reason: r }]\n" + ladder + "  - { id: z, at: previous + 20, final: true }\n",
			"final", "amount >= 0.01 and limitation_days_left >= 20", policy.Refuted, "",
		},
		"a segment that changes on the way": {
			"segments:\n  - { id: urgence, when: limitation_days_left < 180 }\n  - { id: tous }\n" + ladder +
				"  - { id: y, at: previous + 20, route: tribunal, segments: [tous], final: true }\n  - { id: z, at: previous + 1, route: juge, segments: [urgence], final: true }\n",
			"final", "amount >= 0.01", policy.Proved, "",
		},
		"a segment without an end": {
			"segments:\n  - { id: urgence, when: limitation_days_left < 180 }\n  - { id: tous }\n" + ladder +
				"  - { id: y, at: previous + 20, route: tribunal, segments: [tous], final: true }\n",
			"final", "amount >= 0.01", policy.Refuted, "",
		},
		"the segment of a position": {
			"segments:\n  - { id: en-cours, when: 'last_step in [\"b\"]' }\n  - { id: tous }\n" + ladder +
				"  - { id: c, at: previous + 5, channel: letter, segments: [en-cours], when: days_since_last >= 15, mandatory: true }\n  - { id: z, at: previous + 20, final: true }\n",
			"final", "amount >= 0.01", policy.Proved, "",
		},
		"a step that no position lets through": {
			"segments:\n  - { id: en-cours, when: 'last_step in [\"b\"]' }\n  - { id: tous }\n" + ladder +
				"  - { id: c, at: previous + 5, channel: letter, segments: [en-cours], when: days_since_last < 5, mandatory: true }\n  - { id: z, at: previous + 20, final: true }\n",
			"final", "amount >= 0.01", policy.Refuted, "",
		},
		"seniority": {
			ladder + "  - { id: z, at: previous + 20, when: seniority < 400, final: true }\n",
			"final", "seniority < 200 and amount >= 0.01", policy.Proved, "",
		},
		"a seniority that is too great": {
			ladder + "  - { id: z, at: previous + 20, when: seniority < 400, final: true }\n",
			"final", "seniority >= 380 and amount >= 0.01", policy.Refuted, "",
		},
		"a date that comes": {
			ladder + "  - { id: z, at: previous + 20, when: 'as_of >= date(\"2027-01-01\")', mandatory: true, final: true }\n",
			"final", "amount >= 0.01", policy.Proved, "",
		},
		"a date that passes": {
			ladder + "  - { id: z, at: previous + 20, when: 'as_of < date(\"2026-02-09\")', mandatory: true, final: true }\n",
			"final", "amount >= 0.01", policy.Refuted, "",
		},
		"a mandatory step is not passed over": {
			"calendar: { business_days: FR }\n" + ladder + "  - { id: z, at: due + 6, final: true }\n", "a", "amount >= 0.01", policy.Proved, "",
		},
		"another is": {
			"calendar: { business_days: FR }\n" + ladder + "  - { id: z, at: due + 6, final: true }\n", "b", "amount >= 0.01", policy.Refuted, "",
		},
		"an end before the goal for invoices issued early": {
			"steps:\n  - { id: b, at: due + 20, optional: true, channel: letter }\n  - { id: z, at: issued + 30, final: true }\n",
			"b", "amount >= 0.01", policy.Refuted, "",
		},
		"more years than are looked at": {
			"steps:\n  - { id: a, at: due + 3_000, channel: letter }\n  - { id: z, at: previous + 3_000, final: true }\n", "final", "amount >= 0.01", policy.Refuted, "",
		},
		"a step repeated": {
			"calendar: { business_days: FR }\nsteps:\n  - { id: a, at: due + 1, channel: letter, repeat: { every: 30, max: 4 } }\n  - { id: z, at: previous + 30, final: true, when: contacts_90d < 3 }\n",
			"final", "amount >= 0.01", policy.Proved, "",
		},
		"a promise ends": {
			"calendar: { business_days: FR }\nholds: [{ id: p, when: promise_open, reason: r }]\n" + ladder + "  - { id: z, at: end_of_month(previous + 20), final: true }\n",
			"final", "amount >= 0.01", policy.Proved, "",
		},
		"a promise that is waited for": {
			"holds: [{ id: p, when: not promise_open, reason: r }]\n" + ladder + "  - { id: z, at: previous + 20, final: true }\n",
			"final", "amount >= 0.01", policy.Refuted, "",
		},
		"no address": {
			"steps:\n  - { id: a, at: due + 5, channel: email, mandatory: true }\n  - { id: z, at: previous + 20, final: true }\n", "final", "amount >= 0.01", policy.Refuted, "",
		},
		"no end": {ladder, "b", "amount >= 0.01", policy.Proved, ""},
	} {
		p := compile(t, c.text+"guarantees:\n  - id: g\n    reaches: "+c.reaches+"\n    when: "+c.when+"\n")
		v := p.Verify()[0]
		assert.Equal(t, c.want, v.Result, "%s: %s", name, v.Text(law.English))
		assert.Equal(t, c.why, v.Why, name)
	}
}

// The value of a registered function is not known before it is called.
func TestReachesWithFunctions(t *testing.T) {
	t.Parallel()
	for when, want := range map[string]policy.Result{
		`region(client) == "X"`:                          policy.Refuted,
		`region(client) == "C" or region(client) != "C"`: policy.Undecided,
		`even(days_overdue)`:                             policy.Undecided,
		`even(days_overdue) or not even(days_overdue)`:   policy.Undecided,
		`region(client) == "X" or days_overdue >= 30`:    policy.Proved,
		`weekday(due) == "Monday" and days_overdue < 0`:  policy.Refuted,
	} {
		doc := &policy.Document{
			Policy: "f", Version: 1, Segments: []policy.Segment{{ID: "s"}},
			Steps:      []policy.Step{{ID: "a", At: "due + 5", When: when, Final: true}},
			Guarantees: []policy.Guarantee{{ID: "g", Reaches: "final", When: "amount >= 0.01"}},
		}
		p, err := policy.Compile[policy.Facts](doc, registered...)
		require.NoError(t, err)
		assert.Equal(t, want, p.Verify()[0].Result, when)
	}
}

// Every shipped policy whose ladder has an end says that it is reached.
func TestShippedReachTheirEnd(t *testing.T) {
	for _, name := range policy.Shipped() {
		doc, _ := policy.Named(name)
		final, said := false, false
		for _, s := range doc.Steps {
			final = final || s.Final
		}
		for _, g := range doc.Guarantees {
			said = said || g.Reaches != ""
		}
		assert.True(t, said || !final, name)
	}
}

// moving are conditions on facts that move, with those that a ladder often has.
var moving = []string{
	"", "", "", "days_overdue >= 12", "days_since_last >= 9", "days_since_last < 20", "contacts_90d < 3", "limitation_days_left >= 60",
	"limitation_days_left < 100", `last_step != "s2"`, `last_step in ["none", "s1"]`, "seniority < 40", `as_of >= date("2026-05-01")`,
	"overdue >= 150.00", "not promise_open", "steps_sent <= 2", "days_overdue != 20", "40 > days_overdue", "oldest_days_late > 5 or seniority >= 100",
	"not (days_overdue < 9 and disputed)", "days_overdue + 3 > days_since_last",
}

// checkReaches holds what is proved of one random policy against files that are
// played through.
func checkReaches(t *testing.T, seed uint64) policy.Result {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 2))
	src := randomWith(r, moving)
	if r.IntN(3) == 0 {
		src = strings.Replace(src, "  - { id: b }\n", "  - { id: c, when: '"+[]string{"limitation_days_left < 50", `last_step == "s2"`, "days_overdue > 15"}[r.IntN(3)]+"' }\n  - { id: b }\n", 1)
	}
	least := []int{-1, 30, 150}[r.IntN(3)]
	src += fmt.Sprintf("guarantees:\n  - id: fin\n    reaches: %s\n    when: balance >= 20.00 and amount >= 20.00 and not disputed and limitation_days_left >= %d\n", []string{"final", "s3", "s2"}[r.IntN(3)], least)
	doc, err := policy.Parse("x.yaml", []byte(src))
	require.NoError(t, err, src)
	p, err := policy.Compile[policy.Facts](doc)
	if err != nil {
		return "" // an order of days that is refused
	}
	v := p.Verify()[0]
	if v.Example != nil {
		assert.False(t, reaches(t, p, v.Example.Facts, doc.Guarantees[0].Reaches), "seed %d %s\n%s", seed, v.Text(law.English), src)
	}
	for range 30 {
		f := policy.Facts{
			AsOf: day("2026-03-02") + date.Date(r.IntN(60)), Client: "C", Invoice: "F", OverdueCount: 1, OldestDaysLate: 1,
			LimitationDaysLeft: max(least, []int{-1, 0, 30, 45, 59, 60, 100, 150, 151, 200, 36_500}[r.IntN(11)]), Seniority: []int{0, 1, 39, 90, 500}[r.IntN(5)],
			ClientKind: dunning.ClientKind(r.IntN(3)), EmailMissing: r.IntN(3) == 0, Balance: decimal.New([]int64{2000, 14_999, 15_000, 40_000}[r.IntN(4)], -2),
			Succeeds: doc.Carrying != policy.EachInvoice && r.IntN(3) == 0,
		}
		f.Due, f.Issued, f.Overdue, f.Outstanding = f.AsOf-1, f.AsOf-31, f.Balance, f.Balance
		if f.PromiseOpen = r.IntN(4) == 0; f.PromiseOpen {
			f.PromiseUntil = f.AsOf + date.Date(r.IntN(40))
		}
		if v.Result == policy.Proved && !assert.True(t, reaches(t, p, f, doc.Guarantees[0].Reaches), "seed %d\n%+v\n%s", seed, f, src) {
			break
		}
	}
	return v.Result
}

// reaches plays a file day after day until a step, or a final one, is decided.
func reaches(t *testing.T, p *policy.Policy[policy.Facts], f policy.Facts, goal string) bool {
	t.Helper()
	for range 300 {
		d, err := p.Decide(f)
		require.NoError(t, err)
		if d.Step == goal || goal == "final" && d.Final {
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
		if f.LimitationDaysLeft < 36_500 {
			f.LimitationDaysLeft = max(-1, f.LimitationDaysLeft-1)
		}
		if f.Seniority > 0 {
			f.Seniority++
		}
		if f.PromiseOpen && f.PromiseUntil < f.AsOf {
			f.PromiseOpen, f.PromiseUntil = false, 0
		}
	}
	return false
}

func TestReachesAgainstBruteForce(t *testing.T) {
	t.Parallel()
	counts := map[policy.Result]int{}
	for seed := range uint64(120 / ledgertest.Less) {
		counts[checkReaches(t, seed)]++
	}
	t.Log(counts)
	assert.Greater(t, counts[policy.Proved], 6/ledgertest.Less)
	assert.Greater(t, counts[policy.Refuted], 50/ledgertest.Less)
	assert.Less(t, 3*counts[policy.Undecided], counts[policy.Proved]+counts[policy.Refuted])
}

func FuzzReaches(f *testing.F) {
	for seed := range uint64(4) {
		f.Add(5000 + seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { checkReaches(t, seed) })
}
