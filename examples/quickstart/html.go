package main

import (
	"bytes"
	_ "embed" // the page
	"fmt"
	"html/template"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/creance/creance/internal/locale"
)

//go:embed report.html.tmpl
var page string

// writeHTML writes one page that needs nothing else: no script, no font, no
// image to load.
func writeHTML(w io.Writer, r *report) error {
	t, err := template.New("report").Parse(page)
	if err != nil {
		return err
	}
	if err := r.overTime(); err != nil {
		return err
	}
	var sections []htmlSection
	for _, s := range r.sections() {
		sections = append(sections, s.html())
	}
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{
		"Lang":       r.lang.String(),
		"Heading":    r.heading(),
		"Unit":       r.unit(),
		"Warnings":   r.warnings(),
		"Demo":       r.demo,
		"DemoNotice": r.demoNotice(),
		"Disclaimer": r.disclaimer(),
		"Tiles":      r.tiles(),
		"Sections":   sections,
	})
	if err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

type htmlSection struct {
	Title  string
	Charts []drawing
	Heads  []htmlCell
	Rows   []htmlRow
	Notes  []string
	Alert  bool
}

type htmlRow struct {
	Total bool
	Cells []htmlCell
}

type htmlCell struct {
	Text   string
	Head   string // of its column, for a narrow page that shows rows as cards
	Number bool
}

// Empty is a cell that a card leaves out.
func (c htmlCell) Empty() bool { return c.Text == "" || c.Text == "–" }

// Class are the styles of a cell: a number, an empty one, or a few words that stay
// on one line beside a long text.
func (c htmlCell) Class() string {
	const short = 18
	var list []string
	if c.Number {
		list = append(list, "n")
	} else if utf8.RuneCountInString(c.Text) <= short {
		list = append(list, "s")
	}
	if c.Empty() {
		list = append(list, "e")
	}
	return strings.Join(list, " ")
}

func (s section) html() htmlSection {
	h := htmlSection{Title: s.title, Charts: s.charts, Notes: s.notes, Alert: s.alert}
	if s.table == nil {
		return h
	}
	cells := func(texts []string) []htmlCell {
		row := make([]htmlCell, len(texts))
		for i, text := range texts {
			head, number := strings.CutPrefix(s.table.heads[i], ">")
			row[i] = htmlCell{Text: strings.TrimPrefix(text, ">"), Head: head, Number: number}
		}
		return row
	}
	h.Heads = cells(s.table.heads)
	for i, row := range s.table.rows {
		h.Rows = append(h.Rows, htmlRow{Total: s.table.bold[i], Cells: cells(row)})
	}
	return h
}

type tile struct{ Label, Value string }

// tiles are the four figures at the top of the page.
func (r *report) tiles() []tile {
	_, _, total := sum(r.claims)
	steps := 0
	for _, f := range r.files {
		if !f.None() {
			steps++
		}
	}
	return []tile{
		{r.say("Encours", "Open"), locale.Money(r.balance.Total.Open, "EUR", r.lang)},
		{r.say("Échu", "Overdue"), locale.Money(r.balance.Total.Late(), "EUR", r.lang)},
		{r.say("Pénalités et indemnités", "Interest and indemnities"), locale.Money(total, "EUR", r.lang)},
		{r.say("Clients à relancer", "Clients to chase"), fmt.Sprint(steps)},
	}
}
