package exchange

import (
	"io"
	"strings"
	"unicode/utf8"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"golang.org/x/text/encoding/charmap"

	"github.com/creance/creance/dunning"
)

// Format says how a CSV file writes its cells. The zero value is [ISO].
type Format struct {
	Separator    rune     // between cells; 0 is a comma
	DecimalComma bool     // 1 234,56 instead of 1234.56; blanks between thousands are then allowed
	DayFirst     bool     // 31/12/2026 instead of 2026-12-31
	Windows1252  bool     // the character set of Excel's plain "CSV"; false is UTF-8, which is always written
	Ignore       []string // names of columns to leave aside
}

// ISO is the format of programs: commas, points, 2026-12-31.
func ISO() Format { return Format{Separator: ','} }

// French is the format of a French spreadsheet: semicolons, decimal commas,
// 31/12/2026. Excel writes it in UTF-8 as "CSV UTF-8", and as plain "CSV" in
// another character set: see [Format].Windows1252.
func French() Format { return Format{Separator: ';', DecimalComma: true, DayFirst: true} }

func (f Format) separator() rune {
	if f.Separator == 0 {
		return ','
	}
	return f.Separator
}

// blanks may stand between thousands.
const blanks = " \u00a0\u202f"

var thousands = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

func (f Format) amount(cell string) (decimal.Decimal, error) {
	if !f.DecimalComma {
		return dunning.ParseAmount(cell)
	}
	if strings.Contains(cell, ".") {
		return decimal.Decimal{}, &dunning.AmountError{Text: cell, Problem: "has a point, and the format declares a decimal comma"}
	}
	whole, _, _ := strings.Cut(cell, ",")
	for i, group := range strings.Split(thousands.Replace(whole), " ") {
		if i > 0 && len(group) != 3 || i == 0 && len(strings.TrimLeft(group, "+-")) > 3 && strings.ContainsAny(cell, blanks) {
			return decimal.Decimal{}, &dunning.AmountError{Text: cell, Problem: "has a blank elsewhere than between thousands"}
		}
	}
	return dunning.ParseAmount(strings.Replace(strings.ReplaceAll(thousands.Replace(whole), " ", "")+cell[len(whole):], ",", ".", 1))
}

// decoded gives a file in UTF-8.
func (f Format) decoded(r io.Reader) io.Reader {
	if f.Windows1252 {
		return charmap.Windows1252.NewDecoder().Reader(r)
	}
	return r
}

// foreign reports whether a cell has a byte that its character set does not have.
func (f Format) foreign(cell string) bool {
	return !utf8.ValidString(cell) || f.Windows1252 && strings.ContainsRune(cell, utf8.RuneError)
}

func (f Format) notInCharset() string {
	if f.Windows1252 {
		return "is not Windows-1252"
	}
	return "is not UTF-8"
}

func (f Format) otherCharset() string {
	if f.Windows1252 {
		return "leave Format.Windows1252 out for a file in UTF-8"
	}
	return "save the file as UTF-8 (\"CSV UTF-8\" in Excel), or set Format.Windows1252"
}

func (f Format) date(cell string) (date.Date, error) {
	if !f.DayFirst {
		return dunning.ParseDate(cell)
	}
	if len(cell) != 10 || cell[2] != '/' || cell[5] != '/' {
		return 0, &dunning.DateError{Text: cell, Problem: "is not written DD/MM/YYYY"}
	}
	d, err := dunning.ParseDate(cell[6:] + "-" + cell[3:5] + "-" + cell[:2])
	if e, ok := err.(*dunning.DateError); ok {
		e.Text = cell
	}
	return d, err
}

func (f Format) writeAmount(d decimal.Decimal, places int32) string {
	text := d.StringFixed(places)
	if f.DecimalComma {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

func (f Format) writeDate(d date.Date) string {
	if d == 0 {
		return ""
	}
	if f.DayFirst {
		return d.Format("02/01/2006")
	}
	return d.String()
}
