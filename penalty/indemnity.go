package penalty

import (
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// Indemnity is the fixed sum for recovery costs (indemnité forfaitaire pour
// frais de recouvrement). It is earned on the first day of lateness, once,
// whatever the number of reminders, days or part payments. Between firms none is
// earned on an invoice issued before 2013 (decree 2012-1115).
type Indemnity struct {
	Unit     IndemnityUnit
	Currency string          // ISO 4217, "" is EUR; another currency than the invoice's makes Compute refuse
	Scale    []Band          // by the amount still unpaid on the due date; ascending
	Min, Max decimal.Decimal // bounds of the sum; zero: none
}

// IndemnityUnit says for what one indemnity is owed.
type IndemnityUnit uint8

// What one indemnity is owed for; NoIndemnity when none is.
const (
	NoIndemnity   IndemnityUnit = iota
	PerInvoice                  // one for the invoice, however many due dates it has
	PerInstalment               // one for each due date missed
	endIndemnityUnit
)

// A Band is one step of a scale: a fixed sum, or a percentage of the part of
// the debt inside the band.
type Band struct {
	UpTo    decimal.Decimal // upper end of the band; zero for the last one
	Below   bool            // UpTo itself belongs to the next band
	Fixed   decimal.Decimal
	Percent decimal.Decimal
}

// olderThanIndemnity reports whether the term of an invoice began before the law
// gave the indemnity between firms: it is owed on claims whose term began from
// 1 January 2013 on (decree 2012-1115). The term is taken to begin with the
// invoice.
func (r *Rule) olderThanIndemnity(inv *dunning.Invoice) bool {
	return r.Regime == Business && inv.Issued < fixedSum.From
}

// fortyEuros is art. D441-5 C. com. and D2192-35 CCP.
func fortyEuros() Indemnity {
	return Indemnity{Unit: PerInvoice, Scale: []Band{{Fixed: decimal.New(40, 0)}}}
}

// of is the indemnity for a debt, in minor units. The numbers were validated.
func (in *Indemnity) of(debt int64, digits int32) int64 {
	var total, from int64
	for _, b := range in.Scale {
		end := max(debt, from)
		last := b.UpTo.IsZero()
		if !last {
			end, _ = minor.Of(b.UpTo, digits)
			last = debt < end || debt == end && !b.Below
		}
		if b.Percent.IsZero() {
			if last {
				total, _ = minor.Of(b.Fixed, digits)
			}
		} else {
			units, _ := rateUnits(b.Percent)
			part := minor.Sum{}
			part.AddProduct(min(debt, end)-from, units)
			share, _ := halfUp(part, 100*percent)
			total += share
		}
		if last {
			break
		}
		from = end
	}
	if low, _ := minor.Of(in.Min, digits); total < low {
		total = low
	}
	if high, _ := minor.Of(in.Max, digits); high > 0 && total > high {
		total = high
	}
	return total
}

// fixed is the indemnity when it does not depend on the debt; 0 when it does.
func (in *Indemnity) fixed() (int64, decimal.Decimal) {
	if in.Unit == NoIndemnity || len(in.Scale) != 1 || !in.Scale[0].Percent.IsZero() {
		return 0, decimal.Decimal{}
	}
	digits, _ := minor.Digits(in.Currency)
	n := in.of(0, digits)
	return n, minor.Decimal(n, digits)
}
