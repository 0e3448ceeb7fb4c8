package terms

import (
	"slices"
	"strings"
)

// symbol is what a word, a phrase or a mark stands for.
type symbol uint8

const (
	unknown symbol = iota

	// marks
	comma // also a dash, a line break: a pause inside a sentence
	stop  // the end of a sentence
	slash
	open
	closing
	percentSign

	// numbers and what they count
	figure       // a number, in ten-thousandths
	dayUnit      // n is how many days
	monthUnit    // months
	monthHalf    // "1 mois et demi"
	businessUnit // working days
	delayOf      // a number and its unit: n days or months
	share        // a percentage
	daysOfMonth  // "le 10": n is the set of days
	money
	coefficient

	// when to pay
	endOf       // n is the period
	endOfNext   // end of a later month: n months on
	endOfOwn    // "fin du mois de livraison": n is the base whose month is meant
	eitherOrder // "net 30 EOM", which is counted in both orders: n days
	dayEnd      // "fin de mois" abbreviated, before which "30" is 30 days: FDM, JFM
	anchor      // n is the base
	now         // comptant
	after       // "après", "suivant": what follows comes first
	then        // "+", "puis"
	onDay       // "le", before a day of the month
	onDays      // "les"
	and         // between days of the month
	nextMonth   // "du mois suivant"; n months on
	monthPlus   // "M", before +1
	endWord     // "fin", before M+1
	thisMonth   // "du mois"
	net         // "net", "sans déduction": no discount on this delay
	lawful      // "délai légal"
	calendarDay // a date
	monthName   // n is 1 to 12

	// what goes with it
	method
	deposit
	balance
	discount
	noDiscount
	coded     // a discount in one item: "2/10", #SKONTO#TAGE=14#PROZENT=2.25#
	vague     // "condition non précisée": the discount says nothing more
	early     // "pour paiement anticipé": inside a discount
	beforeDue // "avant échéance"
	before    // "avant"
	deadline  // "au plus tard", "bis": a date may follow
	document  // "facture": noise, but terms may count from it
	one       // "un": a figure before a unit, else an article
	otherwise // "sinon"

	// what makes a wording no term, or more than one
	or
	penalty  // late-payment clauses, read to the end of the sentence
	other    // warranties, offers, deliveries: to the end of the sentence
	citation // "conformément à l'article L441-10", to the end of the sentence
	elsewhere
	condition
	never
	prepaid
	undated
	placeholder

	noise
	filler // an article or a preposition: not even seen between the words of a phrase
)

// What n says of a noise word.
const (
	dueWord = 1 // "due": a date may follow
	payment = 2 // "paiement": ends a clause about something else
	service = 3 // "prestation": after a delay, what it may count from
	dated   = 4 // "date": of the event that follows
)

// entry lists the phrases of one meaning, separated by commas and folded.
type entry struct {
	symbol  symbol
	n       int
	phrases string
}

type meaning struct {
	symbol symbol
	n      int
}

// longestPhrase is in words, fillers not counted.
const longestPhrase = 6

// vocabulary is every phrase of every language. The languages share one table:
// the few words they spell alike mean the same in payment terms.
var vocabulary = collect(french, english, german, dutch, spanish, italian, swedish)

func collect(languages ...[]entry) map[string]meaning {
	words := map[string]meaning{}
	for _, e := range slices.Concat(languages...) {
		if e.symbol == filler {
			for w := range strings.SplitSeq(e.phrases, ",") {
				words[strings.TrimSpace(w)] = meaning{symbol: filler}
			}
		}
	}
	for _, e := range slices.Concat(languages...) {
		if e.symbol == filler {
			continue
		}
		for phrase := range strings.SplitSeq(e.phrases, ",") {
			kept := slices.DeleteFunc(strings.Fields(phrase), func(w string) bool { return words[w].symbol == filler })
			words[strings.Join(kept, " ")] = meaning{e.symbol, e.n}
		}
	}
	return words
}

var marks = map[string]symbol{
	",": comma, "-": comma, ".": stop, ";": stop, "!": stop, "/": slash, "+": then, "%": percentSign,
	"(": open, ")": closing, "[": open, "]": closing, ":": filler, "=": filler, "'": filler, "\"": filler, "«": filler, "»": filler,
	"&": and, "…": placeholder, "_": placeholder, "<": placeholder, "€": money,
}

// abbreviations whose point ends no sentence.
var abbreviations = map[string]bool{
	"j": true, "jr": true, "jrs": true, "gg": true, "fact": true, "livr": true, "recept": true, "cde": true, "cond": true, "regl": true, "vir": true, "mens": true, "esc": true, "max": true, "env": true, "ech": true, "d": true, "l": true, "r": true, "art": true, "c": true, "com": true,
}
