package kpi_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/kpi"
)

// accumulator is what Accumulator and Groups have in common.
type accumulator interface {
	Add(*dunning.Invoice) error
	MarshalBinary() ([]byte, error)
	UnmarshalBinary([]byte) error
}

func encode(t testing.TB, a accumulator) []byte {
	t.Helper()
	data, err := a.MarshalBinary()
	require.NoError(t, err)
	return data
}

// contract holds one kind of accumulator to the common contract.
func contract[A accumulator](t *testing.T, empty func() A, merge func(into, from A) error) {
	collect := func(invoices []*dunning.Invoice) A {
		a := empty()
		for _, inv := range invoices {
			require.NoError(t, a.Add(inv))
		}
		return a
	}
	sum := func(parts ...A) A {
		a := empty()
		for _, p := range parts {
			before := encode(t, p)
			require.NoError(t, merge(a, p))
			require.Equal(t, before, encode(t, p), "merge leaves the other as it was")
		}
		return a
	}
	invoices := ledgertest.Random(11, 240)
	whole := encode(t, collect(invoices))

	t.Run("order of Add", func(t *testing.T) {
		r := rand.New(rand.NewPCG(2, 2))
		shuffled := slices.Clone(invoices)
		for range 10 {
			r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			require.Equal(t, whole, encode(t, collect(shuffled)))
		}
	})
	t.Run("associative, commutative, neutral", func(t *testing.T) {
		a, b, c := collect(invoices[:80]), collect(invoices[80:160]), collect(invoices[160:])
		require.Equal(t, whole, encode(t, sum(sum(a, b), c)))
		require.Equal(t, whole, encode(t, sum(a, sum(b, c))))
		require.Equal(t, whole, encode(t, sum(c, a, b)))
		require.Equal(t, encode(t, a), encode(t, sum(a, empty())))
		require.Equal(t, encode(t, a), encode(t, sum(empty(), a)))
	})
	t.Run("any split", func(t *testing.T) {
		for k := 0; k <= len(invoices); k += 13 {
			require.Equal(t, whole, encode(t, sum(collect(invoices[k:]), collect(invoices[:k]))))
		}
	})
	t.Run("encode then decode", func(t *testing.T) {
		a, b := collect(invoices[:100]), empty()
		require.NoError(t, b.UnmarshalBinary(encode(t, a)))
		for _, inv := range invoices[100:] {
			require.NoError(t, b.Add(inv))
		}
		require.Equal(t, whole, encode(t, b))
		for cut := range encode(t, a) {
			require.Error(t, b.UnmarshalBinary(encode(t, a)[:cut]))
		}
		require.Equal(t, whole, encode(t, b), "an error leaves it as it was")
	})
}

// middle is a half-year around the middle of the random ledgers.
var middle = kpi.Period{From: ledgertest.Middle - 89, Until: ledgertest.Middle + 92}

func TestContract(t *testing.T) {
	for name, p := range map[string]kpi.Period{
		"TTC": middle,
		"HT":  {From: middle.From, Until: middle.Until, Tax: dunning.HT, Days: kpi.Days360},
	} {
		t.Run(name, func(t *testing.T) {
			contract(t, func() *kpi.Accumulator { return kpi.New(p) }, (*kpi.Accumulator).Merge)
		})
	}
	t.Run("groups", func(t *testing.T) {
		contract(t, func() *kpi.Groups { return kpi.ByClient(middle) }, (*kpi.Groups).Merge)
	})
}

func TestMergeWithItselfDoubles(t *testing.T) {
	a := accumulate(t, quarter, invoice("F1", "10"))
	require.NoError(t, a.Merge(a))
	r, err := a.Result()
	require.NoError(t, err)
	assert.Equal(t, "20.00", r.Sales.StringFixed(2))
	f, err := r.DSOCountBack()
	require.NoError(t, err)
	assert.Equal(t, "61.00", f.Value.StringFixed(2))
}

