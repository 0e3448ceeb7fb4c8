// Package region reasons about sets of facts. A region is what a conjunction of
// comparisons cuts out: rows of a linear system over whole numbers. Conditions
// split a region into the parts where they hold and the parts where they do
// not, so that all facts of a part are treated alike by a policy.
//
// A region that is found empty holds no facts at all. One that is not may still
// hold none when it is [Region.Approximate] (the end of a month and the
// comparison of two texts are not linear), so whoever finds facts in it replays
// them.
package region

import (
	"cmp"
	"slices"

	"github.com/creance/creance/internal/lang"
)

// A Var is a variable of a [Space].
type Var int

// A Space is the variables that regions speak of, and what remains of the work
// that may be spent on them.
type Space struct {
	texts  []string // constants that texts are compared with; text n is value n+1, any other is 0
	lo, hi []int64
	work   int
}

// NewSpace is a space without variables; work bounds the steps of reasoning.
func NewSpace(work int) *Space { return &Space{work: work} }

// Var adds a variable with its bounds, for every region made from now on.
func (s *Space) Var(lo, hi int64) Var {
	s.lo, s.hi = append(s.lo, lo), append(s.hi, hi)
	return Var(len(s.lo) - 1)
}

// Text is the value that stands for a text.
func (s *Space) Text(text string) int64 {
	i := slices.Index(s.texts, text)
	if i < 0 {
		s.texts = append(s.texts, text)
		i = len(s.texts) - 1
	}
	return int64(i + 1)
}

// TextOf is the text of a value, and false for one that was never named.
func (s *Space) TextOf(value int64) (string, bool) {
	if value < 1 || value > int64(len(s.texts)) {
		return "", false
	}
	return s.texts[value-1], true
}

// Exhausted reports whether the work that was allowed has been spent.
func (s *Space) Exhausted() bool { return s.work <= 0 }

// Grant allows so much more work.
func (s *Space) Grant(work int) { s.work = work }

// Spend takes from the work that is allowed and reports whether some is left.
func (s *Space) Spend(n int) bool {
	s.work -= n
	return s.work > 0
}

// Left is the work that may still be spent, below zero what was spent beyond.
func (s *Space) Left() int { return s.work }

// maxParts is how many parts a region may be split into. More would fill the
// memory before the work is spent.
const maxParts = 10_000

// Bounded gives up when there are too many parts, or no work is left to look at
// them: one of them then stands for all, so that they cannot multiply further.
func (s *Space) Bounded(parts []Region) []Region {
	if len(parts) > maxParts {
		s.work = min(s.work, 0)
	}
	if s.Exhausted() {
		return parts[:min(1, len(parts))]
	}
	return parts
}

// Definitions give each fact as a sum of variables.
type Definitions map[*lang.Symbol]Linear

// A Region is a set of facts. It never changes; the methods give new ones.
type Region struct {
	space  *Space
	defs   Definitions
	lo, hi []int64
	rows   []Linear // each <= 0, with two variables or more
	dead   bool
	approx bool
}

// All is the region of all facts within their bounds.
func (s *Space) All(defs Definitions) Region {
	return Region{space: s, defs: defs, lo: slices.Clone(s.lo), hi: slices.Clone(s.hi)}
}

// Dead reports whether a single row already contradicts another.
func (r Region) Dead() bool { return r.dead }

// Approximate reports whether something in the region is known within limits
// only.
func (r Region) Approximate() bool { return r.approx }

// Define gives facts another meaning.
func (r Region) Define(defs Definitions) Region {
	r.space.Spend(1 + (len(r.defs)+len(defs))/16)
	all := make(Definitions, len(r.defs)+len(defs))
	for k, v := range r.defs {
		all[k] = v
	}
	for k, v := range defs {
		all[k] = v
	}
	r.defs = all
	return r
}

// Fact is what a fact means in this region.
func (r Region) Fact(s *lang.Symbol) Linear { return r.defs[s] }

// Fresh adds a variable to this region alone.
func (r Region) Fresh(lo, hi int64) (Region, Var) {
	r.lo, r.hi = append(slices.Clone(r.lo), lo), append(slices.Clone(r.hi), hi)
	return r, Var(len(r.lo) - 1)
}

// AtMost keeps the facts with a <= b.
func (r Region) AtMost(a, b Linear) Region {
	if r.dead {
		return r
	}
	r.space.Spend(1)
	row := a.Minus(b)
	if row.overflows() {
		r.approx = true // a row too large to reason about is left out
		return r
	}
	row = row.tight()
	switch len(row.Terms) {
	case 0:
		r.dead = row.Const > 0
	case 1:
		v, c := row.Terms[0].Var, row.Terms[0].Coef
		if c > 0 {
			r.hi = slices.Clone(r.hi)
			r.hi[v] = min(r.hi[v], floorDiv(-row.Const, c))
		} else {
			r.lo = slices.Clone(r.lo)
			r.lo[v] = max(r.lo[v], ceilDiv(row.Const, -c))
		}
		r.dead = r.lo[v] > r.hi[v]
	default:
		r.rows = append(slices.Clip(r.rows), row)
		r.dead = r.smallest(row) > 0
	}
	return r
}

// Less keeps the facts with a < b.
func (r Region) Less(a, b Linear) Region { return r.AtMost(a.Plus(1), b) }

// Equal keeps the facts with a == b.
func (r Region) Equal(a, b Linear) Region { return r.AtMost(a, b).AtMost(b, a) }

