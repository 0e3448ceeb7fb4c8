package terms

import "slices"

// joinDiscounts reads "2 % à 10 jours ou 30 jours net", where the two sides of
// "ou" are the discount and the term without it, and "escompte 0 %" or "escompte
// pour paiement anticipé : 0 %", which is no discount.
func joinDiscounts(items []item) []item {
	var out []item
	for i := 0; i < len(items); i++ {
		it, rate := items[i], i+1
		if at(items, rate).symbol == early {
			rate++
		}
		next := at(items, rate)
		switch {
		case it.symbol == or && offers(out) && isNet(items[i+1:]):
			it.symbol = otherwise
		case it.symbol == discount && next.symbol == share && next.percent == 0 && ends(at(items, rate+1), at(items, rate+2)):
			it.symbol, it.to, i = noDiscount, next.to, rate
		}
		out = append(out, it)
	}
	return out
}

// joinMethods reads "par virement ou chèque", "par chèque, traite ou virement":
// the client chooses how to pay, which changes nothing about when. Where
// something is said before the choice and something after it, the "ou" may part
// two agreements ("à réception par carte ou virement à 30 jours"): it stays, and
// is refused, as two means without an "ou" are.
func joinMethods(items []item) []item {
	var out []item
	for i := 0; i < len(items); i++ {
		it := items[i]
		if it.symbol == method {
			if last := lastChoice(items[i:]); last > 0 && (opens(out) || pauses(at(items, i+last+1)) && at(items, i+last+1).symbol != comma) {
				it.symbol, it.n, it.to = noise, 0, items[i+last].to
				i += last
			}
		}
		out = append(out, it)
	}
	return out
}

// opens reports whether the sentence has said nothing yet.
func opens(items []item) bool {
	for i := len(items) - 1; i >= 0 && items[i].symbol != stop; i-- {
		if items[i].symbol != noise {
			return false
		}
	}
	return true
}

// lastChoice is the place of the last of several means of payment joined by
// commas and an "ou"; 0 when the first is the only one.
func lastChoice(items []item) int {
	last, chosen := 0, false
	for i := 1; ; i++ {
		joint := at(items, i).symbol
		if joint != or && joint != comma && joint != slash {
			break
		}
		next := i + 1
		if at(items, next).symbol == noise && at(items, next).n == 0 { // "ou par virement"
			next++
		}
		if at(items, next).symbol != method {
			break
		}
		chosen = chosen || joint == or
		last, i = next, next
	}
	if !chosen {
		return 0
	}
	return last
}

// ends reports whether nothing more is said of a discount: a delay might be.
func ends(it, next item) bool {
	return it.symbol == stop || it.symbol == closing || it.symbol == comma && next.symbol == penalty
}

// offers reports whether the sentence so far is a discount and nothing else.
func offers(items []item) bool {
	delay, rate := 0, 0
	for i := len(items) - 1; i >= 0 && items[i].symbol != stop; i-- {
		switch it := items[i]; it.symbol {
		case noise, discount, early:
		case coded:
			delay, rate = delay+1, rate+1
		case share:
			rate++
			if it.percent > largestRatio {
				return false
			}
		case delayOf, now:
			delay++
		default:
			return false
		}
	}
	return delay == 1 && rate == 1
}

// isNet reports whether the sentence goes on with a delay without discount.
func isNet(items []item) bool {
	seen := map[symbol]bool{}
	for _, it := range items {
		if it.symbol != delayOf && !isNoDiscount(it) && it.symbol != noise {
			break
		}
		seen[it.symbol] = true
	}
	return seen[delayOf] && (seen[net] || seen[noDiscount])
}

// readings are the agreements that an Ambiguous wording can mean, when all of
// them can be named: those around an "ou", and those a verdict carries.
func (a *agreement) readings(text string, v verdict) []Terms {
	if v.reason != Ambiguous {
		return nil
	}
	if v.at.symbol == or && !v.at.folded {
		return aroundOr(text, v.at)
	}
	var list []Terms
	for _, c := range a.clauses {
		if c.share != 0 || c.discount || c.deposit || c.balance || len(a.verdicts) > 1 {
			return nil // the parts and discounts would be lost
		}
	}
	for _, r := range v.either {
		if !r.valid() || r.unit == legal {
			return nil
		}
		list = append(list, of(r).By(a.method))
	}
	return list
}

// aroundOr reads the two sides of an "ou" that each stand on their own: "30
// jours ou 60 jours", not "30 jours le 10 ou le 25".
func aroundOr(text string, at item) []Terms {
	left, right := Read(text[:at.from]), Read(text[at.to:])
	if left.Refusal != nil || right.Refusal != nil || left.Terms == right.Terms {
		return nil
	}
	if bare := right.Terms.onlyDays(); bare != left.Terms.onlyDays() {
		return nil
	}
	if right.Terms.Immediate() && !left.Terms.Immediate() && slices.ContainsFunc(left.Spans, func(s Span) bool { return s.Kind == "event" }) {
		return nil // "30 jours date de facture ou de réception": the delay is of both
	}
	return []Terms{left.Terms, right.Terms}
}

// onlyDays reports whether t says a day of the month and nothing before it.
func (t Terms) onlyDays() bool {
	r := t.rule
	return r.days != 0 && r.delay == 0 && r.period == noPeriod
}
