package kpi_test

import (
	"errors"
	"fmt"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/law"
)

// The second quarter of a small ledger: what a credit manager shows.
func ExampleAccumulator_Result() {
	invoices := []*dunning.Invoice{
		{ID: "F-1", Client: "Dupont", Issued: day("2026-04-07"), Due: day("2026-05-22"), Amount: dec("12000"),
			Settlements: []dunning.Settlement{{Date: day("2026-06-01"), Amount: dec("12000")}}},
		{ID: "F-2", Client: "Durand", Issued: day("2026-05-11"), Due: day("2026-06-25"), Amount: dec("9000")},
		{ID: "F-3", Client: "Martin", Issued: day("2026-06-15"), Due: day("2026-07-31"), Amount: dec("15000")},
	}
	quarter := kpi.New(kpi.Period{From: day("2026-04-01"), Until: day("2026-07-01")})
	for _, inv := range invoices {
		if err := quarter.Add(inv); err != nil {
			fmt.Println(err)
			return
		}
	}
	result, err := quarter.Result()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, figure := range []func() (kpi.Figure, error){
		result.DSO, result.DSOCountBack, result.BestDSO, result.DaysDelinquent, result.DaysToPay, result.CollectionRate, result.OverdueShare,
	} {
		f, err := figure()
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s: %s (%s)\n", f.Name(law.English), f.Value.StringFixed(2), f.Tax)
	}
	// Output:
	// DSO, balance method: 60.67 (TTC)
	// DSO, count-back method: 61.00 (TTC)
	// best possible DSO: 37.92 (TTC)
	// average days delinquent (DSO − best DSO): 22.75 (TTC)
	// days to pay, weighted: 55.00 (TTC)
	// collection rate (collected / invoiced): 33.33 (TTC)
	// overdue share: 37.50 (TTC)
}

// A figure carries all that is needed to check it by hand.
func ExampleFigure() {
	month := kpi.New(kpi.Period{From: day("2026-06-01"), Until: day("2026-07-01")})
	_ = month.Add(&dunning.Invoice{ID: "F-1", Issued: day("2026-06-15"), Due: day("2026-07-15"), Amount: dec("8000")})
	_ = month.Add(&dunning.Invoice{ID: "F-2", Issued: day("2026-06-05"), Due: day("2026-06-20"), Amount: dec("2000")})
	result, _ := month.Result()
	f, _ := result.BestDSO()
	fmt.Println(f.Name(law.French))
	fmt.Println(f.Formula(law.French))
	fmt.Println(f.Numerator, "/", f.Denominator, "=", f.Value.StringFixed(2), f.Tax, "on", f.Sample, "invoices")
	// Output:
	// meilleur DSO possible
	// créances non échues × jours / ventes
	// 240000 / 10000 = 24.00 TTC on 2 invoices
}

// Without sales there is no DSO, and the answer is not zero.
func ExampleNoSalesError() {
	july := kpi.New(kpi.Period{From: day("2026-07-01"), Until: day("2026-08-01")})
	_ = july.Add(&dunning.Invoice{ID: "F-1", Issued: day("2026-06-15"), Due: day("2026-07-15"), Amount: dec("8000")})
	result, _ := july.Result()
	_, err := result.DSO()
	_, none := errors.AsType[*kpi.NoSalesError](err)
	fmt.Println(none, result.Receivables)
	// Output: true 8000
}

// Overdue share by client.
func ExampleByClient() {
	groups := kpi.ByClient(kpi.Period{From: day("2026-06-01"), Until: day("2026-07-01")})
	_ = groups.Add(&dunning.Invoice{ID: "F-1", Client: "Dupont", Issued: day("2026-06-15"), Due: day("2026-07-15"), Amount: dec("8000")})
	_ = groups.Add(&dunning.Invoice{ID: "F-2", Client: "Durand", Issued: day("2026-06-05"), Due: day("2026-06-20"), Amount: dec("2000")})
	results, _ := groups.Result()
	for _, r := range results {
		f, _ := r.OverdueShare()
		fmt.Println(r.Key, f.Value.StringFixed(2)+" %")
	}
	// Output:
	// Dupont 0.00 %
	// Durand 100.00 %
}
