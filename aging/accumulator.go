package aging

import (
	"errors"
	"fmt"
	"iter"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// Of is the aged balance of the invoices at the end of day asOf. The error
// joins all that was refused; the report then holds the other documents, and
// its identity speaks for these only.
func Of(asOf date.Date, b Buckets, invoices iter.Seq[*dunning.Invoice]) (Report, error) {
	a := New(asOf, b)
	if a.invalid != nil {
		return Report{}, a.invalid
	}
	var errs []error
	for inv := range invoices {
		if err := a.Add(inv); err != nil {
			errs = append(errs, err)
		}
	}
	report, err := a.Result()
	return report, errors.Join(append(errs, err)...)
}

// An Accumulator collects an aged balance document by document. The order of
// Add does not matter; Merge is associative and commutative, with a new
// accumulator of the same configuration as its neutral element; any split of
// the documents merges to the same bytes as one pass.
//
// It keeps one row for each client and currency, whatever the number of
// invoices. One goroutine may use it at a time: give each its own and merge.
// The zero value has no as-of day and is refused; use [New].
type Accumulator struct {
	asOf    date.Date
	buckets Buckets // in normal form
	invalid error   // why the configuration is refused

	table *table
	last  *row // of the latest document: a client's invoices mostly come together
}

// New is an empty accumulator for the balance at the end of day asOf. When the
// day is absent or the buckets are refused by [Buckets.Validate], every other
// method says so.
func New(asOf date.Date, b Buckets) *Accumulator {
	a := &Accumulator{asOf: asOf, table: &table{}}
	if asOf == 0 {
		a.invalid = errNoDay
	}
	if a.invalid = errors.Join(a.invalid, b.Validate()); a.invalid == nil {
		a.buckets = b.normal()
	}
	return a
}

var (
	errNoDay     = errors.New("aging: no as-of day; give the day whose balance is wanted to New")
	errNoInvoice = errors.New("aging: a nil invoice")
	errNotIssued = errors.New("has no date of issue")
)

func (a *Accumulator) check() error {
	if a.table == nil {
		return errNoDay
	}
	return a.invalid
}

// Add counts one document. It does not allocate for an invoice without
// instalments and disputes of a client already known. The error is a
// [dunning.Problems] when the document is refused.
func (a *Accumulator) Add(inv *dunning.Invoice) error { return a.add(inv, false) }

// AddTotal is Add with the clients put together, under the empty client, as in
// [Accumulator.MergeTotal]: one row for each currency, however many clients
// there are.
func (a *Accumulator) AddTotal(inv *dunning.Invoice) error { return a.add(inv, true) }

func (a *Accumulator) add(inv *dunning.Invoice, together bool) error {
	if err := a.check(); err != nil {
		return err
	}
	if inv == nil {
		return errNoInvoice
	}
	client := inv.Client
	if together {
		client = ""
	}
	if inv.Issued == 0 {
		return refused(inv, errNotIssued)
	}
	open, err := inv.OpenMinorAt(a.asOf)
	if err != nil {
		return refused(inv, err)
	}
	if open == 0 {
		return nil
	}
	contested := int64(0)
	if len(inv.Disputes) > 0 {
		digits, _ := minor.Digits(inv.Currency)
		if contested, err = minor.Of(inv.DisputedAt(a.asOf), digits); err != nil {
			return refused(inv, err)
		}
	}
	var r *row
	if len(inv.Instalments) > 0 && open > 0 && a.buckets.Basis == FromDue {
		if r, err = a.addParts(inv, client); err != nil {
			return err
		}
	} else {
		r = a.row(inv.CurrencyCode(), client)
		a.put(r, inv.DueDate(), inv.Issued, open)
	}
	r.documents++
	r.add(ledger, open)
	r.add(disputed, contested)
	if inv.DoubtfulOn(a.asOf) {
		r.add(doubtful, open)
	}
	return nil
}

// addParts ages each instalment from its own due date.
func (a *Accumulator) addParts(inv *dunning.Invoice, client string) (*row, error) {
	digits, _ := minor.Digits(inv.Currency)
	type part struct {
		due  date.Date
		open int64
	}
	var parts []part
	for p := range inv.OpenParts(a.asOf) {
		n, err := minor.Of(p.Open, digits)
		if err != nil {
			return nil, refused(inv, err)
		}
		parts = append(parts, part{p.Due, n})
	}
	r := a.row(inv.CurrencyCode(), client)
	for _, p := range parts {
		a.put(r, p.due, inv.Issued, p.open)
	}
	return r, nil
}

// put adds an open amount to its column.
func (a *Accumulator) put(r *row, due, issued date.Date, open int64) {
	column := notDue
	switch {
	case open < 0:
		column = credits
	case a.buckets.Basis == FromIssue:
		column = firstBucket + index(a.buckets.UpTo, int(a.asOf-issued))
	case due == 0:
		column = unknown
	case due < a.asOf:
		column = firstBucket + index(a.buckets.UpTo, int(a.asOf-due))
	}
	r.add(column, open)
	if open > 0 {
		r.age(due)
	}
}

func (a *Accumulator) row(currency, client string) *row {
	if a.last != nil && a.last.client == client && a.last.currency == currency {
		return a.last
	}
	return a.rowOf(hashOf(client), currency, client)
}

// rowOf is the row of a client whose hash is known.
func (a *Accumulator) rowOf(hash uint64, currency, client string) *row {
	r := a.table.find(hash, currency, client)
	if r == nil {
		r = a.table.add(hash, currency, client, firstBucket+a.buckets.Len())
	}
	a.last = r
	return r
}

// Merge adds all that o has counted; o is not changed. Accumulators of another
// day or other buckets are refused with a [*MergeError], and nothing changes.
func (a *Accumulator) Merge(o *Accumulator) error {
	return a.merge(o, func(from *row) *row { return a.rowOf(from.hash, from.currency, from.client) })
}

// MergeTotal is Merge with the clients of o put together, under the empty
// client: one row for each currency, however many clients there are.
func (a *Accumulator) MergeTotal(o *Accumulator) error {
	if a == o { // its rows would grow while they are read
		o = New(a.asOf, a.buckets)
		if err := o.Merge(a); err != nil {
			return err
		}
	}
	return a.merge(o, func(from *row) *row { return a.row(from.currency, "") })
}

func (a *Accumulator) merge(o *Accumulator, to func(*row) *row) error {
	if err := errors.Join(a.check(), o.check()); err != nil {
		return err
	}
	if a.asOf != o.asOf {
		return &MergeError{What: "as-of day", Have: a.asOf.String(), Other: o.asOf.String()}
	}
	if !a.buckets.equal(o.buckets) {
		return &MergeError{What: "buckets", Have: fmt.Sprint(a.buckets), Other: fmt.Sprint(o.buckets)}
	}
	for _, from := range o.table.rows {
		to(from).merge(from)
	}
	return nil
}

// A MergeError says in what two accumulators differ that were to be merged.
type MergeError struct {
	What        string // "as-of day", "buckets"
	Have, Other string
}

func (e *MergeError) Error() string {
	return fmt.Sprintf("aging: cannot merge: the %s is %s here and %s there; build both with the same New", e.What, e.Have, e.Other)
}

// refused explains why an invoice cannot be counted: all its problems, or the
// one met.
func refused(inv *dunning.Invoice, err error) error {
	if all := inv.Validate(); all != nil {
		return all
	}
	return fmt.Errorf("aging: invoice %q: %w", inv.ID, err)
}
