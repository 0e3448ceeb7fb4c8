package fec

import (
	"bytes"
	"errors"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/law"
)

// A cell is a part of a line and its place in it, in bytes.
type cell struct {
	text   []byte
	offset int
}

// split cuts a line into cells, reusing the given slice.
func (c *columns) split(cells []cell, text []byte) []cell {
	cells = cells[:0]
	for at := 0; ; {
		end := -1
		if c.quoted {
			end = quotedEnd(text[at:], c.separator)
		} else {
			end = bytes.IndexByte(text[at:], c.separator)
		}
		if end < 0 {
			return append(cells, c.cell(text[at:], at))
		}
		cells = append(cells, c.cell(text[at:at+end], at))
		at += end + 1
	}
}

func (c *columns) cell(text []byte, at int) cell {
	if c.quoted {
		if t := trim(text); len(t) >= 2 && t[0] == '"' && t[len(t)-1] == '"' {
			text = bytes.ReplaceAll(t[1:len(t)-1], []byte(`""`), []byte(`"`))
		}
	}
	return cell{text, at}
}

// quotedEnd is the place of the first separator that is not inside quotes.
func quotedEnd(text []byte, sep byte) int {
	inside := false
	for i, b := range text {
		switch {
		case b == '"':
			inside = !inside
		case b == sep && !inside:
			return i
		}
	}
	return -1
}

// trim takes blanks off both ends; cells of fixed width are padded with them.
func trim(b []byte) []byte { return bytes.Trim(b, " \t\r\x1a") }

// blankAt is the length of the blank that b begins with: a space, or one of
// the no-break spaces that separate thousands, in any of the character sets.
func blankAt(b []byte) int {
	switch {
	case b[0] == ' ' || b[0] == 0xa0 || b[0] == 0xff:
		return 1
	case len(b) > 1 && b[0] == 0xc2 && b[1] == 0xa0:
		return 2
	case len(b) > 2 && b[0] == 0xe2 && b[1] == 0x80 && b[2] == 0xaf:
		return 3
	}
	return 0
}

// maxWhole is how many digits stand before the comma, so that debit less credit
// stays in the limit of internal/minor.
const maxWhole = 12

var (
	noAmount    = say.Both("n’est pas un montant", "is not an amount")
	twoDecimals = say.Both("a deux séparateurs décimaux", "has two decimal signs")
	amountFix   = say.Both("écrivez les euros et les centimes : 1234,56", "write euros and cents: 1234,56")
)

// sign takes the sign off an amount, which some programs write behind it.
func sign(b []byte) (unsigned []byte, negative, signed bool) {
	is := func(ch byte) bool { return ch == '-' || ch == '+' }
	switch {
	case len(b) > 0 && is(b[0]):
		return trim(b[1:]), b[0] == '-', true
	case len(b) > 0 && is(b[len(b)-1]):
		return trim(b[:len(b)-1]), b[len(b)-1] == '-', true
	}
	return b, false, false
}

// cents reads an amount: sign, digits, comma or point, decimals; zeros and
// blanks around it, and blanks between thousands. An empty cell is 0. The
// second result is the problem, if there is one.
func cents(text []byte) (n int64, problem say.Text) {
	b, negative, signed := sign(trim(text))
	if signed && len(b) == 0 {
		return 0, say.Both("est un signe sans montant", "is a sign without an amount")
	}
	const whole = -1
	decimals, digits, seen := whole, 0, false
	group, grouped := 0, false // digits since the last blank
	for i := 0; i < len(b); {
		ch := b[i]
		switch blank := blankAt(b[i:]); {
		case ch >= '0' && ch <= '9' && decimals == whole:
			seen = true
			group++
			if digits > 0 || ch != '0' {
				digits++
			}
			if digits > maxWhole {
				return 0, say.Both("a plus de %d chiffres avant la virgule", "has more than %d digits before the comma", maxWhole)
			}
			n = n*10 + int64(ch-'0')
		case ch >= '0' && ch <= '9':
			seen = true
			if decimals++; decimals > 2 {
				switch {
				case bytes.ContainsAny(b[i:], ",."):
					return 0, twoDecimals
				case ch != '0':
					return 0, say.Both("a plus de deux décimales", "has more than two decimals")
				}
				break
			}
			n = n*10 + int64(ch-'0')
		case (ch == ',' || ch == '.') && decimals == whole && (!grouped || group == 3):
			decimals = 0
		case (ch == ',' || ch == '.') && decimals != whole:
			return 0, twoDecimals
		case blank > 0 && decimals == whole && (grouped && group == 3 || !grouped && group >= 1 && group <= 3):
			group, grouped = 0, true
			i += blank - 1
		default:
			return 0, noAmount
		}
		i++
	}
	if len(b) > 0 && !seen || grouped && decimals == whole && group != 3 {
		return 0, noAmount
	}
	for d := max(decimals, 0); d < 2; d++ {
		n *= 10
	}
	if negative {
		n = -n
	}
	return n, say.Text{}
}

