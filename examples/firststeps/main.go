// Firststeps is the program of the README: one invoice, its due date, what its
// lateness costs, where it stands in the aged balance, and the next step.
package main

import (
	"fmt"
	"log"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
	"github.com/creance/creance/policy"
)

func main() {
	today := date.New(2026, 11, 23)
	invoice := &dunning.Invoice{
		ID: "F-2026-041", Client: "durand", Issued: date.New(2026, 4, 10),
		Terms: terms.EndOfMonth(45), Amount: decimal.RequireFromString("12000.00"),
	}
	fmt.Println("due", invoice.DueDate(), "-", invoice.Terms)

	claim, err := penalty.Compute(invoice, penalty.B2B(), today)
	check(err)
	fmt.Println("interest", claim.Interest.StringFixed(2), "indemnity", claim.Indemnity.StringFixed(2))

	aged, err := aging.Of(today, aging.Standard(), slices.Values([]*dunning.Invoice{invoice}))
	check(err)
	fmt.Println("over 90 days", aged.Balance("EUR").Total.Overdue[3].StringFixed(2))

	standard := policy.Standard()
	files, err := standard.Facts(&dunning.Account{
		Client: dunning.Client{ID: "durand"}, Invoices: []*dunning.Invoice{invoice},
	}, today)
	check(err)
	next, err := standard.Decide(files[0])
	check(err)
	fmt.Println(next.Text(law.English))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
