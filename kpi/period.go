package kpi

import (
	"errors"
	"fmt"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
)

// A Period says over which days and by which conventions key figures are
// computed. Its last day is the closing day: balances are those at its end.
type Period struct {
	From  date.Date // first day
	Until date.Date // first day after the period
	Days  DayBasis  // zero value: calendar days

	// Tax is the basis of every amount, on both sides of each ratio; the zero
	// value is TTC. Receivables include VAT, so over sales without it a DSO
	// would come out too long by the rate of VAT. HT needs Net on every document.
	Tax dunning.TaxBasis

	Currency string // ISO 4217, "" is EUR; documents in another one are refused
}

// DayBasis says how many days a period has.
type DayBasis uint8

const (
	Calendar DayBasis = iota // real days: 365 or 366 a year, 90 to 92 a quarter
	Days360                  // months of 30 days, 360 a year (Banque de France)
	endDayBasis
)

// Closing is the last day of the period.
func (p Period) Closing() date.Date { return p.Until - 1 }

// Opening is the day before the period: balances "at its start" are those at
// the end of that day.
func (p Period) Opening() date.Date { return p.From - 1 }

// Length is the number of days of the period by its basis.
func (p Period) Length() int {
	if p.Days != Days360 {
		return int(p.Until - p.From)
	}
	y1, m1, d1 := p.From.Date()
	y2, m2, d2 := p.Until.Date()
	return 360*(y2-y1) + 30*int(m2-m1) + min(d2, 30) - min(d1, 30)
}

// Validate reports all that is wrong with the period: every error is a
// [*PeriodError].
func (p Period) Validate() error {
	var errs []error
	bad := func(field string, value any, problem string) {
		errs = append(errs, &PeriodError{Field: field, Value: fmt.Sprint(value), Problem: problem})
	}
	low, high := date.New(1900, 1, 1), date.New(3000, 1, 1)
	switch {
	case p.From < low || p.From > high:
		bad("From", p.From, "is absent or outside the years 1900-2999")
	case p.Until <= p.From || p.Until > high:
		bad("Until", p.Until, "is not after From; give the first day after the period")
	case p.Length() < 1:
		bad("Days", p.Days, "gives the period no day of a 30-day month; use Calendar")
	}
	if p.Days >= endDayBasis {
		bad("Days", p.Days, "is no day basis; use Calendar or Days360")
	}
	if !p.Tax.Valid() {
		bad("Tax", uint8(p.Tax), "is no tax basis; use dunning.TTC or dunning.HT")
	}
	if _, known := dunning.CurrencyDigits(p.Currency); !known {
		bad("Currency", fmt.Sprintf("%.10q", p.Currency), `is no ISO 4217 code; write "EUR", or leave it empty for euros`)
	}
	return errors.Join(errs...)
}

// normal writes the default currency out, so that equal periods compare equal.
func (p Period) normal() Period {
	if p.Currency == "" {
		p.Currency = "EUR"
	}
	return p
}

func (p Period) contains(d date.Date) bool { return p.From <= d && d < p.Until }

// String is the period with its conventions, for messages:
// "[2026-01-01, 2027-01-01) EUR TTC, day basis 0".
func (p Period) String() string {
	return fmt.Sprintf("[%s, %s) %s %s, day basis %d", p.From, p.Until, p.Currency, p.Tax, p.Days)
}
