package policy

import (
	"reflect"
	"strings"

	"github.com/creance/creance/internal/lang"
)

// A Word is a fact that expressions can name.
type Word struct {
	Name    string
	Type    string   // bool, int, money, ratio, date, text or choice
	Values  []string // of a choice
	English string
	French  string
}

// Vocabulary lists the facts of a type, in the order of its fields, the
// computed ones last: the material of a page such as FACTS.md for a type with
// facts of your own. The error is dunning.Problems when F is no type of facts.
func Vocabulary[F any]() ([]Word, error) {
	s, err := schemaOf(reflect.TypeFor[F](), nil)
	if err != nil {
		return nil, err
	}
	var words []Word
	add := func(symbol *lang.Symbol, en, fr string) {
		w := Word{Name: symbol.Name, Type: typeNames[symbol.Type.Kind], English: en, French: fr}
		switch {
		case symbol.Name == "last_step":
			w.Values = []string{noStepYet, "…"}
		case symbol.Type.Kind == lang.Enum:
			w.Values = symbol.Type.Values
		case symbol.Optional:
			w.Type += ", in days only"
		}
		words = append(words, w)
	}
	for _, f := range s.fields {
		add(f.Symbol, f.en, f.fr)
	}
	for _, c := range s.computed {
		add(c.symbol, c.en, c.fr)
	}
	add(s.previous, previousEnglish, previousFrench)
	return words, nil
}

const (
	previousEnglish = "the day of the last step sent; before the first, the day the step above was due"
	previousFrench  = "le jour de la dernière étape envoyée ; avant la première, le jour prévu de l'étape précédente"
)

// alsoCalled are words by which authors look for a fact and which its
// description does not have; an unknown name is explained by them.
var alsoCalled = map[string]string{
	"as_of": "aujourd'hui today", "balance": "solde restant montant remaining", "outstanding": "dette montant debt", "overdue": "montant impayés unpaid",
	"client_kind":  "type nature catégorie particulier professionnel",
	"days_overdue": "retard late", "days_since_last": "relance reminder", "last_step": "relance reminder", "steps_sent": "relances reminders",
	"previous": "relance reminder",
}

var typeNames = map[lang.Kind]string{
	lang.Bool: "bool", lang.Int: "int", lang.Ratio: "ratio", lang.Money: "money",
	lang.Date: "date", lang.Text: "text", lang.Enum: "choice",
}

// String is the type as FACTS.md shows it: "choice: business, public".
func (w Word) String() string {
	if len(w.Values) > 0 {
		return w.Type + ": " + strings.Join(w.Values, ", ")
	}
	return w.Type
}
