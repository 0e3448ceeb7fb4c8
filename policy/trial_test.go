package policy_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
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

const threeSteps = `limits: { min_item: 5.00, min_contact_delay: 3 }
steps:
  - { id: r1, at: due + 1, channel: email }
  - { id: r2, at: previous + 7, channel: [email, phone] }
  - { id: med, at: previous + 10, channel: registered_letter, review: manual }
`

// over is a portfolio of some accounts.
func over(accounts ...*dunning.Account) policy.Portfolio[policy.Facts] {
	return policy.Portfolio[policy.Facts]{Accounts: slices.Values(accounts)}
}

// calendarOf is a simulation in short: "03-03 r1 F1 100.00".
func calendarOf(s policy.Simulation) string {
	var list []string
	for _, a := range s.Actions {
		text := fmt.Sprintf("%s %s %s %s", a.Day().String()[5:], a.Step, a.Invoice, a.Amount.StringFixed(2))
		if a.Sent == 0 {
			text += " not sent"
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

func TestSimulate(t *testing.T) {
	p := compile(t, threeSteps)
	first := func() *dunning.Account { return account(invoice("F1", "2026-03-02", "100.00")) }
	for name, c := range map[string]struct {
		with func(*policy.Assumptions)
		want string
	}{
		"nobody pays":        {func(*policy.Assumptions) {}, "03-03 r1 F1 100.00, 03-10 r2 F1 100.00, 03-20 med F1 100.00"},
		"approved in 4 days": {func(a *policy.Assumptions) { a.ReviewDays = 4 }, "03-03 r1 F1 100.00, 03-10 r2 F1 100.00, 03-24 med F1 100.00"},
		"nobody approves":    {func(a *policy.Assumptions) { a.Sending = policy.NotReviewed }, "03-03 r1 F1 100.00, 03-10 r2 F1 100.00, 03-20 med F1 100.00 not sent"},
		"nothing sent":       {func(a *policy.Assumptions) { a.Sending = policy.Nothing }, "03-03 r1 F1 100.00 not sent, 03-10 r2 F1 100.00 not sent, 03-20 med F1 100.00 not sent"},
		"a part, then all": {func(a *policy.Assumptions) {
			a.Payments = []policy.AssumedPayment{
				{Client: "C1", Invoice: "F1", Date: day("2026-03-05"), Amount: amount("40.00")},
				{Client: "C1", Invoice: "F1", Date: day("2026-03-11")},
			}
		}, "03-03 r1 F1 100.00, 03-10 r2 F1 60.00"},
		"a promise that is not kept": {func(a *policy.Assumptions) {
			a.Promises = []policy.AssumedPromise{{Client: "C1", Promise: dunning.Promise{Invoice: "F1", Made: day("2026-03-04"), For: day("2026-03-15")}}}
		}, "03-03 r1 F1 100.00, 03-16 r2 F1 100.00, 03-26 med F1 100.00"},
		"pays after the second reminder": {func(a *policy.Assumptions) {
			a.Pays = func(a *dunning.Account, d date.Date) []policy.AssumedPayment {
				if last, ok := a.History.Last(d); ok && last.Step == "r2" && d-last.Date == 5 {
					return []policy.AssumedPayment{{Invoice: "F1"}}
				}
				return nil
			}
		}, "03-03 r1 F1 100.00, 03-10 r2 F1 100.00"},
	} {
		t.Run(name, func(t *testing.T) {
			a := policy.Assumptions{From: day("2026-03-01"), Until: day("2026-04-01")}
			c.with(&a)
			s, err := p.Simulate(over(first()), a)
			require.NoError(t, err)
			assert.Equal(t, c.want, calendarOf(s))
		})
	}
}

func TestSimulationCounts(t *testing.T) {
	p := compile(t, threeSteps)
	a := account(invoice("F1", "2026-03-02", "100.00"))
	s, err := p.Simulate(over(a), policy.Assumptions{From: day("2026-03-01"), Until: day("2026-04-01"), Sending: policy.NotReviewed})
	require.NoError(t, err)
	assert.Equal(t, []policy.Tally{{Name: "r1", Decided: 1, Sent: 1}, {Name: "r2", Decided: 1, Sent: 1}, {Name: "med", Decided: 1}}, s.Steps)
	assert.Equal(t, []policy.Tally{{Name: "email", Decided: 2, Sent: 2}, {Name: "phone", Decided: 1, Sent: 1}, {Name: "registered_letter", Decided: 1}}, s.Channels)
	var blocked []string
	for _, b := range s.Blocked {
		blocked = append(blocked, fmt.Sprintf("%s %s:%s %d", b.First.String()[5:], b.Code, b.Rule, b.Days))
	}
	assert.Equal(t, []string{"03-01 not_reached:r1 2", "03-04 contact_delay: 4", "03-04 not_reached:r2 6", "03-11 not_reached:med 9"}, blocked)
	assert.Equal(t, dunning.History{
		{Date: day("2026-03-03"), Step: "r1", Channel: dunning.Email, Invoice: "F1", Policy: "test/1"},
		{Date: day("2026-03-10"), Step: "r2", Channel: dunning.Email, Invoice: "F1", Policy: "test/1"},
	}, s.History("C1"))
	assert.Empty(t, s.History("C2"))
}

// A step that was sent for real within the days is left out, a call that nobody
// decided is kept, and what is known from before counts.
func TestSimulateThePast(t *testing.T) {
	p := compile(t, threeSteps)
	a := paid(invoice("F1", "2026-03-02", "100.00"), "2026-03-25", "100.00")
	s, err := p.Simulate(over(sent(sent(sent(account(a), "2026-03-03", "r1", "F1"), "2026-03-09", "", "F1"), "2026-03-20", "r2", "F1")),
		policy.Assumptions{From: day("2026-03-05"), Until: day("2026-05-01")})
	require.NoError(t, err)
	assert.Equal(t, "03-12 r2 F1 100.00, 03-22 med F1 100.00", calendarOf(s), "r2 three days after the call; paid before anything else")
}

func TestSimulationMistakes(t *testing.T) {
	p := compile(t, threeSteps)
	a := account(invoice("F1", "2026-03-02", "100.00"))
	from, until := day("2026-03-01"), day("2026-04-01")
	for name, c := range map[string]struct {
		with policy.Assumptions
		want []string
	}{
		"no days":   {policy.Assumptions{}, []string{"from is missing"}},
		"backwards": {policy.Assumptions{From: until, Until: from}, []string{`until "2026-03-01" is not after from`}},
		"a century": {policy.Assumptions{From: from, Until: from + 36_500}, []string{"more than ten years"}},
		"words":     {policy.Assumptions{From: from, Until: until, Sending: "nothin", ReviewDays: -1}, []string{`did you mean "nothing"?`, `review_days "-1"`}},
		"payments": {policy.Assumptions{From: from, Until: until, Payments: []policy.AssumedPayment{
			{Client: "C1", Invoice: "F1", Date: until}, {Client: "C1", Invoice: "F1"}}}, []string{`payments[0].date "2026-04-01" is not a day`, "payments[1].date is not"}},
		"strangers": {policy.Assumptions{From: from, Until: until,
			Payments: []policy.AssumedPayment{{Client: "C9", Invoice: "F1", Date: from}, {Client: "C1", Invoice: "F9", Date: from}, {Client: "C1", Invoice: "F1", Date: from, Amount: amount("-1")}},
			Promises: []policy.AssumedPromise{{Client: "C8", Promise: dunning.Promise{Made: from, For: until}}, {Client: "C1", Promise: dunning.Promise{Made: from, For: until, Invoice: "F8"}}},
		}, []string{`payments[0].client "C9" is no client`, `payments[1].invoice "F9" is no invoice of client "C1"`, "payments[2].amount", `promises[0].client "C8"`, `promises[1].invoice "F8"`}},
		"too exact": {policy.Assumptions{From: from, Until: until, Payments: []policy.AssumedPayment{{Client: "C1", Invoice: "F1", Date: from, Amount: amount("0.001")}}}, []string{"settlements[0].amount"}},
		"by behaviour": {policy.Assumptions{From: from, Until: until, Pays: func(*dunning.Account, date.Date) []policy.AssumedPayment {
			return []policy.AssumedPayment{{Invoice: "F7"}}
		}}, []string{`pays(C1, 2026-03-01).invoice "F7"`}},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := p.Simulate(over(a), c.with)
			require.Error(t, err)
			assert.Zero(t, s)
			_, ok := err.(dunning.Problems)
			assert.True(t, ok)
			for _, want := range c.want {
				assert.ErrorContains(t, err, want)
			}
		})
	}
	_, err := p.Simulate(policy.Portfolio[policy.Facts]{}, policy.Assumptions{From: from, Until: until})
	assert.ErrorContains(t, err, "accounts is missing")
	_, err = p.Simulate(over(a, nil, account(&dunning.Invoice{})), policy.Assumptions{From: from, Until: until})
	assert.ErrorContains(t, err, "account is missing")
	assert.ErrorContains(t, err, "issued", "both wrong accounts are told")

	type mine struct{ policy.Facts }
	own, err := policy.Compile[mine](policy.StandardDocument())
	require.NoError(t, err)
	portfolio := policy.Portfolio[mine]{Accounts: over(a).Accounts}
	_, err = own.Simulate(portfolio, policy.Assumptions{From: from, Until: until})
	assert.ErrorContains(t, err, "facts is missing")
	portfolio.Facts = func(f policy.Facts) mine { return mine{f} }
	s, err := own.Simulate(portfolio, policy.Assumptions{From: from, Until: until})
	require.NoError(t, err)
	assert.NotEmpty(t, s.Actions)

	fails, err := compileWith("f(overdue)", "due + 1", policy.Function("f(money) bool", func(d decimal.Decimal) bool { panic("no") }))
	require.NoError(t, err)
	_, err = fails.Simulate(over(a), policy.Assumptions{From: from, Until: until})
	assert.ErrorContains(t, err, "panics: no")
}

// randomAccounts are accounts in every situation, without history.
func randomAccounts(seed uint64) []*dunning.Account {
	r := rand.New(rand.NewPCG(seed, 2))
	of := map[string]*dunning.Account{}
	var list []*dunning.Account
	for _, inv := range ledgertest.Random(seed, 12) {
		a := of[inv.Client]
		if a == nil {
			a = &dunning.Account{Client: dunning.Client{ID: inv.Client, Kind: dunning.ClientKind(r.IntN(3))}}
			if r.IntN(8) == 0 {
				a.Holds = append(a.Holds, dunning.Hold{From: ledgertest.Middle + date.Date(r.IntN(60)), Until: ledgertest.Middle + 70})
			}
			of[inv.Client] = a
			list = append(list, a)
		}
		if r.IntN(6) == 0 {
			made := ledgertest.Middle + date.Date(r.IntN(80)-20)
			a.Promises = append(a.Promises, dunning.Promise{Invoice: inv.ID, Made: made, For: made + date.Date(r.IntN(15))})
		}
		a.Invoices = append(a.Invoices, inv)
	}
	return list
}

// randomPolicy is one of many policies.
func randomPolicy(t *testing.T, seed uint64) *policy.Policy[policy.Facts] {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 3))
	doc := policy.StandardDocument()
	doc.Carrying = []policy.Carrying{policy.OldestDue, policy.HighestStep, policy.Largest, policy.EachInvoice}[r.IntN(4)]
	doc.CatchUp = []policy.CatchUp{policy.OneStep, policy.Jump, policy.Replay}[r.IntN(3)]
	doc.OnCarryingPaid = []policy.Restart{policy.FromStart, policy.Contextual, policy.Continue}[r.IntN(3)]
	doc.Limits.MinContactDelay = r.IntN(9)
	if r.IntN(2) == 0 {
		doc.Calendar.BusinessDays = ""
	}
	p, err := policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
	return p
}

