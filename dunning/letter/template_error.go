package letter

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A TemplateError is one mistake in a template, at its place.
type TemplateError struct {
	File   string // "fr/reminder-1.tmpl"
	Line   int    // from 1; 0 for the whole file
	Column int    // from 1; 0 when not known
	What   string
	Fix    string // what to do instead; may be empty
}

func (e *TemplateError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	if e.Column > 0 {
		fmt.Fprintf(&b, ":%d", e.Column)
	}
	b.WriteString(": " + e.What)
	if e.Fix != "" {
		b.WriteString("; " + e.Fix)
	}
	return b.String()
}

// TemplateErrors are the mistakes of all the templates given, by file and
// place. errors.As and errors.AsType find each of them.
type TemplateErrors []*TemplateError

func (es TemplateErrors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.Is and errors.As the single mistakes.
func (es TemplateErrors) Unwrap() []error {
	errs := make([]error, len(es))
	for i, e := range es {
		errs[i] = e
	}
	return errs
}

// sorted drops what was found twice: a block of common.tmpl is checked once for
// each kind.
func (es TemplateErrors) sorted() TemplateErrors {
	slices.SortFunc(es, func(a, b *TemplateError) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		if a.Column != b.Column {
			return a.Column - b.Column
		}
		return strings.Compare(a.What, b.What)
	})
	return slices.CompactFunc(es, func(a, b *TemplateError) bool { return *a == *b })
}

var syntaxError = regexp.MustCompile(`(?s)^template: (.*?):(\d+)(?::(\d+))?: (.*)$`)

// fromParser reads the place out of an error of text/template.
func fromParser(file string, err error) *TemplateError {
	m := syntaxError.FindStringSubmatch(err.Error())
	if m == nil {
		return &TemplateError{File: file, What: err.Error()}
	}
	line, _ := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3])
	fix := ""
	if strings.HasPrefix(m[4], "function ") {
		fix = "the functions are " + strings.Join(functionNames, ", ")
	}
	return &TemplateError{File: file, Line: line, Column: column, What: m[4], Fix: fix}
}

// nearest suggests the name meant by a misspelt one.
func nearest(word string, names []string) string {
	best, least := "", 4
	for _, name := range names {
		if d := distance(strings.ToLower(word), strings.ToLower(name)); d < least && d < len(name) {
			best, least = name, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q", best)
}

// distance is the number of letters to add, drop or change.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
