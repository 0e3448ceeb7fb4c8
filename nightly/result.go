package nightly

import (
	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/policy"
)

// A Result is all that a run says of one account. It belongs to the receiver and
// may be kept. When Err is set the account was refused, and the rest is empty.
type Result struct {
	Index   int              `json:"index"` // place in the input, from 0
	Account *dunning.Account `json:"-"`
	Client  string           `json:"client"`
	Err     error            `json:"-"`

	Lines     []Line            `json:"lines,omitempty"` // one for each invoice, in the order of the account
	Decisions []policy.Decision `json:"decisions,omitempty"`

	job *Job // nil in a refused account
}

// Aged is what the account puts into the aged balance, to be merged into
// balances of the caller's own, by segment say; nil in a refused account. It is
// counted when asked, since most receivers never do; the error says that the
// account was changed meanwhile.
func (r Result) Aged() (*aging.Accumulator, error) {
	if r.job == nil {
		return nil, nil
	}
	aged := aging.New(r.job.settings.AsOf, r.job.settings.Buckets)
	for _, inv := range r.Account.Invoices {
		if err := aged.Add(inv); err != nil {
			return nil, err
		}
	}
	return aged, nil
}

// Figures is what the account puts into the key figures, one for each currency
// in the order they appear; see [Result.Aged]. It is empty when the settings ask
// for no figures.
func (r Result) Figures() ([]Figures, error) {
	if r.job == nil {
		return nil, nil
	}
	sums := figures{period: r.job.settings.Period}
	for _, inv := range r.Account.Invoices {
		if err := sums.add(inv); err != nil {
			return nil, err
		}
	}
	return sums.list, nil
}

// Figures are the key figures of the documents in one currency.
type Figures struct {
	Currency string
	*kpi.Accumulator
}
