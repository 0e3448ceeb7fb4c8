package kpi

import (
	"errors"
	"fmt"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// An Accumulator collects what the key figures of one period are made of,
// document by document. The order of Add does not matter; Merge is associative
// and commutative, with a new accumulator of the same period as its neutral
// element; any split of the documents merges to the same bytes as one pass.
//
// Give it every document of the accounts, paid ones and those of earlier months
// included: the count-back method walks back through their sales. It keeps
// sums, not documents. One goroutine may use it at a time. The zero value has no
// period and is refused; use [New].
type Accumulator struct {
	period  Period // in normal form
	digits  int32
	invalid error // why the period is refused

	totals
	months []month // in order
}

// totals are the sums and counts of the documents added.
type totals struct {
	sums   [endSum]minor.Sum
	counts [endCount]int64
}

// Sums of amounts, or of amounts × days. Balances are without doubtful clients.
const (
	opening          = iota // balance at the start of the period, credits deducted
	closing                 // balance at its end, credits deducted
	owed                    // documents with a positive balance at the end
	notDue                  // of these, not due
	overdue                 // of these, overdue
	contested               // of these, in dispute
	dueAtStart              // overdue or due at the start
	collectedOfDue          // of that, money received in the period
	sales                   // invoiced in the period, credit notes deducted
	collected               // money received in the period
	received                // money received on invoices in the period
	receivedDays            // × days from issue
	receivedDue             // of received, where the due date is known
	receivedDelay           // × days from the due date, early ones negative
	receivedLate            // of receivedDue, after the due date
	receivedOverdue         // × days late
	paidAmount              // money received on the invoices paid in the period
	paidAmountTimely        // of that, on invoices paid on time
	endSum
)

// Counts of documents, and one sum of days.
const (
	salesCount       = iota // issued in the period
	owedCount               // with a positive balance at the end
	contestedCount          // of these, in dispute
	dueCount                // due and unpaid at the start
	receivedCount           // payments received in the period
	dueReceivedCount        // of these, where the due date is known
	lateCount               // of these, late
	paidCount               // invoices paid in the period
	paidDays                // days from issue to the last payment, summed
	paidDueCount            // of paidCount, where the due date is known
	paidTimelyCount         // of these, on time
	endCount
)

// New is an empty accumulator. When [Period.Validate] refuses the period, every
// other method says so.
func New(p Period) *Accumulator {
	a := &Accumulator{period: p.normal(), invalid: p.Validate()}
	a.digits, _ = minor.Digits(p.Currency)
	return a
}

var (
	errNoPeriod  = errors.New("kpi: no period; make accumulators with New")
	errNoInvoice = errors.New("kpi: a nil invoice")
)

func (a *Accumulator) check() error {
	if a.invalid == nil && a.period == (Period{}) {
		return errNoPeriod
	}
	return a.invalid
}

// Add counts one document. On an error the accumulator is unchanged: a
// [*dunning.CurrencyError], a [*dunning.NetError], or [dunning.Problems].
func (a *Accumulator) Add(inv *dunning.Invoice) error {
	if err := a.check(); err != nil {
		return err
	}
	if inv == nil {
		return errNoInvoice
	}
	if code := inv.CurrencyCode(); code != a.period.Currency {
		return &dunning.CurrencyError{Invoice: inv.ID, Want: a.period.Currency, Have: code}
	}
	before := a.totals
	c := counter{totals: &a.totals, period: &a.period, digits: a.digits}
	if err := c.read(inv); err != nil {
		return err
	}
	if c.balances(); c.err == nil {
		c.money()
	}
	if c.err != nil {
		a.totals = before
		return refused(inv, c.err)
	}
	c.invoiced(a)
	return nil
}

// Merge adds all that o has counted; o is not changed. An accumulator of
// another period is refused with a [*MergeError], and nothing changes.
func (a *Accumulator) Merge(o *Accumulator) error {
	if err := errors.Join(a.check(), o.check()); err != nil {
		return err
	}
	if a.period != o.period {
		return &MergeError{Have: a.period, Other: o.period}
	}
	for i := range a.sums {
		a.sums[i].Merge(o.sums[i])
	}
	for i := range a.counts {
		a.counts[i] += o.counts[i]
	}
	for _, m := range slices.Clone(o.months) { // a copy: o may be a
		a.addMonth(m.number, m.sales)
	}
	return nil
}

// A month is what was invoiced in one calendar month, for the count-back method.
type month struct {
	number int64 // 12 × year + month - 1
	sales  minor.Sum
}

func monthNumber(d date.Date) int64 {
	year, m, _ := d.Date()
	return int64(12*year + int(m) - 1)
}

func (a *Accumulator) addMonth(number int64, amount minor.Sum) {
	a.months[a.month(number)].sales.Merge(amount)
}

// month is the place of a month, which is made when there is none yet. Without a
// gap in the months it is known at once.
func (a *Accumulator) month(number int64) int {
	if n := len(a.months); n > 0 {
		if i := number - a.months[0].number; i >= 0 && i < int64(n) && a.months[i].number == number {
			return int(i)
		}
	}
	i, found := slices.BinarySearchFunc(a.months, number, func(m month, n int64) int { return int(m.number - n) })
	if !found {
		a.months = slices.Insert(a.months, i, month{number: number})
	}
	return i
}

// refused explains why an invoice cannot be counted: all its problems, or the
// one met.
func refused(inv *dunning.Invoice, err error) error {
	if all := inv.Validate(); all != nil {
		return all
	}
	return fmt.Errorf("kpi: invoice %.40q: %w", inv.ID, err)
}
