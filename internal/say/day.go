package say

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/rickb777/date/v2"
)

var (
	isoDay    = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)
	frenchDay = regexp.MustCompile(`^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$`)
	slashDay  = regexp.MustCompile(`^(\d{4})[/. -](\d{1,2})[/. -](\d{1,2})$`)
)

// Day is a date as a policy writes it, 2026-12-31 for 31/12/2026; "" when the
// text is none, or already written so.
func Day(text string) string {
	var year, month, day int
	if m := frenchDay.FindStringSubmatch(text); m != nil {
		day, month, year = whole(m[1]), whole(m[2]), whole(m[3])
	} else if m := slashDay.FindStringSubmatch(text); m != nil && !isoDay.MatchString(text) {
		year, month, day = whole(m[1]), whole(m[2]), whole(m[3])
	}
	if month < 1 || month > 12 || day < 1 || day > last(year, month) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// NoDay says why dunning.ParseDate refuses a text, and what to write.
func NoDay(text string) (message, fix Text) {
	fix = Both("écrivez l’année, le mois et le jour : %s", "write the year, the month and the day: %s", "2026-01-31")
	m := isoDay.FindStringSubmatch(text)
	if m == nil {
		if day := Day(text); day != "" {
			fix = Both("écrivez %s", "write %s", day)
		}
		return Both("%s n’est pas une date écrite AAAA-MM-JJ", "date %s is not written YYYY-MM-DD", Name(text)), fix
	}
	switch year, month := whole(m[1]), whole(m[2]); {
	case year < 1900 || year > 2999:
		return Both("l’année de %s n’est pas entre 1900 et 2999", "date %s has a year outside 1900-2999", Name(text)), fix
	case month < 1 || month > 12:
		return Both("le mois de %s n’est pas entre 01 et 12", "date %s has a month outside 1-12", Name(text)), fix
	default:
		return Both("la date %s n’existe pas : ce mois compte %d jours", "date %s is not in the calendar: that month has %d days", Name(text), last(year, month)), fix
	}
}

func whole(digits string) int {
	n, _ := strconv.Atoi(digits) // at most four digits
	return n
}

func last(year, month int) int { return date.New(year, time.Month(month), 1).LastDayOfMonth() }
