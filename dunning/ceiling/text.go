package ceiling

import (
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
	return fmt.Sprintf(say("missing"), v.missing(lang))
}

// sentences of a verdict, in French and English.
var sentences = map[string][2]string{
	"lawful": {"L’échéance du %s respecte le plafond légal, qui va jusqu’au %s (%s).",
		"The due date of %s keeps within the legal ceiling, %s (%s)."},
	"caution": {" Elle ne le respecte que selon une seule des deux lectures officielles de « fin de mois » : le contrat doit dire laquelle.",
		" It does so under only one of the two official readings of “end of month”: the contract should say which."},
	"exceeds": {"L’échéance du %s dépasse de %s le plafond légal du %s (%s).",
		"The due date of %s is %s beyond the legal ceiling of %s (%s)."},
	"fine": {" Amende administrative encourue : %s pour une personne physique, %s pour une société (%s).",
		" Administrative fine incurred: %s for a natural person, %s for a company (%s)."},
	"free": {"Aucun plafond légal ne s’applique à cette échéance.", "No legal ceiling applies to this due date."},
	"missing": {"On ne peut pas dire si l’échéance est licite. Il manque : %s.",
		"Whether the due date is lawful cannot be told. Missing: %s."},
}

// facts are the fields of a Deal in words; "Due" is the date to check.
var facts = map[string][2]string{
	"Due":           {"la date d’échéance", "the due date"},
	"Issued":        {"une date de facture à partir du 26 avril 2019", "an invoice date from 26 April 2019 on"},
	"Delivered":     {"la date de livraison ou de fin de prestation", "the date of delivery, or of the end of the service"},
	"Received":      {"la date de réception de la demande de paiement", "the date the payment request was received"},
	"Clearance":     {"la date de dédouanement", "the date of customs clearance"},
	"Stipulated":    {"si le contrat prévoit expressément la dérogation", "whether the contract expressly provides the derogation"},
	"Buyer, Sector": {"un acheteur et un secteur connus", "a known buyer and sector"},
}

func (v Verdict) missing(lang law.Lang) string {
	words := make([]string, len(v.Missing))
	for i, m := range v.Missing {
		words[i] = facts[m][lang&1]
	}
	return strings.Join(words, ", ")
}
