package kpi

import (
	"iter"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// A collection curve follows each invoice for 120 days, in steps of 10.
const (
	curveDays = 120
	curveStep = 10
)

// A CurvePoint is the part of what was invoiced that was settled within some days
// of the invoice.
type CurvePoint struct {
	Days    int             // since the date of the invoice
	Percent decimal.Decimal // of the amounts invoiced, to one decimal, rounded half away from zero
}

// CollectionCurve is the share of the amounts invoiced in a currency ("" being
// EUR) that was settled within 0, 10, 20… 120 days of the invoice: by payment,
// credit note or otherwise, which books do not always tell apart. It may fall
// where a payment came back.
//
// Only ordinary invoices of the year that ends 120 days before asOf count, so that
// each could run its whole course; without any it is nil. Before the day the books
// carry an invoice nothing of it counts as settled. No article defines the curve.
//
// The error is that of an amount which dunning.Invoice.Validate refuses.
func CollectionCurve(invoices iter.Seq[*dunning.Invoice], asOf date.Date, currency string) ([]CurvePoint, error) {
	wanted := (&dunning.Invoice{Currency: currency}).CurrencyCode()
	digits, _ := minor.Digits(wanted)
	last := asOf - curveDays
	var invoiced minor.Sum
	var settled [curveDays/curveStep + 1]minor.Sum
	for inv := range invoices {
		if inv.Kind != dunning.Ordinary || inv.IsCredit() || inv.CurrencyCode() != wanted || inv.Issued > last || inv.Issued <= last-365 || inv.BookedOn() > asOf {
			continue
		}
		amount, err := minor.Of(inv.Amount, digits)
		if err != nil {
			return nil, inv.Validate()
		}
		invoiced.Add(amount)
		claim := inv.Claim()
		for i := range settled {
			open, err := claim.OpenMinorAt(inv.Issued + date.Date(i*curveStep))
			if err != nil {
				return nil, inv.Validate()
			}
			settled[i].Add(amount - open)
		}
	}
	if invoiced.IsZero() {
		return nil, nil
	}
	curve := make([]CurvePoint, len(settled))
	for i := range settled {
		curve[i] = CurvePoint{i * curveStep, settled[i].Decimal(0).Shift(2).DivRound(invoiced.Decimal(0), 1)}
	}
	return curve, nil
}
