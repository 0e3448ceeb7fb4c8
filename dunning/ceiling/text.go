package ceiling

import (
	"errors"
	"fmt"
	"strings"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// Text says the verdict in one or two sentences, with the article.
func (v Verdict) Text(lang law.Lang) string {
	say := func(key string) string { return sentences[key][lang&1] }
	due, latest := locale.Date(v.Due, lang), locale.Date(v.Latest, lang)
	switch v.Outcome {
	case Lawful:
		s := fmt.Sprintf(say("lawful"), due, latest, v.Basis.Article)
		if v.Caution {
			s += say("caution")
		}
		return s
	case Exceeds:
		s := fmt.Sprintf(say("exceeds"), due, locale.Days(v.DaysOver, lang), latest, v.Basis.Article)
		if !v.Fine.Company.IsZero() {
			s += fmt.Sprintf(say("fine"), locale.Money(v.Fine.Natural, "EUR", lang), locale.Money(v.Fine.Company, "EUR", lang), v.Fine.Basis.Article)
		}
		return s
	case NotGoverned:
		return say("free")
	}
	if invalid, ok := errors.AsType[*InvalidDeal](v.Invalid); ok {
		var list []string
		for _, p := range invalid.Problems {
			list = append(list, p.Text(lang))
		}
		return fmt.Sprintf(say("invalid"), strings.Join(list, " ; "))
	}
	return fmt.Sprintf(say("missing"), v.missing(lang))
}

// Text says one limit: what it is, its last lawful day, whether the deal may use
// it, and the article.
func (l Limit) Text(lang law.Lang) string {
	say := func(key string) string { return sentences[key][lang&1] }
	name := l.Terms.String()
	if l.Extra > 0 {
		name += " + " + locale.Days(l.Extra, lang)
	}
	day := say("unknown day")
	if l.Latest != 0 {
		day = fmt.Sprintf(say("until"), locale.Date(l.Latest, lang))
	}
	article := l.Basis.Article
	if l.StartBasis.Article != "" {
		article += ", " + l.StartBasis.Article
	}
	return fmt.Sprintf(say("limit"), name, day, admissions[l.Admitted][lang&1], article)
}

var admissions = [...][2]string{
	Unknown: {"admis si le fait manquant le permet", "admitted if the missing fact allows it"},
	Yes:     {"admis", "admitted"},
	No:      {"non admis", "not admitted"},
}

// sentences of a verdict, in French and English.
var sentences = map[string][2]string{
	"lawful": {"L’échéance du %s respecte le plafond légal, qui va jusqu’au %s (%s).",
		"The due date of %s keeps within the legal ceiling, %s (%s)."},
	"caution": {" Elle ne le respecte que selon une seule des deux lectures officielles de « fin de mois » : le contrat doit dire laquelle.",
		" It does so under only one of the two official readings of “end of month”: the contract should say which."},
	"exceeds": {"L’échéance du %s dépasse de %s le plafond légal du %s (%s).",
		"The due date of %s is %s beyond the legal ceiling of %s (%s)."},
	"fine": {" Amende administrative encourue : %s pour une personne physique, %s pour une société, doublée en cas de réitération dans les deux ans (%s).",
		" Administrative fine incurred: %s for a natural person, %s for a company, doubled on repetition within two years (%s)."},
	"free":        {"Aucun plafond légal ne s’applique à cette échéance.", "No legal ceiling applies to this due date."},
	"limit":       {"« %s » : %s, %s (%s)", "“%s”: %s, %s (%s)"},
	"until":       {"jusqu’au %s", "until %s"},
	"unknown day": {"jusqu’à une date inconnue", "until a date not known"},
	"invalid": {"On ne peut pas dire si l’échéance est licite, les faits se contredisent : %s.",
		"Whether the due date is lawful cannot be told, since the facts contradict one another: %s."},
	"missing": {"On ne peut pas dire si l’échéance est licite. Il manque : %s.",
		"Whether the due date is lawful cannot be told. Missing: %s."},
}

// facts are the fields of a Deal in words; "Due" is the date to check.
var facts = map[string][2]string{
	"Due":       {"la date d’échéance", "the due date"},
	"Issued":    {"une date de facture à partir du %s", "an invoice date from %s on"},
	"Delivered": {"la date de livraison ou de fin de prestation", "the date of delivery, or of the end of the service"},
	"Received": {"la date de réception de la demande de paiement (si elle n’a pas été constatée, le dire : la loi prend la date de la demande plus deux jours)",
		"the date the payment request was received (where it was not recorded, say so: the law takes the date of the request plus two days)"},
	"Clearance":   {"la date de dédouanement", "the date of customs clearance"},
	"Stipulated":  {"si le contrat prévoit expressément la dérogation", "whether the contract expressly provides the derogation"},
	"SeasonOpens": {"la date d’ouverture de la saison", "the date the season opens"},
}

func (v Verdict) missing(lang law.Lang) string {
	words := make([]string, len(v.Missing))
	for i, m := range v.Missing {
		words[i] = facts[m][lang&1]
		if m == "Issued" { // earlier law is not in this package
			words[i] = fmt.Sprintf(words[i], locale.Date(v.Basis.From, lang))
		}
	}
	return strings.Join(words, ", ")
}