func TestUnlikePeriodsDoNotMerge(t *testing.T) {
	for name, change := range map[string]func(*kpi.Period){
		"start":    func(p *kpi.Period) { p.From++ },
		"end":      func(p *kpi.Period) { p.Until++ },
		"days":     func(p *kpi.Period) { p.Days = kpi.Days360 },
		"tax":      func(p *kpi.Period) { p.Tax = dunning.HT },
		"currency": func(p *kpi.Period) { p.Currency = "GBP" },
	} {
		t.Run(name, func(t *testing.T) {
			other := quarter
			change(&other)
			var unlike *kpi.MergeError
			require.ErrorAs(t, kpi.New(quarter).Merge(kpi.New(other)), &unlike)
			assert.NotEqual(t, unlike.Have, unlike.Other)
			assert.Contains(t, unlike.Error(), unlike.Other.String())
			require.ErrorAs(t, kpi.ByClient(quarter).Merge(kpi.ByClient(other)), &unlike)
			require.ErrorAs(t, kpi.ByClient(quarter).Restore([]kpi.GroupState{{State: kpi.New(other).State()}}), &unlike)
		})
	}
	named := quarter
	named.Currency = "EUR"
	assert.NoError(t, kpi.New(quarter).Merge(kpi.New(named)), `"" is EUR`)
}

func TestResultChangesNothing(t *testing.T) {
	a := accumulate(t, middle, ledgertest.Random(5, 60)...)
	before := encode(t, a)
	r, err := a.Result()
	require.NoError(t, err)
	for range r.Figures() {
	}
	assert.Equal(t, before, encode(t, a))
	first, err := r.DSO()
	require.NoError(t, err)
	require.NoError(t, a.Merge(a))
	again, err := r.DSO()
	require.NoError(t, err)
	assert.Equal(t, first, again, "a result is a copy")
}

func TestStatesThatNoAccumulatorGivesAreRefused(t *testing.T) {
	good := accumulate(t, middle, ledgertest.Random(7, 20)...).State()
	for name, spoil := range map[string]func(*kpi.State){
		"period":       func(s *kpi.State) { s.Until = s.From },
		"days":         func(s *kpi.State) { s.Days = 256 },
		"tax":          func(s *kpi.State) { s.Tax = -1 },
		"currency":     func(s *kpi.State) { s.Currency = "?" },
		"sums":         func(s *kpi.State) { s.Sums = s.Sums[1:] },
		"counts":       func(s *kpi.State) { s.Counts = nil },
		"months":       func(s *kpi.State) { s.Months = s.Months[1:] },
		"month order":  func(s *kpi.State) { s.Months[3] = s.Months[0] },
		"month future": func(s *kpi.State) { s.Months = []int64{12 * 2999, 0, 1} },
		"month past":   func(s *kpi.State) { s.Months = []int64{-1, 0, 1} },
	} {
		t.Run(name, func(t *testing.T) {
			s := good
			s.Months = slices.Clone(good.Months)
			spoil(&s)
			_, err := kpi.FromState(s)
			assert.ErrorContains(t, err, "kpi state")
			assert.Error(t, kpi.ByClient(middle).Restore([]kpi.GroupState{{Key: "C", State: s}}))
		})
	}
	rebuilt, err := kpi.FromState(good)
	require.NoError(t, err)
	assert.Equal(t, good, rebuilt.State())
}

func TestGroups(t *testing.T) {
	invoices := ledgertest.Random(9, 80)
	g := kpi.By(middle, func(inv *dunning.Invoice) string { return inv.Kind.String() })
	for _, inv := range invoices {
		require.NoError(t, g.Add(inv))
	}
	results, err := g.Result()
	require.NoError(t, err)
	total := decimal.Zero
	for i, r := range results {
		total = total.Add(r.Receivables)
		if i > 0 {
			assert.Less(t, results[i-1].Key, r.Key)
		}
	}
	assert.Equal(t, result(t, middle, invoices...).Receivables.StringFixed(2), total.StringFixed(2), "the groups add up")

	restored := kpi.By(middle, nil)
	assert.Error(t, restored.Restore(g.State()), "no key function")
	restored = kpi.ByClient(middle)
	require.NoError(t, restored.Restore(g.State()))
	assert.Equal(t, encode(t, g), encode(t, restored))
	assert.ErrorContains(t, restored.Restore(append(g.State(), g.State()...)), "twice")
}

func TestGroupsRefuse(t *testing.T) {
	var zero kpi.Groups
	for _, g := range []*kpi.Groups{&zero, kpi.By(kpi.Period{}, func(*dunning.Invoice) string { return "" })} {
		assert.Error(t, g.Add(invoice("F1", "1")))
		assert.Error(t, g.Merge(kpi.ByClient(quarter)))
		_, err := g.Result()
		assert.Error(t, err)
		_, err = g.MarshalBinary()
		assert.Error(t, err)
	}
	g := kpi.ByClient(quarter)
	assert.Error(t, g.Add(nil))
	assert.Error(t, g.Add(invoice("F1", "0.001")))
	results, err := g.Result()
	require.NoError(t, err)
	assert.Empty(t, results, "a refused document makes no group")
}

