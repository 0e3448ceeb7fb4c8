package penalty_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// TestTheClaimDoesNotWaitForTheBooks: a debt exists from its issue. What lateness
// costs is the same whenever the invoice is booked, and was owed before the books
// that brought it forward opened.
func TestTheClaimDoesNotWaitForTheBooks(t *testing.T) {
	asOf := day(t, "2026-03-31")
	plain, err := penalty.Compute(paid(t, invoice(t, "10000", "2026-01-31"), "2026-02-28", "4000"), penalty.B2B(), asOf)
	require.NoError(t, err)
	require.Equal(t, 59, plain.DaysLate)
	for _, kind := range []dunning.DocumentKind{dunning.Ordinary, dunning.Carried} {
		for _, booked := range []string{"2026-01-01", "2026-02-15", "2026-03-31", "2026-04-01"} {
			inv := paid(t, invoice(t, "10000", "2026-01-31"), "2026-02-28", "4000")
			inv.Kind, inv.Booked = kind, day(t, booked)
			s, err := penalty.Compute(inv, penalty.B2B(), asOf)
			require.NoError(t, err)
			assert.Equal(t, asJSON(t, plain), asJSON(t, s), "%s booked on %s", kind, booked)
			price := s.Payable.Sub(inv.OpenAt(asOf))
			switch {
			case inv.BookedOn() <= asOf:
				assert.Equal(t, s.Total.StringFixed(2), price.StringFixed(2), "the balance and the price")
			case kind == dunning.Carried:
				assert.True(t, s.Payable.Equal(price), "the books lack the document and its payment")
			default:
				assert.Equal(t, s.Total.Add(inv.Amount).StringFixed(2), price.StringFixed(2), "the books lack the amount")
			}
		}
	}
}

// TestImputeDoesNotWaitForTheBooks: money pays what is owed, booked or not; a
// balance brought forward by one day must not make it money on account.
func TestImputeDoesNotWaitForTheBooks(t *testing.T) {
	old := bill("A", "2025-12-10", "2026-01-10", "100", t)
	old.Kind, old.Booked = dunning.Carried, day(t, "2026-02-01")
	late := bill("B", "2025-12-20", "2026-01-20", "100", t)
	early := bill("C", "2026-01-31", "2026-03-02", "100", t) // dated ahead by who booked it
	early.Booked = day(t, "2026-01-20")
	all := []*dunning.Invoice{late, early, old}
	shares, rest, err := penalty.Impute(penalty.Receipt{Date: day(t, "2026-01-30"), Amount: dec("350")}, all)
	require.NoError(t, err)
	require.Len(t, shares, 3)
	assert.Same(t, old, shares[0].Invoice, "the oldest due debt")
	assert.Same(t, late, shares[1].Invoice)
	assert.Same(t, early, shares[2].Invoice)
	assert.Equal(t, "50.00", rest.StringFixed(2))

	shares, _, err = penalty.Impute(penalty.Receipt{Date: day(t, "2026-01-30"), Amount: dec("60"), Chosen: []string{"A"}}, all)
	require.NoError(t, err)
	require.Len(t, shares, 1)
	assert.Same(t, old, shares[0].Invoice, "the debtor's choice")
	shares, rest, err = penalty.Impute(penalty.Receipt{Date: day(t, "2025-12-09"), Amount: dec("60")}, all)
	require.NoError(t, err)
	assert.Empty(t, shares, "neither issued nor booked")
	assert.Equal(t, "60.00", rest.StringFixed(2))
}
