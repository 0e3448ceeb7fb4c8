package penalty

import (
	"slices"
	"strconv"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// Statement is [Compute] under the rule of c.
func (c *Calculator) Statement(inv *dunning.Invoice, asOf date.Date) (Statement, error) {
	k := claim{c: c, inv: inv, asOf: asOf, detailed: true}
	if err := k.count(); err != nil {
		return Statement{}, err
	}
	s := k.statement()
	err := k.explain(&s)
	return s, err
}

// Amount is the interest of [Compute] in minor units (cents), without its
// statement. It does not allocate for invoices with one due date and up to
// eight settlements.
func (c *Calculator) Amount(inv *dunning.Invoice, asOf date.Date) (int64, error) {
	k := claim{c: c, inv: inv, asOf: asOf}
	err := k.count()
	return k.total, err
}

// Amount is the interest of [Compute] in minor units (cents), without its
// statement.
func Amount(inv *dunning.Invoice, rule Rule, asOf date.Date) (int64, error) {
	c, err := NewCalculator(rule)
	if err != nil {
		return 0, err
	}
	return c.Amount(inv, asOf)
}

// count reads the invoice and walks its life.
func (k *claim) count() error {
	var parts [1]part
	var events [8]event
	var shares [8]share
	k.parts, k.shares = parts[:0], shares[:0]
	settled, err := k.read(events[:0])
	if err != nil {
		return err
	}
	if k.idle() {
		return nil
	}
	if err := k.schedule(); err != nil {
		return err
	}
	return k.walk(settled)
}

// idle reports whether the document never bears interest: credits, and entries
// whose documents and due dates are unknown.
func (k *claim) idle() bool {
	return !k.inv.Amount.IsPositive() || k.inv.Kind == dunning.Opening || k.inv.Kind == dunning.Suspense
}

// read checks the invoice and turns its settlements into events. What it
// accepts, Validate accepts: that takes longer and is only asked for the words.
func (k *claim) read(events []event) ([]event, error) {
	inv := k.inv
	if inv == nil {
		return nil, &dunning.Problem{Of: "invoice", Field: "invoice", What: "is missing"}
	}
	if k.asOf < firstDay || k.asOf > lastDay {
		return nil, &dunning.Problem{Of: of(inv), Field: "as of", Value: k.asOf.String(), What: "is no day of the years 1900-2999"}
	}
	if err := inv.Validate(); err != nil {
		return nil, err
	}
	k.digits, _ = minor.Digits(inv.Currency)
	in := k.c.rule.Indemnity
	if in.Unit != NoIndemnity && currency(in.Currency) != inv.CurrencyCode() {
		return nil, &dunning.Problem{Of: of(inv), Field: "currency", Value: inv.CurrencyCode(),
			What: "is not the currency of the indemnity, " + currency(in.Currency),
			Fix:  "currencies are never converted: give Rule.Indemnity in the currency of the invoice, or none"}
	}
	for i := range inv.Settlements {
		s := &inv.Settlements[i]
		if s.Date > k.asOf {
			continue
		}
		n, err := minor.Of(s.Amount, k.digits)
		if err != nil {
			return nil, err
		}
		e := event{date: s.Date, kind: s.Kind, amount: n, index: i}
		if s.Kind == dunning.CreditNote && k.c.rule.Credits == FromInvoiceDate {
			e.date = min(e.date, inv.Issued)
		}
		events = append(events, e)
	}
	if k.c.rule.Returns == NeverPaid {
		events = withoutReturned(events)
	}
	return events, nil
}

// withoutReturned drops each return with the latest payment of its amount that
// came before it.
func withoutReturned(events []event) []event {
	for i := 0; i < len(events); i++ {
		back := events[i]
		if back.kind != dunning.Returned {
			continue
		}
		paid := -1
		for j, e := range events {
			if e.kind == dunning.Payment && e.amount == back.amount && e.date <= back.date &&
				(paid < 0 || e.date > events[paid].date) {
				paid = j
			}
		}
		if paid < 0 {
			continue
		}
		events = slices.Delete(events, max(i, paid), max(i, paid)+1)
		events = slices.Delete(events, min(i, paid), min(i, paid)+1)
		i = -1
	}
	return events
}

// schedule sets the due dates and the days on which interest may run.
func (k *claim) schedule() error {
	inv, rule := k.inv, &k.c.rule
	if len(inv.Instalments) == 0 {
		due := inv.DueDate()
		if due == 0 {
			_, err := inv.CountedFrom()
			return err
		}
		n, err := minor.Of(inv.Amount, k.digits)
		if err != nil {
			return err
		}
		k.parts = append(k.parts, part{due: due, original: n, principal: n})
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
		p.from = max(p.due, inv.Issued, rule.Notice)
		if rule.PaymentDay != DueDayInstead {
			p.from++
		}
		if rule.Regime == Civil && rule.Notice == 0 {
			p.from = farAway
		}
	}
	k.stop = farAway
	if rule.Insolvency != 0 && k.bornBefore(rule.Insolvency) {
		k.stop = rule.Insolvency
	}
	k.compound = farAway
	if rule.CompoundFrom != 0 && k.parts[0].from != farAway {
		// Interest must be due for a whole year (art. 1343-2 C. civ.).
		k.compound = max(rule.CompoundFrom, monthsAfter(k.parts[0].from, 12))
	}
	return nil
}

// bornBefore reports whether the claim is earlier than a judgment: the service
// done before it counts, whenever it was invoiced.
func (k *claim) bornBefore(judgment date.Date) bool {
	if k.inv.Delivered != 0 {
		return k.inv.Delivered < judgment
	}
	return k.inv.Issued < judgment
}

func (k *claim) statement() Statement {
	money := func(n int64) decimal.Decimal { return minor.Decimal(n, k.digits) }
	s := Statement{
		Invoice: k.inv.ID, Currency: k.inv.CurrencyCode(), AsOf: k.asOf,
		Lines: k.lines, Bases: k.c.bases,
		Interest: money(k.total), Indemnity: money(k.indemnities), Total: money(k.total + k.indemnities),
		InterestPaid: money(k.interestPaid), IndemnityPaid: money(k.indemnityPaid), Surplus: money(k.surplus),
	}
	var principal int64
	for _, p := range k.parts {
		principal += p.principal
	}
	if len(k.parts) > 0 {
		s.Due = k.parts[0].due
	}
	if k.firstLate != 0 {
		end := k.asOf
		if k.closedOn != 0 {
			end = k.closedOn
		}
		s.Due, s.DaysLate = k.firstLate, int(end-k.firstLate)
	}
	s.Principal = money(principal)
	s.Payable = money(principal + k.capitalised + k.interest + k.indemnity - k.surplus)
	for _, h := range k.shares {
		s.Allocations = append(s.Allocations, Share{Settlement: h.index, Date: h.date,
			Principal: money(h.principal), Interest: money(h.interest), Indemnity: money(h.indemnity), Surplus: money(h.surplus)})
	}
	slices.SortStableFunc(s.Lines, func(a, b Line) int { return int(a.From - b.From) })
	return s
}

func (g ground) public() Ground {
	m := g.formula
	out := Ground{Reference: m.Reference, Day: g.day, Points: m.Points, Monthly: m.Monthly, Raised: g.raised, Surcharge: g.surcharge}
	if g.quote != nil {
		out.Percent, out.Times = g.quote.Percent, max(1, m.Times)
	}
	return out
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
