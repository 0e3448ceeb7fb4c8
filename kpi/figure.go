package kpi

import (
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
)

// places is where every figure is rounded, half away from zero, once.
const places = 2

// A Figure is one key figure with all that is needed to check it. Its value is
// Numerator / Denominator (for [Percent], × 100), rounded half away from zero to
// two decimals.
type Figure struct {
	Code        Code
	Value       decimal.Decimal
	Unit        Unit
	Numerator   decimal.Decimal  // exact
	Denominator decimal.Decimal  // exact, never zero in a figure without error
	Tax         dunning.TaxBasis // of every amount in it
	Currency    string           // of every amount in it
	Days        int              // days of the period
	Sample      int              // documents (for payment delays: payments) that the denominator counts
}

// Name is the name of the figure in a language.
func (f Figure) Name(lang law.Lang) string { return pick(definitions[f.Code].name, lang) }

// Formula says in words how the figure is computed.
func (f Figure) Formula(lang law.Lang) string { return pick(definitions[f.Code].formula, lang) }

// Basis says where the definition comes from. Key figures rest on usage: there
// is no article.
func (f Figure) Basis() law.Basis {
	d := definitions[f.Code]
	return law.Basis{Source: d.source, Confidence: d.confidence, Checked: checked}
}

func pick(texts [2]string, lang law.Lang) string {
	if lang == law.English {
		return texts[1]
	}
	return texts[0]
}

// figure divides; the caller has checked that there is something to divide by.
func (r Result) figure(code Code, numerator, denominator decimal.Decimal, sample int64) Figure {
	f := r.empty(code)
	f.Numerator, f.Denominator, f.Sample = numerator, denominator, int(sample)
	if f.Unit == Percent {
		numerator = numerator.Shift(2)
	}
	f.Value = numerator.DivRound(denominator, places)
	return f
}

// empty is a figure without a value: what accompanies an error, so that a
// table can still name the line.
func (r Result) empty(code Code) Figure {
	return Figure{Code: code, Unit: definitions[code].unit, Tax: r.Period.Tax, Currency: r.Period.Currency, Days: r.Period.Length()}
}

// overSales is a figure that divides by the sales of the period.
func (r Result) overSales(code Code, numerator decimal.Decimal) (Figure, error) {
	if !r.Sales.IsPositive() {
		return r.empty(code), &NoSalesError{Figure: code, Sales: r.Sales, Period: r.Period}
	}
	return r.figure(code, numerator, r.Sales, r.counts[salesCount]), nil
}

// over is a figure that divides by something else; missing says what it means
// that there is nothing of it.
func (r Result) over(code Code, numerator, denominator decimal.Decimal, sample int64, missing [2]string) (Figure, error) {
	if !denominator.IsPositive() {
		return r.empty(code), undefined(code, missing)
	}
	return r.figure(code, numerator, denominator, sample), nil
}