// clerk computes the simple sums again with decimals, day by day.
type clerk struct {
	opening, closing, owed, notDue, overdue, sales, collected decimal.Decimal
	received, receivedDays, receivedDelay                     decimal.Decimal
}

func (c *clerk) count(inv *dunning.Invoice, p kpi.Period) {
	booked := cmp.Or(inv.Booked, inv.Issued)
	at := func(d date.Date) decimal.Decimal {
		open := decimal.Zero
		if booked <= d {
			open = inv.Amount
		} else if inv.Kind == dunning.Carried {
			return open // taken over later, with what settled it
		}
		for _, s := range inv.Settlements {
			if s.Date <= d && s.Kind == dunning.Returned {
				open = open.Add(s.Amount)
			} else if s.Date <= d {
				open = open.Sub(s.Amount)
			}
		}
		return open
	}
	in := func(d date.Date) bool { return d >= p.From && d < p.Until }
	doubtful := func(d date.Date) bool { return inv.Doubtful && d >= inv.DoubtfulFrom }
	first, start, end := p.From-1, at(p.From-1), at(p.Until-1)
	if (inv.Kind == dunning.Opening || inv.Kind == dunning.Carried) && in(booked) {
		first, start = booked, inv.Amount
		for _, s := range inv.Settlements {
			if s.Date < p.From || s.Kind == dunning.Adjustment && s.Date <= booked {
				start = start.Add(s.Effect())
			}
		}
	}
	if !doubtful(first) {
		c.opening = c.opening.Add(start)
	}
	if !doubtful(p.Until - 1) {
		c.closing = c.closing.Add(end)
		if end.IsPositive() {
			c.owed = c.owed.Add(end)
			if inv.Due >= p.Until-1 {
				c.notDue = c.notDue.Add(end)
			} else {
				c.overdue = c.overdue.Add(end)
			}
		}
	}
	ordinary := inv.Kind == dunning.Ordinary
	if ordinary && in(booked) {
		c.sales = c.sales.Add(inv.Amount)
	}
	if inv.Kind == dunning.OnAccount && in(booked) {
		c.collected = c.collected.Sub(inv.Amount)
	}
	for _, s := range inv.Settlements {
		if !in(s.Date) {
			continue
		}
		switch s.Kind {
		case dunning.CreditNote:
			c.sales = c.sales.Sub(s.Amount)
		case dunning.Payment:
			c.collected = c.collected.Add(s.Amount)
			if (ordinary || inv.Kind == dunning.Carried) && inv.Amount.IsPositive() {
				c.received = c.received.Add(s.Amount)
				c.receivedDays = c.receivedDays.Add(s.Amount.Mul(decimal.NewFromInt(int64(s.Date - inv.Issued))))
				c.receivedDelay = c.receivedDelay.Add(s.Amount.Mul(decimal.NewFromInt(int64(s.Date - inv.Due))))
			}
		}
	}
}

// plain are random documents without what the clerk does not know: schedules
// and returned payments.
func plain(seed uint64, n int) []*dunning.Invoice {
	invoices := ledgertest.Random(seed, n)
	for _, inv := range invoices {
		inv.Instalments = nil
		inv.Settlements = slices.DeleteFunc(inv.Settlements, func(s dunning.Settlement) bool { return s.Kind == dunning.Returned })
	}
	return invoices
}

func checkAgainstClerk(t *testing.T, seed uint64, n int) {
	var c clerk
	invoices := plain(seed, n)
	for _, inv := range invoices {
		c.count(inv, middle)
	}
	r := result(t, middle, invoices...)
	same := func(want, got decimal.Decimal, what string) {
		assert.Equal(t, want.StringFixed(2), got.StringFixed(2), "seed %d: %s", seed, what)
	}
	same(c.opening, r.Opening, "opening")
	same(c.closing, r.Receivables, "receivables")
	same(c.owed, r.Owed, "owed")
	same(c.notDue, r.NotDue, "not due")
	same(c.overdue, r.Overdue, "overdue")
	same(c.sales, r.Sales, "sales")
	same(c.collected, r.Collected, "collected")
	if f, err := r.DSO(); err == nil {
		same(c.closing.Mul(decimal.NewFromInt(181)).DivRound(c.sales, 2), f.Value, "DSO")
	}
	if f, err := r.DaysToPay(); err == nil {
		same(c.receivedDays.DivRound(c.received, 2), f.Value, "days to pay")
	}
	if f, err := r.PaymentDelay(); err == nil {
		same(c.receivedDelay.DivRound(c.received, 2), f.Value, "payment delay")
	}
}

