package fec_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

const ledger = `JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise
VE|Ventes|1|20260105|411000|Clients|DUPIN|Boulangerie Dupin|F-1|20260105|Facture F-1|120,00|0,00|AA|20260202|||
VE|Ventes|1|20260105|706000|Prestations|||F-1|20260105|Facture F-1|0,00|100,00|||||
VE|Ventes|1|20260105|445710|TVA collectée|||F-1|20260105|Facture F-1|0,00|20,00|||||
BQ|Banque|2|20260202|512000|Banque|||V-1|20260202|Virement|120,00|0,00|||||
BQ|Banque|2|20260202|411000|Clients|DUPIN|Boulangerie Dupin|V-1|20260202|Virement|0,00|120,00|AA|20260202|||
VE|Ventes|3|20260210|411000|Clients|LEROY|Garage Leroy|F-2|20260210|Facture F-2|600,00|0,00|||||
VE|Ventes|3|20260210|706000|Prestations|||F-2|20260210|Facture F-2|0,00|500,00|||||
VE|Ventes|3|20260210|445710|TVA collectée|||F-2|20260210|Facture F-2|0,00|100,00|||||
BQ|Banque|4|20260320|512000|Banque|||V-2|20260320|Virement|250,00|0,00|||||
BQ|Banque|4|20260320|411000|Clients|LEROY|Garage Leroy|V-2|20260320|Virement|0,00|250,00|||||
`

// Who owes what, since when, and what was decided without a letter.
func ExampleRead() {
	l, err := fec.Read("ledger.txt", strings.NewReader(ledger), fec.Options{Terms: terms.Net(30)})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range l.Accounts {
		for _, inv := range a.Invoices {
			if open := inv.OpenAt(l.Until); !open.IsZero() {
				fmt.Printf("%s owes %s on %s, due %s\n", a.Client.Name, open.StringFixed(2), inv.ID, inv.DueDate())
			}
		}
	}
	fmt.Printf("account 411: %s\n", l.Balance(l.Until, "411").StringFixed(2))
	for _, f := range l.Findings {
		fmt.Println(f.Line, f.Code, f.Client, f.Amount.StringFixed(2))
	}
	// Output:
	// Garage Leroy owes 350.00 on F-2, due 2026-03-12
	// account 411: 350.00
	// 11 settled-oldest LEROY 250.00
}

// What is wrong with a file comes all at once, each with its place and remedy.
func ExampleErrors() {
	damaged := strings.NewReplacer("20260210|411000", "20260230|411000", "250,00|0,00", "1e9999|0,00").Replace(ledger)
	_, err := fec.Read("ledger.txt", strings.NewReader(damaged), fec.Options{})
	if all, ok := errors.AsType[*fec.Errors](err); ok {
		for _, e := range all.List {
			fmt.Printf("line %d, column %d, %s: %s %s\n", e.Line, e.Col, e.Field, e.Cell, e.What)
		}
	}
	// Output:
	// line 7, column 13, EcritureDate: 20260230 is not in the calendar: that month has 28 days
	// line 10, column 60, Debit: 1e9999 is not an amount
}

func ExampleFinding_In() {
	l, _ := fec.Read("ledger.txt", strings.NewReader(ledger), fec.Options{Allocation: fec.Unallocated})
	for _, f := range l.Findings {
		fmt.Println(strings.ReplaceAll(f.In(law.French), "\u00a0", " "))
	}
	// Output:
	// ligne 11 : client LEROY : 250,00 € au crédit, non affectés
}
