package policy_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

const plain = "catch_up: one_step\non_carrying_paid: restart\nlimits: { min_item: 5.00, min_account: 20.00 }\nsteps:\n  - { id: r1, at: due + 1, channel: email }\n  - { id: r2, at: previous + 7, channel: email }\n  - { id: r3, at: previous + 7, channel: email }\n"

// leftOf is what a decision leaves, in short.
func leftOf(d policy.Decision) string {
	text := ""
	for _, l := range d.Left {
		text += fmt.Sprintf("%s %s %s; ", l.Invoice, l.Amount.StringFixed(2), l.Code)
	}
	return text
}

func TestWhatIsChased(t *testing.T) {
	p := compile(t, plain)
	for name, c := range map[string]struct {
		account    func() *dunning.Account
		want, left string
	}{
		"all that is late, carried by the oldest": {func() *dunning.Account {
			return account(invoice("B", "2026-02-10", "300.00"), invoice("A", "2026-02-01", "100.00"), invoice("C", "2026-03-20", "50.00"))
		}, "r1 400.00 A", ""},
		"a credit note is set off against the oldest": {func() *dunning.Account {
			credit := invoice("AV", "2026-02-20", "-120.00")
			return account(invoice("A", "2026-02-01", "100.00"), invoice("B", "2026-02-10", "300.00"), credit)
		}, "r1 280.00 B", "A 100.00 set_off; "},
		"money on account pays everything": {func() *dunning.Account {
			credit := invoice("RG", "2026-02-20", "-400.00")
			credit.Kind = dunning.OnAccount
			return account(invoice("A", "2026-02-01", "100.00"), invoice("B", "2026-02-10", "300.00"), credit)
		}, "none: nothing_open", "A 100.00 set_off; B 300.00 set_off; "},
		"a disputed invoice is never chased, the others are": {func() *dunning.Account {
			a := account(invoice("A", "2026-02-01", "100.00"), invoice("B", "2026-02-10", "300.00"))
			a.Invoices[0].Disputes = []dunning.Dispute{{From: day("2026-02-15"), Reason: "qualité"}}
			return a
		}, "r1 300.00 B", "A 100.00 disputed; "},
		"the undisputed part is chased": {func() *dunning.Account {
			a := account(invoice("A", "2026-02-01", "1000.00"))
			a.Invoices[0].Disputes = []dunning.Dispute{{From: day("2026-02-15"), Amount: amount("300.00")}}
			return a
		}, "r1 700.00 A", "A 300.00 disputed; "},
		"a promise takes its invoice out": {func() *dunning.Account {
			a := account(invoice("A", "2026-02-01", "100.00"), invoice("B", "2026-02-10", "300.00"))
			a.Promises = []dunning.Promise{{Invoice: "A", Made: day("2026-03-01"), For: day("2026-03-20")}}
			return a
		}, "r1 300.00 B", "A 100.00 promised; "},
		"a hold on an invoice": {func() *dunning.Account {
			a := account(invoice("A", "2026-02-01", "100.00"), invoice("B", "2026-02-10", "300.00"))
			a.Holds = []dunning.Hold{{Invoice: "B", From: day("2026-03-01")}}
			return a
		}, "r1 100.00 A", "B 300.00 held; "},
		"everything set aside": {func() *dunning.Account {
			a := account(invoice("A", "2026-02-01", "100.00"), invoice("B", "2026-02-10", "300.00"))
			a.Promises = []dunning.Promise{{Invoice: "A", Made: day("2026-03-01"), For: day("2026-03-20")}}
			a.Invoices[1].Disputes = []dunning.Dispute{{From: day("2026-02-15")}}
			return a
		}, "none: promised<2026-03-21 disputed", "A 100.00 promised; B 300.00 disputed; "},
		"small items": {func() *dunning.Account {
			return account(invoice("A", "2026-02-01", "4.99"), invoice("B", "2026-02-10", "30.00"))
		}, "r1 30.00 B", "A 4.99 below_min_item; "},
		"an entry of a suspense account": {func() *dunning.Account {
			a := account(invoice("A", "2026-02-01", "100.00"), invoice("X", "2026-02-01", "70.00"))
			a.Invoices[1].Kind = dunning.Suspense
			return a
		}, "r1 100.00 A", "X 70.00 unexplained; "},
		"the first instalment is late, not the second": {func() *dunning.Account {
			a := account(invoice("A", "2026-04-01", "100.00"))
			a.Invoices[0].Instalments = []dunning.Instalment{{Due: day("2026-03-01"), Amount: amount("60.00")}, {Due: day("2026-04-01"), Amount: amount("40.00")}}
			return a
		}, "r1 60.00 A", ""},
		"reminders of the first instalment do not count for the second": {func() *dunning.Account {
			a := account(invoice("A", "2026-03-08", "100.00"))
			a.Invoices[0].Issued = day("2026-01-01")
			a.Invoices[0].Instalments = []dunning.Instalment{{Due: day("2026-02-01"), Amount: amount("60.00")}, {Due: day("2026-03-08"), Amount: amount("40.00")}}
			paid(a.Invoices[0], "2026-02-20", "60.00")
			return sent(sent(a, "2026-02-02", "r1", "A"), "2026-02-10", "r2", "A")
		}, "r1 40.00 A", ""},
		"a reminder to the whole account counts for the carrier": {func() *dunning.Account {
			return sent(account(invoice("A", "2026-02-01", "100.00"), invoice("B", "2026-02-10", "300.00")), "2026-02-15", "r1", "")
		}, "r2 400.00 A", ""},
		"but not for the one that carries after it": {func() *dunning.Account {
			return sent(account(paid(invoice("A", "2026-02-01", "100.00"), "2026-03-01", "100.00"), invoice("B", "2026-03-05", "300.00")), "2026-02-15", "r1", "")
		}, "r1 300.00 B", ""},
		"no document": {func() *dunning.Account { return account() }, "none: nothing_open", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := decide(t, p, c.account(), "2026-03-10")
			assert.Equal(t, c.want, shown(d))
			assert.Equal(t, c.left, leftOf(d))
		})
	}
}

