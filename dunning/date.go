package dunning

import (
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/law"
)

// Years outside these bounds are refused: no invoice is that old, and a year
// typed with a digit too many would otherwise be a plausible date.
const (
	minYear = 1900
	maxYear = 2999
)

// ParseDate reads a calendar date in ISO 8601, "2026-11-23" and nothing else.
//
// It is strict because the date type of this module is not: date.ParseISO,
// date.AutoParse and the decoding of a date.Date from JSON, text or YAML all
// read 30 February as 2 March. Use this function wherever text becomes a date.
//
// The error is a [*DateError]; years go from 1900 to 2999.
func ParseDate(s string) (date.Date, error) {
	if len(s) != len(time.DateOnly) {
		return 0, &DateError{Text: s, Problem: "is not written YYYY-MM-DD"}
	}
	for i := range len(s) {
		if dash := i == 4 || i == 7; dash != (s[i] == '-') || !dash && (s[i] < '0' || s[i] > '9') {
			return 0, &DateError{Text: s, Problem: "is not written YYYY-MM-DD"}
		}
	}
	return NewDate(number(s[:4]), number(s[5:7]), number(s[8:]), s)
}

// NewDate checks that a year, a month and a day make a date of the calendar.
// text is what the error shows as the date refused; it may be empty.
func NewDate(year, month, day int, text string) (date.Date, error) {
	if text == "" {
		text = fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	}
	if year < minYear || year > maxYear {
		return 0, &DateError{Text: text, Problem: fmt.Sprintf("has a year outside %d-%d", minYear, maxYear)}
	}
	if month < 1 || month > 12 {
		return 0, &DateError{Text: text, Problem: "has a month outside 1-12"}
	}
	d := date.New(year, time.Month(month), 1)
	if last := d.LastDayOfMonth(); day < 1 || day > last {
		return 0, &DateError{Text: text, Problem: fmt.Sprintf("is not in the calendar: that month has %d days", last)}
	}
	return d + date.Date(day-1), nil
}

func number(digits string) int {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}

// A DateError says which text is no date and why.
type DateError struct {
	Text    string // what was read, at most 40 bytes of it shown
	Problem string // "is not in the calendar: that month has 28 days"
}

func (e *DateError) Error() string {
	return fmt.Sprintf("date %q %s", clip(e.Text), e.Problem)
}

// Why is the problem in a language.
func (e *DateError) Why(lang law.Lang) string {
	if lang == law.English {
		return e.Problem
	}
	return inFrench(e.Problem)
}

// clip keeps a hostile cell of ten megabytes out of an error message.
func clip(s string) string {
	n := 40
	if len(s) <= n {
		return s
	}
	for n > 37 && !utf8.RuneStart(s[n]) { // not within a letter
		n--
	}
	return s[:n] + "…"
}
