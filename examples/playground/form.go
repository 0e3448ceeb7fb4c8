package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

// maxRows bounds each list of the form.
const maxRows = 60

// form is a client as the page sends him: every value is the text of a field.
type form struct {
	Client   clientRow    `json:"client"`
	Invoices []invoiceRow `json:"invoices"`
	Payments []paymentRow `json:"payments"`
	Disputes []disputeRow `json:"disputes"`
	Promises []promiseRow `json:"promises"`
	History  []contactRow `json:"history"`
}

type clientRow struct {
	Kind       string `json:"kind"`
	Currency   string `json:"currency"`
	Terms      string `json:"terms"`
	Since      string `json:"since"`
	Limit      string `json:"limit"`
	Insolvency string `json:"insolvency"`
	Insured    bool   `json:"insured"`
	NoEmail    bool   `json:"noemail"`
}

type invoiceRow struct {
	ID     string `json:"id"`
	Issued string `json:"issued"`
	Due    string `json:"due"`
	Amount string `json:"amount"`
}

type paymentRow struct {
	Invoice string `json:"invoice"`
	Kind    string `json:"kind"`
	Date    string `json:"date"`
	Amount  string `json:"amount"`
}

type disputeRow struct {
	Invoice string `json:"invoice"`
	From    string `json:"from"`
	Until   string `json:"until"`
	Amount  string `json:"amount"`
}

type promiseRow struct {
	Invoice string `json:"invoice"`
	Made    string `json:"made"`
	For     string `json:"for"`
	Amount  string `json:"amount"`
}

type contactRow struct {
	Date    string `json:"date"`
	Step    string `json:"step"`
	Channel string `json:"channel"`
	Invoice string `json:"invoice"`
}

// fieldError is a field of the form that cannot be used, and why.
type fieldError struct {
	Field string `json:"field"` // "invoices.0.amount"; "" for the form as a whole
	Text  string `json:"text"`
}

// formReader turns texts into facts and keeps every mistake.
type formReader struct {
	reader
	errs []fieldError
}

func (r *formReader) wrong(field, french, english string) {
	r.errs = append(r.errs, fieldError{field, r.say(french, english)})
}

// date reads a day; an empty one is 0, and a mistake when it is needed.
func (r *formReader) date(field, text string, needed bool) date.Date {
	if text == "" {
		if needed {
			r.wrong(field, "indiquez une date", "give a date")
		}
		return 0
	}
	d, err := dunning.ParseDate(text)
	if err != nil {
		r.wrong(field, "n’est pas une date du calendrier", err.Error())
	}
	return d
}

// amount reads a sum as the reader writes it: 1 234,56 in French, 1234.56 in
// either language.
func (r *formReader) amount(field, text string, needed bool) decimal.Decimal {
	text = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(text)
	if text == "" {
		if needed {
			r.wrong(field, "indiquez un montant", "give an amount")
		}
		return decimal.Decimal{}
	}
	if r.lang == law.French {
		text = strings.Replace(text, ",", ".", 1)
	}
	d, err := dunning.ParseAmount(text)
	if err != nil {
		r.wrong(field, "n’est pas un montant : écrivez 1234,56", err.Error())
	}
	return d
}

// account puts the form together. Rows left empty do not count.
func (r *formReader) account(f form) *dunning.Account {
	for name, n := range map[string]int{"invoices": len(f.Invoices), "payments": len(f.Payments), "disputes": len(f.Disputes),
		"promises": len(f.Promises), "history": len(f.History)} {
		if n > maxRows {
			r.wrong(name, fmt.Sprintf("au plus %d lignes", maxRows), fmt.Sprintf("at most %d lines", maxRows))
			return nil
		}
	}
	a := &dunning.Account{Client: r.client(f.Client)}
	currency := strings.ToUpper(strings.TrimSpace(f.Client.Currency))
	if _, known := dunning.CurrencyDigits(currency); !known {
		r.wrong("client.currency", "n’est pas un code ISO 4217 : écrivez EUR", "is not an ISO 4217 code: write EUR")
	}
	invoices := map[string]*dunning.Invoice{}
	for i, row := range f.Invoices {
		if row == (invoiceRow{}) {
			continue
		}
		at := func(name string) string { return fmt.Sprintf("invoices.%d.%s", i, name) }
		inv := &dunning.Invoice{
			ID: strings.TrimSpace(row.ID), Client: a.Client.ID, Currency: currency, Terms: a.Client.Terms,
			Issued: r.date(at("issued"), row.Issued, true), Due: r.date(at("due"), row.Due, false), Amount: r.amount(at("amount"), row.Amount, true),
		}
		switch {
		case inv.ID == "":
			r.wrong(at("id"), "indiquez un numéro", "give a number")
		case invoices[inv.ID] != nil:
			r.wrong(at("id"), "ce numéro est déjà pris", "this number is taken")
		}
		invoices[inv.ID] = inv
		a.Invoices = append(a.Invoices, inv)
	}
	// of is the invoice that a row is about.
	of := func(field, id string) *dunning.Invoice {
		inv := invoices[strings.TrimSpace(id)]
		if inv == nil {
			r.wrong(field, "aucune facture de ce numéro", "no invoice of this number")
			return &dunning.Invoice{}
		}
		return inv
	}
	r.events(f, a, of)
	return a
}

