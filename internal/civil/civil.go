// Package civil counts months and years as civil law does, from a date to the
// same day-number (de quantième à quantième).
package civil

import (
	"time"

	"github.com/rickb777/date/v2"
)

// AddMonths goes to the same day n months later, or to the last day of a
// shorter month: 31 January plus one month is 28 or 29 February. It never uses
// Date.AddDate, which takes that to 3 March.
func AddMonths(d date.Date, n int) date.Date {
	year, month, day := d.Date()
	first := date.New(year, month+time.Month(n), 1) // carries months over into years
	return first + date.Date(min(day, first.LastDayOfMonth())-1)
}

// AddYears goes to the same date n years later, 28 February where there is no
// 29th.
func AddYears(d date.Date, n int) date.Date { return AddMonths(d, 12*n) }
