package einvoice

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// charsets are the single-byte character sets that are read, by the names an
// XML declaration gives them.
var charsets = map[string]*charmap.Charmap{
	"iso-8859-1": charmap.ISO8859_1, "iso8859-1": charmap.ISO8859_1, "latin1": charmap.ISO8859_1,
	"iso-8859-15": charmap.ISO8859_15, "iso8859-15": charmap.ISO8859_15, "latin9": charmap.ISO8859_15,
	"windows-1252": charmap.Windows1252, "cp1252": charmap.Windows1252,
}

// toUTF8 gives the document in UTF-8, without its byte order mark, which goes
// before what the declaration says: it was written with the bytes. A byte that
// its character set does not have stops the reading: what stands around it
// cannot be trusted either. fault is where, in the UTF-8 read so far.
func toUTF8(raw []byte) (src []byte, code Code, label string, fault int) {
	text, marked := bytes.CutPrefix(raw, []byte("\xef\xbb\xbf"))
	if marked {
		raw = text
	} else if low, wide := utf16Order(raw); wide {
		src, fault = fromUTF16(raw, low)
		if fault >= 0 {
			return src, BadBytes, "", fault
		}
		return src, "", "", 0
	}
	if !marked {
		label = declared(raw)
	}
	switch name := strings.ToLower(label); name {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		if at := firstInvalid(raw); at >= 0 {
			return raw, BadBytes, "", at
		}
		return raw, "", "", 0
	default:
		table, known := charsets[name]
		if !known {
			return nil, BadCharset, label, 0
		}
		src = make([]byte, 0, len(raw)+len(raw)/8)
		for _, c := range raw {
			src = utf8.AppendRune(src, table.DecodeByte(c))
		}
		return src, "", "", 0
	}
}

// declared is the encoding that the XML declaration names, "" when it names none.
func declared(raw []byte) string {
	head := string(raw[:min(len(raw), 200)])
	head, _, found := strings.Cut(head, "?>")
	if !found || !strings.HasPrefix(head, "<?xml") {
		return ""
	}
	_, value, found := strings.Cut(head, "encoding")
	value = strings.TrimLeft(value, " \t\r\n=")
	if !found || value == "" || value[0] != '"' && value[0] != '\'' {
		return ""
	}
	name, _, _ := strings.Cut(value[1:], value[:1])
	return name
}

func firstInvalid(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// utf16Order tells UTF-16 by its byte order mark, or by the zero byte that
// stands beside the first "<". low is true for little endian.
func utf16Order(b []byte) (low, wide bool) {
	if len(b) < 2 {
		return false, false
	}
	switch [2]byte{b[0], b[1]} {
	case [2]byte{0xff, 0xfe}, [2]byte{'<', 0}:
		return true, true
	case [2]byte{0xfe, 0xff}, [2]byte{0, '<'}:
		return false, true
	}
	return false, false
}

// fromUTF16 is strict where the usual decoders put U+FFFD in the place of what
// they do not understand. fault is -1 when all was understood.
func fromUTF16(b []byte, low bool) (src []byte, fault int) {
	unit := func(i int) rune {
		if i+1 >= len(b) {
			return -1
		}
		if low {
			return rune(b[i]) | rune(b[i+1])<<8
		}
		return rune(b[i])<<8 | rune(b[i+1])
	}
	for i := 0; i < len(b); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			i += 2
			if r = utf16.DecodeRune(r, unit(i)); r == utf8.RuneError {
				return src, len(src)
			}
		}
		if r < 0 {
			return src, len(src)
		}
		if r == '\ufeff' && len(src) == 0 {
			continue
		}
		src = utf8.AppendRune(src, r)
	}
	return src, -1
}
