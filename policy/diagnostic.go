package policy

import (
	"fmt"
	"strings"
)

// Severity is how bad what a [Diagnostic] says is.
type Severity uint8

const (
	Mistake Severity = iota // Parse and Compile refuse the policy
	Warning                 // Lint: allowed, and probably not meant
	Note                    // Lint: something that could not be decided
)

// A Diagnostic is one mistake in a policy, or one doubt about it, at its place.
type Diagnostic struct {
	Severity   Severity
	Code       string // stable, such as "P201"; ERRORS.md has an entry for each
	File       string
	Line       int    // from 1; 0 when the document is a Go literal
	Column     int    // from 1, counted in characters
	Path       string // the place in the document: "steps[2].when"
	Message    string
	Suggestion string // `did you mean "overdue"?`; may be empty
	Snippet    string // the line of the file, without its end
}

// Error is "file:line:col: message [code]", then the line and a caret below
// the mistake.
func (d *Diagnostic) Error() string {
	var b strings.Builder
	place := d.Path
	if d.Line > 0 {
		place = fmt.Sprintf("%d:%d", d.Line, d.Column)
	}
	if d.File != "" {
		place = d.File + ":" + place
	}
	fmt.Fprintf(&b, "%s: %s%s", place, [...]string{"", "warning: ", "note: "}[min(d.Severity, Note)], d.Message)
	if d.Suggestion != "" {
		fmt.Fprintf(&b, " (%s)", d.Suggestion)
	}
	fmt.Fprintf(&b, " [%s]", d.Code)
	if d.Snippet != "" {
		fmt.Fprintf(&b, "\n  %s\n  %s", d.Snippet, caret(d.Snippet, d.Column))
	}
	return b.String()
}

// caret stands under the column; tabs are kept so that it does whatever their
// width.
func caret(line string, column int) string {
	var b strings.Builder
	for i, r := range []rune(line) {
		if i+1 >= column {
			break
		}
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String() + "^"
}

// Diagnostics are the mistakes of a policy in the order of the file, at most 50.
// errors.As and errors.AsType find each [Diagnostic].
type Diagnostics []*Diagnostic

func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.Is and errors.As the single mistakes.
func (ds Diagnostics) Unwrap() []error {
	errs := make([]error, len(ds))
	for i, d := range ds {
		errs[i] = d
	}
	return errs
}
