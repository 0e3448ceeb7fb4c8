package nightly_test

import (
	"encoding/json"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/nightly"
	"github.com/creance/creance/penalty"
)

func TestLinesCrossAsJSON(t *testing.T) {
	results, _, err := run(t, settings(t), portfolio(20, 100))
	require.NoError(t, err)
	currencies := map[string]bool{}
	for _, r := range results {
		for _, l := range r.Lines() {
			var back nightly.Line
			require.NoError(t, json.Unmarshal([]byte(asJSON(t, l)), &back))
			require.Equal(t, l, back)
			currencies[l.Currency] = true
		}
	}
	assert.Len(t, currencies, 2)
}

func TestALineOfAnotherHand(t *testing.T) {
	for text, want := range map[string]string{
		`{"invoice":"F","currency":"EUR","open":"0.001"}`:    "open has more decimals",
		`{"invoice":"F","currency":"JPY","paid":"1.5"}`:      "paid has more decimals",
		`{"invoice":"F","currency":"EUR","interest":"1e16"}`: "interest is too large",
		`{"invoice":"F","currency":"XXL","open":"1"}`:        `"XXL" is unknown`,
		`{"invoice":1}`: "cannot unmarshal",
	} {
		line := nightly.Line{Invoice: "before"}
		require.ErrorContains(t, json.Unmarshal([]byte(text), &line), want)
		assert.Equal(t, "before", line.Invoice)
	}
}

// TestNothingIsChargedBeforeTheBooksOpen: an invoice of last year that the books
// bring forward tomorrow is in no sum of today, and tomorrow in all of them.
func TestNothingIsChargedBeforeTheBooksOpen(t *testing.T) {
	inv := &dunning.Invoice{ID: "F", Kind: dunning.Carried, Issued: today - 90, Due: today - 60, Booked: today + 1, Amount: decimal.New(1_000_000, -2)}
	a := &dunning.Account{Client: dunning.Client{ID: "C"}, Invoices: []*dunning.Invoice{inv}}
	night := func(asOf date.Date) (nightly.Line, nightly.Summary) {
		s := settings(t)
		s.AsOf = asOf
		results, summary, err := run(t, s, []*dunning.Account{a})
		require.NoError(t, err)
		return results[0].Lines()[0], summary
	}
	line, summary := night(today)
	assert.Equal(t, inv.Due, line.Due)
	assert.Zero(t, line.DaysLate)
	for _, sum := range []decimal.Decimal{line.Open(), line.Interest(), line.Indemnity(), line.Paid()} {
		assert.True(t, sum.IsZero())
	}
	require.Len(t, summary.Charges, 1)
	assert.True(t, summary.Charges[0].Claimable().IsZero())

	line, summary = night(today + 1)
	claim, err := penalty.Compute(inv, penalty.B2B(), today+1)
	require.NoError(t, err)
	assert.Equal(t, 61, line.DaysLate)
	assert.True(t, inv.Amount.Equal(line.Open()))
	assert.Equal(t, claim.Interest.StringFixed(2), line.Interest().StringFixed(2), "from its own due date")
	assert.Equal(t, claim.Total.StringFixed(2), summary.Charges[0].Claimable().StringFixed(2))

	inv.Settlements = []dunning.Settlement{{Date: today - 10, Amount: decimal.New(1000, -2)}}
	line, _ = night(today)
	assert.True(t, line.Open().IsZero(), "the books take both over tomorrow")
	assert.True(t, line.Paid().IsZero())
}

// paidAndOpen is an account of n invoices paid in time and as many open, late
// ones.
func paidAndOpen(n int) *dunning.Account {
	a := &dunning.Account{Client: dunning.Client{ID: "C"}}
	issued := today - 90
	for range n {
		amount := decimal.New(123456, -2)
		paid := dunning.Settlement{Date: issued, Amount: amount}
		a.Invoices = append(a.Invoices,
			&dunning.Invoice{ID: "F", Client: "C", Issued: issued, Due: issued + 30, Amount: amount, Settlements: []dunning.Settlement{paid}},
			&dunning.Invoice{ID: "F", Client: "C", Issued: issued, Due: issued + 30, Amount: amount})
	}
	return a
}

// TestAllocations: an account costs one allocation, what is kept of its lines
// however many they are, and what its decision costs. A run adds the totals of
// each batch, which are as many whatever is in it.
func TestAllocations(t *testing.T) {
	s := settings(t)
	s.Decide, s.Workers = nil, 1
	j := job(t, s)
	account := func(n int) float64 {
		a := paidAndOpen(n)
		return testing.AllocsPerRun(100, func() {
			if r := j.Account(a); r.Err != nil {
				t.Fatal(r.Err)
			}
		})
	}
	assert.Equal(t, account(1), account(40), "an invoice")

	a := paidAndOpen(5)
	night := func(accounts int) float64 {
		return testing.AllocsPerRun(5, func() {
			_, err := j.Run(func(yield func(*dunning.Account, error) bool) {
				for range accounts {
					if !yield(a, nil) {
						return
					}
				}
			}, func(nightly.Result) error { return nil })
			if err != nil {
				t.Fatal(err)
			}
		})
	}
	const batch = 32
	const batches = 100 / ledgertest.Less
	short, long := night(batches*batch), night(3*batches*batch)
	assert.InDelta(t, batch+perBatch, (long-short)/(2*batches), 0.1, "a batch")
}

// perBatch is what the totals of a batch cost: the aged balance and one currency
// of key figures.
const perBatch = 13
