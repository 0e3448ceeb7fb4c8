package terms

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rickb777/date/v2"
)

// MaxText bounds the wordings that are read, in bytes.
const MaxText = 500

// token is one word, number, date or mark of a wording.
type token struct {
	kind     tokenKind
	text     string // folded: lower case without accents
	value    int64  // of a number, in ten-thousandths
	date     date.Date
	ordinal  bool // "1er", "10th"
	fraction bool // written with decimals: "1.000" is no thousand
	from, to int
}

type tokenKind uint8

const (
	word tokenKind = iota
	number
	day // a date of the calendar, or 0 for one that does not exist
	mark
)

// tokenize cuts a wording into tokens in one pass. Elisions (d', l') and
// ordinal endings (1er, 10th) vanish; dotted initials (L.C.R.) become a word.
func tokenize(text string) []token {
	var tokens []token
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case r == '\n':
			tokens = append(tokens, token{kind: mark, text: ",", from: at, to: at + size})
			at += size
		case unicode.IsSpace(r) || ignorable(r):
			at += size
		case isDigit(r):
			t := readNumber(text, at)
			at = skipOrdinal(text, t.to)
			t.ordinal = at > t.to
			tokens = append(tokens, t)
		case unicode.IsLetter(r):
			t := readWord(text, at)
			at = t.to
			if apostrophe(text[at:]) {
				_, size := utf8.DecodeRuneInString(text[at:])
				at += size
				if elided[t.text] {
					continue
				}
			}
			tokens = append(tokens, t)
		case r == '-' && len(tokens) > 0 && tokens[len(tokens)-1].text == "net" && tokens[len(tokens)-1].to == at && at+1 < len(text) && isDigit(rune(text[at+1])):
			at += size // Net-30
		case r == '-' && len(tokens) > 0 && tokens[len(tokens)-1].kind == word && tokens[len(tokens)-1].to == at && startsWithLetter(text[at+1:]):
			at += size // quarante-cinq
		default:
			t := token{kind: mark, text: string(foldMark(r)), from: at, to: at + size}
			if t.text == "-" && at+size < len(text) && isDigit(rune(text[at+size])) && (at == 0 || text[at-1] == ' ') {
				t.text = "-1" // a negative number, which nothing reads
			}
			if strings.HasPrefix(text[at:], "...") {
				t.text, t.to = "…", at+3
			}
			tokens = append(tokens, t)
			at = t.to
		}
	}
	return tokens
}

// readWord reads letters, or initials with points: "F.D.M.".
func readWord(text string, at int) token {
	t := token{kind: word, from: at}
	var b strings.Builder
	for initials := true; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == '.' && initials && startsWithLetter(text[at+1:]) && isInitial(text[at+1:]) {
			at++
			continue
		}
		if !unicode.IsLetter(r) && !ignorable(r) {
			break
		}
		b.WriteString(foldLetter(r))
		at += size
		initials = initials && (at == len(text) || text[at] == '.')
	}
	if at < len(text) && text[at] == '.' && strings.Contains(text[t.from:at], ".") {
		at++ // the point of the last initial ends no sentence
	}
	t.text, t.to = b.String(), at
	return t
}

// isInitial reports whether text begins with a single letter.
func isInitial(text string) bool {
	_, size := utf8.DecodeRuneInString(text)
	return !startsWithLetter(text[size:])
}

// readNumber reads digits with an optional fraction, or a date. A number too
// long or too precise to be one of ours has the value -1.
func readNumber(text string, at int) token {
	if t, ok := readDate(text, at); ok {
		return t
	}
	t := token{kind: number, from: at}
	whole, end := digits(text, at)
	at = end
	fraction := ""
	if at+1 < len(text) && (text[at] == ',' || text[at] == '.') && isDigit(rune(text[at+1])) {
		fraction, at = digits(text, at+1)
		t.fraction = true
	}
	t.to, t.text = at, text[t.from:at]
	fraction = strings.TrimRight(fraction, "0")
	if len(whole) > 6 || len(fraction) > 4 {
		t.value = -1
		return t
	}
	for _, c := range whole + (fraction + "0000")[:4] {
		t.value = t.value*10 + int64(c-'0')
	}
	return t
}

