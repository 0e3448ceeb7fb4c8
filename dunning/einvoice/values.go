package einvoice

import (
	"strings"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// isoDate is the form of xsd:date, whose time zone is left aside: a document
// is dated on the calendar of whoever wrote it.
const isoDate = "YYYY-MM-DD"

// ciiForms are the date formats of UNTDID 2379 that name a day. Month formats
// such as 610 are refused: they leave the day open.
var ciiForms = map[string]struct{ form, clock string }{
	"":    {"YYYYMMDD", ""},
	"102": {"YYYYMMDD", ""},
	"203": {"YYYYMMDDHHMM", "1504"},
	"204": {"YYYYMMDDHHMMSS", "150405"},
}

// day reads the date that stands in e. The error is a [*dunning.DateError].
func day(e *element) (d date.Date, form string, err error) {
	text := e.text()
	switch e.name {
	case "DateTimeString":
		code := e.attr("format")
		f, known := ciiForms[code]
		if !known {
			return 0, "YYYYMMDD (format 102)", &dunning.DateError{Text: text, Problem: "has the format code " + code + ", which names no day"}
		}
		if len(text) != len(f.form) || !digits(text) || !onClock(f.clock, text[8:]) {
			return 0, f.form, &dunning.DateError{Text: text, Problem: "is not written " + f.form}
		}
		d, err = dunning.ParseDate(text[:4] + "-" + text[4:6] + "-" + text[6:8])
		return d, f.form, err
	case "DateTime": // xsd:dateTime
		if day, clock, ok := strings.Cut(text, "T"); ok && (onClock("15:04:05", clock) || onClock("15:04:05Z07:00", clock)) {
			text = day
		}
	default:
		text = withoutZone(text)
	}
	d, err = dunning.ParseDate(text)
	return d, isoDate, err
}

// onClock reports whether a text is a time of day in that layout.
func onClock(layout, text string) bool {
	_, err := time.Parse(layout, text)
	return err == nil
}

// withoutZone takes the time zone of xsd:date off: "2026-01-02+01:00".
func withoutZone(s string) string {
	if len(s) <= len(isoDate) {
		return s
	}
	zone := s[len(isoDate):]
	if zone == "Z" || (zone[0] == '+' || zone[0] == '-') && len(zone) == len("+01:00") && onClock("15:04", zone[1:]) {
		return s[:len(isoDate)]
	}
	return s
}

// number reads an xsd:decimal, which may lack the digit on one side of its point.
func number(text string) (decimal.Decimal, error) {
	sign, digits := "", text
	if text != "" && (text[0] == '-' || text[0] == '+') {
		sign, digits = text[:1], text[1:]
	}
	if len(digits) > 1 {
		if digits[0] == '.' {
			digits = "0" + digits
		}
		digits = strings.TrimSuffix(digits, ".")
	}
	return dunning.ParseAmount(sign + digits)
}

// money reads an amount of a currency with that many decimals.
func money(text string, digits int32) (decimal.Decimal, error) {
	d, err := number(text)
	if err != nil {
		return d, err
	}
	n, err := minor.Of(d, digits)
	if err != nil {
		return d, &dunning.AmountError{Text: text, Problem: err.Error()}
	}
	return minor.Decimal(n, digits), nil
}

// texts are the texts of elements, empty ones left out.
func texts(list []*element) []string {
	var found []string
	for _, e := range list {
		if text := e.text(); text != "" {
			found = append(found, text)
		}
	}
	return found
}

// firstWords is the first element that has a text, nil when none has.
func firstWords(list []*element) *element {
	for _, e := range list {
		if e.text() != "" {
			return e
		}
	}
	return nil
}

func joined(list []*element) string { return strings.Join(texts(list), "\n") }
