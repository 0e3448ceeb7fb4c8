package terms

import (
	"fmt"
	"strings"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// Error is the refusal in English on one line: the words and their place, why,
// what they can mean, and what to write instead.
func (e *Refusal) Error() string {
	text := e.Reason.String()
	if e.Date != 0 {
		text += " (" + e.Date.String() + ")"
	}
	if e.Text != "" {
		text = fmt.Sprintf("%q at byte %d: %s", e.Text, e.At, text)
	}
	return "payment terms: " + text + e.hint(law.English) + "; " + e.remedy(law.English)
}

// Message is the refusal for a person, in one or two sentences: why, what was
// understood, and what to write instead.
func (e *Refusal) Message(lang law.Lang) string {
	text := in(lang, "Conditions de paiement", "Payment terms")
	if e.Text != "" {
		text += fmt.Sprintf(in(lang, " : « %s » (caractère %d)", ": “%s” (character %d)"), e.Text, e.Column)
	}
	text += in(lang, " : ", ": ") + e.Reason.Text(lang)
	if e.Date != 0 {
		text += " (" + locale.Date(e.Date, lang) + ")"
	}
	text += e.hint(lang)
	if e.Suggestion == "" {
		text += "."
	}
	if len(e.Understood) > 0 {
		var list []string
		for _, s := range e.Understood {
			list = append(list, kindTexts[s.Kind][lang&1]+in(lang, " « ", " “")+s.Text+in(lang, " »", "”"))
		}
		text += in(lang, " Compris : ", " Understood: ") + strings.Join(list, ", ") + "."
	}
	return text + in(lang, " À faire : ", " To do: ") + e.remedy(lang) + "."
}

// hint is what the words can mean, or the word that was probably meant.
func (e *Refusal) hint(lang law.Lang) string {
	quote := func(s string) string { return in(lang, "« "+s+" »", `"`+s+`"`) }
	switch {
	case len(e.Readings) > 0:
		var list []string
		for _, t := range e.Readings {
			list = append(list, quote(t.String()))
		}
		return in(lang, " : ", ": ") + strings.Join(list, in(lang, " ou ", " or "))
	case e.Suggestion != "":
		return in(lang, ", vouliez-vous dire ", ", did you mean ") + quote(e.Suggestion) + in(lang, " ?", "?")
	}
	return ""
}

func (e *Refusal) remedy(lang law.Lang) string {
	if len(e.Readings) > 0 {
		return in(lang, "écrivez l’une de ces formules", "write one of them")
	}
	return e.Reason.texts().remedy[lang&1]
}

func (r Reason) texts() reasonText {
	if r >= endReason {
		return reasonText{what: [2]string{"raison inconnue", "unknown reason"}}
	}
	return reasons[r]
}

// reasonText is why a wording is refused and what to do, in French and English.
type reasonText struct{ what, remedy [2]string }

var reasons = [...]reasonText{
	NotUnderstood: {
		[2]string{"n’est pas compris", "not understood"},
		[2]string{"retirez ce qui ne dit pas quand payer, ou écrivez-le comme dans les exemples de ce paquet", "remove what does not say when to pay, or write it as in the examples of this package"},
	},
	Empty: {
		[2]string{"aucune formule", "no wording"},
		[2]string{"donnez la formule, ou des conditions vides pour le délai légal", "give the wording, or use the zero Terms for the legal default"},
	},
	TooLong: {
		[2]string{"la formule est trop longue", "the wording is too long"},
		[2]string{"donnez les seules conditions de paiement, en 500 octets au plus", "give the payment terms alone, at most 500 bytes"},
	},
	Ambiguous: {
		[2]string{"peut désigner plusieurs accords", "can mean more than one agreement"},
		[2]string{"dites lequel, dans l’ordre du calcul, avec le point de départ : « 30 jours fin de mois à compter de la livraison »", "say which one, in the order it is counted, with the event it counts from: \"30 jours fin de mois à compter de la livraison\""},
	},
	Conditional: {
		[2]string{"dépend d’une condition", "depends on a condition"},
		[2]string{"donnez les conditions qui s’appliquent une fois la condition levée", "give the terms that apply once the condition is settled"},
	},
	Elsewhere: {
		[2]string{"renvoie à des conditions écrites ailleurs", "refers to terms written elsewhere"},
		[2]string{"donnez les conditions de ce document", "give the terms of that document"},
	},
	Incomplete: {
		[2]string{"ne dit pas quand payer", "does not say when to pay"},
		[2]string{"ajoutez le délai : « 30 jours », « à réception de facture »", "add the delay: \"30 jours\", \"à réception de facture\""},
	},
	FixedDate: {
		[2]string{"fixe une date, pas une règle", "states a date, not a rule"},
		[2]string{"inscrivez-la comme échéance de la facture", "set the invoice’s due date instead"},
	},
	NeverDue: {
		[2]string{"n’est jamais exigible", "never falls due"},
		[2]string{"enregistrez plutôt le règlement", "record the payment instead"},
	},
	Prepaid: {
		[2]string{"est payé d’avance", "is paid in advance"},
		[2]string{"enregistrez plutôt le règlement", "record the payment instead"},
	},
	UndatedParts: {
		[2]string{"a des fractions dont les dates ne sont pas toutes connues", "has parts whose dates are not all known"},
		[2]string{"donnez à chaque fraction son délai : « 50 % à la commande, 50 % à 30 jours »", "give each part its delay: \"50 % à la commande, 50 % à 30 jours\""},
	},
	NotATerm: {
		[2]string{"n’est pas un délai de paiement", "is not a payment delay"},
		[2]string{"donnez la phrase qui parle du paiement", "give the sentence about payment"},
	},
	BusinessDays: {
		[2]string{"compte des jours ouvrés", "counts business days"},
		[2]string{"donnez des jours calendaires, ou reportez la date avec le paquet dunning/calendar", "give calendar days, or roll the date with package dunning/calendar"},
	},
	OutOfBounds: {
		[2]string{"sort des bornes", "is out of bounds"},
		[2]string{"les délais vont jusqu’à 3650 jours ou 120 mois, les jours du mois de 1 à 31, les fractions jusqu’à 100 % en tout", "delays go to 3650 days or 120 months, days of the month from 1 to 31, shares to 100 % in all"},
	},
}

// kindTexts are the kinds of [Span] that a refusal lists as understood.
var kindTexts = map[string][2]string{
	"delay":         {"délai", "delay"},
	"end of period": {"fin de période", "end of period"},
	"event":         {"point de départ", "event"},
	"day of month":  {"jour du mois", "day of month"},
	"method":        {"moyen de paiement", "means of payment"},
	"percentage":    {"pourcentage", "percentage"},
	"part":          {"fraction", "part"},
	"discount":      {"escompte", "discount"},
	"date":          {"date", "date"},
}
