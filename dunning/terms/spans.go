package terms

import (
	"slices"

	"github.com/creance/creance/law"
)

// A Span is a stretch of a wording and what it was taken for.
type Span struct {
	Kind     string // "delay", "end of period", "event", "day of month", "method", "percentage", "part", "discount", "penalty", "citation", "other", "date", "noise", "refused"
	Text     string
	From, To int // in bytes
}

var spanKinds = map[symbol]string{
	delayOf: "delay", endOf: "end of period", endOfNext: "end of period", endOfOwn: "end of period", now: "delay", lawful: "delay",
	anchor: "event", after: "event", then: "delay", before: "delay", daysOfMonth: "day of month", nextMonth: "day of month", thisMonth: "day of month",
	net: "net", method: "method", share: "percentage", deposit: "part", balance: "part", otherwise: "discount",
	discount: "discount", noDiscount: "discount", coded: "discount", early: "discount", beforeDue: "discount", vague: "discount",
	penalty: "penalty", other: "other", citation: "citation", calendarDay: "date", deadline: "noise", noise: "noise", coefficient: "noise", document: "noise", and: "noise",
}

func spans(text string, items []item) []Span {
	var list []Span
	for _, it := range items {
		switch it.symbol {
		case comma, slash, stop, open, closing:
			continue
		}
		kind := spanKinds[it.symbol]
		if kind == "" {
			kind = "refused"
		}
		if it.to > it.from {
			list = append(list, Span{Kind: kind, Text: text[it.from:it.to], From: it.from, To: it.to})
		}
	}
	slices.SortFunc(list, func(a, b Span) int { return a.From - b.From })
	return list
}

// A Note says that a wording has more than one usage, and which one was taken.
type Note struct {
	Code string // "days-first", "end-first", "period-first", "on-or-after", "deposit-with-order"
}

var noteTexts = map[string][2]string{
	"days-first":         {"les jours d’abord, puis la fin de mois (méthode A), dans l’ordre des mots ; l’autre lecture officielle donne une autre date", "days first, then end of month (method A), in the order of the words; the other official reading gives another date"},
	"end-first":          {"la fin de mois d’abord, puis les jours (méthode B), dans l’ordre des mots ; l’autre lecture officielle donne une autre date", "end of month first, then days (method B), in the order of the words; the other official reading gives another date"},
	"period-first":       {"la fin de la période d’abord, puis les jours, comme l’art. L441-11 II compte la décade", "end of the period first, then days, as art. L441-11 II counts the décade"},
	"on-or-after":        {"le premier jour du mois ainsi numéroté à partir de la date atteinte, elle comprise", "the first such day of the month on or after the date reached"},
	"deposit-with-order": {"acompte sans date : dû à la commande", "deposit without a date: due with the order"},
}

// Text says the note in a language.
func (n Note) Text(lang law.Lang) string {
	texts := noteTexts[n.Code]
	return in(lang, texts[0], texts[1])
}

func (a *agreement) notes(t Terms) []Note {
	var notes []Note
	add := func(when bool, code string) {
		for _, n := range notes {
			when = when && n.Code != code
		}
		if when {
			notes = append(notes, Note{Code: code})
		}
	}
	for _, r := range t.rules() {
		add(r.period == month && r.unit == inDays && r.delay > 0, "days-first")
		add(r.period == month && r.then > 0, "end-first")
		add((r.period == decade || r.period == fortnight) && r.then > 0, "period-first")
		add(r.days != 0 && !r.strict(), "on-or-after")
	}
	for _, c := range a.clauses {
		add(c.deposit && !c.said(), "deposit-with-order")
	}
	return notes
}

// rules are those of the parts, or the one.
func (t Terms) rules() []rule {
	var list []rule
	for _, p := range t.extras().parts {
		if p.share != 0 {
			list = append(list, p.rule)
		}
	}
	if list == nil {
		list = []rule{t.rule}
	}
	return list
}
