// Package yamlread reads a YAML file node by node and remembers where each value
// stands. Nothing is converted on the way: 010 is refused and not read as 8,
// and 2026-02-30 is an error and not the second of March. Every mistake is
// reported at its place, all of them at once.
//
// A hostile file gets an error: its size, nesting and number of mistakes are
// bounded, and aliases, which multiply a small file, are refused.
package yamlread

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/source"
)

// Codes of the mistakes of form.
const (
	CodeYAML    = "P001"
	CodeSize    = "P002"
	CodeNesting = "P003"
	CodeAlias   = "P004"
	CodeKey     = "P005"
	CodeTwice   = "P006"
	CodeMissing = "P007"
	CodeShape   = "P008"
	CodeNumber  = "P009"
	CodeDate    = "P010"
	CodeWord    = "P011"
)

// maxSize is the largest file, in bytes.
const maxSize = 256 << 10

// maxMistakes ends a list of which nobody reads the end.
const maxMistakes = 1000

// maxNesting is how deep lists and mappings may stand inside one another.
const maxNesting = 64

// A Mistake is one thing wrong in the file.
type Mistake struct {
	Code                string
	At                  source.Place
	Message, Suggestion say.Text
}

// A Reader fills a document from YAML nodes.
type Reader struct {
	What     say.Text               // what the file is, for messages: "a policy"
	File     *source.File           // nil when the file was too large to look at
	At       map[string]source.Text // where each value stands, by its path
	Mistakes []Mistake
}

// Load gives a reader of the only document of a file, and its root; no root
// when the file could not be read, which is among the mistakes.
func Load(what say.Text, name string, src []byte) (*Reader, *yaml.Node) {
	r := &Reader{What: what, At: map[string]source.Text{}}
	if len(src) > maxSize {
		r.report(CodeSize, source.Place{Line: 1, Column: 1},
			say.Both("le fichier compte %d octets ; %[3]s en compte au plus %[2]d", "the file has %d bytes; %[3]s has at most %[2]d", len(src), maxSize, what),
			say.Both("découpez-le en plusieurs fichiers", "cut it into several files"))
		return r, nil
	}
	r.File = source.NewFile(name, src)
	return r, r.load(src)
}

func (r *Reader) load(src []byte) (root *yaml.Node) {
	defer func() {
		// The YAML reader is not ours and the file may be hostile: a defect in
		// it must not end the program that embeds this one.
		if e := recover(); e != nil {
			r.at(CodeYAML, 1, 1, say.Both("le fichier n’est pas lisible comme du YAML", "the file cannot be read as YAML"), unreadable)
			root = nil
		}
	}()
	if !r.readable(src) {
		return nil
	}
	var doc, more yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(src))
	switch err := decoder.Decode(&doc); {
	case errors.Is(err, io.EOF):
		r.at(CodeYAML, 1, 1, say.Both("le fichier est vide", "the file is empty"), say.Text{})
		return nil
	case err != nil:
		r.yamlError(err)
		return nil
	}
	switch err := decoder.Decode(&more); {
	case err == nil:
		r.at(CodeYAML, more.Line, more.Column, say.Both("le fichier contient un second document", "the file holds a second document"),
			say.Both("n’écrivez qu’un document par fichier ; --- en commence un autre", "write one document per file; --- starts another"))
		return nil
	case !errors.Is(err, io.EOF):
		r.yamlError(err)
		return nil
	}
	if len(doc.Content) != 1 || !r.acceptable(doc.Content[0], 0) {
		return nil
	}
	return doc.Content[0]
}

// readable refuses bytes that YAML cannot have, at their place: the reader does
// not say where they are.
func (r *Reader) readable(src []byte) bool {
	line, column := 1, 1
	for i, c := range string(src) {
		_, size := utf8.DecodeRune(src[i:])
		switch {
		case c == utf8.RuneError && size == 1:
			r.at(CodeYAML, line, column, say.Both("le fichier n’est pas un texte UTF-8", "the file is not UTF-8 text"), say.Both("enregistrez-le en UTF-8", "save it as UTF-8"))
			return false
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f:
			r.at(CodeYAML, line, column, say.Both("le fichier contient le caractère de contrôle %#x", "the file holds the control character %#x", c), say.Both("supprimez-le", "remove it"))
			return false
		case turns(c):
			r.turned(line, column, c)
			return false
		case c == '\n':
			line, column = line+1, 0
		}
		column++
	}
	return true
}

// turns reports whether a character turns the direction of writing: what is read
// on the screen is then not what the file says, in a comment as in a label.
func turns(c rune) bool { return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 }

func (r *Reader) turned(line, column int, c rune) {
	r.at(CodeYAML, line, column, say.Both("le fichier contient %U, un caractère invisible qui inverse le sens de lecture", "the file holds %U, an invisible character that turns the direction of writing", c),
		say.Both("supprimez-le : ce qu’on lirait ne serait pas ce qui est écrit", "remove it: what one reads would not be what is written"))
}

func (r *Reader) alias(line, column int) {
	r.at(CodeAlias, line, column, say.Both("%s ne contient ni ancre (&) ni alias (*)", "anchors (&) and aliases (*) are not used in %s", r.What),
		say.Both("répétez la valeur, nommez une condition sous let, ou mettez le texte entre guillemets droits", "write the value again, name a condition under let, or put the text in quotes"))
}

// acceptable refuses what no file here needs and an attacker would use:
// aliases, which multiply a small file, explicit types, and deep nesting.
func (r *Reader) acceptable(n *yaml.Node, depth int) bool {
	switch {
	case depth > maxNesting:
		r.at(CodeNesting, n.Line, n.Column, say.Both("plus de %d niveaux les uns dans les autres", "more than %d levels inside one another", maxNesting), say.Text{})
		return false
	case strings.ContainsFunc(n.Value, turns): // written as an escape
		r.turned(n.Line, n.Column, []rune(n.Value[strings.IndexFunc(n.Value, turns):])[0])
		return false
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		r.alias(n.Line, n.Column)
		return false
	case n.Style&yaml.TaggedStyle != 0:
		r.at(CodeAlias, n.Line, n.Column, say.Both("%s ne contient pas de type explicite (! ou !!)", "explicit types (! or !!) are not used in %s", r.What),
			say.Both("pour nier une condition, écrivez not : not disputed", "to deny a condition, write not: not disputed"))
		return false
	}
	ok := true
	for _, c := range n.Content {
		ok = r.acceptable(c, depth+1) && ok
	}
	return ok
}

func (r *Reader) at(code string, line, column int, message, suggestion say.Text) {
	r.report(code, source.Place{Line: line, Column: column}, message, suggestion)
}

func (r *Reader) report(code string, at source.Place, message, suggestion say.Text) {
	if len(r.Mistakes) >= maxMistakes {
		return
	}
	r.Mistakes = append(r.Mistakes, Mistake{Code: code, At: at, Message: message, Suggestion: suggestion})
}

// Wrong reports a mistake at a node.
func (r *Reader) Wrong(n *yaml.Node, code string, message, suggestion say.Text) {
	r.at(code, n.Line, n.Column, message, suggestion)
}
