package fec

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/creance/creance/internal/say"
)

// A field is a column this package reads; the others are passed over.
type field int

const (
	journalCode field = iota
	journalLib
	ecritureNum
	ecritureDate
	compteNum
	compteLib
	compAuxNum
	compAuxLib
	pieceRef
	pieceDate
	ecritureLib
	debit
	credit
	ecritureLet
	dateLet
	validDate
	idevise
	montant
	sens
	dateRglt
	idClient
	fields // how many there are
)

// fieldNames are the names of the order (arrêté), as art. A47 A-1 publishes them.
var fieldNames = [fields]string{
	"JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib",
	"CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit",
	"EcritureLet", "DateLet", "ValidDate", "Idevise", "Montant", "Sens", "DateRglt", "IdClient",
}

func (f field) String() string { return fieldNames[f] }

// alsoWritten are names that programs give to columns of the order.
var alsoWritten = map[string]field{
	"EcrtureLet": ecritureLet, "EcritureLettrage": ecritureLet, "Lettrage": ecritureLet, "DateLettrage": dateLet,
	"JournalLibelle": journalLib, "CompteLibelle": compteLib, "CompAuxLibelle": compAuxLib, "EcritureLibelle": ecritureLib,
	"CodeDevise": idevise, "IdDevise": idevise,
}

// required are the columns without which a ledger cannot be read; Debit and
// Credit, or Montant and Sens, come on top. The rest of the eighteen is
// required by law, and its absence reported as a finding.
var required = []field{journalCode, ecritureNum, ecritureDate, compteNum}
var expected = []field{compteLib, compAuxNum, compAuxLib, pieceRef, pieceDate, ecritureLib, ecritureLet, dateLet}

// columns is the layout of one file.
type columns struct {
	at        [fields]int // index of the cell; -1 where the file has no such column
	count     int         // cells of a line, the empty ones after a trailing separator not counted
	least     int         // cells that a line cannot do without
	names     []string    // as the file writes them
	separator byte
	quoted    bool // cells stand in double quotes
}

func (c *columns) has(f field) bool { return c.at[f] >= 0 }

// separators are tried in this order; the one that yields most known columns
// wins. A comma is known only to be refused: it also writes decimals.
var separators = []byte{'\t', '|', ';', ','}

// parseHeader reads the first line. The error is not placed yet.
func parseHeader(text []byte) (*columns, *Error) {
	var best *columns
	known := 0
	for _, sep := range separators {
		c := &columns{separator: sep, quoted: quotedHeader(text, sep)}
		if n := c.layout(text); n > known {
			best, known = c, n
		}
	}
	switch {
	case known < 3:
		return nil, (&Error{Code: NotFEC, Cell: excerpt(text)}).says(say.Both("n’est pas l’en-tête d’un FEC", "is not the header of a FEC"),
			say.Both("la première ligne nomme les colonnes : JournalCode, JournalLib, EcritureNum, EcritureDate…, séparées par une tabulation, | ou ;",
				"the first line names the columns: JournalCode, JournalLib, EcritureNum, EcritureDate…, separated by tab, | or ;"))
	case best.separator == ',':
		return nil, (&Error{Code: NotFEC, Cell: excerpt(text)}).says(
			say.Both("est séparé par des virgules, qui servent aussi aux décimales", "is separated by commas, which also write decimals"),
			say.Both("exportez avec une tabulation, | ou ; comme séparateur", "export with tab, | or ; as separator"))
	}
	return best, best.check(text)
}

// quotedHeader: quotes are marks of the format only where the header has them.
// Elsewhere a quote is a letter of a label, and must not swallow separators.
func quotedHeader(text []byte, sep byte) bool {
	first, _, _ := bytes.Cut(text, []byte{sep})
	first = bytes.TrimSpace(first)
	return len(first) > 2 && first[0] == '"' && first[len(first)-1] == '"'
}

// layout finds the columns and returns how many of them are known.
func (c *columns) layout(text []byte) (known int) {
	for f := range c.at {
		c.at[f] = -1
	}
	cells := c.split(nil, text)
	for i, cell := range cells {
		name := trim(cell.text)
		if len(name) > 0 {
			c.count = i + 1
		}
		c.names = append(c.names, string(name))
		if f, ok := lookup(name); ok && c.at[f] < 0 {
			c.at[f] = i
			known++
		}
	}
	c.names = c.names[:c.count]
	return known
}

// check reports the columns that are missing or there twice.
func (c *columns) check(text []byte) *Error {
	cells, first := c.split(nil, text), map[field]bool{}
	for _, cell := range cells {
		if f, ok := lookup(trim(cell.text)); ok {
			if first[f] {
				return (&Error{Code: BadColumns, Col: column(text, cell.offset), Field: f.String()}).says(
					say.Both("figure deux fois", "is there twice"), say.Both("gardez une seule colonne de ce nom", "keep one column of that name"))
			}
			first[f] = true
		}
	}
	need := required
	if !c.has(montant) || !c.has(sens) || c.has(debit) && c.has(credit) {
		need = append(need[:len(need):len(need)], debit, credit)
	} else {
		need = append(need[:len(need):len(need)], montant, sens)
	}
	var missing []string
	for _, f := range need {
		if !c.has(f) {
			missing = append(missing, f.String())
		}
		c.least = max(c.least, c.at[f]+1)
	}
	if len(missing) > 0 {
		return (&Error{Code: BadColumns, Cell: excerpt(text)}).says(
			say.Both("n’a pas de colonne %s", "has no column %s", strings.Join(missing, ", ")),
			say.Both("les %d colonnes ont été lues comme séparées par %s", "the %d columns were read as separated by %s", c.count, separatorName(c.separator)))
	}
	return nil
}

// absent are the columns of the law that this package would use and the file
// does not have.
func (c *columns) absent() (names []string) {
	for _, f := range expected {
		if !c.has(f) {
			names = append(names, f.String())
		}
	}
	return names
}

func separatorName(sep byte) say.Text {
	if sep == '\t' {
		return say.Both("une tabulation", "tab")
	}
	return say.Code(string(sep))
}

// lookup finds a column by its name, whatever its case, blanks and accents, in
// any character set.
func lookup(name []byte) (field, bool) {
	readings := []string{string(name)}
	if !utf8.Valid(name) {
		readings = readings[:0]
		for _, table := range []*charmap.Charmap{charmap.ISO8859_15, charmap.CodePage850} {
			text, _ := table.NewDecoder().String(string(name))
			readings = append(readings, text)
		}
	}
	for _, r := range readings {
		r = unblank.Replace(unaccent.Replace(r))
		for f, n := range fieldNames {
			if strings.EqualFold(r, n) {
				return field(f), true
			}
		}
		for n, f := range alsoWritten {
			if strings.EqualFold(r, n) {
				return f, true
			}
		}
	}
	return 0, false
}

var (
	unblank  = strings.NewReplacer(" ", "", "_", "", "\u00a0", "")
	unaccent = strings.NewReplacer("à", "a", "À", "A", "é", "e", "É", "E", "è", "e", "È", "E", "ê", "e", "Ê", "E")
)
