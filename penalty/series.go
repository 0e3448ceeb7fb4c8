package penalty

import (
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/law"
)

// Series names one dated series of reference rates. The constants are the
// series that the shipped rules refer to; only the French ones are shipped.
type Series string

const (
	ECB               Series = "ecb-mro"            // ECB main refinancing operations (taux de refinancement, "refi")
	LegalProfessional Series = "legal-professional" // taux de l'intérêt légal when the creditor is a professional
	LegalPrivate      Series = "legal-private"      // taux de l'intérêt légal when the creditor is a private person
	GermanBase        Series = "de-basiszins"       // Basiszinssatz of the Bundesbank; not shipped
	AustrianBase      Series = "at-basiszins"       // Basiszinssatz of the OeNB; not shipped
	BankOfEngland     Series = "uk-bank-rate"       // Bank Rate; not shipped
)

// A Quote is one row of a series: the rate from its day until the next row, or
// until the series ends.
type Quote struct {
	Series     Series
	From       date.Date       // first day of the rate, the effective date
	Percent    decimal.Decimal // percent a year
	Published  date.Date       // day of the decision or of its publication; 0 when not recorded
	Source     string
	Confidence law.Confidence
}

// Rates are held as whole ten-thousandths of a percent, so that interest is
// computed on integers: 12.40 % is 124 000.
const (
	ratePlaces = 4
	percent    = 10_000          // one percent
	maxRate    = 1_000 * percent // a rate above 1 000 % is a typing error
)

func ratePercent(units int64) decimal.Decimal {
	places := int32(ratePlaces)
	for places > 2 && units%10 == 0 {
		units /= 10
		places--
	}
	return decimal.New(units, -places)
}

// series is one parsed series; it never changes.
type series struct {
	info   SeriesInfo
	quotes []Quote
	units  []int64 // of each quote
}

func (s *series) first() date.Date { return s.quotes[0].From }

// at is the index of the quote in force on d, which must be known.
func (s *series) at(d date.Date) (int, error) {
	if d < s.first() || d > s.info.KnownThrough {
		return 0, &RateError{Series: s.info.Series, Day: d, KnownFrom: s.first(), KnownThrough: s.info.KnownThrough}
	}
	i, found := slices.BinarySearchFunc(s.quotes, d, func(q Quote, d date.Date) int { return int(q.From - d) })
	if !found {
		i--
	}
	return i, nil
}
