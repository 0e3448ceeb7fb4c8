package main

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// A table prints rows in aligned columns for a terminal. Widths count
// characters, not bytes, so accents and no-break spaces do not shift a column.
// Words are folded in their column, numbers never are: a page too narrow for
// them has them on lines of their own, below the words of their row.
type table struct {
	heads []string // a head starting with ">" is a column of numbers, set right
	rows  [][]string
	bold  map[int]bool // rows that stand out: totals
	names int          // widest column of words but the last, beside numbers; 0 is 30
}

const (
	longName  = 30
	shortName = 14 // words are not folded narrower
	lastWidth = 30 // nor those of the last column
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
	bands := t.bands(p.width)
	heads := make([]string, len(t.heads))
	for i, h := range t.heads {
		heads[i] = strings.TrimPrefix(h, ">")
	}
	write := func(cells []string, style func(string) string) {
		for i, b := range bands {
			for _, line := range t.lines(b, cells) {
				if i > 0 {
					line = "  " + line
				}
				io.WriteString(w, style(line)+"\n")
			}
		}
	}
	write(heads, p.dim)
	for i, row := range t.rows {
		style := func(line string) string { return line }
		if t.bold[i] {
			style = p.strong
		}
		write(row, style)
	}
}

// A band is columns side by side.
type band []column

type column struct{ at, width int }

// bands are the lines of a row: one where the page is wide enough, else the
// words and below them the numbers, as many to a line as there is room for.
func (t *table) bands(page int) []band {
	all := make(band, len(t.heads))
	var words, numbers band
	for i := range t.heads {
		c := column{i, t.width(i)}
		if t.number(i) {
			numbers = append(numbers, c)
		} else {
			words = append(words, c)
		}
		all[i] = c
	}
	side := slices.Clone(words)
	for i, c := range side {
		if c.at < len(t.heads)-1 {
			side[i].width = min(c.width, cmp.Or(t.names, longName))
		}
	}
	if t.narrow(side, page-numbers.width(), lastWidth) {
		for _, c := range side {
			all[c.at] = c
		}
		return []band{all}
	}
	if !t.narrow(words, page, lastWidth) {
		t.narrow(words, page, shortName)
	}
	bands := []band{words, nil}
	for _, c := range numbers {
		if last := len(bands) - 1; bands[last].width()+c.width+2 > page-2 && bands[last] != nil {
			bands = append(bands, band{c})
		} else {
			bands[last] = append(bands[last], c)
		}
	}
	return bands
}

func (t *table) number(i int) bool { return strings.HasPrefix(t.heads[i], ">") }

func (b band) width() (sum int) {
	for _, c := range b {
		sum += c.width + 2
	}
	return sum
}

// width is what a column asks for.
func (t *table) width(i int) int {
	width := utf8.RuneCountInString(strings.TrimPrefix(t.heads[i], ">"))
	for _, row := range t.rows {
		width = max(width, utf8.RuneCountInString(row[i]))
	}
	return width
}

// narrow takes from columns of words what there is no room for, from the last
// of the table first, down to a width, and then from the widest; false when they
// give too little.
func (t *table) narrow(words band, room, lastWidth int) bool {
	over := words.width() - room
	if n := len(words) - 1; n >= 0 && words[n].at == len(t.heads)-1 {
		give := max(0, min(over, words[n].width-lastWidth))
		words[n].width -= give
		over -= give
		words = words[:n]
	}
	for ; over > 0; over-- {
		widest := -1
		for i, c := range words {
			if c.width > shortName && (widest < 0 || c.width > words[widest].width) {
				widest = i
			}
		}
		if widest < 0 {
			return false
		}
		words[widest].width--
	}
	return true
}

// lines are a row within a band, none when it is empty there.
func (t *table) lines(b band, cells []string) (lines []string) {
	for n := 0; ; n++ {
		var line strings.Builder
		for _, c := range b {
			text := ""
			if t.number(c.at) && n == 0 {
				text = cells[c.at]
			} else if folded := fold(cells[c.at], c.width); !t.number(c.at) && n < len(folded) {
				text = folded[n]
			}
			pad := strings.Repeat(" ", max(0, c.width-utf8.RuneCountInString(text)))
			if t.number(c.at) {
				text = pad + text
			} else {
				text += pad
			}
			line.WriteString("  " + text)
		}
		trimmed := strings.TrimRight(line.String(), " ")
		if trimmed == "" {
			return lines
		}
		lines = append(lines, trimmed)
	}
}

// fold breaks a text between words into lines of a width, and within a word only
// where it is longer than a line. French sets a space before ; and : where no line
// may break.
func fold(text string, width int) []string {
	if utf8.RuneCountInString(text) <= width {
		return []string{text}
	}
	text = strings.NewReplacer(" ;", "\u00a0;", " :", "\u00a0:").Replace(text)
	var lines []string
	var line []rune
	for s := range strings.SplitSeq(text, " ") {
		word := []rune(s)
		if len(line) > 0 && len(line)+1+len(word) > width {
			lines = append(lines, string(line))
			line = nil
		}
		if len(line) > 0 {
			line = append(line, ' ')
		}
		for len(word) > width {
			lines = append(lines, string(word[:width]))
			word = word[width:]
		}
		line = append(line, word...)
	}
	return append(lines, string(line))
}
