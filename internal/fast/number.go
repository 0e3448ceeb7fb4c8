package fast

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/lang"
)

// A Number computes a day or a number from a row. Nearly every day of a policy
// is a fact and a number of days, so that is what it is made of.
type Number struct {
	slot  int
	plus  int64
	date  bool                  // 0 is an absent date
	other func(*lang.Row) int64 // what is no sum of a fact and a constant
}

// NewNumber lowers an expression that is no condition and no text.
func NewNumber(n lang.Node) *Number {
	switch n := n.(type) {
	case *lang.Fact:
		return sum(n, 0)
	case *lang.Arith:
		f, isFact := n.X.(*lang.Fact)
		c, isNumber := n.Y.(*lang.Number)
		if isFact && isNumber && n.Op == "+" {
			return sum(f, c.Value)
		}
		if isFact && isNumber && n.Op == "-" {
			return sum(f, -c.Value)
		}
		return &Number{other: arith(n)}
	case *lang.MonthEnd:
		x := NewNumber(n.X)
		return &Number{other: func(r *lang.Row) int64 { return monthEnd(x.Of(r)) }}
	}
	return &Number{other: func(r *lang.Row) int64 {
		e := lang.Eval{Row: r}
		return e.Num(n)
	}}
}

func sum(f *lang.Fact, c int64) *Number {
	return &Number{slot: f.Symbol.Slot, plus: c, date: f.Symbol.Type.Kind == lang.Date}
}

// Of is the number; lang.Absent when a date it counts from is absent.
func (n *Number) Of(r *lang.Row) int64 {
	if n.other != nil {
		return n.other(r)
	}
	v := r.Nums[n.slot]
	if v == 0 && n.date {
		return lang.Absent
	}
	return v + n.plus
}

func arith(n *lang.Arith) func(*lang.Row) int64 {
	x, y := NewNumber(n.X), NewNumber(n.Y)
	compute := map[lang.Op]func(a, b int64) int64{
		"+": func(a, b int64) int64 { return a + b },
		"-": func(a, b int64) int64 { return a - b },
		"*": func(a, b int64) int64 { return a * b },
	}[n.Op]
	return func(r *lang.Row) int64 {
		a, b := x.Of(r), y.Of(r)
		if a == lang.Absent || b == lang.Absent {
			return lang.Absent
		}
		return compute(a, b)
	}
}

func monthEnd(day int64) int64 {
	if day == lang.Absent {
		return lang.Absent
	}
	d := date.Date(day)
	return day + int64(d.LastDayOfMonth()-d.Day())
}
