package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// A Sheet writes results as CSV: a header, then rows. In the format [French] the
// file starts with a byte-order mark and ends its lines with CR LF, which is
// what French Excel needs to open it right by a double click.
//
// Text that a spreadsheet would run as a formula ("=…", "+…", "-…", "@…") is
// written with an apostrophe in front.
type Sheet struct {
	format Format
	out    *csv.Writer
	err    error
}

// NewSheet writes the header line. Errors of w come from [Sheet.Close].
func NewSheet(w io.Writer, f Format, head ...string) *Sheet {
	s := &Sheet{format: f, out: csv.NewWriter(w)}
	s.out.Comma = f.separator()
	s.out.UseCRLF = f.DecimalComma
	if f.DecimalComma {
		_, s.err = io.WriteString(w, "\uFEFF")
	}
	line := make([]string, len(head))
	for i, h := range head {
		line[i] = harmless(h)
	}
	s.keep(s.out.Write(line))
	return s
}

// Row writes one line. A cell is a string, an int, a date.Date (empty when
// absent), a decimal.Decimal (two decimals, more when it has more), or anything
// that fmt prints.
func (s *Sheet) Row(cells ...any) {
	line := make([]string, len(cells))
	for i, cell := range cells {
		switch c := cell.(type) {
		case date.Date:
			line[i] = s.format.writeDate(c)
		case decimal.Decimal:
			line[i] = s.format.writeAmount(c, max(2, -c.Exponent()))
		case int:
			line[i] = decimal.NewFromInt(int64(c)).String()
		case string:
			line[i] = harmless(c)
		default:
			line[i] = harmless(fmt.Sprint(c))
		}
	}
	s.keep(s.out.Write(line))
}

// Close ends the file and reports the first error of the writer.
func (s *Sheet) Close() error {
	s.out.Flush()
	s.keep(s.out.Error())
	return s.err
}

func (s *Sheet) keep(err error) {
	if s.err == nil {
		s.err = err
	}
}

func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
