// Package locale writes amounts, dates and rates as a French or an English
// reader expects to see them.
//
// French: 1 234,56 € with a narrow no-break space between thousands (U+202F)
// and a no-break space before the unit (U+00A0), 23 novembre 2026, 12,40 %.
// English: €1,234.56, 23 November 2026, 12.40%.
package locale

import (
	"fmt"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/law"
)

const (
	narrow  = "\u202f" // between thousands
	noBreak = "\u00a0" // before a unit
)

// Number writes d with exactly that many decimals, rounded half up.
func Number(d decimal.Decimal, places int32, lang law.Lang) string {
	text := d.StringFixed(places)
	sign := ""
	if strings.HasPrefix(text, "-") {
		text = text[1:]
		if strings.Trim(text, "0.") != "" {
			sign = "-"
			if lang == law.French {
				sign = "−"
			}
		}
	}
	whole, fraction, _ := strings.Cut(text, ".")
	group, point := narrow, ","
	if lang == law.English {
		group, point = ",", "."
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteString(point + fraction)
	}
	return b.String()
}

var symbols = map[string]string{"EUR": "€", "GBP": "£", "USD": "$"}

// Money writes an amount in its currency, "" being EUR. A currency without a
// usual symbol is written by its code.
func Money(d decimal.Decimal, code string, lang law.Lang) string {
	if code == "" {
		code = "EUR"
	}
	places, ok := minor.Digits(code)
	if !ok {
		places = 2
	}
	number := Number(d, places, lang)
	symbol, short := symbols[code]
	switch {
	case !short:
		return number + noBreak + code
	case lang == law.French:
		return number + noBreak + symbol
	}
	digits, negative := strings.CutPrefix(number, "-")
	if negative {
		return "-" + symbol + digits
	}
	return symbol + digits
}

// Percent writes a rate given in percent.
func Percent(d decimal.Decimal, places int32, lang law.Lang) string {
	if lang == law.English {
		return Number(d, places, lang) + "%"
	}
	return Number(d, places, lang) + noBreak + "%"
}

var months = [...][2]string{
	{"janvier", "January"}, {"février", "February"}, {"mars", "March"}, {"avril", "April"},
	{"mai", "May"}, {"juin", "June"}, {"juillet", "July"}, {"août", "August"},
	{"septembre", "September"}, {"octobre", "October"}, {"novembre", "November"}, {"décembre", "December"},
}

// Date writes a date in full, "1er janvier 2026" or "1 January 2026"; a dash
// for the absent date.
func Date(d date.Date, lang law.Lang) string {
	if d == 0 {
		return "–"
	}
	year, month, day := d.Date()
	ordinal := ""
	if day == 1 && lang == law.French {
		ordinal = "er"
	}
	return fmt.Sprintf("%d%s%s%s %d", day, ordinal, noBreak, months[month-1][lang&1], year)
}

// ShortDate writes a date for a table: 23/11/2026 in French, 2026-11-23 in
// English, where day and month would be guessed; a dash for the absent date.
func ShortDate(d date.Date, lang law.Lang) string {
	if d == 0 {
		return "–"
	}
	year, month, day := d.Date()
	if lang == law.English {
		return fmt.Sprintf("%04d-%02d-%02d", year, int(month), day)
	}
	return fmt.Sprintf("%02d/%02d/%04d", day, int(month), year)
}

// Days writes a number of days, "1 jour", "15 jours".
func Days(n int, lang law.Lang) string {
	word := "jour"
	if lang == law.English {
		word = "day"
	}
	if n > 1 || n < -1 || n == 0 && lang == law.English {
		word += "s"
	}
	return fmt.Sprintf("%d%s%s", n, noBreak, word)
}
