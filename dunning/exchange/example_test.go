package exchange_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/creance/creance/dunning/exchange"
)

// Three files of a French spreadsheet become accounts.
func ExampleAccounts() {
	clients, err := exchange.Clients("clients.csv", strings.NewReader(
		"code;nom;type\ndurand;Menuiserie Durand;entreprise\n"), exchange.French())
	if err != nil {
		fmt.Println(err)
		return
	}
	invoices, err := exchange.Invoices("factures.csv", strings.NewReader(
		"numéro;client;date;échéance;montant_ttc\nF-101;durand;31/03/2026;30/04/2026;1 200,50\n"), exchange.French())
	if err != nil {
		fmt.Println(err)
		return
	}
	settlements, err := exchange.Settlements("reglements.csv", strings.NewReader(
		"facture;date;montant;nature\nF-101;04/05/2026;200,50;paiement\n"), exchange.French())
	if err != nil {
		fmt.Println(err)
		return
	}
	accounts, err := exchange.Accounts("reglements.csv", clients, invoices, settlements)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := exchange.WriteJSON(os.Stdout, accounts); err != nil {
		fmt.Println(err)
	}
	// Output:
	// [
	//   {
	//     "client": {
	//       "id": "durand",
	//       "name": "Menuiserie Durand"
	//     },
	//     "invoices": [
	//       {
	//         "id": "F-101",
	//         "issued": "2026-03-31",
	//         "due": "2026-04-30",
	//         "amount": "1200.5",
	//         "settlements": [
	//           {
	//             "date": "2026-05-04",
	//             "amount": "200.5"
	//           }
	//         ]
	//       }
	//     ]
	//   }
	// ]
}

// A day that is not in the calendar and a number with an exponent are refused, each
// with its place.
func ExampleReadJSON() {
	_, err := exchange.ReadJSON("accounts.json", strings.NewReader(`[{
		"client": {"id": "durand", "since": "2026-02-30"},
		"invoices": [{"id": "F-1", "issued": "2026-04-10", "amount": "1e9"}]}]`))
	fmt.Println(err)
	// Output:
	// accounts.json:2:39: [0].client.since: date "2026-02-30" is not in the calendar: that month has 28 days
	// accounts.json:3:64: [0].invoices[0].amount: amount "1e9" is not a plain decimal number such as 1234.56
}

func ExampleInvoices() {
	file := strings.NewReader("Numéro;Client;Date;Conditions;Montant_TTC\n" +
		"F-101;Durand;31/03/2026;30 jours fin de mois;1 200,50\n")
	invoices, err := exchange.Invoices("factures.csv", file, exchange.French())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(invoices[0].ID, invoices[0].Amount, invoices[0].DueDate())
	// Output: F-101 1200.5 2026-04-30
}
