package dunning_test

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// A direct debit comes back from the bank: the balance of each day is
// computed from the facts, whatever was known when.
func ExampleInvoice_OpenAt() {
	inv := dunning.Invoice{
		ID: "F-2026-117", Issued: day("2026-05-04"), Due: day("2026-06-03"),
		Amount: decimal.RequireFromString("2400.00"),
		Settlements: []dunning.Settlement{
			{Date: day("2026-06-03"), Amount: decimal.RequireFromString("2400.00")},
			{Date: day("2026-06-08"), Amount: decimal.RequireFromString("2400.00"), Kind: dunning.Returned},
			{Date: day("2026-06-20"), Amount: decimal.RequireFromString("1000.00")},
		},
	}
	for _, d := range []string{"2026-06-02", "2026-06-05", "2026-06-10", "2026-06-30"} {
		fmt.Println(d, inv.OpenAt(day(d)).StringFixed(2))
	}
	// Output:
	// 2026-06-02 2400.00
	// 2026-06-05 0.00
	// 2026-06-10 2400.00
	// 2026-06-30 1400.00
}

// An invoice in three instalments, one and a half of them paid.
func ExampleInvoice_OpenParts() {
	inv := dunning.Invoice{
		ID: "F-2026-118", Issued: day("2026-05-04"), Amount: decimal.RequireFromString("900"),
		Instalments: []dunning.Instalment{
			{Due: day("2026-06-30"), Amount: decimal.RequireFromString("300")},
			{Due: day("2026-07-31"), Amount: decimal.RequireFromString("300")},
			{Due: day("2026-08-31"), Amount: decimal.RequireFromString("300")},
		},
		Settlements: []dunning.Settlement{{Date: day("2026-07-02"), Amount: decimal.RequireFromString("450")}},
	}
	for part := range inv.OpenParts(day("2026-07-15")) {
		fmt.Println(part.Due, part.Open.StringFixed(2))
	}
	// Output:
	// 2026-07-31 150.00
	// 2026-08-31 300.00
}

func ExampleInvoice_Validate() {
	inv := dunning.Invoice{
		ID: "F-2026-119", Issued: day("2026-05-04"), Amount: decimal.RequireFromString("99.999"),
		Settlements: []dunning.Settlement{{Amount: decimal.RequireFromString("-10")}},
	}
	fmt.Println(inv.Validate())
	// Output:
	// invoice "F-2026-119": amount "99.999" has more decimals than its currency; this currency has 2 decimals
	// invoice "F-2026-119": settlements[0].date is missing
	// invoice "F-2026-119": settlements[0].amount "-10" is negative; write it positive and say with Kind which way it works (Returned raises the balance)
}

func ExampleInvoice_SettledOn() {
	inv := dunning.Invoice{ID: "F-2026-120", Issued: day("2026-05-04"), Amount: decimal.RequireFromString("100"),
		Settlements: []dunning.Settlement{{Date: day("2026-06-12"), Amount: decimal.RequireFromString("100")}}}
	paid, ok := inv.SettledOn(day("2026-06-30"))
	fmt.Println(paid, ok)
	_, ok = inv.SettledOn(day("2026-06-11"))
	fmt.Println(ok)
	// Output:
	// 2026-06-12 true
	// false
}

func ExampleParseDate() {
	_, err := dunning.ParseDate("2026-02-30")
	if bad, ok := errors.AsType[*dunning.DateError](err); ok {
		fmt.Println(bad.Text, bad.Problem)
	}
	// Output: 2026-02-30 is not in the calendar: that month has 28 days
}

func ExampleHistory_Last() {
	sent := dunning.History{
		{Date: day("2026-06-10"), Step: "relance-1", Channel: dunning.Email},
		{Date: day("2026-06-25"), Step: "relance-2", Channel: dunning.Phone},
	}
	last, _ := sent.Last(day("2026-06-20"))
	fmt.Println(last.Step, last.Channel)
	// Output: relance-1 email
}
