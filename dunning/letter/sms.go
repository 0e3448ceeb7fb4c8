package letter

import "strings"

// An Encoding is how a text message travels.
type Encoding uint8

const (
	GSM7 Encoding = iota // GSM 03.38 default alphabet with its extension table: 160 septets, or 153 a segment
	UCS2                 // any other character in the text: 70 units of UTF-16, or 67 a segment
)

// String is "GSM-7" or "UCS-2".
func (e Encoding) String() string {
	if e == UCS2 {
		return "UCS-2"
	}
	return "GSM-7"
}

// SMSSize is what a text message costs to send.
type SMSSize struct {
	Encoding Encoding
	Units    int // septets, the characters of the extension table counting two; or UTF-16 units
	Segments int // messages it travels in
}

// The alphabets of GSM 03.38 (3GPP TS 23.038, 6.2.1).
const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmExtension = "\f^{}\\[~]|€"
)

// MeasureSMS counts a text message as an operator does: 160 septets fit in one
// message, 153 in each of several because of the header that joins them (70 and
// 67 units in UCS-2). A pair (escape and character, or two surrogates) is never
// cut between two segments.
func MeasureSMS(text string) SMSSize {
	size := SMSSize{Encoding: GSM7}
	for _, r := range text {
		if gsmSeptets(r) == 0 {
			size.Encoding = UCS2
			break
		}
	}
	single, joined := 160, 153
	width := gsmSeptets
	if size.Encoding == UCS2 {
		single, joined = 70, 67
		width = utf16Units
	}
	room := 0
	for _, r := range text {
		w := width(r)
		size.Units += w
		if w > room {
			size.Segments++
			room = joined
		}
		room -= w
	}
	if size.Units <= single {
		size.Segments = min(size.Segments, 1)
	}
	return size
}

func gsmSeptets(r rune) int {
	switch {
	case strings.ContainsRune(gsmBasic, r):
		return 1
	case strings.ContainsRune(gsmExtension, r):
		return 2
	}
	return 0
}

func utf16Units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// gsmFold maps the letters and signs of French and English typography that
// GSM 03.38 lacks to what a reader takes for them; without it one "ê" would cut
// the room of a message by more than half.
var gsmFold = strings.NewReplacer(
	"\u00a0", " ", "\u202f", " ", "’", "'", "‘", "'", "“", `"`, "”", `"`, "« ", `"`, " »", `"`, "«", `"`, "»", `"`,
	"–", "-", "—", "-", "−", "-", "…", "...", "°", "o", "×", "x", "•", "-",
	"â", "a", "ê", "e", "ë", "e", "î", "i", "ï", "i", "ô", "o", "û", "u", "ÿ", "y", "ç", "c", "œ", "oe",
	"Â", "A", "À", "A", "Ê", "E", "Ë", "E", "È", "E", "Î", "I", "Ï", "I", "Ô", "O", "Û", "U", "Ù", "U", "Ÿ", "Y", "Œ", "OE",
	"á", "a", "í", "i", "ó", "o", "ú", "u", "Á", "A", "Í", "I", "Ó", "O", "Ú", "U", "ã", "a", "õ", "o",
)
