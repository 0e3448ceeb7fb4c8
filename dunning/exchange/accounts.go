package exchange

import (
	"errors"
	"fmt"
	"slices"

	"github.com/creance/creance/dunning"
)

// Accounts puts files that were read together: each settlement on its invoice,
// each invoice in the account of its client. Accounts come in the order of the
// clients.
//
// The invoices are copied, so that calling it twice settles nothing twice. A
// settlement whose invoice is unknown, or is that of several clients, and an
// invoice whose client is unknown, are [*Problems]; name is the file of the
// settlements in them.
func Accounts(name string, clients []dunning.Client, invoices []*dunning.Invoice, settlements []Settlement) ([]dunning.Account, error) {
	ps := &Problems{}
	accounts := make([]dunning.Account, len(clients))
	of := make(map[string]*dunning.Account, len(clients))
	for i, c := range clients {
		accounts[i].Client = c
		of[c.ID] = &accounts[i]
	}
	byNumber := make(map[string][]*dunning.Invoice, len(invoices))
	lines := map[*dunning.Invoice][]int{} // of its settlements
	for _, inv := range invoices {
		account := of[inv.Client]
		if account == nil {
			ps.add(&Problem{File: name, Column: "client", Value: inv.Client, What: fmt.Sprintf("invoice %q is of client %q, who is in no list", clip(inv.ID), clip(inv.Client))})
			continue
		}
		copied := *inv
		copied.Settlements = slices.Clip(copied.Settlements)
		if n := len(copied.Settlements); n > 0 {
			lines[&copied] = make([]int, n)
		}
		account.Invoices = append(account.Invoices, &copied)
		byNumber[inv.ID] = append(byNumber[inv.ID], &copied)
	}
	for _, s := range settlements {
		found := byNumber[s.Invoice]
		if s.Client != "" {
			found = slices.DeleteFunc(slices.Clone(found), func(inv *dunning.Invoice) bool { return inv.Client != s.Client })
		}
		p := &Problem{File: name, Line: s.Line, Column: "invoice", Value: s.Invoice}
		switch len(found) {
		case 1:
			found[0].Settlements = append(found[0].Settlements, s.Settlement)
			lines[found[0]] = append(lines[found[0]], s.Line)
			continue
		case 0:
			p.What, p.Fix = fmt.Sprintf("settles invoice %q, which is in no list", clip(s.Invoice)), "money without an invoice is an invoice of kind OnAccount"
		default:
			p.What, p.Fix = fmt.Sprintf("settles invoice %q, which %d clients have", clip(s.Invoice), len(found)), "fill the client column"
		}
		ps.add(p)
	}
	for i := range accounts {
		for _, inv := range accounts[i].Invoices {
			problems, _ := errors.AsType[dunning.Problems](inv.Validate())
			for _, p := range problems {
				ps.add(placed(p, name, inv.ID, lines[inv]))
			}
		}
	}
	if err := ps.err(); err != nil {
		return nil, err
	}
	return accounts, nil
}

// placed is a problem of an invoice; one of a settlement has the line of it.
func placed(p *dunning.Problem, name, invoice string, lines []int) *Problem {
	out := &Problem{File: name, Column: p.Field, Value: p.Value, What: fmt.Sprintf("of invoice %q %s", clip(invoice), p.What), Fix: p.Fix}
	index, field := 0, ""
	if n, _ := fmt.Sscanf(p.Field, "settlements[%d].%s", &index, &field); n == 2 && index < len(lines) {
		out.Line, out.Column = lines[index], field
	}
	return out
}
