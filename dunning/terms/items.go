package terms

import (
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
)

// item is a token, a phrase or a clause with its meaning.
type item struct {
	symbol   symbol
	n        int // see the symbols
	percent  Percent
	date     date.Date
	months   bool // of a delayOf
	half     bool // of a delayOf: and a half
	bare     bool // of a delayOf: a number after "net", without its unit; of a receipt: not said of what
	ordinal  bool // of a figure
	fraction bool // of a figure: written with decimals
	filled   bool // after an article: "5 du mois" is a day, "5 mois" a delay
	leads    bool // first in its sentence, without a preposition before it
	paused   bool // after a pause
	due      bool // just after "due" or "due on"
	folded   bool // of an or: a clause about something else that holds a delay
	loose    bool // of an endOfNext: spelled "fin de mois suivant", where "suivant" may go with the word after
	from, to int
}

// scan turns a wording into items: phrases looked up, numbers joined to their
// units, clauses about something else folded into one item each.
func scan(text string) []item {
	text, items := skonto(text)
	items = append(lookUp(tokenize(text)), items...)
	items = joinPercents(items)
	items = joinShorthand(items)
	items = joinFigures(items)
	items = joinDays(items)
	items = joinRatios(items)
	items = joinEvents(items)
	items = joinObjects(items)
	items = joinDiscounts(items)
	items = joinMethods(items)
	return foldClauses(items)
}

// lookUp replaces tokens by the meaning of the longest phrase they begin.
func lookUp(tokens []token) []item {
	var items []item
	started, filled, fillers := false, false, ""
	add := func(it item) {
		if countsFrom[fillers] && (it.symbol == endOf || it.symbol == endOfNext) && at(items, len(items)-1).symbol != after {
			items = append(items, item{symbol: after, from: it.from, to: it.from})
		}
		it.filled, filled, fillers = filled, false, ""
		items = append(items, it)
		started = true
	}
	for i := 0; i < len(tokens); {
		t := tokens[i]
		it := item{from: t.from, to: t.to, leads: !started}
		i++
		switch t.kind {
		case number:
			it.symbol, it.n, it.ordinal, it.fraction = figure, int(t.value), t.ordinal, t.fraction
			add(it)
		case day:
			it.symbol, it.date = calendarDay, t.date
			add(it)
		case mark:
			if t.text == "." && i >= 2 && abbreviations[tokens[i-2].text] {
				continue
			}
			if t.text == "." && germanOrdinal(tokens[i-1:]) && len(items) > 0 {
				items[len(items)-1].ordinal = true // "bis zum 10. des Folgemonats"
				continue
			}
			if it.symbol = marks[t.text]; it.symbol == filler {
				continue
			}
			add(it)
			if it.symbol == stop {
				started = false
			}
		case word:
			m, used := phrase(tokens[i-1:])
			if m.symbol == filler && t.text == "d" && i >= 2 && tokens[i-2].kind == number {
				m = meaning{dayUnit, 1} // "30 d", not "30 d'…"
			}
			if m.symbol == filler && t.text == "an" && rated(items) {
				m = meaning{} // "3 % l'an": a rate in time, not the discount itself
			}
			if m.symbol == filler {
				started, filled = true, true
				fillers = strings.TrimSpace(fillers + " " + t.text)
				continue
			}
			it.symbol, it.n = m.symbol, m.n
			it.bare = m.symbol == anchor && Base(m.n) == Receipt && used == 1
			it.loose = m.symbol == endOfNext && m.n == 1 && spelledLoosely(tokens[i-1:i-1+used])
			switch m.symbol {
			case figure:
				it.n *= int(OnePercent) // figures are in ten-thousandths like numbers
			case share: // "la moitié"
				it.percent = Percent(m.n) * OnePercent
			}
			i += used - 1
			it.to = tokens[i-1].to
			add(it)
		}
	}
	if last := len(tokens) - 1; filled && leadsOn[tokens[last].text] {
		items = append(items, item{from: tokens[last].from, to: tokens[last].to}) // the text was cut off: "30 jours à"
	}
	return items
}

// leadsOn are the fillers that no text ends with.
var leadsOn = map[string]bool{"a": true, "de": true, "du": true, "des": true, "of": true, "to": true, "at": true, "upon": true, "del": true}

// countsFrom are the fillers between a delay and an end of month that make the
// delay count from it: "dans les 30 jours de la fin du mois".
var countsFrom = map[string]bool{"de la": true, "of": true, "of the": true, "del": true}

// germanOrdinal reports whether the point makes the number before it a day.
func germanOrdinal(from []token) bool {
	return len(from) > 2 && from[1].text == "des" && (from[2].text == "folgemonats" || from[2].text == "monats")
}

// spelledLoosely reports whether "suivant" may be a preposition: in "fin de mois
// suivant la livraison" it may, in "fin du mois suivant" it is not.
func spelledLoosely(phrase []token) bool {
	last := phrase[len(phrase)-1].text
	return last == "suivant" && phrase[1].text == "de" || last == "following"
}

