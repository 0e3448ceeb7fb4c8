package policy_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/policy"
)

// TestFactsOutliveTheNextAccount: facts are worked out in memory that is used
// again, and keep nothing of it. The habits are those of a plain count over all
// invoices, however old.
func TestFactsOutliveTheNextAccount(t *testing.T) {
	asOf, p := ledgertest.Middle, policy.Standard()
	var accounts []*dunning.Account
	var kept [][]policy.Facts
	var texts []string
	for seed := range uint64(300) {
		a := account(ledgertest.Random(seed, int(seed%14))...)
		for i, inv := range a.Invoices {
			if inv.Client = "C1"; seed%5 == 1 && i%2 == 1 {
				inv.Currency = "USD"
			}
			if i == 3 {
				old := *inv
				old.ID, old.Issued, old.Due, old.Booked = "OLD", inv.Issued-900, inv.Due-900, 0
				a.Invoices = append(a.Invoices, &old) // due long ago, settled lately
			}
		}
		files, err := p.Facts(a, asOf)
		require.NoError(t, err)
		accounts, kept, texts = append(accounts, a), append(kept, files), append(texts, fmt.Sprintf("%+v", files))
	}
	late, habits := 0, 0
	for i, a := range accounts {
		require.Equal(t, texts[i], fmt.Sprintf("%+v", kept[i]))
		again, err := p.Facts(a, asOf)
		require.NoError(t, err)
		require.Equal(t, texts[i], fmt.Sprintf("%+v", again))
		due, lateCount, settled, days := 0, 0, 0, 0
		for _, inv := range a.Invoices {
			if inv.Kind != dunning.Ordinary && inv.Kind != dunning.Carried || !inv.Amount.IsPositive() || inv.DueDate() == 0 || inv.Issued > asOf || inv.BookedOn() > asOf {
				continue
			}
			on, closed := inv.SettledOn(asOf)
			if d := inv.DueDate(); d < asOf && d >= asOf-365 {
				if due++; !closed || on > d {
					lateCount++
				}
			}
			if closed && on > asOf-365 {
				settled++
				days += max(0, int(on-inv.DueDate()))
			}
		}
		for _, f := range again {
			require.Equal(t, lateCount, f.LateCount)
			if due > 0 {
				require.Equal(t, decimal.NewFromInt(int64(lateCount)).DivRound(decimal.NewFromInt(int64(due)), 6).StringFixed(6), f.LateRatio.StringFixed(6))
			}
			if settled > 0 {
				require.Equal(t, int(decimal.NewFromInt(int64(days)).DivRound(decimal.NewFromInt(int64(settled)), 0).IntPart()), f.AverageDaysLate)
			}
		}
		late, habits = late+lateCount, habits+settled
	}
	require.Greater(t, late, 100)
	require.Greater(t, habits, 100)
}

// A payment for an invoice that the books get later keeps no promise about
// another.
func TestPromiseBesideAnInvoiceBookedLater(t *testing.T) {
	early := invoice("F2", "2026-03-02", "100.00")
	early.Booked = day("2026-04-01")
	early.Settlements = []dunning.Settlement{{Date: day("2026-03-03"), Amount: amount("100.00")}}
	a := account(invoice("F1", "2026-03-02", "100.00"), early)
	a.Promises = []dunning.Promise{{Made: day("2026-03-04"), For: day("2026-03-10")}}
	files, err := policy.Standard().Facts(a, day("2026-03-06"))
	require.NoError(t, err)
	assert.True(t, files[0].PromiseOpen)
	files, err = policy.Standard().Facts(a, day("2026-03-12"))
	require.NoError(t, err)
	assert.Equal(t, 1, files[0].PromisesBroken)
}
