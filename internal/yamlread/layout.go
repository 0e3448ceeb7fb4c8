package yamlread

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/source"
)

// A layout looks at a file line by line for the mistakes that people make in
// YAML. It is asked when the file is not YAML, whose reader stops at the first
// mistake and often names another line.
type layout struct {
	*Reader
	levels []level
	hungry bool // a key or a dash waits for what belongs to it
	adrift bool // an indentation was wrong: those that follow are not judged before the next line without one
	inText int  // indentation above which a text after | or > goes on; -1 outside one
	line   int
	flow
}

// A level is a block that is open.
type level struct {
	indent int
	list   bool
	line   int
}

// mislaid reports what is wrong with the layout; false when that is not found.
func (r *Reader) mislaid() bool {
	l := layout{Reader: r, inText: -1}
	known := len(r.Mistakes)
	for l.line = 1; l.line <= r.File.Lines(); l.line++ {
		l.look([]rune(r.File.Line(l.line)))
	}
	l.unclosed()
	return len(r.Mistakes) > known
}

func (l *layout) wrong(column int, message, fix say.Text) {
	l.report(CodeYAML, source.Place{Line: l.line, Column: column + 1}, message, fix)
}

var (
	textMark = regexp.MustCompile(`^[|>][0-9+-]{0,2}\s*(#.*)?$`)
	newEntry = regexp.MustCompile(`^\s*(-( |$)|[\pL_][\pL\d_-]*:( |$))`)
	tight    = regexp.MustCompile(`^[\pL_][\pL\d_-]*:[^\s:/]`)
)

func (l *layout) look(text []rune) {
	indent := 0
	for indent < len(text) && (text[indent] == ' ' || text[indent] == '\t') {
		indent++
	}
	rest := strings.TrimRightFunc(string(text[indent:]), unicode.IsSpace)
	switch {
	case rest == "":
		return
	case l.inText >= 0 && indent > l.inText:
		return
	case len(l.open) > 0 || l.quote != 0:
		if !newEntry.MatchString(rest) || indent > l.opened {
			l.scan(l, text, 0)
			return
		}
		l.unclosed()
	}
	l.inText = -1
	if tab := strings.IndexRune(string(text[:indent]), '\t'); tab >= 0 {
		l.wrong(tab, say.Both("une tabulation décale cette ligne", "a tab indents this line"), say.Both("remplacez-la par des espaces", "use spaces"))
		l.adrift = true
		return
	}
	if rest[0] == '#' || rest == "---" || rest == "..." {
		return
	}
	l.entry(text, indent)
}

// entry looks at a line that starts an entry: dashes, a key, a value.
func (l *layout) entry(text []rune, at int) {
	dashed := false
	for at < len(text) && text[at] == '-' {
		if at+1 < len(text) && text[at+1] != ' ' {
			if unicode.IsLetter(text[at+1]) {
				l.wrong(at+1, say.Both("il manque une espace après le tiret", "a space is missing after the dash"), say.Both("écrivez - id: …", "write - id: …"))
				l.adrift = true
			}
			return
		}
		l.place(at, true)
		dashed, l.hungry = true, true
		for at++; at < len(text) && text[at] == ' '; at++ {
		}
	}
	if at == len(text) {
		return
	}
	if text[at] == '{' || text[at] == '[' {
		l.hungry = false
		l.scan(l, text, at)
		return
	}
	key := keyEnd(text, at)
	if key < 0 {
		l.noKey(text, at, dashed)
		return
	}
	l.place(at, false)
	l.hungry = false
	l.value(text, at, key+1)
}

// keyEnd is where the colon of a key stands, -1 without one.
func keyEnd(text []rune, at int) int {
	for i := at; i < len(text); i++ {
		if quote := text[i]; i == at && (quote == '"' || quote == '\'') {
			for i++; i < len(text) && text[i] != quote; i++ {
			}
			continue
		}
		if text[i] == ':' && (i+1 == len(text) || text[i+1] == ' ') {
			return i
		}
	}
	return -1
}

// noKey looks at a line without "key: ".
func (l *layout) noKey(text []rune, at int, dashed bool) {
	rest := string(text[at:])
	word, _, _ := strings.Cut(rest, " ")
	top := level{indent: -1}
	if len(l.levels) > 0 {
		top = l.levels[len(l.levels)-1]
	}
	switch name, value, _ := strings.Cut(rest, ":"); {
	case tight.MatchString(rest):
		l.wrong(at+len([]rune(name))+1, say.Both("il manque une espace après les deux-points", "a space is missing after the colon"), say.Both("écrivez %s: %s", "write %s: %s", name, say.Clip(value)))
	case dashed || l.hungry && at > top.indent:
		l.hungry = false
		l.scalar(text, at)
		return
	case at > top.indent && top.indent >= 0:
		return // the text of the line above goes on
	default:
		l.wrong(at+len([]rune(word)), say.Both("il manque les deux-points après %s", "a colon is missing after %s", say.Name(word)), say.Both("écrivez %s: et sa valeur, après une espace", "write %s: and its value, after a space", word))
	}
	l.hungry, l.adrift = true, true
}

