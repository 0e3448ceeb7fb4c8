package nightly

import (
	"encoding/json"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/policy"
)

// A Result is all that a run says of one account. It belongs to the receiver and
// may be kept. When Err is set the account was refused, and the rest is empty.
//
// A run has to wait with results until those before them were given out, so a
// result is small: what the account still tells is worked out when it is asked
// for, and the account must not have changed by then.
type Result struct {
	Index     int // place in the input, from 0
	Account   *dunning.Account
	Client    string
	Err       error
	Decisions []policy.Decision

	sums sums // of the lines
	job  *Job // nil in a refused account
}

// Lines are what the run says of each invoice, in the order of the account.
// None of it is computed again but the due dates.
func (r Result) Lines() []Line {
	if len(r.sums) == 0 {
		return nil
	}
	lines := make([]Line, 0, len(r.Account.Invoices))
	rest := r.sums
	for _, inv := range r.Account.Invoices {
		if len(rest) == 0 || inv == nil { // the account was changed
			break
		}
		var l Line
		rest = rest.take(&l)
		l.describe(inv, r.job.settings.AsOf)
		lines = append(lines, l)
	}
	return lines
}

// MarshalJSON writes index, client, lines and decisions.
func (r Result) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Index     int               `json:"index"`
		Client    string            `json:"client"`
		Lines     []Line            `json:"lines,omitempty"`
		Decisions []policy.Decision `json:"decisions,omitempty"`
	}{r.Index, r.Client, r.Lines(), r.Decisions})
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
