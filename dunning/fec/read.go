package fec

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/law"
)

// Read reads a file and gives its customer accounts. The name is only shown in
// errors; nothing is opened. Lines are read one by one: what is kept is one
// record for each customer line and a small one for each entry.
//
// The error is an [*Errors] when something is wrong with the file, with all
// problems at once, or [dunning.Problems] when the options are; there is no
// ledger then. A wrong date or amount is an error on whatever account: a file
// that is wrong somewhere is not the ledger, and its entries may concern a
// customer. What is merely odd is a [Finding].
func Read(name string, r io.Reader, o Options) (*Ledger, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	rd := &reader{
		o:        o.withDefaults(),
		names:    map[string]string{},
		dates:    map[string]date.Date{},
		byKey:    map[string]int32{},
		byNumber: map[string]int32{},
		journals: map[string]*Journal{},
		watched:  map[string]*watched{},
		foreign:  map[int32]foreignCell{},
	}
	if fatal := rd.open(r); fatal != nil {
		rd.errs.add(fatal)
	} else {
		rd.readLines()
		rd.finish()
	}
	text := newDecoder(rd.charset())
	if err := rd.errs.err(name, text); err != nil {
		return nil, err
	}
	return rd.ledger(name, text), nil
}

// reader holds what one pass over the file gathers. Text stays in the bytes of
// the file until its character set is known, at the end.
type reader struct {
	o     Options
	lines *lineReader
	cols  *columns
	errs  refusal
	chars evidence

	cells    []cell // of the present line
	number   int    // of the present line
	text     []byte
	names    map[string]string // one copy of each name
	dates    map[string]date.Date
	key      []byte
	byKey    map[string]int32
	entries  []entry
	byNumber map[string]int32
	numbers  []minor.Sum // of all entries of one journal and number; of an entry without, its own
	journals map[string]*Journal
	watched  map[string]*watched
	foreign  map[int32]foreignCell // by entry

	kept        []Line
	count       int // lines with data
	short       int // lines without their last empty cells
	firstShort  int
	last        int32 // entry of the last line
	from, until date.Date
}

// A foreignCell is the first foreign currency of an entry, on its customer
// line if it has one there.
type foreignCell struct {
	err      *Error
	customer bool
}

func (r *reader) charset() Charset {
	if r.o.Charset != AutoCharset {
		return r.o.Charset
	}
	return r.chars.charset()
}

// open looks at the first bytes and reads the header.
func (r *reader) open(src io.Reader) *Error {
	lines, head, err := newLineReader(src)
	r.lines = lines
	place := func(e *Error) *Error {
		e.Line, e.Col = max(lines.number, 1), max(e.Col, 1)
		return e
	}
	if err != nil {
		return place(unreadable(err))
	}
	if e := refused(head); e != nil {
		return place(e)
	}
	if bytes.HasPrefix(head, utf8BOM) {
		r.chars.bom = true
		lines.r.Discard(len(utf8BOM)) // was just peeked: cannot fail
	}
	for {
		l, err := lines.next()
		switch {
		case errors.Is(err, io.EOF):
			return place((&Error{Code: NotFEC}).says(say.Both("le fichier est vide", "is empty"), headerFix))
		case err != nil:
			return place(unreadable(err))
		case l.long:
			return place((&Error{Code: NotFEC, Cell: excerpt(l.text)}).says(
				say.Both("est une première ligne de plus de %d octets", "is a first line of more than %d bytes", maxLine), headerFix))
		case len(trim(l.text)) == 0:
			continue
		}
		r.chars.see(l.text)
		cols, e := parseHeader(l.text)
		if e != nil {
			return place(e)
		}
		r.cols = cols
		return nil
	}
}

var utf8BOM = []byte("\xef\xbb\xbf")

// Remedies of several errors.
var (
	headerFix = say.Both("la première ligne d’un FEC nomme ses colonnes", "the first line of a FEC names its columns")
	textFix   = say.Both("exportez le FEC en texte, UTF-8 ou ISO-8859-15", "export the FEC as text in UTF-8 or ISO-8859-15")
	againFix  = say.Both("le fichier est incomplet : refaites l’export", "the file is incomplete: export it again")
)

func unreadable(err error) *Error {
	return (&Error{Code: Unreadable, Err: err}).says(say.Both("le fichier ne peut pas être lu : %v", "cannot be read: %v", err), say.Text{})
}

// refused recognises by its first bytes what is no text, or is text in a
// character set that is not read.
func refused(head []byte) *Error {
	no := func(what say.Text) *Error { return (&Error{Code: NotFEC}).says(what, textFix) }
	first, _, _ := bytes.Cut(head, []byte("\n"))
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return no(say.Both("le fichier est en UTF-16", "is in UTF-16"))
	case bytes.HasPrefix(head, []byte("\xd1\x96\xa4\x99\x95\x81\x93")): // "Journal"
		return no(say.Both("le fichier est en EBCDIC", "is in EBCDIC"))
	case bytes.IndexByte(first, 0) >= 0:
		return no(say.Both("le fichier est binaire, ce n’est pas du texte", "is a binary file, not text"))
	}
	return nil
}

