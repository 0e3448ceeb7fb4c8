package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/chart"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
	"github.com/creance/creance/policy"
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
		notes: []string{fmt.Sprintf(r.say("Du %s au %s (%d jours), montants %s ; « sur » est le nombre de factures ou de paiements comptés.",
			"From %s to %s (%d days), amounts %s; “sample” is the number of invoices or payments counted."),
			r.day(r.period.From), r.day(r.asOf), r.period.Length(), r.period.Tax)},
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

func (r *report) claimed() section {
	interest, indemnity, total := sum(r.claims)
	t := &table{heads: []string{r.say("facture", "invoice"), r.say("client", "client"), r.say("échéance", "due"), ">" + r.say("retard", "days late"),
		">" + r.say("intérêts", "interest"), ">" + r.say("indemnité", "indemnity"), ">" + r.say("total", "total"), r.say("taux", "rates")}}
	const most = 25
	for i, c := range r.claims {
		if i == most {
			break
		}
		t.add(c.Invoice, r.client(c.client), r.day(c.Due), fmt.Sprint(c.DaysLate), r.amount(c.Interest), r.amount(c.Indemnity), r.amount(c.Total), r.rates(c))
	}
	s := section{title: r.say("Ce que la loi permet de réclamer", "What the law lets you claim"), table: t}
	if n := len(r.claims) - most; n > 0 {
		s.notes = append(s.notes, r.say("Plus ", "Besides ")+r.count(n, "autre facture, comptée dans le total.", "autres factures, comptées dans le total.", "more invoice, counted in the total.", "more invoices, counted in the total."))
	}
	t.total(r.say("total", "total"), r.count(len(r.claims), "facture", "factures", "invoice", "invoices"), "", "", r.amount(interest), r.amount(indemnity), r.amount(total), "")
	s.notes = append(s.notes, r.say(
		"Factures payées en retard comprises. Intérêts par semestre et par règlement, jour de paiement inclus, sur 365 jours (art. L441-10 II C. com.) ; 40 € par facture (art. D441-5).",
		"Invoices paid late included. Interest by half-year and settlement, day of payment included, over 365 days (art. L441-10 II C. com.); €40 per invoice (art. D441-5)."))
	if n := len(r.barred); n > 0 {
		s.notes = append(s.notes, r.say("Hors total : ", "Not counted: ")+r.count(n, "facture prescrite", "factures prescrites", "time-barred invoice", "time-barred invoices")+r.say(
			", sauf interruption que le grand livre ignore ; 5 ans entre commerçants (art. L110-4 C. com.), 2 ans contre un particulier, 4 ans contre une personne publique.",
			", unless interrupted in a way the ledger does not show; 5 years between merchants (art. L110-4 C. com.), 2 against a private person, 4 against a public body."))
	}
	if r.blind.count > 0 {
		s.notes = append(s.notes, r.say("Sans intérêts ni indemnité : ", "Without interest and indemnity: ")+
			r.count(r.blind.count, "solde à nouveau sans date d’origine ou débit à justifier", "soldes à nouveau sans date d’origine ou débits à justifier", "balance brought forward without its date, or debit to be explained", "balances brought forward without their date, or debits to be explained")+
			", "+r.money(r.blind.open)+r.say(" encore dus. Ce grand livre ne dit pas de quand ils datent.", " still owed. This ledger does not say since when."))
	}
	if e, ok := r.unknownRate(); ok {
		s.alert = true
		s.notes = append(s.notes, r.count(len(r.unpriced), "facture sans intérêts calculés : ", "factures sans intérêts calculés : ", "invoice without interest: ", "invoices without interest: ")+r.missingRate(e))
	} else if len(r.unpriced) > 0 {
		s.alert = true
		for _, err := range r.unpriced {
			s.notes = append(s.notes, err.Error())
		}
	}
	return s
}

// missingRate says which official rate is not known.
func (r *report) missingRate(e *penalty.RateError) string {
	if r.lang == law.English || e.KnownThrough == 0 {
		return e.Error()
	}
	return fmt.Sprintf("le taux applicable le %s n’est pas connu de cette version (du %s au %s).", r.day(e.Day), r.day(e.KnownFrom), r.day(e.KnownThrough))
}

// rates are the yearly rates of a claim in the order of its lines.
func (r *report) rates(c claim) string {
	var list []string
	for _, l := range c.Lines {
		rate := locale.Percent(l.Rate, 2, r.lang)
		if n := len(list); n == 0 || list[n-1] != rate {
			list = append(list, rate)
		}
	}
	if len(list) > 3 {
		list = []string{list[0], "…", list[len(list)-1]}
	}
	return strings.Join(list, ", ")
}

