package aging_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/ledgertest"
)

func collect(t testing.TB, invoices []*dunning.Invoice) *aging.Accumulator {
	t.Helper()
	a := aging.New(ledgertest.Middle, aging.Standard())
	for _, inv := range invoices {
		require.NoError(t, a.Add(inv))
	}
	return a
}

func encode(t testing.TB, a *aging.Accumulator) []byte {
	t.Helper()
	data, err := a.MarshalBinary()
	require.NoError(t, err)
	return data
}

func merged(t testing.TB, parts ...*aging.Accumulator) *aging.Accumulator {
	t.Helper()
	sum := aging.New(ledgertest.Middle, aging.Standard())
	for _, p := range parts {
		require.NoError(t, sum.Merge(p))
	}
	return sum
}

func TestOrderOfAddDoesNotMatter(t *testing.T) {
	invoices := ledgertest.Random(1, 300)
	want := encode(t, collect(t, invoices))
	r := rand.New(rand.NewPCG(2, 2))
	for range 20 {
		r.Shuffle(len(invoices), func(i, j int) { invoices[i], invoices[j] = invoices[j], invoices[i] })
		assert.Equal(t, want, encode(t, collect(t, invoices)))
	}
}

func TestMergeIsAssociativeAndCommutativeAndTheEmptyOneNeutral(t *testing.T) {
	invoices := ledgertest.Random(3, 90)
	part := func(i int) *aging.Accumulator { return collect(t, invoices[30*i:30*i+30]) }
	left := merged(t, merged(t, part(0), part(1)), part(2))
	right := merged(t, part(0), merged(t, part(1), part(2)))
	assert.Equal(t, encode(t, left), encode(t, right))
	assert.Equal(t, encode(t, left), encode(t, merged(t, part(2), part(0), part(1))))
	assert.Equal(t, encode(t, part(0)), encode(t, merged(t, part(0))))
	with := part(0)
	require.NoError(t, with.Merge(merged(t)))
	assert.Equal(t, encode(t, part(0)), encode(t, with))
}

func TestManyClientsInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	a, b := aging.New(ledgertest.Middle, aging.Standard()), aging.New(ledgertest.Middle, aging.Standard())
	want := map[string]map[string]int64{"EUR": {}, "USD": {}}
	for range 20_000 {
		inv := invoice("F", fmt.Sprintf("C%d", r.IntN(5000)), "1", "2026-06-15")
		if r.IntN(3) == 0 {
			inv.Currency = "USD"
		}
		want[inv.CurrencyCode()][inv.Client]++
		into := a
		if r.IntN(2) == 0 {
			into = b
		}
		require.NoError(t, into.Add(inv))
	}
	require.NoError(t, a.Merge(b))
	report, err := a.Result()
	require.NoError(t, err)
	for currency, clients := range want {
		rows := report.Balance(currency).Clients
		require.Len(t, rows, len(clients))
		for _, row := range rows {
			require.Equal(t, clients[row.Client], row.Open.IntPart(), row.Client)
		}
	}
}

func TestMergeTotalPutsTheClientsTogether(t *testing.T) {
	invoices := ledgertest.Random(5, 200)
	total := merged(t)
	require.NoError(t, total.MergeTotal(collect(t, invoices[:80])))
	require.NoError(t, total.MergeTotal(collect(t, invoices[80:])))
	for _, inv := range invoices {
		inv.Client = ""
	}
	assert.Equal(t, encode(t, collect(t, invoices)), encode(t, total))
	require.Error(t, total.MergeTotal(aging.New(ledgertest.Middle+1, aging.Standard())))

	itself := collect(t, []*dunning.Invoice{invoice("F1", "A", "10", "2026-06-15"), invoice("F2", "", "5", "2026-06-15")})
	require.NoError(t, itself.MergeTotal(itself))
	r, err := itself.Result()
	require.NoError(t, err)
	assert.Equal(t, "30.00", text(r.Balance("").Total.Open))
}

func TestMergeWithItselfDoubles(t *testing.T) {
	a := collect(t, []*dunning.Invoice{invoice("F1", "C", "10", "2026-06-15")})
	require.NoError(t, a.Merge(a))
	r, err := a.Result()
	require.NoError(t, err)
	assert.Equal(t, "20.00", text(r.Balance("").Total.Open))
}

