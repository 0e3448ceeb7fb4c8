package penalty

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// idle reports whether the document never bears interest: credits, and entries
// whose documents and due dates are unknown.
func (k *claim) idle() bool {
	return !k.inv.Amount.IsPositive() || k.inv.Kind == dunning.Opening || k.inv.Kind == dunning.Suspense
}

// read checks the invoice and turns its settlements into events, in order.
func (k *claim) read(room []event) ([]event, error) {
	inv := k.inv
	if inv == nil {
		return nil, &dunning.Problem{Of: "invoice", Field: "invoice", What: "is missing"}
	}
	if k.asOf < firstDay || k.asOf > lastDay {
		return nil, &dunning.Problem{Of: of(inv), Field: "as of", Value: k.asOf.String(), What: "is no day of the years 1900-2999"}
	}
	k.digits, _ = minor.Digits(inv.Currency)
	amount, events, ok := sound(inv, k.asOf, room)
	if !ok {
		if err := inv.Validate(); err != nil {
			return nil, err
		}
		var err error
		if amount, events, err = convert(inv, k.asOf, k.digits, room); err != nil {
			return nil, err
		}
	}
	k.amount = amount
	if !k.c.accepts(inv) {
		wanted := currency(k.c.rule.Indemnity.Currency)
		return nil, &dunning.Problem{Of: of(inv), Field: "currency", Value: inv.CurrencyCode(),
			What: "is not the currency of the indemnity, " + wanted,
			Fix:  "currencies are never converted: give Rule.Indemnity in the currency of the invoice, or none"}
	}
	if k.c.rule.Credits == FromInvoiceDate {
		for i := range events {
			if e := &events[i]; e.kind == dunning.CreditNote {
				e.date = min(e.date, inv.Issued)
			}
		}
		slices.SortFunc(events, event.compare)
	}
	if k.c.rule.Returns == NeverPaid {
		events = withoutReturned(events)
	}
	return events, nil
}

// withoutReturned drops each return together with the latest payment of its
// amount that came before it. A return that finds none stays.
func withoutReturned(events []event) []event {
	dropped := make([]bool, len(events))
	for i, back := range events {
		if back.kind != dunning.Returned {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			if e := events[j]; e.kind == dunning.Payment && e.amount == back.amount && !dropped[j] {
				dropped[i], dropped[j] = true, true
				break
			}
		}
	}
	kept := events[:0]
	for i, e := range events {
		if !dropped[i] {
			kept = append(kept, e)
		}
	}
	return kept
}

// schedule sets the due dates and the days on which interest may run.
func (k *claim) schedule() error {
	inv, rule := k.inv, &k.c.rule
	if rule.predates(inv) {
		return k.tooOldForRule()
	}
	if len(inv.Instalments) == 0 {
		due := inv.DueDate()
		if due == 0 {
			_, err := inv.CountedFrom()
			return err
		}
		k.parts = append(k.parts, part{due: due, original: k.amount, principal: k.amount})
	}
	for _, i := range inv.Instalments {
		n, err := minor.Of(i.Amount, k.digits)
		if err != nil {
			return err
		}
		k.parts = append(k.parts, part{due: i.Due, original: n, principal: n})
	}
	slices.SortStableFunc(k.parts, func(a, b part) int { return int(a.due - b.due) })
	for i := range k.parts {
		p := &k.parts[i]
		p.from = rule.firstDay(inv, p.due)
		if rule.unclaimed() {
			p.from = farAway
		}
	}
	k.stop = farAway
	k.opened = farAway
	if rule.Insolvency != 0 && k.bornBefore(rule.Insolvency) {
		k.opened = rule.Insolvency
		if rule.AfterOpening == InterestStops {
			k.stop = k.opened
		} else if err := k.deferred(); err != nil {
			return err
		}
	}
	k.compound = farAway
	if rule.CompoundFrom != 0 && k.parts[0].from != farAway {
		// Interest must be due for a whole year (art. 1343-2 C. civ.).
		k.asked = max(rule.CompoundFrom, monthsAfter(k.parts[0].from, 12))
		k.compound = k.asked
	}
	return nil
}

// predates reports whether an invoice is older than the rule. Terms of a public
// invoice begin with its receipt; a debt under another country's law has arisen
// when it is invoiced.
func (r *Rule) predates(inv *dunning.Invoice) bool {
	switch r.Regime {
	case Procurement:
		return cmp.Or(inv.Received, inv.Issued) < r.Rate.Since
	case Foreign:
		return inv.Issued < r.Rate.Since
	}
	return false
}