func (r *report) next() section {
	t := &table{heads: []string{r.say("client", "client"), ">" + r.say("à demander", "to ask for"), r.say("étape", "step"), r.say("pourquoi", "why")}}
	for _, f := range r.files {
		if f.None() {
			continue
		}
		channels := make([]string, len(f.Channels))
		for i, c := range f.Channels {
			channels[i] = r.channel(c.String())
		}
		t.add(r.client(f.client), r.amount(f.Amount), f.name(), r.why(f, strings.Join(channels, ", ")))
	}
	s := section{title: r.say("Que faire maintenant", "What to do now"), table: t}
	if len(t.rows) == 0 {
		s.table, s.notes = nil, []string{r.say("Rien aujourd’hui.", "Nothing today.")}
	}
	return s
}

// why is the reason of a step, and how to take it.
func (r *report) why(f file, channels string) string {
	words := []string{f.told.Reason(r.lang), r.say("par ", "by ") + channels}
	if f.Deadline != 0 {
		words = append(words, r.say("à payer au plus tard le ", "to be paid by ")+r.day(f.Deadline))
	}
	if f.Review == policy.Manual {
		words = append(words, r.say("à valider avant l’envoi", "to be approved before it is sent"))
	}
	return strings.Join(words, r.say(" ; ", "; "))
}

func (f file) name() string {
	if f.Label != "" {
		return f.Label
	}
	return f.Step
}

var channelNames = map[string][2]string{
	"email": {"e-mail", "e-mail"}, "sms": {"SMS", "SMS"}, "phone": {"téléphone", "phone"}, "letter": {"courrier", "letter"},
	"registered_letter": {"recommandé", "registered letter"}, "bailiff": {"commissaire de justice", "bailiff"},
}

func (r *report) channel(name string) string {
	if words, ok := channelNames[name]; ok {
		return words[r.lang&1]
	}
	return name
}

// alone lists the clients who are left alone, and every reason why.
func (r *report) alone() section {
	t := &table{names: 34, heads: []string{r.say("client", "client"), ">" + r.say("échu", "overdue"), r.say("au plus tôt", "not before"), r.say("pourquoi rien", "why nothing")}}
	for _, f := range r.files {
		if !f.None() || r.settled(f.client) {
			continue
		}
		next := r.day(f.Next)
		if f.NextStep != "" {
			next += " " + r.steps[f.NextStep]
		}
		t.add(r.client(f.client), r.amount(r.overdue(f.client)), next, r.reasons(f.told.Blockers))
	}
	s := section{title: r.say("Clients laissés tranquilles", "Clients left alone"), table: t}
	if len(t.rows) == 0 {
		s.table, s.notes = nil, []string{r.say("Aucun.", "None.")}
	}
	return s
}

// settled reports whether a client has no open document at all.
func (r *report) settled(client string) bool {
	return !slices.ContainsFunc(slices.Concat(r.balance.Clients, r.doubtful.Clients), func(row aging.Row) bool { return row.Client == client })
}

func (r *report) reasons(blockers []policy.Blocker) string {
	words := make([]string, len(blockers))
	for i, b := range blockers {
		words[i] = b.Text(r.lang)
	}
	return strings.Join(words, r.say(" ; ", "; "))
}

func (r *report) overdue(client string) decimal.Decimal {
	late := decimal.Decimal{}
	for _, row := range slices.Concat(r.balance.Clients, r.doubtful.Clients) {
		if row.Client == client {
			late = late.Add(row.Late())
		}
	}
	return late
}

func (r *report) known() section {
	s := section{title: r.say("À savoir sur ce grand livre", "What to know about this ledger")}
	l := r.ledger
	s.notes = append(s.notes, fmt.Sprintf(r.say("%d lignes de comptes clients sur %d, du %s au %s ; %d groupes lettrés, dont %d déséquilibrés.",
		"%d customer lines of %d, from %s to %s; %d lettered groups, %d of them unbalanced."),
		len(l.Lines), l.Format.Lines, r.day(l.From), r.day(l.Until), l.Groups, l.Partial))
	const most = 3 // of one sort
	groups := map[fec.FindingCode][]fec.Finding{}
	var order []fec.FindingCode
	for _, f := range l.Findings {
		if groups[f.Code] == nil {
			order = append(order, f.Code)
		}
		groups[f.Code] = append(groups[f.Code], f)
	}
	for _, code := range order {
		group := groups[code]
		sum := decimal.Decimal{}
		for i, f := range group {
			if i < most {
				s.notes = append(s.notes, f.In(r.lang))
			} else {
				sum = sum.Add(f.Amount)
			}
		}
		if n := len(group) - most; n > 0 {
			s.notes = append(s.notes, fmt.Sprintf(r.say("… et %d de même sorte, %s en tout (format json pour chacun)", "… and %d more of this sort, %s together (each in the json format)"), n, r.money(sum)))
		}
	}
	return s
}
