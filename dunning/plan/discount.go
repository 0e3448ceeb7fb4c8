package plan

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/law"
)

// A Discount is a reduction for early payment (escompte pour paiement
// anticipé). The law sets no rate: the contract says whether the percentage is
// flat or a yearly rate, and the two differ widely (2 % of 10 000 is 200 flat,
// 16.67 for 30 days pro rata).
type Discount struct {
	Percent decimal.Decimal // flat percentage, or yearly rate with ProRata; above 0, at most 100
	ProRata bool            // reckon for the days from payment to due date instead of flat
	Year    int             // days of the year for ProRata: 360 (also when 0) or 365
	Within  int             // last day to pay, in days after the invoice date, at most the due date; 0: any day before the due date
	Base    Base            // zero value: TTC
}

// Base says what the percentage is taken of, and what becomes of the VAT.
type Base uint8

const (
	Gross      Base = iota // of the TTC amount; the VAT follows in proportion
	Net                    // of the HT amount; the VAT is computed again on what is left
	NetVATKept             // of the HT amount; the VAT stays whole and the invoice must say so
	endBase
)

// A Reduction is what a discount comes to.
type Reduction struct {
	Granted bool
	Reason  string          // stable code: "granted", "too-late", "paid-at-due-date", "no-due-date"
	LastDay date.Date       // last day on which some discount is granted; 0 when the due date is not known
	Days    int             // days paid ahead of the due date, for ProRata
	Net     decimal.Decimal // reduction of the HT amount
	VAT     decimal.Decimal // reduction of the VAT
	Gross   decimal.Decimal // reduction of the TTC amount, Net + VAT
	Payable decimal.Decimal // TTC left to pay
	VATLeft decimal.Decimal // VAT of the invoice once reduced
	Basis   law.Basis
}

// Validate refuses a discount whose meaning is not settled.
func (d Discount) Validate() error {
	switch {
	case !bounded(d.Percent) || !d.Percent.IsPositive() || d.Percent.GreaterThan(hundred):
		return &LineError{What: "has a discount outside 0-100 %", Fix: "give a percentage such as 2"}
	case d.Within < 0 || d.Within > 366:
		return &LineError{What: "has a discount period outside 0-366 days", Fix: ""}
	case d.Base >= endBase:
		return &LineError{What: "has a discount on an unknown base", Fix: "use Gross, Net or NetVATKept"}
	case d.Year != 0 && d.Year != 360 && d.Year != 365:
		return &LineError{What: "has a discount year that is neither 360 nor 365 days", Fix: ""}
	case d.Year != 0 && !d.ProRata:
		return &LineError{What: "has a year for a flat discount", Fix: "set ProRata, or leave Year zero"}
	}
	return nil
}

// At is the discount on the whole invoice when it is paid on that day. The VAT
// is the difference between the invoice's amount and its net amount, which
// must be known (Invoice.Net).
//
// Each figure is rounded half up to the cent once. A late payment is not an
// error: the answer says that nothing is granted, and why.
func (d Discount) At(inv *dunning.Invoice, paid date.Date) (Reduction, error) {
	if err := d.Validate(); err != nil {
		return Reduction{}, err
	}
	if err := inv.Validate(); err != nil {
		return Reduction{}, err
	}
	if !inv.Net.IsPositive() || inv.Net.GreaterThan(inv.Amount) {
		return Reduction{}, &LineError{What: "cannot reckon a discount: the net amount is not known", Fix: "fill Invoice.Net, at most the amount"}
	}
	due := inv.DueDate()
	r := Reduction{Payable: inv.Amount, VATLeft: inv.Amount.Sub(inv.Net), Basis: discountBasis}
	switch {
	case d.Within > 0:
		r.LastDay = inv.Issued + date.Date(d.Within)
		switch {
		case due != 0 && d.ProRata:
			r.LastDay = min(r.LastDay, due-1)
		case due != 0:
			r.LastDay = min(r.LastDay, due) // a late payment is never an early one
		}
	case due != 0:
		r.LastDay = due - 1
	}
	r.Days = max(0, int(due-paid))
	switch {
	case due == 0 && (d.ProRata || d.Within == 0):
		r.Reason = "no-due-date"
	case paid > r.LastDay && paid <= due && d.Within == 0:
		r.Reason = "paid-at-due-date"
	case paid > r.LastDay:
		r.Reason = "too-late"
	default:
		r.Granted, r.Reason = true, "granted"
		d.apply(inv, &r)
	}
	if !d.ProRata || !r.Granted {
		r.Days = 0
	}
	return r, nil
}

func (d Discount) apply(inv *dunning.Invoice, r *Reduction) {
	digits, _ := minor.Digits(inv.Currency)
	vat := inv.Amount.Sub(inv.Net)
	share := func(of decimal.Decimal) decimal.Decimal {
		part := of.Mul(d.Percent)
		if !d.ProRata {
			return part.DivRound(hundred, digits)
		}
		year := decimal.New(360, 0)
		if d.Year == 365 {
			year = decimal.New(365, 0)
		}
		part = part.Mul(decimal.NewFromInt(int64(r.Days))).DivRound(hundred.Mul(year), digits)
		return decimal.Min(part, of) // paid more than a year ahead at a high rate
	}
	switch d.Base {
	case Gross:
		r.Gross = share(inv.Amount)
		r.VAT = r.Gross.Mul(vat).DivRound(inv.Amount, digits)
		r.Net = r.Gross.Sub(r.VAT)
	case Net:
		r.Net, r.VAT = share(inv.Net), share(vat)
		r.Gross = r.Net.Add(r.VAT)
	case NetVATKept:
		r.Net = share(inv.Net)
		r.Gross = r.Net
	}
	r.Payable = inv.Amount.Sub(r.Gross)
	r.VATLeft = vat.Sub(r.VAT)
}

var discountBasis = law.Basis{
	Article:    "art. L441-9 C. com.",
	Source:     "the article asks for the discount terms on the invoice; rate and base are contract (ionos, expertpro), VAT recomputed on the reduced base (l-expert-comptable)",
	Confidence: law.Single,
	From:       date.New(2019, 10, 1), // ordonnance 2019-359
	Checked:    checked,
}

var checked = date.New(2026, 11, 22)
