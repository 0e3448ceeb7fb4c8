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

func threeHalfYears(t testing.TB) *dunning.Invoice {
	return paid(t, invoice(t, "10000.00", "2025-03-31"), "2026-03-31", "10000.00")
}

// TestAllocations guards the quick path: a portfolio of a million invoices must
// not feed the collector, and a statement is one piece of memory: its lines, its
// share, the amounts that stand on it for the first time, and the finding on what a
// late payment of the exact amount leaves.
func TestAllocations(t *testing.T) {
	c, err := penalty.NewCalculator(penalty.B2B())
	require.NoError(t, err)
	inv, asOf := threeHalfYears(t), day(t, "2026-06-30")
	for name, want := range map[string]float64{"amount": 0, "charge": 0, "statement": 1} {
		work := map[string]func() error{
			"amount":    func() error { _, err := c.Amount(inv, asOf); return err },
			"charge":    func() error { _, err := c.Charge(inv, asOf); return err },
			"statement": func() error { _, err := c.Statement(inv, asOf); return err },
		}[name]
		allocs := testing.AllocsPerRun(100, func() {
			if err := work(); err != nil {
				t.Fatal(err)
			}
		})
		assert.Equal(t, want, allocs, name)
	}
}

func BenchmarkPenalty(b *testing.B) {
	c, err := penalty.NewCalculator(penalty.B2B())
	require.NoError(b, err)
	inv, asOf := threeHalfYears(b), day(b, "2026-06-30")
	b.Run("amount", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := c.Amount(inv, asOf); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("statement", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := c.Statement(inv, asOf); err != nil {
				b.Fatal(err)
			}
		}
	})
	// Straightforward decimal code for the same three half-years.
	b.Run("decimal", func(b *testing.B) {
		b.ReportAllocs()
		cuts := []date.Date{day(b, "2025-07-01"), day(b, "2026-01-01"), day(b, "2026-04-01")}
		rates := []decimal.Decimal{dec("13.15"), dec("12.15"), dec("12.15")}
		year := dec("36500")
		for b.Loop() {
			from, sum := inv.Due+1, decimal.Decimal{}
			for i, until := range cuts {
				days := decimal.NewFromInt(int64(until - from))
				sum = sum.Add(inv.Amount.Mul(rates[i]).Mul(days).DivRound(year, 2))
				from = until
			}
			if sum.IsZero() {
				b.Fatal("no interest")
			}
		}
	})
	b.Run("compute", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := penalty.Compute(inv, penalty.B2B(), asOf); err != nil {
				b.Fatal(err)
			}
		}
	})
}
