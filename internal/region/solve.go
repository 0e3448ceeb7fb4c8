package region

import (
	"cmp"
	"slices"
)

// Answer is what is known about a region.
type Answer uint8

const (
	Unknown Answer = iota // the work would be too much, or the numbers too large
	Empty                 // no facts lie in it
	Found                 // the model lies in it
)

// maxRows ends an elimination that grows.
const maxRows = 600

// Solve looks for facts in the region: one value for each variable, as near to
// prefer as the rows allow.
//
// It eliminates one variable after the other (Fourier and Motzkin): each row
// that bounds it from below meets each that bounds it from above. Empty is
// certain. Rational solutions between two whole numbers are possible in
// principle and give Unknown.
func (r Region) Solve(prefer []int64) ([]int64, Answer) {
	switch {
	case r.Dead():
		return nil, Empty
	case !r.space.Spend(10 + 2*len(r.rows)):
		return nil, Unknown
	}
	e := r.elimination()
	for len(e.rest) > 0 {
		if answer := e.eliminate(e.cheapest()); answer != Found {
			return nil, answer
		}
	}
	return e.model(r, prefer)
}

// Least is a lower bound of a variable in the region, the greatest that the
// rows imply; false when none could be computed.
func (r Region) Least(v Var) (int64, bool) {
	if r.Dead() || !r.space.Spend(1+len(r.rows)) {
		return 0, false
	}
	e := r.elimination()
	for {
		at := e.cheapest()
		if len(e.rest) == 1 && at == v {
			break
		}
		if len(e.rest) == 0 {
			return r.lo[v], true // no row speaks of it
		}
		if at == v {
			at = e.rest[(slices.Index(e.rest, v)+1)%len(e.rest)]
		}
		if e.eliminate(at) != Found {
			return 0, false
		}
	}
	lo, hi := e.bounds(e.rows, v, nil)
	return lo, lo <= hi
}

// IsEmpty reports whether the region certainly holds no facts.
func (r Region) IsEmpty() bool {
	_, answer := r.Solve(nil)
	return answer == Empty
}

// An elimination is the state between two variables.
type elimination struct {
	space *Space
	rows  []Linear // each <= 0
	rest  []Var    // not yet eliminated
	done  []step
}

type step struct {
	of   Var
	rows []Linear // that spoke of it
}

func (r Region) elimination() *elimination {
	e := &elimination{space: r.space, rows: slices.Clone(r.rows)}
	for _, row := range r.rows {
		for _, t := range row.Terms {
			if !slices.Contains(e.rest, t.Var) {
				e.rest = append(e.rest, t.Var)
			}
		}
	}
	slices.Sort(e.rest)
	for _, v := range e.rest {
		e.rows = append(e.rows,
			Linear{Terms: []Term{{v, 1}}, Const: -r.hi[v]},
			Linear{Terms: []Term{{v, -1}}, Const: r.lo[v]})
	}
	return e
}

// cheapest is the variable whose elimination adds the fewest rows.
func (e *elimination) cheapest() Var {
	if len(e.rest) == 0 {
		return -1
	}
	last := slices.Max(e.rest)
	sides := make([][2]int, last+1) // rows above and below each variable
	for _, row := range e.rows {
		for _, t := range row.Terms {
			if t.Coef > 0 {
				sides[t.Var][0]++
			} else {
				sides[t.Var][1]++
			}
		}
	}
	return slices.MinFunc(e.rest, func(v, w Var) int { return cmp.Compare(growth(sides[v]), growth(sides[w])) })
}

// growth is how many rows an elimination adds.
func growth(sides [2]int) int { return sides[0]*sides[1] - sides[0] - sides[1] }

// eliminate takes a variable out; Found means that nothing contradicts so far.
func (e *elimination) eliminate(v Var) Answer {
	var above, below, kept []Linear
	s := step{of: v}
	for _, row := range e.rows {
		switch c := row.coef(v); {
		case c > 0:
			above = append(above, row)
		case c < 0:
			below = append(below, row)
		default:
			kept = append(kept, row)
			continue
		}
		s.rows = append(s.rows, row)
	}
	if n := len(kept) + len(above)*len(below); n > maxRows || !e.space.Spend(n) {
		return Unknown
	}
	for _, a := range above {
		for _, b := range below {
			row := a.with(-b.coef(v), b, a.coef(v))
			if row.overflows() {
				return Unknown
			}
			row = row.tight()
			if len(row.Terms) == 0 {
				if row.Const > 0 {
					return Empty
				}
				continue
			}
			kept = append(kept, row)
		}
	}
	e.rows = tightest(kept)
	e.done = append(e.done, s)
	e.rest = slices.DeleteFunc(e.rest, func(w Var) bool { return w == v })
	return Found
}

// tightest keeps one of the rows that differ in their constant only.
func tightest(rows []Linear) []Linear {
	byTerms := func(a, b Linear) int {
		return slices.CompareFunc(a.Terms, b.Terms, func(x, y Term) int {
			return cmp.Or(cmp.Compare(x.Var, y.Var), cmp.Compare(x.Coef, y.Coef))
		})
	}
	slices.SortFunc(rows, func(a, b Linear) int { return cmp.Or(byTerms(a, b), cmp.Compare(b.Const, a.Const)) })
	return slices.CompactFunc(rows, func(a, b Linear) bool { return byTerms(a, b) == 0 })
}

// bounds are those that rows put on v when all their other variables are known.
func (e *elimination) bounds(rows []Linear, v Var, model []int64) (lo, hi int64) {
	lo, hi = -limit, limit
	for _, row := range rows {
		c := row.coef(v)
		rest := row.Const
		for _, t := range row.Terms {
			if t.Var != v {
				rest += t.Coef * model[t.Var]
			}
		}
		switch {
		case c > 0:
			hi = min(hi, floorDiv(-rest, c))
		case c < 0:
			lo = max(lo, ceilDiv(rest, -c))
		}
	}
	return lo, hi
}

// model gives each variable a value, the last eliminated first.
func (e *elimination) model(r Region, prefer []int64) ([]int64, Answer) {
	model := make([]int64, len(r.lo))
	for v := range model {
		wish := int64(0)
		if v < len(prefer) {
			wish = prefer[v]
		}
		model[v] = min(max(wish, r.lo[v]), r.hi[v])
	}
	for _, s := range slices.Backward(e.done) {
		lo, hi := e.bounds(s.rows, s.of, model)
		if lo > hi {
			return nil, Unknown
		}
		wish := int64(0)
		if int(s.of) < len(prefer) {
			wish = prefer[s.of]
		}
		model[s.of] = min(max(wish, lo), hi)
	}
	return model, Found
}
