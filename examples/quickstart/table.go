package main

import (
	"io"
	"strings"
	"unicode/utf8"
)

// pageWidth is what a terminal shows without folding lines.
const pageWidth = 120

// A table prints rows in aligned columns for a terminal. Widths count
// characters, not bytes, so accents and no-break spaces do not shift a column.
// Long names are cut; the last column is folded.
type table struct {
	heads []string // a head starting with ">" is a column of numbers, set right
	rows  [][]string
	bold  map[int]bool // rows that stand out: totals
	names int          // longest name shown whole; 0 is 30
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) total(cells ...string) {
	if t.bold == nil {
		t.bold = map[int]bool{}
	}
	t.bold[len(t.rows)] = true
	t.add(cells...)
}

func (t *table) write(w io.Writer, p palette) {
	last := len(t.heads) - 1
	heads := make([]string, len(t.heads))
	widths := make([]int, len(t.heads))
	used := 0
	for i, h := range t.heads {
		heads[i] = strings.TrimPrefix(h, ">")
		widths[i] = utf8.RuneCountInString(heads[i])
		for _, row := range t.rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(t.cut(row[i], i)))
		}
		if i < last {
			used += widths[i] + 2
		}
	}
	io.WriteString(w, p.dim(t.line(heads, widths))+"\n")
	for i, row := range t.rows {
		cells := make([]string, len(row))
		for j, cell := range row {
			cells[j] = t.cut(cell, j)
		}
		folded := fold(cells[last], max(pageWidth-used-2, 30))
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

// cut shortens names; numbers and the last column are never cut.
func (t *table) cut(cell string, column int) string {
	most := t.names
	if most == 0 {
		most = 30
	}
	runes := []rune(cell)
	if column == len(t.heads)-1 || strings.HasPrefix(t.heads[column], ">") || len(runes) <= most {
		return cell
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}

// fold breaks a text between words into lines of a width.
func fold(text string, width int) []string {
	if utf8.RuneCountInString(text) <= width {
		return []string{text}
	}
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

// A palette colours text on a terminal; the zero value leaves it plain.
type palette struct{ on bool }

func (p palette) title(s string) string  { return p.wrap("1;36", s) }
func (p palette) strong(s string) string { return p.wrap("1", s) }
func (p palette) dim(s string) string    { return p.wrap("2", s) }
func (p palette) alert(s string) string  { return p.wrap("33", s) }

func (p palette) wrap(code, s string) string {
	if !p.on || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
