package chart

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Line is a curve through points at equal steps: a DSO month by month, the
// share of an invoiced amount collected week after week.
type Line struct {
	Title       string
	Description string // read aloud in place of the drawing: say what it shows
	Width       int    // in pixels, 320 to 1440; 0 is 720. 360 suits a phone
	Points      []Point
}

// A Point is one point of a curve.
type Point struct {
	Label string          // under the point: "mars 2026"
	Value decimal.Decimal // its height; the axis starts at 0, or below for negative values
	Text  string          // the value as the reader expects to see it: "54 jours"
}

const (
	lineHeight = 260
	lineLabel  = 60 // room for the label of a point
	lineSide   = 44
	lineTop    = 30
	lineBottom = 40
)

// SVG draws the curve. Beyond 120 points the oldest are left out and the
// description says so. When there are more points than room for their labels
// (12 in 720 pixels) only some are labelled, the first and the last among them.
func (l Line) SVG() []byte {
	points, description := l.Points, l.Description
	if n := len(points) - maxMarks; n > 0 {
		description += fmt.Sprintf(" (%d points not drawn)", n)
		points = points[n:]
	}
	width := widthOf(l.Width)
	c := newCanvas(l.Title, description, width, lineHeight)
	var top, bottom decimal.Decimal
	for _, p := range points {
		top, bottom = decimal.Max(top, p.Value), decimal.Min(bottom, p.Value)
	}
	span, room := top.Sub(bottom), lineHeight-lineTop-lineBottom
	base := at(lineTop).Add(px(top, span, room))
	fmt.Fprintf(c, `<line x1="%d" y1="%s" x2="%d" y2="%s" stroke="currentColor" stroke-width="1"/>`+"\n", lineSide/2, base, width-lineSide/2, base)
	labels := width / lineLabel
	every := (len(points) + labels - 1) / labels
	var path strings.Builder
	var marks strings.Builder
	for i, p := range points {
		x := at(width / 2)
		if len(points) > 1 {
			x = at(lineSide).Add(px(at(i), at(len(points)-1), width-2*lineSide))
		}
		y := base.Sub(px(p.Value, span, room))
		fmt.Fprintf(&path, "%s,%s ", x, y)
		fmt.Fprintf(&marks, `<circle cx="%s" cy="%s" r="3.5" fill="%s"/>`+"\n", x, y, Neutral.colour())
		if i%every == 0 && len(points)-1-i >= every || i == len(points)-1 {
			c.label(x, y.Sub(at(9)), "middle", "12", p.Text)
			c.label(x, at(lineHeight-12), "middle", "12", p.Label)
		}
	}
	if len(points) > 1 {
		fmt.Fprintf(c, `<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n", strings.TrimSpace(path.String()), Neutral.colour())
	}
	c.WriteString(marks.String())
	return c.close()
}
