package chart

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Bars is a bar chart: one bar for each item, above the line for a positive
// value and below it for a negative one (the credits of an aged balance).
type Bars struct {
	Title       string
	Description string // read aloud in place of the drawing: say what it shows
	Width       int    // in pixels, 320 to 1440; 0 is 720. 360 suits a phone
	Items       []Bar
}

// A Bar is one item of a bar chart.
type Bar struct {
	Label string          // under the bar: "31-60 jours"
	Value decimal.Decimal // its height
	Text  string          // the value as the reader expects to see it: "1 250,00 €"
	Tone  Tone
}

// A Tone is the meaning of a bar's colour. The colours keep a contrast of 3:1
// with a white and with a dark page, and differ in lightness for readers who do
// not tell red from green.
type Tone uint8

const (
	Neutral Tone = iota // not due
	Late                // recently late
	Later               // late for long
	Latest              // late for longest
	Credit              // in the client's favour
)

var colours = [...]string{"#4a7fb5", "#d99a2b", "#cf6a32", "#b23a48", "#5b9c74"}

const (
	barsHeight = 300
	barsTop    = 34  // room for the value above the highest bar
	barsBottom = 44  // room for labels, and for a value under the lowest bar
	barsNarrow = 100 // room of one item: below it long labels take two lines
	barsLetter = 7   // about the width of a letter of a label
)

// SVG draws the chart. Without items it draws an empty frame; beyond 120 items
// the rest is left out and the description says so.
func (b Bars) SVG() []byte {
	items, description := b.Items, b.Description
	if len(items) > maxMarks {
		description += fmt.Sprintf(" (%d items not drawn)", len(items)-maxMarks)
		items = items[:maxMarks]
	}
	width := widthOf(b.Width)
	c := newCanvas(b.Title, description, width, barsHeight)
	var top, bottom decimal.Decimal
	for _, it := range items {
		top, bottom = decimal.Max(top, it.Value), decimal.Min(bottom, it.Value)
	}
	span := top.Sub(bottom)
	room := barsHeight - barsTop - barsBottom
	if bottom.IsNegative() {
		room -= 16
	}
	narrow := width < barsNarrow*len(items)
	if narrow {
		room -= 14
	}
	base := at(barsTop).Add(px(top, span, room)) // y of the zero line
	for i, it := range items {
		slot := width / len(items)
		left, middle := i*slot+slot/8, i*slot+slot/2
		height := px(it.Value.Abs(), span, room)
		y, valueY := base.Sub(height), base.Sub(height).Sub(at(6))
		if it.Value.IsNegative() {
			y, valueY = base, base.Add(height).Add(at(15))
		}
		fmt.Fprintf(c, `<rect x="%d" y="%s" width="%d" height="%s" rx="2" fill="%s"/>`+"\n", left, y, slot-slot/4, height, it.Tone.colour())
		c.label(at(middle), valueY, "middle", fitting(it.Text, slot), it.Text)
		if !narrow {
			c.label(at(middle), at(barsHeight-12), "middle", "13", it.Label)
			continue
		}
		first, second := it.Label, ""
		if utf8.RuneCountInString(it.Label)*barsLetter > slot {
			first, second = halves(it.Label)
		}
		c.label(at(middle), at(barsHeight-26), "middle", "12", first)
		if second != "" {
			c.label(at(middle), at(barsHeight-11), "middle", "12", second)
		}
	}
	fmt.Fprintf(c, `<line x1="0" y1="%s" x2="%d" y2="%s" stroke="currentColor" stroke-width="1"/>`+"\n", base, width, base)
	return c.close()
}

// fitting is the size of letters, 12 pixels or as few as 6, in which an amount
// keeps to its room and off its neighbours.
func fitting(amount string, room int) string {
	width := 0 // in hundredths of the size
	for _, r := range amount {
		switch r {
		case ',', '.', ' ', '\u00a0', '\u202f':
			width += 30
		default:
			width += 64
		}
	}
	size := 12
	for size > 6 && width*size > 100*(room-6) {
		size--
	}
	return strconv.Itoa(size)
}

// halves breaks words at the space that is nearest to their middle.
func halves(words string) (first, second string) {
	best := -1
	for i, r := range words {
		if r == ' ' && (best < 0 || abs(2*i-len(words)) < abs(2*best-len(words))) {
			best = i
		}
	}
	if best < 0 {
		return words, ""
	}
	return words[:best], words[best+1:]
}

func abs(n int) int { return max(n, -n) }

func (t Tone) colour() string {
	if int(t) >= len(colours) {
		t = Neutral
	}
	return colours[t]
}
