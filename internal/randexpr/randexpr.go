// Package randexpr writes random expressions of the policy language, for tests
// that hold one way of evaluating them to another.
package randexpr

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"github.com/creance/creance/internal/lang"
)

// A Writer writes about a list of facts.
type Writer struct {
	Rand    *rand.Rand
	Symbols []*lang.Symbol
}

// Condition writes a condition with at most depth operators inside one another.
func (w *Writer) Condition(depth int) string {
	if depth > 0 {
		switch w.Rand.IntN(4) {
		case 0:
			return "(" + w.Condition(depth-1) + " and " + w.Condition(depth-1) + ")"
		case 1:
			return "(" + w.Condition(depth-1) + " or " + w.Condition(depth-1) + ")"
		case 2:
			return "not (" + w.Condition(depth-1) + ")"
		}
	}
	for {
		s := w.Symbols[w.Rand.IntN(len(w.Symbols))]
		if s.Optional {
			continue
		}
		switch s.Type.Kind {
		case lang.Bool:
			return w.pick(s.Name, s.Name+" == true", "false != "+s.Name)
		case lang.Text:
			return s.Name + w.pick(` == "C1"`, ` != "F1"`, ` in ["C1", "EUR"]`)
		case lang.Enum:
			v, v2 := w.pick(s.Type.Values...), w.pick(s.Type.Values...)
			return w.pick(fmt.Sprintf("%s == %q", s.Name, v), fmt.Sprintf("%q != %s", v, s.Name), fmt.Sprintf("%s in [%q, %q]", s.Name, v, v2))
		case lang.Date:
			return w.date(s) + w.order() + w.pick(w.day(), s.Name+" + 1", "end_of_month("+s.Name+" - 3)")
		case lang.Int:
			if w.Rand.IntN(4) == 0 {
				return fmt.Sprintf("%s in [%d, %d, %d]", s.Name, w.Rand.IntN(5), w.Rand.IntN(60), w.Rand.IntN(400))
			}
		}
		number := w.number(s)
		return w.pick(s.Name+w.order()+number, number+w.order()+s.Name, s.Name+" * 2"+w.order()+number,
			"-"+s.Name+w.order()+number, s.Name+" - "+s.Name+" * 3"+w.order()+number)
	}
}

// Day writes a day.
func (w *Writer) Day() string {
	for {
		s := w.Symbols[w.Rand.IntN(len(w.Symbols))]
		if s.Type.Kind == lang.Date {
			return w.pick(w.date(s), w.date(s), "end_of_month("+w.date(s)+") + "+strconv.Itoa(w.Rand.IntN(9)))
		}
	}
}

func (w *Writer) date(s *lang.Symbol) string {
	n := strconv.Itoa(w.Rand.IntN(60))
	return w.pick(s.Name, s.Name+" + "+n, s.Name+" - "+n, n+" + "+s.Name)
}

func (w *Writer) day() string {
	return fmt.Sprintf(`date("%d-%02d-%02d")`, 2025+w.Rand.IntN(4), 1+w.Rand.IntN(12), 1+w.Rand.IntN(28))
}

func (w *Writer) number(s *lang.Symbol) string {
	switch s.Type.Kind {
	case lang.Money:
		return fmt.Sprintf("%d.%02d", w.Rand.IntN(800), w.Rand.IntN(100))
	case lang.Ratio:
		return fmt.Sprintf("0.%03d", w.Rand.IntN(1000))
	}
	return strconv.Itoa(w.Rand.IntN(120))
}

// order is an operator that amounts have too.
func (w *Writer) order() string { return " " + w.pick("<", "<=", ">", ">=") + " " }

func (w *Writer) pick(list ...string) string { return list[w.Rand.IntN(len(list))] }
