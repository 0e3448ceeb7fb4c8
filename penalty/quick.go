package penalty

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// The quick path: nearly all invoices have one due date and a few settlements,
// none returned, under a rule that nothing happened to. Their life is walked
// here, on the stack and from the precomputed spans, so that a portfolio of a
// million invoices costs no garbage. Every other shape, and every error, is left
// to the plain path in claim.go, which is the oracle: tests and fuzz targets hold
// the two together.

// Bounds of the quick shape.
const (
	maxQuick  = 8  // settlements; and the invoice is none of those that older law may govern
	maxStrips = 12 // lines of a statement
)

// quick is a [claim] of that shape.
type quick struct {
	outcome
	c      *Calculator
	start  date.Date // first day that may bear interest
	day    date.Date // interest is counted up to this day, excluded
	ledger int64     // balance of the invoice in the ledger
	exact  minor.Sum // numerators of all lines, for OnTotal

	notes *notes // what a statement shows; nil: the sums are enough
}

// notes are arrays, so that they stay on the stack of the caller: slices kept in
// a struct would not.
type notes struct {
	strips          [maxStrips]strip
	shares          [maxQuick]share
	lines, payments int // how many of each
}

// line notes a line; false when there is no room.
func (n *notes) line(s strip) bool {
	if n.lines == maxStrips {
		return false
	}
	n.strips[n.lines] = s
	n.lines++
	return true
}

func (n *notes) payment(s share) {
	n.shares[n.payments] = s
	n.payments++
}

// simple reports whether a rule stays within the quick path.
func (r *Rule) simple() bool {
	return (r.Path == PerHalfYear || r.Path == FrozenAtStart && r.DayCount != ActualYear) &&
		r.Base == TTC && r.Credits == FromCreditDate && r.Waived == WaiveNothing &&
		r.Allocation != CostsFirst && r.Insolvency == 0 && r.CompoundFrom == 0 && len(r.Freezes) == 0
}

// count walks the life of an invoice; false when the plain path must answer, be
// it with an error.
func (q *quick) count(inv *dunning.Invoice, asOf date.Date) bool {
	c := q.c
	if !c.simple || inv == nil || asOf < firstDay || asOf > lastDay || !c.accepts(inv) || len(inv.Settlements) > maxQuick ||
		inv.Issued < publicInterest.From || c.rule.predates(inv) {
		return false
	}
	var room [maxQuick]event
	amount, events, ok := sound(inv, asOf, room[:0])
	if q.due = inv.DueDate(); !ok || amount <= 0 || q.due == 0 {
		return false
	}
	q.amount, q.principal, q.ledger, q.start = amount, amount, amount, c.rule.firstDay(inv, q.due)
	if c.rule.unclaimed() {
		q.start = farAway
	}
	q.day = q.start
	for i := range events {
		e := &events[i]
		if e.kind == dunning.Returned || !q.accrue(c.rule.effective(e.date)) {
			return false
		}
		q.mark(inv, e.date)
		q.settle(e)
	}
	ok = q.accrue(c.rule.end(asOf))
	q.mark(inv, asOf)
	return ok
}

// accrue counts interest up to a day, excluded; false when a rate or a result
// is out of reach.
func (q *quick) accrue(until date.Date) bool {
	if until <= q.day {
		return true
	}
	from := q.day
	q.day = until
	if q.principal == 0 || q.ledger <= 0 && q.c.rule.Closing == AtLedgerBalance {
		return true
	}
	if q.c.rule.Path == FrozenAtStart {
		return q.line(q.c.find(q.start), from, until)
	}
	i := q.c.find(from)
	if q.c.rule.Rounding == OnTotal && q.notes == nil {
		return q.accrueAtOnce(i, from, until)
	}
	for ; from < until; i++ {
		if i < 0 || i == len(q.c.spans) {
			return false
		}
		end := min(until, q.c.spans[i].until)
		if !q.line(i, from, end) {
			return false
		}
		from = end
	}
	return true
}

// line counts one line at the rate of a span.
func (q *quick) line(i int, from, until date.Date) bool {
	if i < 0 {
		return false
	}
	s := &q.c.spans[i]
	interest, ok := q.c.round(&q.exact, q.total, q.principal, s.units*int64(until-from)*s.weight)
	q.total += interest
	return ok && q.total <= maxInterest &&
		(q.notes == nil || q.notes.line(strip{due: q.due, from: from, until: until, base: q.principal, interest: interest, rate: s}))
}

// accrueAtOnce counts a period by one subtraction, however many half-years it
// covers. Rounding each line forbids it.
func (q *quick) accrueAtOnce(first int, from, until date.Date) bool {
	last := q.c.find(until - 1)
	if first < 0 || last < 0 {
		return false
	}
	spans := q.c.spans
	interest, ok := q.c.round(&q.exact, q.total, q.principal, spans[last].upTo(until)-spans[first].upTo(from))
	q.total += interest
	return ok && q.total <= maxInterest
}

// mark notes that the due date was missed before day d, and what it earns.
func (q *quick) mark(inv *dunning.Invoice, d date.Date) {
	if q.firstLate != 0 || q.principal == 0 || d <= q.due || d <= inv.Issued {
		return
	}
	q.firstLate = q.due
	if q.indemnities = q.c.fixed; q.indemnities == 0 && q.c.rule.Indemnity.Unit != NoIndemnity {
		digits, _ := minor.Digits(inv.Currency)
		q.indemnities = q.c.rule.Indemnity.of(q.principal, digits)
	}
}

// settle spreads a settlement over what is owed, in the order of the rule.
func (q *quick) settle(e *event) {
	s := share{index: int(e.index), date: e.date}
	rest, money := e.amount, e.kind == dunning.Payment
	if money && q.c.rule.Allocation == InterestFirst {
		s.interest = min(rest, q.total-q.interestPaid)
		rest -= s.interest
	}
	s.principal = min(rest, q.principal)
	rest -= s.principal
	if money {
		interest := min(rest, q.total-q.interestPaid-s.interest)
		s.indemnity = min(rest-interest, q.indemnities-q.indemnityPaid)
		s.interest += interest
		rest -= interest + s.indemnity
	}
	s.surplus = rest
	q.principal -= s.principal
	q.interestPaid += s.interest
	q.indemnityPaid += s.indemnity
	q.surplus += s.surplus
	q.ledger -= e.amount
	if q.ledger <= 0 && q.closedOn == 0 {
		q.closedOn = e.date
	}
	if q.notes != nil {
		q.notes.payment(s)
	}
}
