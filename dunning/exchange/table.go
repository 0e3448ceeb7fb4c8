package exchange

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of one file, against hostile input.
const (
	maxCell  = 4096
	maxBytes = 1 << 30
)

// A column says where a cell goes.
type column[T any] struct {
	names    []string // the first is canonical, the others are French
	required bool
	set      func(to *T, cell string, f Format) error
}

// A row is one line of a file as it was read.
type row[T any] struct {
	value T
	line  int
	sound bool // no cell of it was refused
}

// readTable reads a CSV file into rows and adds what it refuses to ps, so that
// the caller can go on checking what was read. Cells are trimmed; an empty cell
// leaves its field alone unless the column is required.
func readTable[T any](name string, r io.Reader, f Format, columns []column[T], ps *Problems) []row[T] {
	in := csv.NewReader(&bounded{f.decoded(skipBOM(r)), maxBytes})
	in.Comma = f.separator()
	in.ReuseRecord = true
	in.FieldsPerRecord = -1 // reported below, with all the other problems
	head, err := in.Read()
	if err != nil {
		ps.add(csvProblem(name, err))
		return nil
	}
	order := header(name, head, f, columns, ps)
	if ps.err() != nil {
		return nil
	}
	var rows []row[T]
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			ps.add(csvProblem(name, err))
			return rows // the quoting is lost: what follows would be noise
		}
		line, _ := in.FieldPos(0)
		if len(cells) != len(order) {
			ps.add(&Problem{File: name, Line: line, What: fmt.Sprintf("has %d cells where the header has %d", len(cells), len(order))})
			continue
		}
		read := row[T]{line: line}
		before := ps.count()
		for i, cell := range cells {
			c := order[i]
			if c == nil {
				continue
			}
			line, col := in.FieldPos(i)
			cell = strings.TrimSpace(cell)
			switch {
			case len(cell) > maxCell:
				ps.add(&Problem{File: name, Line: line, Col: col, Column: c.names[0], Value: cell, What: fmt.Sprintf("has %d bytes", len(cell)), Fix: fmt.Sprintf("a cell takes at most %d", maxCell)})
			case f.foreign(cell):
				ps.add(&Problem{File: name, Line: line, Col: col, Column: c.names[0], Value: cell, What: f.notInCharset(), Fix: f.otherCharset()})
			case cell == "" && c.required:
				ps.add(&Problem{File: name, Line: line, Col: col, Column: c.names[0], What: "is empty", Fix: "every line needs it"})
			case cell != "":
				if err := c.set(&read.value, cell, f); err != nil {
					ps.add(&Problem{File: name, Line: line, Col: col, Column: c.names[0], Value: cell, What: err.Error()})
				}
			}
		}
		read.sound = ps.count() == before
		rows = append(rows, read)
	}
}

// header finds the column of each cell of the first line.
func header[T any](name string, head []string, f Format, columns []column[T], ps *Problems) []*column[T] {
	order := make([]*column[T], len(head))
	seen := map[*column[T]]bool{}
	for i, h := range head {
		if f.foreign(h) {
			ps.add(&Problem{File: name, Line: 1, Value: h, What: fmt.Sprintf("column %d of the header ", i+1) + f.notInCharset(), Fix: f.otherCharset()})
			return nil // every name with an accent would be wrong
		}
		h = strings.ToLower(strings.TrimSpace(h))
		if slices.Contains(f.Ignore, h) {
			continue
		}
		at := slices.IndexFunc(columns, func(c column[T]) bool { return slices.Contains(c.names, h) })
		if at < 0 {
			ps.add(&Problem{File: name, Line: 1, Value: h, What: fmt.Sprintf("unknown column %q", clip(h)), Fix: "the columns are " + known(columns) + "; add it to Format.Ignore to leave it aside"})
			continue
		}
		order[i] = &columns[at]
		if seen[order[i]] {
			ps.add(&Problem{File: name, Line: 1, Column: columns[at].names[0], Value: h, What: "stands twice"})
		}
		seen[order[i]] = true
	}
	for i := range columns {
		if c := &columns[i]; c.required && !seen[c] {
			ps.add(&Problem{File: name, Line: 1, Column: c.names[0], What: "is missing from the header", Fix: "the separator of this format is " + fmt.Sprintf("%q", f.separator())})
		}
	}
	return order
}

func known[T any](columns []column[T]) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.names[0]
	}
	return strings.Join(names, ", ")
}

func csvProblem(name string, err error) *Problem {
	p := &Problem{File: name, Line: 1, What: err.Error()}
	if errors.Is(err, io.EOF) {
		p.What, p.Fix = "is empty", "the first line names the columns"
	}
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		p.Line, p.Col, p.What = e.Line, e.Column, e.Err.Error()
	}
	return p
}

// bounded is a reader that fails beyond its bound: what is cut off would be lost
// without a word.
type bounded struct {
	io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p[:min(int64(len(p)), b.left+1)])
	if b.left -= int64(n); b.left < 0 {
		return 0, fmt.Errorf("has more than %d bytes: split it", maxBytes)
	}
	return n, err
}

// firstInvalid is where the text stops being UTF-8, -1 when it does not.
func firstInvalid(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for at := 0; ; {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}

// skipBOM drops the mark that a French spreadsheet puts before UTF-8.
func skipBOM(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	if mark, err := b.Peek(3); err == nil && string(mark) == "\uFEFF" {
		b.Discard(3)
	}
	return b
}
