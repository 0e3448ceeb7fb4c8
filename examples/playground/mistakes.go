package main

import "github.com/creance/creance/policy"

// mistake is a diagnostic as it is shown under the editor, in the language of
// the page. The line is cut at the column, so that the caret stands under the right character whatever the
// width of those before it.
type mistake struct {
	*policy.Diagnostic
	policy.Wording
	Before, After string
}

func (r reader) mistakes(ds policy.Diagnostics) []mistake {
	list := make([]mistake, len(ds))
	for i, d := range ds {
		line := []rune(d.Snippet)
		at := min(max(d.Column-1, 0), len(line))
		list[i] = mistake{Diagnostic: d, Wording: d.In(r.lang), Before: string(line[:at]), After: string(line[at:])}
	}
	return list
}

// marks are the places of diagnostics in the editor.
func (r reader) marks(ds policy.Diagnostics) []mark {
	list := make([]mark, len(ds))
	for i, d := range ds {
		list[i] = mark{d.Line, d.Column, d.In(r.lang).Message}
	}
	return list
}
