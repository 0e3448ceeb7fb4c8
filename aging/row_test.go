package aging_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
)

// TestSumsBeyond64Bits: ten thousand documents of the largest amount are more
// than an int64 holds. Whatever the order and the split, the sum is exact and the
// bytes are the same.
func TestSumsBeyond64Bits(t *testing.T) {
	largest := decimal.New(1, 13) // ten thousand billion, in cents 10^15
	due := day("2026-06-01")
	add := func(a *aging.Accumulator, n int, amount decimal.Decimal) *aging.Accumulator {
		for range n {
			require.NoError(t, a.Add(&dunning.Invoice{ID: "F", Client: "C", Issued: due - 30, Due: due, Amount: amount}))
		}
		return a
	}
	empty := func() *aging.Accumulator { return aging.New(due+10, aging.Standard()) }
	bytes := func(a *aging.Accumulator) string {
		data, err := a.MarshalBinary()
		require.NoError(t, err)
		return string(data)
	}
	const n = 20_000
	whole := add(add(empty(), n, largest), n/2, largest.Neg())
	mixed := empty()
	for range n / 2 {
		add(add(mixed, 2, largest), 1, largest.Neg())
	}
	halves := add(empty(), n/2, largest)
	require.NoError(t, halves.Merge(add(add(empty(), n/2, largest), n/2, largest.Neg())))
	quarters := empty()
	for range 4 {
		require.NoError(t, quarters.Merge(add(add(empty(), n/4, largest), n/8, largest.Neg())))
	}
	for name, a := range map[string]*aging.Accumulator{"in one pass": whole, "mixed": mixed, "halves": halves, "quarters": quarters} {
		assert.Equal(t, bytes(whole), bytes(a), name)
		var back aging.Accumulator
		require.NoError(t, back.UnmarshalBinary([]byte(bytes(a))))
		assert.Equal(t, bytes(whole), bytes(&back), name)
		add(&back, 1, decimal.New(1, -2))
		report, err := back.Result()
		require.NoError(t, err)
		b := report.Balance("EUR")
		for where, row := range map[string]aging.Row{"client": b.Clients[0], "total": b.Total} {
			assert.Equal(t, "200000000000000000.01", row.Overdue[0].StringFixed(2), "%s: %s", name, where)
			assert.Equal(t, "-100000000000000000.00", row.Credits.StringFixed(2), "%s: %s", name, where)
			assert.Equal(t, "100000000000000000.01", row.Open.StringFixed(2), "%s: %s", name, where)
		}
		assert.True(t, b.Identity.Holds())
	}
}
