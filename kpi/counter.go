package kpi

import (
	"errors"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// A counter takes one document into the totals, of which its caller keeps a copy
// in case something is wrong with the document.
type counter struct {
	*totals
	inv    *dunning.Invoice
	due    date.Date // of the invoice as a whole; 0 when it is not known
	period *Period
	digits int32
	amount int64 // TTC
	net    int64 // read on the basis HT only
	err    error // the first
}

// read takes in what every figure needs of a document.
func (c *counter) read(inv *dunning.Invoice) error {
	c.inv = inv
	c.amount = c.cents(inv.Amount)
	if inv.Issued < firstDay || inv.BookedOn() < firstDay || slices.ContainsFunc(inv.Settlements, undated) {
		c.err = errDate
	}
	if c.err != nil {
		return refused(inv, c.err)
	}
	if c.period.Tax == dunning.HT {
		if err := inv.CheckNet(); err != nil {
			return err
		}
		if c.net = c.cents(inv.Net); c.err != nil {
			return refused(inv, c.err)
		}
	}
	c.due = inv.DueDate()
	return nil
}

// A date out of the calendar of invoices would send the count-back method
// through a million empty months.
var (
	firstDay = date.New(1900, 1, 1)
	errDate  = errors.New("has a date that is absent or before 1900")
)

func undated(s dunning.Settlement) bool { return s.Date < firstDay }

func (c *counter) cents(d decimal.Decimal) int64 {
	n, err := minor.Of(d, c.digits)
	if err != nil && c.err == nil {
		c.err = err
	}
	return n
}

// taxed is an amount TTC of the document on the tax basis of the period: itself,
// or its share without tax, rounded half away from zero to the minor unit.
func (c *counter) taxed(n int64) int64 {
	if c.period.Tax == dunning.TTC {
		return n
	}
	return minor.Share(n, c.net, c.amount)
}

func (c *counter) add(sum int, n int64)                  { c.sums[sum].Add(n) }
func (c *counter) addDays(sum int, n int64, d date.Date) { c.sums[sum].AddProduct(n, int64(d)) }

// balances counts what was open at the start and at the end of the period.
// Doubtful clients are left out of the receivables.
func (c *counter) balances() {
	first, start := c.atStart()
	before, after := c.open(first, start), c.open(c.inv, c.period.Closing())
	if c.err != nil {
		return
	}
	if !c.inv.DoubtfulOn(start) {
		c.add(opening, c.taxed(before))
		if before > 0 {
			c.startOf(first, start, before)
		}
	}
	if !c.inv.DoubtfulOn(c.period.Closing()) {
		c.add(closing, c.taxed(after))
		if after > 0 {
			c.endOf(after)
		}
	}
}

// atStart is the document as it was before the period, and the day on which its
// balance shows that. What the books brought forward within the period was a
// receivable before it, though they carry it from that day only: it is taken as
// the opening entry has it, without what happened since.
func (c *counter) atStart() (*dunning.Invoice, date.Date) {
	booked := c.inv.BookedOn()
	forward := c.inv.Kind == dunning.Opening || c.inv.Kind == dunning.Carried
	if !forward || !c.period.contains(booked) {
		return c.inv, c.period.Opening()
	}
	inv := *c.inv
	inv.Settlements = slices.DeleteFunc(slices.Clone(inv.Settlements), func(s dunning.Settlement) bool {
		return s.Date >= c.period.From && (s.Kind != dunning.Adjustment || s.Date > booked)
	})
	return &inv, booked
}

func (c *counter) open(inv *dunning.Invoice, d date.Date) int64 {
	n, err := inv.OpenMinorAt(d)
	if err != nil && c.err == nil {
		c.err = err
	}
	return n
}

// startOf counts what was unpaid and due before the period, and how much of it
// came in.
func (c *counter) startOf(inv *dunning.Invoice, start date.Date, open int64) {
	var some [4]part
	due := int64(0)
	for _, p := range c.parts(some[:0], inv, start, open) {
		if p.due != 0 && p.due < c.period.From {
			due += p.open
		}
	}
	if due == 0 {
		return
	}
	got := int64(0)
	for i := range c.inv.Settlements {
		if s := &c.inv.Settlements[i]; c.period.contains(s.Date) {
			got += c.cash(s)
		}
	}
	c.counts[dueCount]++
	c.add(dueAtStart, c.taxed(due))
	c.add(collectedOfDue, c.taxed(min(max(got, 0), due)))
}

func (c *counter) endOf(open int64) {
	c.counts[owedCount]++
	c.add(owed, c.taxed(open))
	var some [4]part
	for _, p := range c.parts(some[:0], c.inv, c.period.Closing(), open) {
		switch {
		case p.due == 0:
		case p.due < c.period.Closing():
			c.add(overdue, c.taxed(p.open))
		default:
			c.add(notDue, c.taxed(p.open))
		}
	}
	if len(c.inv.Disputes) > 0 {
		if n := c.cents(c.inv.DisputedAt(c.period.Closing())); n > 0 {
			c.counts[contestedCount]++
			c.add(contested, c.taxed(n))
		}
	}
}

// A part is what is open of one due date, in minor units.
type part struct {
	due  date.Date
	open int64
}

// parts appends the parts of an open amount. The caller's array spares the
// usual invoice, which has one, an allocation.
func (c *counter) parts(to []part, inv *dunning.Invoice, d date.Date, open int64) []part {
	if len(inv.Instalments) == 0 {
		return append(to, part{c.due, open})
	}
	for _, p := range slices.Collect(inv.OpenParts(d)) {
		to = append(to, part{p.Due, c.cents(p.Open)})
	}
	return to
}

// cash is the money a settlement brought in, negative when it went back.
func (c *counter) cash(s *dunning.Settlement) int64 {
	switch s.Kind {
	case dunning.Payment:
		return c.cents(s.Amount)
	case dunning.Returned:
		return -c.cents(s.Amount)
	}
	return 0
}

// money counts what came in during the period, and how fast.
func (c *counter) money() {
	inv := c.inv
	for i := range inv.Settlements {
		if s := &inv.Settlements[i]; c.period.contains(s.Date) {
			c.add(collected, c.taxed(c.cash(s)))
		}
	}
	if inv.Kind == dunning.OnAccount && c.period.contains(inv.BookedOn()) {
		c.add(collected, c.taxed(-c.amount))
	}
	if inv.Kind != dunning.Ordinary && inv.Kind != dunning.Carried || c.amount <= 0 {
		return // when it was issued, or due, says nothing about payment habits
	}
	total, last, timely, dated := int64(0), date.Date(0), true, true
	var some [8]receipt
	for _, r := range c.receipts(some[:0]) {
		n := c.taxed(r.amount)
		total += n
		last = max(last, r.on)
		late := r.due != 0 && r.on > r.due
		timely, dated = timely && !late, dated && r.due != 0
		if c.period.contains(r.on) {
			c.receipt(r, n, late)
		}
	}
	if total <= 0 {
		return
	}
	// What was paid before it was booked counts in the period that books it, and
	// once; how long it took is still counted to the day of the money.
	settled, ok := inv.SettledOn(c.period.Closing())
	if !ok || !c.period.contains(max(settled, inv.BookedOn())) {
		return
	}
	c.counts[paidCount]++
	c.counts[paidDays] += int64(last - inv.Issued)
	if !dated {
		return
	}
	c.counts[paidDueCount]++
	c.add(paidAmount, total)
	if timely {
		c.counts[paidTimelyCount]++
		c.add(paidAmountTimely, total)
	}
}

func (c *counter) receipt(r receipt, n int64, late bool) {
	c.counts[receivedCount]++
	c.add(received, n)
	c.addDays(receivedDays, n, r.on-c.inv.Issued)
	if r.due == 0 {
		return
	}
	c.counts[dueReceivedCount]++
	c.add(receivedDue, n)
	c.addDays(receivedDelay, n, r.on-r.due)
	if late {
		c.counts[lateCount]++
		c.add(receivedLate, n)
		c.addDays(receivedOverdue, n, r.on-r.due)
	}
}

// invoiced counts the sales of an invoice or credit note, in the period and by
// month. A credit note takes off the sales of its day whatever it settles, an
// invoice brought forward too. It comes last: nothing can be refused any more.
func (c *counter) invoiced(a *Accumulator) {
	if c.inv.Kind == dunning.Ordinary {
		c.sale(a, c.inv.BookedOn(), c.amount)
		if c.period.contains(c.inv.BookedOn()) {
			c.counts[salesCount]++
		}
	}
	for i := range c.inv.Settlements {
		if s := &c.inv.Settlements[i]; s.Kind == dunning.CreditNote {
			c.sale(a, s.Date, -c.cents(s.Amount))
		}
	}
}

func (c *counter) sale(a *Accumulator, d date.Date, n int64) {
	if d >= c.period.Until {
		return
	}
	var sum minor.Sum
	sum.Add(c.taxed(n))
	a.addMonth(monthNumber(d), sum)
	if c.period.contains(d) {
		c.sums[sales].Merge(sum)
	}
}