// An invoice in instalments is one file even when several are late: a reminder
// names the invoice, and is not sent again for each.
func TestLateInstalmentsAreOneFile(t *testing.T) {
	p := compile(t, "carrying: invoice\n"+plain)
	a := account(invoice("A", "2026-04-01", "104.00"))
	a.Invoices[0].Issued = day("2026-01-01")
	a.Invoices[0].Instalments = []dunning.Instalment{
		{Due: day("2026-03-01"), Amount: amount("60.00")}, {Due: day("2026-03-05"), Amount: amount("20.00")}, {Due: day("2026-03-05"), Amount: amount("10.00")},
		{Due: day("2026-03-08"), Amount: amount("4.00")}, {Due: day("2026-04-01"), Amount: amount("10.00")},
	}
	assert.Equal(t, "r1 90.00 A", shown(decide(t, p, a, "2026-03-10")))
	assert.Equal(t, "A 4.00 below_min_item; ", leftOf(decide(t, p, a, "2026-03-10")))
	sent(a, "2026-03-10", "r1", "A")
	assert.True(t, decide(t, p, a, "2026-03-11").None())
	paid(a.Invoices[0], "2026-03-12", "60.00")
	assert.Equal(t, "r1 30.00 A", shown(decide(t, p, a, "2026-03-20")), "the second has its own ladder")
}

