package einvoice

import (
	"cmp"
	"errors"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning/terms"
)

// buildPayment reads the groups of payment terms.
func (r *reader) buildPayment(f facts) {
	for _, p := range f.payment {
		group := PaymentTerms{Text: p.text, Amount: r.amount("amount of the instalment", p.amount)}
		if e := r.one("BT-9", p.due); e != nil {
			group.Due = r.day("BT-9", e)
		}
		for _, d := range p.discounts {
			group.Discounts = append(group.Discounts, r.discount(d))
		}
		r.doc.Payment = append(r.doc.Payment, group)
	}
}

// discount reads what is said in figures. Nothing of it decides what is owed,
// so what cannot be read is left aside.
func (r *reader) discount(d discount) Discount {
	figure := func(f field) decimal.Decimal {
		if len(f.found) == 0 {
			return decimal.Decimal{}
		}
		n, err := number(f.found[0].text())
		if err != nil {
			r.leave(f.found[0], "1234.56", err)
		}
		return n
	}
	out := Discount{Percent: figure(d.percent), Amount: figure(d.amount), Basis: figure(d.basis)}
	if len(d.period.found) > 0 {
		e := d.period.found[0]
		n, err := strconv.Atoi(e.text())
		switch unit := e.attr("unitCode"); {
		case err != nil || n < 0 || n > terms.MaxDays:
			r.leave(e, "14 DAY", err)
		case unit == "DAY" || unit == "":
			out.Days = n
		case unit == "WEE":
			out.Days = 7 * n
		default:
			r.leave(e, "14 DAY", nil) // a month has no fixed number of days
		}
	}
	return out
}

func (r *reader) leave(e *element, expected string, err error) {
	about := r.about(ValueIgnored, e.name, e)
	about.Expected, about.Err = expected, err
	r.find(about)
}

// terms is the discount as the terms package has it; false when it is not one
// of its forms.
func (d Discount) terms() (terms.Discount, bool) {
	units := d.Percent.Mul(decimal.NewFromInt(int64(terms.OnePercent)))
	if !units.IsInteger() || !units.IsPositive() || !d.Percent.LessThan(decimal.NewFromInt(100)) || d.Days == 0 {
		return terms.Discount{}, false
	}
	return terms.Discount{Percent: terms.Percent(units.IntPart()), Condition: terms.Within, Days: d.Days}, true
}

// buildTerms reads BT-20. A wording that is refused leaves the terms zero and
// stays in the document as written. A wording that only names a date gives the
// invoice that date when BT-9 is absent.
func (r *reader) buildTerms(root *element, f facts) {
	inv, text := &r.doc.Invoice, r.doc.TermsText()
	if text != "" {
		plain := text
		if hasMarkup(text) {
			r.find(r.aboutTerms(HTMLTerms, text, root, f))
			plain = withoutMarkup(text)
		}
		agreed, err := terms.Parse(plain)
		inv.Terms = agreed
		if refusal, ok := errors.AsType[*terms.Refusal](err); ok && refusal.Date != 0 {
			r.stated = refusal.Date
			inv.Due = cmp.Or(inv.Due, r.stated)
			inv.Terms = terms.Read(plain).Terms // the discount beside the date
		} else if err != nil {
			about := r.aboutTerms(TermsUnreadable, text, root, f)
			about.Err = err
			r.find(about)
		}
	}
	if len(inv.Terms.Discounts()) > 0 {
		return
	}
	var discounts []terms.Discount
	for _, p := range r.doc.Payment {
		for _, d := range p.Discounts {
			if one, ok := d.terms(); ok {
				discounts = append(discounts, one)
			}
		}
	}
	if len(discounts) > 0 {
		if t, err := inv.Terms.WithDiscounts(discounts...); err == nil {
			inv.Terms = t
		}
	}
}

// aboutTerms starts a finding where the first words of BT-20 stand.
func (r *reader) aboutTerms(code Code, text string, root *element, f facts) *Finding {
	in := root
	for _, p := range f.payment {
		if p.text != "" {
			in = p.words
			break
		}
	}
	about := r.about(code, "BT-20", in)
	about.Value = text
	return about
}
