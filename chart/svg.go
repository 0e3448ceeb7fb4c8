package chart

import (
	"fmt"
	"html"
	"strings"

	"github.com/shopspring/decimal"
)

// maxMarks bounds a drawing: beyond it the labels could not be read.
const maxMarks = 120

// widthOf is the width that was asked for, within bounds.
func widthOf(asked int) int {
	if asked == 0 {
		return 720
	}
	return min(max(asked, 320), 1440)
}

type canvas struct {
	strings.Builder
	width, height int
}

func newCanvas(title, description string, width, height int) *canvas {
	c := &canvas{width: width, height: height}
	fmt.Fprintf(c, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="system-ui, sans-serif" font-size="13" fill="currentColor">`+"\n", width, height)
	fmt.Fprintf(c, "<title>%s</title>\n", text(title))
	fmt.Fprintf(c, "<desc>%s</desc>\n", text(description))
	return c
}

func (c *canvas) close() []byte {
	c.WriteString("</svg>\n")
	return []byte(c.String())
}

func (c *canvas) label(x, y decimal.Decimal, anchor, size, words string) {
	fmt.Fprintf(c, `<text x="%s" y="%s" text-anchor="%s" font-size="%s">%s</text>`+"\n", x, y, anchor, size, text(words))
}

// text makes any words safe inside SVG: markup is escaped, and characters that
// XML does not allow are dropped.
func text(words string) string {
	words = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(words, "\uFFFD"))
	return html.EscapeString(words)
}

// px is value/span of a length, in pixels rounded to a tenth.
func px(value, span decimal.Decimal, length int) decimal.Decimal {
	if span.IsZero() {
		return decimal.Decimal{}
	}
	return value.Mul(decimal.NewFromInt(int64(length))).DivRound(span, 1)
}

func at(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }
