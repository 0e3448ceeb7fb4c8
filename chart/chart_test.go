package chart_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/chart"
	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{deptest.Module: "a drawing takes figures, whoever computed them"})
}

func bars(values ...string) chart.Bars {
	b := chart.Bars{Title: "Balance âgée", Description: "Encours par tranche de retard"}
	for i, v := range values {
		b.Items = append(b.Items, chart.Bar{Label: fmt.Sprint("tranche ", i), Value: decimal.RequireFromString(v), Text: v + " €", Tone: chart.Tone(i)})
	}
	return b
}

func TestBarsKeepProportionsAndSides(t *testing.T) {
	rects := elements(t, bars("1000", "500", "-250", "0").SVG(), "rect")
	require.Len(t, rects, 4)
	height := func(i int) decimal.Decimal { return decimal.RequireFromString(rects[i]["height"]) }
	y := func(i int) decimal.Decimal { return decimal.RequireFromString(rects[i]["y"]) }
	assert.True(t, height(0).Sub(height(1).Mul(decimal.NewFromInt(2))).Abs().LessThan(decimal.NewFromInt(1)))
	assert.True(t, height(1).Sub(height(2).Mul(decimal.NewFromInt(2))).Abs().LessThan(decimal.NewFromInt(1)))
	assert.True(t, height(3).IsZero())
	zero := y(0).Add(height(0))
	assert.Equal(t, zero.String(), y(1).Add(height(1)).String(), "positive bars stand on the line")
	assert.Equal(t, zero.String(), y(2).String(), "a credit hangs from it")
}

func TestDrawingsStayInside(t *testing.T) {
	for _, svg := range [][]byte{bars("1", "9999999999999", "-9999999999999").SVG(), bars("-5").SVG(), line("3", "-7", "0").SVG(), line("1").SVG()} {
		for _, e := range append(elements(t, svg, "rect"), elements(t, svg, "circle")...) {
			for _, side := range []string{"y", "cy"} {
				if v, ok := e[side]; ok {
					y := decimal.RequireFromString(v)
					assert.False(t, y.IsNegative(), string(svg))
					assert.True(t, y.LessThan(decimal.NewFromInt(300)), string(svg))
				}
			}
		}
	}
}

// TestNarrow: on a phone no mark leaves the drawing, and labels take two lines.
func TestNarrow(t *testing.T) {
	for asked, width := range map[int]int{0: 720, 1: 320, 360: 360, 9999: 1440, -5: 320} {
		b, l := bars("10", "-20", "30", "5", "7"), line("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
		b.Width, l.Width = asked, asked
		svg := elements(t, b.SVG(), "svg")[0]
		assert.Equal(t, fmt.Sprintf("0 0 %d 300", width), svg["viewBox"])
		for _, r := range elements(t, b.SVG(), "rect") {
			x, w := decimal.RequireFromString(r["x"]), decimal.RequireFromString(r["width"])
			assert.True(t, x.Add(w).LessThanOrEqual(decimal.NewFromInt(int64(width))))
			assert.True(t, w.IsPositive())
		}
		for _, e := range elements(t, l.SVG(), "circle") {
			assert.True(t, decimal.RequireFromString(e["cx"]).LessThan(decimal.NewFromInt(int64(width))))
		}
		b.Items[4].Label = "plus de 90 jours"
		texts := 10
		if width < 500 {
			texts = 11
		}
		assert.Len(t, elements(t, b.SVG(), "text"), texts, "%d: a label that is too long takes two lines", width)
		assert.LessOrEqual(t, len(elements(t, l.SVG(), "text")), 2*(width/60))
	}
}

// Amounts of millions stand side by side on a phone without touching.
func TestLongAmountsKeepToTheirRoom(t *testing.T) {
	b := bars("11711.08", "42223.37", "95189.49", "89996.89", "6962706.12", "-418.80")
	for i := range b.Items {
		b.Items[i].Text = "6\u202f962\u202f706,12\u00a0€"
	}
	for width, size := range map[int]int{360: 7, 720: 12} {
		b.Width = width
		svg := string(b.SVG())
		assert.Equal(t, 6, strings.Count(svg, fmt.Sprintf(`font-size="%d">6`, size)), "%d: %s", width, svg)
	}
}

func TestTitleAndDescriptionAreThere(t *testing.T) {
	svg := string(bars("1").SVG())
	assert.Contains(t, svg, `role="img"`)
	assert.Contains(t, svg, "<title>Balance âgée</title>")
	assert.Contains(t, svg, "<desc>Encours par tranche de retard</desc>")
}

func TestHostileWordsStayWords(t *testing.T) {
	b := bars("1")
	b.Title = "</title><script>alert(1)</script>\x00\xff"
	b.Items[0].Label = `"><a href="x">`
	b.Items[0].Tone = 250
	svg := b.SVG()
	assert.Empty(t, elements(t, svg, "script"))
	assert.Empty(t, elements(t, svg, "a"))
}

func TestEmptyAndCrowded(t *testing.T) {
	assert.Empty(t, elements(t, bars().SVG(), "rect"))
	assert.Empty(t, elements(t, line().SVG(), "circle"))
	many := make([]string, 500)
	for i := range many {
		many[i] = fmt.Sprint(i)
	}
	assert.Len(t, elements(t, bars(many...).SVG(), "rect"), 120)
	crowd := line(many...).SVG()
	assert.Len(t, elements(t, crowd, "circle"), 120)
	assert.Contains(t, string(crowd), "380 points not drawn")
	assert.LessOrEqual(t, len(elements(t, crowd, "text")), 26, "labels stay readable")
}

func line(values ...string) chart.Line {
	l := chart.Line{Title: "DSO", Description: "DSO par mois"}
	for i, v := range values {
		l.Points = append(l.Points, chart.Point{Label: fmt.Sprint("mois ", i), Value: decimal.RequireFromString(v), Text: v + " jours"})
	}
	return l
}

// elements parses the drawing as XML, which it must always be.
func elements(t *testing.T, svg []byte, name string) (found []map[string]string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return found
		}
		require.NoError(t, err, string(svg))
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == name {
			e := map[string]string{}
			for _, a := range start.Attr {
				e[a.Name.Local] = a.Value
			}
			found = append(found, e)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("Balance <âgée> & co", "1.5")
	f.Fuzz(func(t *testing.T, words, value string) {
		if len(value) > 15 || strings.ContainsAny(value, "eE") {
			return
		}
		d, err := decimal.NewFromString(value)
		if err != nil {
			return
		}
		elements(t, chart.Bars{Title: words, Items: []chart.Bar{{Label: words, Value: d, Text: words}}}.SVG(), "rect")
		elements(t, chart.Line{Title: words, Points: []chart.Point{{Label: words, Value: d, Text: words}, {Value: d}}}.SVG(), "circle")
	})
}

func ExampleBars() {
	b := chart.Bars{
		Title:       "Balance âgée au 31 juillet 2023",
		Description: "Non échu 1 200 €, 1 à 30 jours 300 €.",
		Items: []chart.Bar{
			{Label: "non échu", Value: decimal.NewFromInt(1200), Text: "1 200 €"},
			{Label: "1-30 jours", Value: decimal.NewFromInt(300), Text: "300 €", Tone: chart.Late},
		},
	}
	first, _, _ := strings.Cut(string(b.SVG()), "\n")
	fmt.Println(first)
	// Output: <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300" role="img" font-family="system-ui, sans-serif" font-size="13" fill="currentColor">
}
