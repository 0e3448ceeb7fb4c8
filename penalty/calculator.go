package penalty

import (
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
)

// Compute is the statement of what lateness costs on an invoice, as of a day:
// interest up to that day included while something is unpaid, and the indemnity.
// Settlements dated later are ignored. An invoice that is not late, a credit
// note and a payment on account give a statement without lines, not an error.
//
// Errors: [dunning.Problems] for an invoice or a rule that is not valid, a
// [*dunning.MissingDateError] when the due date cannot be known, a [*RateError]
// when a day needs a rate that is not known.
//
// For many invoices under one rule use a [Calculator].
func Compute(inv *dunning.Invoice, rule Rule, asOf date.Date) (Statement, error) {
	c, err := newCalculator(rule)
	if err != nil {
		return Statement{}, err
	}
	return c.Statement(inv, asOf)
}

// A Calculator is a rule that was checked and made ready. It never changes: any
// number of goroutines may share it.
type Calculator struct {
	rule    Rule
	tariff  tariff
	divisor int64 // of principal × rate × days, in ten-thousandths of a percent
	bases   []law.Basis

	// Empty and false for one single use, which is then the plain path.
	spans  []span
	simple bool // the rule stays within the quick path
	silent bool // and has no findings there

	fixed    int64 // the indemnity when it is the same for every debt; 0: it is not
	fixedSum decimal.Decimal
}

// NewCalculator checks a rule. The errors are [dunning.Problems] of the rule,
// or a [*RateError] when a series it needs is not loaded.
func NewCalculator(rule Rule) (*Calculator, error) {
	c, err := newCalculator(rule)
	if err != nil {
		return nil, err
	}
	c.rule.Freezes, c.rule.Indemnity.Scale = slices.Clone(rule.Freezes), slices.Clone(rule.Indemnity.Scale)
	c.spans = spread(&c.tariff, rule.DayCount)
	c.simple, c.silent = rule.simple(), rule.silent()
	return c, nil
}

func newCalculator(rule Rule) (*Calculator, error) {
	if err := rule.Validate(); err != nil {
		return nil, err
	}
	if rule.Rates == nil {
		rule.Rates = Official()
	}
	c := &Calculator{rule: rule, divisor: yearDivisor(rule.DayCount), bases: rule.bases()}
	c.fixed, c.fixedSum = rule.Indemnity.fixed()
	var err error
	if c.tariff.agreed, err = newMeter(rule.Rate, rule.Rates); err != nil {
		return nil, err
	}
	if rule.Floor == RaiseToFloor || rule.Floor == StatutoryInstead {
		floor, err := floorMeter(rule.Rates)
		if err != nil {
			return nil, err
		}
		c.tariff.floor = &floor
	}
	if rule.Floor == StatutoryInstead {
		legal, err := newMeter(B2BFrom2009().Rate, rule.Rates)
		if err != nil {
			return nil, err
		}
		c.tariff.statutory = &legal
	}
	if rule.Enforceable != 0 {
		// Two months from a day end on the same day of the month (art. 641
		// CPC); the points are owed once they have ended.
		c.tariff.surcharge = monthsAfter(rule.Enforceable, 2) + 1
	}
	return c, nil
}

// perUnit is the number of rate units in the whole: a rate of 100 %.
const perUnit = 100 * percent

// yearDivisor turns principal × rate units × days × weight into interest, where
// weight is that of the line's own year.
func yearDivisor(dc DayCount) int64 {
	switch dc {
	case ActualYear:
		return 365 * 366 * perUnit
	case Days360:
		return 360 * perUnit
	}
	return 365 * perUnit
}

// year is the divisor printed on a line that begins on d, the weight of its
// days against yearDivisor, and the first day that may have another divisor.
func (dc DayCount) year(d date.Date) (days int, weight int64, until date.Date) {
	switch dc {
	case Days360:
		return 360, 1, farAway
	case ActualYear:
		y := d.Year()
		until = date.New(y+1, 1, 1)
		if until-date.New(y, 1, 1) == 366 {
			return 366, 365, until
		}
		return 365, 366, until
	}
	return 365, 1, farAway
}

// monthsAfter goes n months on, to the last day of a shorter month.
func monthsAfter(d date.Date, n int) date.Date {
	year, month, day := d.Date()
	first := date.New(year, month+1, 1).AddDate(0, n-1, 0)
	return first + date.Date(min(day, first.LastDayOfMonth())-1)
}

// firstDay is the first day of interest on a sum due on a day.
func (r *Rule) firstDay(inv *dunning.Invoice, due date.Date) date.Date {
	from := max(due, inv.Issued, r.Notice)
	if r.PaymentDay != DueDayInstead {
		from++
	}
	return from
}

// unclaimed reports whether a consumer had no formal notice: no interest runs.
func (r *Rule) unclaimed() bool { return r.Regime == Civil && r.Notice == 0 }

// effective is the first day that bears on the balance after a settlement.
func (r *Rule) effective(settled date.Date) date.Date {
	if r.PaymentDay == Included {
		return settled + 1
	}
	return settled
}

// end is the day after the last one counted as of a day.
func (r *Rule) end(asOf date.Date) date.Date {
	if r.PaymentDay == DueDayInstead {
		return asOf
	}
	return asOf + 1
}
