package einvoice

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// buildDue gives the invoice its due date, or its schedule.
func (r *reader) buildDue(f facts) {
	inv := &r.doc.Invoice
	var days []date.Date
	var whole []PaymentTerms // with a date and an amount
	var first *element
	for i, p := range r.doc.Payment {
		if p.Due == 0 {
			continue
		}
		if first == nil {
			first = f.payment[i].due.found[0]
		}
		days = append(days, p.Due)
		if !p.Amount.IsZero() {
			whole = append(whole, p)
		}
	}
	slices.Sort(days)
	if days = slices.Compact(days); len(days) == 0 {
		return
	}
	inv.Due = days[len(days)-1]
	if len(days) == 1 {
		return
	}
	about := r.about(SeveralDue, "BT-9", first)
	if len(whole) < 2 || !covers(whole, days) {
		shown := make([]string, len(days))
		for i, d := range days {
			shown[i] = d.String()
		}
		about.Value = strings.Join(shown, ", ")
		r.find(about)
		return
	}
	inv.Instalments = r.schedule(whole)
	if inv.Instalments == nil {
		about.Code, about.Value, about.Expected = ScheduleDiffers, r.shownAmount(total(whole)), r.shownAmount(r.doc.Amounts.Due)
		r.find(about)
	}
}

// schedule is the instalments of the invoice, whose amount they must make. What
// is prepaid is one more, paid on the day of issue. Nil when they do not add up.
func (r *reader) schedule(parts []PaymentTerms) []dunning.Instalment {
	inv, a := &r.doc.Invoice, r.doc.Amounts
	sum := total(parts)
	var list []dunning.Instalment
	switch {
	case sum.Equal(inv.Amount):
	case sum.Equal(a.Due) && a.Due.Add(a.Prepaid).Equal(inv.Amount) && a.Prepaid.IsPositive():
		list = append(list, dunning.Instalment{Due: inv.Issued, Amount: a.Prepaid})
	default:
		return nil
	}
	for _, p := range parts {
		if !p.Amount.IsPositive() {
			return nil
		}
		list = append(list, dunning.Instalment{Due: p.Due, Amount: p.Amount})
	}
	slices.SortStableFunc(list, func(x, y dunning.Instalment) int { return cmp.Compare(x.Due, y.Due) })
	return list
}

func total(parts []PaymentTerms) decimal.Decimal {
	sum := decimal.Decimal{}
	for _, p := range parts {
		sum = sum.Add(p.Amount)
	}
	return sum
}

// covers reports whether every due date has its amount.
func covers(parts []PaymentTerms, days []date.Date) bool {
	return !slices.ContainsFunc(days, func(d date.Date) bool {
		return !slices.ContainsFunc(parts, func(p PaymentTerms) bool { return p.Due == d })
	})
}
