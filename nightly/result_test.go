package nightly_test

import (
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/nightly"
	"github.com/creance/creance/penalty"
	"github.com/creance/creance/policy"
)

// TestLinesAreThoseOfTheDecision: what a result tells long after the run is what
// the decision was made on.
func TestLinesAreThoseOfTheDecision(t *testing.T) {
	s := settings(t)
	seen := map[string][]nightly.Line{}
	s.Workers = 1
	s.Decide = func(a *dunning.Account, _ date.Date, lines []nightly.Line) ([]policy.Decision, error) {
		seen[a.Client.ID] = slices.Clone(lines)
		return nil, nil
	}
	results, _, err := run(t, s, portfolio(21, 300))
	require.NoError(t, err)
	for _, r := range results {
		require.Equal(t, len(seen[r.Client]), len(r.Lines()))
		for i, l := range r.Lines() {
			require.Equal(t, seen[r.Client][i], l)
		}
	}
}

// TestAmountsAtTheBounds: the largest invoice and the largest credit come back as
// they were.
func TestAmountsAtTheBounds(t *testing.T) {
	largest := decimal.New(1_000_000_000_000_000, -2)
	a := &dunning.Account{Client: dunning.Client{ID: "C"}, Invoices: []*dunning.Invoice{
		{ID: "F", Client: "C", Issued: today - 400, Due: today - 365, Amount: largest},
		{ID: "A", Client: "C", Issued: today, Amount: largest.Neg()},
		{ID: "P", Client: "C", Issued: today - 400, Due: today - 365, Amount: largest,
			Settlements: []dunning.Settlement{{Date: today - 1, Amount: largest}}},
	}}
	r := job(t, settings(t)).Account(a)
	require.NoError(t, r.Err)
	lines := r.Lines()
	require.Len(t, lines, 3)
	for i, inv := range a.Invoices {
		s, err := penalty.Compute(inv, penalty.B2B(), today)
		require.NoError(t, err)
		assert.True(t, inv.OpenAt(today).Equal(lines[i].Open()), inv.ID)
		assert.True(t, s.Interest.Equal(lines[i].Interest()), inv.ID)
		assert.True(t, s.Indemnity.Equal(lines[i].Indemnity()), inv.ID)
		assert.True(t, s.InterestPaid.Add(s.IndemnityPaid).Equal(lines[i].Paid()), inv.ID)
	}
	assert.True(t, lines[2].Paid().IsPositive())
}

// TestAChangedAccountHasNoLinesOfItsOwn: what was not part of the run has none.
func TestAChangedAccountHasNoLinesOfItsOwn(t *testing.T) {
	inv := func(id string) *dunning.Invoice {
		return &dunning.Invoice{ID: id, Client: "C", Issued: today - 40, Due: today - 10, Amount: decimal.New(100, 0)}
	}
	a := &dunning.Account{Client: dunning.Client{ID: "C"}, Invoices: []*dunning.Invoice{inv("F-1"), inv("F-2")}}
	r := job(t, settings(t)).Account(a)
	require.Len(t, r.Lines(), 2)
	a.Invoices = append(a.Invoices, inv("F-3"))
	assert.Len(t, r.Lines(), 2)
	a.Invoices = []*dunning.Invoice{inv("F-1"), nil}
	assert.Len(t, r.Lines(), 1)
}

func TestAResultAsJSON(t *testing.T) {
	s := settings(t)
	s.Decide = nil
	a := &dunning.Account{Client: dunning.Client{ID: "C"}, Invoices: []*dunning.Invoice{
		{ID: "F", Client: "C", Issued: today - 40, Due: today - 10, Amount: decimal.New(100, 0)}}}
	r := job(t, s).Account(a)
	line := r.Lines()[0]
	assert.JSONEq(t, `{"index":0,"client":"C","lines":[{"invoice":"F","currency":"EUR","due":"`+(today-10).String()+
		`","days_late":10,"open":"100","interest":"`+line.Interest().StringFixed(2)+`","indemnity":"40","paid":"0"}]}`, asJSON(t, r))
	assert.Equal(t, `{"index":0,"client":""}`, asJSON(t, job(t, s).Account(nil)))
}