func (r *formReader) client(row clientRow) dunning.Client {
	c := dunning.Client{
		ID: "client", Since: r.date("client.since", row.Since, false), CreditLimit: r.amount("client.limit", row.Limit, false),
		Insolvency: r.date("client.insolvency", row.Insolvency, false), Insured: row.Insured, EmailMissing: row.NoEmail,
	}
	for k := dunning.Business; k <= dunning.Consumer; k++ {
		if k.String() == row.Kind {
			c.Kind = k
		}
	}
	if wording := strings.TrimSpace(row.Terms); wording != "" {
		t, err := terms.Parse(wording)
		if err != nil {
			r.wrong("client.terms", err.Error(), err.Error())
		}
		c.Terms = t
	}
	return c
}

// events are what happened to the invoices, and what was said and sent.
func (r *formReader) events(f form, a *dunning.Account, of func(field, id string) *dunning.Invoice) {
	for i, row := range f.Payments {
		if row == (paymentRow{Kind: row.Kind}) {
			continue
		}
		at := func(name string) string { return fmt.Sprintf("payments.%d.%s", i, name) }
		inv := of(at("invoice"), row.Invoice)
		s := dunning.Settlement{Date: r.date(at("date"), row.Date, true), Amount: r.amount(at("amount"), row.Amount, true)}
		for k := dunning.Payment; k <= dunning.WriteOff; k++ {
			if k.String() == row.Kind {
				s.Kind = k
			}
		}
		inv.Settlements = append(inv.Settlements, s)
	}
	for i, row := range f.Disputes {
		if row == (disputeRow{}) {
			continue
		}
		at := func(name string) string { return fmt.Sprintf("disputes.%d.%s", i, name) }
		inv := of(at("invoice"), row.Invoice)
		inv.Disputes = append(inv.Disputes, dunning.Dispute{From: r.date(at("from"), row.From, true),
			Until: r.date(at("until"), row.Until, false), Amount: r.amount(at("amount"), row.Amount, false)})
	}
	for i, row := range f.Promises {
		if row == (promiseRow{}) {
			continue
		}
		at := func(name string) string { return fmt.Sprintf("promises.%d.%s", i, name) }
		p := dunning.Promise{Made: r.date(at("made"), row.Made, true), For: r.date(at("for"), row.For, true), Amount: r.amount(at("amount"), row.Amount, false)}
		if row.Invoice != "" {
			p.Invoice = of(at("invoice"), row.Invoice).ID
		}
		a.Promises = append(a.Promises, p)
	}
	for i, row := range f.History {
		if row == (contactRow{Channel: row.Channel}) {
			continue
		}
		at := func(name string) string { return fmt.Sprintf("history.%d.%s", i, name) }
		c := dunning.Action{Date: r.date(at("date"), row.Date, true), Step: strings.TrimSpace(row.Step)}
		c.Channel, _ = dunning.ParseChannel(row.Channel)
		if row.Invoice != "" {
			c.Invoice = of(at("invoice"), row.Invoice).ID
		}
		a.History = append(a.History, c)
	}
}

// refused adds what the library says of facts that cannot be true together.
func (r *formReader) refused(err error) {
	if ps, ok := errors.AsType[dunning.Problems](err); ok {
		for _, p := range ps {
			r.errs = append(r.errs, fieldError{Text: p.Text(r.lang)})
		}
		return
	}
	r.errs = append(r.errs, fieldError{Text: err.Error()})
}
