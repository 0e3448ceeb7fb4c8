package policy_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/shared"
	"github.com/creance/creance/policy"
)

// The two ladders of another product whose behaviour tests are public: levels
// after the due date, at the end of a month, and after the previous reminder.
var occasional = map[string]string{
	"2 time": `
limits: { min_item: 0.10 }
catch_up: one_step
steps:
  - { id: "l1", at: end_of_month(due + 30), channel: email }
  - { id: "l2", at: previous + 60, channel: letter }
`,
	"3 time": `
limits: { min_item: 0.10 }
catch_up: one_step
steps:
  - { id: "l1", at: due + 10, channel: email }
  - { id: "l2", at: end_of_month(due + 30), channel: email }
  - { id: "l3", at: previous + 10, channel: letter }
`}

// Monthly runs as published, day by day: which level is created at which run.
func TestPublishedMonthlyRuns(t *testing.T) {
	src, err := os.ReadFile(shared.Path(t, "cases/aging_dunning.json"))
	require.NoError(t, err)
	var file struct{ Cases []json.RawMessage }
	require.NoError(t, json.Unmarshal(src, &file))
	played := 0
	for _, raw := range file.Cases {
		var c struct {
			ID    string
			Given struct {
				Policy    string
				Due       string            `json:"due_date"`
				Amount    string            `json:"amount"`
				Residuals map[string]string `json:"residual_changes"`
				Runs      []string          `json:"monthly_runs"`
			}
			Expect struct {
				Levels map[string]int `json:"level_created_at_run"`
			}
		}
		// Other cases have other shapes under the same keys.
		if json.Unmarshal(raw, &c) != nil || len(c.Expect.Levels) == 0 || occasional[c.Given.Policy] == "" {
			continue
		}
		given := c.Given
		played++
		t.Run(c.ID, func(t *testing.T) {
			p := compile(t, occasional[given.Policy])
			inv := invoice("F1", given.Due, given.Amount)
			open := inv.Amount
			days := []string{}
			for on := range given.Residuals {
				days = append(days, on)
			}
			slices.Sort(days)
			for _, on := range days {
				left := amount(given.Residuals[on])
				paid(inv, on, open.Sub(left).String())
				open = left
			}
			a := account(inv)
			for _, run := range given.Runs {
				got := decide(t, p, a, run)
				want := ""
				if level := c.Expect.Levels[run]; level > 0 {
					want = []string{"", "l1", "l2", "l3"}[level]
				}
				assert.Equal(t, want, got.Step, "%s: %s", run, shown(got))
				if !got.None() {
					sent(a, run, got.Step, got.Invoice)
				}
			}
		})
	}
	assert.Equal(t, 13, played)
}

// States chosen by severity are a ladder in jump mode that counts from the date
// of issue.
const severities = `
catch_up: jump
steps:
  - { id: od1, at: issued + 30 }
  - { id: od2, at: issued + 40 }
  - { id: od3, at: issued + 50 }
`

func TestPublishedStates(t *testing.T) {
	p := compile(t, severities)
	// A087-A096, A122-A124; A098: a document not issued yet counts for nothing.
	for on, want := range map[string]string{
		"2012-05-30": "", "2012-06-08": "", "2012-06-29": "", "2012-06-30": "od1", "2012-07-02": "od1", "2012-07-08": "od1",
		"2012-07-10": "od2", "2012-07-18": "od2", "2012-07-20": "od3", "2012-07-01": "od1", "2012-07-11": "od2", "2012-07-21": "od3",
	} {
		assert.Equal(t, want, decide(t, p, account(invoice("F1", "2012-06-30", "100.00")), on).Step, on)
	}
	// A101: the oldest is paid, the next is five days old.
	a := account(paid(invoice("F1", "2012-06-30", "100.00"), "2012-07-04", "100.00"), invoice("F2", "2012-07-30", "100.00"))
	assert.Equal(t, "", decide(t, p, a, "2012-07-05").Step)
	// A115: written off, then the write-off is undone.
	lost := invoice("F1", "2012-06-30", "100.00")
	lost.Settlements = []dunning.Settlement{{Date: day("2012-07-02"), Amount: amount("100.00"), Kind: dunning.WriteOff}, {Date: day("2012-07-05"), Amount: amount("-100.00"), Kind: dunning.Adjustment}}
	assert.Equal(t, "none: nothing_open", shown(decide(t, p, account(lost), "2012-07-03")))
	assert.Equal(t, "od1", decide(t, p, account(lost), "2012-07-05").Step)

	counted := compile(t, `
catch_up: jump
steps:
  - { id: od1, at: due + 1, when: overdue_count >= 2 }
  - { id: od2, at: due + 1, when: overdue_count >= 3 }
  - { id: od3, at: due + 1, when: overdue_count >= 5 }
`)
	list := []*dunning.Invoice{}
	for i, want := range []string{"", "od1", "od2", "od2", "od3"} { // A103-A106
		list = append(list, invoice(string(rune('A'+i)), "2026-03-02", "100.00"))
		assert.Equal(t, want, decide(t, counted, account(list...), "2026-03-10").Step)
	}
	owed := compile(t, `
catch_up: jump
steps:
  - { id: od1, at: due + 1, when: overdue >= 260.00 }
  - { id: od2, at: due + 1, when: overdue >= 600.00 }
  - { id: od3, at: due + 1, when: overdue >= 1_200.00 }
`)
	for total, want := range map[string]string{"249.95": "", "499.90": "od1", "999.80": "od2", "1249.75": "od3", "260": "od1"} { // A081-A085, A109-A113
		assert.Equal(t, want, decide(t, owed, account(invoice("F", "2026-03-02", total)), "2026-03-10").Step, total)
	}
}

