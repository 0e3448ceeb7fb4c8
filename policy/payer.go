package policy

import (
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/lang"
)

// year is how far back the habits of a payer are looked at, in days.
const year = 365

// clientFacts are the facts that do not depend on the currency.
func (b *books) clientFacts(a *dunning.Account, asOf date.Date) Facts {
	c := a.Client
	f := Facts{
		AsOf: asOf, Client: c.ID, ClientKind: c.Kind,
		CreditLimit: c.CreditLimit, Insured: c.Insured, EmailMissing: c.EmailMissing,
		Insolvency:         c.Insolvency != 0 && c.Insolvency <= asOf,
		LimitationDaysLeft: never,
		TermsVerdict:       "unknown",
	}
	if c.Since != 0 && c.Since < asOf {
		f.Seniority = int(asOf - c.Since)
	}
	for _, h := range a.Holds {
		if h.Invoice == "" && h.OpenOn(asOf) {
			// Of several, the one that lasts longest; 0 has no end.
			if !f.Held || f.HeldUntil != 0 && (h.Until == 0 || h.Until > f.HeldUntil) {
				f.HeldUntil, f.HeldReason = h.Until, h.Reason
			}
			f.Held = true
		}
	}
	for _, p := range a.Promises {
		if p.Invoice == "" && promiseOpen(a, p, asOf) {
			f.PromiseOpen, f.PromiseUntil = true, max(f.PromiseUntil, p.For)
		}
		if p.For < asOf && p.For > asOf-year && p.Made <= asOf && !promiseKept(a, p, p.For) {
			f.PromisesBroken++
		}
	}
	b.habits(&f, a, asOf)
	return f
}

// habits looks at how the invoices that fell due in the last year were paid.
func (b *books) habits(f *Facts, a *dunning.Account, asOf date.Date) {
	due, settled, late := 0, 0, int64(0)
	for _, inv := range a.Invoices {
		day := inv.DueDate()
		sold := inv.Kind == dunning.Ordinary || inv.Kind == dunning.Carried
		if !sold || !inv.Amount.IsPositive() || inv.Issued > asOf || inv.BookedOn() > asOf || day == 0 {
			continue
		}
		fell := day < asOf && day >= asOf-year
		if !fell && !movedAfter(inv, asOf-year) {
			continue // so it was settled before, or is not
		}
		on, closed := inv.SettledOn(asOf)
		if fell {
			due++
			if !closed || on > day {
				f.LateCount++
			}
		}
		if closed && on > asOf-year {
			settled++
			late += int64(max(0, on-day))
		}
	}
	if due > 0 {
		f.LateRatio = b.ratios.decimal((2*lang.Million*int64(f.LateCount) + int64(due)) / (2 * int64(due))) // half up
	}
	if settled > 0 {
		f.AverageDaysLate = int((2*late + int64(settled)) / (2 * int64(settled))) // half up
	}
}

// movedAfter reports whether the balance of an invoice may have changed after a
// day.
func movedAfter(inv *dunning.Invoice, d date.Date) bool {
	return inv.BookedOn() > d || slices.ContainsFunc(inv.Settlements, func(s dunning.Settlement) bool { return s.Date > d })
}

// ratios keeps decimals of millionths: so many invoices late of so many are the
// same for one client after the other.
type ratios [64]decimal.Decimal

func (r *ratios) decimal(millionths int64) decimal.Decimal {
	kept := &r[uint64(millionths)%uint64(len(r))]
	if kept.CoefficientInt64() != millionths || kept.Exponent() != -6 {
		*kept = decimal.New(millionths, -6)
	}
	return *kept
}

// promiseOpen reports whether a promise runs on day d and is not kept yet.
func promiseOpen(a *dunning.Account, p dunning.Promise, d date.Date) bool {
	return p.Made <= d && d <= p.For && !promiseKept(a, p, d)
}

// promiseKept reports whether, at the end of day d, what was promised had been
// paid since the promise was made; without an amount, whether nothing was left
// of what it was about.
func promiseKept(a *dunning.Account, p dunning.Promise, d date.Date) bool {
	about := func(inv *dunning.Invoice) bool {
		return (p.Invoice == "" || inv.ID == p.Invoice) && inv.Issued <= d
	}
	if p.Amount.IsZero() {
		open := decimal.Decimal{}
		for _, inv := range a.Invoices {
			if about(inv) && inv.Issued <= p.Made && inv.DueDate() <= p.For {
				open = open.Add(inv.Claim().OpenAt(d)) // a payment counts before the books have the invoice
			}
		}
		return !open.IsPositive()
	}
	paid := decimal.Decimal{}
	for _, inv := range a.Invoices {
		if !about(inv) {
			continue
		}
		if inv.Kind == dunning.OnAccount && inv.Issued >= p.Made {
			paid = paid.Sub(inv.Amount)
		}
		for _, s := range inv.Settlements {
			if s.Date >= p.Made && s.Date <= d && (s.Kind == dunning.Payment || s.Kind == dunning.Returned) {
				paid = paid.Sub(s.Effect())
			}
		}
	}
	return paid.GreaterThanOrEqual(p.Amount)
}
