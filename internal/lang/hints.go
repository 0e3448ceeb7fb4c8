package lang

import (
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/say"
)

// unexpected says what is wrong with a token that expr's parser did not expect,
// from its kind and what stands before it.
func unexpected(token string, before []rune) (message, fix say.Text) {
	kind, shown, quoted := strings.Cut(token, "(")
	if quoted {
		shown = strings.TrimSuffix(shown, ")")
	}
	shown = strings.Trim(shown, `"`)
	left := strings.TrimRightFunc(string(before), unicode.IsSpace)
	complete := left != "" && !strings.ContainsAny(left[len(left)-1:], "+-*/<>=!&|(,[") && !endsInWord(left, "and", "or", "not", "in")
	switch {
	case shown == "," && complete:
		return say.Both("une liste se met entre crochets", "a list stands in square brackets"), inHint()
	case kind == "Bracket" && strings.Contains(")]}", shown) && complete:
		return say.Both("%s ferme ce que rien n’ouvre", "%s closes what nothing opens", shown), say.Both("supprimez-la, ou ouvrez-la plus tôt", "remove it, or open it before")
	case complete && kind != "Operator" && kind != "Bracket":
		return say.Both("il manque un opérateur avant %s", "an operator is missing before %s", say.Name(shown)), operatorHint()
	case complete:
		return say.Both("%s n’est pas attendu ici", "unexpected %s", say.Name(shown)), operatorHint()
	}
	return say.Both("il manque une valeur avant %s", "a value is missing before %s", say.Name(shown)), say.Both("écrivez un fait ou un nombre : overdue >= 150.00", "write a fact or a number: overdue >= 150.00")
}

func endsInWord(text string, words ...string) bool {
	for _, w := range words {
		if rest, ok := strings.CutSuffix(text, w); ok && (rest == "" || !unicode.IsLetter(rune(rest[len(rest)-1])) && rest[len(rest)-1] != '_') {
			return true
		}
	}
	return false
}

func division() say.Text {
	return say.Both("multipliez plutôt l’autre côté : 2 * disputed_amount > balance", "multiply the other side instead: 2 * disputed_amount > balance")
}

func dateHint(text string) say.Text {
	if day := say.Day(text); day != "" {
		text = day
	}
	return say.Both("écrivez date(%q)", "write date(%q)", say.Clip(text))
}

// literalHint says what to compare a fact with when a literal cannot be.
func literalHint(x operand, t Type) say.Text {
	switch {
	case t.Kind == Bool:
		return alone("disputed")
	case t.Kind == Enum:
		return say.Both("écrivez une de ses valeurs entre guillemets droits : %s", "write one of its values in quotes: %s", strings.Join(t.Values[:min(len(t.Values), 8)], ", "))
	case t.Kind == Text:
		return say.Both("écrivez un texte entre guillemets droits", "write a text in quotes")
	case t.Kind == Date:
		return say.Both("écrivez date(\"2026-01-31\")", "write date(\"2026-01-31\")")
	case x.text != nil && say.Plainly(*x.text) != "":
		return say.Both("écrivez %s, sans guillemets", "write %s, without quotes", say.Plainly(*x.text))
	}
	return say.Both("écrivez un nombre, sans guillemets", "write a number, without quotes")
}

// alone says how a fact that is a condition is written.
func alone(fact string) say.Text {
	return say.Both("une condition se suffit : écrivez %s, ou not %s", "a condition stands alone: write %s, or not %s", fact, fact)
}

// repeated says how the other side of "or" goes on: with the fact named again.
func repeated(text string, other Node) say.Text {
	fact := "client_kind"
	if c, ok := other.(*Compare); ok {
		fact = Print(c.X)
	}
	return say.Both("répétez le fait : %s == %q", "name the fact again: %s == %q", fact, text)
}

// Thousands asks what an amount with three decimals is: 1.500 is how many people
// write 1500.
func Thousands(d decimal.Decimal, shown string, places int32) (message, fix say.Text) {
	return say.Both("%s a trois décimales : des milliers, ou des centimes ?", "%s has three decimals: thousands, or cents?", shown),
		say.Both("écrivez %s ou %s", "write %s or %s", d.Shift(3).String(), d.StringFixed(places))
}

// rounded offers the two numbers nearest to one that has too many decimals.
func rounded(d decimal.Decimal, places int32) say.Text {
	return say.Both("écrivez %s ou %s", "write %s or %s", d.RoundFloor(places).StringFixed(places), d.RoundCeil(places).StringFixed(places))
}

// insteadOf is the condition that goes with a date that may be absent:
// promise_open with promise_until.
func (c *checker) insteadOf(name string) say.Text {
	first, _, _ := strings.Cut(name, "_")
	for _, s := range c.scope.sorted(false) {
		if s.Type.Kind == Bool && strings.HasPrefix(s.Name, first+"_") {
			return say.Both("dans une condition, écrivez %s", "in a condition write %s", s.Name)
		}
	}
	return say.Text{}
}