func TestUnlikeConfigurationsDoNotMerge(t *testing.T) {
	a := collect(t, ledgertest.Random(4, 10))
	before := encode(t, a)
	var unlike *aging.MergeError
	require.ErrorAs(t, a.Merge(aging.New(ledgertest.Middle+1, aging.Standard())), &unlike)
	assert.Equal(t, "as-of day", unlike.What)
	require.ErrorAs(t, a.Merge(aging.New(ledgertest.Middle, aging.Buckets{UpTo: []int{15}})), &unlike)
	assert.Equal(t, "buckets", unlike.What)
	require.ErrorAs(t, a.Merge(aging.New(ledgertest.Middle, aging.Buckets{Basis: aging.FromIssue})), &unlike)
	assert.Contains(t, unlike.Error(), "same New")
	assert.Equal(t, before, encode(t, a))
}

func TestResultChangesNothing(t *testing.T) {
	invoices := ledgertest.Random(5, 60)
	a := collect(t, invoices[:30])
	before := encode(t, a)
	first, err := a.Result()
	require.NoError(t, err)
	first.Balances[0].Clients[0].Overdue[0] = dec("999")
	first.Buckets.UpTo[0] = 7
	assert.Equal(t, before, encode(t, a), "the report is a copy")
	for _, inv := range invoices[30:] {
		require.NoError(t, a.Add(inv))
	}
	assert.Equal(t, encode(t, collect(t, invoices)), encode(t, a))
}

func TestTheCallerKeepsHisBounds(t *testing.T) {
	bounds := []int{10, 20}
	a := aging.New(asOf, aging.Buckets{UpTo: bounds})
	bounds[0] = 99
	r, err := a.Result()
	require.NoError(t, err)
	assert.Equal(t, []int{10, 20}, r.Buckets.UpTo)
}

func TestEncodeThenDecodeIsTheIdentity(t *testing.T) {
	invoices := ledgertest.Random(6, 50)
	invoices[0].Client = "r\xe9sum\xe9" // ISO-8859-15 bytes survive
	invoices[1].Currency = "USD"
	a := collect(t, invoices)

	var decoded aging.Accumulator
	require.NoError(t, decoded.UnmarshalBinary(encode(t, a)))
	assert.Equal(t, encode(t, a), encode(t, &decoded))
	assert.Equal(t, a.State(), decoded.State())

	rebuilt, err := aging.FromState(a.State())
	require.NoError(t, err)
	assert.Equal(t, encode(t, a), encode(t, rebuilt))
	require.NoError(t, rebuilt.Add(invoice("F-new", "C", "1", "2026-06-15")), "it goes on from there")
}

func TestStatesThatNoAccumulatorGivesAreRefused(t *testing.T) {
	good := collect(t, ledgertest.Random(7, 20)).State()
	for name, spoil := range map[string]func(*aging.State){
		"no day":        func(s *aging.State) { s.AsOf = 0 },
		"basis":         func(s *aging.State) { s.Basis = 256 },
		"bounds":        func(s *aging.State) { s.UpTo = []int64{30, 30, 40} },
		"words":         func(s *aging.State) { s.Rows[0].Sums = s.Rows[0].Sums[1:] },
		"documents":     func(s *aging.State) { s.Rows[0].Documents = -1 },
		"currency":      func(s *aging.State) { s.Rows[0].Currency = "" },
		"client twice":  func(s *aging.State) { s.Rows = append(s.Rows, s.Rows[0]) },
		"other columns": func(s *aging.State) { s.UpTo = s.UpTo[:1] },
	} {
		t.Run(name, func(t *testing.T) {
			s := good
			s.Rows = slices.Clone(good.Rows)
			spoil(&s)
			_, err := aging.FromState(s)
			assert.ErrorContains(t, err, "aging state")
		})
	}
}

