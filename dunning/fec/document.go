package fec

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// A document and the line it comes from.
type document struct {
	inv  *dunning.Invoice
	line *Line
}

// claim makes the document of a debit.
func (a *account) claim(line *Line) *claim {
	line.Use = AsDocument
	c := &claim{line: line, lines: 1, inv: a.invoice(line, line.amount()), left: line.amount()}
	switch {
	case line.Nature == Sale:
		c.inv.Net = a.entries[line.entry].net(line.amount(), 1)
	case line.origin != 0 && line.amount() > rounding:
		c.inv.Kind = dunning.Carried
	case line.Nature == BroughtForward, line.Doubtful:
		c.inv.Kind, c.inv.Due = dunning.Opening, a.age(line)
	default:
		c.inv.Kind = dunning.Suspense
	}
	if c.due = c.inv.DueDate(); c.due == 0 {
		c.due = c.inv.Issued
	}
	a.claims = append(a.claims, c)
	return c
}

// extend makes one more line a part of an invoice that nothing has settled yet.
func (a *account) extend(c *claim, line *Line) {
	line.Use = AsDocument
	c.lines++
	c.left += line.amount()
	c.inv.Amount = minor.Decimal(c.left, 2)
	c.inv.Net = a.entries[line.entry].net(c.left, c.lines)
}

// invoice is a document of the date written on it, PieceDate, which the books
// carry from the date of the ledger, so that balances agree on every day.
func (a *account) invoice(line *Line, cents int64) *dunning.Invoice {
	inv := &dunning.Invoice{
		Client:   line.Client,
		Issued:   line.Date,
		Terms:    a.o.termsOf(line.Client),
		Amount:   minor.Decimal(cents, 2),
		Doubtful: line.Doubtful,
	}
	dated := line.RefDate != 0 && line.RefDate != line.Date
	if line.Nature == BroughtForward {
		dated = line.origin != 0
	}
	if dated {
		inv.Issued, inv.Booked = line.RefDate, line.Date
		if cents > 0 && line.RefDate > line.Date {
			a.find(Finding{Code: DatedLater, Line: line.Number, Client: line.Client, Account: line.Account, Text: line.RefDate.String(), Amount: inv.Amount})
		}
	}
	return inv
}

// documents are those of the debits, and what is left of the credits.
func (a *account) documents() (docs []document) {
	for _, c := range a.claims {
		docs = append(docs, document{c.inv, c.line})
		if c.inv.Kind == dunning.Suspense && c.left > 0 && !slices.Contains(a.outside, c) {
			a.find(Finding{Code: ToExplain, Line: c.line.Number, Client: c.line.Client, Account: c.line.Account, Amount: minor.Decimal(c.left, 2)})
		}
	}
	for _, r := range a.receipts {
		a.report(r)
		back := int64(0)
		for _, s := range r.back {
			n, _ := minor.Of(s.Amount, 2) // made from cents above
			back += n
		}
		if r.left+back == 0 {
			r.line.Use = AsSettlement
			continue
		}
		if r.line.Use = AsDocument; len(r.parts) > 0 {
			r.line.Use = AsBoth
		}
		inv := a.invoice(r.line, -(r.left + back))
		if r.line.Nature == Money {
			inv.Issued, inv.Booked = r.line.Date, 0 // the day of the money
		}
		inv.Due = r.line.Date // money is there at once
		inv.Settlements = r.back
		switch r.line.Nature {
		case Sale:
			inv.Kind = dunning.Ordinary
		case Money:
			inv.Kind = dunning.OnAccount
		case BroughtForward:
			inv.Kind = dunning.Opening
		default:
			inv.Kind = dunning.Suspense
		}
		docs = append(docs, document{inv, r.line})
	}
	return docs
}

// report tells what a reader of the balance should know of a credit.
func (a *account) report(r *receipt) {
	find := func(code FindingCode, cents int64, text string) {
		if cents > 0 {
			a.find(Finding{Code: code, Line: r.line.Number, Client: r.line.Client, Account: r.line.Account, Amount: minor.Decimal(cents, 2), Text: text})
		}
	}
	find(SettledOldest, r.oldest, r.line.Letter)
	find(LeftOnAccount, r.left, "")
	early, first := int64(0), date.Date(0)
	for _, p := range r.parts {
		lettered := r.line.Letter != "" && r.line.Letter == p.claim.line.Letter // who lettered them knows
		if p.claim.line.Date > r.line.Date && !lettered {
			early += p.cents
			first = max(first, p.claim.line.Date)
		}
	}
	find(SettledEarly, early, first.String())
}

// reference names the entry of a line: "VE 00000012", or "VE000312" where the
// number says the journal.
func (l *Line) reference() string {
	if l.Journal != "" && strings.HasPrefix(l.Entry, l.Journal) {
		return l.Entry
	}
	return strings.TrimSpace(l.Journal + " " + l.Entry)
}

// document names what a line is part of: its PieceRef where that has a number,
// else its entry.
func (l *Line) document() string {
	if numbered(l.Ref) {
		return l.Ref
	}
	return cmp.Or(l.reference(), l.Ref)
}

// number gives the documents of a client their IDs. Refs are not unique in the
// field ("VE 0323" for a whole month): the first document in time keeps it, so
// that a later export does not change the name of an invoice already chased; the
// others have their entry added.
func number(docs []document) {
	taken := map[string]bool{}
	for _, d := range docs {
		name, entry, line := d.line.document(), d.line.reference(), fmt.Sprintf("line %d", d.line.Number)
		id := cmp.Or(name, line)
		if taken[id] && name != entry && entry != "" {
			id = name + " (" + entry + ")"
		}
		if taken[id] {
			id += ", " + line
		}
		for taken[id] {
			id += "'"
		}
		taken[id] = true
		d.inv.ID = id
	}
}
