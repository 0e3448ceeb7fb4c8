package penalty_test

import (
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

func day(t testing.TB, s string) date.Date {
	t.Helper()
	d, err := dunning.ParseDate(s)
	require.NoError(t, err)
	return d
}

func invoice(t testing.TB, amount, due string) *dunning.Invoice {
	d := day(t, due)
	return &dunning.Invoice{ID: "F-1", Issued: d - 30, Due: d, Amount: decimal.RequireFromString(amount)}
}

func paid(t testing.TB, inv *dunning.Invoice, on, amount string) *dunning.Invoice {
	inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: day(t, on), Amount: decimal.RequireFromString(amount)})
	return inv
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// amounts asks both amount-only functions, which must agree.
func amounts(t testing.TB, inv *dunning.Invoice, rule penalty.Rule, asOf date.Date) (int64, error) {
	t.Helper()
	n, err := penalty.Amount(inv, rule, asOf)
	c, err2 := penalty.NewCalculator(rule)
	require.NoError(t, err2)
	m, err2 := c.Amount(inv, asOf)
	require.Equal(t, n, m)
	require.Equal(t, err, err2)
	s, err2 := c.Statement(inv, asOf)
	require.Equal(t, err, err2)
	if err == nil {
		require.Equal(t, decimal.New(n, -2).StringFixed(2), s.Interest.StringFixed(2))
	}
	return n, err
}