// A118, A119: another system scheduled its next check from the old anchor and
// skipped the warning. Computed from the facts, the warning comes.
func TestPublishedReanchoring(t *testing.T) {
	p := compile(t, `
catch_up: jump
steps:
  - { id: warning, at: issued + 5 }
  - { id: blocked, at: issued + 7 }
  - { id: cancellation, at: issued + 11 }
`)
	issued := func(id, on string) *dunning.Invoice {
		return &dunning.Invoice{ID: id, Client: "C1", Issued: day(on), Due: day(on), Amount: amount("100.00")}
	}
	assert.Equal(t, "06-05 warning, 06-07 blocked, 06-11 cancellation", play(t, p, account(issued("F1", "2012-05-31")), "2012-05-31", "2012-06-30", 1))
	a := account(paid(issued("F1", "2012-05-31"), "2012-06-02", "100.00"), issued("F2", "2012-06-02"))
	assert.Equal(t, "06-07 warning, 06-09 blocked, 06-13 cancellation", play(t, p, a, "2012-06-02", "2012-06-30", 1))
}

const tenTwentyThirty = `
catch_up: one_step
steps:
  - { id: l1, at: due + 10, channel: letter }
  - { id: l2, at: due + 20, channel: letter }
  - { id: l3, at: due + 30, channel: letter }
`

func TestPublishedLevels(t *testing.T) {
	p := compile(t, tenTwentyThirty)
	late := func() *dunning.Account { return account(invoice("F1", "2013-01-22", "100.00")) }
	// A128, A173: each run raises one level.
	assert.Equal(t, "02-01 l1, 02-20 l2, 03-11 l3", play(t, p, late(), "2013-02-01", "2013-05-01", 19))
	// A127, A044, A153: a document not sent counts for nothing, and the first
	// run does not jump to the level of the age.
	assert.Equal(t, "l1", decide(t, p, late(), "2013-02-25").Step)
	// A125, A046: a level really sent is not sent again.
	assert.Equal(t, "l2", decide(t, p, sent(late(), "2013-02-01", "l1", "F1"), "2013-02-20").Step)
	// A144, A145, A148, A174: the day itself is eligible.
	for on, want := range map[string]string{"2013-01-21": "", "2013-01-22": "", "2013-01-31": "", "2013-02-01": "l1"} {
		assert.Equal(t, want, decide(t, p, late(), on).Step, on)
	}
	// A149, A047: nothing left to pay.
	assert.Equal(t, "none: nothing_open", shown(decide(t, p, account(paid(invoice("F1", "2013-01-22", "100.00"), "2013-02-01", "100.00")), "2013-02-10")))
	// A051: a part payment leaves the rest to be chased.
	assert.Equal(t, "l1 50.00 F1", shown(decide(t, p, account(paid(invoice("F1", "2013-01-22", "100.00"), "2013-02-01", "50.00")), "2013-02-10")))
	// A045: blocked, nothing moves. A133, A156-A159: protected on the last day,
	// withdrawn and back without any state.
	held := late()
	held.Holds = []dunning.Hold{{From: day("2013-02-01"), Until: day("2013-02-11"), Reason: "geste"}}
	assert.Equal(t, "none: held<2013-02-11", shown(decide(t, p, held, "2013-02-10")))
	assert.Equal(t, "l1", decide(t, p, held, "2013-02-11").Step)
	// A150, A199: in dispute, then resolved.
	contested := invoice("F1", "2013-01-22", "100.00")
	contested.Disputes = []dunning.Dispute{{From: day("2013-01-25"), Until: day("2013-03-01")}}
	assert.Equal(t, "none: disputed<2013-03-01", shown(decide(t, p, account(contested), "2013-02-10")))
	assert.Equal(t, "l1", decide(t, p, account(contested), "2013-03-01").Step)
	// A062: one letter for all that is late.
	assert.Equal(t, "l1 400.00 F1", shown(decide(t, p, account(invoice("F1", "2013-01-22", "100.00"), invoice("F2", "2013-01-30", "300.00")), "2013-02-10")))
}