// phrase finds the longest phrase that begins with the first token, and how
// many tokens it takes.
func phrase(tokens []token) (meaning, int) {
	best, used := vocabulary[tokens[0].text], 1
	if best.symbol == filler {
		return best, 1
	}
	key, words, towards := tokens[0].text, 1, false
	for i, t := range tokens[1:] {
		if marks[t.text] == filler && t.kind == mark {
			continue // "escompte : néant"
		}
		if t.kind != word || words == longestPhrase {
			break
		}
		if vocabulary[t.text].symbol == filler {
			towards = towards || t.text == "a"
			continue
		}
		key += " " + t.text
		words++
		if m, ok := vocabulary[key]; ok && !(towards && m.symbol == endOfOwn) { // "fin de mois à réception" is no "fin du mois de réception"
			best, used = m, i+2
		}
	}
	return best, used
}

// rated reports whether a percentage was just said: "3 %", "3 % par".
func rated(items []item) bool {
	last := len(items) - 1
	if at(items, last).symbol == noise {
		last--
	}
	return at(items, last).symbol == percentSign
}

// joinPercents reads "30 %" and "2%%".
func joinPercents(items []item) []item {
	var out []item
	for _, it := range items {
		if it.symbol == percentSign && len(out) > 0 {
			switch last := &out[len(out)-1]; last.symbol {
			case share:
				continue
			case figure:
				if last.n >= 0 && last.n <= int(whole) {
					last.symbol, last.percent, last.to = share, Percent(last.n), it.to
					continue
				}
			}
		}
		if it.symbol == percentSign {
			it.symbol = unknown
		}
		out = append(out, it)
	}
	return out
}

// joinFigures reads "30 jours", "30 (trente) jours", "30 net days", "2 mois",
// "45 FDM", "net 30", "coef 3", dates in words and amounts of money.
func joinFigures(items []item) []item {
	var out []item
	for i := 0; i < len(items); i++ {
		it, next := items[i], at(items, i+1)
		previous := at(out, len(out)-1).symbol
		switch {
		case (it.symbol == money || it.symbol == coefficient) && next.symbol == figure:
			i++
			it.to = next.to
		case it.symbol == slash && previous == net:
			continue // n/30
		case it.symbol == one && !isUnit(next.symbol):
			it.symbol = noise // an article
		case it.symbol == one:
			it.symbol, it.n = figure, int(OnePercent)
			fallthrough
		case it.symbol == figure:
			i += repeated(items[i:])
			var used int
			it, used = joinFigure(it, items[i+1:], previous)
			i += used
		}
		out = append(out, it)
	}
	return out
}

// joinFigure joins a figure to what follows it, with how many items that takes.
func joinFigure(it item, rest []item, previous symbol) (item, int) {
	next, year := at(rest, 0), at(rest, 1)
	switch {
	case next.symbol == money, next.symbol == undated, next.symbol == businessUnit: // "40 €", "3 fois", "10 jours ouvrés"
		it.symbol, it.to = next.symbol, next.to
		return it, 1
	case next.symbol == monthName && year.symbol == figure:
		it.symbol, it.to = calendarDay, year.to
		it.date = calendarDate(year.n/int(OnePercent), next.n, it.n/int(OnePercent))
		return it, 2
	}
	return count(it, rest, previous)
}

func isUnit(s symbol) bool { return s == dayUnit || s == monthUnit || s == monthHalf || s == open }

// at is the item at i, or an item that means nothing.
func at(items []item, i int) item {
	if i >= 0 && i < len(items) {
		return items[i]
	}
	return item{symbol: stop}
}

// repeated is the length of what only says the figure again: "trente (30)".
func repeated(items []item) int {
	if at(items, 1).symbol == open && at(items, 2).symbol == figure && at(items, 2).n == items[0].n && at(items, 3).symbol == closing {
		return 3
	}
	return 0
}

// unlikeDays after "net 30" leave open what 30 is: "net 10 EOM" is read in two
// ways in English.
var unlikeDays = []symbol{slash, figure, share, endOf, endOfNext, endOfOwn}

// count joins a figure to its unit, with how many items that takes.
func count(it item, rest []item, previous symbol) (item, int) {
	n, used := it.n, 0
	if n < 0 || it.fraction || it.ordinal {
		return it, 0
	}
	n /= int(OnePercent)
	if at(rest, 0).symbol == net && (at(rest, 1).symbol == dayUnit || at(rest, 1).symbol == monthUnit) {
		used = 1
	}
	unit := at(rest, used)
	used++
	if (unit.symbol == monthUnit || unit.symbol == nextMonth) && (previous == onDay || previous == and || unit.filled) {
		return it, 0 // "le 10 du mois suivant"
	}
	switch unit.symbol {
	case dayUnit:
		it.n = n * unit.n
	case monthUnit:
		it.n, it.months = n, true
	case monthHalf:
		it.n, it.months, it.half = n, true, true
	case nextMonth: // "2 mois suivant la livraison"
		if unit.n != 1 || at(rest, used).symbol != anchor {
			return it, 0 // "10 mois suivant": ten months, or the 10th of the next?
		}
		it.n, it.months = n, true
	case net, dayEnd: // "30 net", "45 FDM": days are understood, and the next word stays to be read
		it.n, used = n, 0
	case anchor: // "30 date de facture"
		if Base(unit.n) != Issue || previous == onDay || previous == onDays || previous == and || previous == then {
			return it, 0 // "fin de mois + 1 date de facture": days, or months?
		}
		it.n, used = n, 0
	default:
		if previous != net || slices.Contains(unlikeDays, unit.symbol) {
			return it, 0
		}
		it.n, it.bare, used = n, true, 0
	}
	it.symbol = delayOf
	if used > 0 {
		it.to = unit.to
	}
	return it, used
}
