package main

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/creance/creance/chart"
	"github.com/creance/creance/internal/locale"
)

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
