package mention

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxText bounds what Check reads; general terms are shorter.
const maxText = 1 << 16

// fold makes a text comparable: lower case, no accents, plain apostrophes,
// single spaces, line ends as ". ".
func fold(text string) string {
	if len(text) > maxText {
		text = text[:maxText]
	}
	text = strings.ToValidUTF8(text, " ")
	var b strings.Builder
	space := true
	for _, r := range norm.NFD.String(text) {
		switch {
		case r == '\n' || r == '\r' || r == '•':
			b.WriteString(". ")
			space = true
			continue
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		case unicode.Is(unicode.Mn, r):
			continue
		case r == '’' || r == 'ʼ' || r == '`':
			r = '\''
		case r == 'œ' || r == 'Œ':
			b.WriteByte('o')
			r = 'e'
		}
		b.WriteRune(unicode.ToLower(r))
		space = false
	}
	return b.String()
}
