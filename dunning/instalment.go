package dunning

import (
	"cmp"
	"iter"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// An Instalment (échéance) is one part of an invoice with its own due date.
type Instalment struct {
	Due    date.Date
	Amount decimal.Decimal // TTC; the instalments of an invoice add up to its amount
}

// Part is what is open of one due date.
type Part struct {
	Due  date.Date       // 0 when the invoice's due date is not known
	Open decimal.Decimal // at the day asked; never zero
}

// OpenParts yields what is open at day d, due date by due date: the invoice
// itself, or its instalments when it has some. What has been settled goes to
// the earliest instalment first (art. 1342-10 C. civ.: the oldest debt). A
// balance in the client's favour is yielded whole, on the last due date.
func (inv *Invoice) OpenParts(d date.Date) iter.Seq[Part] {
	return func(yield func(Part) bool) {
		open := inv.OpenAt(d)
		if open.IsZero() {
			return
		}
		if len(inv.Instalments) == 0 || !open.IsPositive() || inv.BookedOn() > d {
			yield(Part{Due: inv.lastDue(), Open: open})
			return
		}
		// Settled money fills the earliest due dates, so what is left open
		// is found by walking back from the latest.
		schedule := slices.Clone(inv.Instalments)
		slices.SortStableFunc(schedule, func(a, b Instalment) int { return cmp.Compare(a.Due, b.Due) })
		parts := make([]Part, 0, len(schedule))
		for i := len(schedule) - 1; i >= 0 && open.IsPositive(); i-- {
			part := open // what exceeds the schedule, a return with costs, is the oldest debt
			if i > 0 && bounded(schedule[i].Amount) {
				part = decimal.Min(open, schedule[i].Amount)
			}
			if open = open.Sub(part); !part.IsZero() {
				parts = append(parts, Part{Due: schedule[i].Due, Open: part})
			}
		}
		for _, p := range slices.Backward(parts) {
			if !yield(p) {
				return
			}
		}
	}
}

func (inv *Invoice) lastDue() date.Date {
	last := date.Date(0)
	for _, i := range inv.Instalments {
		last = max(last, i.Due)
	}
	if last == 0 {
		return inv.DueDate()
	}
	return last
}
