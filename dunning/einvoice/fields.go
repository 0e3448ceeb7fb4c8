package einvoice

import (
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// one is the text of a field that has one value, or an error when it has two.
func (r *reader) one(term string, f field) *element {
	if len(f.found) == 0 {
		return nil
	}
	for _, again := range f.found[1:] {
		if again.text() != f.found[0].text() {
			twice := r.about(Twice, term, again)
			twice.Expected = f.found[0].text()
			r.refuse(twice)
		}
	}
	return f.found[0]
}

// required is the text of a field the document cannot do without.
func (r *reader) required(term string, f field) string {
	e := r.one(term, f)
	if e == nil {
		r.refuse(r.absent(Missing, term, f))
		return ""
	}
	return e.text()
}

func (r *reader) requiredDate(term string, f field) date.Date {
	if e := r.one(term, f); e != nil {
		return r.day(term, e)
	}
	r.refuse(r.absent(Missing, term, f))
	return 0
}

// day is the date in e, or an error.
func (r *reader) day(term string, e *element) date.Date {
	d, form, err := day(e)
	if err != nil {
		about := r.about(BadDate, term, e)
		about.Expected, about.Err = form, err
		r.refuse(about)
	}
	return d
}

// usefulDate is a date the document can do without: the latest when there are
// several, 0 when there is none that can be read.
func (r *reader) usefulDate(term string, f field) date.Date {
	latest := date.Date(0)
	for _, e := range f.found {
		d, form, err := day(e)
		if err != nil {
			about := r.about(DateIgnored, term, e)
			about.Expected, about.Err = form, err
			r.find(about)
			continue
		}
		latest = max(latest, d)
	}
	return latest
}

// amount is the amount of a field in the document's currency; zero when it is
// absent. Some totals stand there a second time in the currency of the tax.
func (r *reader) amount(term string, f field) decimal.Decimal {
	currency := r.doc.Invoice.Currency
	own := f
	own.found = nil
	for _, e := range f.found {
		if code := e.attr("currencyID"); code == "" || strings.EqualFold(code, currency) {
			own.found = append(own.found, e)
		}
	}
	if len(own.found) == 0 && len(f.found) > 0 && currency != "" {
		other := r.about(OtherCurrency, term, f.found[0])
		other.Value, other.Expected = f.found[0].attr("currencyID"), currency
		r.refuse(other)
		return decimal.Decimal{}
	}
	var first decimal.Decimal
	for i, e := range own.found {
		d := r.money(term, e)
		if i == 0 {
			first = d
		} else if !d.Equal(first) {
			twice := r.about(Twice, term, e)
			twice.Expected = own.found[0].text()
			r.refuse(twice)
		}
	}
	return first
}

func (r *reader) requiredAmount(term string, f field) decimal.Decimal {
	if len(f.found) == 0 {
		r.refuse(r.absent(Missing, term, f))
	}
	return r.amount(term, f)
}

// money is the amount in e, or an error.
func (r *reader) money(term string, e *element) decimal.Decimal {
	d, err := money(e.text(), r.digits)
	if err != nil {
		about := r.about(BadAmount, term, e)
		about.Expected, about.Err = "1234.56", err
		if r.digits == 0 {
			about.Expected = "1235"
		}
		r.refuse(about)
		return decimal.Decimal{}
	}
	return d
}
