package exchange

import (
	"fmt"
	"slices"
	"strings"
)

// maxProblems is how many problems of one file are kept; the rest is counted.
const maxProblems = 100

// A Problem is one thing wrong with a file.
type Problem struct {
	File   string
	Line   int    // from 1; 0 when no line is meant
	Col    int    // from 1, in bytes; 0 when the whole line is meant
	Column string // name of the column
	Value  string // the cell, at most 40 bytes of it
	What   string // what is wrong
	Fix    string // what to do instead; may be empty
}

func (p *Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	if p.Col > 0 {
		fmt.Fprintf(&b, ":%d", p.Col)
	}
	b.WriteString(": ")
	if p.Column != "" {
		b.WriteString(p.Column + ": ")
	}
	b.WriteString(p.What)
	if p.Fix != "" {
		b.WriteString("; " + p.Fix)
	}
	return b.String()
}

// Problems are the problems of one file, in its order.
type Problems struct {
	List []*Problem
	More int // problems beyond the first hundred
}

func (ps *Problems) Error() string {
	lines := make([]string, 0, len(ps.List)+1)
	for _, p := range ps.List {
		lines = append(lines, p.Error())
	}
	if ps.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", ps.More))
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.Is and errors.As the single problems.
func (ps *Problems) Unwrap() []error {
	errs := make([]error, len(ps.List))
	for i, p := range ps.List {
		errs[i] = p
	}
	return errs
}

func (ps *Problems) add(p *Problem) {
	if len(ps.List) == maxProblems {
		ps.More++
		return
	}
	p.Value = clip(p.Value)
	ps.List = append(ps.List, p)
}

func (ps *Problems) count() int { return len(ps.List) + ps.More }

func (ps *Problems) err() error {
	if len(ps.List) == 0 {
		return nil
	}
	slices.SortStableFunc(ps.List, func(a, b *Problem) int { return a.Line - b.Line })
	return ps
}

func clip(s string) string {
	if len(s) <= 40 {
		return s
	}
	return strings.ToValidUTF8(s[:40], "") + "…"
}
