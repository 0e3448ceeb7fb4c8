package policy

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/source"
	"github.com/creance/creance/law"
)

// maxDiagnostics ends a list nobody would read further.
const maxDiagnostics = 50

// sourceText says where each value of a document stands, by its path.
type sourceText struct {
	file *source.File
	at   map[string]source.Text
}

// problems collects what is wrong with one document.
type problems struct {
	name string
	text sourceText
	list Diagnostics
}

// report adds a mistake at a path; offset counts characters into the value that
// stands there.
func (p *problems) report(code, path string, offset int, message, suggestion say.Text) {
	d := spoken(message, suggestion)
	d.Code, d.File, d.Path = code, p.name, path
	if text, ok := p.text.at[path]; ok {
		at := text.Place(p.text.file, offset)
		d.Line, d.Column, d.Snippet = at.Line, at.Column, p.text.file.Line(at.Line)
	}
	for _, known := range p.list {
		if known.Code == code && known.Path == path && known.Line == d.Line && known.Column == d.Column {
			return // the same step is looked at once for each segment
		}
	}
	p.list = append(p.list, d)
}

// overwhelmed reports whether so many mistakes were found that the rest need not
// be looked for: each costs a search for what was meant.
func (p *problems) overwhelmed() bool { return len(p.list) > 20*maxDiagnostics }

// expression adds the mistakes of an expression. When the document is not the
// one that was read, the expression itself is the line that is shown.
func (p *problems) expression(path, text string, errs []*lang.Error) {
	for _, e := range errs {
		if known, ok := p.text.at[path]; ok && known.Value == text {
			p.report(e.Code, path, e.Offset, e.Message, e.Suggestion)
			continue
		}
		d := spoken(e.Message, e.Suggestion)
		d.Code, d.File, d.Path, d.Column, d.Snippet = e.Code, p.name, path, e.Offset+1, firstLine(text)
		p.list = append(p.list, d)
	}
}

// spoken is a diagnostic with its text in both languages.
func spoken(message, suggestion say.Text) *Diagnostic {
	return &Diagnostic{
		Message: message.In(law.English), Suggestion: suggestion.In(law.English),
		French: Wording{message.In(law.French), suggestion.In(law.French)},
	}
}

// quoted and suggest are for dunning.Problems, which are written for the
// program and in English.
func quoted(s string) string { return fmt.Sprintf("%q", clip(s)) }

func suggest(name string, known []string) string {
	return say.Suggest(name, known).In(law.English)
}

func clip(s string) string { return say.Clip(s) }

func firstLine(s string) string {
	for i, r := range s {
		if r == '\n' || i > 200 {
			return s[:i]
		}
	}
	return s
}

// err is the list in the order of the file, or nil.
func (p *problems) err() error {
	if len(p.list) == 0 {
		return nil
	}
	return sorted(p.list)
}

// sorted are diagnostics in the order of the file, as many as anybody reads.
func sorted(list Diagnostics) Diagnostics {
	slices.SortStableFunc(list, func(a, b *Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Code, b.Code))
	})
	return list[:min(len(list), maxDiagnostics)]
}
