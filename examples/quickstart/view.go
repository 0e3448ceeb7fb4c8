package main

import (
	"fmt"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/chart"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/law"
)

// A section is one part of the report in the words of its reader: what the text
// and the HTML both print.
type section struct {
	title  string
	table  *table // nil when there is nothing to list
	notes  []string
	charts []drawing // for HTML
	alert  bool      // the notes ask for attention
}

func (r *report) say(french, english string) string {
	if r.lang == law.English {
		return english
	}
	return french
}

func (r *report) money(d decimal.Decimal) string {
	if d.IsZero() {
		return "–"
	}
	return locale.Money(d, "EUR", r.lang)
}

// amount is one of a table, whose amounts are all in euros.
func (r *report) amount(d decimal.Decimal) string {
	if d.IsZero() {
		return "–"
	}
	return locale.Number(d, 2, r.lang)
}

// count writes a number with its noun; French has the singular for none.
func (r *report) count(n int, one, many, englishOne, englishMany string) string {
	if n == 1 || n == 0 && r.lang == law.French {
		return fmt.Sprint(n, " ", r.say(one, englishOne))
	}
	return fmt.Sprint(n, " ", r.say(many, englishMany))
}

// warnings are what makes the whole report worth little: a day that the ledger
// does not cover, or no customers in it.
func (r *report) warnings() (list []string) {
	const stale = 62 // days, two months
	l := r.ledger
	switch {
	case len(l.Lines) == 0:
		list = append(list, r.say("Ce grand livre n’a aucune ligne de compte client (411, 416).", "This ledger has no line on a customer account (411, 416)."))
	case r.asOf < l.From:
		list = append(list, fmt.Sprintf(r.say("Ce grand livre commence le %s : il ne dit rien du %s.", "This ledger begins on %s: it says nothing of %s."), r.day(l.From), r.day(r.asOf)))
	case r.asOf > l.Until+stale:
		list = append(list, fmt.Sprintf(r.say("Ce grand livre finit le %s : ce qui a été payé depuis n’y est pas. Ne relancez pas sur sa foi.",
			"This ledger ends on %s: what was paid since is not in it. Do not chase on its word."), r.day(l.Until)))
	}
	return list
}

func (r *report) day(d date.Date) string { return locale.ShortDate(d, r.lang) }

// client is the name of a client, or his identifier.
func (r *report) client(id string) string {
	if name := r.names[id]; name != "" {
		return name
	}
	return id
}

func (r *report) sections() []section {
	return []section{r.aged(), r.claimed(), r.measured(), r.next(), r.alone(), r.known()}
}

// columns are the amounts of a row of the aged balance, left to right.
func columns(row aging.Row) []decimal.Decimal {
	all := append([]decimal.Decimal{row.NotDue}, row.Overdue...)
	return append(all, row.Unknown, row.Credits)
}

func (r *report) labels() []string {
	buckets := aging.Standard()
	labels := []string{r.say("non échu", "not due")}
	for i := range buckets.Len() {
		labels = append(labels, buckets.Label(i, r.lang)+r.say(" j", " d"))
	}
	return append(labels, r.say("échéance inconnue", "due date unknown"), r.say("crédits", "credits"))
}

func (r *report) aged() section {
	total := columns(r.balance.Total)
	labels := r.labels()
	t := &table{heads: []string{r.say("client", "client")}}
	var used []int
	for i, label := range labels {
		if !total[i].IsZero() || i < len(labels)-2 {
			used = append(used, i)
			t.heads = append(t.heads, ">"+label)
		}
	}
	t.heads = append(t.heads, ">"+r.say("solde", "balance"), r.say("depuis", "since"))
	line := func(name string, row aging.Row) []string {
		cells := []string{name}
		for _, i := range used {
			cells = append(cells, r.amount(columns(row)[i]))
		}
		since := row.Oldest
		if !row.Late().IsPositive() {
			since = 0
		}
		return append(cells, r.amount(row.Open), r.day(since))
	}
	for _, row := range r.balance.Clients {
		t.add(line(r.client(row.Client), row)...)
	}
	t.total(line(r.say("total", "total"), r.balance.Total)...)
	bars := chart.Bars{Title: r.say("Balance âgée", "Aged balance")}
	var words []string
	for _, i := range used {
		tone := []chart.Tone{chart.Neutral, chart.Late, chart.Late, chart.Later, chart.Latest, chart.Neutral, chart.Credit}[i]
		text := locale.Money(total[i], "EUR", r.lang)
		bars.Items = append(bars.Items, chart.Bar{Label: labels[i], Value: total[i], Text: text, Tone: tone})
		words = append(words, labels[i]+" "+text)
	}
	bars.Description = strings.Join(words, ", ")
	s := section{
		title:  r.say("Balance âgée", "Aged balance"),
		table:  t,
		charts: []drawing{drawBars(bars)},
		notes: []string{fmt.Sprintf(r.say("Somme des colonnes %s = solde des comptes 411 %s.", "Sum of the columns %s = balance of accounts 411 %s."),
			locale.Money(r.identity.Columns, "EUR", r.lang), locale.Money(r.identity.Ledger, "EUR", r.lang))},
	}
	const few = 5
	if n := len(r.doubtful.Clients); n > few {
		s.notes = append(s.notes, fmt.Sprintf(r.say("À part, %d clients douteux (416) : %s.", "Apart, %d doubtful clients (416): %s."), n, r.money(r.doubtful.Total.Open)))
		return s
	}
	for _, row := range r.doubtful.Clients {
		s.notes = append(s.notes, fmt.Sprintf(r.say("À part, client douteux (416) : %s, %s.", "Apart, doubtful client (416): %s, %s."), r.client(row.Client), r.money(row.Open)))
	}
	return s
}

func (r *report) measured() section {
	t := &table{names: 50, heads: []string{r.say("indicateur", "figure"), ">" + r.say("valeur", "value"), ">" + r.say("sur", "sample"), r.say("formule", "formula")}}
	for _, f := range r.figures {
		value, sample := "–", ""
		formula := f.Formula(r.lang)
		if f.missing == nil {
			value, sample = r.value(f.Figure), fmt.Sprint(f.Sample)
		} else {
			formula = r.say("pas de valeur : ", "no value: ") + f.reason(r.lang)
		}
		t.add(f.Name(r.lang), value, sample, formula)
	}
	return section{
		title:  r.say("Indicateurs", "Key figures"),
		table:  t,
		charts: r.curves(),
		notes: []string{fmt.Sprintf(r.say("Du %s au %s (%s), montants %s ; « sur » est le nombre de factures ou de paiements comptés.",
			"From %s to %s (%s), amounts %s; “sample” is the number of invoices or payments counted."),
			r.day(r.period.From), r.day(r.asOf), locale.Days(r.period.Length(), r.lang), r.period.Tax)},
	}
}

func (r *report) value(f kpi.Figure) string {
	switch f.Unit {
	case kpi.Percent:
		return locale.Percent(f.Value, 2, r.lang)
	case kpi.Money:
		return locale.Money(f.Value, f.Currency, r.lang)
	}
	return locale.Number(f.Value, 1, r.lang) + r.say("\u00a0jours", "\u00a0days")
}
