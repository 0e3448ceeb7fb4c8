package fec

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A Charset is a character set of the field. Amounts, dates and account
// numbers are plain ASCII in all of them: a wrong guess spoils names, never
// figures.
type Charset string

// The character sets that are read.
const (
	// AutoCharset decides on the bytes of the whole file, since the first
	// accent may stand on its last line. A byte order mark, or sound UTF-8 on
	// every line with accents, is UTF-8. Else the accented letters of French
	// are counted as CP850 and as ISO 8859 write them, next to an ASCII
	// letter, where a dash or a quotation mark does not stand; the greater
	// number wins, ISO 8859 if they are equal. ISO 8859 with bytes 0x80-0x9F,
	// which it leaves to control codes, is Windows-1252.
	AutoCharset Charset = ""

	UTF8        Charset = "UTF-8"
	ISO8859_15  Charset = "ISO-8859-15" // what the order names, with the euro sign
	Windows1252 Charset = "Windows-1252"
	CP850       Charset = "CP850" // old French software, and what "OEM" means there
)

// evidence is what the bytes of a file say about its character set; see
// [AutoCharset].
type evidence struct {
	bom     bool
	text    int // lines with sound UTF-8 beyond ASCII
	broken  int // lines with bytes that are not UTF-8
	latin   int // letters as ISO 8859 writes them
	dos     int // letters as CP850 writes them
	windows bool
}

const (
	latinLetters = "\xe0\xe2\xe4\xe7\xe8\xe9\xea\xeb\xee\xef\xf4\xf6\xf9\xfb\xfc\xc0\xc2\xc7\xc8\xc9\xca\xcb\xce\xcf\xd4\xd9\xdb"
	dosLetters   = "\x85\x83\x84\x87\x8a\x82\x88\x89\x8c\x8b\x93\x94\x97\x96\x81\xb7\xb6\x80\xd4\x90\xd2\xd3\xd7\xd8\xe2\xeb\xea"
)

var isLatin, isDOS = letterTable(latinLetters), letterTable(dosLetters)

func letterTable(letters string) (table [256]bool) {
	for i := range len(letters) {
		table[letters[i]] = true
	}
	return table
}

func (e *evidence) see(text []byte) {
	if ascii(text) {
		return
	}
	if utf8.Valid(text) {
		e.text++
		return
	}
	e.broken++
	for i, c := range text {
		if c < 0x80 {
			continue
		}
		if c < 0xa0 {
			e.windows = true
		}
		if i > 0 && asciiLetter(text[i-1]) || i+1 < len(text) && asciiLetter(text[i+1]) {
			if isLatin[c] {
				e.latin++
			}
			if isDOS[c] {
				e.dos++
			}
		}
	}
}

func (e *evidence) charset() Charset {
	switch {
	case e.bom || e.broken == 0:
		return UTF8
	case e.dos > e.latin:
		return CP850
	case e.windows:
		return Windows1252
	}
	return ISO8859_15
}

func ascii[T []byte | string](s T) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// decoder turns kept bytes into text. Bytes that are no UTF-8 in a UTF-8 file
// become U+FFFD, and a [Finding] says so.
type decoder struct {
	set  Charset
	seen map[string]string // names come back on every line
}

func newDecoder(set Charset) decoder {
	return decoder{set: set, seen: map[string]string{}}
}

func (d decoder) decode(raw string) string {
	if ascii(raw) {
		return raw
	}
	if text, ok := d.seen[raw]; ok {
		return text
	}
	text := strings.TrimSpace(d.plain(raw))
	d.seen[raw] = text
	return text
}

func (d decoder) plain(raw string) string {
	table := map[Charset]*charmap.Charmap{
		ISO8859_15: charmap.ISO8859_15, Windows1252: charmap.Windows1252, CP850: charmap.CodePage850,
	}[d.set]
	if table == nil {
		return strings.ToValidUTF8(raw, "\ufffd")
	}
	var b strings.Builder
	for i := range len(raw) {
		b.WriteRune(table.DecodeByte(raw[i]))
	}
	return b.String()
}
