package einvoice_test

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/einvoice"
	"github.com/creance/creance/dunning/mention"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

// Take in an invoice that a platform received, and see what is to be looked at
// before it is dunned.
func ExampleRead() {
	f, err := os.Open("testdata/example.xml")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	d, err := einvoice.Read("example.xml", f)
	if err != nil {
		fmt.Println(err)
		return
	}
	inv := d.Invoice
	fmt.Println(d.Syntax, inv.ID, "for", d.Buyer.Name, "SIREN", inv.Client)
	fmt.Println("issued", inv.Issued, "due", inv.DueDate(), "terms", inv.Terms)
	fmt.Println("total", inv.Amount.StringFixed(2), "open", inv.OpenAt(inv.Issued).StringFixed(2))
	for _, f := range d.Findings {
		fmt.Println(f)
	}
	// Output:
	// UBL F-2026-081 for Hôtel de l'Étang SIREN 987654324
	// issued 2026-10-05 due 2026-11-05 terms 30 jours
	// total 1200.00 open 1000.00
	// example.xml:2:1: /Invoice: the AAB note is missing or empty, and required between firms (art. L441-9 C. com.); add it
	// example.xml:7:16: /Invoice/DueDate: the due date 2026-11-05 (BT-9) is not the one the terms give (BT-20), 2026-11-04; BT-9 is kept, have one of them corrected
}

// A file that cannot be used says why, where, and what to do.
func ExampleErrors() {
	broken := `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>F-1</cbc:ID>
  <cbc:IssueDate>2026-02-30</cbc:IssueDate>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
</Invoice>`
	_, err := einvoice.Read("broken.xml", strings.NewReader(broken))
	if errs, ok := errors.AsType[*einvoice.Errors](err); ok {
		for _, f := range errs.List {
			fmt.Println(f.Line, f.Code, f.Term, f.Text(law.French))
		}
	}
	// Output:
	// 1 missing BT-112 BT-112 manque ; l’émetteur doit le donner
	// 1 missing BT-115 BT-115 manque ; l’émetteur doit le donner
	// 4 date BT-2 BT-2 « 2026-02-30 » n’est pas une date du calendrier de la forme YYYY-MM-DD ; faites-la corriger
}

// What an invoice about to be issued has to say about its payment.
func ExampleTexts() {
	inv := &dunning.Invoice{
		ID: "F-2026-090", Client: "987654324", Issued: date.New(2026, 11, 23),
		Amount: decimal.RequireFromString("1200.00"),
		Terms:  terms.EndOfMonth(45),
	}
	texts, err := einvoice.Texts(inv, mention.Rule{}, law.French)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("BT-9 ", texts.Due)
	fmt.Println("BT-20", texts.Terms)
	for _, n := range texts.Notes {
		fmt.Println(n.Code, len(n.Text) > 0)
	}
	fmt.Println(strings.ReplaceAll(texts.Notes[2].UBL(), "\u00a0", " "))
	// Output:
	// BT-9  2027-01-31
	// BT-20 45 jours fin de mois
	// PMD true
	// PMT true
	// AAB true
	// #AAB#Escompte pour paiement anticipé : néant.
}
