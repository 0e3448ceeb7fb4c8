package aging

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/law"
)

// AgeBasis says from which date the age of a document is counted.
type AgeBasis uint8

const (
	FromDue   AgeBasis = iota // days late, counted from the due date: the French usage
	FromIssue                 // days since the document was issued; nothing is then "not due"
	endAgeBasis
)

// Limits of a configuration. A century is older than any claim that can still
// be collected (art. 2232 C. civ. ends the longest limitation at 20 years).
const (
	maxBuckets = 60
	maxAge     = 36_525
)

// Buckets are the columns of an aged balance by their upper bounds, in days.
// The zero value is the French usage: 1-30, 31-60, 61-90 and over 90 days late.
//
// Each bucket starts the day after the one before it ends, so that buckets can
// neither overlap nor leave a gap. One more bucket, without an upper bound, is
// always added at the end.
type Buckets struct {
	UpTo  []int // last day of each bucket, increasing; empty: 30, 60, 90
	Basis AgeBasis
}

// Standard is the zero value written out: not due, 1-30, 31-60, 61-90, over 90.
func Standard() Buckets { return Buckets{UpTo: []int{30, 60, 90}} }

// Monthly are buckets that end so many calendar months before asOf, not so many
// times thirty days: a document due on 28 February is one month late on
// 28 March, and still within one month on 31 March, as February has no 31st.
func Monthly(asOf date.Date, months ...int) Buckets {
	upTo := make([]int, len(months))
	for i, n := range months {
		if n < 1 || n > maxAge/31 {
			upTo[i] = min(n, 0) // for Validate to refuse
			continue
		}
		year, month, day := asOf.Date()
		start := date.New(year, month-time.Month(n), 1)
		upTo[i] = int(asOf - (start + date.Date(min(day, start.LastDayOfMonth())-1)))
	}
	return Buckets{UpTo: upTo}
}

// Validate reports all that is wrong with the buckets: every error is a
// [*BucketError].
func (b Buckets) Validate() error {
	var errs []error
	if b.Basis >= endAgeBasis {
		errs = append(errs, &BucketError{Bound: int(b.Basis), Problem: "is no age basis; use FromDue or FromIssue"})
	}
	if len(b.UpTo) > maxBuckets {
		errs = append(errs, &BucketError{Bound: len(b.UpTo), Problem: fmt.Sprintf("buckets are too many; give at most %d", maxBuckets)})
		return errors.Join(errs...)
	}
	previous := 0
	for i, bound := range b.UpTo {
		switch {
		case bound < 1 || bound > maxAge:
			errs = append(errs, &BucketError{i, bound, fmt.Sprintf("is outside 1-%d days", maxAge)})
		case bound <= previous:
			errs = append(errs, &BucketError{i, bound, fmt.Sprintf("overlaps the bucket before it, which ends on day %d; give increasing bounds", previous)})
		}
		previous = bound
	}
	return errors.Join(errs...)
}

// Len is the number of buckets, the open one at the end included. The columns
// "not due", "due date unknown" and "credits" are not buckets.
func (b Buckets) Len() int { return len(b.bounds()) + 1 }

// Label is the heading of bucket i in a language: "1-30", "31-60",
// "plus de 90" or "over 90". It is "" when there is no such bucket.
func (b Buckets) Label(i int, lang law.Lang) string {
	bounds := b.bounds()
	switch {
	case i < 0 || i > len(bounds):
		return ""
	case i == len(bounds) && lang == law.English:
		return "over " + strconv.Itoa(bounds[i-1])
	case i == len(bounds):
		return "plus de " + strconv.Itoa(bounds[i-1])
	}
	first := 1
	if b.Basis == FromIssue {
		first = 0
	}
	if i > 0 {
		first = bounds[i-1] + 1
	}
	if first == bounds[i] {
		return strconv.Itoa(first)
	}
	return fmt.Sprintf("%d-%d", first, bounds[i])
}

// index is the bucket of an age in days.
func index(bounds []int, age int) int {
	for i, bound := range bounds {
		if age <= bound {
			return i
		}
	}
	return len(bounds)
}

func (b Buckets) bounds() []int {
	if len(b.UpTo) == 0 {
		return standard[:]
	}
	return b.UpTo
}

var standard = [...]int{30, 60, 90}

// normal is b with its own copy of the bounds, the default written out.
func (b Buckets) normal() Buckets {
	return Buckets{UpTo: slices.Clone(b.bounds()), Basis: b.Basis}
}

func (b Buckets) equal(o Buckets) bool {
	return b.Basis == o.Basis && slices.Equal(b.UpTo, o.UpTo)
}

// A BucketError says which bound of the buckets is wrong and why.
type BucketError struct {
	Index   int // place in UpTo
	Bound   int // the offending value
	Problem string
}

func (e *BucketError) Error() string {
	return fmt.Sprintf("aging buckets: bound %d (number %d) %s", e.Bound, e.Index+1, e.Problem)
}
