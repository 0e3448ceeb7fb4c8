package einvoice

import (
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// one is the element of a field that has one value, nil when it has none, and
// an error when it has two.
func (r *reader) one(term string, f field) *element {
	if len(f.found) == 0 {
		return nil
	}
	first := f.found[0].text()
	for _, again := range f.found[1:] {
		if again.text() != first {
			twice := r.about(Twice, term, again)
			twice.Expected = first
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
	d, fault := r.oneAmount(term, f)
	if fault != nil {
		r.refuse(fault)
	}
	return d
}

func (r *reader) requiredAmount(term string, f field) decimal.Decimal {
	if len(f.found) == 0 {
		r.refuse(r.absent(Missing, term, f))
	}
	return r.amount(term, f)
}

// usefulAmount is an amount that does not decide what is owed. One that cannot
// be read is left aside, and the field then counts as empty.
func (r *reader) usefulAmount(term string, f *field) decimal.Decimal {
	d, fault := r.oneAmount(term, *f)
	if fault != nil {
		fault.Code, f.found = ValueIgnored, nil
		r.find(fault)
		return decimal.Decimal{}
	}
	return d
}

// oneAmount is the amount of a field, or what is wrong with it.
func (r *reader) oneAmount(term string, f field) (decimal.Decimal, *Finding) {
	currency := r.doc.Invoice.Currency
	var own []*element
	for _, e := range f.found {
		if code := e.attr("currencyID"); code == "" || strings.EqualFold(code, currency) {
			own = append(own, e)
		}
	}
	if len(own) == 0 {
		if len(f.found) == 0 || currency == "" {
			return decimal.Decimal{}, nil
		}
		other := r.about(OtherCurrency, term, f.found[0])
		other.Value, other.Expected = f.found[0].attr("currencyID"), currency
		return decimal.Decimal{}, other
	}
	first, fault := r.money(term, own[0])
	for _, e := range own[1:] {
		if fault != nil {
			break
		}
		d, unreadable := r.money(term, e)
		if unreadable != nil {
			return first, unreadable
		}
		if !d.Equal(first) {
			fault = r.about(Twice, term, e)
			fault.Expected = own[0].text()
		}
	}
	return first, fault
}

// money is the amount in e, or what is wrong with it.
func (r *reader) money(term string, e *element) (decimal.Decimal, *Finding) {
	d, err := money(e.text(), r.digits)
	if err == nil {
		return d, nil
	}
	about := r.about(BadAmount, term, e)
	about.Expected, about.Err = "1234.56", err
	if r.digits == 0 {
		about.Expected = "1235"
	}
	return decimal.Decimal{}, about
}
