package terms

import "unique"

// Limits of a delay. Longer ones are typing errors, not agreements.
const (
	MaxDays   = 3650
	MaxMonths = 120
)

// Terms is one payment agreement: when to pay, and what was said with it (means
// of payment, early-payment discounts, parts). It is a small value: copy it,
// compare it with ==.
//
// The zero Terms mean that nothing was agreed, so that the law applies: 30 days
// after the goods or the service were received (art. L441-10 I C. com.).
type Terms struct {
	rule   rule // when to pay; of the last part when there are several
	method Method
	more   unique.Handle[more] // interned, so that the rare long agreement costs the common one nothing
}

// more is what few agreements say: it is shared between equal Terms and never
// changes.
type more struct {
	discounts [maxDiscounts]Discount
	parts     [maxParts]part
}

// Net is a number of calendar days: "30 jours nets". Net(0) is "comptant".
func Net(days int) Terms { return of(rule{unit: inDays, delay: bounded(days)}) }

// EndOfMonth counts days, then goes to the end of the month reached: "45 jours
// fin de mois", method A. EndOfMonth(0) is "fin de mois".
func EndOfMonth(days int) Terms {
	return of(rule{unit: inDays, delay: bounded(days), period: month})
}

// EndOfMonthThen goes to the end of the month, then counts days: "fin de mois
// 45 jours", method B.
func EndOfMonthThen(days int) Terms {
	return of(rule{unit: inDays, period: month, then: bounded(days)})
}

// Months counts calendar months to the same day of the month, or to the last
// day of a shorter month: "2 mois". Months(0) is Net(0).
func Months(n int) Terms { return of(months(n)) }

// EndOfMonthAfter counts calendar months, then goes to the end of the month:
// "1 mois fin de mois". It differs from EndOfMonth(30): an invoice of 1 January
// falls due on 28 February, not on 31 January.
func EndOfMonthAfter(n int) Terms {
	r := months(n)
	r.period = month
	return of(r)
}

// MonthAndHalf is the 15th of the second month after: 45 days taken as a month
// and a half from the end of the month, "1 mois fin de mois le 15", method C.
// It is a usage, not one of the two official readings of "45 jours fin de mois".
func MonthAndHalf() Terms { return EndOfMonthAfter(1).On(15) }

// EndOfDecadeThen goes to the end of the décade (the 10th, the 20th or the last
// day of the month), then counts days: "30 jours fin de décade", as art.
// L441-11 II 1° C. com. counts for periodic invoices of perishable food.
func EndOfDecadeThen(days int) Terms {
	return of(rule{unit: inDays, period: decade, then: bounded(days)})
}

// EndOfFortnightThen goes to the end of the half-month (the 15th or the last
// day), then counts days: "30 jours fin de quinzaine".
func EndOfFortnightThen(days int) Terms {
	return of(rule{unit: inDays, period: fortnight, then: bounded(days)})
}

// OnReceipt is payment when the invoice is received: "à réception de facture".
func OnReceipt() Terms { return Net(0).From(Receipt) }

// From makes t count from another event: Net(30).From(Delivery) is "30 jours à
// compter de la livraison". In parts each part keeps its own event and From
// changes the last one only. Terms that agree on no date are refined as Net(0).
func (t Terms) From(b Base) Terms {
	t.rule = t.rule.agreed()
	t.rule.base = b
	return t.withLastRule()
}

// On makes t fall due on a day of the month, or on the first of several:
// EndOfMonth(30).On(10) is "30 jours fin de mois le 10". After an end of month
// it is the next such day strictly after; after anything else, the first such
// day on or after the date reached. A day that a month does not have means its
// last day. Terms that agree on no date are refined as Net(0). Days outside
// 1-31 make Terms that Validate refuses.
func (t Terms) On(days ...int) Terms {
	t.rule = t.rule.agreed()
	t.rule.days = 0
	for _, d := range days {
		if d < 1 || d > 31 {
			d = 0
		}
		t.rule.days |= 1 << d
	}
	return t.withLastRule()
}

// By adds the agreed means of payment: Net(45).By(Transfer).
func (t Terms) By(m Method) Terms {
	t.method = m
	return t
}

// IsZero reports whether t is the zero Terms: nothing agreed at all.
func (t Terms) IsZero() bool { return t == Terms{} }

// Agreed reports whether t fixes when to pay. Without it the legal default
// applies, even when a means of payment was agreed.
func (t Terms) Agreed() bool { return t.rule.unit != legal }

// Immediate reports whether payment falls due on the very day of the event t
// counts from: "comptant", "à réception", "à la livraison".
func (t Terms) Immediate() bool { return t.rule == rule{unit: inDays, base: t.rule.base} }

// Base is the event that t counts from; of the last part when there are several.
func (t Terms) Base() Base {
	if !t.Agreed() {
		return Delivery
	}
	return t.rule.base
}

// Method is the means of payment agreed, or Unstated.
func (t Terms) Method() Method { return t.method }

func of(r rule) Terms { return Terms{rule: r} }

func months(n int) rule {
	r := rule{unit: inMonths, delay: bounded(n)}
	if n == 0 {
		r.unit = inDays
	}
	return r
}

// bounded keeps a number that does not fit from wrapping into a plausible one;
// Validate refuses what it returns for those.
func bounded(n int) int16 { return int16(max(-1, min(n, MaxDays+1))) }
