package chart_test

import (
	"encoding/xml"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/chart"
)

// DSO of a year: the drawing is put as it is into a page; its title and
// description are read aloud to those who do not see it.
func ExampleLine() {
	dso := chart.Line{Title: "DSO", Description: "54 jours en septembre, 61 en octobre, 58 en novembre."}
	for i, days := range []int64{54, 61, 58} {
		dso.Points = append(dso.Points, chart.Point{
			Label: []string{"sept. 2026", "oct. 2026", "nov. 2026"}[i],
			Value: decimal.NewFromInt(days), Text: fmt.Sprintf("%d jours", days),
		})
	}
	var drawing struct {
		Title string   `xml:"title"`
		Desc  string   `xml:"desc"`
		Text  []string `xml:"text"`
	}
	if err := xml.Unmarshal(dso.SVG(), &drawing); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(drawing.Title, "-", drawing.Desc)
	fmt.Println(drawing.Text)
	// Output:
	// DSO - 54 jours en septembre, 61 en octobre, 58 en novembre.
	// [54 jours sept. 2026 61 jours oct. 2026 58 jours nov. 2026]
}
