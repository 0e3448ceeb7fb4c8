package nightly

import (
	"cmp"
	"errors"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/kpi"
)

// A Summary is what a run says of the whole portfolio: of the accounts that were
// not refused.
type Summary struct {
	AsOf     date.Date `json:"as_of"`
	Accounts int       `json:"accounts"` // refused ones included
	Refused  int       `json:"refused"`
	Invoices int       `json:"invoices"`

	Aged    aging.Report   `json:"aged"`              // the clients put together: each balance has one row
	Figures []kpi.Result   `json:"figures,omitempty"` // by currency
	Charges []Charge       `json:"charges,omitempty"` // by currency
	Steps   map[string]int `json:"steps,omitempty"`   // decisions by step; "" is nothing to do
}

// totals add results up.
type totals struct {
	Summary
	aged    *aging.Accumulator
	period  kpi.Period
	figures []Figures
	charges charges
}

func newTotals(s Settings) *totals {
	return &totals{aged: aging.New(s.AsOf, s.Buckets), period: s.Period, Summary: Summary{AsOf: s.AsOf, Steps: map[string]int{}}}
}

func (t *totals) add(r *Result) error {
	t.Accounts++
	if r.Err != nil {
		t.Refused++
		return nil
	}
	t.Invoices += len(r.Lines)
	for i := range r.Lines {
		t.charges.add(&r.Lines[i])
	}
	for i := range r.Decisions {
		t.Steps[r.Decisions[i].Step]++
	}
	errs := []error{t.aged.MergeTotal(r.Aged)}
	for _, f := range r.Figures {
		errs = append(errs, t.addFigures(f))
	}
	return errors.Join(errs...)
}

func (t *totals) addFigures(f Figures) error {
	for _, sum := range t.figures {
		if sum.Currency == f.Currency {
			return sum.Merge(f.Accumulator)
		}
	}
	period := t.period
	period.Currency = f.Currency
	sum := Figures{Currency: f.Currency, Accumulator: kpi.New(period)} // not f, which belongs to the result
	t.figures = append(t.figures, sum)
	return sum.Merge(f.Accumulator)
}

func (t *totals) summary() (Summary, error) {
	var err error
	if t.Aged, err = t.aged.Result(); err != nil {
		return Summary{}, err
	}
	slices.SortFunc(t.figures, func(a, b Figures) int { return cmp.Compare(a.Currency, b.Currency) })
	for _, f := range t.figures {
		r, err := f.Result()
		if err != nil {
			return Summary{}, err
		}
		t.Figures = append(t.Figures, r)
	}
	t.Charges = t.charges.result()
	return t.Summary, nil
}

// charges are sums in minor units by currency: a client has one or two.
type charges []chargeSum

type chargeSum struct {
	currency                  string
	digits                    int32
	interest, indemnity, paid minor.Sum
}

func (cs *charges) add(l *Line) {
	c := cs.of(l.Currency)
	c.interest.Merge(cents(l.Interest, c.digits))
	c.indemnity.Merge(cents(l.Indemnity, c.digits))
	c.paid.Merge(cents(l.Paid, c.digits))
}

// cents are those of an amount that a calculator gave, which always has some.
func cents(d decimal.Decimal, digits int32) (s minor.Sum) {
	n, _ := minor.Of(d, digits)
	s.Add(n)
	return s
}

func (cs *charges) of(currency string) *chargeSum {
	for i := range *cs {
		if (*cs)[i].currency == currency {
			return &(*cs)[i]
		}
	}
	digits, _ := dunning.CurrencyDigits(currency)
	*cs = append(*cs, chargeSum{currency: currency, digits: digits})
	return &(*cs)[len(*cs)-1]
}

func (cs charges) result() []Charge {
	var list []Charge
	for _, c := range cs {
		list = append(list, Charge{Currency: c.currency,
			Interest: c.interest.Decimal(c.digits), Indemnity: c.indemnity.Decimal(c.digits), Paid: c.paid.Decimal(c.digits)})
	}
	slices.SortFunc(list, func(a, b Charge) int { return cmp.Compare(a.Currency, b.Currency) })
	return list
}
