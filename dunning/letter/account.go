package letter

import (
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// Overdue is the data of a text about what a client owes on a day: every due
// date passed, every credit not yet used, and the statements of those invoices
// among the given ones. An invoice contested as a whole is left out, a contested
// part is shown and not claimed. Invoices in another currency are left out:
// each currency has its own letter.
//
// The caller adds who writes, to whom, how to pay, and what the kind needs.
//
// The error is a [dunning.Problems]: an invoice that is not valid, a due date
// that is not known, or a client in collective proceedings on that day, whom no
// text may ask to pay an earlier debt (art. L622-7 C. com.): the claim is
// declared to the court's agent instead.
func Overdue(account *dunning.Account, currency string, asOf date.Date, statements ...penalty.Statement) (Data, error) {
	late := func(due date.Date) bool { return due < asOf }
	return fromAccount(account, currency, asOf, late, statements)
}

// Upcoming is the data of a preventive reminder: what falls due from asOf to
// the day until, both included.
func Upcoming(account *dunning.Account, currency string, asOf, until date.Date) (Data, error) {
	soon := func(due date.Date) bool { return due >= asOf && due <= until }
	return fromAccount(account, currency, asOf, soon, nil)
}

func fromAccount(account *dunning.Account, currency string, asOf date.Date, wanted func(due date.Date) bool, statements []penalty.Statement) (Data, error) {
	client := account.Client
	d := Data{
		Debtor: Party{Name: client.Name}, Client: client.Kind, Currency: currency, Date: asOf,
	}
	var problems dunning.Problems
	if client.Insolvency != 0 && client.Insolvency <= asOf {
		problems = append(problems, &dunning.Problem{
			Of: "client " + quoted(client.ID), Field: "insolvency", Value: client.Insolvency.String(),
			What: "is on or before the date of the text: a debt from before the judgment may not be paid",
			Fix:  "declare the claim to the court's agent within two months of the publication",
		})
	}
	code := (&dunning.Invoice{Currency: currency}).CurrencyCode()
	for _, inv := range account.Invoices {
		if inv.CurrencyCode() != code {
			continue
		}
		if err := inv.Validate(); err != nil {
			if ps, ok := err.(dunning.Problems); ok {
				problems = append(problems, ps...)
			}
			continue
		}
		rows, problem := lines(inv, asOf, wanted)
		if problem != nil {
			problems = append(problems, problem)
		}
		d.Invoices = append(d.Invoices, rows...)
	}
	if err := problems.Err(); err != nil {
		return Data{}, err
	}
	slices.SortStableFunc(d.Invoices, func(a, b Invoice) int { return int(a.Due - b.Due) })
	for _, s := range statements {
		if slices.ContainsFunc(d.Invoices, func(i Invoice) bool { return i.ID == s.Invoice }) {
			d.Statements = append(d.Statements, s)
		}
	}
	return d, nil
}

// lines are the wanted due dates of an invoice, or the whole of a credit. What
// is contested is taken off the earliest due date first.
func lines(inv *dunning.Invoice, asOf date.Date, wanted func(date.Date) bool) ([]Invoice, *dunning.Problem) {
	var rows []Invoice
	disputed := inv.DisputedAt(asOf)
	for part := range inv.OpenParts(asOf) {
		if part.Open.IsNegative() {
			// A credit is due to the client at once, whatever date it bears.
			return []Invoice{{ID: inv.ID, Issued: inv.Issued, Due: inv.Issued, Amount: inv.Amount, Open: part.Open}}, nil
		}
		if part.Due == 0 {
			return nil, &dunning.Problem{
				Of: "invoice " + quoted(inv.ID), Field: "due", What: "is not known, so nobody can say whether it is late",
				Fix: "give its due date, or the date its terms count from",
			}
		}
		contested := decimal.Min(disputed, part.Open)
		disputed = disputed.Sub(contested)
		if !wanted(part.Due) || contested.Equal(part.Open) {
			continue
		}
		rows = append(rows, Invoice{
			ID: inv.ID, Issued: inv.Issued, Due: part.Due, Amount: inv.Amount,
			Open: part.Open, Disputed: contested,
		})
	}
	return rows, nil
}
