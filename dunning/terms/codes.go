package terms

import "strings"

// skonto finds the machine-readable discounts of German e-invoices,
// #SKONTO#TAGE=14#PROZENT=2.25#, and blanks them in the text. A code of 0 % is
// the delay without discount. A code it cannot read stays in the text, where
// its # will be refused.
func skonto(text string) (string, []item) {
	const opening = "#SKONTO#TAGE="
	var items []item
	for from := 0; ; {
		at := strings.Index(text[from:], opening)
		if at < 0 {
			return text, items
		}
		from += at
		it, ok := readSkonto(text, from, from+len(opening))
		if !ok {
			from++
			continue
		}
		items = append(items, item{symbol: comma, from: it.from, to: it.from}, it)
		if it.symbol == delayOf {
			items = append(items, item{symbol: net, from: it.to, to: it.to})
		}
		text = text[:it.from] + strings.Repeat(" ", it.to-it.from) + text[it.to:]
		from = it.to
	}
}

func readSkonto(text string, from, at int) (item, bool) {
	daysText, at := digits(text, at)
	const middle = "#PROZENT="
	if daysText == "" || len(daysText) > 4 || !strings.HasPrefix(text[at:], middle) {
		return item{}, false
	}
	at += len(middle)
	if at >= len(text) || !isDigit(rune(text[at])) {
		return item{}, false
	}
	rate := readNumber(text, at)
	if rate.kind != number || rate.value < 0 || rate.value >= int64(whole) || !strings.HasPrefix(text[rate.to:], "#") {
		return item{}, false
	}
	it := item{symbol: coded, n: atoi(daysText), percent: Percent(rate.value), from: from, to: rate.to + 1}
	if rate.value == 0 {
		it.symbol = delayOf
	}
	return it, true
}

// largestRatio is the highest discount that "2/10 net 30" is believed to mean.
const largestRatio = 20 * OnePercent

// joinRatios reads "2/10" before a net delay as a discount, and "35/30/30/5" as
// shares that say no date. Other figures with slashes stay, and are refused.
func joinRatios(items []item) []item {
	var out []item
	for i := 0; i < len(items); i++ {
		it := items[i]
		if it.symbol == figure || it.symbol == share {
			run := []item{it}
			for end := i + 1; at(items, end).symbol == slash; end += 2 {
				run = append(run, at(items, end+1))
			}
			if it, used := terse(out, items[i:]); used > 0 {
				out = append(out, it)
				i += used - 1
				continue
			}
			if it, ok := ratio(out, run, items[min(i+2*len(run)-1, len(items)):]); ok {
				out = append(out, it)
				i += 2 * (len(run) - 1)
				continue
			}
		}
		out = append(out, it)
	}
	return out
}

// terse reads the "2% 10" of "2% 10, net 30", with how many items it takes.
func terse(before, items []item) (item, int) {
	rate, days := items[0], at(items, 1)
	if rate.symbol != share || rate.percent <= 0 || rate.percent > largestRatio || !counts(days) || !besideNet(before, items[2:]) {
		return item{}, 0
	}
	return item{symbol: coded, percent: rate.percent, n: days.n / int(OnePercent), from: rate.from, to: days.to}, 2
}

// besideNet reports whether a discount in figures stands before or after a
// delay said to be net of discount.
func besideNet(before, rest []item) bool {
	isPause := func(it item) bool { return it.symbol == comma || it.symbol == stop || it.symbol == noise }
	for len(rest) > 0 && isPause(rest[0]) {
		rest = rest[1:]
	}
	for len(before) > 0 && isPause(before[len(before)-1]) {
		before = before[:len(before)-1]
	}
	next, last := at(rest, 0).symbol, at(before, len(before)-1).symbol
	return next == net || next == otherwise || next == delayOf && isNoDiscount(at(rest, 1)) ||
		last == net || last == delayOf && isNoDiscount(at(before, len(before)-2))
}

func isNoDiscount(it item) bool { return it.symbol == net || it.symbol == noDiscount }

func ratio(before, run, rest []item) (item, bool) {
	first, last := run[0], run[len(run)-1]
	it := item{from: first.from, to: last.to}
	if len(run) == 2 && (last.symbol == figure || last.symbol == delayOf && !last.months) {
		rate, n := Percent(first.n), last.n
		if first.symbol == share {
			rate = first.percent
		}
		if last.symbol == figure {
			if n%int(OnePercent) != 0 {
				return item{}, false
			}
			n /= int(OnePercent)
		}
		next := at(rest, 0)
		if next.symbol == comma {
			next = at(rest, 1)
		}
		if rate > 0 && rate <= largestRatio && n > 0 && (next.symbol == figure || next.symbol == share || besideNet(before, rest)) {
			it.symbol, it.percent, it.n = coded, rate, n
			return it, true
		}
	}
	sum := 0
	for _, share := range run {
		if share.symbol != figure || share.n <= 0 {
			return item{}, false
		}
		sum += share.n
	}
	it.symbol = undated
	return it, len(run) > 1 && sum == int(whole)
}
