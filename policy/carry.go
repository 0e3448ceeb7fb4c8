package policy

import (
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/limitation"
)

// carrier chooses the item that carries the file, among those that can be
// chased, or among all when none can; nil when nothing is open.
func (e *engine) carrier(l *ledger) *item {
	free := slices.ContainsFunc(l.items, func(it *item) bool { return it.aside == "" })
	var best *item
	for _, it := range l.items {
		if free && it.aside != "" {
			continue
		}
		if best == nil || e.carriesBefore(l, it, best) {
			best = it
		}
	}
	return best
}

// carriesBefore reports whether it carries rather than best, which is due
// earlier or on the same day.
func (e *engine) carriesBefore(l *ledger, it, best *item) bool {
	switch e.doc.Carrying {
	case HighestStep:
		return e.highest(l, it) > e.highest(l, best)
	case Largest:
		if l.late(it) != l.late(best) {
			return l.late(it)
		}
		return it.open-it.disputed > best.open-best.disputed
	}
	return false
}

// highest is the highest step sent for an item, -1 when none was.
func (e *engine) highest(l *ledger, it *item) int {
	highest := -1
	for a := range l.account.History.Until(l.asOf) {
		if i, ok := e.stepIndex[a.Step]; ok && a.Invoice == it.inv.ID && e.was(l, it, a.Date) {
			highest = max(highest, i)
		}
	}
	return highest
}

// was reports whether, on a day of the past, the item was the part of its
// invoice that reminders were about: the instalment that carried, credits and
// disputes of that day being what they were.
func (e *engine) was(l *ledger, it *item, d date.Date) bool {
	if len(it.inv.Instalments) == 0 {
		return true
	}
	then := e.ledger(l.account, it.inv.CurrencyCode(), d)
	if e.doc.Carrying == Largest {
		if c := e.carrier(then); c != nil && c.inv == it.inv {
			return c.due == it.due
		}
	}
	parts := slices.DeleteFunc(then.items, func(part *item) bool { return part.inv != it.inv })
	// Nothing was open when it was paid early and the payment came back, or
	// the invoice was not issued yet.
	return len(parts) == 0 || first(parts).due == it.due
}

// first is the open part of an invoice that carries, of parts by due date: the
// first of those that can be chased, or of all when none can.
func first(parts []*item) *item {
	if i := slices.IndexFunc(parts, func(it *item) bool { return it.aside == "" }); i >= 0 {
		return parts[i]
	}
	return parts[0]
}

// carry sets the facts of the carrying item, and the history that counts for
// its position.
func (e *engine) carry(f *Facts, l *ledger, it *item) {
	f.Invoice, f.Issued, f.Due = it.inv.ID, it.inv.Issued, it.due
	f.Balance = l.decimal(it.open)
	f.Disputed, f.DisputedAmount = it.disputed > 0, l.decimal(it.disputed)
	f.Doubtful = it.inv.DoubtfulOn(l.asOf)
	f.LimitationDaysLeft = limitationLeft(f.ClientKind, it, l.asOf)
	if it.aside == Promised {
		f.PromiseOpen, f.PromiseUntil = true, max(f.PromiseUntil, it.lifts-1)
	}
	f.History = e.history(f, l, it)
}

// history is what was sent until the day of the facts, without the steps that
// do not count for the item: that of the account where nothing is left out.
func (e *engine) history(f *Facts, l *ledger, it *item) dunning.History {
	all := l.account.History
	var own dunning.History // once it differs
	counted := false
	for i, a := range all {
		later := a.Date > l.asOf
		changed := later
		if _, ok := e.stepIndex[a.Step]; ok && !later {
			if e.counts(l, it, a) {
				counted = true
			} else {
				a.Step, changed = "", true
				f.Succeeds = e.doc.Carrying != EachInvoice
			}
		}
		if changed && own == nil {
			own = append(make(dunning.History, 0, len(all)), all[:i]...)
		}
		if own != nil && !later {
			own = append(own, a)
		}
	}
	f.Succeeds = f.Succeeds && !counted
	if own == nil {
		return slices.Clip(all)
	}
	return own
}

// counts reports whether a step sent before counts for the position of the item
// that carries now.
func (e *engine) counts(l *ledger, it *item, a dunning.Action) bool {
	if e.belongs(l, it, a) {
		return true
	}
	return e.doc.Carrying != EachInvoice && e.doc.OnCarryingPaid == Continue && e.overdueSince(l, it, a.Date)
}

// belongs reports whether an action was carried by the item. An action on the
// whole account belongs to the item that carried on its day, which the facts
// still tell; where the books of that day hold nothing, they were opened later.
func (e *engine) belongs(l *ledger, it *item, a dunning.Action) bool {
	if a.Invoice != "" {
		return a.Invoice == it.inv.ID && e.was(l, it, a.Date)
	}
	if e.doc.Carrying == EachInvoice {
		return it.inv.Issued <= a.Date && e.was(l, it, a.Date)
	}
	if e.doc.Carrying == HighestStep {
		return it.inv.Issued <= a.Date // which one stood highest depends on the answer: take them all
	}
	carrier := e.carrier(e.ledger(l.account, it.inv.CurrencyCode(), a.Date))
	if carrier == nil {
		carrier = e.carriedBefore(l, it, a.Date)
	}
	return carrier != nil && carrier.inv.ID == it.inv.ID && carrier.due == it.due
}

// carriedBefore is what carried on a day before the books were opened, as the
// dates of the documents tell; nil when nothing that is known was overdue then.
// An invoice that was not cannot have been asked for: its first letter is still
// to come.
func (e *engine) carriedBefore(l *ledger, it *item, d date.Date) *item {
	then := *l.account
	then.Invoices = nil
	for _, inv := range l.account.Invoices {
		if inv.Issued <= d && d < inv.BookedOn() {
			early := *inv
			early.Booked = 0
			then.Invoices = append(then.Invoices, &early)
		}
	}
	carrier := e.carrier(e.ledger(&then, it.inv.CurrencyCode(), d))
	if carrier == nil || carrier.due >= d {
		return nil
	}
	return carrier
}

// overdueSince reports whether something was overdue on every day since d: the
// file never came to rest. The sum only falls on days when something is
// settled or a credit enters the books.
func (e *engine) overdueSince(l *ledger, it *item, d date.Date) bool {
	days := []date.Date{d, l.asOf}
	for _, inv := range l.account.Invoices {
		if inv.IsCredit() {
			days = append(days, inv.BookedOn())
		}
		for _, s := range inv.Settlements {
			days = append(days, s.Date)
		}
	}
	slices.Sort(days)
	for _, day := range slices.Compact(days) {
		if day < d || day > l.asOf {
			continue
		}
		var f Facts
		e.ledger(l.account, it.inv.CurrencyCode(), day).fill(&f)
		if !f.Overdue.IsPositive() {
			return false
		}
	}
	return true
}

// limitationLeft is the number of days left to act on an item, -1 once it is too
// late; never when it cannot be reckoned. Acknowledgments and part payments,
// which start the period again, are not counted: the earliest reading warns in
// time.
func limitationLeft(kind dunning.ClientKind, it *item, asOf date.Date) int {
	claim := limitation.Claim{Kind: limitation.Commercial, Due: it.due}
	if kind != dunning.Business {
		claim = limitation.Claim{Kind: limitation.Consumer, Performed: or(it.inv.Delivered, it.inv.Issued)}
	}
	if kind == dunning.Public {
		claim.Kind = limitation.PublicDebtor
	}
	answer, err := claim.At(asOf)
	if err != nil {
		return never
	}
	return max(answer.DaysLeft, -1)
}
