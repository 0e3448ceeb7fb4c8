package yamlread

import (
	"unicode"

	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/source"
)

// A flow is what stands between brackets or quotes, on one line or several.
type flow struct {
	open   []bracket
	quote  rune // of the text that is open; 0 outside one
	quoted source.Place
	opened int // indentation of the line on which it started
	start  int // column of the word or text that was met last
	paired bool
	fresh  bool // a value may start here
}

type bracket struct {
	rune
	at     source.Place
	paired bool // of the brackets around it
}

var closing = map[rune]rune{'{': '}', '[': ']'}

// scan looks at the rest of a line from a bracket or a quote on.
func (f *flow) scan(l *layout, text []rune, at int) {
	if len(f.open) == 0 && f.quote == 0 {
		f.opened, f.fresh, f.paired = indentOf(text), true, false
	}
	for i := at; i < len(text); i++ {
		switch c := text[i]; {
		case f.quote != 0:
			i = f.inQuotes(text, i)
			if f.quote == 0 && !f.ends(l, text, i+1) {
				return
			}
		case c == ' ' || c == '\t':
			continue
		case c == '#' && i > 0 && text[i-1] == ' ':
			return
		case (c == '"' || c == '\'') && f.fresh:
			f.quote, f.quoted, f.start = c, source.Place{Line: l.line, Column: i + 1}, i
		case c == '{' || c == '[':
			if !f.fresh {
				l.wrong(f.start, say.Both("cette condition contient %c", "this condition holds %c", c), say.Both("entre { }, mettez-la entre guillemets droits : \"…\"", "inside { }, put it in quotes: \"…\""))
				f.open = nil
				return
			}
			f.open = append(f.open, bracket{c, source.Place{Line: l.line, Column: i + 1}, f.paired})
			f.paired = false
			continue
		case c == '}' || c == ']':
			if !f.close(l, c, i) {
				return
			}
		case c == ',' && len(f.open) > 0:
			f.paired, f.fresh = false, true
			continue
		case c == ':' && (i+1 == len(text) || text[i+1] == ' ' || i > 0 && (text[i-1] == '"' || text[i-1] == '\'')) && len(f.open) > 0:
			if f.paired && f.open[len(f.open)-1].rune == '{' {
				l.wrong(f.start, say.Both("il manque une virgule avant %s", "a comma is missing before %s", say.Name(text[f.start:i])), say.Both("séparez les clés par des virgules ; un texte qui contient deux-points se met entre guillemets droits", "put commas between keys; a text with a colon stands in quotes"))
				f.open = nil
				return
			}
			f.paired, f.fresh = true, true
			continue
		case len(f.open) == 0:
			return
		default:
			if f.fresh || text[i-1] == ' ' {
				f.word(text, i)
			}
		}
		f.fresh = false
	}
}

// word notes where a word starts: a text when nothing stood before it, the key
// that a comma is missing before when a pair is complete.
func (f *flow) word(text []rune, i int) {
	if f.fresh || f.paired && isKey(text[i:]) {
		f.start = i
	}
}

func isKey(text []rune) bool {
	for i, c := range text {
		if c == ':' {
			return i > 0
		}
		if !unicode.IsLetter(c) && c != '_' && c != '-' {
			break
		}
	}
	return false
}

// inQuotes goes to the end of a text between quotes, or of the line.
func (f *flow) inQuotes(text []rune, i int) int {
	for ; i < len(text); i++ {
		switch {
		case f.quote == '"' && text[i] == '\\', f.quote == '\'' && text[i] == '\'' && i+1 < len(text) && text[i+1] == '\'':
			i++
		case text[i] == f.quote:
			f.quote = 0
			return i
		}
	}
	return i
}

// ends reports whether a text may end where its quote closes.
func (f *flow) ends(l *layout, text []rune, i int) bool {
	for ; i < len(text) && text[i] == ' '; i++ {
	}
	if i >= len(text) || text[i] == '#' || text[i] == ':' || len(f.open) > 0 && (text[i] == ',' || text[i] == '}' || text[i] == ']') {
		return true
	}
	l.wrong(i, say.Both("le texte est déjà fermé par un guillemet", "a quote has closed the text already"),
		say.Both("entre apostrophes doublez-les ('l''été'), entre guillemets droits écrivez \\\"", "double a quote inside '…', write \\\" inside \"…\""))
	f.open = nil
	return false
}

func (f *flow) close(l *layout, c rune, i int) bool {
	if len(f.open) == 0 {
		l.wrong(i, say.Both("%c ferme un crochet ou une accolade que rien n’ouvre", "%c closes what nothing opens", c), say.Both("supprimez-le", "remove it"))
		return false
	}
	last := f.open[len(f.open)-1]
	if want := closing[last.rune]; c != want {
		l.wrong(i, say.Both("%c ne ferme pas %c, ouvert ligne %d, colonne %d", "%c does not close %c of line %d, column %d", c, last.rune, last.at.Line, last.at.Column),
			say.Both("fermez d’abord %c par %c", "close %c by %c first", last.rune, want))
		f.open = nil
		return false
	}
	f.open, f.paired = f.open[:len(f.open)-1], last.paired
	return true
}

// unclosed reports a bracket or a quote that is still open.
func (l *layout) unclosed() {
	switch {
	case l.quote != 0:
		l.report(CodeYAML, l.quoted, say.Both("ce guillemet n’est pas fermé", "this quote is not closed"),
			say.Both("fermez-le à la fin du texte ; un texte qui contient une apostrophe se met entre guillemets droits : \"l’été\"", "close it at the end of the text"))
	case len(l.open) > 0:
		last := l.open[len(l.open)-1]
		l.report(CodeYAML, last.at, say.Both("%c n’est pas fermé", "%c is not closed", last.rune), say.Both("fermez-le par %c", "close it by %c", closing[last.rune]))
	}
	l.open, l.quote = nil, 0
}

func indentOf(text []rune) int {
	n := 0
	for n < len(text) && text[n] == ' ' {
		n++
	}
	return n
}
