package nightly_test

import (
	"fmt"
	"log"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/nightly"
	"github.com/creance/creance/policy"
)

// The night of 23 November 2026: accounts come from anywhere, one at a time, and
// what to send goes out in the same order.
func ExampleJob_Run() {
	tariff, err := nightly.Statutory()
	if err != nil {
		log.Fatal(err)
	}
	today := date.New(2026, 11, 23)
	job, err := nightly.New(nightly.Settings{
		AsOf:   today,
		Period: kpi.Period{From: date.New(2026, 1, 1), Until: today + 1},
		Tariff: tariff,
		Decide: nightly.By(policy.Standard()),
	})
	if err != nil {
		log.Fatal(err)
	}
	accounts := func(yield func(*dunning.Account, error) bool) {
		for i, days := range []date.Date{-10, 2, 400} {
			id := fmt.Sprintf("client-%d", i+1)
			due := today - days
			if !yield(&dunning.Account{
				Client: dunning.Client{ID: id},
				Invoices: []*dunning.Invoice{{
					ID: "F-1", Client: id, Issued: due - 30, Due: due, Amount: decimal.RequireFromString("1200.00"),
				}},
			}, nil) {
				return
			}
		}
	}
	summary, err := job.Run(accounts, func(r nightly.Result) error {
		for _, d := range r.Decisions {
			if d.None() {
				fmt.Println(r.Client+": nothing before", d.Next)
				continue
			}
			fmt.Println(r.Client+":", d.Label, d.Amount.StringFixed(2), d.DaysLate, "days late")
		}
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(summary.Invoices, "invoices, open", summary.Aged.Balance("EUR").Total.Open.StringFixed(2),
		"interest", summary.Charges[0].Interest.StringFixed(2))
	// Output:
	// client-1: nothing before 2026-11-27
	// client-2: Première relance 1200.00 2 days late
	// client-3: Première relance 1200.00 400 days late
	// 3 invoices, open 3600.00 interest 161.80
}
