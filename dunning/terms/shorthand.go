package terms

// joinShorthand writes in full what treasurers abbreviate, so that the rest of
// the reading sees the usual words.
func joinShorthand(items []item) []item {
	var out []item
	for i := 0; i < len(items); {
		written, used := inFull(items[i:], out)
		out = append(out, written...)
		i += used
	}
	return out
}

// inFull is what the first items stand for, and how many they are.
//
// A bare number after an end of month is days after a plus ("fin de mois +
// 30"), the day of the month without ("30 jours fin de mois 10"): up to the
// 28th the two fall on the same date. "fine mese + 1" may be a month, so that the
// smallest numbers need their unit.
func inFull(items, before []item) ([]item, int) {
	it, next, third := items[0], at(items, 1), at(items, 2)
	last := at(before, len(before)-1)
	switch {
	case it.symbol == dayUnit && it.to-it.from == 1 && next.symbol == then && counts(third) && last.symbol != figure: // "J+30"
		third.from = it.from
		if isUnit(at(items, 3).symbol) { // "J+30 jours"
			return []item{third}, 3
		}
		return []item{third, unitAt(third.to)}, 3
	case it.symbol == monthPlus:
		return laterMonth(items, nextMonth)
	case it.symbol == endWord && next.symbol == monthPlus: // "fin M+1"
		month, used := laterMonth(items[1:], endOfNext)
		month[0].from = it.from
		return month, used + 1
	case it.symbol == endWord:
		it.symbol = unknown
	case counts(it) && isMonthEnd(next) && last.symbol != onDay && last.symbol != onDays && last.symbol != and: // "net 30 EOM"
		return bothOrders(it, next), 2
	case counts(it) && next.symbol == net && isMonthEnd(third): // "30 net EOM"
		return bothOrders(it, third), 3
	case it.symbol == then && ofMonthEnd(last) && counts(next) && next.n > mayBeMonths && closes(third):
		return []item{it, next, unitAt(next.to)}, 2
	case counts(it) && it.n <= 28*int(OnePercent) && ofMonthEnd(last) && at(before, len(before)-2).symbol != after && closes(next):
		return []item{{symbol: onDay, from: it.from, to: it.from}, it}, 1
	}
	return []item{it}, 1
}

// mayBeMonths is the largest bare number that some write for months.
const mayBeMonths = 3 * int(OnePercent)

// laterMonth reads "M+1" and "M+2", before or after their day of the month.
func laterMonth(items []item, as symbol) ([]item, int) {
	it, n := items[0], at(items, 2)
	months := n.n / int(OnePercent)
	if at(items, 1).symbol != then || !counts(n) || months > 2 {
		it.symbol = unknown
		return []item{it}, 1
	}
	it.symbol, it.n, it.to = as, months, n.to
	it.filled = as == nextMonth // "10 M+1" is a day of that month
	if as == nextMonth && at(items, 3).symbol == onDay && at(items, 4).symbol == figure {
		return []item{items[3], items[4], it}, 5 // "M+1 le 10"
	}
	return []item{it}, 3
}

func bothOrders(days, end item) []item {
	return []item{{symbol: eitherOrder, n: days.n / int(OnePercent), from: days.from, to: end.to}}
}

// counts reports whether the item is a bare number of days or months.
func counts(it item) bool {
	return it.symbol == figure && !it.fraction && !it.ordinal && it.n > 0
}

// unitAt is a "jours" that is understood.
func unitAt(at int) item { return item{symbol: dayUnit, n: 1, from: at, to: at} }

func isMonthEnd(it item) bool { return it.symbol == endOf && period(it.n) == month }

// ofMonthEnd is isMonthEnd, abbreviations included.
func ofMonthEnd(it item) bool { return isMonthEnd(it) || it.symbol == dayEnd }

// closes reports whether nothing after a bare number says what it counts.
func closes(next item) bool {
	switch next.symbol {
	case stop, comma, open, closing, method, noise, onDay, anchor, after:
		return true
	}
	return false
}
