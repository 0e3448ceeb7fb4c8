package policy

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// Facts computes the facts of a client from his account as it stood at the end
// of day asOf: one for each currency, or one for each open invoice or
// instalment when the policy says `carrying: invoice`. A currency with nothing
// to chase still has its facts, so that the decision says why. The order is by
// currency, then by due date.
//
// What the ledger does not know stays at its zero: the host fills Penalties and
// TermsVerdict, and embeds the result in facts of its own.
//
// Credits that are not allocated (credit notes, money on account) are set off
// against the oldest due dates first, disputed ones included; nobody is chased
// for what he has already paid. Disputed parts, promised and held invoices,
// invoices below min_item and entries without a due date are listed in Left and
// never carry while another invoice can.
//
// The error is dunning.Problems: every invoice, promise, hold and action that
// is not valid.
func (p *Policy[F]) Facts(account *dunning.Account, asOf date.Date) ([]Facts, error) {
	if err := checkAccount(account, asOf); err != nil {
		return nil, err
	}
	e := p.engine
	shared := clientFacts(account, asOf)
	var list []Facts
	for _, currency := range e.currencies(account) {
		l := e.ledger(account, currency, asOf)
		carriers := []*item{e.carrier(l)}
		if e.doc.Carrying == EachInvoice && len(l.items) > 0 {
			carriers = l.byDue()
		}
		for _, c := range carriers {
			f := shared
			f.Currency = currency
			if currency != e.doc.Currency {
				f.CreditLimit = decimal.Decimal{} // it is set in the currency of the policy
			}
			l.fill(&f)
			if c != nil {
				e.carry(&f, l, c)
			} else {
				f.History = account.History
			}
			f.Left = l.left(c)
			list = append(list, f)
		}
	}
	return list, nil
}

// checkAccount reports all that is wrong with an account.
func checkAccount(a *dunning.Account, asOf date.Date) error {
	var ps dunning.Problems
	if a == nil {
		return dunning.Problems{{Of: "account", Field: "account", What: "is missing"}}
	}
	of := fmt.Sprintf("account of client %q", clip(a.Client.ID))
	missing := func(d date.Date, field string, i int) {
		if d == 0 {
			ps = append(ps, &dunning.Problem{Of: of, Field: fmt.Sprintf(field, i), What: "is missing"})
		}
	}
	if asOf == 0 {
		ps = append(ps, &dunning.Problem{Of: of, Field: "as_of", What: "is missing"})
	}
	for i, inv := range a.Invoices {
		if inv == nil {
			ps = append(ps, &dunning.Problem{Of: of, Field: fmt.Sprintf("invoices[%d]", i), What: "is missing"})
			continue
		}
		if err := inv.Validate(); err != nil {
			if more, ok := err.(dunning.Problems); ok {
				ps = append(ps, more...)
			}
		}
	}
	for i, p := range a.Promises {
		missing(p.Made, "promises[%d].made", i)
		missing(p.For, "promises[%d].for", i)
	}
	for i, h := range a.Holds {
		missing(h.From, "holds[%d].from", i)
	}
	for i, h := range a.History {
		missing(h.Date, "history[%d].date", i)
	}
	return ps.Err()
}

// currencies are those of the account, or the policy's when it has no document.
func (e *engine) currencies(a *dunning.Account) []string {
	if len(a.Invoices) == 0 {
		return []string{e.doc.Currency}
	}
	var list []string
	for _, inv := range a.Invoices {
		list = append(list, inv.CurrencyCode())
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// A ledger is an account in one currency at the end of one day, in minor units.
type ledger struct {
	account *dunning.Account
	asOf    date.Date
	digits  int32
	items   []*item
	other   []Left // never overdue: no due date, unexplained, set off
	open    int64  // everything, credits deducted; what Outstanding shows
}

// An item is an invoice, or an instalment of one, with something left to pay
// after credits were set off.
type item struct {
	inv      *dunning.Invoice
	due      date.Date
	open     int64
	disputed int64
	aside    Code // why it cannot be chased as a whole; "" when it can
	lifts    date.Date
}

// ledger reads one currency of an account.
func (e *engine) ledger(a *dunning.Account, currency string, asOf date.Date) *ledger {
	digits, _ := minor.Digits(currency)
	l := &ledger{account: a, asOf: asOf, digits: digits}
	credits := int64(0)
	for _, inv := range a.Invoices {
		if inv.CurrencyCode() != currency {
			continue
		}
		open := l.minor(inv.OpenAt(asOf))
		l.open += open
		switch {
		case open <= 0:
			credits -= open
		case inv.Kind == dunning.Suspense:
			l.other = append(l.other, Left{Invoice: inv.ID, Amount: l.decimal(open), Code: Unexplained})
		default:
			l.add(inv)
		}
	}
	l.setOff(credits)
	for _, it := range l.items {
		if it.aside == "" && it.open < e.minItem && currency == e.doc.Currency {
			it.aside = BelowItem
		}
	}
	return l
}

// add takes the open parts of an invoice.
func (l *ledger) add(inv *dunning.Invoice) {
	disputed := l.minor(inv.DisputedAt(l.asOf))
	aside, lifts := l.asideOf(inv)
	for part := range inv.OpenParts(l.asOf) {
		open := l.minor(part.Open)
		if part.Due == 0 {
			l.other = append(l.other, Left{Invoice: inv.ID, Amount: part.Open, Code: NoDueDate})
			continue
		}
		it := &item{inv: inv, due: part.Due, open: open, disputed: min(disputed, open), aside: aside, lifts: lifts}
		disputed -= it.disputed
		if it.disputed == open && aside == "" {
			it.aside, it.lifts = InDispute, disputeEnd(inv, l.asOf)
		}
		l.items = append(l.items, it)
	}
}

// asideOf says whether a hold or a promise covers the invoice by name.
func (l *ledger) asideOf(inv *dunning.Invoice) (Code, date.Date) {
	for _, h := range l.account.Holds {
		if h.Invoice == inv.ID && h.OpenOn(l.asOf) {
			return Held, h.Until
		}
	}
	for _, p := range l.account.Promises {
		if p.Invoice == inv.ID && promiseOpen(l.account, p, l.asOf) {
			return Promised, p.For + 1
		}
	}
	return "", 0
}

// disputeEnd is the day the last open dispute is known to close; 0 when one
// has no end.
func disputeEnd(inv *dunning.Invoice, asOf date.Date) date.Date {
	end := date.Date(0)
	for _, d := range inv.Disputes {
		if !d.OpenOn(asOf) {
			continue
		}
		if d.Until == 0 {
			return 0
		}
		end = max(end, d.Until)
	}
	return end
}

// setOff uses credits up on the oldest due dates.
func (l *ledger) setOff(credits int64) {
	rest := l.items[:0:0]
	for _, it := range l.byDue() {
		used := min(credits, it.open)
		credits -= used
		it.open -= used
		it.disputed = min(it.disputed, it.open)
		if it.open == 0 {
			l.other = append(l.other, Left{Invoice: it.inv.ID, Amount: l.decimal(used), Code: SetOff})
			continue
		}
		rest = append(rest, it)
	}
	l.items = rest
}

// byDue is the items by due date, then the larger first, then by number.
func (l *ledger) byDue() []*item {
	return slices.SortedStableFunc(slices.Values(l.items), func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(b.open, a.open), cmp.Compare(a.inv.ID, b.inv.ID))
	})
}

func (l *ledger) late(it *item) bool { return it.due < l.asOf }

// minor converts an amount that Validate has accepted.
func (l *ledger) minor(d decimal.Decimal) int64 {
	n, _ := minor.Of(d, l.digits)
	return n
}

func (l *ledger) decimal(n int64) decimal.Decimal { return decimal.New(n, -l.digits) }

// fill sets the facts that are the sum of all items.
func (l *ledger) fill(f *Facts) {
	overdue := int64(0)
	for _, it := range l.items {
		if l.late(it) {
			overdue += it.open
			f.OverdueCount++
			f.OldestDaysLate = max(f.OldestDaysLate, int(l.asOf-it.due))
		}
	}
	f.Overdue, f.Outstanding = l.decimal(overdue), l.decimal(l.open)
	f.OverLimit = f.CreditLimit.IsPositive() && f.Outstanding.GreaterThan(f.CreditLimit)
}

// left lists what is owed and not asked for: parts of the late invoices, and of
// the carrying one before it is late.
func (l *ledger) left(carrier *item) []Left {
	var list []Left
	for _, it := range l.byDue() {
		switch {
		case !l.late(it) && it != carrier:
		case it.aside != "":
			list = append(list, Left{Invoice: it.inv.ID, Amount: l.decimal(it.open), Code: it.aside, LiftsOn: it.lifts})
		case it.disputed > 0:
			list = append(list, Left{Invoice: it.inv.ID, Amount: l.decimal(it.disputed), Code: InDispute, LiftsOn: disputeEnd(it.inv, l.asOf)})
		}
	}
	return append(list, l.other...)
}
