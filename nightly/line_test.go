package nightly_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/nightly"
)

func TestLinesCrossAsJSON(t *testing.T) {
	results, _, err := run(t, settings(t), portfolio(20, 100))
	require.NoError(t, err)
	currencies := map[string]bool{}
	for _, r := range results {
		for _, l := range r.Lines {
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

// TestAllocations: an account costs its lines, one allocation however many they
// are, and what its decision costs. A run adds the totals of each batch, which
// are as many whatever is in it.
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
	short, long := night(100*batch), night(300*batch)
	assert.InDelta(t, batch+perBatch, (long-short)/200, 0.1, "a batch")
}

// perBatch is what the totals of a batch cost: the aged balance and one currency
// of key figures.
const perBatch = 13
