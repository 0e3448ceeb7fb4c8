package yamlread

import (
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/say"
)

// Scalar is the text of a value; false when it is none, which is reported.
func (r *Reader) Scalar(n *yaml.Node, path string) (string, bool) {
	r.Mark(n, path)
	if n.Kind != yaml.ScalarNode || n.Value == "" && n.Tag == "!!null" {
		r.Wrong(n, CodeShape, say.Both("un texte est attendu ici, pas %s", "a text is expected here, found %s", Shape(n)), say.Text{})
		return "", false
	}
	return n.Value, true
}

// Word reads a text.
func (r *Reader) Word(to *string) Read {
	return func(n *yaml.Node, path string) {
		if s, ok := r.Scalar(n, path); ok {
			*to = s
		}
	}
}

// Words reads one of the values of a named string type.
func Words[T ~string](r *Reader, to *T, known ...T) Read {
	return func(n *yaml.Node, path string) {
		s, ok := r.Scalar(n, path)
		if !ok {
			return
		}
		if !slices.Contains(known, T(s)) {
			list := make([]string, len(known))
			for i, k := range known {
				list[i] = string(k)
			}
			r.Wrong(n, CodeWord, say.Both("valeur inconnue : %s", "unknown value %s", say.Name(s)), say.Suggest(s, list))
			return
		}
		*to = T(s)
	}
}

// Yes reads true or false.
func (r *Reader) Yes(to *bool) Read {
	return func(n *yaml.Node, path string) {
		switch s, ok := r.Scalar(n, path); {
		case !ok:
		case s == "true" || s == "false":
			*to = s == "true"
		default:
			r.Wrong(n, CodeWord, say.Both("%s n’est ni true ni false", "%s is neither true nor false", say.Name(s)), yesOrNo(s))
		}
	}
}

// Whole reads a whole number up to a limit, without the readings YAML has for
// 010, 0x10 and 1e3.
func (r *Reader) Whole(to *int, limit int) Read {
	return func(n *yaml.Node, path string) {
		s, ok := r.Scalar(n, path)
		if !ok {
			return
		}
		v := 0
		for _, c := range s {
			if c < '0' || c > '9' || len(s) > 9 {
				r.Wrong(n, CodeNumber, say.Both("%s n’est pas un nombre entier écrit en chiffres", "%s is not a whole number written in digits", say.Name(s)), wholly(s))
				return
			}
			v = v*10 + int(c-'0')
		}
		switch {
		case len(s) > 1 && s[0] == '0':
			r.Wrong(n, CodeNumber, say.Both("%s commence par un zéro", "%s starts with a zero", say.Name(s)), plainly(s, say.Text{}))
		case v > limit:
			r.Wrong(n, CodeNumber, say.Both("%s dépasse %d", "%s is more than %d", s, limit), say.Both("écrivez au plus %d", "write %d at most", limit))
		default:
			*to = v
		}
	}
}

// plainly says how a number is written, if that is certain; the hint otherwise.
func plainly(text string, hint say.Text) say.Text {
	if number := say.Plainly(text); number != "" {
		return say.Both("écrivez %s", "write %s", number)
	}
	return hint
}

// wholly says how a whole number is written.
func wholly(text string) say.Text {
	number := say.Plainly(text)
	if whole, fraction, _ := strings.Cut(number, "."); number != "" && strings.Trim(fraction, "0") == "" {
		return say.Both("écrivez %s", "write %s", strings.ReplaceAll(whole, "_", ""))
	}
	return say.Both("écrivez un nombre comme 30", "write a number such as 30")
}

func yesOrNo(text string) say.Text {
	switch strings.ToLower(text) {
	case "oui", "vrai", "yes", "on":
		return say.Both("écrivez true", "write true")
	case "non", "faux", "no", "off":
		return say.Both("écrivez false", "write false")
	}
	return say.Both("écrivez true ou false", "write true or false")
}

// PlainNumber takes the underscores out of a number; false when it is not
// written plainly.
func PlainNumber(s string) (string, bool) {
	digits := strings.ReplaceAll(s, "_", "")
	whole, _, _ := strings.Cut(strings.TrimPrefix(digits, "-"), ".")
	bad := strings.HasPrefix(s, "_") || strings.HasSuffix(s, "_") || strings.Contains(s, "__") ||
		strings.Contains(s, "_.") || strings.Contains(s, "._") || strings.HasPrefix(s, "+") || strings.HasPrefix(s, "-_") ||
		len(whole) > 1 && whole[0] == '0'
	return digits, !bad
}

// Amount reads an amount written plainly, 1_500.00.
func (r *Reader) Amount(to *decimal.Decimal) Read {
	return func(n *yaml.Node, path string) {
		s, ok := r.Scalar(n, path)
		if !ok {
			return
		}
		digits, plain := PlainNumber(s)
		d, err := dunning.ParseAmount(digits)
		if err != nil || !plain {
			r.Wrong(n, CodeNumber, say.Both("%s n’est pas un montant", "%s is not an amount", say.Name(s)), plainly(s, say.Both("écrivez 20.00 ou 1_500.00, avec un point", "write 20.00 or 1_500.00, with a point")))
			return
		}
		*to = d
	}
}

// Day reads a strict ISO 8601 date.
func (r *Reader) Day(to *date.Date) Read {
	return func(n *yaml.Node, path string) {
		s, ok := r.Scalar(n, path)
		if !ok {
			return
		}
		d, err := dunning.ParseDate(s)
		if err != nil {
			message, fix := say.NoDay(s)
			r.Wrong(n, CodeDate, message, fix)
			return
		}
		*to = d
	}
}
