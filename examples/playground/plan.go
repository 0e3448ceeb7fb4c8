package main

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

// maxLanes is how many files of one client are drawn; the list below the drawing
// has all of them.
const maxLanes = 6

// plan is the timeline as it is shown: drawn twice, in one row and in rows of a
// month for a narrow screen, and listed.
type plan struct {
	Wide, Narrow template.HTML
	Steps        []planned
	Dues         bool // due dates fall into it
	Hidden       int  // files not drawn
}

// planned is a step of the timeline with the number it has in the drawing.
type planned struct {
	Number int
	policy.Decision
}

func (r reader) plan(first date.Date, list []*lane, invoices []*dunning.Invoice) plan {
	p := plan{Hidden: max(0, len(list)-maxLanes)}
	n := 0
	numbers := map[*lane][]int{}
	for _, l := range list {
		for _, d := range l.Sent {
			n++
			p.Steps = append(p.Steps, planned{n, d})
			numbers[l] = append(numbers[l], n)
		}
	}
	list = list[:len(list)-p.Hidden]
	dues := map[date.Date]bool{}
	for _, inv := range invoices {
		if d := inv.DueDate(); d >= first && d < first+ahead && inv.OpenAt(first).IsPositive() {
			dues[d], p.Dues = true, true
		}
	}
	d := drawing{reader: r, first: first, lanes: list, numbers: numbers, dues: dues}
	d.title = r.say("Les 120 prochains jours", "The next 120 days")
	d.description = d.words(p.Steps)
	p.Wide, p.Narrow = d.svg(ahead, 6), d.svg(30, 11)
	return p
}

// A drawing is what the rows of a timeline have in common.
type drawing struct {
	reader
	first              date.Date
	lanes              []*lane
	numbers            map[*lane][]int
	dues               map[date.Date]bool
	title, description string
}

func (d drawing) words(steps []planned) string {
	if len(steps) == 0 {
		return d.say("aucune étape", "no step")
	}
	var list []string
	for _, s := range steps {
		list = append(list, d.day(s.AsOf)+d.say(" : ", ": ")+stepName(s.Decision))
	}
	return strings.Join(list, ", ")
}

const (
	side       = 12 // left and right of a row
	rowHead    = 30 // months and days above the lanes
	laneHeight = 54
	trackAt    = 36 // of a lane, from its top
	radius     = 9  // of the number of a step
)

// svg draws rows of so many days, each so many pixels wide.
func (d drawing) svg(perRow, cell int) template.HTML {
	rows := (ahead + perRow - 1) / perRow
	rowHeight := rowHead + laneHeight*max(1, len(d.lanes)) + 8
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img"><title>%s</title><desc>%s</desc>`+"\n",
		2*side+perRow*cell, rows*rowHeight, html.EscapeString(d.title), html.EscapeString(d.description))
	for row := range rows {
		from, until := row*perRow, min((row+1)*perRow, ahead)
		d.scale(&b, from, until, cell, row*rowHeight)
		for i, l := range d.lanes {
			y := row*rowHeight + rowHead + i*laneHeight
			if l.Name != "" && row == 0 {
				fmt.Fprintf(&b, `<text class="lane" x="%d" y="%d">%s</text>`+"\n", side, y+10, html.EscapeString(l.Name))
			}
			d.track(&b, l, from, until, cell, y+trackAt)
			d.steps(&b, l, from, until, cell, y+trackAt)
		}
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

// scale writes the months, the Mondays and the due dates of a row.
func (d drawing) scale(b *strings.Builder, from, until, cell, y int) {
	bottom := y + rowHead + laneHeight*max(1, len(d.lanes))
	for i := from; i < until; i++ {
		day, x := d.first+date.Date(i), side+(i-from)*cell
		// A label needs room: not where the month ends at once, nor at the edge.
		if i == from && day.LastDayOfMonth()-day.Day() > 8 || i > from && day.Day() == 1 && until-i > 8 {
			fmt.Fprintf(b, `<text class="month" x="%d" y="%d">%s</text>`+"\n", x, y+12, d.month(day))
		}
		if day.Day() == 1 {
			fmt.Fprintf(b, `<line class="edge" x1="%d" y1="%d" x2="%d" y2="%d"/>`+"\n", x, y+16, x, bottom)
		}
		if day.Weekday() == 1 && until-i > 1 {
			fmt.Fprintf(b, `<text class="tick" x="%d" y="%d" text-anchor="middle">%d</text>`+"\n", x+cell/2, y+26, day.Day())
		}
		if d.dues[day] {
			fmt.Fprintf(b, `<path class="due" d="M%d %dl5 9h-10z"/>`+"\n", x+cell/2, bottom-9)
		}
	}
}

// track draws what the days of a lane are: a line, a bar, dashes or nothing.
func (d drawing) track(b *strings.Builder, l *lane, from, until, cell, y int) {
	for i := from; i < until; {
		s := l.line(i)
		end := i + 1
		for end < until && l.line(end) == s {
			end++
		}
		x1, x2 := side+(i-from)*cell, side+(end-from)*cell
		switch s {
		case onHold:
			fmt.Fprintf(b, `<rect class="hold" x="%d" y="%d" width="%d" height="10" rx="3"/>`+"\n", x1, y-5, x2-x1)
		case waiting, ended:
			fmt.Fprintf(b, `<line class="%s" x1="%d" y1="%d" x2="%d" y2="%d"/>`+"\n", s, x1, y, x2, y)
		}
		i = end
	}
}

// line is the state of a day under the number of its step, if it has one.
func (l *lane) line(i int) state {
	if l.Days[i] == sending {
		return waiting
	}
	return l.Days[i]
}

// steps draws the number of each step; one too close to the last is raised.
func (d drawing) steps(b *strings.Builder, l *lane, from, until, cell, y int) {
	last, raised := -1000, false
	for i, step := range l.Sent {
		at := int(step.AsOf - d.first)
		if at < from || at >= until {
			continue
		}
		x := side + (at-from)*cell + cell/2
		raised = !raised && x-last < 2*radius+2
		last = x
		up := 0
		if raised {
			up = 2*radius + 2
			fmt.Fprintf(b, `<line class="stem" x1="%d" y1="%d" x2="%d" y2="%d"/>`+"\n", x, y, x, y-up)
		}
		fmt.Fprintf(b, `<g class="step"><title>%s</title><circle cx="%d" cy="%d" r="%d"/><text x="%d" y="%d" text-anchor="middle">%d</text></g>`+"\n",
			html.EscapeString(d.day(step.AsOf)+d.say(" : ", ": ")+stepName(step)), x, y-up, radius, x, y-up+4, d.numbers[l][i])
	}
}

var months = [12][2]string{
	{"janv.", "Jan"}, {"févr.", "Feb"}, {"mars", "Mar"}, {"avril", "Apr"}, {"mai", "May"}, {"juin", "Jun"},
	{"juil.", "Jul"}, {"août", "Aug"}, {"sept.", "Sep"}, {"oct.", "Oct"}, {"nov.", "Nov"}, {"déc.", "Dec"},
}

func (r reader) month(d date.Date) string {
	return fmt.Sprintf("%s %d", months[d.Month()-1][r.lang&1], d.Year())
}
