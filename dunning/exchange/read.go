package exchange

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
)

// Clients reads a file of clients. name is shown in errors, which are
// [*Problems].
func Clients(name string, r io.Reader, f Format) ([]dunning.Client, error) {
	ps := &Problems{}
	rows := readTable(name, r, f, []column[dunning.Client]{
		{names: []string{"id", "code"}, required: true, set: text(func(c *dunning.Client) *string { return &c.ID })},
		{names: []string{"name", "nom"}, set: text(func(c *dunning.Client) *string { return &c.Name })},
		{names: []string{"kind", "type"}, set: clientKind},
		{names: []string{"terms", "conditions"}, set: agreed(func(c *dunning.Client) *terms.Terms { return &c.Terms })},
		{names: []string{"since", "depuis"}, set: day(func(c *dunning.Client) *date.Date { return &c.Since })},
		{names: []string{"credit_limit", "plafond"}, set: amount(func(c *dunning.Client) *decimal.Decimal { return &c.CreditLimit })},
		{names: []string{"insured", "assuré", "assure"}, set: flag(func(c *dunning.Client) *bool { return &c.Insured })},
		{names: []string{"insolvency", "procédure", "procedure"}, set: day(func(c *dunning.Client) *date.Date { return &c.Insolvency })},
	}, ps)
	first := map[string]int{}
	clients := make([]dunning.Client, len(rows))
	for i, row := range rows {
		clients[i] = row.value
		id := row.value.ID
		if line, twice := first[id]; twice && id != "" {
			ps.add(&Problem{File: name, Line: row.line, Column: "id", Value: id, What: fmt.Sprintf("client %q stands already on line %d", clip(id), line)})
			continue
		}
		first[id] = row.line
	}
	if err := ps.err(); err != nil {
		return nil, err
	}
	return clients, nil
}

// Invoices reads a file of invoices and credit notes (negative amounts), and
// validates each. The kind is that of [dunning.DocumentKind]; an ordinary invoice
// when the column is empty or absent. The same number may stand for two clients, not twice for one.
func Invoices(name string, r io.Reader, f Format) ([]*dunning.Invoice, error) {
	ps := &Problems{}
	rows := readTable(name, r, f, []column[dunning.Invoice]{
		{names: []string{"id", "numéro", "numero"}, required: true, set: text(func(i *dunning.Invoice) *string { return &i.ID })},
		{names: []string{"client"}, required: true, set: text(func(i *dunning.Invoice) *string { return &i.Client })},
		{names: []string{"issued", "date"}, required: true, set: day(func(i *dunning.Invoice) *date.Date { return &i.Issued })},
		{names: []string{"due", "échéance", "echeance"}, set: day(func(i *dunning.Invoice) *date.Date { return &i.Due })},
		{names: []string{"terms", "conditions"}, set: agreed(func(i *dunning.Invoice) *terms.Terms { return &i.Terms })},
		{names: []string{"amount", "montant_ttc"}, required: true, set: amount(func(i *dunning.Invoice) *decimal.Decimal { return &i.Amount })},
		{names: []string{"net", "montant_ht"}, set: amount(func(i *dunning.Invoice) *decimal.Decimal { return &i.Net })},
		{names: []string{"currency", "devise"}, set: text(func(i *dunning.Invoice) *string { return &i.Currency })},
		{names: []string{"ordered", "commande"}, set: day(func(i *dunning.Invoice) *date.Date { return &i.Ordered })},
		{names: []string{"delivered", "livraison"}, set: day(func(i *dunning.Invoice) *date.Date { return &i.Delivered })},
		{names: []string{"received", "réception", "reception"}, set: day(func(i *dunning.Invoice) *date.Date { return &i.Received })},
		{names: []string{"doubtful", "douteux"}, set: flag(func(i *dunning.Invoice) *bool { return &i.Doubtful })},
		{names: []string{"doubtful_from", "douteux_depuis"}, set: day(func(i *dunning.Invoice) *date.Date { return &i.DoubtfulFrom })},
		{names: []string{"kind", "nature"}, set: documentKind},
		{names: []string{"booked", "comptabilisation"}, set: day(func(i *dunning.Invoice) *date.Date { return &i.Booked })},
	}, ps)
	first := map[[2]string]int{}
	invoices := make([]*dunning.Invoice, len(rows))
	for i := range rows {
		inv, line := &rows[i].value, rows[i].line
		invoices[i] = inv
		key := [2]string{inv.Client, inv.ID}
		if earlier, twice := first[key]; twice && inv.ID != "" {
			ps.add(&Problem{File: name, Line: line, Column: "id", Value: inv.ID, What: fmt.Sprintf("invoice %q of client %q stands already on line %d", clip(inv.ID), clip(inv.Client), earlier)})
			continue
		}
		first[key] = line
		if !rows[i].sound {
			continue // its cells are wrong: Validate would say the same again
		}
		if problems, ok := errors.AsType[dunning.Problems](inv.Validate()); ok {
			for _, p := range problems {
				ps.add(&Problem{File: name, Line: line, Column: p.Field, Value: p.Value, What: p.What, Fix: p.Fix})
			}
		}
	}
	if err := ps.err(); err != nil {
		return nil, err
	}
	return invoices, nil
}

