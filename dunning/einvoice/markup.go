package einvoice

import "strings"

// tagAt is the end of the HTML tag that begins at s[i], 0 when none does.
func tagAt(s string, i int) int {
	if s[i] != '<' || i+1 == len(s) {
		return 0
	}
	c := s[i+1]
	if c == '/' && i+2 < len(s) {
		c = s[i+2]
	}
	if c|0x20 < 'a' || c|0x20 > 'z' {
		return 0
	}
	if end := strings.IndexAny(s[i+1:], "<>"); end >= 0 && s[i+1+end] == '>' {
		return i + 1 + end + 1
	}
	return 0
}

func hasMarkup(s string) bool {
	for i := range len(s) {
		if tagAt(s, i) > 0 {
			return true
		}
	}
	return false
}

// withoutMarkup puts a blank in the place of each tag.
func withoutMarkup(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if end := tagAt(s, i); end > 0 {
			b.WriteByte(' ')
			i = end
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return strings.TrimSpace(b.String())
}
