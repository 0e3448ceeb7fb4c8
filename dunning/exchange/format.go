package exchange

import (
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// Format says how a CSV file writes its cells. The zero value is [ISO].
type Format struct {
	Separator    rune     // between cells; 0 is a comma
	DecimalComma bool     // 1 234,56 instead of 1234.56; blanks between thousands are then allowed
	DayFirst     bool     // 31/12/2026 instead of 2026-12-31
	Ignore       []string // names of columns to leave aside
}

// ISO is the format of programs: commas, points, 2026-12-31.
func ISO() Format { return Format{Separator: ','} }

// French is the format of a French spreadsheet: semicolons, decimal commas,
// 31/12/2026.
func French() Format { return Format{Separator: ';', DecimalComma: true, DayFirst: true} }

func (f Format) separator() rune {
	if f.Separator == 0 {
		return ','
	}
	return f.Separator
}

var blanks = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "")

func (f Format) amount(cell string) (decimal.Decimal, error) {
	if !f.DecimalComma {
		return dunning.ParseAmount(cell)
	}
	if strings.Contains(cell, ".") {
		return decimal.Decimal{}, &dunning.AmountError{Text: cell, Problem: "has a point, and the format declares a decimal comma"}
	}
	return dunning.ParseAmount(strings.Replace(blanks.Replace(cell), ",", ".", 1))
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
