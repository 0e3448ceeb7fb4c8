package terms

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

var baseTexts = [...][2]string{
	Issue:    {"date de facture", "invoice date"},
	Receipt:  {"réception de la facture", "receipt of the invoice"},
	Delivery: {"livraison", "delivery"},
	Order:    {"commande", "order"},
}

// In the texts # is the number of the step.
var stepTexts = map[StepCode][2]string{
	LegalDefault:     {"délai légal de # jours (art. L441-10 I C. com.)", "statutory # days (art. L441-10 I C. com.)"},
	AddDays:          {"+ # jours", "+ # days"},
	AddMonths:        {"+ # mois", "+ # months"},
	ToEndOfMonth:     {"fin de mois", "end of month"},
	ToEndOfDecade:    {"fin de décade", "end of the ten-day period"},
	ToEndOfFortnight: {"fin de quinzaine", "end of the half-month"},
	DayAfterMonthEnd: {"le # suivant la fin de mois", "next # after the end of month"},
	DayOnOrAfter:     {"le # à partir de cette date", "first # on or after"},
}

// Text says the derivation: "date de facture : 10 avril 2025 ; + 45 jours : 25
// mai 2025 ; fin de mois : 31 mai 2025", then the other readings.
func (d Derivation) Text(lang law.Lang) string {
	var parts []string
	for _, s := range d.Steps {
		parts = append(parts, s.Text(lang))
	}
	for _, o := range d.Readings {
		parts = append(parts, o.Text(lang))
	}
	return strings.Join(parts, in(lang, " ; ", "; "))
}

// Text says one step and the date it reaches.
func (s Step) Text(lang law.Lang) string {
	texts := stepTexts[s.Code]
	if s.Code == FromEvent && s.Base < endBase {
		texts = baseTexts[s.Base]
	}
	name := strings.ReplaceAll(in(lang, texts[0], texts[1]), "#", strconv.Itoa(s.N))
	return name + in(lang, " : ", ": ") + locale.Date(s.On, lang)
}

// Text says what the other reading gives, and how far it is.
func (o OtherReading) Text(lang law.Lang) string {
	usage := ""
	if !o.Official {
		usage = in(lang, ", usage non officiel", ", an unofficial usage")
	}
	return fmt.Sprintf(in(lang, "méthode %s (« %s »%s) : %s, %+d j", "method %s (“%s”%s): %s, %+d days"),
		o.Name, o.Terms, usage, locale.Date(o.Due, lang), o.Gap)
}

func in(lang law.Lang, french, english string) string {
	if lang == law.English {
		return english
	}
	return french
}
