package terms

import (
	"errors"
	"fmt"
)

// An InvalidError says which part of some terms is out of bounds.
type InvalidError struct {
	Field   string // "delay", "days after", "day of month", "share"…
	Value   int    // the offending value; one beyond the bound stands for all beyond it
	Problem string // "is outside 0-3650 days"
}

func (e *InvalidError) Error() string {
	return fmt.Sprintf("payment terms: %s %d %s", e.Field, e.Value, e.Problem)
}

// Validate reports all that is wrong with t at once, or nil. Terms read by
// [Parse] are always valid; a constructor given a delay out of bounds, or a day
// of the month that does not exist, returns Terms refused here.
func (t Terms) Validate() error {
	r := t.rule
	var errs []error
	report := func(bad bool, field string, value int, problem string) {
		if bad {
			errs = append(errs, &InvalidError{Field: field, Value: value, Problem: problem})
		}
	}
	report(r.unit != inMonths && !within(r.delay, MaxDays), "delay", int(r.delay), "is outside 0-3650 days")
	report(r.unit == inMonths && !within(r.delay, MaxMonths), "delay", int(r.delay), "is outside 0-120 months")
	report(!within(r.then, MaxDays), "days after", int(r.then), "are outside 0-3650")
	report(r.days&1 != 0, "day of month", 0, "stands for one outside 1-31")
	report(r.base >= endBase, "base", int(r.base), "is no event that terms count from")
	report(t.method >= endMethod, "method", int(t.method), "is no means of payment")
	return errors.Join(errs...)
}

// valid is what Due needs of Validate, without allocation.
func (r rule) valid() bool {
	longest := MaxDays
	if r.unit == inMonths {
		longest = MaxMonths
	}
	return within(r.delay, longest) && within(r.then, MaxDays) && r.days&1 == 0 && r.base < endBase
}

func within(n int16, limit int) bool { return n >= 0 && int(n) <= limit }
