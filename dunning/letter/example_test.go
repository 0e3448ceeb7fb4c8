package letter_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
	"github.com/creance/creance/law"
)

// show makes the spaces of French typography plain, for the output below.
var show = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

func ledger() *dunning.Account {
	return &dunning.Account{
		Client: dunning.Client{ID: "C-7", Name: "Menuiserie Tessier SAS"},
		Invoices: []*dunning.Invoice{{
			ID: "F-118", Client: "C-7", Issued: date.New(2026, 9, 3), Due: date.New(2026, 10, 3), Amount: decimal.RequireFromString("1234.50"),
		}},
	}
}

// The first reminder of an overdue account, by e-mail.
func ExampleSet_Write() {
	data, err := letter.Overdue(ledger(), "EUR", date.New(2026, 10, 12))
	if err != nil {
		fmt.Println(err)
		return
	}
	data.Creditor = letter.Party{Name: "Atelier Brun SARL"}
	data.Signatory = "Claire Morel"
	data.Payment = letter.Payment{IBAN: "FR14 2004 1010 0505 0001 3M02 606"}

	m, err := letter.Default().Write(letter.Variant{Kind: letter.Reminder1, Channel: dunning.Email, Tone: letter.Courteous}, data)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(show.Replace(m.Subject + "\n\n" + m.Body))
	// Output:
	// Facture n° F-118 – règlement en attente
	//
	// Madame, Monsieur,
	//
	// Sauf erreur ou omission de notre part, nous n’avons pas encore reçu le règlement de la facture suivante :
	//
	// – facture n° F-118 du 3 septembre 2026, échue le 3 octobre 2026 : 1 234,50 € (9 jours de retard)
	//
	// Il s’agit sans doute d’un simple oubli. Nous vous remercions de bien vouloir nous adresser votre règlement dès que possible, ou de nous indiquer ce qui pourrait le retarder.
	//
	// Modalités de règlement :
	// – par virement : IBAN FR14 2004 1010 0505 0001 3M02 606, titulaire : Atelier Brun SARL
	// Merci de rappeler le numéro de chaque facture réglée.
	//
	// Si votre règlement a été adressé entre-temps, nous vous prions de ne pas tenir compte de ce message.
	//
	// Bien cordialement,
	//
	// Claire Morel
	// Atelier Brun SARL
}

// A formal notice is not written before it is complete.
func ExampleIncompleteError() {
	data, _ := letter.Overdue(ledger(), "EUR", date.New(2026, 11, 23))
	data.Creditor = letter.Party{Name: "Atelier Brun SARL", Address: []string{"12 rue des Lices", "49100 Angers"}}
	data.Debtor.Address = []string{"ZA des Noyers", "44150 Ancenis"}
	data.Place, data.Signatory = "Angers", "Claire Morel"

	_, err := letter.Default().Write(letter.Variant{Kind: letter.FormalNotice, Channel: dunning.RegisteredLetter, Tone: letter.Formal}, data)
	if incomplete, ok := errors.AsType[*letter.IncompleteError](err); ok {
		for _, m := range incomplete.Missing {
			fmt.Printf("%s: %s\n", m.Element, m.Detail)
		}
	}
	// Output:
	// registered-ref: set RegisteredRef, the number of the registered letter
	// statement: compute the penalty statement of invoice "F-118" as of the date of the letter
	// deadline: set Deadline, the last day to pay or to answer
	// payment: set Payment.IBAN, Link or Other
}

// A text message in English, and what it costs to send.
func ExampleMeasureSMS() {
	data, _ := letter.Overdue(ledger(), "EUR", date.New(2026, 10, 12))
	data.Creditor = letter.Party{Name: "Établissements Forêt et Fils", Short: "Forêt & Fils"}
	m, _ := letter.Default().Write(letter.Variant{Kind: letter.Reminder2, Channel: dunning.SMS, Tone: letter.Firm, Lang: law.English}, data)
	fmt.Println(m.Body)
	fmt.Println(m.SMS.Units, m.SMS.Encoding, m.SMS.Segments)
	fmt.Println(letter.MeasureSMS("Forêt").Encoding)
	// Output:
	// Foret & Fils: despite our reminder, invoice F-118 of €1,234.50, due 2026-10-03, is unpaid. Please pay within 8 days.
	// 117 GSM-7 1
	// UCS-2
}

// A firm of one's own words: only the block given is replaced, and mistakes are
// found before anything is sent.
func ExampleSet_With() {
	set, err := letter.Default().With(map[string]string{
		"fr/reminder-1.tmpl": `{{define "sms"}}{{.Creditor.Short}} : {{.Principal}} à régler, voir {{.Extra.portal}}{{end}}`,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	data, _ := letter.Overdue(ledger(), "EUR", date.New(2026, 10, 12))
	data.Creditor = letter.Party{Name: "Atelier Brun"}
	data.Extra = map[string]string{"portal": "https://brun.example/f118"}
	m, _ := set.Write(letter.Variant{Kind: letter.Reminder1, Channel: dunning.SMS, Tone: letter.Firm}, data)
	fmt.Println(m.Body)

	_, err = letter.Default().With(map[string]string{
		"fr/reminder-1.tmpl": `{{define "sms"}}{{.Principle}}{{end}}`,
	})
	fmt.Println(err)
	// Output:
	// Atelier Brun : 1 234,50 € à régler, voir https://brun.example/f118
	// fr/reminder-1.tmpl:1:19: there is no field "Principle" in View; did you mean "Principal"
}

// A preventive reminder for what falls due in the next ten days.
func ExampleUpcoming() {
	data, _ := letter.Upcoming(ledger(), "EUR", date.New(2026, 9, 28), date.New(2026, 10, 8))
	data.Creditor = letter.Party{Name: "Atelier Brun"}
	m, _ := letter.Default().Write(letter.Variant{Kind: letter.Preventive, Channel: dunning.SMS, Tone: letter.Courteous}, data)
	fmt.Println(m.Body)
	// Output:
	// Atelier Brun : la facture F-118 de 1 234,50 € arrive à échéance le 03/10/2026. Merci d'en prévoir le règlement.
}

// The texts there are.
func ExampleSet_Variants() {
	for _, v := range letter.Default().Variants() {
		if v.Lang == law.French && v.Kind == letter.PromiseReceipt {
			fmt.Println(v)
		}
	}
	// Output:
	// fr/promise-receipt by email, courteous
	// fr/promise-receipt by email, firm
	// fr/promise-receipt by sms, courteous
	// fr/promise-receipt by sms, firm
	// fr/promise-receipt by letter, courteous
	// fr/promise-receipt by letter, firm
}
