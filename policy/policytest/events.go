package policytest

import (
	"errors"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/yamlread"
	"github.com/creance/creance/law"
)

// usualDelay is how many days before its due date an invoice is issued when the
// test does not say.
const usualDelay = 30

func (r *reader) invoice(n *yaml.Node, path string) *dunning.Invoice {
	inv := &dunning.Invoice{}
	wording, kind := "", ""
	known := len(r.Mistakes)
	var paid date.Date
	r.Mapping(n, path, keys{
		"id!":           r.Word(&inv.ID),
		"issued":        r.Day(&inv.Issued),
		"booked":        r.Day(&inv.Booked),
		"due":           r.Day(&inv.Due),
		"terms":         r.Word(&wording),
		"ordered":       r.Day(&inv.Ordered),
		"delivered":     r.Day(&inv.Delivered),
		"received":      r.Day(&inv.Received),
		"amount!":       r.Amount(&inv.Amount),
		"currency":      r.Word(&inv.Currency),
		"kind":          yamlread.Words(r.Reader, &kind, kindNames()...),
		"doubtful":      r.Yes(&inv.Doubtful),
		"doubtful_from": r.Day(&inv.DoubtfulFrom),
		"paid":          r.Day(&paid),
		"instalments": func(n *yaml.Node, path string) {
			r.Sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
				var part dunning.Instalment
				r.Mapping(n, path, keys{"due!": r.Day(&part.Due), "amount!": r.Amount(&part.Amount)})
				inv.Instalments = append(inv.Instalments, part)
			})
		},
	})
	if wording != "" {
		t, err := terms.Parse(wording)
		if err != nil {
			r.wrong(codeAccount, path+".terms", refused(err), say.Both("écrivez par exemple 45 jours fin de mois", "write for example 45 jours fin de mois"))
		}
		inv.Terms = t
	}
	if inv.Issued == 0 && inv.Due != 0 {
		inv.Issued = inv.Due - usualDelay
	}
	inv.Kind = dunning.DocumentKind(max(0, slices.Index(kindNames(), kind)))
	r.broken[inv] = len(r.Mistakes) > known
	if paid != 0 {
		inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: paid, Amount: inv.Amount})
	}
	return inv
}

// refused is why terms were not read.
func refused(err error) say.Text {
	refusal, ok := errors.AsType[*terms.Refusal](err)
	if !ok {
		return say.Code(err.Error())
	}
	return say.Both("conditions de règlement : %s : %s", "payment terms: %s: %s", say.Name(refusal.Text), say.Text{law.French: refusal.Reason.Text(law.French), law.English: refusal.Reason.Text(law.English)})
}

// kindNames are the kinds of documents, in the order of the type.
func kindNames() []string {
	var list []string
	for k := dunning.Ordinary; k <= dunning.Carried; k++ {
		list = append(list, k.String())
	}
	return list
}

// settlements are the events that settle an invoice, or open it again.
var settlements = map[string]dunning.SettlementKind{
	"payment": dunning.Payment, "returned": dunning.Returned, "credit_note": dunning.CreditNote,
	"discount": dunning.Discount, "write_off": dunning.WriteOff, "adjustment": dunning.Adjustment,
}

func (r *reader) event(n *yaml.Node, path string, t *scenario) *event {
	e := &event{path: path}
	var known []given
	misplaced := func() {}
	// is notes which kind of event a key makes it.
	is := func(kind string, how read) read {
		return func(n *yaml.Node, path string) {
			e.kinds = append(e.kinds, kind)
			how(n, path)
		}
	}
	// of is a key that goes with some kinds only.
	of := func(how read, kinds ...string) read {
		return func(n *yaml.Node, path string) {
			how(n, path)
			before := misplaced
			misplaced = func() {
				before()
				if !slices.Contains(kinds, e.kinds[0]) {
					r.Wrong(n, codeEvent, say.Both("ceci va avec %s, pas avec %s", "this goes with %s, not with %s", strings.Join(kinds, ", "), e.kinds[0]), say.Both("supprimez-le", "remove it"))
				}
			}
		}
	}
	r.Mapping(n, path, keys{
		"day!":        r.Day(&e.day),
		"invoice":     r.Word(&e.invoice),
		"payment":     is("payment", r.Amount(&e.settled)),
		"returned":    is("returned", r.Amount(&e.settled)),
		"credit_note": is("credit_note", r.Amount(&e.settled)),
		"discount":    is("discount", r.Amount(&e.settled)),
		"write_off":   is("write_off", r.Amount(&e.settled)),
		"adjustment":  is("adjustment", r.Amount(&e.settled)),
		"promise":     is("promise", r.Day(&e.promise)),
		"dispute":     is("dispute", r.Word(&e.disputed)),
		"hold":        is("hold", r.Word(&e.hold)),
		"sent":        is("sent", r.Word(&e.sent)),
		"contact":     is("contact", r.channel(&e.contact)),
		"facts":       is("facts", r.facts(&known, 0)),
		"amount":      of(r.Amount(&e.amount), "promise"),
		"until":       of(r.Day(&e.until), "dispute", "hold"),
		"reason":      of(r.Word(&e.reason), "dispute"),
		"owner":       of(r.Word(&e.owner), "hold"),
		"channel":     of(r.channel(&e.channel), "sent"),
	})
	for _, g := range known {
		g.from = e.day
		t.given = append(t.given, g)
	}
	if len(e.kinds) != 1 {
		message := say.Both("cet événement ne dit pas ce qui arrive", "this event does not say what happens")
		if len(e.kinds) > 1 {
			message = say.Both("un événement est une seule chose qui arrive, et voici %s", "an event is one thing that happens, and here are %s", strings.Join(e.kinds, ", "))
		}
		r.Wrong(n, codeEvent, message,
			say.Both("écrivez une seule clé parmi %s", "write one of %s", "payment, returned, credit_note, discount, write_off, adjustment, promise, dispute, hold, sent, contact, facts"))
		return e
	}
	misplaced()
	return e
}

