package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
)

// openInvoices are n open invoices of n/10 clients, client by client, as a
// ledger gives them.
func openInvoices(n int) []*dunning.Invoice {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	store := make([]dunning.Invoice, n)
	list := make([]*dunning.Invoice, n)
	client := ""
	for i := range store {
		if i%10 == 0 {
			client = fmt.Sprintf("C%07d", i/10)
		}
		due := today - date.Date(r.IntN(180)-45)
		store[i] = dunning.Invoice{ID: "F", Client: client, Issued: due - 60, Due: due, Amount: decimal.New(1+r.Int64N(1_000_000), -2)}
		list[i] = &store[i]
	}
	return list
}

// An agedRow is a client's line of the aged balance in cents: not due, 1-30,
// 31-60, 61-90, over 90 days late.
type agedRow struct {
	client  string
	columns [5]int64
}

// agedCreance counts on all cores, one accumulator each.
func agedCreance(invoices []*dunning.Invoice) (*aging.Accumulator, error) {
	cores := runtime.GOMAXPROCS(0)
	parts := make([]*aging.Accumulator, cores)
	errs := make([]error, cores)
	var all sync.WaitGroup
	for i := range parts {
		share := invoices[len(invoices)*i/cores : len(invoices)*(i+1)/cores]
		all.Go(func() {
			parts[i] = aging.New(today, aging.Standard())
			for _, inv := range share {
				if err := parts[i].Add(inv); err != nil {
					errs[i] = err
				}
			}
		})
	}
	all.Wait()
	for i := range parts {
		if errs[i] != nil {
			return nil, errs[i]
		}
		if i > 0 {
			if err := parts[0].Merge(parts[i]); err != nil {
				return nil, err
			}
		}
	}
	return parts[0], nil
}

func rowsOf(a *aging.Accumulator) ([]agedRow, error) {
	report, err := a.Result()
	if err != nil {
		return nil, err
	}
	var rows []agedRow
	for _, r := range report.Balance("EUR").Clients {
		row := agedRow{client: r.Client}
		for i, amount := range append([]decimal.Decimal{r.NotDue}, r.Overdue...) {
			row.columns[i] = amount.Shift(2).IntPart()
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// agedDecimal is the loop that a program without this library would write.
func agedDecimal(invoices []*dunning.Invoice) map[string]*[5]decimal.Decimal {
	rows := map[string]*[5]decimal.Decimal{}
	for _, inv := range invoices {
		row := rows[inv.Client]
		if row == nil {
			row = &[5]decimal.Decimal{}
			rows[inv.Client] = row
		}
		column := 0
		switch late := today - inv.Due; {
		case late > 90:
			column = 4
		case late > 60:
			column = 3
		case late > 30:
			column = 2
		case late > 0:
			column = 1
		}
		row[column] = row[column].Add(inv.Amount)
	}
	return rows
}