// A reminder counts for the instalment that carried on its day: not for the first
// one where a credit, a dispute or the rule of the policy made another carry.
func TestRemindersCountForTheInstalmentThatCarried(t *testing.T) {
	parts := func() *dunning.Account {
		a := account(invoice("A", "2026-03-05", "300.00"))
		a.Invoices[0].Issued = day("2026-01-01")
		a.Invoices[0].Instalments = []dunning.Instalment{{Due: day("2026-03-01"), Amount: amount("100.00")}, {Due: day("2026-03-05"), Amount: amount("200.00")}}
		return a
	}
	credited := parts()
	credited.Invoices = append(credited.Invoices, &dunning.Invoice{ID: "AV", Client: "C1", Issued: day("2026-02-01"), Amount: amount("-100.00")})
	disputed := parts()
	disputed.Invoices[0].Disputes = []dunning.Dispute{{From: day("2026-02-01"), Amount: amount("100.00")}}
	for name, c := range map[string]struct {
		account *dunning.Account
		rule    string
	}{
		"the first is set off":  {credited, "oldest_due"},
		"set off, by invoice":   {credited, "invoice"},
		"the first is disputed": {disputed, "oldest_due"},
		"disputed, by invoice":  {disputed, "invoice"},
		"the largest carries":   {parts(), "largest"},
		"the highest carries":   {parts(), "highest_step"},
	} {
		p := compile(t, "carrying: "+c.rule+"\n"+plain)
		a := *c.account
		first := decide(t, p, &a, "2026-03-10")
		require.Equal(t, "r1", first.Step, name)
		sent(&a, "2026-03-10", "r1", "A")
		for d := day("2026-03-11"); d < day("2026-04-10"); d++ {
			got := decide(t, p, &a, d.String())
			assert.NotEqual(t, first.ID, got.ID, "%s: decided again on %s", name, d)
		}
	}
}

func TestCarryingRules(t *testing.T) {
	list := func() *dunning.Account {
		a := account(invoice("A", "2026-02-01", "100.00"), invoice("B", "2026-02-10", "300.00"), invoice("C", "2026-04-05", "900.00"))
		return sent(sent(a, "2026-02-12", "r1", "B"), "2026-02-20", "r2", "B")
	}
	for rule, want := range map[string]string{"oldest_due": "r1 400.00 A", "highest_step": "r3 400.00 B", "largest": "r3 400.00 B"} {
		assert.Equal(t, want, shown(decide(t, compile(t, "carrying: "+rule+"\n"+plain), list(), "2026-03-10")), rule)
	}
	p := compile(t, "carrying: invoice\n"+plain)
	files, err := p.Facts(list(), day("2026-03-10"))
	require.NoError(t, err)
	got := []string{}
	for _, f := range files {
		d, err := p.Decide(f)
		require.NoError(t, err)
		got = append(got, shown(d))
	}
	assert.Equal(t, []string{"r1 100.00 A", "r3 300.00 B", "none: not_reached:r1<2026-04-06"}, got)
}

func TestContinueNeedsSomethingOverdueAllTheTime(t *testing.T) {
	p := compile(t, strings.Replace(plain, "restart", "continue", 1))
	b := invoice("B", "2026-02-20", "300.00")
	a := sent(account(paid(invoice("A", "2026-02-01", "100.00"), "2026-02-25", "100.00"), b), "2026-02-03", "r1", "A")
	assert.Equal(t, "r2 300.00 B", shown(decide(t, p, a, "2026-03-10")), "B was late before A was paid")
	a = sent(account(paid(invoice("A", "2026-02-01", "100.00"), "2026-02-15", "100.00"), b), "2026-02-03", "r1", "A")
	assert.Equal(t, "r1 300.00 B", shown(decide(t, p, a, "2026-03-10")), "nothing was late in between")
}

func TestHabits(t *testing.T) {
	p := compile(t, plain)
	a := account(
		paid(invoice("early", "2025-06-10", "100.00"), "2025-06-01", "100.00"),
		paid(invoice("on time", "2025-07-10", "100.00"), "2025-07-10", "100.00"),
		paid(invoice("late", "2025-08-10", "100.00"), "2025-08-25", "100.00"),
		paid(invoice("old", "2024-08-10", "100.00"), "2024-12-25", "100.00"),
		invoice("open", "2026-02-10", "100.00"),
		invoice("to come", "2026-04-05", "100.00"),
	)
	a.Client.Since, a.Client.Insured, a.Client.CreditLimit = day("2024-03-10"), true, amount("150.00")
	a.Promises = []dunning.Promise{
		{Made: day("2026-02-15"), For: day("2026-02-20")},
		{Made: day("2024-02-15"), For: day("2024-02-20")},
		{Made: day("2026-03-05"), For: day("2026-03-20"), Amount: amount("50.00")},
	}
	files, err := p.Facts(a, day("2026-03-10"))
	require.NoError(t, err)
	f := files[0]
	assert.Equal(t, 2, f.LateCount)
	assert.Equal(t, "0.500000", f.LateRatio.StringFixed(6))
	assert.Equal(t, 5, f.AverageDaysLate) // 0, 0 and 15 days over three settled in the year
	assert.Equal(t, 1, f.PromisesBroken)
	assert.True(t, f.PromiseOpen)
	assert.Equal(t, day("2026-03-20"), f.PromiseUntil)
	assert.Equal(t, 730, f.Seniority)
	assert.True(t, f.Insured && f.OverLimit)
	assert.Equal(t, 28, f.OldestDaysLate)
	assert.Equal(t, 1, f.OverdueCount)
	assert.Equal(t, "200.00", f.Outstanding.StringFixed(2))
	assert.Equal(t, int(day("2031-02-10")-day("2026-03-10")), f.LimitationDaysLeft)
}