// oracle ages with decimals, one document and one column at a time, as a
// clerk would with a calculator.
func oracle(invoices []*dunning.Invoice, d date.Date) map[string][]decimal.Decimal {
	upper := []int{30, 60, 90}
	rows := map[string][]decimal.Decimal{}
	for _, inv := range invoices {
		open, booked := decimal.Zero, cmp.Or(inv.Booked, inv.Issued) <= d
		if booked {
			open = inv.Amount
		} else if inv.Kind == dunning.Carried {
			continue // taken over later, with what settled it
		}
		for _, s := range inv.Settlements {
			if s.Date <= d {
				open = open.Add(s.Effect())
			}
		}
		if open.IsZero() {
			continue
		}
		if rows[inv.Client] == nil {
			rows[inv.Client] = make([]decimal.Decimal, 7) // not due, 4 buckets, credits, ledger
		}
		row := rows[inv.Client]
		put := func(due date.Date, amount decimal.Decimal) {
			column := 0
			if late := int(d - due); late > 0 {
				column = 1
				for _, u := range upper {
					if late > u {
						column++
					}
				}
			}
			row[column] = row[column].Add(amount)
		}
		row[6] = row[6].Add(open)
		switch {
		case open.IsNegative():
			row[5] = row[5].Add(open)
		case len(inv.Instalments) == 0:
			put(inv.Due, open)
		case !booked: // a payment that came back before the books had the invoice
			put(slices.MaxFunc(inv.Instalments, func(a, b dunning.Instalment) int { return int(a.Due - b.Due) }).Due, open)
		default: // pay the earliest instalments with what was settled
			settled := inv.Amount.Sub(open)
			parts := slices.Clone(inv.Instalments)
			slices.SortStableFunc(parts, func(a, b dunning.Instalment) int { return int(a.Due - b.Due) })
			for _, p := range parts {
				paid := decimal.Min(settled, p.Amount) // negative: a return with costs falls on the first
				settled = settled.Sub(paid)
				put(p.Due, p.Amount.Sub(paid))
			}
		}
	}
	return rows
}

func checkAgainstOracle(t *testing.T, seed uint64, n int) {
	invoices := ledgertest.Random(seed, n)
	r, err := aging.Of(ledgertest.Middle, aging.Standard(), slices.Values(invoices))
	require.NoError(t, err)
	want := oracle(invoices, ledgertest.Middle)
	b := r.Balance("EUR")
	require.Len(t, b.Clients, len(want))
	require.True(t, b.Identity.Holds())
	for _, row := range b.Clients {
		w := want[row.Client]
		got := append(append([]decimal.Decimal{row.NotDue}, row.Overdue...), row.Credits, row.Open)
		for i := range w {
			assert.Equal(t, text(w[i]), text(got[i]), "seed %d client %s column %d", seed, row.Client, i)
		}
	}
}

func TestAgainstDecimalOracle(t *testing.T) {
	for seed := range uint64(200) {
		checkAgainstOracle(t, seed, 40)
	}
}

func FuzzSplitThenMergeIsOnePass(f *testing.F) {
	f.Add(uint64(1), uint8(20), uint8(7))
	f.Fuzz(func(t *testing.T, seed uint64, n, cut uint8) {
		invoices := ledgertest.Random(seed, int(n))
		k := min(int(cut), len(invoices))
		split := merged(t, collect(t, invoices[k:]), collect(t, invoices[:k]))
		assert.Equal(t, encode(t, collect(t, invoices)), encode(t, split))
		checkAgainstOracle(t, seed, int(n))
	})
}

func FuzzUnmarshalBinary(f *testing.F) {
	f.Add(encode(f, collect(f, ledgertest.Random(1, 10))))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		var a aging.Accumulator
		if a.UnmarshalBinary(data) != nil {
			return
		}
		again := encode(t, &a)
		var b aging.Accumulator
		require.NoError(t, b.UnmarshalBinary(again))
		require.Equal(t, again, encode(t, &b))
		_, err := a.Result()
		require.NoError(t, err)
	})
}

func TestAddDoesNotAllocate(t *testing.T) {
	a := aging.New(asOf, aging.Standard())
	inv := invoice("F1", "C", "1234.56", "2026-05-15")
	inv.Settlements = []dunning.Settlement{{Date: asOf, Amount: dec("34.56")}}
	other := invoice("F2", "D", "10", "2026-05-15")
	require.NoError(t, a.Add(other))
	require.NoError(t, a.Add(inv))
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = a.Add(inv); _ = a.Add(other) }))
}

func BenchmarkAdd(b *testing.B) {
	invoices := ledgertest.Random(1, 10_000)
	for _, inv := range invoices {
		inv.Settlements, inv.Instalments, inv.Disputes = nil, nil, nil
	}
	for b.Loop() {
		a := aging.New(ledgertest.Middle, aging.Standard())
		for _, inv := range invoices {
			_ = a.Add(inv)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10_000, "ns/invoice")
}
