package einvoice

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

// A Code names a sort of finding; programs may depend on it.
type Code string

// What keeps a document from being read: Read returns these as [Errors], and
// SumDiffers where the amounts are beyond all bounds.
const (
	Unreadable    Code = "read-failed"     // the reader failed; Err says how
	TooLarge      Code = "too-large"       // beyond 32 MiB
	BadCharset    Code = "charset"         // a character set that is not read
	BadBytes      Code = "bytes"           // bytes that the character set does not have
	NotXML        Code = "xml"             // not well-formed; Expected has the reason
	Doctype       Code = "doctype"         // a document type declaration, which e-invoices do not have
	TooDeep       Code = "too-deep"        // more than 100 nested elements
	TagTooLong    Code = "tag-too-long"    // a tag with its attributes beyond 64 KiB
	TooMany       Code = "too-many"        // more elements than an invoice has
	IsPDF         Code = "pdf"             // a PDF, which may have an e-invoice attached
	NotInvoice    Code = "not-an-invoice"  // another document
	Missing       Code = "missing"         // a required business term
	Twice         Code = "twice"           // a business term with two values
	BadDate       Code = "date"            // not a date, or not in the calendar
	BadAmount     Code = "amount"          // not a decimal number, or not an amount of its currency
	OtherCurrency Code = "amount-currency" // an amount in another currency than the document
)

// What the document leaves doubtful: these are in [Document.Findings].
const (
	DueContradicts  Code = "due-contradicts-terms" // BT-9 is not the date that BT-20 gives; BT-9 is kept
	DueBeforeIssue  Code = "due-before-issue"      // BT-9 is before BT-2
	DueUnknown      Code = "due-unknown"           // the terms count from a date the document does not have
	NoTerms         Code = "no-terms"              // neither BT-9 nor BT-20: the legal delay applies
	TermsUnreadable Code = "terms-unreadable"      // BT-20 fixes no single agreement; Err is the reason
	HTMLTerms       Code = "html-in-terms"         // markup in BT-20, taken out before reading
	SeveralDue      Code = "several-due-dates"     // due dates without their amounts; the latest is kept
	ScheduleDiffers Code = "schedule-sum"          // instalments that do not add up; the latest date is kept
	NoteMissing     Code = "note-missing"          // no PMD, PMT or AAB note on a French invoice between firms
	NoteUncoded     Code = "note-uncoded"          // the mention is there without its code
	NoteDeficient   Code = "note-deficient"        // the note lacks or denies what the law asks
	CeilingExceeded Code = "ceiling-exceeded"      // due later than the general ceiling of art. L441-10 I C. com.
	SumDiffers      Code = "amounts-do-not-add-up" // totals that contradict each other
	PrepaidExceeds  Code = "prepaid-exceeds-total" // more paid than invoiced: the client is owed money
	NegativeInvoice Code = "negative-invoice"      // an invoice type with a negative total
	NegativeCredit  Code = "negative-credit-note"  // a credit note with a negative total: the client owes it
	TypeDiffers     Code = "type-contradicts-root" // BT-3 says credit note and the root element invoice, or the reverse
	TypeUnknown     Code = "type-unknown"          // BT-3 is missing or not in the code list
	CurrencyUnknown Code = "currency-unknown"      // BT-5 is no ISO 4217 code
	DateIgnored     Code = "date-ignored"          // a date that is not needed could not be read
	ValueIgnored    Code = "value-ignored"         // a figure that is not needed could not be read
)

// A Finding is one thing to know about a document, with its place. It is also
// an error, when it keeps the document from being read.
type Finding struct {
	Code     Code
	File     string
	Line     int       // 1 is the first
	Col      int       // in characters, 1 is the first of the line
	Term     string    // "BT-9"; "" when it is about the whole
	Path     string    // of the element: "/Invoice/DueDate"
	Value    string    // as written, in full
	Expected string    // what stands against it: the date that the terms give, the sum of the parts…
	Basis    law.Basis // the law it rests on; zero when it is about the document alone
	Err      error     // the cause, if there is one
}

// Error is the finding in English with its place.
func (f *Finding) Error() string {
	return f.place() + f.Text(law.English)
}

// Unwrap is the cause, if there is one.
func (f *Finding) Unwrap() error { return f.Err }

func (f *Finding) place() string {
	var b strings.Builder
	if f.Line > 0 {
		fmt.Fprintf(&b, "%s:%d:%d: ", f.File, f.Line, f.Col)
	} else if f.File != "" {
		b.WriteString(f.File + ": ")
	}
	if f.Path != "" {
		b.WriteString(f.Path + ": ")
	}
	return b.String()
}

// Text says the finding and what to do about it, without its place.
func (f *Finding) Text(lang law.Lang) string {
	what := wordings[f.Code][lang&1]
	return strings.NewReplacer(
		"{term}", f.Term, "{value}", shown(f.Value), "{expected}", shown(f.Expected), "{cause}", f.cause(lang),
	).Replace(what)
}

func (f *Finding) cause(lang law.Lang) string {
	switch err := f.Err.(type) {
	case nil:
		return ""
	case noteFault:
		return err.Text(lang)
	case *terms.Refusal: // without its remedy, since the finding has its own
		return [2]string{"« " + err.Text + " » : ", fmt.Sprintf("%q: ", err.Text)}[lang&1] + err.Reason.Text(lang)
	default:
		return err.Error()
	}
}

// shown is a value on one line and short enough for a message.
func shown(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > maxShown {
		s = string([]rune(s)[:maxShown]) + "…"
	}
	return s
}

// Errors are all the findings that keep one document from being read, in the
// order of their places: up to 100, and the number of those beyond.
type Errors struct {
	List []*Finding
	More int
}

func (es *Errors) Error() string {
	lines := make([]string, len(es.List), len(es.List)+1)
	for i, f := range es.List {
		lines[i] = f.Error()
	}
	if es.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more errors", es.More))
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.Is and errors.As the single findings.
func (es *Errors) Unwrap() []error {
	errs := make([]error, len(es.List))
	for i, f := range es.List {
		errs[i] = f
	}
	return errs
}

func (r *reader) refuseAt(code Code, offset int, value, expected string) {
	r.refuse(r.locate(&Finding{Code: code, File: r.file, Value: value, Expected: expected}, offset))
}

func (r *reader) refuse(f *Finding) {
	if len(r.errs.List) == maxErrors {
		r.errs.More++
		return
	}
	r.errs.List = append(r.errs.List, f)
}

func (r *reader) find(f *Finding) { r.doc.Findings = append(r.doc.Findings, f) }

// about starts a finding on an element: its place is where its text begins.
func (r *reader) about(code Code, term string, e *element) *Finding {
	f := &Finding{Code: code, File: r.file, Term: term, Path: e.path(), Value: e.text()}
	blank := len(e.raw) - len(bytes.TrimLeft(e.raw, " \t\r\n"))
	if f.Value == "" || len(e.children) > 0 {
		f.Value, blank = "", e.offset-e.content // point at the element itself
	}
	return r.locate(f, e.content+blank)
}

// absent starts a finding on something that is not there: its place is the
// element that lacks it.
func (r *reader) absent(code Code, term string, f field) *Finding {
	return r.locate(&Finding{Code: code, File: r.file, Term: term, Path: f.path}, f.in.offset)
}
