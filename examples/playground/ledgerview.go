package main

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/chart"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/kpi"
)

// maxShown bounds the lists of the page.
const maxShown = 50

// tableRow is a line of a table: amounts after a name.
type tableRow struct {
	Name  string
	Cells []string
	Total bool
}

// labels are the columns of an aged balance in words.
func (v *ledgerView) labels() []string {
	buckets := aging.Standard()
	list := []string{v.say("non échu", "not due")}
	for i := range buckets.Len() {
		list = append(list, buckets.Label(i, v.lang)+v.say(" j", " d"))
	}
	return append(list, v.say("échéance inconnue", "due date unknown"), v.say("crédits", "credits"))
}

// used are the columns that are shown: the last two only when they hold
// something.
func (v *ledgerView) used() (list []int) {
	total := columns(v.Balance.Total)
	for i, d := range total {
		if i < len(total)-2 || !d.IsZero() {
			list = append(list, i)
		}
	}
	return list
}

// Heads are the headings of the aged balance.
func (v *ledgerView) Heads() (list []string) {
	for _, i := range v.used() {
		list = append(list, v.labels()[i])
	}
	return list
}

// Rows are the clients who owe most, then the total of all.
func (v *ledgerView) Rows() (list []tableRow) {
	row := func(name string, r aging.Row) tableRow {
		t := tableRow{Name: name}
		for _, i := range v.used() {
			t.Cells = append(t.Cells, v.cell(columns(r)[i]))
		}
		t.Cells = append(t.Cells, v.cell(r.Open))
		return t
	}
	for i, r := range v.Balance.Clients {
		if i == maxShown {
			break
		}
		name := v.names[r.Client]
		if name == "" {
			name = r.Client
		}
		list = append(list, row(name, r))
	}
	total := row("Total", v.Balance.Total)
	total.Total = true
	return append(list, total)
}

// More is how many clients are not in the table.
func (v *ledgerView) More() int { return max(0, len(v.Balance.Clients)-maxShown) }

// Bars draws the total of the aged balance.
func (v *ledgerView) Bars() template.HTML {
	tones := []chart.Tone{chart.Neutral, chart.Late, chart.Late, chart.Later, chart.Latest, chart.Neutral, chart.Credit}
	labels, total := v.labels(), columns(v.Balance.Total)
	bars := chart.Bars{Title: v.say("Balance âgée", "Aged balance")}
	var words []string
	for _, i := range v.used() {
		text := locale.Money(total[i], "EUR", v.lang)
		bars.Items = append(bars.Items, chart.Bar{Label: labels[i], Value: total[i], Text: text, Tone: tones[i]})
		words = append(words, labels[i]+" "+text)
	}
	bars.Description = strings.Join(words, ", ")
	return bothWidths(bars.SVG, func() []byte { bars.Width = phone; return bars.SVG() })
}

// Curve draws the DSO over the months; nothing with fewer than two.
func (v *ledgerView) Curve() template.HTML {
	if len(v.Months) < 2 {
		return ""
	}
	line := chart.Line{Title: v.say("DSO à la fin de chaque mois", "DSO at the end of each month")}
	var words []string
	for _, m := range v.Months {
		text := locale.Number(m.Value, 0, v.lang) + v.say("\u00a0j", "\u00a0d")
		line.Points = append(line.Points, chart.Point{Label: strings.Fields(m.Month)[0], Value: m.Value, Text: text})
		words = append(words, m.Month+" "+text)
	}
	line.Description = strings.Join(words, ", ")
	return bothWidths(line.SVG, func() []byte { line.Width = phone; return line.SVG() })
}

// Value is a key figure with its unit.
func (v *ledgerView) Value(f kpi.Figure) string {
	switch f.Unit {
	case kpi.Percent:
		return locale.Percent(f.Value, 1, v.lang)
	case kpi.Money:
		return locale.Money(f.Value, f.Currency, v.lang)
	}
	return locale.Number(f.Value, 1, v.lang) + v.say("\u00a0jours", "\u00a0days")
}

// Formula says how a figure is computed.
func (v *ledgerView) Formula(f kpi.Figure) string { return f.Formula(v.lang) }

// Title is the name of a figure.
func (v *ledgerView) Title(f kpi.Figure) string { return f.Name(v.lang) }

type tile struct{ Name, Value string }

// Tiles are the figures at the top.
func (v *ledgerView) Tiles() []tile {
	share := decimal.Decimal{}
	late, total := v.Balance.Total.Late(), v.Balance.Total
	if owed := total.Open.Sub(total.Credits); owed.IsPositive() {
		share = late.Shift(2).DivRound(owed, 1)
	}
	return []tile{
		{v.say("Encours", "Open"), locale.Money(total.Open, "EUR", v.lang)},
		{v.say("Échu", "Overdue"), locale.Money(late, "EUR", v.lang)},
		{v.say("Part échue", "Share overdue"), locale.Percent(share, 1, v.lang)},
		{v.say("Clients avec un solde", "Clients with a balance"), strconv.Itoa(len(v.Balance.Clients))},
	}
}

// Notes are what is odd about the file.
func (v *ledgerView) Notes() (list []string) {
	for i, f := range v.Findings {
		if i == maxShown {
			break
		}
		list = append(list, f.In(v.lang))
	}
	return list
}
