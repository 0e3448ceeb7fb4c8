package penalty_test

import (
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
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

func interests(s penalty.Statement) []string {
	var out []string
	for _, l := range s.Lines {
		out = append(out, l.Interest.StringFixed(2))
	}
	return out
}

func TestPerHalfYear(t *testing.T) {
	inv := paid(t, invoice(t, "12000", "2026-05-31"), "2026-07-15", "12000")
	for _, asOf := range []string{"2026-07-15", "2026-11-22"} {
		s, err := penalty.Compute(inv, penalty.B2B(), day(t, asOf))
		require.NoError(t, err)
		assert.Equal(t, []string{"119.84", "61.15"}, interests(s))
		assert.Equal(t, "180.99", s.Interest.StringFixed(2))
		assert.Equal(t, "40.00", s.Indemnity.StringFixed(2))
		assert.Equal(t, "220.99", s.Payable.StringFixed(2))
		assert.Equal(t, 45, s.DaysLate)
	}
	s, err := penalty.Compute(paid(t, invoice(t, "10000", "2024-11-30"), "2026-03-31", "10000"), penalty.B2B(), day(t, "2026-11-01"))
	require.NoError(t, err)
	assert.Equal(t, []string{"121.03", "652.10", "612.49", "299.59"}, interests(s))
	assert.Equal(t, "1685.21", s.Interest.StringFixed(2))
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }
