package main

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/penalty"
	"github.com/creance/creance/policy"
)

// A benchmark is one row of the results: the same function serves `go test
// -bench` and the command.
type benchmark struct {
	group, name string
	run         func(b *testing.B)
}

func (m benchmark) String() string { return m.group + "/" + m.name }

// sizes are those of the work that grows.
type sizes struct {
	aging   int   // open invoices
	nightly []int // invoices
}

// benchmarks makes everything ready, checks that the answers are the same, and
// gives the functions to time.
func benchmarks(s sizes) ([]benchmark, error) {
	var list []benchmark
	for _, group := range []func(sizes) ([]benchmark, error){rulesBenchmarks, decideBenchmarks, penaltyBenchmarks, agingBenchmarks, nightlyBenchmarks} {
		more, err := group(s)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	return list, nil
}

func rulesBenchmarks(sizes) ([]benchmark, error) {
	ways, err := books()
	if err != nil {
		return nil, err
	}
	var list []benchmark
	reader, files := newLadder(policy.StandardDocument()), files(256)
	want := make([]outcome, len(files))
	for n, way := range ways {
		bring := make([]func(), len(files))
		for i := range files {
			facts := reader.read(&files[i]).env
			facts.Previous = facts.Due
			bring[i] = way.ready(facts)
			bring[i]()
			if got := way.every(); n == 0 {
				want[i] = got
			} else if got != want[i] {
				return nil, fmt.Errorf("%s says %v of file %d, creance %v", way.name, got, i, want[i])
			}
		}
		list = append(list, benchmark{"Rules", way.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				bring[i%len(bring)]()
				way.every()
			}
		}})
	}
	return list, nil
}

func decideBenchmarks(sizes) ([]benchmark, error) {
	ways, err := deciders()
	if err != nil {
		return nil, err
	}
	list, files := []benchmark{}, files(256)
	for _, way := range ways {
		for i := range files {
			ways[0].decide(&files[i])
			way.decide(&files[i])
			if want, got := ways[0].answer(), way.answer(); got.String() != want.String() {
				return nil, fmt.Errorf("%s decides %v for file %d, creance %v", way.name, got, i, want)
			}
		}
		list = append(list, benchmark{"Decide", way.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				way.decide(&files[i%len(files)])
			}
		}})
	}
	return list, nil
}

func penaltyBenchmarks(sizes) ([]benchmark, error) {
	c, err := penalty.NewCalculator(penalty.B2B())
	if err != nil {
		return nil, err
	}
	inv, asOf := lateClaim()
	amount, err := c.Amount(inv, asOf)
	if err != nil {
		return nil, err
	}
	statement, err := c.Statement(inv, asOf)
	if err != nil {
		return nil, err
	}
	full := plainFull(inv)
	for _, sum := range []decimal.Decimal{statement.Interest, plainInterest(inv), full.interest} {
		if !sum.Equal(decimal.New(amount, -2)) {
			return nil, fmt.Errorf("interest of %s and of %d cents", sum, amount)
		}
	}
	if !statement.Total.Equal(full.total) || len(statement.Lines) != len(full.lines) {
		return nil, fmt.Errorf("statements of %s and %s, of %d and %d lines", statement.Total, full.total, len(statement.Lines), len(full.lines))
	}
	long, longAsOf, err := longClaim(c)
	if err != nil {
		return nil, err
	}
	once, err := penalty.NewCalculator(onTotal())
	if err != nil {
		return nil, err
	}
	timed := func(name string, work func() error) benchmark {
		return benchmark{"Penalty", name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := work(); err != nil {
					panic(err) // it was nil when the answers were compared
				}
			}
		}}
	}
	return []benchmark{
		timed("amount", func() error { _, err := c.Amount(inv, asOf); return err }),
		timed("amount26", func() error { _, err := c.Amount(long, longAsOf); return err }),
		timed("once", func() error { _, err := once.Amount(inv, asOf); return err }),
		timed("once26", func() error { _, err := once.Amount(long, longAsOf); return err }),
		timed("statement", func() error { _, err := c.Statement(inv, asOf); return err }),
		timed("decimal", func() error { plainInterest(inv); return nil }),
		timed("decimalstatement", func() error { plainFull(inv); return nil }),
	}, nil
}

func agingBenchmarks(s sizes) ([]benchmark, error) {
	invoices := openInvoices(s.aging)
	accumulated, err := agedCreance(invoices)
	if err != nil {
		return nil, err
	}
	want, err := rowsOf(accumulated)
	if err != nil {
		return nil, err
	}
	list := []benchmark{{"Aging", "creance", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			must(agedCreance(invoices))
		}
	}}}
	plain := agedDecimal(invoices)
	for _, row := range want {
		for i, n := range row.columns {
			if !plain[row.client][i].Equal(decimal.New(n, -2)) {
				return nil, fmt.Errorf("decimal ages %s otherwise", row.client)
			}
		}
	}
	list = append(list, benchmark{"Aging", "decimal", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			agedDecimal(invoices)
		}
	}})
	for _, open := range []func() (*database, error){
		func() (*database, error) { return duckDB(invoices) }, func() (*database, error) { return sqlite(invoices) },
	} {
		d, err := open()
		if err != nil {
			return nil, err
		}
		if err := d.age(); err != nil {
			return nil, err
		}
		got, err := d.rows()
		if err != nil {
			return nil, err
		}
		if !slices.Equal(got, want) {
			return nil, fmt.Errorf("%s has another aged balance", d.name)
		}
		list = append(list, benchmark{"Aging", d.name, func(b *testing.B) {
			for b.Loop() {
				if err := d.age(); err != nil {
					b.Fatal(err)
				}
			}
		}})
	}
	return list, nil
}

func nightlyBenchmarks(s sizes) ([]benchmark, error) {
	accounts := portfolio(slices.Max(s.nightly))
	job, err := nightlyJob(0)
	if err != nil {
		return nil, err
	}
	if _, err := night(job, stream(accounts, min(1000, s.nightly[0]))); err != nil {
		return nil, err
	}
	var list []benchmark
	for _, n := range s.nightly {
		list = append(list, benchmark{"Nightly", size(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				must(night(job, stream(accounts, n)))
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/invoice")
		}})
	}
	return list, nil
}

// size is 1e6 for a million.
func size(n int) string {
	zeros := 0
	for ; n >= 10 && n%10 == 0; n /= 10 {
		zeros++
	}
	return fmt.Sprintf("%de%d", n, zeros)
}