func TestBadAccountsAreRefusedWhole(t *testing.T) {
	p := policy.Standard()
	a := account(invoice("A", "2026-02-01", "100.001"), nil, &dunning.Invoice{})
	a.Promises = []dunning.Promise{{}}
	a.Holds = []dunning.Hold{{}}
	a.History = dunning.History{{Step: "x"}}
	_, err := p.Facts(a, 0)
	problems, ok := err.(dunning.Problems)
	require.True(t, ok)
	assert.GreaterOrEqual(t, len(problems), 8, "%v", err)
	_, err = p.Facts(nil, day("2026-03-10"))
	assert.Error(t, err)
}

func TestFactsThatContradictEachOtherAreRefused(t *testing.T) {
	good := factsFrom([]byte("any facts that agree with themselves"))
	_, err := policy.Standard().Decide(good)
	require.NoError(t, err)
	for name, change := range map[string]func(*policy.Facts){
		"as_of":           func(f *policy.Facts) { f.AsOf = 0 },
		"balance":         func(f *policy.Facts) { f.Balance = amount("-1") },
		"disputed_amount": func(f *policy.Facts) { f.DisputedAmount = f.Balance.Add(amount("1")) },
		"due":             func(f *policy.Facts) { f.Due = 0 },
		"overdue":         func(f *policy.Facts) { f.Due, f.Overdue = f.AsOf-3, decimal.Decimal{} },
		"outstanding":     func(f *policy.Facts) { f.Outstanding = decimal.New(1, 9999) },
		"credit_limit":    func(f *policy.Facts) { f.CreditLimit = amount("0.001") },
		"late_ratio":      func(f *policy.Facts) { f.LateRatio = decimal.New(1, -2_000_000_000) },
		"client_kind":     func(f *policy.Facts) { f.ClientKind = 99 },
		"terms_verdict":   func(f *policy.Facts) { f.TermsVerdict = "maybe" },
		"late_count":      func(f *policy.Facts) { f.LateCount = 2_000_000_000 },
		"issued":          func(f *policy.Facts) { f.Issued = 9_999_999 },
		"currency":        func(f *policy.Facts) { f.Currency = "euro" },
		"history[0]":      func(f *policy.Facts) { f.History = dunning.History{{}} },
		"left[0]":         func(f *policy.Facts) { f.Left = []policy.Left{{Amount: amount("-3")}} },
	} {
		bad := good
		bad.Balance, bad.Overdue = amount("100"), amount("100")
		bad.Disputed, bad.DisputedAmount = false, decimal.Decimal{}
		change(&bad)
		_, err := policy.Standard().Decide(bad)
		problems, ok := err.(dunning.Problems)
		if assert.True(t, ok, "%s: %v", name, err) {
			assert.True(t, slices.ContainsFunc(problems, func(p *dunning.Problem) bool { return p.Field == name }), "%s: %v", name, err)
		}
	}
}

