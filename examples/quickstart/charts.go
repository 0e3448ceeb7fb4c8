package main

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/chart"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/kpi"
)

// phone is the width of a drawing for a telephone.
const phone = 360

// drawing is a chart for a wide page and for a telephone: the page shows the one
// that fits. Package chart escapes its words.
type drawing struct {
	Caption      string // "" where the heading of the section says it
	Wide, Narrow template.HTML
}

func drawBars(b chart.Bars) drawing {
	d := drawing{Wide: template.HTML(b.SVG())}
	b.Width = phone
	d.Narrow = template.HTML(b.SVG())
	return d
}

func drawLine(l chart.Line) drawing {
	var words []string
	for _, p := range l.Points {
		words = append(words, p.Label+" "+p.Text)
	}
	l.Description = strings.Join(words, ", ")
	d := drawing{Caption: l.Title, Wide: template.HTML(l.SVG())}
	l.Width = phone
	d.Narrow = template.HTML(l.SVG())
	return d
}

// quarter is the period behind each point of the DSO.
const quarter = 90

// overTime computes the DSO at the end of the last twelve months, as far as the
// ledger has a quarter before, and the collection curve. It goes through the
// ledger a dozen times, for the form that draws them.
func (r *report) overTime() (err error) {
	for end := r.asOf; r.ledger.From != 0 && len(r.months) < 12 && end-quarter+1 >= r.ledger.From; end -= date.Date(end.Day()) {
		result, err := r.sums(kpi.Period{From: end - quarter + 1, Until: end + 1})
		if err != nil {
			return err
		}
		dso, err := result.DSO()
		if err != nil {
			continue // a quarter without sales has none, and no point
		}
		r.months = append(r.months, monthly{end, dso})
	}
	slices.Reverse(r.months)
	r.curve, err = kpi.CollectionCurve(r.ledger.Invoices(), r.asOf, "EUR")
	return err
}

// monthly is the DSO at the end of a month, or on the day of the report.
type monthly struct {
	end date.Date
	dso kpi.Figure
}

// curves are the drawings of what happens over time: none of a single point.
func (r *report) curves() []drawing {
	var list []drawing
	line := chart.Line{Title: r.say("DSO à la fin de chaque mois, sur 90 jours de ventes", "DSO at the end of each month, over 90 days of sales")}
	for _, m := range r.months {
		line.Points = append(line.Points, chart.Point{
			Label: fmt.Sprintf("%02d/%02d", m.end.Month(), m.end.Year()%100), Value: m.dso.Value,
			Text: locale.Number(m.dso.Value, 0, r.lang) + r.say("\u00a0j", "\u00a0d"),
		})
	}
	if len(line.Points) > 1 {
		list = append(list, drawLine(line))
	}
	line = chart.Line{Title: r.say("Courbe d’encaissement : part réglée, par jours depuis la facture", "Collection curve: share settled, by days since the invoice")}
	for _, p := range r.curve {
		line.Points = append(line.Points, chart.Point{
			Label: fmt.Sprint(p.Days) + r.say("\u00a0j", "\u00a0d"), Value: p.Percent, Text: locale.Percent(p.Percent, 0, r.lang),
		})
	}
	if len(line.Points) > 1 {
		list = append(list, drawLine(line))
	}
	return list
}