func TestPublishedWaitingPeriods(t *testing.T) {
	p := compile(t, "catch_up: one_step\nsteps:\n  - { id: l1, at: due + 1, channel: letter }\n  - { id: l2, at: previous + 10, channel: letter }\n  - { id: l3, at: previous + 10, channel: letter }\n")
	// A131; A136: the last one sent counts, whatever the order of the list.
	a := sent(sent(account(invoice("F1", "2013-01-01", "100.00")), "2013-01-04", "l2", "F1"), "2013-01-02", "l1", "F1")
	assert.Equal(t, "none: not_reached:l3<2013-01-14", shown(decide(t, p, a, "2013-01-13")))
	assert.Equal(t, "l3", decide(t, p, a, "2013-01-14").Step)
	// A180-A184: attempts at least four days apart, five at most. Days are
	// compared, not hours: exactly four days are enough.
	attempts := compile(t, "limits: { min_contact_delay: 4 }\nsteps:\n  - { id: essai, at: due + 1, channel: email, repeat: { every: 1, max: 5 } }\n")
	a = account(invoice("F1", "2026-03-02", "100.00"))
	assert.Equal(t, "03-03 essai, 03-07 essai, 03-11 essai, 03-15 essai, 03-19 essai", play(t, attempts, a, "2026-03-01", "2026-06-01", 1))
	assert.Equal(t, "none: finished", shown(decide(t, attempts, a, "2026-06-01")))
}

func TestPublishedMinimumsAndChannels(t *testing.T) {
	p := compile(t, "limits: { min_item: 0.10, min_account: 50.99 }\nsteps:\n  - { id: essai, at: due + 1, channel: [email, letter] }\n")
	run := func(a *dunning.Account) string { return shown(decide(t, p, a, "2026-03-10")) }
	// A178, A186, A200, A023: amounts add up per account, small items are left.
	assert.Equal(t, "essai 51.00 A", run(account(invoice("A", "2026-03-02", "50.00"), invoice("B", "2026-03-03", "1.00"))))
	assert.Equal(t, "none: below_min_account", run(account(invoice("A", "2026-03-02", "1.00"))))
	assert.Equal(t, "none: below_min_item", run(account(invoice("A", "2026-03-02", "0.09"))))
	// A188: a currency for which the policy has no amounts.
	dollars := invoice("A", "2026-03-02", "500.00")
	dollars.Currency = "USD"
	assert.Equal(t, "none: other_currency", run(account(dollars)))
	// A027: without an e-mail address the letter remains.
	a := account(invoice("A", "2026-03-02", "500.00"))
	a.Client.EmailMissing = true
	assert.Equal(t, []dunning.Channel{dunning.Letter}, decide(t, p, a, "2026-03-10").Channels)
	// A022: a policy that does nothing says so by a hold.
	idle := compile(t, "holds: [{ id: sans-suivi, when: outstanding > 0, reason: Pas de relance }]\nsteps:\n  - { id: essai, at: due + 1 }\n")
	assert.Equal(t, "none: hold:sans-suivi", shown(decide(t, idle, a, "2026-03-10")))
	// A203: an optional step whose day is that of the next always gives way.
	optional := compile(t, "catch_up: one_step\nsteps:\n  - { id: l1, at: due + 10, optional: true }\n  - { id: l2, at: due + 10 }\n")
	assert.Equal(t, "l2", decide(t, optional, account(invoice("A", "2026-03-02", "5.00")), "2026-03-12").Step)
}

// The reminders of a product whose files are carried by one invoice.
const carried = `
catch_up: one_step
on_carrying_paid: %s
limits: { min_contact_delay: 3 }
steps:
  - { id: r1, at: due + 3, channel: email }
  - { id: r2, at: due + 7, channel: email }
  - { id: r3, at: due + 14, channel: email }
  - { id: r4, at: due + 21, channel: email }
  - { id: r5, at: due + 30, channel: email }
  - { id: r6, at: due + 45, channel: email }
`