// place finds the block that an entry belongs to by its indentation, and reports
// that there is none.
func (l *layout) place(indent int, list bool) {
	if l.adrift && indent > 0 {
		return
	}
	if l.adrift {
		l.adrift, l.levels = false, []level{{indent, list, l.line}}
		return
	}
	fell := level{indent: -1}
	for len(l.levels) > 0 {
		top := l.levels[len(l.levels)-1]
		if top.indent < indent || top.indent == indent && (top.list == list || list && l.hungry) {
			break
		}
		fell, l.levels = top, l.levels[:len(l.levels)-1]
	}
	if len(l.levels) > 0 && l.levels[len(l.levels)-1].indent == indent && l.levels[len(l.levels)-1].list == list {
		return
	}
	if fell.indent < 0 && (l.hungry || len(l.levels) == 0) {
		l.levels = append(l.levels, level{indent, list, l.line})
		return
	}
	l.adrift = true
	align := say.Both("alignez-la sur la ligne %d, colonne %d", "align it with line %d, column %d", fell.line, fell.indent+1)
	switch {
	case fell.indent == indent && fell.list:
		l.wrong(indent, say.Both("cette ligne est alignée sur le tiret de la ligne %d", "this line is aligned with the dash of line %d", fell.line),
			say.Both("alignez-la sur le mot qui suit le tiret, ou commencez-la par un tiret", "align it with the word after the dash, or start it with a dash"))
	case fell.indent == indent:
		l.wrong(indent, say.Both("un élément de liste ne peut pas suivre une clé", "an element of a list cannot follow a key"), say.Both("décalez le tiret sous la clé de sa liste", "indent the dash below the key of its list"))
	case fell.indent >= 0:
		l.wrong(indent, say.Both("cette ligne n’est alignée sur aucune autre", "this line is aligned with no other"), align)
	default:
		top := l.levels[len(l.levels)-1]
		l.wrong(indent, say.Both("cette ligne est décalée sous une clé qui a déjà sa valeur", "this line is indented below a key that has its value already"),
			say.Both("alignez-la sur la ligne %d, colonne %d", "align it with line %d, column %d", top.line, top.indent+1))
	}
}

// value looks at what stands behind a key.
func (l *layout) value(text []rune, indent, at int) {
	for at < len(text) && text[at] == ' ' {
		at++
	}
	rest := strings.TrimSpace(string(text[at:]))
	switch {
	case rest == "" || rest[0] == '#':
		l.hungry = true
	case rest[0] == '|' || rest[0] == '>':
		if l.inText = indent; !textMark.MatchString(rest) {
			l.inText = -1
			l.quotes(at, text[at])
		}
	default:
		l.scalar(text, at)
	}
}

// scalar looks at a value that starts on its line.
func (l *layout) scalar(text []rune, at int) {
	switch text[at] {
	case '{', '[', '"', '\'':
		l.scan(l, text, at)
		return
	case '@', '`', '%', '*', ',', ']', '}':
		l.quotes(at, text[at])
		return
	case '-', '?':
		if at+1 == len(text) || text[at+1] == ' ' {
			l.quotes(at, text[at])
			return
		}
	}
	for i := at; i < len(text); i++ {
		if text[i] == '#' && text[i-1] == ' ' {
			return
		}
		if text[i] == ':' && (i+1 == len(text) || text[i+1] == ' ') {
			if end := strings.TrimSpace(string(text)); strings.HasSuffix(end, "}") && !strings.Contains(end, "{") {
				l.wrong(at, say.Both("il manque { devant ces clés, que } ferme", "{ is missing before these keys, which } closes"), say.Both("écrivez - { id: … }", "write - { id: … }"))
				return
			}
			l.wrong(i, say.Both("ce texte contient deux-points", "this text holds a colon"), say.Both("mettez-le entre guillemets droits : \"…\"", "put it in quotes: \"…\""))
			return
		}
	}
}

func (l *layout) quotes(at int, first rune) {
	l.wrong(at, say.Both("un texte ne peut pas commencer par %c", "a text cannot start with %c", first), say.Both("mettez-le entre guillemets droits : \"…\"", "put it in quotes: \"…\""))
}
