package nightly

import (
	"errors"
	"fmt"
	"runtime"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/kpi"
)

// Settings say what a run computes, and how.
type Settings struct {
	AsOf    date.Date     // everything is as at the end of this day; 0 is refused
	Buckets aging.Buckets // of the aged balance; zero: 30, 60 and 90 days late
	Period  kpi.Period    // of the key figures, which come for each currency: leave its Currency empty; zero: none
	Tariff  Tariff        // what lateness costs; nil: nothing
	Decide  Decider       // the next step of each account; nil: none

	Workers   int            // accounts computed at once; 0: one for each processor
	MaxErrors int            // stop when so many accounts were refused; 0: never
	Progress  func(Progress) // called now and then and at the end, from the goroutine of Run; may be nil
}

// Progress is how far a run has come, in accounts whose result was given out.
type Progress struct {
	Accounts int // refused ones included
	Refused  int
	Invoices int // of accounts that were not refused
}

// maxWorkers bounds the accounts in flight.
const maxWorkers = 1024

// A Job is settings that were checked and made ready. It never changes: any
// number of goroutines may share it.
type Job struct {
	settings Settings
}

// New checks the settings. The error joins all that is wrong with them: a
// [*SettingError], [*aging.BucketError] and [*kpi.PeriodError] each.
func New(s Settings) (*Job, error) {
	var errs []error
	bad := func(field, value, problem string) {
		errs = append(errs, &SettingError{Field: field, Value: value, Problem: problem})
	}
	if s.AsOf == 0 {
		bad("AsOf", "", "is missing; give the day of the run")
	}
	errs = append(errs, s.Buckets.Validate())
	if s.Period != (kpi.Period{}) {
		if s.Period.Currency != "" {
			bad("Period", s.Period.Currency, "has a currency; leave it empty, figures come for each currency")
		} else {
			errs = append(errs, s.Period.Validate())
		}
	}
	if s.Workers < 0 || s.Workers > maxWorkers {
		bad("Workers", fmt.Sprint(s.Workers), fmt.Sprintf("is not between 0 and %d", maxWorkers))
	}
	if s.MaxErrors < 0 {
		bad("MaxErrors", fmt.Sprint(s.MaxErrors), "is negative; 0 never stops")
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	if s.Workers == 0 {
		s.Workers = min(runtime.GOMAXPROCS(0), maxWorkers)
	}
	return &Job{settings: s}, nil
}

// A SettingError says which setting is wrong and why.
type SettingError struct {
	Field   string
	Value   string // the offending value; "" when there is none
	Problem string
}

func (e *SettingError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("nightly: %s %s", e.Field, e.Problem)
	}
	return fmt.Sprintf("nightly: %s %.40q %s", e.Field, e.Value, e.Problem)
}
