package region

import (
	"math"
	"math/bits"
	"slices"
)

// A Linear is a sum of variables times whole numbers, and a constant.
type Linear struct {
	Terms []Term // in the order of the variables, none of them 0
	Const int64
}

// A Term is one variable of a [Linear] and its factor.
type Term struct {
	Var  Var
	Coef int64
}

// Constant is a Linear without variables.
func Constant(n int64) Linear { return Linear{Const: n} }

// Of is a single variable.
func Of(v Var) Linear { return Linear{Terms: []Term{{v, 1}}} }

// Plus is l + n.
func (l Linear) Plus(n int64) Linear { return Linear{Terms: l.Terms, Const: l.Const + n} }

// Minus is l - m.
func (l Linear) Minus(m Linear) Linear { return l.with(1, m, -1) }

// Add is l + m.
func (l Linear) Add(m Linear) Linear { return l.with(1, m, 1) }

// with is a*l + b*m. A result that leaves an int64 is marked by a constant of
// math.MaxInt64, which [Linear.overflows] finds; it stays marked.
func (l Linear) with(a int64, m Linear, b int64) Linear {
	var out Linear
	ok := !l.overflows() && !m.overflows()
	sum := func(x, y int64) int64 {
		p, fine1 := times(x, a)
		q, fine2 := times(y, b)
		s, fine3 := plus(p, q)
		ok = ok && fine1 && fine2 && fine3
		return s
	}
	i, j := 0, 0
	for i < len(l.Terms) || j < len(m.Terms) {
		var v Var
		var x, y int64
		switch {
		case j == len(m.Terms) || i < len(l.Terms) && l.Terms[i].Var < m.Terms[j].Var:
			v, x = l.Terms[i].Var, l.Terms[i].Coef
			i++
		case i == len(l.Terms) || m.Terms[j].Var < l.Terms[i].Var:
			v, y = m.Terms[j].Var, m.Terms[j].Coef
			j++
		default:
			v, x, y = l.Terms[i].Var, l.Terms[i].Coef, m.Terms[j].Coef
			i, j = i+1, j+1
		}
		if c := sum(x, y); c != 0 {
			out.Terms = append(out.Terms, Term{v, c})
		}
	}
	out.Const = sum(l.Const, m.Const)
	if !ok {
		return Linear{Const: math.MaxInt64}
	}
	return out
}

func (l Linear) overflows() bool { return l.Const == math.MaxInt64 }

// limit keeps every number of a row far enough from the ends of an int64.
const limit = 1 << 61

func times(x, y int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(x), magnitude(y))
	if hi != 0 || lo > limit {
		return 0, false
	}
	if (x < 0) != (y < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func plus(x, y int64) (int64, bool) {
	s := x + y // both are within the limit
	return s, s <= limit && s >= -limit
}

func magnitude(x int64) uint64 {
	if x < 0 {
		return uint64(-x)
	}
	return uint64(x)
}

// coef is the factor of a variable, 0 when it does not occur.
func (l Linear) coef(v Var) int64 {
	for _, t := range l.Terms {
		if t.Var == v {
			return t.Coef
		}
	}
	return 0
}

// tight divides a row l <= 0 by the common factor of its coefficients; the
// variables are whole numbers, so that the constant rounds up.
func (l Linear) tight() Linear {
	g := int64(0)
	for _, t := range l.Terms {
		g = gcd(g, int64(magnitude(t.Coef)))
	}
	if g <= 1 {
		return l
	}
	out := Linear{Terms: slices.Clone(l.Terms), Const: -floorDiv(-l.Const, g)}
	for i := range out.Terms {
		out.Terms[i].Coef /= g
	}
	return out
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }
