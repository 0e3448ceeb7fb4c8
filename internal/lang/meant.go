package lang

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/creance/creance/internal/say"
)

// has reports whether a name means something.
func (s *Scope) has(name string) bool {
	_, constant := s.Constants[name]
	_, named := s.Named[name]
	return constant || named || s.Symbols[name] != nil || s.Days[name] != nil || s.Functions[name] != nil
}

// meant is what the author may have meant by a name that is not known: a value
// that lacks its quotes, a name that is written almost so, or a fact whose
// description, in either language, has the words of the name.
func (s *Scope) meant(name string, day bool) say.Text {
	switch fact, value := s.valueOf(name); {
	case value != "" && day:
		return say.Both("un jour part de due, l’échéance, ou de previous, l’étape précédente : previous + 7", "a day counts from due, or from previous, the step before: previous + 7")
	case value != "":
		return say.Both("une valeur se met entre guillemets droits : %s == %q", "a value stands in quotes: %s == %q", fact, value)
	}
	if f := s.Functions[name]; f != nil {
		return say.Both("c’est une fonction : %s", "it is a function: %s", f.String())
	}
	if slices.Contains(s.Below, name) {
		return say.Both("elle est déclarée plus bas : une condition n’emploie que celles du dessus", "it is declared below: a condition uses those above it")
	}
	if name == "segment" {
		return say.Both("pour limiter une étape à un segment, écrivez segments: [public]", "to limit a step to a segment write segments: [public]")
	}
	if nearest := say.Like(name, s.names(day)); nearest != "" {
		return say.DidYouMean(nearest)
	}
	switch close := s.about(name, day); len(close) {
	case 0:
		return say.Both("prenez un fait de policy/FACTS.md, ou déclarez ce nom sous constants ou let", "take a fact of policy/FACTS.md, or declare this name under constants or let")
	case 1:
		return say.Both("vouliez-vous dire %s ?", "did you mean %s?", explained(close[0]))
	default:
		texts := make([]any, len(close))
		for i, symbol := range close {
			texts[i] = explained(symbol)
		}
		list := say.Both(strings.Repeat(" ; %s", len(close))[3:], strings.Repeat("; %s", len(close))[2:], texts...)
		return say.Both("un de ceux-ci ? %s", "one of these? %s", list)
	}
}

// valueOf finds the fact one of whose values is the name, or starts with it:
// relance-1 without quotes is relance less 1.
func (s *Scope) valueOf(name string) (fact, value string) {
	for _, symbol := range s.sorted(false) {
		for _, v := range symbol.Type.Values {
			if v == name || strings.HasPrefix(v, name+"-") {
				return symbol.Name, v
			}
		}
	}
	return "", ""
}

func (s *Scope) sorted(day bool) []*Symbol {
	var list []*Symbol
	for _, symbol := range s.Symbols {
		list = append(list, symbol)
	}
	if day {
		for _, symbol := range s.Days {
			list = append(list, symbol)
		}
	}
	slices.SortFunc(list, func(a, b *Symbol) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

// maxClose is how many facts are offered for a name.
const maxClose = 3

// about are the facts whose descriptions have most of the words of the name, the
// earlier the better.
func (s *Scope) about(name string, day bool) []*Symbol {
	type match struct {
		*Symbol
		words, first int
	}
	var found []match
	wanted := words(name)
	for _, symbol := range s.sorted(day) {
		m := match{Symbol: symbol, first: len(symbol.Means[0]) + len(symbol.Means[1])}
		for _, w := range wanted {
			at := -1
			like := func(have string) bool { return alike(w, have) }
			for _, text := range symbol.Means {
				if i := slices.IndexFunc(words(text), like); i >= 0 && (at < 0 || i < at) {
					at = i
				}
			}
			switch {
			case slices.ContainsFunc(words(symbol.Also), like):
				m.words, m.first = m.words+1, -1
			case at >= 0:
				m.words, m.first = m.words+1, min(m.first, at)
			}
		}
		if m.words > 0 {
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Or(b.words-a.words, a.first-b.first) })
	var best []*Symbol
	for _, m := range found {
		if m.words == found[0].words && len(best) < maxClose {
			best = append(best, m.Symbol)
		}
	}
	return best
}

// explained is a fact and the start of its description.
func explained(s *Symbol) say.Text {
	short := s.Means
	for i := range short {
		if cut := strings.IndexAny(short[i], ",;:("); cut >= 0 {
			short[i] = strings.TrimSpace(short[i][:cut])
		}
	}
	return say.Both("%s (%s)", "%s (%s)", s.Name, short)
}

// words are the words of a name or of a description, without accents, short ones
// left out.
func words(text string) []string {
	list := strings.FieldsFunc(say.Letters(text), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.DeleteFunc(list, func(w string) bool { return len(w) < 4 })
}

// alike reports whether two words have one root: assure and assurées.
func alike(a, b string) bool {
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	longest := max(len(a), len(b))
	return same == longest || same >= 4 && longest-same <= 1 || same >= 5 && longest-same <= 2
}
