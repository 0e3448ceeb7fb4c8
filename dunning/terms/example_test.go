package terms_test

import (
	"errors"
	"fmt"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

// The same 45 days, counted in the two official orders.
func Example() {
	invoice := date.New(2025, 4, 10)
	a, b := terms.EndOfMonth(45), terms.EndOfMonthThen(45)
	fmt.Println(a, "->", a.Due(invoice))
	fmt.Println(b, "->", b.Due(invoice))
	// Output:
	// 45 jours fin de mois -> 2025-05-31
	// fin de mois 45 jours -> 2025-06-14
}

// An import reads the payment terms of its suppliers, keeps what it understands
// and shows the rest to a person.
func ExampleParse() {
	for _, text := range []string{
		"LCR 45 j FDM le 10",
		"30 % à la commande, solde à 30 jours",
		"2/10 net 30",
		"Selon contrat",
		"30 ou 60 jours",
		"Payable au plus tard le 31/12/2026",
	} {
		t, err := terms.Parse(text)
		if refusal, ok := errors.AsType[*terms.Refusal](err); ok {
			fmt.Printf("%s: %s\n", text, refusal.Reason)
			continue
		}
		fmt.Printf("%s: %s\n", text, t)
	}
	// Output:
	// LCR 45 j FDM le 10: 45 jours fin de mois le 10 par LCR
	// 30 % à la commande, solde à 30 jours: 30 % à la commande, 70 % à 30 jours
	// 2/10 net 30: 30 jours, escompte 2 % sous 10 jours
	// Selon contrat: refers to terms written elsewhere
	// 30 ou 60 jours: can mean more than one agreement
	// Payable au plus tard le 31/12/2026: states a date, not a rule
}

// A reading shows what each part of the text was taken for.
func ExampleRead() {
	r := terms.Read("Virement à 45 jours fin de mois. Pénalités de retard : 12 %.")
	for _, s := range r.Spans {
		fmt.Printf("%s: %s\n", s.Kind, s.Text)
	}
	for _, n := range r.Notes {
		fmt.Println(n.Code)
	}
	// Output:
	// method: Virement
	// delay: 45 jours
	// end of period: fin de mois
	// penalty: Pénalités de retard : 12 %
	// days-first
}

// A wording with two meanings names both, and the date of each.
func ExampleRefusal() {
	_, err := terms.Parse("net 30 EOM")
	refusal, _ := errors.AsType[*terms.Refusal](err)
	for _, t := range refusal.Readings {
		fmt.Println(t, "->", t.Due(date.New(2025, 4, 10)))
	}
	fmt.Println(spaces(refusal.Message(law.French)))
	// Output:
	// 30 jours fin de mois -> 2025-05-31
	// fin de mois 30 jours -> 2025-05-30
	// Conditions de paiement : « 30 EOM » (caractère 5) : peut désigner plusieurs accords : « 30 jours fin de mois » ou « fin de mois 30 jours ». À faire : écrivez l’une de ces formules.
}

// A client asks why the invoice is due on that day.
func ExampleTerms_Derive() {
	d := terms.EndOfMonth(30).On(10).Derive(date.New(2016, 1, 14))
	for _, s := range d.Steps {
		fmt.Println(s.Code, s.N, s.On)
	}
	fmt.Println(d.Readings[0].Name, d.Readings[0].Terms, d.Readings[0].Due, d.Readings[0].Gap)
	// Output:
	// from 0 2016-01-14
	// days 30 2016-02-13
	// end-of-month 0 2016-02-29
	// day-after-month-end 10 2016-03-10
	// B fin de mois 30 jours le 10 2016-03-10 0
}

func ExampleDerivation_Text() {
	d := terms.Net(30).From(terms.Delivery).Derive(date.New(2025, 1, 15))
	fmt.Println(spaces(d.Text(law.French)))
	// Output: livraison : 15 janvier 2025 ; + 30 jours : 14 février 2025
}

// A deposit with the order and the rest at the end of the month.
func ExampleInParts() {
	t, err := terms.InParts(
		terms.Part{Share: 30 * terms.OnePercent, Terms: terms.Net(0).From(terms.Order)},
		terms.Part{Share: 70 * terms.OnePercent, Terms: terms.EndOfMonth(30)},
	)
	fmt.Println(t, err)
	for _, p := range t.Parts() {
		fmt.Println(p.Share, "from", p.Terms.Base())
	}
	// Output:
	// 30 % à la commande, 70 % à 30 jours fin de mois <nil>
	// 30 % from order
	// 70 % from issue
}
