// Package source knows where each character of a policy stands in its file, so
// that a mistake inside an expression is shown in the file and not in the
// expression. Lines and columns count from 1, columns in characters.
package source

import (
	"strings"
	"unicode/utf8"
)

// A File is the text of a policy.
type File struct {
	Name  string
	lines [][]rune // without their ends
}

// NewFile cuts a text into lines where YAML does: at line feeds, carriage
// returns or both, and at the separators of Unicode. A byte order mark does not
// count.
func NewFile(name string, text []byte) *File {
	f := &File{Name: name}
	rest := strings.ReplaceAll(strings.TrimPrefix(string(text), "\ufeff"), "\r\n", "\n")
	for rest != "" {
		line := rest
		if i := strings.IndexAny(rest, "\n\r\u0085\u2028\u2029"); i >= 0 {
			_, end := utf8.DecodeRuneInString(rest[i:])
			line, rest = rest[:i], rest[i+end:]
		} else {
			rest = ""
		}
		f.lines = append(f.lines, []rune(line))
	}
	return f
}

// Find is the first place of a text in the file; false when it is nowhere.
func (f *File) Find(text string) (Place, bool) {
	for i, line := range f.lines {
		if before, _, found := strings.Cut(string(line), text); found {
			return Place{Line: i + 1, Column: utf8.RuneCountInString(before) + 1}, true
		}
	}
	return Place{}, false
}

// Line is the text of a line; "" outside the file.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	return string(f.lines[n-1])
}

// Lines is how many lines the file has.
func (f *File) Lines() int { return len(f.lines) }

// A Place is a character of a file; the zero value is no place.
type Place struct{ Line, Column int }

// Style is how a scalar is written in YAML.
type Style uint8

const (
	Plain        Style = iota
	SingleQuoted       // '…', where a doubled quote is one
	DoubleQuoted       // "…", with escapes
	Block              // | or >, from the next line on
)

// A Text is a scalar of the file and where it stands.
type Text struct {
	Value string
	Start Place // of the scalar, its opening quote or its | included
	Style Style
}

// Place finds the character of the file that holds the character number offset
// of the value: behind quotes and escapes, on the right line of a block or of a
// folded scalar. The offset after the last character is allowed. When the file
// does not hold the value, which happens for no text that YAML read, the start
// of the scalar is given.
func (t Text) Place(f *File, offset int) Place {
	c := cursor{file: f, at: t.Start}
	switch t.Style {
	case SingleQuoted, DoubleQuoted:
		c.at.Column++
	case Block:
		c.at = Place{Line: c.at.Line + 1, Column: 1}
	}
	end := c.at
	n := 0
	for _, v := range t.Value {
		at, ok := c.find(v, t.Style)
		if !ok {
			return t.Start
		}
		if n == offset {
			return at
		}
		n++
		end = Place{Line: at.Line, Column: at.Column + 1}
	}
	return end
}

// cursor walks over the raw text of a scalar.
type cursor struct {
	file *File
	at   Place
}

const (
	lineEnd rune = '\n'
	fileEnd rune = -1
)

func (c *cursor) peek(ahead int) rune {
	if c.at.Line > len(c.file.lines) {
		return fileEnd
	}
	line := c.file.lines[c.at.Line-1]
	if i := c.at.Column - 1 + ahead; i < len(line) {
		return line[i]
	}
	return lineEnd
}

func (c *cursor) skip() {
	if c.peek(0) == lineEnd {
		c.at = Place{Line: c.at.Line + 1, Column: 1}
		return
	}
	c.at.Column++
}

// find moves behind the raw text of one character of the value and gives its
// place. White space of the value may come from any white space of the file,
// since YAML folds lines; everything else stands as it is, or escaped.
func (c *cursor) find(v rune, style Style) (Place, bool) {
	if style == DoubleQuoted {
		c.skipContinuations()
		if c.peek(0) == '\\' {
			at := c.at
			c.skipEscape()
			return at, true
		}
	}
	if v == ' ' || v == '\n' || v == '\t' {
		at := c.at
		if r := c.peek(0); r == fileEnd {
			return at, v == '\n' // the last line of a block may lack its end
		} else if !isBlank(r) {
			return at, false
		}
		c.skip()
		return at, true
	}
	for isBlank(c.peek(0)) {
		c.skip()
		if style == DoubleQuoted {
			c.skipContinuations()
			if c.peek(0) == '\\' {
				at := c.at
				c.skipEscape()
				return at, true
			}
		}
	}
	at := c.at
	if c.peek(0) != v {
		return at, false
	}
	c.skip()
	if style == SingleQuoted && v == '\'' {
		c.skip()
	}
	return at, true
}

// skipContinuations skips a backslash at the end of a line, and the
// indentation of the next.
func (c *cursor) skipContinuations() {
	for c.peek(0) == '\\' && c.peek(1) == lineEnd {
		c.skip()
		for isBlank(c.peek(0)) {
			c.skip()
		}
	}
}

func (c *cursor) skipEscape() {
	n := 2
	switch c.peek(1) {
	case 'x':
		n = 4
	case 'u':
		n = 6
	case 'U':
		n = 10
	}
	for range n {
		c.skip()
	}
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == lineEnd }

// Runes is the number of characters before a byte offset.
func Runes(s string, byteOffset int) int {
	return utf8.RuneCountInString(s[:min(max(byteOffset, 0), len(s))])
}
