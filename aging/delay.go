package aging

import (
	"cmp"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// A document is a valid invoice on its way into the statutory table.
type document struct {
	inv   *dunning.Invoice
	tally *tally
}

func (d document) cents(n decimal.Decimal) int64 {
	out, _ := minor.Of(n, d.tally.digits) // Validate has seen every amount
	return out
}

// taxed is an amount of the document on the tax basis of the table.
func (d document) taxed(n int64) int64 {
	if d.tally.request.Tax == dunning.TTC {
		return n
	}
	return minor.Share(n, d.cents(d.inv.Net), d.cents(d.inv.Amount))
}

// atClosing counts what is open and past due at closing (model I).
func (d document) atClosing(out *excluded) {
	t := d.tally
	open, _ := d.inv.OpenMinorAt(t.closing())
	switch {
	case open == 0:
		return
	case open < 0:
		t.credits.add(d.inv.ID, d.taxed(open))
		return
	}
	zero, late, undated, past := false, false, int64(0), int64(0)
	for p := range d.inv.OpenParts(t.closing()) {
		n := d.taxed(d.cents(p.Open))
		if p.Due == 0 {
			undated += n
			continue
		}
		if p.Due > t.closing() {
			continue
		}
		past += n
		if out != nil {
			continue
		}
		c := column(int(t.closing() - p.Due))
		t.columns[c].Add(n)
		zero, late = zero || c == 0, late || c > 0
	}
	if undated != 0 {
		t.undated.add(d.inv.ID, undated)
	}
	if out != nil && past != 0 {
		out.add(d.inv.ID, past)
	}
	t.mark(zero, late)
}

func (t *tally) mark(zero, late bool) {
	if zero {
		t.zero++
	}
	if late {
		t.late++
	}
}

// duringYear counts an invoice that was late in the year (model II), and what
// was invoiced in it.
func (d document) duringYear(out *excluded) {
	t := d.tally
	amount := d.invoiced()
	if amount < 0 || d.inv.Kind == dunning.OnAccount {
		if open, _ := d.inv.OpenMinorAt(t.closing()); open < 0 {
			t.credits.add(d.inv.ID, d.taxed(open))
		}
		return
	}
	if amount == 0 {
		return
	}
	amount = d.taxed(amount)
	if d.inv.Kind == dunning.Ordinary && t.inYear(d.inv.Issued) && out != &t.unrecorded {
		t.base.Add(amount)
		t.baseInvoices++
	}
	delay, known := d.delay()
	switch {
	case !known:
		t.undated.add(d.inv.ID, amount)
	case delay < 0:
	case out != nil:
		out.add(d.inv.ID, amount)
	default:
		t.columns[column(delay)].Add(amount)
		t.mark(delay == 0, delay > 0)
	}
}

// invoiced is the amount less the credit notes up to closing.
func (d document) invoiced() int64 {
	n := d.cents(d.inv.Amount)
	for _, s := range d.inv.Settlements {
		if s.Kind == dunning.CreditNote && s.Date <= d.tally.closing() {
			n -= d.cents(s.Amount)
		}
	}
	return n
}

// delay is the longest delay of the due dates that were still open in the year,
// negative when none was late or at day 0. It is not known when the due date
// is not.
func (d document) delay() (int, bool) {
	schedule := d.schedule()
	longest, later := -1, int64(0)
	for _, part := range slices.Backward(schedule) {
		if part.due == 0 {
			settled, ok := d.settledDownTo(0)
			return -1, ok && settled < d.tally.request.From // settled in another year: not this one's concern
		}
		end, ok := d.settledDownTo(later)
		if !ok {
			end = d.tally.closing()
		}
		if end >= d.tally.request.From {
			longest = max(longest, int(end-part.due))
		}
		later += part.amount
	}
	return longest, true
}

type duePart struct {
	due    date.Date
	amount int64
}

// schedule are the due dates, earliest first.
func (d document) schedule() []duePart {
	if len(d.inv.Instalments) == 0 {
		return []duePart{{d.inv.DueDate(), d.cents(d.inv.Amount)}}
	}
	var parts []duePart
	for _, p := range d.inv.Instalments {
		parts = append(parts, duePart{p.Due, d.cents(p.Amount)})
	}
	slices.SortStableFunc(parts, func(a, b duePart) int { return cmp.Compare(a.due, b.due) })
	return parts
}

// settledDownTo is the day from which no more than rest was open, without
// interruption up to closing; false when more is still open. With a schedule,
// what falls due later is such a rest. A payment counts on its own day, not on
// the day the books have the document.
func (d document) settledDownTo(rest int64) (date.Date, bool) {
	claim := d.inv.Claim()
	above := func(day date.Date) bool {
		open, _ := claim.OpenMinorAt(day)
		return open > rest
	}
	if above(d.tally.closing()) {
		return 0, false
	}
	settled := claim.BookedOn()
	for _, s := range claim.Settlements {
		if s.Date <= d.tally.closing() && s.Date > settled && above(s.Date-1) {
			settled = s.Date
		}
	}
	return settled, true
}
