package terms

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/creance/creance/law"
)

// An InvalidError says which part of some terms is out of bounds.
type InvalidError struct {
	Field   string // "delay", "days after", "day of month", "share"…
	Value   int    // the offending value; one beyond the bound stands for all beyond it
	Problem string // "is outside 0-3650 days"
}

func (e *InvalidError) Error() string {
	return fmt.Sprintf("payment terms: %s %d %s", e.Field, e.Value, e.Problem)
}

// Message is the error for a person, in one sentence.
func (e *InvalidError) Message(lang law.Lang) string {
	french, known := faults[e.Problem]
	if lang == law.English || !known {
		return fmt.Sprintf("Payment terms: %s %d %s.", e.Field, e.Value, e.Problem)
	}
	value := strconv.Itoa(e.Value)
	if e.Field == "share" || e.Field == "shares" || e.Field == "discount percent" {
		value = Percent(e.Value).String()
	}
	return "Conditions de paiement : " + strings.ReplaceAll(french, "#", value) + "."
}

// faults are the problems in French, where # is the value.
var faults = map[string]string{
	"is outside 0-3650 days":                                     "le délai (#) n’est pas entre 0 et 3650 jours",
	"is outside 0-120 months":                                    "le délai (#) n’est pas entre 0 et 120 mois",
	"are outside 0-3650":                                         "les jours après la fin de période (#) ne sont pas entre 0 et 3650",
	"stands for one outside 1-31":                                "un jour du mois n’est pas entre 1 et 31",
	"is no event that terms count from":                          "# n’est pas un point de départ",
	"is no means of payment":                                     "# n’est pas un moyen de paiement",
	"are not 1 to 12":                                            "il y a # fractions, et il en faut de 1 à 12",
	"is not between 0 and 100 % (in ten-thousandths of a point)": "le pourcentage de # n’est pas entre 0 et 100 %",
	"has parts, discounts or a means of payment of its own: put them on the whole": "la fraction n° # a ses propres fractions, escomptes ou moyen de paiement : mettez-les sur le tout",
	"do not add up to 100 % (1 000 000 ten-thousandths of a point)":                "les fractions font # et non 100 %",
	"are too many: terms take at most 4":                                           "il y a # escomptes, et il en faut 4 au plus",
	"is none of the conditions of this package":                                    "# n’est pas une condition d’escompte",
	"are outside 0-3650, or given for a discount that says no delay":               "les jours d’escompte (#) ne sont pas entre 0 et 3650, ou l’escompte ne dit pas de délai",
}

// Validate reports all that is wrong with t at once, or nil. Terms read by
// [Parse] are always valid; a constructor given a delay out of bounds, or a day
// of the month that does not exist, returns Terms refused here.
func (t Terms) Validate() error {
	r := t.rule
	var errs []error
	report := func(bad bool, field string, value int, problem string) {
		if bad {
			errs = append(errs, &InvalidError{Field: field, Value: value, Problem: problem})
		}
	}
	report(r.unit != inMonths && !within(r.delay, MaxDays), "delay", int(r.delay), "is outside 0-3650 days")
	report(r.unit == inMonths && !within(r.delay, MaxMonths), "delay", int(r.delay), "is outside 0-120 months")
	report(!within(r.then, MaxDays), "days after", int(r.then), "are outside 0-3650")
	report(r.days&1 != 0, "day of month", 0, "stands for one outside 1-31")
	report(r.base >= endBase, "base", int(r.base), "is no event that terms count from")
	report(t.method >= endMethod, "method", int(t.method), "is no means of payment")
	return errors.Join(errs...)
}

// valid is what Due needs of Validate, without allocation.
func (r rule) valid() bool {
	longest := MaxDays
	if r.unit == inMonths {
		longest = MaxMonths
	}
	return within(r.delay, longest) && within(r.then, MaxDays) && r.days&1 == 0 && r.base < endBase
}

func within(n int16, limit int) bool { return n >= 0 && int(n) <= limit }