// written is everything in a value, to see that it was not modified.
func written(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

// Day by day, by hand: with nothing sent a simulation is what Decide says on
// each day; with everything sent it is what an executor would have done.
func TestSimulateIsDecideOnEachDay(t *testing.T) {
	from, until := ledgertest.Middle, ledgertest.Middle+90
	for seed := range uint64(24) {
		p, accounts := randomPolicy(t, seed), randomAccounts(seed)
		before := written(t, accounts)
		for _, sending := range []policy.Sending{policy.Nothing, policy.Everything} {
			s, err := p.Simulate(over(accounts...), policy.Assumptions{From: from, Until: until, Sending: sending})
			require.NoError(t, err)
			again, err := p.Simulate(over(accounts...), policy.Assumptions{From: from, Until: until, Sending: sending})
			require.NoError(t, err)
			assert.Equal(t, s, again)
			decided, blockers := map[string]bool{}, map[string]int{}
			for _, a := range accounts {
				mine := *a
				for d := from; d < until; d++ {
					files, err := p.Facts(&mine, d)
					require.NoError(t, err)
					for _, f := range files {
						got, err := p.Decide(f)
						require.NoError(t, err)
						if !got.None() {
							decided[got.ID+" "+got.Step] = true
						}
						for _, b := range got.Blockers {
							blockers[fmt.Sprint(got.Client, got.Invoice, b.Code, b.Rule)]++
						}
						if !got.None() && sending == policy.Everything {
							mine.History = append(mine.History, dunning.Action{Date: d, Step: got.Step, Invoice: got.Invoice, Channel: channelOf(got)})
						}
					}
				}
			}
			simulated, blocked := map[string]bool{}, map[string]int{}
			for _, a := range s.Actions {
				simulated[a.ID+" "+a.Step] = true
				assert.Equal(t, sending == policy.Everything, a.Sent != 0)
			}
			for _, b := range s.Blocked {
				blocked[fmt.Sprint(b.Client, b.Invoice, b.Code, b.Rule)] += b.Days
			}
			assert.Equal(t, decided, simulated, "seed %d", seed)
			assert.Equal(t, blockers, blocked, "seed %d", seed)
		}
		assert.Equal(t, before, written(t, accounts), "the accounts were modified")
	}
}

func channelOf(d policy.Decision) dunning.Channel {
	if len(d.Channels) > 0 {
		return d.Channels[0]
	}
	return dunning.NoChannel
}

// What a policy did in a simulation is what it would have decided, and it
// differs from itself nowhere.
func FuzzTrials(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed, uint8(seed%4))
	}
	f.Fuzz(func(t *testing.T, seed uint64, review uint8) {
		from, until := ledgertest.Middle, ledgertest.Middle+90
		p, accounts := randomPolicy(t, seed), randomAccounts(seed)
		s, err := p.Simulate(over(accounts...), policy.Assumptions{From: from, Until: until, ReviewDays: int(review)})
		require.NoError(t, err)
		ids := map[string]bool{}
		for _, a := range s.Actions {
			assert.False(t, ids[a.ID] && a.Sent != 0, "%s of %s sent twice", a.Step, a.Invoice)
			ids[a.ID] = a.Sent != 0
		}
		played := make([]*dunning.Account, len(accounts))
		sent := 0
		for i, a := range accounts {
			mine := *a
			mine.History = s.History(a.Client.ID)
			played[i] = &mine
			sent += len(mine.History)
		}
		r, err := p.Replay(over(played...), from, until, int(review))
		require.NoError(t, err)
		assert.Empty(t, r.Differences)
		assert.Equal(t, len(accounts), r.Accounts)
		assert.Equal(t, sent, r.Sent)
		assert.Equal(t, sent, r.Matched)
		c, err := policy.Diff(p, p, over(played...), until)
		require.NoError(t, err)
		assert.Empty(t, c.Groups)
	})
}

