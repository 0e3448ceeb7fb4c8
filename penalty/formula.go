package penalty

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// A Formula gives a yearly rate: a multiple of a reference plus points, or
// points alone.
//
//	Above(ECB, ten)         ECB rate + 10 points
//	TimesLegal(3)           3 × the legal rate of a professional creditor
//	Fixed(twelve)           12 % a year
//	PerMonth(oneAndAHalf)   1.5 % a month, so 18 % a year
type Formula struct {
	Reference Series          // "": a fixed rate
	Times     int             // multiple of the reference; 0 means 1
	Points    decimal.Decimal // percentage points added, or the fixed rate; at most 4 decimals
	Monthly   bool            // Points are percent a month and count twelve times; only for a fixed rate
	Anchor    Anchor          // day on which the reference is read; zero value: first day of the half-year
	RoundUp   decimal.Decimal // the result is rounded up to a multiple of this (Belgium: 0.5); zero: not rounded
	Since     date.Date       // first day the formula may be used; 0: no limit of its own
}

// Fixed is a rate in percent a year.
func Fixed(percent decimal.Decimal) Formula { return Formula{Points: percent} }

// PerMonth is a rate in percent a month, counted twelve times for a year and
// shown so in the statement.
func PerMonth(percent decimal.Decimal) Formula { return Formula{Points: percent, Monthly: true} }

// Above is a reference rate plus points.
func Above(reference Series, points decimal.Decimal) Formula {
	return Formula{Reference: reference, Points: points, Anchor: usualAnchor(reference)}
}

// TimesLegal is n times the legal rate of a professional creditor.
func TimesLegal(n int) Formula {
	return Formula{Reference: LegalProfessional, Times: n, Anchor: Daily}
}

// usualAnchor reads the legal rate day by day, since its own table already says
// for which days it holds.
func usualAnchor(s Series) Anchor {
	if s == LegalProfessional || s == LegalPrivate {
		return Daily
	}
	return HalfYear
}

// Anchor says on which day the reference rate of a day is read.
type Anchor uint8

const (
	HalfYear         Anchor = iota // the rate in force on 1 January or 1 July before (art. L441-10 II C. com.)
	HalfYearEve                    // the rate in force on 31 December or 30 June before (United Kingdom)
	Daily                          // the rate in force on the day itself
	HalfYearFrom2013               // Daily through 2012, HalfYear from then on (see [B2BFrom2009])
	endAnchor
)

// at is the anchor of day d, and the first day that has another one.
func (a Anchor) at(d date.Date) (Anchor, date.Date) {
	switch {
	case a != HalfYearFrom2013:
		return a, farAway
	case d < halfYears:
		return Daily, halfYears
	}
	return HalfYear, farAway
}

// day is the reference day of d, and the first day that has another one.
func (a Anchor) day(d date.Date) (reference, next date.Date) {
	start, next := halfYear(d)
	if a == HalfYearEve {
		start--
	}
	return start, next
}

// halfYear is the half-year of d as [from, until).
func halfYear(d date.Date) (from, until date.Date) {
	year, month, _ := d.Date()
	if month < 7 {
		return date.New(year, 1, 1), date.New(year, 7, 1)
	}
	return date.New(year, 7, 1), date.New(year+1, 1, 1)
}

// step is a span of days [from, until) with one rate.
type step struct {
	from, until date.Date
	units       int64  // yearly rate, in ten-thousandths of a percent
	ground      ground // where the rate comes from
}

// ground is what a step rests on, in a form that costs nothing to copy.
type ground struct {
	quote     *Quote // nil: fixed
	day       date.Date
	formula   *meter
	raised    bool // to the floor
	surcharge bool // five points after a judgment
}

// meter is a formula ready to be asked: its series found, its numbers integers.
type meter struct {
	series *series // nil: fixed
	Formula
	points, roundUp int64
}

func (m *meter) rateOf(reference int64) int64 {
	units := reference*int64(max(1, m.Times)) + m.points
	if m.Monthly {
		units = m.points * 12
	}
	if m.roundUp > 0 {
		if rest := units % m.roundUp; rest > 0 {
			units += m.roundUp - rest
		}
	}
	// A very negative base rate never makes the creditor pay interest.
	return max(units, 0)
}

// at is the step that holds day d; only its part from d on is promised.
func (m *meter) at(d date.Date) (step, error) {
	if d < m.Since {
		err := &RateError{Series: m.Reference, Day: d, KnownFrom: m.Since, Reason: "the rule applies from " + m.Since.String()}
		if m.Since == halfYears && m.isStatutory() {
			err.Reason += "; for debts late from 2009 on use B2BFrom2009"
		}
		if m.series != nil {
			err.KnownThrough = m.series.info.KnownThrough
		}
		return step{}, err
	}
	if m.series == nil {
		return step{from: d, until: farAway, units: m.rateOf(0), ground: ground{formula: m}}, nil
	}
	anchor, change := m.Anchor.at(d)
	reference, next := d, farAway
	if anchor != Daily {
		reference, next = anchor.day(d)
	}
	i, err := m.series.at(reference)
	if err != nil {
		return step{}, err
	}
	if anchor == Daily {
		reference = m.series.quotes[i].From // the same wherever a line begins
		next = m.series.info.KnownThrough + 1
		if i+1 < len(m.series.quotes) {
			next = m.series.quotes[i+1].From
		}
	}
	next = min(next, change)
	g := ground{quote: &m.series.quotes[i], day: reference, formula: m}
	return step{from: d, until: next, units: m.rateOf(m.series.units[i]), ground: g}, nil
}

// farAway is after every day that an invoice may have.
var farAway = date.New(4000, 1, 1)