func (k *claim) tooOldForRule() error {
	rate := &k.c.rule.Rate
	e := &RateError{Series: rate.Reference, Day: k.inv.Issued, KnownFrom: rate.Since, KnownThrough: lastDay,
		Reason: "the rule is that of debts invoiced from " + rate.Since.String() + "; older ones keep their older law: set Rate and Indemnity"}
	if k.c.rule.Regime == Procurement {
		e.Day = cmp.Or(k.inv.Received, k.inv.Issued)
		e.Reason = "the rule is that of terms begun from " + rate.Since.String() + "; before, decree 2002-232 gave the ECB rate + 7 points and no fixed sum: set Rate and Indemnity"
	}
	if s := k.c.tariff.agreed.series; s != nil {
		e.KnownThrough = s.info.KnownThrough
	}
	return e
}

// bornBefore reports whether the claim is earlier than a judgment: the service
// done before it counts, whenever it was invoiced. Without its date, a claim
// invoiced or due before the judgment is earlier; a ledger dates the transfer of
// an old invoice to doubtful clients on a later day.
func (k *claim) bornBefore(judgment date.Date) bool {
	if k.inv.Delivered != 0 {
		return k.inv.Delivered < judgment
	}
	return k.inv.Issued < judgment || k.parts[0].due < judgment
}

// deferred refuses a claim that was not given a year to be paid, which art.
// L622-28 C. com. asks for before interest runs on.
func (k *claim) deferred() error {
	from := k.inv.Issued
	if d := k.inv.Delivered; d != 0 {
		from = min(from, d)
	}
	due := k.parts[len(k.parts)-1].due
	if due >= monthsAfter(from, 12) {
		return nil
	}
	return dunning.Problems{{Of: of(k.inv), Field: "due", Value: due.String(), What: "is less than a year after the delivery or the invoice, and the rule says that payment was deferred by a year",
		Fix: "use AfterOpening InterestStops (art. L622-28 C. com.)"}}
}

// sound reads at once an invoice that is one of the many Validate accepts: its
// amount, and its settlements up to a day, in order. False means that only
// Validate can tell: asking it for each of a million invoices would cost more
// than their interest.
func sound(inv *dunning.Invoice, asOf date.Date, room []event) (amount int64, events []event, ok bool) {
	digits, known := minor.Digits(inv.Currency)
	if !known || inv.ID == "" || inv.Kind != dunning.Ordinary || len(inv.Settlements) > 64 ||
		len(inv.Instalments) > 0 || len(inv.Disputes) > 0 || inv.Issued < firstDay || inv.Issued > lastDay {
		return 0, nil, false
	}
	if !usable(inv.Due) || !usable(inv.Ordered) || !usable(inv.Delivered) || !usable(inv.Received) || !usable(inv.Booked) || inv.DoubtfulFrom != 0 {
		return 0, nil, false
	}
	for i := range inv.Settlements {
		if s := &inv.Settlements[i]; s.Amount.IsNegative() || s.Kind > dunning.WriteOff || s.Date < firstDay || s.Date > lastDay {
			return 0, nil, false
		}
	}
	if !inv.Net.IsZero() {
		if _, err := minor.Of(inv.Net, digits); err != nil {
			return 0, nil, false
		}
	}
	amount, events, err := convert(inv, asOf, digits, room)
	return amount, events, err == nil
}

// usable reports whether Validate accepts a date that may be absent.
func usable(d date.Date) bool { return d == 0 || d >= firstDay && d <= lastDay }

// convert reads the amounts of an invoice: all of them, so that one which is
// wrong is found, whatever the day.
func convert(inv *dunning.Invoice, asOf date.Date, digits int32, events []event) (int64, []event, error) {
	amount, err := minor.Of(inv.Amount, digits)
	if err != nil {
		return 0, nil, err
	}
	for i := range inv.Settlements {
		s := &inv.Settlements[i]
		n, err := minor.Of(s.Amount, digits)
		if err != nil {
			return 0, nil, err
		}
		if s.Date > asOf {
			continue
		}
		events = append(events, event{date: s.Date, amount: n, index: int32(i), kind: s.Kind})
	}
	if len(events) > 1 {
		slices.SortFunc(events, event.compare)
	}
	return amount, events, nil
}

// accepts reports whether the invoice is in the currency of the indemnity.
func (c *Calculator) accepts(inv *dunning.Invoice) bool {
	in := &c.rule.Indemnity
	return in.Unit == NoIndemnity || currency(in.Currency) == currency(inv.Currency)
}

func currency(code string) string {
	if code == "" {
		return "EUR"
	}
	return code
}

// quote shows an invoice number in a message, however long it is.
func quote(id string) string {
	if len(id) > 40 {
		id = id[:40] + "…"
	}
	return strconv.Quote(id)
}

var (
	firstDay = date.New(1900, 1, 1)
	lastDay  = date.New(2999, 12, 31)
)
