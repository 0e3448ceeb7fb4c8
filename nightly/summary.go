package nightly

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/aging"
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

// count takes a result into the counters.
func (s *Summary) count(r *Result) {
	s.Accounts++
	if r.Err != nil {
		s.Refused++
		return
	}
	s.Invoices += len(r.Account.Invoices)
	for i := range r.Decisions {
		s.Steps[r.Decisions[i].Step]++
	}
}

// complete fills in the sums.
func (s *Summary) complete(t *totals) (err error) {
	if s.Aged, err = t.aged.Result(); err != nil {
		return err
	}
	if s.Figures, err = t.figures.results(); err != nil {
		return err
	}
	s.Charges = t.charges.result()
	return nil
}
