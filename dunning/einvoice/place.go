package einvoice

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"
)

// place is where a finding stands, as an offset in the source.
type place struct {
	finding *Finding
	offset  int
}

func (r *reader) locate(f *Finding, offset int) *Finding {
	r.places = append(r.places, place{f, min(offset, len(r.src))})
	return f
}

// settlePlaces turns the offsets into lines and columns. It walks the source
// once for all of them: a hostile file may be one line of 32 MiB with thousands
// of findings.
func (r *reader) settlePlaces() {
	slices.SortStableFunc(r.places, func(a, b place) int { return cmp.Compare(a.offset, b.offset) })
	line, col, at := 1, 1, 0
	for _, p := range r.places {
		between := r.src[at:p.offset]
		if last := bytes.LastIndexByte(between, '\n'); last >= 0 {
			line += bytes.Count(between, []byte("\n"))
			col, between = 1, between[last+1:]
		}
		col += utf8.RuneCount(between)
		at = p.offset
		p.finding.Line, p.finding.Col = line, col
	}
}

// inOrder sorts findings as the document has them.
func inOrder(list []*Finding) {
	slices.SortStableFunc(list, func(a, b *Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
}
