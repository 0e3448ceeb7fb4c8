package letter

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/creance/creance/law"
)

const noBreak = "\u00a0"

var (
	apostrophe  = regexp.MustCompile(`(\pL)'`)
	beforePunct = regexp.MustCompile(` ([:;!?»€%])`)
	number      = regexp.MustCompile(`\b([Aa]rt\.|[Aa]rticles?|[Nn]o\.|L\.|R\.|D\.) (\S)`)
)

// typeset gives the words of a template the typography of its language, so that
// their author can type plain spaces and apostrophes: no-break spaces before
// : ; ! ? », after « and n°, inside "article L. 441-10". The data is never
// touched.
func typeset(text string, lang law.Lang) string {
	text = apostrophe.ReplaceAllString(text, "${1}’")
	if lang == law.French {
		text = beforePunct.ReplaceAllString(text, noBreak+"$1")
		text = strings.ReplaceAll(text, "« ", "«"+noBreak)
		text = strings.ReplaceAll(text, "n° ", "n°"+noBreak)
		// Twice, because "article L. 441-10" overlaps.
		text = number.ReplaceAllString(text, "$1"+noBreak+"$2")
		text = number.ReplaceAllString(text, "$1"+noBreak+"$2")
	}
	return text
}

// tidy removes the spaces and blank lines that template actions leave behind.
func tidy(text string) string {
	var b strings.Builder
	blank := 0
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRight(line, " \t\r")
		if line == "" {
			blank++
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if blank > 0 {
				b.WriteByte('\n')
			}
		}
		blank = 0
		b.WriteString(line)
	}
	return b.String()
}

// oneLine makes a subject of a text: no header can begin in it. No-break
// spaces stay.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || unicode.IsControl(r) || isFormat(r) }), " ")
}

// isFormat is true for characters that are not seen but change what is: line
// and paragraph separators, and the marks that turn the direction of writing.
func isFormat(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
}

// quoted shows a text in an error, shortened.
func quoted(text string) string {
	if len(text) > 60 {
		text = strings.ToValidUTF8(text[:57], "") + "…"
	}
	return strconv.Quote(text)
}