// A Settlement is a settlement as a file gives it: with the invoice it settles.
type Settlement struct {
	Invoice, Client string // Client may be empty when the number is unique
	Line            int    // in the file
	dunning.Settlement
}

// Settlements reads a file of payments, credit notes and the like. The kind is
// one of payment, credit-note, returned, discount, write-off, adjustment; a
// payment when the column is empty or absent.
func Settlements(name string, r io.Reader, f Format) ([]Settlement, error) {
	ps := &Problems{}
	rows := readTable(name, r, f, []column[Settlement]{
		{names: []string{"invoice", "facture"}, required: true, set: text(func(s *Settlement) *string { return &s.Invoice })},
		{names: []string{"client"}, set: text(func(s *Settlement) *string { return &s.Client })},
		{names: []string{"date"}, required: true, set: day(func(s *Settlement) *date.Date { return &s.Date })},
		{names: []string{"amount", "montant"}, required: true, set: amount(func(s *Settlement) *decimal.Decimal { return &s.Amount })},
		{names: []string{"kind", "nature"}, set: settlementKind},
		{names: []string{"ref", "référence", "reference"}, set: text(func(s *Settlement) *string { return &s.Ref })},
	}, ps)
	if err := ps.err(); err != nil {
		return nil, err
	}
	settlements := make([]Settlement, len(rows))
	for i, row := range rows {
		settlements[i] = row.value
		settlements[i].Line = row.line
	}
	return settlements, nil
}

func text[T any](field func(*T) *string) func(*T, string, Format) error {
	return func(to *T, cell string, _ Format) error {
		*field(to) = cell
		return nil
	}
}

func day[T any](field func(*T) *date.Date) func(*T, string, Format) (err error) {
	return func(to *T, cell string, f Format) (err error) {
		*field(to), err = f.date(cell)
		return err
	}
}

func amount[T any](field func(*T) *decimal.Decimal) func(*T, string, Format) error {
	return func(to *T, cell string, f Format) (err error) {
		*field(to), err = f.amount(cell)
		return err
	}
}

func agreed[T any](field func(*T) *terms.Terms) func(*T, string, Format) error {
	return func(to *T, cell string, _ Format) (err error) {
		*field(to), err = terms.Parse(cell)
		return err
	}
}

func flag[T any](field func(*T) *bool) func(*T, string, Format) error {
	return func(to *T, cell string, _ Format) error {
		switch strings.ToLower(cell) {
		case "true", "yes", "oui", "1":
			*field(to) = true
		case "false", "no", "non", "0":
		default:
			return fmt.Errorf("%q is neither yes (oui) nor no (non)", clip(cell))
		}
		return nil
	}
}

func clientKind(to *dunning.Client, cell string, _ Format) (err error) {
	to.Kind, err = parseKind(cell, map[string]dunning.ClientKind{
		"business": dunning.Business, "entreprise": dunning.Business,
		"public":   dunning.Public,
		"consumer": dunning.Consumer, "particulier": dunning.Consumer,
	}, "business (entreprise), public, consumer (particulier)")
	return err
}

func documentKind(to *dunning.Invoice, cell string, _ Format) (err error) {
	to.Kind, err = parseKind(cell, map[string]dunning.DocumentKind{
		"invoice": dunning.Ordinary, "facture": dunning.Ordinary,
		"on-account": dunning.OnAccount, "acompte": dunning.OnAccount,
		"opening": dunning.Opening, "à-nouveau": dunning.Opening,
		"suspense": dunning.Suspense, "attente": dunning.Suspense,
		"carried": dunning.Carried, "reprise": dunning.Carried,
	}, "invoice (facture), on-account (acompte), opening (à-nouveau), suspense (attente), carried (reprise); a credit note is an invoice of a negative amount")
	return err
}

func settlementKind(to *Settlement, cell string, _ Format) (err error) {
	to.Kind, err = parseKind(cell, map[string]dunning.SettlementKind{
		"payment": dunning.Payment, "paiement": dunning.Payment,
		"credit-note": dunning.CreditNote, "avoir": dunning.CreditNote,
		"returned": dunning.Returned, "impayé": dunning.Returned, "rejet": dunning.Returned,
		"discount": dunning.Discount, "escompte": dunning.Discount,
		"write-off": dunning.WriteOff, "perte": dunning.WriteOff,
		"adjustment": dunning.Adjustment, "écart": dunning.Adjustment,
	}, "payment (paiement), credit-note (avoir), returned (impayé), discount (escompte), write-off (perte), adjustment (écart)")
	return err
}

func parseKind[K any](cell string, kinds map[string]K, list string) (K, error) {
	k, ok := kinds[strings.ToLower(cell)]
	if !ok {
		return k, fmt.Errorf("%q is none of %s", clip(cell), list)
	}
	return k, nil
}
