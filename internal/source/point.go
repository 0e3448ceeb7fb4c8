package source

import (
	"strings"
	"unicode"
)

// window is how much of a long line is shown on each side of a mistake.
const window = 100

// Point is a line as it is shown, and the caret that stands under its column in
// a terminal: below tabs it has tabs, two spaces below characters that are twice
// as wide, and nothing below accents that are characters of their own. Of a long
// line only the part around the column is shown.
func Point(line string, column int) (shown, caret string) {
	text := []rune(line)
	at := min(max(column-1, 0), len(text))
	before, after := "", ""
	if from := at - window; len(text) > 2*window && from > 0 {
		text, at, before = text[from:], window, "…"
	}
	if len(text) > at+window && len(text) > 2*window || before != "" && len(text) > at+window {
		text, after = text[:at+window], "…"
	}
	var b strings.Builder
	b.WriteString(strings.Repeat(" ", len([]rune(before))))
	for _, r := range text[:at] {
		switch {
		case r == '\t':
			b.WriteByte('\t')
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case unicode.Is(wide, r):
			b.WriteString("  ")
		default:
			b.WriteByte(' ')
		}
	}
	return before + string(text) + after, b.String() + "^"
}

// wide are the characters that take two columns: Chinese, Japanese and Korean
// writing, and emoji.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115f, Stride: 1}, {Lo: 0x2e80, Hi: 0xa4cf, Stride: 1}, {Lo: 0xac00, Hi: 0xd7a3, Stride: 1},
		{Lo: 0xf900, Hi: 0xfaff, Stride: 1}, {Lo: 0xfe30, Hi: 0xfe6f, Stride: 1}, {Lo: 0xff00, Hi: 0xff60, Stride: 1}, {Lo: 0xffe0, Hi: 0xffe6, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1}, {Lo: 0x1f680, Hi: 0x1f6ff, Stride: 1}, {Lo: 0x1f900, Hi: 0x1f9ff, Stride: 1}, {Lo: 0x20000, Hi: 0x3fffd, Stride: 1},
	},
}
