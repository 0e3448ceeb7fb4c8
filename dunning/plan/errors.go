package plan

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// A LineError says what is wrong with one line of a plan, or with the plan.
type LineError struct {
	Line int // from 1; 0: the plan as a whole
	What string
	Fix  string // what to do instead; may be empty
}

func (e *LineError) Error() string {
	s := "plan"
	if e.Line > 0 {
		s = fmt.Sprintf("plan line %d", e.Line)
	}
	s += " " + e.What
	if e.Fix != "" {
		s += "; " + e.Fix
	}
	return s
}

// A PercentError says that percentages do not total 100.
type PercentError struct {
	Total decimal.Decimal // what they total
}

func (e *PercentError) Error() string {
	return fmt.Sprintf("percentages must total 100, these total %s; correct them, or make one line the balance", e.Total)
}

// A RestError says that the parts do not fit the sum: the part that takes the
// rest would get nothing or less, or fixed parts do not add up to the sum.
type RestError struct {
	Line int             // the part that takes the rest, from 1
	Sum  decimal.Decimal // the sum to cut
	Rest decimal.Decimal // what would be left for that line, zero or negative; for fixed parts, what is not placed
}

func (e *RestError) Error() string {
	return fmt.Sprintf("the parts do not fit the sum of %s: %s left at line %d", e.Sum, e.Rest, e.Line)
}

// A PendingError says that an instalment has no due date yet.
type PendingError struct {
	Line    int // from 1
	Missing *dunning.MissingDateError
}

func (e *PendingError) Error() string {
	return fmt.Sprintf("instalment %d has no due date yet: %s", e.Line, e.Missing)
}

// Unwrap is the missing date.
func (e *PendingError) Unwrap() error { return e.Missing }
