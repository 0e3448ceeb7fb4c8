package calendar

import "github.com/rickb777/date/v2"

// A Convention says what becomes of a date that is not a business day.
type Convention uint8

const (
	Unadjusted        Convention = iota // the date stays; no general rule of French law moves a contractual due date
	Following                           // to the next business day
	ModifiedFollowing                   // to the next business day, unless that is in another month: then to the previous one
	Preceding                           // to the previous business day
)

// Roll applies a convention to d. An unknown convention leaves d unchanged.
func (c Calendar) Roll(d date.Date, by Convention) date.Date {
	switch by {
	case Following:
		return c.Next(d)
	case ModifiedFollowing:
		if next := c.Next(d); next.Month() == d.Month() {
			return next
		}
		return c.Previous(d)
	case Preceding:
		return c.Previous(d)
	}
	return d
}
