package main

import (
	"os"
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/penalty"
	"github.com/creance/creance/policy/policytest"
)

// The dates of this file are days of the calendar, and today is a parameter of
// the library: no test depends on the day it runs.
func day(t *testing.T, text string) date.Date {
	t.Helper()
	d, err := dunning.ParseDate(text)
	require.NoError(t, err)
	return d
}

func euros(t *testing.T, text string) decimal.Decimal {
	t.Helper()
	d, err := dunning.ParseAmount(text)
	require.NoError(t, err)
	return d
}

// equalEuros compares amounts as they are printed. assert.Equal would compare
// the insides of two decimals, where 10.50 is not 10.5.
func equalEuros(t *testing.T, want string, got decimal.Decimal) {
	t.Helper()
	assert.Equal(t, want, got.StringFixed(2))
}

// The terms printed on our invoices give the due dates our clients expect.
func TestDueDates(t *testing.T) {
	for _, c := range []struct{ wording, issued, due string }{
		{"30 jours nets", "2026-01-31", "2026-03-02"},
		{"30 jours fin de mois", "2026-01-31", "2026-03-31"}, // days first, then the end of the month
		{"fin de mois 30 jours", "2026-01-31", "2026-03-02"}, // end of the month first
		{"45 jours fin de mois", "2026-01-10", "2026-02-28"},
		{"à réception", "2026-01-10", "2026-01-10"},
	} {
		agreed, err := terms.Parse(c.wording)
		require.NoError(t, err)
		invoice := dunning.Invoice{ID: "F-1", Client: "durand", Issued: day(t, c.issued), Terms: agreed, Amount: euros(t, "1200.00")}
		assert.Equal(t, c.due, invoice.DueDate().String(), c.wording)
	}
}

// What a late payment costs a firm, checked by hand: 30 days of June at 12.15 %
// and 10 of July at 12.40 %, on 10,000 euros and a year of 365 days.
func TestPenalty(t *testing.T) {
	invoice := &dunning.Invoice{
		ID: "F-1", Client: "durand", Issued: day(t, "2026-04-30"), Due: day(t, "2026-05-31"), Amount: euros(t, "10000.00"),
		Settlements: []dunning.Settlement{{Date: day(t, "2026-07-10"), Amount: euros(t, "10000.00")}},
	}
	claim, err := penalty.Compute(invoice, penalty.B2B(), day(t, "2026-08-31"))
	require.NoError(t, err)
	require.Len(t, claim.Lines, 2)
	equalEuros(t, "99.86", claim.Lines[0].Interest) // 10 000 × 12.15 % × 30 / 365
	equalEuros(t, "33.97", claim.Lines[1].Interest) // 10 000 × 12.40 % × 10 / 365
	equalEuros(t, "40.00", claim.Indemnity)
	equalEuros(t, "173.83", claim.Total)
}

// The aged balance adds up to the customer accounts (411), whatever is in it:
// a part payment, a credit note, money on account, a payment still to come.
func TestAgedBalanceAddsUp(t *testing.T) {
	today := day(t, "2026-03-31")
	invoices := []*dunning.Invoice{
		{ID: "F-1", Client: "durand", Issued: day(t, "2025-11-30"), Due: day(t, "2025-12-31"), Amount: euros(t, "1200.00"),
			Settlements: []dunning.Settlement{{Date: day(t, "2026-02-15"), Amount: euros(t, "200.00")}}},
		{ID: "F-2", Client: "durand", Issued: day(t, "2026-03-01"), Due: day(t, "2026-04-30"), Amount: euros(t, "600.00")},
		{ID: "A-1", Client: "durand", Issued: day(t, "2026-03-10"), Amount: euros(t, "-50.00")},
		{ID: "F-3", Client: "martin", Issued: day(t, "2026-01-31"), Due: day(t, "2026-03-15"), Amount: euros(t, "80.00"),
			Settlements: []dunning.Settlement{{Date: day(t, "2026-04-02"), Amount: euros(t, "80.00")}}},
		{ID: "R-1", Client: "martin", Kind: dunning.OnAccount, Issued: day(t, "2026-03-20"), Amount: euros(t, "-30.00")},
	}
	ledger := decimal.Decimal{} // what account 411 shows at the end of the day
	for _, invoice := range invoices {
		require.NoError(t, invoice.Validate())
		ledger = ledger.Add(invoice.OpenAt(today))
	}
	equalEuros(t, "1600.00", ledger)

	report, err := aging.Of(today, aging.Standard(), slices.Values(invoices))
	require.NoError(t, err)
	balance := report.Balance("EUR")
	assert.True(t, balance.Identity.Holds())
	assert.True(t, balance.Against(ledger).Holds())
	equalEuros(t, "600.00", balance.Total.NotDue)
	equalEuros(t, "80.00", balance.Total.Overdue[0])   // 1 to 30 days
	equalEuros(t, "1000.00", balance.Total.Overdue[2]) // 61 to 90 days
	equalEuros(t, "-80.00", balance.Total.Credits)
}

// Every policy of the folder does what the file beside it says.
func TestPolicies(t *testing.T) {
	policytest.Run(t, os.DirFS("policies"))
}