// Not expressible, on purpose: A024 (receivable accounts), A029-A031 (locks of
// a program that keeps state), A035-A036, A049-A050 (fees: package penalty),
// A061 (a stand-alone credit note is left out of account there; here it is set
// off), A142 (a reminder dated in the future is not history), A152 (conversion
// of currencies), A154, A161-A165 (states of stored documents), A166-A171 (a
// combination of flags), A155 (a combination that cannot be written).
func TestPublishedCarrying(t *testing.T) {
	p := compile(t, replaced(carried, "restart"))
	// A191: the carrier is not paid, so the sequence goes on.
	a := account(invoice("A", "2026-01-01", "100.00"), paid(invoice("B", "2026-01-26", "100.00"), "2026-03-01", "100.00"))
	for i, on := range []string{"2026-01-05", "2026-01-09", "2026-01-16", "2026-01-23"} {
		sent(a, on, []string{"r1", "r2", "r3", "r4"}[i], "A")
	}
	assert.Equal(t, "r5 100.00 A", shown(decide(t, p, a, "2026-03-02")))
	// A192: the carrier is paid, the next starts over although five weeks late.
	a = account(paid(invoice("A", "2026-01-01", "100.00"), "2026-03-01", "100.00"), invoice("B", "2026-01-26", "100.00"))
	for i, on := range []string{"2026-01-05", "2026-01-09", "2026-01-16", "2026-01-23"} {
		sent(a, on, []string{"r1", "r2", "r3", "r4"}[i], "A")
	}
	assert.Equal(t, "r1 100.00 B", shown(decide(t, p, a, "2026-03-02")))
	assert.Equal(t, "r5 100.00 B", shown(decide(t, compile(t, replaced(carried, "contextual")), a, "2026-03-02")), "the step of its age")
	assert.Equal(t, "r5 100.00 B", shown(decide(t, compile(t, replaced(carried, "continue")), a, "2026-03-02")), "the step after the last")
	// A194: of two with the same due date the larger carries.
	assert.Equal(t, "r1 1000.00 B", shown(decide(t, p, account(invoice("A", "2026-01-01", "100.00"), invoice("B", "2026-01-01", "900.00")), "2026-01-05")))
	// A195: an older invoice that appears late carries, and starts over.
	a = sent(account(invoice("B", "2026-01-26", "100.00"), invoice("A", "2026-01-01", "100.00")), "2026-01-30", "r1", "B")
	assert.Equal(t, "r1 200.00 A", shown(decide(t, p, a, "2026-03-02")))
}

// A197: on entry 17 days late every missed action is sent, spaced by the minimum
// contact delay.
func TestPublishedReplay(t *testing.T) {
	p := compile(t, replaced(carried, "restart")+"\n")
	replay := compile(t, "catch_up: replay\nlimits: { min_contact_delay: 3 }\nsteps:\n  - { id: r1, at: due + 3, channel: email }\n  - { id: r2, at: previous + 4, channel: email }\n  - { id: r3, at: previous + 7, channel: email }\n  - { id: r4, at: previous + 7, channel: email }\n")
	assert.Equal(t, "01-18 r1, 01-21 r2, 01-24 r3, 01-27 r4", play(t, replay, account(invoice("A", "2026-01-01", "100.00")), "2026-01-18", "2026-03-01", 1))
	assert.Equal(t, "01-18 r1, 01-21 r2, 01-24 r3, 01-27 r4, 01-31 r5, 02-15 r6", play(t, p, account(invoice("A", "2026-01-01", "100.00")), "2026-01-18", "2026-03-01", 1))
}

// A189: each currency has its own thresholds and its own position; the delay
// between contacts is the client's.
func TestPublishedCurrencies(t *testing.T) {
	build := func(currency, threshold string) *policy.Policy[policy.Facts] {
		return compile(t, "currency: "+currency+"\nlimits: { min_account: "+threshold+", min_contact_delay: 3 }\nsteps:\n  - { id: essai, at: due + 1, channel: email, repeat: { every: 2, max: 2 } }\n")
	}
	euro, dollar := build("EUR", "150.00"), build("USD", "100.00")
	usd := invoice("U", "2025-01-01", "120.00")
	usd.Currency = "USD"
	a := account(invoice("E", "2025-01-01", "149.00"), usd, invoice("E2", "2025-01-04", "10.00"))
	got := []string{}
	for _, on := range []string{"2025-01-03", "2025-01-05", "2025-01-06", "2025-01-09", "2025-01-12"} {
		var now []dunning.Action
		for i, p := range []*policy.Policy[policy.Facts]{euro, dollar} {
			files, err := p.Facts(a, day(on))
			require.NoError(t, err)
			d, err := p.Decide(files[i])
			require.NoError(t, err)
			if !d.None() {
				got = append(got, on[8:]+" "+d.Currency)
				now = append(now, dunning.Action{Date: day(on), Step: d.Step, Invoice: d.Invoice, Channel: dunning.Email})
			}
		}
		a.History = append(a.History, now...)
	}
	assert.Equal(t, []string{"03 USD", "06 EUR", "06 USD", "09 EUR"}, got)
}

