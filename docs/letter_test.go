package docs_test

import (
	"fmt"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
	"github.com/creance/creance/policy"
)

// kinds say which text belongs to which step of your policy.
var kinds = map[string]letter.Kind{
	"rappel":          letter.Preventive,
	"relance-1":       letter.Reminder1,
	"relance-2":       letter.Reminder2,
	"mise-en-demeure": letter.FormalNotice,
}

// write is the text of a step on one of its channels.
func write(account *dunning.Account, next policy.Decision, channel dunning.Channel) (letter.Message, error) {
	var statements []penalty.Statement
	for _, inv := range account.Invoices {
		s, err := penalty.Compute(inv, penalty.B2B(), next.AsOf)
		if err != nil {
			return letter.Message{}, err
		}
		statements = append(statements, s)
	}
	data, err := letter.Overdue(account, next.Currency, next.AsOf, statements...)
	if err != nil {
		return letter.Message{}, err
	}
	data.Creditor = letter.Party{Name: "Atelier Brun SARL (fictif)"}
	data.Debtor = letter.Party{Name: account.Client.Name}
	data.Payment = letter.Payment{IBAN: "FR14 2004 1010 0505 0001 3M02 606"}
	data.Deadline = next.Deadline
	return letter.Default().Write(letter.Variant{
		Kind: kinds[next.Step], Channel: channel, Tone: letter.Tone(next.Tone), Lang: law.French,
	}, data)
}

func Example_letter() {
	account := martin()
	account.History = nil // nothing was sent yet
	p, err := load("testdata/relance.yaml")
	check(err)
	files, err := p.Facts(account, date.New(2026, 11, 5))
	check(err)
	next, err := p.Decide(files[0])
	check(err)
	for _, channel := range next.Channels {
		message, err := write(account, next, channel)
		check(err)
		fmt.Println(plain.Replace(message.Subject))
		fmt.Println(plain.Replace(message.Body))
	}
	// Output:
	// Facture n° F-2026-107 – règlement en attente
	// Madame, Monsieur,
	//
	// Sauf erreur ou omission de notre part, nous n’avons pas encore reçu le règlement de la facture suivante :
	//
	// – facture n° F-2026-107 du 2 octobre 2026, échue le 2 novembre 2026 : 90,00 € (3 jours de retard)
	//
	// Il s’agit sans doute d’un simple oubli. Nous vous remercions de bien vouloir nous adresser votre règlement dès que possible, ou de nous indiquer ce qui pourrait le retarder.
	//
	// Modalités de règlement :
	// – par virement : IBAN FR14 2004 1010 0505 0001 3M02 606, titulaire : Atelier Brun SARL (fictif)
	// Merci de rappeler le numéro de chaque facture réglée.
	//
	// Si votre règlement a été adressé entre-temps, nous vous prions de ne pas tenir compte de ce message.
	//
	// Bien cordialement,
	//
	// Atelier Brun SARL (fictif)
}

func Example_notice() {
	account := martin()
	_, err := write(account, policy.Decision{
		AsOf: date.New(2026, 11, 20), Currency: "EUR", Step: "mise-en-demeure", Tone: policy.Formal, Deadline: date.New(2026, 11, 28),
	}, dunning.RegisteredLetter)
	fmt.Println(plain.Replace(err.Error()))
	// Output:
	// letter fr/formal-notice by registered_letter, formal lacks:
	//   creditor-address: set Creditor.Address, one string for each line
	//   debtor-address: set Debtor.Address, one string for each line
	//   place: set Place, where the letter is signed
	//   signatory: set Signatory, who signs
	//   registered-ref: set RegisteredRef, the number of the registered letter
}

// plain shows no-break spaces as spaces.
var plain = strings.NewReplacer("\u00a0", " ", "\u202f", " ")