// happen puts the events into the account. The account holds all of them from
// the start: each has its day, and a decision does not look at later ones.
func (t *scenario) happen(r *reader) {
	a := &t.account
	for _, e := range t.events {
		if len(e.kinds) != 1 {
			continue
		}
		if e.invoice != "" && t.find(e.invoice) == nil {
			r.noInvoice(t, e.path+".invoice", e.invoice)
			continue
		}
		switch e.kinds[0] {
		case "promise":
			a.Promises = append(a.Promises, dunning.Promise{Invoice: e.invoice, Made: e.day, For: e.promise, Amount: e.amount})
		case "dispute":
			t.dispute(e, r)
		case "hold":
			a.Holds = append(a.Holds, dunning.Hold{Invoice: e.invoice, From: e.day, Until: e.until, Reason: e.hold, Owner: e.owner})
		case "sent":
			a.History = append(a.History, dunning.Action{Date: e.day, Step: e.sent, Channel: e.channel, Invoice: e.invoice})
		case "contact":
			a.History = append(a.History, dunning.Action{Date: e.day, Channel: e.contact, Invoice: e.invoice})
		case "facts": // given on their day
		default:
			if inv := t.about(e, r); inv != nil {
				inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: e.day, Amount: e.settled, Kind: settlements[e.kinds[0]]})
			}
		}
	}
}

func (t *scenario) dispute(e *event, r *reader) {
	inv := t.about(e, r)
	if inv == nil {
		return
	}
	d := dunning.Dispute{From: e.day, Until: e.until, Reason: e.reason}
	if e.disputed != "all" {
		amount, ok := amountOf(e.disputed)
		if !ok || !amount.IsPositive() {
			r.wrong(yamlread.CodeNumber, e.path+".dispute", say.Both("%s n’est pas un montant en litige", "%s is no amount in dispute", say.Name(e.disputed)), say.Both("écrivez all, ou la part en litige : 200.00", "write all, or the disputed part: 200.00"))
			return
		}
		d.Amount = amount
	}
	inv.Disputes = append(inv.Disputes, d)
}

// about is the invoice of an event: the one it names, or the only one.
func (t *scenario) about(e *event, r *reader) *dunning.Invoice {
	switch {
	case e.invoice != "":
		return t.find(e.invoice)
	case len(t.account.Invoices) == 1:
		return t.account.Invoices[0]
	}
	r.wrong(codeInvoice, e.path, say.Both("cet essai a %d factures et l’événement ne dit pas laquelle", "this test has %d invoices: the event does not say which it is about", len(t.account.Invoices)), say.Both("ajoutez invoice: F1", "add invoice: F1"))
	return nil
}

func (t *scenario) find(id string) *dunning.Invoice {
	for _, inv := range t.account.Invoices {
		if inv.ID == id {
			return inv
		}
	}
	return nil
}

func (r *reader) noInvoice(t *scenario, path, id string) {
	var ids []string
	for _, inv := range t.account.Invoices {
		ids = append(ids, inv.ID)
	}
	r.wrong(codeInvoice, path, say.Both("cet essai n’a pas de facture %s", "this test has no invoice %s", say.Name(id)), or(say.Suggest(id, ids), say.Known(ids)))
}