// On random accounts: what is asked for and what is left add up to what is
// late, a naive sum gives the same outstanding amount, and nothing depends on
// the order of the invoices.
func TestAmountsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	p := compile(t, plain)
	asOf := day("2026-03-10")
	cents := func(n int) decimal.Decimal { return decimal.New(int64(r.IntN(n)), -2) }
	for range 500 {
		var list []*dunning.Invoice
		a := account()
		for i := range 1 + r.IntN(6) {
			inv := &dunning.Invoice{ID: fmt.Sprint("F", i), Issued: asOf - dayOf(40+r.IntN(60)), Amount: cents(50_000).Add(amount("0.01"))}
			inv.Due = inv.Issued + dayOf(r.IntN(90))
			switch r.IntN(5) {
			case 0:
				inv.Amount = inv.Amount.Neg()
			case 1:
				inv.Settlements = []dunning.Settlement{{Date: asOf - dayOf(r.IntN(40)), Amount: cents(30_000)}}
			case 2:
				inv.Disputes = []dunning.Dispute{{From: asOf - 5, Amount: cents(60_000)}}
			case 3:
				a.Holds = append(a.Holds, dunning.Hold{Invoice: inv.ID, From: asOf - 5})
			}
			list = append(list, inv)
		}
		a.Invoices = list
		files, err := p.Facts(a, asOf)
		require.NoError(t, err)
		f := files[0]
		outstanding := decimal.Decimal{}
		for _, inv := range list {
			outstanding = outstanding.Add(inv.OpenAt(asOf))
		}
		assert.Equal(t, outstanding.StringFixed(2), f.Outstanding.StringFixed(2))
		d, err := p.Decide(f)
		require.NoError(t, err)
		left := decimal.Decimal{}
		for _, l := range f.Left {
			if l.Code != policy.SetOff {
				left = left.Add(l.Amount)
			}
		}
		if !d.None() && d.DaysLate > 0 {
			assert.Equal(t, f.Overdue.StringFixed(2), d.Amount.Add(left).StringFixed(2))
		}
		slices.Reverse(a.Invoices)
		again, err := p.Facts(a, asOf)
		require.NoError(t, err)
		other, err := p.Decide(again[0])
		require.NoError(t, err)
		assert.Equal(t, shown(d), shown(other))
		assert.Equal(t, leftOf(d), leftOf(other))
	}
}

// TestWhatTheBooksSayOnTheDay: a debt that goes to account 416 later is not
// doubtful yet, and what is booked later is no fact of today.
func TestWhatTheBooksSayOnTheDay(t *testing.T) {
	p := compile(t, plain)
	at := func(a *dunning.Account, on string) policy.Facts {
		files, err := p.Facts(a, day(on))
		require.NoError(t, err)
		return files[0]
	}
	a := account(invoice("A", "2026-02-01", "100.00"))
	a.Invoices[0].Doubtful = true
	assert.True(t, at(a, "2026-03-10").Doubtful, "since ever")
	a.Invoices[0].DoubtfulFrom = day("2026-03-11")
	assert.False(t, at(a, "2026-03-10").Doubtful)
	assert.True(t, at(a, "2026-03-11").Doubtful)

	// Brought forward with its own date: late when the books open, unknown before.
	a = account(invoice("A", "2025-12-20", "100.00"))
	a.Invoices[0].Kind, a.Invoices[0].Booked = dunning.Carried, day("2026-01-01")
	before, after := at(a, "2025-12-31"), at(a, "2026-01-01")
	assert.Equal(t, "0.00", before.Outstanding.StringFixed(2))
	assert.Zero(t, before.LateCount)
	assert.Equal(t, "100.00", after.Overdue.StringFixed(2))
	assert.Equal(t, 1, after.LateCount, "one kept waiting since December is a habit like another")
}

// TestContinueEndsWithACreditNoteInTheBooks: the file comes to rest on the day a
// credit note is booked, whatever date it bears.
func TestContinueEndsWithACreditNoteInTheBooks(t *testing.T) {
	p := compile(t, strings.Replace(plain, "restart", "continue", 1))
	credit := invoice("AV", "2026-02-14", "-100.00") // issued in January
	credit.Booked = day("2026-02-10")
	a := sent(account(invoice("A", "2026-02-01", "100.00"), credit, invoice("B", "2026-02-20", "300.00")), "2026-02-03", "r1", "A")
	assert.Equal(t, "r1 300.00 B", shown(decide(t, p, a, "2026-03-10")), "nothing was late in between")
	credit.Booked = day("2026-02-25")
	assert.Equal(t, "r2 300.00 B", shown(decide(t, p, a, "2026-03-10")), "B was late before A was credited")
}
