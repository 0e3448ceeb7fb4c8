package terms

import (
	"math/bits"
	"time"

	"github.com/rickb777/date/v2"
)

// rule is how one due date is reached, always in this order: the delay, the end
// of a period, days after it, a day of the month. Its zero value is the legal
// default.
type rule struct {
	base   Base
	unit   unit
	period period
	delay  int16  // days or months before the end of the period
	then   int16  // days after the end of the period
	days   uint32 // days of the month: bit n is day n; bit 0 marks a day that does not exist
}

type unit uint8

const (
	legal unit = iota // nothing agreed
	inDays
	inMonths
)

type period uint8

const (
	noPeriod period = iota
	month
	decade
	fortnight
)

// byDefault is what art. L441-10 I C. com. sets where nothing was agreed.
var byDefault = rule{base: Delivery, unit: inDays, delay: 30}

// agreed is what a refinement starts from.
func (r rule) agreed() rule {
	if r.unit == legal {
		return rule{unit: inDays}
	}
	return r
}

// due is the date reached from d, which must be inside the calendar.
func (r rule) due(d date.Date) date.Date {
	switch r.unit {
	case legal:
		return byDefault.due(d)
	case inDays:
		d += date.Date(r.delay)
	case inMonths:
		d = addMonths(d, int(r.delay))
	}
	d = r.period.end(d) + date.Date(r.then)
	if r.days != 0 {
		d = r.dayOfMonth(d)
	}
	return d
}

// strict reports whether "le N" must come after the date reached: an end of
// month that is itself the Nth is the end of the month before the payment.
func (r rule) strict() bool { return r.period == month && r.then == 0 }

func (r rule) dayOfMonth(d date.Date) date.Date {
	if r.strict() {
		d++
	}
	first := d - date.Date(d.Day()-1)
	for {
		last := first.LastDayOfMonth()
		for set := r.days; set != 0; set &= set - 1 {
			day := min(bits.TrailingZeros32(set), last)
			if on := first + date.Date(day-1); on >= d {
				return on
			}
		}
		first += date.Date(last) // every month has each day, clamped, so the next one ends this
	}
}

func (p period) end(d date.Date) date.Date {
	day, last := d.Day(), d.LastDayOfMonth()
	end := day
	switch p {
	case month:
		end = last
	case decade:
		end = last
		if day <= 20 {
			end = (day + 9) / 10 * 10
		}
	case fortnight:
		end = last
		if day <= 15 {
			end = 15
		}
	}
	return d + date.Date(end-day)
}

// addMonths goes to the same day of a later month, or to its last day. It never
// uses Date.AddDate, which takes 31 January plus a month to 3 March.
func addMonths(d date.Date, n int) date.Date {
	year, m, day := d.Date()
	first := date.New(year, m+time.Month(n), 1) // carries the months over into years
	return first + date.Date(min(day, first.LastDayOfMonth())-1)
}
