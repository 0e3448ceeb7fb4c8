package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

// compile builds a policy from its steps and whatever other keys the test is
// about, over a single segment unless it gives its own.
func compile(t testing.TB, text string) *policy.Policy[policy.Facts] {
	t.Helper()
	if !strings.Contains(text, "segments:\n") && !strings.Contains(text, "segments: [{ id") {
		text = "segments: [{ id: tous }]\n" + text
	}
	doc, err := policy.Parse("test.yaml", []byte("policy: test\nversion: 1\n"+text))
	require.NoError(t, err)
	p, err := policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
	return p
}

func day(s string) date.Date {
	d, err := dunning.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func amount(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// invoice is issued 30 days before it is due.
func invoice(id, due, total string) *dunning.Invoice {
	return &dunning.Invoice{ID: id, Client: "C1", Issued: day(due) - 30, Due: day(due), Amount: amount(total)}
}

func paid(inv *dunning.Invoice, on, total string) *dunning.Invoice {
	inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: day(on), Amount: amount(total)})
	return inv
}

func account(invoices ...*dunning.Invoice) *dunning.Account {
	return &dunning.Account{Client: dunning.Client{ID: "C1"}, Invoices: invoices}
}

// sent adds a step really sent by e-mail.
func sent(a *dunning.Account, on, step, invoice string) *dunning.Account {
	a.History = append(a.History, dunning.Action{Date: day(on), Step: step, Invoice: invoice, Channel: dunning.Email})
	return a
}

// decide is the decision on the only file of the account.
func decide(t testing.TB, p *policy.Policy[policy.Facts], a *dunning.Account, on string) policy.Decision {
	t.Helper()
	files, err := p.Facts(a, day(on))
	require.NoError(t, err)
	require.Len(t, files, 1)
	d, err := p.Decide(files[0])
	require.NoError(t, err)
	return d
}

// shown is a decision in short: "relance-1 1200.00 F1", or the codes of the
// blockers with their rules and days: "none: contact_delay<2026-02-05".
func shown(d policy.Decision) string {
	if !d.None() {
		return fmt.Sprintf("%s %s %s", d.Step, d.Amount.StringFixed(2), d.Invoice)
	}
	var list []string
	for _, b := range d.Blockers {
		text := string(b.Code)
		if b.Rule != "" {
			text += ":" + b.Rule
		}
		if b.LiftsOn != 0 {
			text += "<" + b.LiftsOn.String()
		}
		list = append(list, text)
	}
	return "none: " + strings.Join(list, " ")
}

// play decides on each day from first to last and carries each step out; it
// gives the calendar of what was sent.
func play(t testing.TB, p *policy.Policy[policy.Facts], a *dunning.Account, first, last string, every int) string {
	t.Helper()
	var list []string
	for d := day(first); d <= day(last); d += date.Date(every) {
		got := decide(t, p, a, d.String())
		if got.None() {
			continue
		}
		list = append(list, d.String()[5:]+" "+got.Step)
		channel := dunning.NoChannel
		if len(got.Channels) > 0 {
			channel = got.Channels[0]
		}
		a.History = append(a.History, dunning.Action{Date: d, Step: got.Step, Invoice: got.Invoice, Channel: channel})
		require.True(t, decide(t, p, a, d.String()).None(), "decided twice on %s", d)
	}
	return strings.Join(list, ", ")
}

// replaced puts a word in the place of %s.
func replaced(text, word string) string { return strings.ReplaceAll(text, "%s", word) }

func dayOf(n int) date.Date { return date.Date(n) }

// breaking writes the spaces that do not break as ordinary ones.
func breaking(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }
