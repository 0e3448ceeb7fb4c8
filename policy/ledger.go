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
// of day asOf: one for each currency, or one for each open invoice when the
// policy says `carrying: invoice`. A currency with nothing to chase still has
// its facts, so that the decision says why. The order is by currency, then by
// due date. Of an invoice in instalments the first open one that can be chased
// carries, and every late one is asked for with it.
//
// What the ledger does not know stays at its zero: the host fills Penalties and
// TermsVerdict, and embeds the result in facts of its own.
//
// Credits that are not allocated (credit notes, money on account) are set off
// against the oldest due dates first, disputed ones included; nobody is chased
// for what he has already paid. Disputed parts, promised and held invoices,
// invoices below min_item and entries without a due date are listed in Left and
// never carry while another invoice can. History is the account's own where
// every action of it counts: do not write over its actions.
//
// The error is dunning.Problems: every invoice, promise, hold and action that
// is not valid.
func (p *Policy[F]) Facts(account *dunning.Account, asOf date.Date) ([]Facts, error) {
	return p.AppendFacts(nil, account, asOf)
}

// AppendFacts is [Policy.Facts] at the end of a list, whose memory may so serve one
// account after the other. With an error the list is as it was.
func (p *Policy[F]) AppendFacts(list []Facts, account *dunning.Account, asOf date.Date) ([]Facts, error) {
	if err := checkAccount(account, asOf); err != nil {
		return list, err
	}
	e := p.engine
	b, ok := e.books.Get().(*books)
	if !ok {
		b = new(books)
	}
	defer e.books.Put(b)
	l := &b.ledger
	shared := b.clientFacts(account, asOf)
	var some [2]string
	for _, currency := range e.currencies(some[:0], account) {
		e.read(l, account, currency, asOf)
		carriers := []*item{e.carrier(l)}
		if e.doc.Carrying == EachInvoice && len(l.items) > 0 {
			carriers = l.byInvoice()
		}
		for _, c := range carriers {
			list = append(list, shared)
			f := &list[len(list)-1]
			f.Currency = currency
			if currency != e.doc.Currency {
				f.CreditLimit = decimal.Decimal{} // it is set in the currency of the policy
			}
			l.fill(f)
			if c != nil {
				e.carry(f, l, c)
			} else {
				f.History = account.History
			}
			f.Left = l.left(c)
		}
		l.close()
	}
	return list, nil
}

// Books are the memory in which the facts of one account after another are
// worked out.
type books struct {
	ledger ledger
	ratios ratios
}

// checkAccount reports all that is wrong with an account.
func checkAccount(a *dunning.Account, asOf date.Date) error {
	var ps dunning.Problems
	if a == nil {
		return dunning.Problems{{Of: "account", Field: "account", What: "is missing"}}
	}
	absent := func(field string) {
		ps = append(ps, &dunning.Problem{Of: fmt.Sprintf("account of client %q", clip(a.Client.ID)), Field: field, What: "is missing"})
	}
	missing := func(d date.Date, field string, i int) {
		if d == 0 {
			absent(fmt.Sprintf(field, i))
		}
	}
	if asOf == 0 {
		absent("as_of")
	}
	for i, inv := range a.Invoices {
		if inv == nil {
			absent(fmt.Sprintf("invoices[%d]", i))
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

// currencies lists those of the account, or the policy's when it has no document.
func (e *engine) currencies(list []string, a *dunning.Account) []string {
	if len(a.Invoices) == 0 {
		return append(list, e.doc.Currency)
	}
	for _, inv := range a.Invoices {
		if code := inv.CurrencyCode(); !slices.Contains(list, code) {
			list = append(list, code)
		}
	}
	slices.Sort(list)
	return list
}

// A ledger is an account in one currency at the end of one day, in minor units.
type ledger struct {
	account *dunning.Account
	asOf    date.Date
	digits  int32
	items   []*item // by due date, then the larger first, then by number
	other   []Left  // never overdue: no due date, unexplained, set off
	open    int64   // everything, credits deducted; what Outstanding shows

	memory []item          // of the items
	used   int             // how many of them
	made   int64           // the amount last made a decimal, which often is asked for again
	last   decimal.Decimal // that decimal
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

// ledger is a ledger of its own.
func (e *engine) ledger(a *dunning.Account, currency string, asOf date.Date) *ledger {
	l := new(ledger)
	e.read(l, a, currency, asOf)
	return l
}

// read reads one currency of an account into a ledger that is new or closed.
func (e *engine) read(l *ledger, a *dunning.Account, currency string, asOf date.Date) {
	l.account, l.asOf, l.open = a, asOf, 0
	l.digits, _ = minor.Digits(currency)
	l.made, l.last = 0, decimal.Decimal{}
	credits := int64(0)
	for _, inv := range a.Invoices {
		if inv.CurrencyCode() != currency {
			continue
		}
		open, _ := inv.OpenMinorAt(asOf) // Validate has accepted it
		l.open += open
		switch {
		case open <= 0:
			credits -= open
		case inv.Kind == dunning.Suspense:
			l.other = append(l.other, Left{Invoice: inv.ID, Amount: l.decimal(open), Code: Unexplained})
		default:
			l.add(inv, open)
		}
	}
	l.setOff(credits)
	for _, it := range l.items {
		if it.aside == "" && it.open < e.minItem && currency == e.doc.Currency {
			it.aside = BelowItem
		}
	}
}

// close empties a ledger, whose memory serves the next account. Nothing of what it
// was made of may be held by then.
func (l *ledger) close() {
	clear(l.items)
	clear(l.memory[:l.used])
	clear(l.other)
	l.account, l.last = nil, decimal.Decimal{}
	l.items, l.other, l.used = l.items[:0], l.other[:0], 0
}

// add takes the open parts of an invoice.
func (l *ledger) add(inv *dunning.Invoice, open int64) {
	disputed := int64(0)
	if len(inv.Disputes) > 0 {
		disputed = l.minor(inv.DisputedAt(l.asOf))
	}
	if len(inv.Instalments) == 0 {
		l.addPart(inv, inv.DueDate(), open, disputed)
		return
	}
	l.addParts(inv, disputed)
}

// addParts takes the open instalments of an invoice.
func (l *ledger) addParts(inv *dunning.Invoice, disputed int64) {
	for part := range inv.OpenParts(l.asOf) {
		disputed -= l.addPart(inv, part.Due, l.minor(part.Open), disputed)
	}
}

// addPart takes what is open for one due date, and gives how much of it is
// disputed.
func (l *ledger) addPart(inv *dunning.Invoice, due date.Date, open, disputed int64) int64 {
	if due == 0 {
		l.other = append(l.other, Left{Invoice: inv.ID, Amount: l.decimal(open), Code: NoDueDate})
		return 0
	}
	it := l.newItem()
	*it = item{inv: inv, due: due, open: open, disputed: min(disputed, open)}
	it.aside, it.lifts = l.asideOf(inv)
	if it.disputed == open && it.aside == "" {
		it.aside, it.lifts = InDispute, disputeEnd(inv, l.asOf)
	}
	l.items = append(l.items, it)
	return it.disputed
}

// newItem takes memory for a few items at once.
func (l *ledger) newItem() *item {
	if l.used == len(l.memory) {
		n := max(4, 2*len(l.memory))
		l.memory, l.used = make([]item, n), 0
		l.items = slices.Grow(l.items, n)
	}
	it := &l.memory[l.used]
	l.used++
	return it
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
	l.sort()
	if credits == 0 {
		return
	}
	rest := l.items[:0]
	for _, it := range l.items {
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
	l.sort()
}

func (l *ledger) sort() {
	slices.SortStableFunc(l.items, func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(b.open, a.open), cmp.Compare(a.inv.ID, b.inv.ID))
	})
}

// byInvoice is one item for each invoice. An action names an invoice and not an
// instalment: a file for each would not know which one a reminder was about, and
// would send it again.
func (l *ledger) byInvoice() []*item {
	if !slices.ContainsFunc(l.items, func(it *item) bool { return len(it.inv.Instalments) > 0 }) {
		return l.items
	}
	parts := map[*dunning.Invoice][]*item{}
	for _, it := range l.items {
		parts[it.inv] = append(parts[it.inv], it)
	}
	var list []*item
	for _, it := range l.items {
		if first(parts[it.inv]) != it {
			continue
		}
		carrier := *it
		for _, other := range parts[it.inv] {
			if other == it || !l.late(other) {
				continue
			}
			carrier.open += other.open
			if other.aside == "" || other.aside == InDispute { // the rest is left as a whole
				carrier.disputed += other.disputed
			}
		}
		list = append(list, &carrier)
	}
	return list
}

func (l *ledger) late(it *item) bool { return it.due < l.asOf }

// minor converts an amount that Validate has accepted.
func (l *ledger) minor(d decimal.Decimal) int64 {
	n, _ := minor.Of(d, l.digits)
	return n
}

// decimal is an amount as a decimal; of a client with one invoice it is three
// times the same.
func (l *ledger) decimal(n int64) decimal.Decimal {
	if n == 0 {
		return minor.Decimal(0, l.digits)
	}
	if n != l.made {
		l.made, l.last = n, minor.Decimal(n, l.digits)
	}
	return l.last
}

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
	f.Outstanding, f.Overdue = l.decimal(l.open), l.decimal(overdue)
	f.OverLimit = f.CreditLimit.IsPositive() && f.Outstanding.GreaterThan(f.CreditLimit)
}

// left lists what is owed and not asked for: parts of the late invoices, and of
// the carrying one before it is late.
func (l *ledger) left(carrier *item) []Left {
	var list []Left
	for _, it := range l.items {
		switch {
		case !l.late(it) && (carrier == nil || it.inv != carrier.inv || it.due != carrier.due):
		case it.aside != "":
			list = append(list, Left{Invoice: it.inv.ID, Amount: l.decimal(it.open), Code: it.aside, LiftsOn: it.lifts})
		case it.disputed > 0:
			list = append(list, Left{Invoice: it.inv.ID, Amount: l.decimal(it.disputed), Code: InDispute, LiftsOn: disputeEnd(it.inv, l.asOf)})
		}
	}
	return append(list, l.other...)
}