// smallest is the least value a row may have within the bounds.
func (r Region) smallest(row Linear) int64 {
	n := row.Const
	for _, t := range row.Terms {
		bound := r.lo[t.Var]
		if t.Coef < 0 {
			bound = r.hi[t.Var]
		}
		p, fine := times(bound, t.Coef)
		s, fine2 := plus(n, p)
		if !fine || !fine2 {
			return -limit
		}
		n = s
	}
	return n
}

// Linear is a number of the language in this region. previous is what that word
// means, nil where it means nothing. The region comes back because the end of a
// month is a variable of its own.
func (r Region) Linear(n lang.Node, previous *Linear) (Region, Linear) {
	switch n := n.(type) {
	case *lang.Fact:
		if def, ok := r.defs[n.Symbol]; ok {
			return r, def
		}
		if previous != nil {
			return r, *previous
		}
	case *lang.Number:
		return r, Constant(n.Value)
	case *lang.String:
		return r, Constant(r.space.Text(n.Value))
	case *lang.Neg:
		r, x := r.Linear(n.X, previous)
		return r, Constant(0).Minus(x)
	case *lang.Arith:
		r, x := r.Linear(n.X, previous)
		r, y := r.Linear(n.Y, previous)
		switch {
		case n.Op == "+":
			return r, x.Add(y)
		case n.Op == "-":
			return r, x.Minus(y)
		case len(y.Terms) == 0:
			return r, x.with(y.Const, Linear{}, 0)
		}
		return r, y.with(x.Const, Linear{}, 0)
	case *lang.MonthEnd:
		r, x := r.Linear(n.X, previous)
		r, v := r.Fresh(-unknown, unknown)
		r.approx = true
		return r.AtMost(x, Of(v)).AtMost(Of(v), x.Plus(30)), Of(v)
	}
	r.approx = true
	r, v := r.Fresh(-unknown, unknown)
	return r, Of(v)
}

// unknown bounds a number of which nothing is known: more than any fact, and
// far from where sums become too large.
const unknown = 1 << 52

// Split keeps the parts of the region where a condition has the value want. The
// parts do not overlap. Without work left it gives the region itself, whole.
func (r Region) Split(n lang.Node, want bool) []Region {
	if r.dead {
		return nil
	}
	if !r.space.Spend(1) {
		r.approx = true
		return []Region{r}
	}
	switch n := n.(type) {
	case *lang.Named:
		return r.Split(n.Body, want)
	case *lang.Not:
		return r.Split(n.X, !want)
	case *lang.Logic:
		return r.space.Bounded(r.logic(n, want))
	case *lang.Compare:
		return r.space.Bounded(r.compare(n, want))
	case *lang.In:
		return r.space.Bounded(r.in(n, want))
	}
	r, x := r.Linear(n, nil)
	value := int64(0)
	if want {
		value = 1
	}
	return alive(r.Equal(x, Constant(value)))
}

// logic splits at the left side first: `and` fails, and `or` holds, either by it
// or, where it does not decide, by the right one.
func (r Region) logic(n *lang.Logic, want bool) []Region {
	right := func(r Region) []Region { return r.Split(n.Y, want) }
	if decides := n.Op == "or"; want != decides {
		return r.space.all(r.Split(n.X, want), right)
	}
	return append(r.Split(n.X, want), r.space.all(r.Split(n.X, !want), right)...)
}

func (s *Space) all(rs []Region, do func(Region) []Region) []Region {
	var out []Region
	for _, r := range rs {
		if out = s.Bounded(append(out, do(r)...)); s.Exhausted() {
			break
		}
	}
	return out
}

func alive(rs ...Region) []Region {
	return slices.DeleteFunc(rs, Region.Dead)
}

var opposite = map[lang.Op]lang.Op{"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

func (r Region) compare(n *lang.Compare, want bool) []Region {
	op := n.Op
	if !want {
		op = opposite[op]
	}
	switch n.X.Type().Kind {
	case lang.Bool:
		var out []Region
		for _, x := range []bool{true, false} {
			out = append(out, r.space.all(r.Split(n.X, x), func(r Region) []Region { return r.Split(n.Y, x == (op == "==")) })...)
		}
		return out
	case lang.Text:
		_, isX := n.X.(*lang.String)
		_, isY := n.Y.(*lang.String)
		if !isX && !isY {
			r.approx = true
			return []Region{r}
		}
	}
	r, x := r.Linear(n.X, nil)
	r, y := r.Linear(n.Y, nil)
	switch op {
	case "==":
		return alive(r.Equal(x, y))
	case "!=":
		return alive(r.Less(x, y), r.Less(y, x))
	case "<":
		return alive(r.Less(x, y))
	case "<=":
		return alive(r.AtMost(x, y))
	case ">":
		return alive(r.Less(y, x))
	}
	return alive(r.AtMost(y, x))
}

// in splits at the values of the list, or between them.
func (r Region) in(n *lang.In, want bool) []Region {
	r, x := r.Linear(n.X, nil)
	var values []int64
	for _, item := range n.List {
		_, v := r.Linear(item, nil)
		values = append(values, v.Const)
	}
	slices.SortFunc(values, cmp.Compare[int64])
	values = slices.Compact(values)
	var out []Region
	if want {
		for _, v := range values {
			out = append(out, alive(r.Equal(x, Constant(v)))...)
		}
		return out
	}
	rest := r
	for _, v := range values {
		out = append(out, alive(rest.Less(x, Constant(v)))...)
		rest = rest.Less(Constant(v), x)
	}
	return append(out, alive(rest)...)
}
