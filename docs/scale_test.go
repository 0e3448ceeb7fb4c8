package docs_test

import (
	"fmt"
	"iter"
	"sync"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/penalty"
	"github.com/creance/creance/policy"
)

// aged is the aged balance of shards that are read at the same time.
func aged(asOf date.Date, shards [][]*dunning.Invoice) (aging.Report, error) {
	parts := make([]*aging.Accumulator, len(shards))
	errs := make([]error, len(shards))
	var workers sync.WaitGroup
	for i, shard := range shards {
		parts[i] = aging.New(asOf, aging.Standard())
		workers.Go(func() {
			for _, invoice := range shard {
				if errs[i] = parts[i].Add(invoice); errs[i] != nil {
					return
				}
			}
		})
	}
	workers.Wait()
	total := aging.New(asOf, aging.Standard())
	for i, part := range parts {
		if errs[i] != nil {
			return aging.Report{}, errs[i]
		}
		if err := total.Merge(part); err != nil {
			return aging.Report{}, err
		}
	}
	return total.Result()
}

func Example_shards() {
	report, err := aged(date.New(2026, 11, 23), shards())
	check(err)
	total := report.Balance("EUR").Total
	fmt.Println(total.Documents, "documents,", total.Late().StringFixed(2), "late of", total.Open.StringFixed(2))
	// Output:
	// 400 documents, 88028.00 late of 119800.00
}

// portfolio yields the dunning files of every account; wrong is told of those
// whose data cannot be used.
func portfolio(p *policy.Policy[policy.Facts], accounts []dunning.Account, today date.Date, wrong func(error)) iter.Seq[policy.Facts] {
	return func(yield func(policy.Facts) bool) {
		for _, account := range accounts {
			files, err := p.Facts(&account, today)
			if err != nil {
				wrong(err)
				continue
			}
			for _, facts := range files {
				if !yield(facts) {
					return
				}
			}
		}
	}
}

func Example_portfolio() {
	accounts := []dunning.Account{*martin(), {Client: dunning.Client{ID: "roux"}, Invoices: shards()[0][:1]}}
	p := policy.Standard()
	files := portfolio(p, accounts, date.New(2026, 11, 23), func(err error) { fmt.Println(err) })
	for next, err := range p.DecideAll(files, 2) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(next.Client, next.Invoice, next.Step, next.Amount.StringFixed(2))
	}
	// Output:
	// martin F-2026-107 relance-3 90.00
	// roux F-000 relance-1 100.00
}

// State carries an accumulator through an engine that copies structs field by
// field.
func Example_state() {
	period := kpi.Period{From: date.New(2026, 10, 1), Until: date.New(2026, 11, 1)}
	worker := kpi.New(period)
	for _, invoice := range shards()[0] {
		check(worker.Add(invoice))
	}
	state := worker.State() // exported integers and strings only

	received, err := kpi.FromState(state)
	check(err)
	result, err := received.Result()
	check(err)
	dso, err := result.DSO()
	check(err)
	fmt.Println(dso.Value.StringFixed(2), "days on", dso.Sample, "documents")
	// Output:
	// 31.00 days on 100 documents
}

// One Calculator serves any number of goroutines and invoices.
func Example_calculator() {
	calculator, err := penalty.NewCalculator(penalty.B2B())
	check(err)
	cents := int64(0)
	for _, shard := range shards() {
		for _, invoice := range shard {
			amount, err := calculator.Amount(invoice, date.New(2026, 11, 23))
			check(err)
			cents += amount
		}
	}
	fmt.Println(decimal.New(cents, -2), "of interest")
	// Output:
	// 350.01 of interest
}

// shards are four times a hundred invented invoices of one month.
func shards() [][]*dunning.Invoice {
	list := make([][]*dunning.Invoice, 4)
	for i := range 400 {
		list[i%4] = append(list[i%4], &dunning.Invoice{
			ID: fmt.Sprintf("F-%03d", i), Client: fmt.Sprintf("C-%02d", i%20),
			Issued: date.New(2026, 10, 1+i%31), Due: date.New(2026, 11, 1+i%30),
			Amount: decimal.NewFromInt(int64(100 + i)),
		})
	}
	return list
}
