package penalty

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/law"
)

// A Receipt is money received from a client who may owe several invoices.
type Receipt struct {
	Date     date.Date
	Amount   decimal.Decimal // positive
	Currency string          // ISO 4217, "" is EUR; that of the invoices
	Chosen   []string        // invoice numbers the debtor named, in his order: his right, before any other rule
	Ref      string

	// Burden is how onerous each debt is to the debtor, by invoice number: its
	// yearly rate in percent, say. Debts that are absent, or a nil map, are
	// equally onerous.
	Burden map[string]decimal.Decimal
}

// An Imputation is the part of a receipt that goes to one invoice.
type Imputation struct {
	Invoice    *dunning.Invoice
	Settlement dunning.Settlement // to be added to the invoice; this package changes nothing
	Reason     ImputationReason
	Basis      law.Basis
}

// ImputationReason is the first rule of art. 1342-10 C. civ. that put an invoice
// where it is in the order.
type ImputationReason string

const (
	ChosenByDebtor ImputationReason = "chosen"   // the debtor said so
	DueDebt        ImputationReason = "due"      // due debts before others, the most onerous first, then the oldest by date of issue
	NotYetDue      ImputationReason = "not-due"  // in the same order, once all due debts are paid
	Proportional   ImputationReason = "pro-rata" // shared with debts equal in everything
)

// Impute shares a receipt among the open invoices of one client in the order of
// art. 1342-10 C. civ.: as the debtor chose; else debts already due; among them
// the most onerous; then the oldest; equal debts in proportion, each share
// rounded down and the cents left over given one by one in the order of the
// invoice numbers. Each invoice takes at most what is owed on it that day, booked
// or not (see [dunning.Invoice.BookedOn]); what no invoice takes is the rest.
//
// Errors are [dunning.Problems] of the receipt or of an invoice.
func Impute(r Receipt, invoices []*dunning.Invoice) (shares []Imputation, rest decimal.Decimal, err error) {
	debts, amount, digits, err := r.debts(invoices)
	if err != nil {
		return nil, decimal.Decimal{}, err
	}
	for len(debts) > 0 && amount > 0 {
		equal := 1 // debts that nothing tells apart
		for equal < len(debts) && debts[equal].compare(debts[0]) == 0 {
			equal++
		}
		for i, part := range inProportion(amount, debts[:equal]) {
			amount -= part
			if part == 0 {
				continue
			}
			d := debts[i]
			if equal > 1 {
				d.reason = Proportional
			}
			shares = append(shares, Imputation{Invoice: d.invoice, Reason: d.reason, Basis: receiptOrder,
				Settlement: dunning.Settlement{Date: r.Date, Amount: minor.Decimal(part, digits), Ref: r.Ref}})
		}
		debts = debts[equal:]
	}
	return shares, minor.Decimal(amount, digits), nil
}

type debt struct {
	invoice *dunning.Invoice
	open    int64
	reason  ImputationReason
	choice  int // rank in Chosen; after all of them when not named
	burden  int64
}

// owed is an invoice that is open from its issue, whenever it was booked; one
// that was booked before the date it bears is open already.
func owed(inv *dunning.Invoice) *dunning.Invoice {
	if inv.Booked <= inv.Issued { // 0 included
		return inv
	}
	claim := *inv
	claim.Booked = 0
	return &claim
}

// compare is the order of art. 1342-10; 0 for debts equal in everything.
func (d debt) compare(e debt) int {
	if d.reason == ChosenByDebtor || e.reason == ChosenByDebtor {
		return cmp.Compare(d.choice, e.choice)
	}
	notDue := func(d debt) int {
		if d.reason == NotYetDue {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(notDue(d), notDue(e)), cmp.Compare(e.burden, d.burden), cmp.Compare(d.invoice.Issued, e.invoice.Issued))
}

// debts checks the input and lists what is open, in order.
func (r *Receipt) debts(invoices []*dunning.Invoice) (debts []debt, amount int64, digits int32, err error) {
	var problems dunning.Problems
	report := func(field, value, what, fix string) {
		problems = append(problems, &dunning.Problem{Of: "receipt", Field: field, Value: value, What: what, Fix: fix})
	}
	digits, known := minor.Digits(r.Currency)
	if !known {
		report("currency", r.Currency, "is no ISO 4217 code", "")
		digits = 2
	}
	amount, bad := minor.Of(r.Amount, digits)
	if bad != nil || amount <= 0 {
		report("amount", shown(r.Amount), "is not a positive amount of its currency", "")
	}
	if r.Date < firstDay || r.Date > lastDay {
		report("date", "", "is missing or outside the years 1900-2999", "")
	}
	seen := map[string]bool{}
	for i, inv := range invoices {
		at := fmt.Sprintf("invoices[%d]", i)
		switch {
		case inv == nil:
			report(at, "", "is missing", "")
			continue
		case inv.Validate() != nil:
			report(at, inv.ID, "is not valid: "+inv.Validate().Error(), "")
			continue
		case seen[inv.ID]:
			report(at, inv.ID, "is there twice", "")
		case inv.CurrencyCode() != currency(r.Currency):
			report(at, inv.CurrencyCode(), "is in another currency", "currencies are never mixed")
		}
		seen[inv.ID] = true
		open, _ := owed(inv).OpenMinorAt(r.Date)
		d := debt{invoice: inv, open: open, reason: NotYetDue, choice: slices.Index(r.Chosen, inv.ID)}
		if due := inv.DueDate(); due != 0 && due <= r.Date {
			d.reason = DueDebt
		}
		if d.choice >= 0 {
			d.reason = ChosenByDebtor
		} else {
			d.choice = len(r.Chosen)
		}
		var what string
		if d.burden, what = rateUnits(r.Burden[inv.ID]); what != "" {
			report("burden", inv.ID, what, "give percent a year")
		}
		if open > 0 {
			debts = append(debts, d)
		}
	}
	for i, id := range r.Chosen {
		if !seen[id] {
			report(fmt.Sprintf("chosen[%d]", i), id, "is not among the invoices", "")
		}
	}
	slices.SortFunc(debts, func(a, b debt) int { return cmp.Or(a.compare(b), cmp.Compare(a.invoice.ID, b.invoice.ID)) })
	return debts, amount, digits, problems.Err()
}

// inProportion shares an amount among debts, at most their open balance.
func inProportion(amount int64, debts []debt) []int64 {
	var total minor.Sum
	for _, d := range debts {
		total.Add(d.open)
	}
	parts := make([]int64, len(debts))
	if len(debts) == 1 || total.Big().IsInt64() && total.Big().Int64() <= amount {
		for i, d := range debts {
			parts[i] = min(d.open, amount)
		}
		return parts
	}
	left := amount
	for i, d := range debts {
		quotient, _ := decimal.New(amount, 0).Mul(decimal.New(d.open, 0)).QuoRem(total.Decimal(0), 0)
		parts[i] = quotient.IntPart()
		left -= parts[i]
	}
	for i := 0; left > 0; i = (i + 1) % len(parts) {
		if parts[i] < debts[i].open {
			parts[i]++
			left--
		}
	}
	return parts
}
