package fast

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/policy/internal/lang"
)

// A Number computes a day or a number from a row; lang.Absent when a date it
// counts from is absent.
type Number func(*lang.Row) int64

// NewNumber lowers an expression that is no condition and no text.
func NewNumber(n lang.Node) Number {
	switch n := n.(type) {
	case *lang.Number:
		value := n.Value
		return func(*lang.Row) int64 { return value }
	case *lang.Fact:
		return plus(n, 0)
	case *lang.Arith:
		return arith(n)
	case *lang.MonthEnd:
		x := NewNumber(n.X)
		return func(r *lang.Row) int64 {
			day := x(r)
			if day == lang.Absent {
				return day
			}
			d := date.Date(day)
			return day + int64(d.LastDayOfMonth()-d.Day())
		}
	}
	return func(r *lang.Row) int64 {
		e := lang.Eval{Row: r}
		return e.Num(n)
	}
}

// plus is a fact and a constant: nearly every day of a policy.
func plus(f *lang.Fact, c int64) Number {
	slot := f.Symbol.Slot
	if f.Symbol.Type.Kind != lang.Date {
		return func(r *lang.Row) int64 { return r.Nums[slot] + c }
	}
	return func(r *lang.Row) int64 {
		if day := r.Nums[slot]; day != 0 {
			return day + c
		}
		return lang.Absent
	}
}

func arith(n *lang.Arith) Number {
	f, isFact := n.X.(*lang.Fact)
	c, isNumber := n.Y.(*lang.Number)
	switch {
	case isFact && isNumber && n.Op == "+":
		return plus(f, c.Value)
	case isFact && isNumber && n.Op == "-":
		return plus(f, -c.Value)
	}
	x, y := NewNumber(n.X), NewNumber(n.Y)
	compute := map[lang.Op]func(a, b int64) int64{
		"+": func(a, b int64) int64 { return a + b },
		"-": func(a, b int64) int64 { return a - b },
		"*": func(a, b int64) int64 { return a * b },
	}[n.Op]
	return func(r *lang.Row) int64 {
		a, b := x(r), y(r)
		if a == lang.Absent || b == lang.Absent {
			return lang.Absent
		}
		return compute(a, b)
	}
}
