package fec

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/minor"
)

// openings is what the balances brought forward of a file have in common.
type openings struct {
	began  date.Date               // first day of the other customer entries
	stamps map[date.Date]date.Date // the one PieceDate of all lines of a day; 0 when they differ
}

func (l *Ledger) readOpenings() {
	o := openings{began: l.Until + 1, stamps: map[date.Date]date.Date{}}
	lines := map[date.Date]int{}
	for i := range l.Lines {
		line := &l.Lines[i]
		if line.Nature != BroughtForward {
			o.began = min(o.began, line.Date)
			continue
		}
		if lines[line.Date]++; lines[line.Date] == 1 {
			o.stamps[line.Date] = line.RefDate
		} else if o.stamps[line.Date] != line.RefDate {
			o.stamps[line.Date] = 0
		}
	}
	for on, n := range lines {
		if n == 1 {
			o.stamps[on] = 0
		}
	}
	l.openings = o
	for i := range l.Lines {
		if line := &l.Lines[i]; l.documented(line) {
			line.origin = line.RefDate
		}
	}
}

// documented reports whether a line brought forward is a document known by its
// date: PieceDate is before the opening, and is not one date that all such
// lines of the day have, which is the end of the year and no invoice's date.
// What is brought forward after the first entries may repeat documents of the
// file itself: it stays a balance.
func (l *Ledger) documented(line *Line) bool {
	return line.Nature == BroughtForward && line.RefDate != 0 && line.RefDate < line.Date &&
		line.RefDate != l.openings.stamps[line.Date] && !l.openings.late(line)
}

// late: brought forward after other entries.
func (o *openings) late(line *Line) bool { return line.Date > o.began }

// findOpenings sums what is brought forward, once for the file, and warns of
// balances brought forward after other entries: of two years in one file, the
// second year begins with what the first already holds.
func (l *Ledger) findOpenings(find func(Finding)) {
	type group struct {
		first, count int
		sum          minor.Sum
		text         string
	}
	var dated, blind, late, doubtful group
	add := func(g *group, line *Line) {
		if g.count++; g.first == 0 {
			g.first, g.text = line.Number, line.Date.String()
		}
		g.sum.Add(line.amount())
	}
	for i := range l.Lines {
		line := &l.Lines[i]
		if line.Doubtful {
			add(&doubtful, line)
		}
		switch {
		case line.Nature != BroughtForward:
			continue
		case line.origin != 0:
			add(&dated, line)
		default:
			add(&blind, line)
		}
		if l.openings.late(line) {
			add(&late, line)
		}
	}
	for _, g := range []struct {
		code FindingCode
		group
	}{{OpeningDated, dated}, {OpeningBalance, blind}, {OpeningTwice, late}, {DoubtfulAccounts, doubtful}} {
		if g.count > 0 {
			find(Finding{Code: g.code, Line: g.first, Count: g.count, Amount: g.sum.Decimal(2), Text: g.text})
		}
	}
}
