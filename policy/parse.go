package policy

import (
	"github.com/creance/creance/policy/internal/say"
	"github.com/creance/creance/policy/internal/yamlread"
)

// Parse reads a policy written in YAML; JSON is YAML. name is the file shown in
// messages. The document is read by hand, node by node: nothing is converted
// on the way, so 010 is refused and not read as 8, and 2026-02-30 is an error
// and not the second of March.
//
// The error is a [Diagnostics] with every mistake of form. Those of meaning
// (names, types, steps that cannot be reached) are found by [Compile].
func Parse(name string, src []byte) (*Document, error) {
	form, root := yamlread.Load(say.Both("une politique", "a policy"), name, src)
	doc := &Document{name: name, text: sourceText{file: form.File, at: form.At}}
	if root != nil {
		r := &reader{form}
		r.document(root, doc)
	}
	ps := problems{name: name}
	for _, m := range form.Mistakes {
		d := spoken(m.Message, m.Suggestion)
		d.Code, d.File, d.Line, d.Column = m.Code, name, m.At.Line, m.At.Column
		if form.File != nil {
			d.Snippet = form.File.Line(m.At.Line)
		}
		ps.list = append(ps.list, d)
	}
	if err := ps.err(); err != nil {
		return nil, err
	}
	return doc, nil
}
