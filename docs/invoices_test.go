package docs_test

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/einvoice"
	"github.com/creance/creance/dunning/exchange"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/dunning/terms"
)

// A row is an invoice as a database gives it.
type row struct {
	Number, Client, Terms string // Terms: "30 jours fin de mois"; "" when nothing was agreed
	IssuedOn, DueOn       string // ISO dates; "" is NULL
	Cents                 int64  // TTC
}

func (r row) invoice() (*dunning.Invoice, error) {
	inv := &dunning.Invoice{ID: r.Number, Client: r.Client, Amount: decimal.New(r.Cents, -2)}
	var err error
	if inv.Issued, err = dunning.ParseDate(r.IssuedOn); err != nil {
		return nil, err
	}
	if r.DueOn != "" {
		if inv.Due, err = dunning.ParseDate(r.DueOn); err != nil {
			return nil, err
		}
	}
	if r.Terms != "" {
		if inv.Terms, err = terms.Parse(r.Terms); err != nil {
			return nil, err
		}
	}
	return inv, inv.Validate()
}

func Example_tables() {
	for _, r := range []row{
		{Number: "F-1", Client: "durand", IssuedOn: "2026-04-10", Terms: "45 jours fin de mois", Cents: 1_200_000},
		{Number: "F-2", Client: "durand", IssuedOn: "2026-04-10", Terms: "selon contrat", Cents: 60_000},
	} {
		inv, err := r.invoice()
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(inv.ID, inv.Amount.StringFixed(2), "due", inv.DueDate())
	}
	// Output:
	// F-1 12000.00 due 2026-05-31
	// payment terms: "selon" at byte 0: refers to terms written elsewhere; give the terms of that document
}

func Example_csv() {
	clients, err := exchange.Clients("clients.csv", open("clients.csv"), exchange.French())
	check(err)
	invoices, err := exchange.Invoices("factures.csv", open("factures.csv"), exchange.French())
	check(err)
	settlements, err := exchange.Settlements("reglements.csv", open("reglements.csv"), exchange.French())
	check(err)
	accounts, err := exchange.Accounts("reglements.csv", clients, invoices, settlements)
	check(err)
	for _, a := range accounts {
		for _, inv := range a.Invoices {
			fmt.Println(a.Client.ID, inv.ID, inv.OpenAt(date.New(2026, 11, 23)).StringFixed(2), inv.DueDate())
		}
	}
	// Output:
	// durand F-2026-041 8000.00 2026-05-31
	// durand F-2026-042 600.00 2026-12-31
	// durand A-2026-003 -240.00 2026-07-15
	// mairie F-2026-043 0.00 2026-10-01
}

func Example_fec() {
	ledger, err := fec.Read("ledger.txt", open("ledger.txt"), fec.Options{Terms: terms.Net(30)})
	check(err)
	for _, a := range ledger.Accounts {
		for _, inv := range a.Invoices {
			fmt.Println(a.Client.Name, inv.ID, inv.OpenAt(ledger.Until).StringFixed(2), inv.DueDate())
		}
	}
	for _, f := range ledger.Findings {
		fmt.Println("line", f.Line, f.Code, f.Client, f.Amount.StringFixed(2))
	}
	// Output:
	// Boulangerie Dupin F-1 0.00 2026-02-04
	// Garage Leroy F-2 350.00 2026-03-12
	// line 11 settled-oldest LEROY 250.00
}

func Example_einvoice() {
	document, err := einvoice.Read("facture.xml", open("facture.xml"))
	check(err)
	inv := document.Invoice
	fmt.Println(inv.ID, "for SIREN", inv.Client, "due", inv.DueDate())
	fmt.Println("invoiced", inv.Amount.StringFixed(2), "open", inv.OpenAt(inv.Issued).StringFixed(2))
	for _, f := range document.Findings {
		fmt.Println(f.Code)
	}
	// Output:
	// F-2026-081 for SIREN 987654324 due 2026-11-05
	// invoiced 1200.00 open 1000.00
	// note-missing
	// due-contradicts-terms
}

// A file with three mistakes: nothing of it is taken.
func Example_mistakes() {
	file := strings.NewReader("numéro;client;date;montant_ttc\n" +
		"F-1;durand;31/02/2026;1 200,00\n" +
		"F-2;durand;10/04/2026;1.200,00\n" +
		"F-3;durand;10/04/2026;99,999\n")
	_, err := exchange.Invoices("factures.csv", file, exchange.French())
	fmt.Println(err)
	// Output:
	// factures.csv:2:12: issued: date "31/02/2026" is not in the calendar: that month has 28 days
	// factures.csv:3:23: amount: amount "1.200,00" has a point, and the format declares a decimal comma
	// factures.csv:4: amount: has more decimals than its currency; this currency has 2 decimals
}

// open reads a file of testdata.
func open(name string) io.Reader {
	src, err := os.ReadFile("testdata/" + name)
	check(err)
	return strings.NewReader(string(src))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
