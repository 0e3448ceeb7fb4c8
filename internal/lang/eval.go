package lang

import (
	"math"

	"github.com/rickb777/date/v2"
)

// Absent is the value of a day that cannot be computed because a date it
// counts from is absent.
const Absent = math.MinInt64

// An Eval evaluates expressions on a row of facts. It is the reference: the
// other ways to evaluate are held against it.
type Eval struct {
	Row *Row
	// Later is a number of days after the row's own: the facts are read as
	// they will be then if nothing happens.
	Later int64
	// Record is told of each condition that was evaluated, inner ones first;
	// nil outside explanations.
	Record func(Node, bool)
	// Fault, where it is not nil, takes the first failure of a function of the
	// host. What was evaluated then must not be used.
	Fault *error
}

// Bool is the value of a condition.
func (e *Eval) Bool(n Node) bool {
	ok := e.condition(n)
	if e.Record != nil {
		e.Record(n, ok)
	}
	return ok
}

func (e *Eval) condition(n Node) bool {
	switch n := n.(type) {
	case *Fact:
		return e.Fact(n.Symbol) != 0
	case *Number:
		return n.Value != 0
	case *Not:
		return !e.Bool(n.X)
	case *Logic:
		if e.Bool(n.X) != (n.Op == "and") {
			return n.Op == "or"
		}
		return e.Bool(n.Y)
	case *Compare:
		if n.X.Type().Kind == Text {
			return (e.Text(n.X) == e.Text(n.Y)) == (n.Op == "==")
		}
		return Holds(n.Op, e.Num(n.X), e.Num(n.Y))
	case *In:
		if n.X.Type().Kind == Text {
			x := e.Text(n.X)
			for _, c := range n.List {
				if x == e.Text(c) {
					return true
				}
			}
			return false
		}
		x := e.Num(n.X)
		for _, c := range n.List {
			if x == e.Num(c) {
				return true
			}
		}
		return false
	case *Named:
		return e.Bool(n.Body)
	case *Call:
		return e.callNum(n) != 0
	}
	return false
}

// Holds is the comparison of two numbers.
func Holds(op Op, x, y int64) bool {
	switch op {
	case "==":
		return x == y
	case "!=":
		return x != y
	case "<":
		return x < y
	case "<=":
		return x <= y
	case ">":
		return x > y
	}
	return x >= y
}

// Num is the value of anything but a Text, a condition being 0 or 1.
func (e *Eval) Num(n Node) int64 {
	switch n := n.(type) {
	case *Fact:
		return e.Fact(n.Symbol)
	case *Number:
		return n.Value
	case *Arith:
		x, y := e.Num(n.X), e.Num(n.Y)
		switch {
		case x == Absent || y == Absent:
			return Absent
		case n.Op == "+":
			return x + y
		case n.Op == "-":
			return x - y
		}
		return x * y
	case *Neg:
		return -e.Num(n.X)
	case *MonthEnd:
		return monthEnd(e.Num(n.X))
	case *Call:
		if n.Type().Kind != Bool {
			return e.callNum(n)
		}
	}
	if e.Bool(n) {
		return 1
	}
	return 0
}

// Fact is the value of a symbol that is not a Text.
func (e *Eval) Fact(s *Symbol) int64 {
	v := e.Row.Nums[s.Slot]
	switch {
	case s.Type.Kind == Date && v == 0:
		return Absent
	case e.Later == 0:
		return v
	case e.Row.Until[s.Slot] > 0 && v != 0:
		if e.Row.Nums[0]+e.Later > e.Row.Nums[e.Row.Until[s.Slot]] {
			return 0
		}
		return v
	}
	return v + e.Later*int64(e.Row.Slope[s.Slot])
}

// Text is the value of a Text.
func (e *Eval) Text(n Node) string {
	switch n := n.(type) {
	case *Fact:
		return e.Row.Texts[n.Symbol.Slot]
	case *String:
		return n.Value
	case *Call:
		return e.callText(n)
	}
	return ""
}

func monthEnd(day int64) int64 {
	if day == Absent {
		return Absent
	}
	d := date.Date(day)
	return day + int64(d.LastDayOfMonth()-d.Day())
}
