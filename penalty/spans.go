package penalty

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// span is a step of the tariff with all that does not depend on an invoice: what
// a line prints, and the sum of rates up to its first day.
type span struct {
	step
	percent decimal.Decimal
	public  Ground
	weight  int64 // of a day of its year, see DayCount.year
	before  int64 // rate units × days × weight of all spans before
}

// spread lists the spans of a tariff over all days it knows, so that a rate is
// found by search and interest over any period by one subtraction.
func spread(t *tariff, dc DayCount) []span {
	var spans []span
	var before int64
	for d := t.begin(); d <= lastDay; {
		s, err := t.at(d)
		if err != nil {
			if len(spans) > 0 {
				break // the future; a gap cannot be, since series have none
			}
			_, d = halfYear(d) // the reference day of d is before the series
			continue
		}
		_, weight, newYear := dc.year(d)
		s.until = min(s.until, newYear, lastDay+2)
		spans = append(spans, span{step: s, percent: ratePercent(s.units), public: s.ground.public(), weight: weight, before: before})
		before += s.units * int64(s.until-s.from) * weight
		d = s.until
	}
	return spans
}

// find is the index of the span of day d; -1 when the spans do not reach it, and
// only the tariff can tell why.
func (c *Calculator) find(d date.Date) int {
	low, high := 0, len(c.spans) // the first span after d is in [low, high]
	for low < high {
		middle := (low + high) / 2
		if c.spans[middle].from <= d {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == 0 || d >= c.spans[low-1].until {
		return -1
	}
	return low - 1
}

// upTo is the sum of rates before day d, which is inside the span or its end.
func (s *span) upTo(d date.Date) int64 { return s.before + s.units*int64(d-s.from)*s.weight }

// begin is a day before which the tariff knows nothing.
func (t *tariff) begin() date.Date {
	d := max(firstDay, t.agreed.Since)
	for _, m := range []*meter{&t.agreed, t.floor, t.statutory} {
		if m != nil && m.series != nil && m.series.first() > d {
			d = m.series.first()
		}
	}
	return d
}