// side reads Sens: +1 for a debit, -1 for a credit, 0 when it is neither.
func side(text []byte) int64 {
	switch string(bytes.ToUpper(trim(text))) {
	case "D", "+1", "1", "+":
		return 1
	case "C", "-1", "-":
		return -1
	}
	return 0
}

// day reads AAAAMMJJ. Blanks, or zeros only, are no date and give 0. The
// texts are the problem and its remedy.
func day(text []byte) (d date.Date, what, fix say.Text) {
	b := trim(text)
	if len(bytes.Trim(b, "0")) == 0 {
		return 0, what, fix
	}
	if year, month, dayOf, ok := digits(b, "yyyymmdd"); ok {
		d, err := dunning.NewDate(year, month, dayOf, "")
		if refused, ok := errors.AsType[*dunning.DateError](err); ok {
			what = say.Text{law.French: refused.Why(law.French), law.English: refused.Why(law.English)}
			fix = say.Both("écrivez une date qui existe, au format AAAAMMJJ", "write a date of the calendar as AAAAMMJJ")
		}
		return d, what, fix
	}
	for _, f := range otherDates {
		if year, month, dayOf, ok := digits(b, f.pattern); ok {
			fix = say.Both("écrivez la date au format AAAAMMJJ", "write it AAAAMMJJ")
			if _, err := dunning.NewDate(year, month, dayOf, ""); err == nil {
				fix = say.Both("écrivez %04d%02d%02d", "write it AAAAMMJJ: %04d%02d%02d", year, month, dayOf)
			}
			return 0, say.Both("est au format %s, alors qu’un FEC écrit ses dates AAAAMMJJ", "is written %s, and dates of a FEC are AAAAMMJJ", f.name), fix
		}
	}
	return 0, say.Both("n’est pas une date", "is not a date"), say.Both("écrivez la date au format AAAAMMJJ : 20231231", "write it AAAAMMJJ: 20231231")
}

// otherDates are recognised to be refused: 01/02 is February here and January there.
var otherDates = []struct{ pattern, name string }{
	{"dd/mm/yyyy", "JJ/MM/AAAA"},
	{"dd-mm-yyyy", "JJ-MM-AAAA"},
	{"dd.mm.yyyy", "JJ.MM.AAAA"},
	{"yyyy-mm-dd", "AAAA-MM-JJ"},
	{"yyyy/mm/dd", "AAAA/MM/JJ"},
}

// digits reads the numbers of a date written as the pattern.
func digits(b []byte, pattern string) (year, month, dayOf int, ok bool) {
	if len(b) != len(pattern) {
		return 0, 0, 0, false
	}
	for i := range len(pattern) {
		n := int(b[i]) - '0'
		if letter := asciiLetter(pattern[i]); letter && (n < 0 || n > 9) || !letter && b[i] != pattern[i] {
			return 0, 0, 0, false
		}
		switch pattern[i] {
		case 'y':
			year = year*10 + n
		case 'm':
			month = month*10 + n
		case 'd':
			dayOf = dayOf*10 + n
		}
	}
	return year, month, dayOf, true
}