func (r *reader) readLines() {
	for {
		l, err := r.lines.next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			e := unreadable(err)
			e.Line, e.Col = l.number, 1
			r.errs.add(e)
			return
		}
		r.number, r.text = l.number, l.text
		switch {
		case l.long:
			r.tooLong()
		case bytes.IndexByte(l.text, 0) >= 0:
			at := bytes.IndexByte(l.text, 0)
			r.errs.add((&Error{Line: l.number, Col: column(l.text, at), Code: BadBytes}).says(
				say.Both("la ligne contient un octet nul, qu’aucun texte ne contient", "holds a zero byte, which no text has"),
				say.Both("le fichier est endommagé : refaites l’export", "the file is damaged: export it again")))
		case r.blank():
		default:
			r.chars.see(l.text)
			if r.cut(l) {
				r.count++
				r.line()
			}
		}
	}
}

// blank: nothing but separators and padding.
func (r *reader) blank() bool {
	return len(bytes.Trim(r.text, " \t\r\x1a\""+string(r.cols.separator))) == 0
}

// tooLong reports the cell in which a line passes the limit.
func (r *reader) tooLong() {
	cells := r.cols.split(r.cells, r.text)
	c := cells[len(cells)-1]
	e := (&Error{Line: r.number, Col: column(r.text, c.offset), Code: TooLong, Cell: excerpt(c.text)}).says(
		say.Both("porte sa ligne à plus de %d octets", "makes its line longer than %d bytes", maxLine),
		say.Both("aucun champ d’un FEC n’est aussi long : le fichier est endommagé", "no cell of a FEC is that long: the file is damaged"))
	for f, at := range r.cols.at {
		if at == len(cells)-1 {
			e.Field = field(f).String()
		}
	}
	r.errs.add(e)
}

// cut splits the present line into exactly the cells of the header.
func (r *reader) cut(l line) bool {
	r.cells = r.cols.split(r.cells, l.text)
	n := len(r.cells)
	for n > r.cols.count && len(trim(r.cells[n-1].text)) == 0 {
		n--
	}
	r.cells = r.cells[:n]
	if n == r.cols.count {
		return true
	}
	count := say.Both("%d champs, et l’en-tête en a %d", "%d cells, where the header has %d", n, r.cols.count)
	wrong := func(code Code, offset int, what, fix say.Text) {
		r.errs.add((&Error{Line: r.number, Col: column(l.text, offset), Code: code}).says(what, fix))
	}
	switch {
	case n > r.cols.count:
		wrong(BadColumns, r.cells[r.cols.count].offset, say.Both("la ligne a %s", "has %s", count),
			say.Both("y a-t-il un séparateur dans un libellé ? retirez-le", "a separator inside a label? take it out"))
		return false
	case !l.ended && (r.short == 0 || n < r.cols.least):
		wrong(Truncated, len(l.text), say.Both("le fichier s’arrête au milieu d’une ligne : elle a %s", "ends the file in the middle of a line: it has %s", count), againFix)
		return false
	case n < r.cols.least:
		wrong(BadColumns, len(l.text), say.Both("la ligne a %s", "has %s", count),
			say.Both("écrivez tous les champs, y compris les vides", "write every cell, empty ones too"))
		return false
	}
	// Spreadsheets drop the empty cells at the end of a line.
	if r.short++; r.short == 1 {
		r.firstShort = r.number
	}
	for len(r.cells) < r.cols.count {
		r.cells = append(r.cells, cell{offset: len(l.text)})
	}
	return true
}

// finish reports what only the whole file shows.
func (r *reader) finish() {
	if r.o.Foreign == RefuseForeign {
		var cells []*Error
		for entry, f := range r.foreign {
			if r.entries[entry].customers > 0 {
				cells = append(cells, f.err)
			}
		}
		slices.SortFunc(cells, func(a, b *Error) int { return cmp.Compare(a.Line, b.Line) })
		for _, e := range cells {
			r.errs.add(e)
		}
	}
	if r.errs.count == 0 {
		r.checkEnd()
	}
}

// checkEnd tells a file cut between two lines: every entry balances but the
// last. Books in single entry, where most do not, are left alone.
func (r *reader) checkEnd() {
	if len(r.entries) < 2 {
		return
	}
	last := &r.entries[r.last]
	for i := range r.entries {
		if e := &r.entries[i]; e.number != last.number && !r.balances(e) {
			return
		}
	}
	if !r.balances(last) {
		off := r.numbers[last.number].Decimal(2)
		r.errs.add((&Error{Line: r.number, Col: 1, Code: Truncated}).says(
			say.Both("le fichier s’arrête dans une écriture non équilibrée, de %s (débits moins crédits), alors que toutes les autres sont équilibrées",
				"ends the file in an entry whose debits less credits are %s, while every other entry balances",
				say.Text{law.French: locale.Money(off, "EUR", law.French), law.English: off.StringFixed(2)}), againFix))
	}
}

// intern keeps one copy of a name that comes back on many lines.
func (r *reader) intern(b []byte) string {
	if s, ok := r.names[string(b)]; ok {
		return s
	}
	s := string(b)
	r.names[s] = s
	return s
}

// isCustomer tells whether an account is a customer's, and a doubtful one's.
func (r *reader) isCustomer(account string) (customer, doubtful bool) {
	starts := func(prefix string) bool { return strings.HasPrefix(account, prefix) }
	doubtful = slices.ContainsFunc(r.o.Doubtful, starts)
	return doubtful || slices.ContainsFunc(r.o.Customers, starts), doubtful
}

// A watched account is no customer's, but may hold what customers owe or paid.
type watched struct {
	sum   minor.Sum
	lines int
	first int
}
