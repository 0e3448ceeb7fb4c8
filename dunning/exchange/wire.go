package exchange

import (
	"errors"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

func (d decoder) account(a accountJSON) dunning.Account {
	account := dunning.Account{Client: d.in(".client").client(a.Client)}
	if a.Client.ID == "" {
		d.refuse("client.id", "", "is empty", "")
	}
	for i, w := range a.Invoices {
		account.Invoices = append(account.Invoices, d.in(".invoices[%d]", i).invoice(a.Client.ID, w))
	}
	for i, w := range a.Promises {
		at := d.in(".promises[%d]", i)
		account.Promises = append(account.Promises, dunning.Promise{
			Invoice: w.Invoice, Made: at.day("made", w.Made), For: at.day("for", w.For), Amount: at.amount("amount", w.Amount),
		})
	}
	for i, w := range a.Holds {
		at := d.in(".holds[%d]", i)
		account.Holds = append(account.Holds, dunning.Hold{
			Invoice: w.Invoice, From: at.day("from", w.From), Until: at.day("until", w.Until), Reason: w.Reason, Owner: w.Owner,
		})
	}
	for i, w := range a.History {
		at := d.in(".history[%d]", i)
		account.History = append(account.History, dunning.Action{
			Date: at.day("date", w.Date), Step: w.Step, Channel: kind[dunning.Channel](at, "channel", w.Channel),
			Invoice: w.Invoice, Policy: w.Policy, Ref: w.Ref,
		})
	}
	return account
}

func (d decoder) client(w clientJSON) dunning.Client {
	return dunning.Client{
		ID: w.ID, Name: w.Name, Kind: kind[dunning.ClientKind](d, "kind", w.Kind), Terms: d.terms(w.Terms),
		Since: d.day("since", w.Since), CreditLimit: d.amount("credit_limit", w.CreditLimit),
		Insured: w.Insured, Insolvency: d.day("insolvency", w.Insolvency), EmailMissing: w.EmailMissing,
	}
}

func (d decoder) invoice(client string, w invoiceJSON) *dunning.Invoice {
	before := len(d.ps.List) + d.ps.More
	inv := &dunning.Invoice{
		ID: w.ID, Client: client, Currency: w.Currency, Kind: kind[dunning.DocumentKind](d, "kind", w.Kind),
		Issued: d.day("issued", w.Issued), Booked: d.day("booked", w.Booked), Due: d.day("due", w.Due), Terms: d.terms(w.Terms),
		Ordered: d.day("ordered", w.Ordered), Delivered: d.day("delivered", w.Delivered), Received: d.day("received", w.Received),
		Amount: d.amount("amount", w.Amount), Net: d.amount("net", w.Net),
		Doubtful: w.Doubtful, DoubtfulFrom: d.day("doubtful_from", w.DoubtfulFrom),
	}
	for i, s := range w.Settlements {
		at := d.in(".settlements[%d]", i)
		inv.Settlements = append(inv.Settlements, dunning.Settlement{
			Date: at.day("date", s.Date), Amount: at.amount("amount", s.Amount), Kind: kind[dunning.SettlementKind](at, "kind", s.Kind), Ref: s.Ref,
		})
	}
	for i, p := range w.Instalments {
		at := d.in(".instalments[%d]", i)
		inv.Instalments = append(inv.Instalments, dunning.Instalment{Due: at.day("due", p.Due), Amount: at.amount("amount", p.Amount)})
	}
	for i, p := range w.Disputes {
		at := d.in(".disputes[%d]", i)
		inv.Disputes = append(inv.Disputes, dunning.Dispute{
			From: at.day("from", p.From), Until: at.day("until", p.Until), Amount: at.amount("amount", p.Amount), Reason: p.Reason,
		})
	}
	if len(d.ps.List)+d.ps.More > before {
		return inv // its cells are wrong: Validate would say the same again
	}
	if problems, ok := errors.AsType[dunning.Problems](inv.Validate()); ok {
		for _, p := range problems {
			d.refuse(p.Field, p.Value, p.What, p.Fix)
		}
	}
	return inv
}

func toWire(a dunning.Account) accountJSON {
	c := a.Client
	w := accountJSON{Client: clientJSON{
		ID: c.ID, Name: c.Name, Kind: nonzero(c.Kind), Since: dated(c.Since), CreditLimit: nonzeroAmount(c.CreditLimit),
		Insured: c.Insured, Insolvency: dated(c.Insolvency), EmailMissing: c.EmailMissing,
	}}
	if !c.Terms.IsZero() {
		w.Client.Terms = c.Terms.String()
	}
	for _, inv := range a.Invoices {
		w.Invoices = append(w.Invoices, invoiceToWire(inv))
	}
	for _, p := range a.Promises {
		w.Promises = append(w.Promises, promiseJSON{p.Invoice, dated(p.Made), dated(p.For), nonzeroAmount(p.Amount)})
	}
	for _, h := range a.Holds {
		w.Holds = append(w.Holds, holdJSON{h.Invoice, dated(h.From), dated(h.Until), h.Reason, h.Owner})
	}
	for _, h := range a.History {
		w.History = append(w.History, actionJSON{dated(h.Date), h.Step, nonzero(h.Channel), h.Invoice, h.Policy, h.Ref})
	}
	return w
}

func invoiceToWire(inv *dunning.Invoice) invoiceJSON {
	w := invoiceJSON{
		ID: inv.ID, Currency: inv.Currency, Kind: nonzero(inv.Kind), Issued: dated(inv.Issued), Booked: dated(inv.Booked), Due: dated(inv.Due),
		Ordered: dated(inv.Ordered), Delivered: dated(inv.Delivered), Received: dated(inv.Received),
		Amount: inv.Amount.String(), Net: nonzeroAmount(inv.Net),
		Doubtful: inv.Doubtful, DoubtfulFrom: dated(inv.DoubtfulFrom),
	}
	if !inv.Terms.IsZero() {
		w.Terms = inv.Terms.String()
	}
	for _, s := range inv.Settlements {
		w.Settlements = append(w.Settlements, settlementJSON{dated(s.Date), s.Amount.String(), nonzero(s.Kind), s.Ref})
	}
	for _, p := range inv.Instalments {
		w.Instalments = append(w.Instalments, instalmentJSON{dated(p.Due), p.Amount.String()})
	}
	for _, p := range inv.Disputes {
		w.Disputes = append(w.Disputes, disputeJSON{dated(p.From), dated(p.Until), nonzeroAmount(p.Amount), p.Reason})
	}
	return w
}

func dated(d date.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func nonzeroAmount(d decimal.Decimal) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func nonzero[K interface {
	~uint8
	String() string
}](k K) string {
	if k == 0 {
		return ""
	}
	return k.String()
}
