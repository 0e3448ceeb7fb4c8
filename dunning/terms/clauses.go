package terms

import "slices"

// joinDays reads "le 10", "les 10 et 25", "10th of": days of the month.
func joinDays(items []item) []item {
	var out []item
	for i := 0; i < len(items); i++ {
		it := items[i]
		switch {
		case it.symbol == dayEnd:
			it.symbol, it.n = endOf, int(month)
		case (it.symbol == onDay || it.symbol == onDays) && at(items, i+1).symbol == figure:
			list := it.symbol == onDays
			i++
			it.symbol, it.n, it.to = daysOfMonth, 1<<dayNumber(items[i]), items[i].to
			for {
				next := i + 1
				if s := at(items, next).symbol; s != and && !(list && s == comma) {
					break
				}
				if at(items, next+1).symbol == onDay {
					next++
				}
				if at(items, next+1).symbol != figure {
					break
				}
				i = next + 1
				it.n |= 1 << dayNumber(items[i])
				it.to = items[i].to
			}
		case it.symbol == onDay && at(items, i+1).symbol == calendarDay:
			it.symbol = deadline
		case (it.symbol == onDay || it.symbol == onDays) && pauses(at(items, i+1)):
			it.symbol = unknown // "30 jours fin de mois le": the day was cut off
		case it.symbol == onDay || it.symbol == onDays:
			it.symbol = noise // "le" before anything else is an article
		case it.symbol == figure && (it.ordinal || ofMonth(at(items, i+1))):
			it.symbol, it.n = daysOfMonth, 1<<dayNumber(it)
		}
		if it.symbol == monthUnit && len(out) > 0 && out[len(out)-1].symbol == daysOfMonth {
			it.symbol = thisMonth // "le 15 du mois"
		}
		out = append(out, it)
	}
	return out
}

// pauses reports whether a pause or the end of the text comes here.
func pauses(it item) bool {
	return it.symbol == stop || it.symbol == comma || it.symbol == slash || it.symbol == closing
}

// ofMonth reports whether the item makes the figure before it a day: "5 du mois".
func ofMonth(it item) bool {
	return it.filled && (it.symbol == monthUnit || it.symbol == nextMonth)
}

// dayNumber is the day of the month, 0 for one that does not exist.
func dayNumber(it item) int {
	n := it.n / int(OnePercent)
	if it.n < 0 || it.fraction || n > 31 {
		return 0
	}
	return n
}

// joinEvents tells "fin de mois suivant la livraison", where "suivant" goes with
// the event, from "fin de mois suivant", the end of the following month.
func joinEvents(items []item) []item {
	for i := range items {
		next := at(items, i+1).symbol
		items[i].loose = items[i].loose && (next == anchor || next == document)
	}
	return items
}

// joinObjects tells "à réception du règlement" and "30 jours date de règlement",
// from an event of no agreement, from "à réception par virement".
func joinObjects(items []item) []item {
	for i := range items {
		if toDate := items[i].symbol == noise && items[i].n == dated && at(items, i-1).symbol == delayOf; items[i].symbol != anchor && !toDate {
			continue
		}
		received, end := false, i+1
		for ; at(items, end).symbol == method || at(items, end).symbol == noise && items[end].n != service; end++ {
			received = received || items[end].filled
		}
		of := at(items, end).symbol == document
		items[i].bare = items[i].bare && !of
		if received && !of {
			items[end-1].symbol = unknown
		}
	}
	return items
}

// foldClauses reads to its end each clause that is about something else than
// when to pay. Such a clause must not swallow the term: with a delay in a
// penalty clause, a second one in another, a part to pay, or no pause before
// it ("30 jours après expédition"), the wording could mean more than is seen.
func foldClauses(items []item) []item {
	var out []item
	for i := 0; i < len(items); i++ {
		it := items[i]
		if it.symbol == penalty && len(out) > 0 && out[len(out)-1].symbol == share { // "1 % d'intérêt par mois"
			it.from = out[len(out)-1].from
			out = out[:len(out)-1]
		}
		if it.symbol == penalty || it.symbol == other || it.symbol == citation {
			delays := 0
			if it.symbol == other {
				delays += pressed(out)
			}
			for i+1 < len(items) && !resumes(it, items[i], items[i+1]) {
				i++
				it.to = items[i].to
				switch items[i].symbol {
				case delayOf, endOf, endOfNext, endOfOwn, daysOfMonth:
					delays++
				case deposit, balance:
					delays += 2
				}
			}
			if delays > 1 || it.symbol != other && delays > 0 {
				it.symbol, it.folded = or, true
			}
		}
		out = append(out, it)
	}
	return out
}

// resumes reports whether the next item is no longer of the clause: after the
// end of the sentence, at the discount that follows penalties, or where the
// payment is spoken of again ("livraison sous 15 jours, paiement à 30 jours").
func resumes(clause, last, next item) bool {
	switch next.symbol {
	case stop:
		return true
	case discount, noDiscount:
		return clause.symbol == penalty || last.symbol == comma
	case or, condition, elsewhere: // "en application de l'article L441-10 sauf accord contraire"
		return clause.symbol == citation
	case noise:
		return last.symbol == comma && next.n == payment
	}
	return false
}

// pressed is 2 when the last item leaves no pause before the next clause.
func pressed(items []item) int {
	for i := len(items) - 1; i >= 0; i-- {
		switch items[i].symbol {
		case noise:
			continue
		case comma, stop, slash, open, closing, penalty, other:
			return 0
		}
		return 2
	}
	return 0
}

// joints are the words that need something on their right, and what that may be.
var joints = map[symbol][]symbol{
	after:  {anchor, endOf, endOfNext, endOfOwn, delayOf, document, daysOfMonth},
	before: {anchor, endOf, endOfNext, endOfOwn, delayOf, document, daysOfMonth, calendarDay, deadline},
	then:   {delayOf, endOf, endOfNext, endOfOwn, balance, share, deposit, daysOfMonth},
	and:    {balance, share, deposit, discount, noDiscount, coded},
}

// loose finds a joint that joins nothing: "30 jours après", "30 jours après
// échéance", "+/- 30 jours". What it should join may be a word we do not see.
func loose(items []item) (item, bool) {
	for i, it := range items {
		right, isJoint := joints[it.symbol]
		if !isJoint {
			continue
		}
		if it.symbol != after && it.symbol != before && pressed(items[:i]) == 0 && !(i > 0 && items[i-1].symbol == comma) {
			return it, true
		}
		next := i + 1
		for at(items, next).symbol == noise {
			next++
		}
		if !slices.Contains(right, at(items, next).symbol) {
			return it, true
		}
	}
	return item{}, false
}
