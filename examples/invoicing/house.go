package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
	"github.com/creance/creance/policy"
)

// language is that of the house: of its letters, and of the reasons it keeps
// with them. The program itself speaks English, to developers.
const language = law.French

// A House is the firm that writes: its letterhead, and which text belongs to
// which step of its policy, in the tone and with the deadline the policy says.
type House struct {
	Letterhead letter.Data            // Creditor, Payment, Place, Signatory, Role
	Texts      map[string]letter.Kind // by step
	Set        *letter.Set
	// Each says that every invoice has its own file (carrying: invoice), so
	// that a text speaks of one invoice only.
	Each bool
}

// exampleHouse is an invented firm with the texts of the standard policy. Put
// your own name, address and bank account here, and the steps of your policy.
func exampleHouse() House {
	return House{
		Letterhead: letter.Data{
			Creditor: letter.Party{
				Name: "Atelier Brun SARL (fictif)", Short: "Atelier Brun", SIREN: "732829320",
				Address: []string{"12 rue des Lices", "49100 Angers"}, Email: "compta@atelier-brun.example", Phone: "02 41 00 00 00",
			},
			Place: "Angers", Signatory: "Claire Morel", Role: "Responsable du crédit clients",
			Payment: letter.Payment{IBAN: "FR14 2004 1010 0505 0001 3M02 606", BIC: "PSSTFRPPPAR"},
		},
		Texts: map[string]letter.Kind{
			"preventive":      letter.Preventive,
			"relance-1":       letter.Reminder1,
			"relance-2":       letter.Reminder2,
			"relance-3":       letter.Reminder3,
			"mise-en-demeure": letter.FormalNotice,
			"mediation":       letter.Mediation,
		},
		Set: letter.Default(),
	}
}

// A Message is one text on its way, to the client or, without a channel, to
// somebody of the house.
type Message struct {
	Channel   dunning.Channel
	Recipient string
	Subject   string
	Body      string
}

// Write is the texts of a step, one for each of its channels. The error says
// what a person has to see to before they can leave.
func (h House) Write(a *Account, d policy.Decision, ref string) ([]Message, error) {
	if len(d.Channels) == 0 { // nothing to send: a file to hand over
		return []Message{{Subject: d.Label + " : " + a.Party.Name, Body: d.Text(language) + "\n"}}, nil
	}
	kind, ok := h.Texts[d.Step]
	if !ok {
		return nil, fmt.Errorf("no text belongs to the step %q: add it to the texts of the house", d.Step)
	}
	data, err := h.data(a, d, kind, ref)
	if err != nil {
		return nil, err
	}
	var list []Message
	var errs []error
	for _, channel := range d.Channels {
		written, err := h.Set.Write(letter.Variant{Kind: kind, Channel: channel, Tone: letter.Tone(d.Tone), Lang: language}, data)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		list = append(list, Message{channel, address(a.Party, channel), written.Subject, written.Body})
	}
	return list, errors.Join(errs...)
}

// address is where a channel reaches a client.
func address(p letter.Party, channel dunning.Channel) string {
	switch channel {
	case dunning.Email:
		return p.Email
	case dunning.SMS, dunning.Phone:
		return p.Phone
	}
	return p.Name
}

// data is what the text speaks of: what the decision asks for and nothing else.
func (h House) data(a *Account, d policy.Decision, kind letter.Kind, ref string) (letter.Data, error) {
	asked := a.Account
	asked.Invoices = slices.DeleteFunc(slices.Clone(a.Invoices), func(inv *dunning.Invoice) bool { return h.leftOut(inv, d, kind) })
	var data letter.Data
	var err error
	if kind == letter.Preventive {
		data, err = letter.Upcoming(&asked, d.Currency, d.AsOf, d.AsOf-date.Date(d.DaysLate))
	} else {
		var costs []penalty.Statement
		if kind == letter.FormalNotice {
			costs, err = statements(&asked, d)
		}
		if err != nil {
			return letter.Data{}, err
		}
		data, err = letter.Overdue(&asked, d.Currency, d.AsOf, costs...)
	}
	if err != nil {
		return letter.Data{}, err
	}
	claimed := decimal.Decimal{}
	for _, inv := range data.Invoices {
		claimed = claimed.Add(inv.Claimed())
	}
	if !claimed.Equal(d.Amount) {
		return letter.Data{}, fmt.Errorf("the text would claim %s and the policy asks for %s %s: write this one by hand", claimed.StringFixed(2), d.Amount.StringFixed(2), d.Currency)
	}
	head := h.Letterhead
	data.Creditor, data.Debtor, data.Payment = head.Creditor, a.Party, head.Payment
	data.Place, data.Signatory, data.Role, data.RegisteredRef = head.Place, head.Signatory, head.Role, ref
	data.Deadline = d.Deadline
	return data, nil
}

// leftOut reports whether the decision does not ask for an invoice: it is
// promised, held, too small, or another file.
func (h House) leftOut(inv *dunning.Invoice, d policy.Decision, kind letter.Kind) bool {
	if (h.Each || kind == letter.Preventive) && !inv.IsCredit() && inv.ID != d.Invoice {
		return true
	}
	return slices.ContainsFunc(d.Left, func(l policy.Left) bool {
		switch l.Code {
		case policy.Promised, policy.Held, policy.BelowItem, policy.NoDueDate, policy.Unexplained:
			return l.Invoice == inv.ID
		}
		return false
	})
}

// statements are what lateness costs, by the law of the client. A consumer owes
// nothing before he has received the formal notice.
func statements(a *dunning.Account, d policy.Decision) ([]penalty.Statement, error) {
	if a.Client.Kind == dunning.Consumer {
		return nil, nil
	}
	rule := penalty.B2B()
	if a.Client.Kind == dunning.Public {
		rule = penalty.PublicBuyer()
	}
	calculator, err := penalty.NewCalculator(rule)
	if err != nil {
		return nil, err
	}
	var list []penalty.Statement
	for _, inv := range a.Invoices {
		if inv.CurrencyCode() != d.Currency {
			continue
		}
		s, err := calculator.Statement(inv, d.AsOf)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// An Office is what the commands work with.
type Office struct {
	*Database
	House  House
	Policy *policy.Policy[policy.Facts]
}

// openOffice opens a database under the standard policy or one of your own.
func openOffice(ctx context.Context, dsn string, doc *policy.Document) (*Office, error) {
	compiled, err := policy.Compile[policy.Facts](doc)
	if err != nil {
		return nil, err
	}
	db, err := Open(ctx, dsn)
	if err != nil {
		return nil, err
	}
	house := exampleHouse()
	house.Each = doc.Carrying == policy.EachInvoice
	return &Office{db, house, compiled}, nil
}