func TestAgainstDecimalClerk(t *testing.T) {
	for seed := range uint64(200) {
		checkAgainstClerk(t, seed, 40)
	}
}

// TestCountBackDayByDay sells each month evenly over its days and walks back
// one day at a time until the balance is gone: the whole days must agree.
func TestCountBackDayByDay(t *testing.T) {
	for seed := range uint64(100) {
		invoices := plain(seed, 60)
		r := result(t, middle, invoices...)
		f, err := r.DSOCountBack()
		if err != nil {
			continue
		}
		perMonth := map[[2]int]decimal.Decimal{}
		for _, inv := range invoices {
			add := func(d date.Date, n decimal.Decimal) {
				if d < middle.Until {
					y, m, _ := d.Date()
					key := [2]int{y, int(m)}
					perMonth[key] = perMonth[key].Add(n)
				}
			}
			if inv.Kind == dunning.Ordinary {
				add(cmp.Or(inv.Booked, inv.Issued), inv.Amount)
			}
			for _, s := range inv.Settlements {
				if s.Kind == dunning.CreditNote {
					add(s.Date, s.Amount.Neg())
				}
			}
		}
		left, days, negative := r.Receivables, 0, false
		for d := middle.Closing(); left.IsPositive(); d-- {
			y, m, _ := d.Date()
			length := d.LastDayOfMonth()
			if d.Month() == middle.Closing().Month() && y == middle.Closing().Year() {
				length = middle.Closing().Day()
			}
			negative = negative || perMonth[[2]int{y, int(m)}].IsNegative()
			left = left.Sub(perMonth[[2]int{y, int(m)}].DivRound(decimal.NewFromInt(int64(length)), 12))
			days++
		}
		if negative {
			continue // a month of credit notes cannot be spread over days
		}
		diff := decimal.NewFromInt(int64(days)).Sub(f.Value)
		assert.True(t, diff.GreaterThan(decimal.New(-2, -2)) && diff.LessThan(decimal.NewFromInt(1)), "seed %d: %s days against %d", seed, f.Value, days)
	}
}

func FuzzSplitThenMergeIsOnePass(f *testing.F) {
	f.Add(uint64(1), uint8(20), uint8(7))
	f.Fuzz(func(t *testing.T, seed uint64, n, cut uint8) {
		invoices := ledgertest.Random(seed, int(n))
		k := min(int(cut), len(invoices))
		split := accumulate(t, middle, invoices[k:]...)
		require.NoError(t, split.Merge(accumulate(t, middle, invoices[:k]...)))
		require.Equal(t, encode(t, accumulate(t, middle, invoices...)), encode(t, split))
		checkAgainstClerk(t, seed, int(n))
		r, err := split.Result()
		require.NoError(t, err)
		if share, err := r.OverdueShare(); err == nil {
			require.False(t, share.Value.IsNegative() || share.Value.GreaterThan(dec("100")))
		}
		if rate, err := r.RecoveryRate(); err == nil {
			require.False(t, rate.Value.IsNegative() || rate.Value.GreaterThan(dec("100")))
		}
		for f, err := range r.Figures() {
			require.True(t, err != nil || !f.Denominator.IsZero())
		}
	})
}

func FuzzUnmarshalBinary(f *testing.F) {
	f.Add(encode(f, accumulate(f, middle, ledgertest.Random(1, 10)...)))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		var a kpi.Accumulator
		if a.UnmarshalBinary(data) != nil {
			return
		}
		var b kpi.Accumulator
		require.NoError(t, b.UnmarshalBinary(encode(t, &a)))
		require.Equal(t, encode(t, &a), encode(t, &b))
		r, err := a.Result()
		require.NoError(t, err)
		for range r.Figures() {
		}
	})
}

func TestAddDoesNotAllocate(t *testing.T) {
	inv := invoice("F1", "1234.56")
	inv.Settlements = []dunning.Settlement{{Date: day("2026-06-20"), Amount: dec("34.56")}}
	a := accumulate(t, quarter, inv)
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = a.Add(inv) }))
}

func BenchmarkAdd(b *testing.B) {
	invoices := plain(1, 10_000)
	for b.Loop() {
		a := kpi.New(middle)
		for _, inv := range invoices {
			_ = a.Add(inv)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10_000, "ns/invoice")
}