func TestSimulationText(t *testing.T) {
	p := compile(t, threeSteps)
	a := account(invoice("F1", "2026-03-02", "1234.50"))
	s, err := p.Simulate(policy.PortfolioOf([]dunning.Account{*a, {Client: dunning.Client{ID: "C2"}}}),
		policy.Assumptions{From: day("2026-03-01"), Until: day("2026-03-05"), Sending: policy.NotReviewed})
	require.NoError(t, err)
	assert.Equal(t, `Simulation de test version 1 (`+s.Hash[:12]+`), du 1er mars 2026 au 4 mars 2026
Comptes : 2. Actions : 1.

Calendrier
  03/03/2026  C1  F1  r1  e-mail  1 234,50 €  

Étapes
  r1 : 1, dont envoyées 1
  r2 : 0, dont envoyées 0
  med : 0, dont envoyées 0

Canaux
  e-mail : 1, dont envoyées 1

Laissés de côté
  rien n’est dû : dès le 1er mars 2026, dossiers : 1
  trop tôt après le dernier contact : dès le 4 mars 2026, dossiers : 1
`, breaking(s.Text(law.French)))
	s, err = p.Simulate(over(a), policy.Assumptions{From: day("2026-03-01"), Until: day("2026-04-01"), Sending: policy.NotReviewed})
	require.NoError(t, err)
	assert.Contains(t, breaking(s.Text(law.English)), `
Calendar
  2026-03-03  C1  F1  r1   e-mail             €1,234.50  
  2026-03-10  C1  F1  r2   e-mail + phone     €1,234.50  
  2026-03-20  C1  F1  med  registered letter  €1,234.50  not sent

Steps
  r1: 1, of them sent 1
`)
}
