package policy

import (
	"fmt"
	"strings"

	"github.com/creance/creance/internal/source"
	"github.com/creance/creance/law"
)

// Severity is how bad what a [Diagnostic] says is.
type Severity uint8

const (
	Mistake Severity = iota // Parse and Compile refuse the policy
	Warning                 // Lint: allowed, and probably not meant
	Note                    // Lint: something that could not be decided
)

var severityTexts = [...][2]string{{"", ""}, {"avertissement : ", "warning: "}, {"remarque : ", "note: "}}

// A Diagnostic is one mistake in a policy, or one doubt about it, at its place.
// It speaks both languages: Error is English, as a Go program expects, and
// [Diagnostic.Text] either one.
type Diagnostic struct {
	Severity   Severity
	Code       string // stable, such as "P201"; ERRORS.md and ERRORS.fr.md have an entry for each
	File       string
	Line       int     // from 1; 0 when the document is a Go literal
	Column     int     // from 1, counted in characters
	Path       string  // the place in the document: "steps[2].when"
	Message    string  // in English
	Suggestion string  // `did you mean "overdue"?`; may be empty
	French     Wording // both in French
	Snippet    string  // the line of the file, without its end
}

// A Wording is what a [Diagnostic] says in one language.
type Wording struct {
	Message    string
	Suggestion string // what to write instead; may be empty
}

// In is what is wrong and what to do, without the place; in English where there
// is no French.
func (d *Diagnostic) In(lang law.Lang) Wording {
	if lang == law.French && d.French.Message != "" {
		return d.French
	}
	return Wording{d.Message, d.Suggestion}
}

// Error is [Diagnostic.Text] in English.
func (d *Diagnostic) Error() string { return d.Text(law.English) }

// Text is "file:line:col: message (suggestion) [code]", then the line and a
// caret below the mistake.
func (d *Diagnostic) Text(lang law.Lang) string {
	var b strings.Builder
	place, words := d.Path, d.In(lang)
	if d.Line > 0 {
		place = fmt.Sprintf("%d:%d", d.Line, d.Column)
	}
	if d.File != "" {
		place = d.File + ":" + place
	}
	fmt.Fprintf(&b, "%s: %s%s", place, severityTexts[min(d.Severity, Note)][lang&1], words.Message)
	if words.Suggestion != "" {
		fmt.Fprintf(&b, " (%s)", words.Suggestion)
	}
	fmt.Fprintf(&b, " [%s]", d.Code)
	if d.Snippet != "" {
		line, caret := source.Point(d.Snippet, d.Column)
		fmt.Fprintf(&b, "\n  %s\n  %s", line, caret)
	}
	return b.String()
}

// Diagnostics are the mistakes of a policy in the order of the file, at most 50.
// errors.As and errors.AsType find each [Diagnostic].
type Diagnostics []*Diagnostic

// Error is [Diagnostics.Text] in English.
func (ds Diagnostics) Error() string { return ds.Text(law.English) }

// Text is every mistake, each as [Diagnostic.Text] shows it.
func (ds Diagnostics) Text(lang law.Lang) string {
	texts := make([]string, len(ds))
	for i, d := range ds {
		texts[i] = d.Text(lang)
	}
	return strings.Join(texts, "\n")
}

// Unwrap gives errors.Is and errors.As the single mistakes.
func (ds Diagnostics) Unwrap() []error {
	errs := make([]error, len(ds))
	for i, d := range ds {
		errs[i] = d
	}
	return errs
}
