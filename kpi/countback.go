package kpi

import (
	"time"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// DSOCountBack is the DSO by the count-back method (épuisement du chiffre
// d'affaires). Sales are taken off the receivables month by month, backwards in
// time from the closing month; a month used up counts its days, the last one
// pro rata. A month without sales counts its days as well. When the period ends
// within a month, that month counts the days it has had.
//
// The error is a [*NoSalesError] without any sales, a [*SalesExhaustedError]
// when they end before the balance, an [*UndefinedError] when the clients are
// owed more than they owe.
func (r Result) DSOCountBack() (Figure, error) {
	return r.countBack(DSOCountBack, r.Receivables)
}

// BestDSOCountBack is the count-back of the receivables not due. Errors are
// those of [Result.DSOCountBack].
func (r Result) BestDSOCountBack() (Figure, error) {
	return r.countBack(BestDSOCountBack, r.NotDue)
}

func (r Result) countBack(code Code, balance decimal.Decimal) (Figure, error) {
	switch {
	case len(r.months) == 0:
		return r.empty(code), &NoSalesError{Figure: code, Period: r.Period}
	case balance.IsNegative():
		return r.empty(code), undefined(code, owedMore)
	case balance.IsZero():
		return r.figure(code, balance, decimal.NewFromInt(1), r.counts[owedCount]), nil
	}
	days := int64(0)
	at, earliest := len(r.months)-1, r.months[0].number
	for number := monthNumber(r.Period.Closing()); number >= earliest; number-- {
		sold := decimal.Decimal{}
		if r.months[at].number == number {
			sold = r.months[at].sales.Decimal(r.digits)
			at--
		}
		length := r.monthDays(number)
		if balance.LessThanOrEqual(sold) {
			// days + balance / sold × length, as one fraction
			numerator := sold.Mul(decimal.NewFromInt(days)).Add(balance.Mul(decimal.NewFromInt(length)))
			return r.figure(code, numerator, sold, r.counts[owedCount]), nil
		}
		balance = balance.Sub(sold)
		days += length
	}
	return r.empty(code), &SalesExhaustedError{Figure: code, Back: firstOf(earliest), Remaining: balance, Currency: r.Period.Currency}
}

// monthDays is the number of days of a month up to the closing day.
func (r Result) monthDays(number int64) int64 {
	first := firstOf(number)
	last := first + date.Date(first.LastDayOfMonth()) - 1
	if end := r.Period.Closing(); end < last {
		return int64(end-first) + 1
	}
	if r.Period.Days == Days360 {
		return 30
	}
	return int64(last-first) + 1
}

func firstOf(number int64) date.Date {
	return date.New(int(number/12), time.Month(number%12+1), 1)
}
