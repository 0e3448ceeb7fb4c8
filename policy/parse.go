package policy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/policy/internal/source"
)

// maxSize is the largest policy file, in bytes.
const maxSize = 256 << 10

// maxNesting is how deep lists and mappings may stand inside one another.
const maxNesting = 64

// Parse reads a policy written in YAML; JSON is YAML. name is the file shown in
// messages. The document is read by hand, node by node: nothing is converted
// on the way, so 010 is refused and not read as 8, and 2026-02-30 is an error
// and not the second of March.
//
// The error is a [Diagnostics] with every mistake of form. Those of meaning
// (names, types, steps that cannot be reached) are found by [Compile].
func Parse(name string, src []byte) (*Document, error) {
	r := &reader{problems: problems{name: name}}
	if len(src) > maxSize {
		r.report(codeSize, "", 0, fmt.Sprintf("the file has %d bytes; a policy has at most %d", len(src), maxSize), "")
		return nil, r.err()
	}
	r.text = sourceText{file: source.NewFile(name, src), at: map[string]source.Text{}}
	root := r.load(src)
	if root == nil {
		return nil, r.err()
	}
	doc := &Document{}
	r.document(root, doc)
	if err := r.err(); err != nil {
		return nil, err
	}
	doc.name, doc.text = name, r.text
	return doc, nil
}

// load gives the root node of the only document of the file.
func (r *reader) load(src []byte) (root *yaml.Node) {
	defer func() {
		// The YAML reader is not ours and the file may be hostile: a defect in
		// it must not end the program that embeds this one.
		if e := recover(); e != nil {
			r.at(codeYAML, 1, 1, "the file cannot be read as YAML", "")
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
		r.at(codeYAML, 1, 1, "the file is empty", "")
		return nil
	case err != nil:
		r.yamlError(err)
		return nil
	}
	switch err := decoder.Decode(&more); {
	case err == nil:
		r.at(codeYAML, more.Line, more.Column, "the file holds a second document", "write one policy per file")
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
func (r *reader) readable(src []byte) bool {
	line, column := 1, 1
	for i, c := range string(src) {
		_, size := utf8.DecodeRune(src[i:])
		switch {
		case c == utf8.RuneError && size == 1:
			r.at(codeYAML, line, column, "the file is not UTF-8 text", "save it as UTF-8")
			return false
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f:
			r.at(codeYAML, line, column, fmt.Sprintf("the file holds the control character %#x", c), "remove it")
			return false
		case c == '\n':
			line, column = line+1, 0
		}
		column++
	}
	return true
}

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

func (r *reader) yamlError(err error) {
	line, message := 1, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := yamlLine.FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = m[2]
	}
	if strings.HasPrefix(message, "did not find expected") {
		line++ // the reader counts these from 0
	}
	hint := "look at the indentation, quotes and brackets of this line and the one above"
	switch {
	case strings.Contains(message, "or '}'"):
		hint = "inside { }, put a condition that holds [, ] or a comma in quotes; or a bracket is not closed"
	case strings.Contains(message, "mapping values are not allowed"):
		hint = "put a text that holds a colon in quotes; or look at the indentation"
	}
	r.at(codeYAML, max(line, 1), 1, "not YAML: "+firstLine(message), hint)
}

// acceptable refuses what a policy does not need and an attacker would use:
// aliases, which multiply a small file, explicit types, and deep nesting.
func (r *reader) acceptable(n *yaml.Node, depth int) bool {
	switch {
	case depth > maxNesting:
		r.at(codeNesting, n.Line, n.Column, fmt.Sprintf("more than %d levels inside one another", maxNesting), "")
		return false
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		r.at(codeAlias, n.Line, n.Column, "anchors (&) and aliases (*) are not used in a policy", "write the value again, name a condition under let, or put the text in quotes")
		return false
	case n.Style&yaml.TaggedStyle != 0:
		r.at(codeAlias, n.Line, n.Column, "explicit types (!!) are not used in a policy", `to start a condition with "not", write the word`)
		return false
	}
	ok := true
	for _, c := range n.Content {
		ok = r.acceptable(c, depth+1) && ok
	}
	return ok
}

// at reports a mistake at a line and a column.
func (r *reader) at(code string, line, column int, message, suggestion string) {
	r.list = append(r.list, &Diagnostic{
		Code: code, File: r.name, Line: line, Column: column,
		Message: message, Suggestion: suggestion, Snippet: r.text.file.Line(line),
	})
}
