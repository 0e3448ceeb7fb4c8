package policy

import (
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/yamlread"
)

// Parse reads a policy written in YAML; JSON is YAML. name is the file shown in
// messages. The document is read by hand, node by node: nothing is converted
// on the way, so 010 is refused and not read as 8, and 2026-02-30 is an error
// and not the second of March.
//
// The error is a [Diagnostics] with every mistake of form. Those of meaning
// (names, types, steps that cannot be reached) are found by [Compile].
//
// [Load] also says what is wrong in the expressions of such a file.
func Parse(name string, src []byte) (*Document, error) {
	doc, mistakes := parse(name, src)
	if len(mistakes) > 0 {
		return nil, mistakes
	}
	return doc, nil
}

// parse gives what could be read, and every mistake of form; no document when
// the file is not YAML.
func parse(name string, src []byte) (*Document, Diagnostics) {
	form, root := yamlread.Load(say.Both("une politique", "a policy"), name, src)
	var mistakes Diagnostics
	doc := &Document{name: name, text: sourceText{file: form.File, at: form.At}}
	if root != nil {
		r := &reader{form}
		r.document(root, doc)
	} else {
		doc = nil
	}
	for _, m := range form.Mistakes {
		d := spoken(m.Message, m.Suggestion)
		d.Code, d.File, d.Line, d.Column = m.Code, name, m.At.Line, m.At.Column
		if form.File != nil {
			d.Snippet = form.File.Line(m.At.Line)
		}
		mistakes = append(mistakes, d)
	}
	return doc, sorted(mistakes)
}
