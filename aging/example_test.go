package aging_test

import (
	"fmt"
	"os"
	"slices"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
)

// The aged balance of three clients at the end of June, checked against the
// balance of account 411 in the ledger.
func ExampleOf() {
	invoices := []*dunning.Invoice{
		{ID: "F-101", Client: "Dupont", Issued: day("2026-03-02"), Due: day("2026-04-16"), Amount: dec("1800.00"),
			Settlements: []dunning.Settlement{{Date: day("2026-05-04"), Amount: dec("800.00")}, {Date: day("2026-07-03"), Amount: dec("1000.00")}}},
		{ID: "F-102", Client: "Durand", Issued: day("2026-05-12"), Due: day("2026-06-26"), Amount: dec("640.00")},
		{ID: "F-103", Client: "Martin", Issued: day("2026-06-10"), Due: day("2026-07-31"), Amount: dec("2500.00")},
		{ID: "A-007", Client: "Martin", Issued: day("2026-06-15"), Amount: dec("-120.00")},
	}
	report, err := aging.Of(day("2026-06-30"), aging.Standard(), slices.Values(invoices))
	if err != nil {
		fmt.Println(err)
		return
	}
	balance := report.Balance("EUR")
	fmt.Printf("%-8s %9s", "client", "non échu")
	for i := range report.Buckets.Len() {
		fmt.Printf(" %11s", report.Buckets.Label(i, law.French))
	}
	fmt.Printf(" %9s %9s\n", "avoirs", "solde")
	balance.Total.Client = "total"
	for _, row := range append(balance.Clients, balance.Total) {
		fmt.Printf("%-8s %9s", row.Client, row.NotDue.StringFixed(2))
		for _, amount := range row.Overdue {
			fmt.Printf(" %11s", amount.StringFixed(2))
		}
		fmt.Printf(" %9s %9s\n", row.Credits.StringFixed(2), row.Open.StringFixed(2))
	}
	check := balance.Against(dec("4020.00"))
	fmt.Println("sum of the columns", check.Columns.StringFixed(2), "= ledger", check.Ledger.StringFixed(2), check.Holds())
	// Output:
	// client    non échu        1-30       31-60       61-90  plus de 90    avoirs     solde
	// Dupont        0.00        0.00        0.00     1000.00        0.00      0.00   1000.00
	// Durand        0.00      640.00        0.00        0.00        0.00      0.00    640.00
	// Martin     2500.00        0.00        0.00        0.00        0.00   -120.00   2380.00
	// total      2500.00      640.00        0.00     1000.00        0.00   -120.00   4020.00
	// sum of the columns 4020.00 = ledger 4020.00 true
}

// Two workers age half of the ledger each; one of them sends its state over a
// wire. The result is that of one pass.
func ExampleAccumulator_Merge() {
	d := day("2026-06-30")
	here, there := aging.New(d, aging.Standard()), aging.New(d, aging.Standard())
	_ = here.Add(invoice("F-1", "Dupont", "100", "2026-06-15"))
	_ = there.Add(invoice("F-2", "Dupont", "50", "2026-05-15"))

	sent, _ := there.MarshalBinary()
	var received aging.Accumulator
	if err := received.UnmarshalBinary(sent); err != nil {
		fmt.Println(err)
		return
	}
	if err := here.Merge(&received); err != nil {
		fmt.Println(err)
		return
	}
	report, _ := here.Result()
	total := report.Balance("EUR").Total
	fmt.Println(total.Documents, total.Late().StringFixed(2), "since", total.Oldest)
	// Output: 2 150.00 since 2026-05-15
}

func ExampleBuckets_Validate() {
	fmt.Println(aging.Buckets{UpTo: []int{30, 60, 45}}.Validate())
	// Output: aging buckets: bound 45 (number 3) overlaps the bucket before it, which ends on day 60; give increasing bounds
}

// Buckets by calendar months instead of thirty days.
func ExampleMonthly() {
	fmt.Println(aging.Monthly(day("2026-06-30"), 1, 2, 3).UpTo)
	// Output: [31 61 92]
}

// The table of payment delays for the management report of the year 2026.
func ExampleStatutory_Table() {
	invoices := []*dunning.Invoice{
		{ID: "F-1", Issued: day("2026-10-01"), Due: day("2026-12-31"), Amount: dec("12000")},
		{ID: "F-2", Issued: day("2026-09-01"), Due: day("2026-12-01"), Amount: dec("8400")},
		{ID: "F-3", Issued: day("2026-07-01"), Due: day("2026-08-31"), Amount: dec("5000"),
			Disputes: []dunning.Dispute{{From: day("2026-09-10")}}},
	}
	table, err := aging.Statutory{
		From: day("2026-01-01"), Until: day("2027-01-01"),
		Turnover: dec("600000"), Contractual: "30 jours fin de mois",
	}.Table(slices.Values(invoices))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("0 day:", table.ZeroDay.Invoices, table.ZeroDay.Amount, table.ZeroDay.Percent.StringFixed(2)+" %")
	fmt.Println("late: ", table.Total.Invoices, table.Total.Amount, table.Total.Percent.StringFixed(2)+" %")
	fmt.Println("in dispute:", table.Disputed.Invoices, table.Disputed.Amount)
	fmt.Println(table.Basis.Article, table.Basis.Confidence)
	// Output:
	// 0 day: 1 12000 2.00 %
	// late:  1 8400 1.40 %
	// in dispute: [F-3] 5000
	// art. L441-14 et D441-6 C. com. 2+
}

func ExampleStatutoryTable_WriteHTML() {
	table, err := aging.Statutory{
		From: day("2026-01-01"), Until: day("2027-01-01"), Turnover: dec("1000"), Legal: "30 jours",
	}.Table(slices.Values([]*dunning.Invoice{}))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := table.WriteHTML(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <section class="d441-6" lang="fr">
	// <table>
	// <caption>Article D. 441-6, I, 2° du code de commerce : factures émises non réglées à la date de clôture de l’exercice dont le terme est échu<br>Exercice du 01/01/2026 au 31/12/2026, montants TTC en EUR</caption>
	// <thead><tr><th scope="col">(A) Tranches de retard de paiement</th><th scope="col">0 jour (indicatif)</th><th scope="col">1 à 30 jours</th><th scope="col">31 à 60 jours</th><th scope="col">61 à 90 jours</th><th scope="col">91 jours et plus</th><th scope="col">Total (1 jour et plus)</th></tr></thead>
	// <tbody>
	// <tr><th scope="row">Nombre de factures concernées</th><td>0</td><td></td><td></td><td></td><td></td><td>0</td></tr>
	// <tr><th scope="row">Montant total des factures concernées (TTC)</th><td>0,00</td><td>0,00</td><td>0,00</td><td>0,00</td><td>0,00</td><td>0,00</td></tr>
	// <tr><th scope="row">Pourcentage du chiffre d’affaires de l’exercice (TTC)</th><td>0,00 %</td><td>0,00 %</td><td>0,00 %</td><td>0,00 %</td><td>0,00 %</td><td>0,00 %</td></tr>
	// </tbody>
	// </table>
	// <p>(B) Factures exclues du (A), créances litigieuses : 0, montant total (TTC) 0,00</p>
	// <p>(B) Factures exclues du (A), créances non comptabilisées : 0, montant total (TTC) 0,00</p>
	// <p>(C) Délais de paiement de référence légaux : 30 jours</p>
	// <p><small>art. L441-14 et D441-6 C. com. — décret 2021-211 du 24 février 2021, modèle de l’art. A441-2, arrêté du 20 mars 2017, annexe 4-1.</small></p>
	// </section>
}
