package main

import (
	"cmp"
	"io"
	"strings"
	"unicode/utf8"
)

// A table prints rows in aligned columns for a terminal. Widths count
// characters, not bytes, so accents and no-break spaces do not shift a column.
// Long names are cut, more of them where the page is narrow; the last column is
// folded.
type table struct {
	heads []string // a head starting with ">" is a column of numbers, set right
	rows  [][]string
	bold  map[int]bool // rows that stand out: totals
	names int          // longest name shown whole; 0 is 30
}

const (
	longName  = 30
	shortName = 14 // names are not cut below
	lastWidth = 30 // the last column is not folded below
)

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) total(cells ...string) {
	if t.bold == nil {
		t.bold = map[int]bool{}
	}
	t.bold[len(t.rows)] = true
	t.add(cells...)
}

func (t *table) write(w io.Writer, p screen) {
	last := len(t.heads) - 1
	most := cmp.Or(t.names, longName)
	widths, used := t.measure(most)
	for ; most > shortName && used+t.need(last) > p.width; most-- {
		widths, used = t.measure(most - 1)
	}
	heads := make([]string, len(t.heads))
	for i, h := range t.heads {
		heads[i] = strings.TrimPrefix(h, ">")
	}
	io.WriteString(w, p.dim(t.line(heads, widths))+"\n")
	for i, row := range t.rows {
		cells := make([]string, len(row))
		for j, cell := range row {
			cells[j] = t.cut(cell, j, most)
		}
		folded := fold(cells[last], max(p.width-used-2, lastWidth))
		for n, part := range folded {
			if n > 0 {
				cells = make([]string, len(row))
			}
			cells[last] = part
			line := t.line(cells, widths)
			if t.bold[i] {
				line = p.strong(line)
			}
			io.WriteString(w, line+"\n")
		}
	}
}

// measure gives the width of every column, names being cut at most, and of all
// but the last together.
func (t *table) measure(most int) (widths []int, used int) {
	widths = make([]int, len(t.heads))
	for i, h := range t.heads {
		widths[i] = utf8.RuneCountInString(strings.TrimPrefix(h, ">"))
		for _, row := range t.rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(t.cut(row[i], i, most)))
		}
		if i < len(t.heads)-1 {
			used += widths[i] + 2
		}
	}
	return widths, used
}

// need is what the last column asks for: itself, or room to fold it.
func (t *table) need(last int) int {
	widths, _ := t.measure(longName)
	return min(widths[last], lastWidth) + 2
}

// cut shortens names; numbers and the last column are never cut.
func (t *table) cut(cell string, column, most int) string {
	runes := []rune(cell)
	if column == len(t.heads)-1 || strings.HasPrefix(t.heads[column], ">") || len(runes) <= most {
		return cell
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}

// fold breaks a text between words into lines of a width. French sets a space
// before ; and : where no line may break.
func fold(text string, width int) []string {
	if utf8.RuneCountInString(text) <= width {
		return []string{text}
	}
	text = strings.NewReplacer(" ;", "\u00a0;", " :", "\u00a0:").Replace(text)
	var lines []string
	line := ""
	for word := range strings.SplitSeq(text, " ") {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

func (t *table) line(cells []string, widths []int) string {
	var b strings.Builder
	for i, cell := range cells {
		pad := strings.Repeat(" ", max(0, widths[i]-utf8.RuneCountInString(cell)))
		b.WriteString("  ")
		if strings.HasPrefix(t.heads[i], ">") {
			b.WriteString(pad + cell)
		} else {
			b.WriteString(cell + pad)
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// A screen is what the text is written on: how wide it is, and whether it shows
// colours.
type screen struct {
	width   int
	colours bool
}

func (p screen) title(s string) string  { return p.wrap("1;36", s) }
func (p screen) strong(s string) string { return p.wrap("1", s) }
func (p screen) dim(s string) string    { return p.wrap("2", s) }
func (p screen) alert(s string) string  { return p.wrap("33", s) }

func (p screen) wrap(code, s string) string {
	if !p.colours || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
