// Package calendar knows the business days of France, of its regions with
// holidays of their own, and of the euro payment system TARGET.
//
// A business day is a day from Monday to Friday that is not a public holiday.
// The holidays come from the library github.com/rickar/cal, with those it lacks
// (Alsace-Moselle, overseas) added here; [Calendar.Basis] quotes the article.
//
// The days are those of today's code du travail, applied to every year: 8 May,
// for instance, was not a public holiday from 1960 to 1981. No holiday is
// moved to a Monday, since French law observes none on another day.
//
// A business-day convention is a matter of contract or of courtesy. It never
// moves a legal ceiling or the end of a limitation period (Cass. 12 Dec. 2018:
// limitation does not follow art. 641 and 642 CPC), so nothing in this module
// applies one unless the caller asks.
package calendar

import (
	"slices"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/law"
)

// A Calendar says which days are worked. The zero value works every day of the
// year, which leaves only Closed days to skip.
type Calendar struct {
	Region Region
	Closed []date.Date // days closed besides: bridge days, the day Saint-Martin observes (27 or 28 May)
	Open   []date.Date // days worked although the region closes: Whit Monday as journée de solidarité
}

// IsBusinessDay reports whether d is worked.
func (c Calendar) IsBusinessDay(d date.Date) bool {
	switch {
	case slices.Contains(c.Closed, d):
		return false
	case slices.Contains(c.Open, d):
		return true
	case c.Region == EveryDay:
		return true
	}
	if day := d.Weekday(); day == time.Saturday || day == time.Sunday {
		return false
	}
	return !c.Region.isHoliday(d)
}

// searchLimit ends a search for a business day in a calendar that closes for
// good: two years hold every closing period a firm has.
const searchLimit = 2 * 366

// Next is the first business day on or after d; d itself when the calendar
// has none in the next two years.
func (c Calendar) Next(d date.Date) date.Date { return c.search(d, +1) }

// Previous is the last business day on or before d; d itself when the calendar
// has none in the last two years.
func (c Calendar) Previous(d date.Date) date.Date { return c.search(d, -1) }

func (c Calendar) search(d, step date.Date) date.Date {
	for n := range date.Date(searchLimit) {
		if c.IsBusinessDay(d + n*step) {
			return d + n*step
		}
	}
	return d
}

// Add moves d by n business days, back when n is negative; 0 leaves d where it
// is, worked or not. n beyond 10 000 in absolute value counts as 10 000.
func (c Calendar) Add(d date.Date, n int) date.Date {
	step := date.Date(1)
	if n < 0 {
		step, n = -1, -n
	}
	for range min(n, 10_000) {
		d = c.search(d+step, step)
	}
	return d
}

// Basis is the legal ground of the region's holidays; false when it has none.
func (c Calendar) Basis() (law.Basis, bool) {
	if c.Region >= endRegion {
		return law.Basis{}, false
	}
	b := regions[c.Region].basis
	return b, b.Source != ""
}
