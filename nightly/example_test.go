package nightly_test

import (
	"fmt"
	"log"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/law"
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
			fmt.Println(r.Client+":", d.Text(law.English))
		}
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(summary.Invoices, "invoices, open", summary.Aged.Balance("EUR").Total.Open.StringFixed(2),
		"interest", summary.Charges[0].Interest.StringFixed(2))
	// Output:
	// client-1: Nothing to send: preventive: the step is still to come (due - 6), until 27 November 2026 excluded ; relance-1: the step is still to come (due + 1), until 4 December 2026 excluded. Next possible: 27 November 2026 (preventive).
	// client-2: Première relance by e-mail for €1,200.00: 2 days late, without preventive, whose day has passed.
	// client-3: Mise en demeure by registered letter for €1,200.00: 400 days late, without preventive, relance-1, relance-2, relance-3, whose day has passed, to be paid by 1 December 2026, to be approved before it is sent.
	// 3 invoices, open 3600.00 interest 161.80
}
