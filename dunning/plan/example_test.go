package plan_test

import (
	"errors"
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/plan"
	"github.com/creance/creance/dunning/terms"
)

// A debtor in difficulty pays 1 000 EUR in three monthly instalments.
func ExampleMonthly() {
	debt := &dunning.Invoice{ID: "F-2026-118", Issued: date.New(2026, 11, 23), Amount: decimal.New(1000, 0)}
	schedule, err := plan.Monthly(3, date.New(2026, 11, 30)).Cut(debt)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, part := range schedule.Parts {
		fmt.Println(part.Due, part.Amount.StringFixed(2))
	}
	// Output:
	// 2026-11-30 333.33
	// 2026-12-30 333.33
	// 2027-01-30 333.34
}

// 30 % on order, the balance at 45 days end of month.
func ExamplePlan_Cut() {
	deposit := plan.Plan{Lines: []plan.Line{
		{Label: "acompte", Share: plan.Percent, Value: decimal.New(30, 0), Terms: terms.Net(0)},
		{Label: "solde", Terms: terms.EndOfMonth(45)},
	}}
	schedule, _ := deposit.Cut(&dunning.Invoice{ID: "F-1", Issued: date.New(2026, 1, 15), Amount: decimal.New(99999, -2)})
	for _, part := range schedule.Parts {
		fmt.Println(part.Label, part.Due, part.Amount.StringFixed(2))
	}
	// Output:
	// acompte 2026-01-15 300.00
	// solde 2026-03-31 699.99
}

func ExamplePercentError() {
	p := plan.Plan{Lines: []plan.Line{
		{Share: plan.Percent, Value: decimal.New(50, 0), Terms: terms.Net(30)},
		{Share: plan.Percent, Value: decimal.New(30, 0), Terms: terms.Net(60)},
	}}
	if wrong, ok := errors.AsType[*plan.PercentError](p.Validate()); ok {
		fmt.Println(wrong)
	}
	// Output: percentages must total 100, these total 80; correct them, or make one line the balance
}

// "2 % d'escompte" can mean two things; the contract says which.
func ExampleDiscount_At() {
	inv := &dunning.Invoice{
		ID: "F-1", Issued: date.New(2026, 1, 1), Due: date.New(2026, 1, 31),
		Amount: decimal.New(12000, 0), Net: decimal.New(10000, 0),
	}
	flat := plan.Discount{Percent: decimal.New(2, 0), Base: plan.Net}
	yearly := plan.Discount{Percent: decimal.New(2, 0), Base: plan.Net, ProRata: true}
	for _, d := range []plan.Discount{flat, yearly} {
		r, _ := d.At(inv, date.New(2026, 1, 1))
		fmt.Println(r.Net.StringFixed(2), r.VATLeft.StringFixed(2), r.Payable.StringFixed(2))
	}
	// Output:
	// 200.00 1960.00 11760.00
	// 16.67 1996.67 11980.00
}

func ExampleStages() {
	claims, _ := plan.Stages(plan.Contract{
		Amount: decimal.New(10000, 0), Deposit: decimal.New(3000, 0), Retention: decimal.New(5, 0),
	}, decimal.New(40, 0), decimal.New(100, 0))
	for _, c := range claims {
		fmt.Println(c.Value.StringFixed(2), "-", c.Recovered.StringFixed(2), "-", c.Retained.StringFixed(2), "=", c.Payable.StringFixed(2))
	}
	// Output:
	// 4000.00 - 1200.00 - 200.00 = 2600.00
	// 6000.00 - 1800.00 - 300.00 = 3900.00
}

func ExampleClause_At() {
	inv := &dunning.Invoice{
		ID: "F-1", Issued: date.New(2026, 1, 1), Amount: decimal.New(200, 0),
		Instalments: []dunning.Instalment{
			{Due: date.New(2026, 1, 31), Amount: decimal.New(100, 0)},
			{Due: date.New(2026, 6, 30), Amount: decimal.New(100, 0)},
		},
	}
	clause := plan.Clause{Grace: 8, Notified: date.New(2026, 2, 12), Deadline: 15}
	for _, asOf := range []date.Date{date.New(2026, 2, 27), date.New(2026, 2, 28)} {
		fall, _ := clause.At(inv, asOf)
		fmt.Println(asOf, fall.Code, fall.Due)
	}
	// Output:
	// 2026-02-27 notice-running 100
	// 2026-02-28 lost 200
}
