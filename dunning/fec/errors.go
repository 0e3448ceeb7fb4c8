package fec

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/law"
)

// A Code names a sort of error; programs may depend on it.
type Code string

// The errors of a file.
const (
	NotFEC      Code = "not-a-fec"   // no header of a FEC, empty or binary content, a refused character set
	BadColumns  Code = "columns"     // a column is missing, twice there, or a line has too few or too many cells
	BadDate     Code = "date"        // not AAAAMMJJ, or not in the calendar
	BadAmount   Code = "amount"      // not a number of euros and cents
	BadSide     Code = "side"        // Sens is neither D nor C
	BadAccount  Code = "account"     // no account number
	TooLong     Code = "too-long"    // a line beyond 64 KiB
	BadBytes    Code = "bytes"       // bytes that no text file holds
	BadCurrency Code = "currency"    // a customer entry in a foreign currency
	Truncated   Code = "truncated"   // the file ends in the middle of something
	Unreadable  Code = "read-failed" // the reader failed; Err says how
)

const (
	maxErrors = 100 // of which the texts are kept
	maxAlike  = 5   // of those, how many of one mistake in one column
	maxShown  = 40  // characters of a cell shown
)

// An Error is one thing wrong with a file, with its place and a remedy. It
// speaks both languages: Error is English, as a Go program expects, and
// [Error.Text] either one.
type Error struct {
	File  string
	Line  int    // 1 is the first line of the file
	Col   int    // in characters, 1 is the first of the line
	Field string // name of the column as published, "" when it is the whole line
	Cell  string // what was read, at most 40 characters of it
	Code  Code
	What  string // what is wrong with it, in English
	Fix   string // what to do instead, in English
	More  int    // later errors with the same Field and What that are not listed; see [Errors]
	Err   error  // the cause, for Unreadable

	french struct{ what, fix string }
}

// says gives an error its sentences.
func (e *Error) says(what, fix say.Text) *Error {
	e.What, e.Fix = what.In(law.English), fix.In(law.English)
	e.french.what, e.french.fix = what.In(law.French), fix.In(law.French)
	return e
}

// Error is [Error.Text] in English.
func (e *Error) Error() string { return e.Text(law.English) }

// Text is "file:line:col: column, cell, what is wrong; what to do", and how many
// more there are, in a language. Place, column and cell are the same in both. An
// error that this package did not make has no French, and is in English.
func (e *Error) Text(lang law.Lang) string {
	what, fix, then := e.What, e.Fix, "; "
	french := lang != law.English
	if french && e.french.what != "" {
		what, fix, then = e.french.what, e.french.fix, " ; "
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: ", e.File, e.Line, e.Col)
	if e.Field != "" {
		b.WriteString(e.Field + " ")
	}
	if e.Cell != "" {
		b.WriteString(say.Name(e.Cell).In(lang) + " ")
	}
	b.WriteString(what)
	if fix != "" {
		b.WriteString(then + fix)
	}
	if e.More > 0 {
		b.WriteString(" (" + e.more().In(lang) + ")")
	}
	return b.String()
}

// more says how many errors like this one are not listed.
func (e *Error) more() say.Text {
	switch {
	case e.Field != "" && e.More == 1:
		return say.Both("et une autre erreur semblable dans cette colonne", "and 1 more like it in this column")
	case e.Field != "":
		return say.Both("et %d autres erreurs semblables dans cette colonne", "and %d more like it in this column", e.More)
	case e.More == 1:
		return say.Both("et une autre ligne semblable", "and 1 more line like it")
	}
	return say.Both("et %d autres lignes semblables", "and %d more lines like it", e.More)
}

// Unwrap is the cause, if there is one.
func (e *Error) Unwrap() error { return e.Err }

// Errors are the errors of one file in the order of its lines. One mistake in
// one column, the same Field and What, is listed for the first 5 lines that have
// it, and 100 errors are listed in all. The rest is counted, each error once: by
// the More of the last one listed that is like it, and by More here when none is.
type Errors struct {
	List []*Error
	More int
}

// Count is the number of errors in the file, whether they are listed or not.
func (es *Errors) Count() int {
	n := len(es.List) + es.More
	for _, e := range es.List {
		n += e.More
	}
	return n
}

// Error is [Errors.Text] in English.
func (es *Errors) Error() string { return es.Text(law.English) }

// Text is all errors that are listed, one a line, and how many more there are,
// in a language.
func (es *Errors) Text(lang law.Lang) string {
	lines := make([]string, len(es.List), len(es.List)+1)
	for i, e := range es.List {
		lines[i] = e.Text(lang)
	}
	switch {
	case es.More == 1:
		lines = append(lines, say.Both("et une autre erreur", "and 1 more error").In(lang))
	case es.More > 1:
		lines = append(lines, say.Both("et %d autres erreurs", "and %d more errors", es.More).In(lang))
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.Is and errors.As the single errors.
func (es *Errors) Unwrap() []error {
	errs := make([]error, len(es.List))
	for i, e := range es.List {
		errs[i] = e
	}
	return errs
}

// A refusal gathers the errors of a file while it is read.
type refusal struct {
	Errors
	count int // of all errors
	alike map[mistake]listed
}

// A mistake is what the errors of one cause have in common.
type mistake struct{ field, what string }

// listed are the errors of one mistake that are kept.
type listed struct {
	count int
	last  *Error
}

// add takes the errors of one mistake in the order of their lines.
func (r *refusal) add(e *Error) {
	r.count++
	kind := mistake{e.Field, e.What}
	known := r.alike[kind]
	switch full := len(r.List) == maxErrors; {
	case known.count == maxAlike || full && known.count > 0:
		known.last.More++
	case full:
		r.More++
	default:
		if r.alike == nil {
			r.alike = map[mistake]listed{}
		}
		r.alike[kind] = listed{known.count + 1, e}
		r.List = append(r.List, e)
	}
}

// err is nil when there are none. The texts are decoded only now: the
// character set is known once the whole file has been seen.
func (r *refusal) err(file string, text decoder) error {
	if r.count == 0 {
		return nil
	}
	for _, e := range r.List {
		e.File, e.Cell = file, shown(text.decode(e.Cell))
	}
	slices.SortStableFunc(r.List, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return &r.Errors
}

// shown keeps a hostile cell out of a message.
func shown(s string) string {
	if utf8.RuneCountInString(s) <= maxShown {
		return s
	}
	return string([]rune(s)[:maxShown]) + "…"
}

// excerpt keeps what an error may show, before it is decoded.
func excerpt(cell []byte) string {
	return string(cell[:min(len(cell), 4*maxShown+4)])
}

// column counts the characters before offset, from 1: runes where the bytes
// are UTF-8, bytes in the one-byte character sets.
func column(line []byte, offset int) int {
	before := line[:min(offset, len(line))]
	if utf8.Valid(before) {
		return utf8.RuneCount(before) + 1
	}
	return len(before) + 1
}
