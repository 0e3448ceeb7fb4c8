package main

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/chart"
	"github.com/creance/creance/internal/locale"
)

// The collection curve follows each invoice for 120 days, in steps of 10.
const (
	curveDays = 120
	curveStep = 10
)

// share is a part of what was invoiced, in percent, settled within some days.
type share struct {
	Days    int
	Percent decimal.Decimal
}

// collection is the share of the invoiced amounts that was settled within 0, 10,
// 20… 120 days of the invoice: by payment, credit note or otherwise, which the
// export does not always tell apart. Only invoices of the year that ends 120 days
// before the day count, so that each could run its whole course; nil without any.
func (v *ledgerView) collection() (curve []share) {
	last := v.Day - curveDays
	invoiced := decimal.Decimal{}
	settled := make([]decimal.Decimal, curveDays/curveStep+1)
	for inv := range v.Invoices() {
		if inv.IsCredit() || inv.Issued > last || inv.Issued <= last-365 || inv.CurrencyCode() != "EUR" {
			continue
		}
		invoiced = invoiced.Add(inv.Amount)
		for i := range settled {
			on := inv.Issued + date.Date(i*curveStep)
			if on >= inv.BookedOn() { // before, the books do not tell
				settled[i] = settled[i].Add(inv.Amount.Sub(inv.OpenAt(on)))
			}
		}
	}
	if !invoiced.IsPositive() {
		return nil
	}
	for i, s := range settled {
		curve = append(curve, share{i * curveStep, s.Shift(2).DivRound(invoiced, 1)})
	}
	return curve
}

// Collection draws the collection curve; nothing without invoices old enough.
func (v *ledgerView) Collection() template.HTML {
	line := chart.Line{Title: v.say("Courbe d’encaissement", "Collection curve")}
	var words []string
	for _, s := range v.Collected {
		days, percent := fmt.Sprintf("%d%s", s.Days, v.say("\u00a0j", "\u00a0d")), locale.Percent(s.Percent, 0, v.lang)
		line.Points = append(line.Points, chart.Point{Label: days, Value: s.Percent, Text: percent})
		words = append(words, days+" "+percent)
	}
	line.Description = strings.Join(words, ", ")
	if len(line.Points) == 0 {
		return ""
	}
	return bothWidths(line.SVG, func() []byte { line.Width = phone; return line.SVG() })
}

// phone is the width of a drawing for a telephone.
const phone = 360

// bothWidths is a drawing twice, of which the page shows the one that fits.
func bothWidths(wide, narrow func() []byte) template.HTML {
	return template.HTML(`<div class="wide">` + string(wide()) + `</div><div class="narrow">` + string(narrow()) + `</div>`)
}
