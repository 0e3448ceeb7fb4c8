package terms

import (
	"math/bits"
	"strconv"
	"strings"
)

// String is the canonical French wording, which [Parse] reads back to the same
// Terms: "45 jours fin de mois le 10 par virement", "30 % à la commande, 70 % à
// 30 jours". The zero Terms are "délai légal". Terms that Validate refuses are
// "conditions invalides", which Parse refuses too.
func (t Terms) String() string {
	if t.Validate() != nil {
		return "conditions invalides"
	}
	m := t.extras()
	var clauses []string
	for _, p := range m.parts {
		if p.share != 0 {
			clauses = append(clauses, p.share.String()+" "+p.rule.preposition()+p.rule.String())
		}
	}
	if clauses == nil {
		clauses = []string{t.rule.String()}
	}
	switch {
	case t.method == Unstated:
	case len(clauses) == 1:
		clauses[0] += " par " + methodWords[t.method]
	default: // in front, where it is said of all the parts
		clauses[0] = methodWords[t.method] + " : " + clauses[0]
	}
	for _, d := range m.discounts {
		if d.Percent != 0 {
			clauses = append(clauses, d.String())
		}
	}
	return strings.Join(clauses, ", ")
}

// MarshalText writes the canonical wording, so that JSON and YAML keep the terms
// readable. The error is that of Validate.
func (t Terms) MarshalText() ([]byte, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	return []byte(t.String()), nil
}

// UnmarshalText reads a wording as Parse does; the error is a [*Refusal].
func (t *Terms) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err == nil {
		*t = parsed
	}
	return err
}

// The words are those that the vocabulary reads.
var (
	periodWords  = [...]string{month: "fin de mois", decade: "fin de décade", fortnight: "fin de quinzaine"}
	atOnceWords  = [...]string{Issue: "comptant", Receipt: "à réception de facture", Delivery: "à la livraison", Order: "à la commande"}
	countedWords = [...]string{Issue: "", Receipt: " à compter de la réception de facture", Delivery: " à compter de la livraison", Order: " à compter de la commande"}
	methodWords  = [...]string{Transfer: "virement", Cheque: "chèque", DirectDebit: "prélèvement", Bill: "LCR", AcceptedBill: "traite acceptée", PromissoryNote: "billet à ordre", Card: "carte bancaire", Cash: "espèces"}
)

func (r rule) String() string {
	switch {
	case r.unit == legal:
		return "délai légal"
	case r == rule{unit: inDays, base: r.base}:
		return atOnceWords[r.base]
	}
	var words []string
	if r.delay > 0 {
		words = append(words, r.delayText())
	}
	switch {
	case r.period == noPeriod:
	case r.then == 0:
		words = append(words, periodWords[r.period])
	case r.delay > 0:
		words = append(words, periodWords[r.period], "+", days(r.then))
	case r.period == month:
		words = append(words, periodWords[r.period], days(r.then))
	default: // "30 jours fin de décade" is how the field says it, and has one reading
		words = append(words, days(r.then), periodWords[r.period])
	}
	if r.days != 0 {
		words = append(words, r.dayText())
	}
	return strings.Join(words, " ") + countedWords[r.base]
}

func (r rule) delayText() string {
	if r.unit == inMonths {
		return strconv.Itoa(int(r.delay)) + " mois"
	}
	return days(r.delay)
}

// dayText is "le 10", or "les 10 et 25".
func (r rule) dayText() string {
	var list []string
	for set := r.days; set != 0; set &= set - 1 {
		day := strconv.Itoa(bits.TrailingZeros32(set))
		if day == "1" {
			day = "1er"
		}
		list = append(list, day)
	}
	if len(list) == 1 {
		return "le " + list[0]
	}
	return "les " + strings.Join(list[:len(list)-1], ", ") + " et " + list[len(list)-1]
}

// preposition joins a share to when it is paid: "70 % à 30 jours".
func (r rule) preposition() string {
	if r.delay > 0 || r.period != noPeriod && r.period != month && r.then > 0 {
		return "à "
	}
	return ""
}

func days(n int16) string {
	if n == 1 {
		return "1 jour"
	}
	return strconv.Itoa(int(n)) + " jours"
}

// String is the French wording: "escompte 2 % sous 8 jours".
func (d Discount) String() string {
	text := "escompte " + d.Percent.String()
	switch {
	case d.Condition == Within:
		text += " sous " + days(int16(d.Days))
	case d.Condition == BeforeDue && d.Days == 0:
		text += " avant échéance"
	case d.Condition == BeforeDue:
		text += " " + days(int16(d.Days)) + " avant échéance"
	default:
		text += " (condition non précisée)"
	}
	return text
}
