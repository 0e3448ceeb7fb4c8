package nightly

import (
	"cmp"
	"slices"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
)

// totals are the sums of a run or of a part of it. A worker counts the documents
// of a batch in totals of its own as it reads them, and the run merges those:
// the parts obey the contract of the accumulators, so that the bytes do not
// depend on how the accounts were split.
type totals struct {
	aged    *aging.Accumulator // clients put together
	figures figures
	charges charges
}

func (j *Job) newTotals() *totals {
	return &totals{aged: aging.New(j.settings.AsOf, j.settings.Buckets), figures: figures{period: j.settings.Period}}
}

// document counts what is summed of a document before its line is known.
func (t *totals) document(inv *dunning.Invoice) error {
	if err := t.aged.AddTotal(inv); err != nil {
		return err
	}
	return t.figures.add(inv)
}

// results counts accounts by their results, refused ones not.
func (t *totals) results(list []Result) error {
	for k := range list {
		r := &list[k]
		if r.Err != nil {
			continue
		}
		for _, inv := range r.Account.Invoices {
			if err := t.document(inv); err != nil {
				return err
			}
		}
		for _, l := range r.Lines() {
			t.charges.add(&l)
		}
	}
	return nil
}

func (t *totals) merge(o *totals) error {
	if err := t.aged.Merge(o.aged); err != nil {
		return err
	}
	t.charges.merge(o.charges)
	return t.figures.merge(o.figures)
}

// figures are key figures by currency.
type figures struct {
	period kpi.Period // zero: none are wanted
	list   []Figures
}

func (f *figures) add(inv *dunning.Invoice) error {
	if f.period == (kpi.Period{}) {
		return nil
	}
	return f.of(inv.CurrencyCode()).Add(inv)
}

func (f *figures) merge(o figures) error {
	for _, part := range o.list {
		if err := f.of(part.Currency).Merge(part.Accumulator); err != nil {
			return err
		}
	}
	return nil
}

// of are the figures of a currency, new when it is the first time.
func (f *figures) of(currency string) *kpi.Accumulator {
	for _, one := range f.list {
		if one.Currency == currency {
			return one.Accumulator
		}
	}
	period := f.period
	period.Currency = currency
	one := Figures{Currency: currency, Accumulator: kpi.New(period)}
	f.list = append(f.list, one)
	return one.Accumulator
}

func (f *figures) results() ([]kpi.Result, error) {
	slices.SortFunc(f.list, func(a, b Figures) int { return cmp.Compare(a.Currency, b.Currency) })
	var list []kpi.Result
	for _, one := range f.list {
		r, err := one.Result()
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}