// readDate reads 2026-11-23, or day first: 23/11/2026, 23.11.2026, 23-11-2026.
func readDate(text string, at int) (token, bool) {
	var parts [3]string
	var separators [2]byte
	end := at
	for i := range parts {
		if parts[i], end = digits(text, end); parts[i] == "" || len(parts[i]) > 4 {
			return token{}, false
		}
		if i < 2 {
			if end >= len(text) || !strings.ContainsRune("./-", rune(text[end])) {
				return token{}, false
			}
			separators[i] = text[end]
			end++
		}
	}
	year, month, dayOf := parts[2], parts[1], parts[0]
	if len(year) != 4 {
		year, dayOf = parts[0], parts[2]
	}
	if separators[0] != separators[1] || len(year) != 4 || len(month) > 2 || len(dayOf) > 2 {
		return token{}, false
	}
	return token{kind: day, text: text[at:end], date: calendarDate(atoi(year), atoi(month), atoi(dayOf)), from: at, to: end}, true
}

// calendarDate is 0 for a day that does not exist.
func calendarDate(year, month, day int) date.Date {
	if year < 1900 || year > 2999 || month < 1 || month > 12 {
		return 0
	}
	first := date.New(year, time.Month(month), 1)
	if day < 1 || day > first.LastDayOfMonth() {
		return 0
	}
	return first + date.Date(day-1)
}

func digits(text string, at int) (string, int) {
	end := at
	for end < len(text) && isDigit(rune(text[end])) {
		end++
	}
	return text[at:end], end
}

// atoi is for the few digits that readDate has already counted.
func atoi(digits string) int {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}

// skipOrdinal passes the ending of "1er", "2ème", "10th", "1st".
func skipOrdinal(text string, at int) int {
	if at < len(text) && startsWithLetter(text[at:]) {
		if t := readWord(text, at); ordinals[t.text] {
			return t.to
		}
	}
	return at
}

var (
	ordinals = map[string]bool{"er": true, "e": true, "eme": true, "th": true, "st": true, "nd": true, "rd": true}
	elided   = map[string]bool{"d": true, "l": true, "qu": true, "n": true, "s": true}
)

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func startsWithLetter(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}

func apostrophe(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("'’ʼ`´", r) && r != utf8.RuneError
}

// ignorable characters carry no meaning: combining accents (the letter stays),
// soft hyphens, zero-width spaces, byte order marks.
func ignorable(r rune) bool {
	return 0x300 <= r && r <= 0x36f || r == 0xad || 0x200b <= r && r <= 0x200d || r == 0x2060 || r == 0xfeff
}

func foldMark(r rune) rune {
	switch r {
	case '–', '—', '−', '‐', '‑', '|', '•', '·':
		return '-'
	case '％':
		return '%'
	case '；':
		return ';'
	}
	return r
}

// foldLetter is the lower-case letter without accent; nothing for an ignorable.
func foldLetter(r rune) string {
	if ignorable(r) {
		return ""
	}
	r = unicode.ToLower(r)
	if r < utf8.RuneSelf {
		return string(r)
	}
	if plain, ok := accents[r]; ok {
		return plain
	}
	return string(r)
}

var accents = map[rune]string{
	'à': "a", 'á': "a", 'â': "a", 'ã': "a", 'ä': "a", 'å': "a", 'ç': "c", 'è': "e", 'é': "e", 'ê': "e", 'ë': "e",
	'ì': "i", 'í': "i", 'î': "i", 'ï': "i", 'ñ': "n", 'ò': "o", 'ó': "o", 'ô': "o", 'õ': "o", 'ö': "o", 'ø': "o",
	'ù': "u", 'ú': "u", 'û': "u", 'ü': "u", 'ý': "y", 'ÿ': "y", 'œ': "oe", 'æ': "ae", 'ß': "ss",
}
