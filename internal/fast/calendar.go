package fast

import (
	"math/bits"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning/calendar"
)

// A Calendar answers which days are worked from a table of bits.
type Calendar struct {
	plain calendar.Calendar
	words []uint64 // a bit for each day from tableFrom, set when it is worked
}

// The table holds the years of the claims that a policy is asked about today;
// other days are looked up plainly.
var tableFrom = date.New(2000, time.January, 1)

const tableDays = 64 * 400 // to 2070

// NewCalendar makes the table of a calendar.
func NewCalendar(plain calendar.Calendar) *Calendar {
	c := &Calendar{plain: plain, words: make([]uint64, tableDays/64)}
	for i := range date.Date(tableDays) {
		if plain.IsBusinessDay(tableFrom + i) {
			c.words[i/64] |= 1 << (i % 64)
		}
	}
	return c
}

// IsBusinessDay reports whether d is worked.
func (c *Calendar) IsBusinessDay(d date.Date) bool {
	i := uint64(d - tableFrom)
	if i >= tableDays {
		return c.plain.IsBusinessDay(d)
	}
	return c.words[i/64]>>(i%64)&1 == 1
}

// Next is the first business day on or after d.
func (c *Calendar) Next(d date.Date) date.Date {
	i := uint64(d - tableFrom)
	if i >= tableDays {
		return c.plain.Next(d)
	}
	if rest := c.words[i/64] >> (i % 64); rest != 0 {
		return d + date.Date(bits.TrailingZeros64(rest))
	}
	if n := i/64 + 1; n < uint64(len(c.words)) && c.words[n] != 0 {
		return tableFrom + date.Date(n*64) + date.Date(bits.TrailingZeros64(c.words[n]))
	}
	return c.plain.Next(d) // closed for two months
}