// What else the language can express. A043 is in the tests of tryton-procedure.
// A038-A041, A052-A055, A063-A064, A070-A076, A117, A175, A177 and A204-A209 are
// ages, allocations, interest and indicators: packages aging, penalty and kpi.
func TestPublishedRest(t *testing.T) {
	p := compile(t, tenTwentyThirty)
	// A028: a year old and run three times, a level each time.
	assert.Equal(t, "06-05 l1, 10-05 l2, 12-05 l3", func() string {
		a := account(invoice("F1", "2012-12-05", "100.00"))
		list := ""
		for i, on := range []string{"2013-06-05", "2013-10-05", "2013-12-05"} {
			d := decide(t, p, a, on)
			sent(a, on, d.Step, "F1")
			list += []string{"", ", ", ", "}[i] + on[5:] + " " + d.Step
		}
		return list
	}())
	// A033: the first level cannot count from one before it.
	assert.ErrorContains(t, build("x.yaml", []byte("policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps: [{ id: l1, at: previous + 10 }]\n")), "P308")
	// A056, A060, A068: paid or credited in full there is nothing to chase; a
	// credit note that is cancelled brings the file back.
	credited := invoice("F1", "2013-01-22", "100.00")
	credited.Settlements = []dunning.Settlement{
		{Date: day("2013-02-02"), Amount: amount("100.00"), Kind: dunning.CreditNote},
		{Date: day("2013-02-12"), Amount: amount("-100.00"), Kind: dunning.Adjustment},
	}
	a := sent(account(credited), "2013-02-01", "l1", "F1")
	assert.Equal(t, "none: nothing_open", shown(decide(t, p, a, "2013-02-11")))
	assert.Equal(t, "l2 100.00 F1", shown(decide(t, p, a, "2013-02-12")))
	// A058: two instalments, of which one is overdue.
	parts := &dunning.Invoice{ID: "F1", Client: "C1", Issued: day("2013-01-01"), Amount: amount("100.00"), Instalments: []dunning.Instalment{
		{Due: day("2013-01-06"), Amount: amount("50.00")}, {Due: day("2013-01-11"), Amount: amount("50.00")},
	}}
	now := compile(t, "steps:\n  - { id: l1, at: due + 1, channel: letter }\n")
	files, err := now.Facts(account(parts), day("2013-01-07"))
	require.NoError(t, err)
	asked := decimal.Decimal{}
	for _, f := range files {
		d, err := now.Decide(f)
		require.NoError(t, err)
		asked = asked.Add(d.Amount)
	}
	assert.Equal(t, "50.00", asked.StringFixed(2))
	// A116: a mark that must be there, or must not.
	marked := compile(t, "segments:\n  - { id: avec, when: insured }\n  - { id: sans, when: not insured }\n  - { id: reste }\nsteps:\n  - { id: l1, at: due + 1, segments: [avec] }\n  - { id: l2, at: due + 1, segments: [sans, reste] }\n")
	b := account(invoice("F1", "2013-01-22", "100.00"))
	assert.Equal(t, "l2", decide(t, marked, b, "2013-01-23").Step)
	b.Client.Insured = true
	assert.Equal(t, "l1", decide(t, marked, b, "2013-01-23").Step)
	// A193: one that does not carry is paid; the sequence goes on.
	c := account(invoice("A", "2026-02-06", "100.00"), paid(invoice("B", "2026-02-13", "100.00"), "2026-03-01", "100.00"), invoice("C", "2026-02-18", "100.00"))
	for i, on := range []string{"2026-02-09", "2026-02-13", "2026-02-20", "2026-02-27"} {
		sent(c, on, []string{"r1", "r2", "r3", "r4"}[i], "A")
	}
	assert.Equal(t, "r5 200.00 A", shown(decide(t, compile(t, replaced(carried, "restart")), c, "2026-03-10")))
	// A201, A202: days of grace are days of the first step.
	for grace, want := range map[string]string{"due + 1": "l1", "due + 4": ""} {
		assert.Equal(t, want, decide(t, compile(t, "steps: [{ id: l1, at: "+grace+" }]\n"), account(invoice("F1", "1997-03-12", "5.00")), "1997-03-13").Step)
	}
}
