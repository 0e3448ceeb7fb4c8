package aging

import (
	"errors"
	"iter"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// Table is the table of payment delays of the invoices. Conventions where the
// text is silent:
//
//   - An invoice due on the closing day is at day 0, one due later is not in
//     the table at all.
//   - Of an invoice paid in part, model I counts the open part; instalments
//     count each by its own date. Model II counts what was invoiced less credit
//     notes, in the column of its longest delay within or up to the year.
//   - An invoice with a dispute open at closing is left out whole and listed.
//   - Credit notes on their own and money on account are listed, not deducted;
//     a credit note that settles an invoice reduces it.
//   - Amounts HT are taken in proportion, rounded half away from zero to the
//     cent for each invoice.
//
// Suspense entries are no invoices and are left out; balances brought forward
// count by their due date. Errors are [*StatutoryError], [*dunning.CurrencyError],
// [*dunning.NetError] and [dunning.Problems], all of them joined; the table is
// then empty.
func (s Statutory) Table(invoices iter.Seq[*dunning.Invoice]) (StatutoryTable, error) {
	if err := s.Validate(); err != nil {
		return StatutoryTable{}, err
	}
	t := tally{request: s}
	t.digits, _ = minor.Digits(s.Currency)
	var errs []error
	for inv := range invoices {
		if err := t.count(inv, &t.disputed); err != nil {
			errs = append(errs, err)
		}
	}
	for _, inv := range s.Unrecorded {
		if err := t.count(inv, &t.unrecorded); err != nil {
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return StatutoryTable{}, err
	}
	if s.Model == DuringYear && t.base.Sign() == 0 {
		return StatutoryTable{}, &StatutoryError{Field: "invoices", Problem: "none was issued in the year: the percentages have no base"}
	}
	return t.table(), nil
}

// A tally counts the invoices of a table.
type tally struct {
	request Statutory
	digits  int32

	columns      [5]minor.Sum // day 0, then the tranches
	zero, late   int64        // invoices at day 0, and late
	base         minor.Sum    // model II
	baseInvoices int64

	disputed, unrecorded, undated, credits excluded
}

type excluded struct {
	ids []string
	sum minor.Sum
}

func (e *excluded) add(id string, n int64) {
	e.ids = append(e.ids, id)
	e.sum.Add(n)
}

func (e *excluded) exclusion(digits int32) Exclusion {
	return Exclusion{Invoices: slices.Sorted(slices.Values(e.ids)), Amount: e.sum.Decimal(digits)}
}

func (t *tally) closing() date.Date { return t.request.Until - 1 }

func (t *tally) inYear(d date.Date) bool { return t.request.From <= d && d < t.request.Until }

// count takes one document; out is where it goes when it is not to be counted.
func (t *tally) count(inv *dunning.Invoice, out *excluded) error {
	if inv == nil {
		return errNoInvoice
	}
	if err := inv.Validate(); err != nil {
		return err
	}
	want := t.request.Currency
	if want == "" {
		want = "EUR"
	}
	if have := inv.CurrencyCode(); have != want {
		return &dunning.CurrencyError{Invoice: inv.ID, Want: want, Have: have}
	}
	if inv.Kind == dunning.Suspense || inv.BookedOn() > t.closing() {
		return nil
	}
	if t.request.Tax == dunning.HT {
		if err := inv.CheckNet(); err != nil {
			return err
		}
	}
	d := document{inv: inv, tally: t}
	contested := slices.ContainsFunc(inv.Disputes, func(p dunning.Dispute) bool { return p.OpenOn(t.closing()) })
	if out == &t.disputed && !contested {
		out = nil
	}
	if t.request.Model == DuringYear {
		d.duringYear(out)
	} else {
		d.atClosing(out)
	}
	return nil
}

// column is the place of a delay in days, which is not negative.
func column(late int) int {
	if late == 0 {
		return 0
	}
	return 1 + index(standard[:], late)
}

func (t *tally) table() StatutoryTable {
	table := StatutoryTable{
		Request: t.request, Base: t.request.Turnover, Basis: statutoryBasis, Layout: statutoryLayout,
		Disputed: t.disputed.exclusion(t.digits), NotRecorded: t.unrecorded.exclusion(t.digits),
		Undated: t.undated.exclusion(t.digits), Credits: t.credits.exclusion(t.digits),
	}
	if t.request.Model == DuringYear {
		table.Base, table.BaseInvoices = t.base.Decimal(t.digits), int(t.baseInvoices)
	}
	share := func(sum minor.Sum) Column {
		amount := sum.Decimal(t.digits)
		return Column{Amount: amount, Percent: amount.Shift(2).DivRound(table.Base, 2)}
	}
	counted := func(sum minor.Sum, n int64) CountedColumn {
		c := CountedColumn{Column: share(sum), Invoices: int(n)}
		if t.baseInvoices > 0 {
			c.InvoicesPercent = decimal.NewFromInt(100*n).DivRound(decimal.NewFromInt(t.baseInvoices), 2)
		}
		return c
	}
	var total minor.Sum
	for i, sum := range t.columns[1:] {
		table.Tranches[i] = share(sum)
		total.Merge(sum)
	}
	table.ZeroDay = counted(t.columns[0], t.zero)
	table.Total = counted(total, t.late)
	return table
}
