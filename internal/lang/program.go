package lang

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// A Program is a checked expression lowered to expr's virtual machine: amounts,
// ratios, dates and choices have become whole numbers, named conditions stand
// in place of their names. It must give what [Eval] gives; a fuzz test holds
// the two together. expr computes with int: a 64-bit machine is needed.
type Program struct {
	program   *vm.Program
	slots     []*Symbol
	functions []*Function
}

// NewProgram compiles a checked expression.
func NewProgram(n Node) (p *Program, err error) {
	defer func() {
		// A defect of expr's compiler must not end the program that embeds
		// this one.
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("policy: expr cannot compile %s", Print(n))
		}
	}()
	var l lowering
	l.write(n)
	env := map[string]any{"end_of_month": monthEndOf}
	for _, s := range l.slots {
		env[s.Name] = zero(s)
	}
	for _, f := range l.functions {
		env[f.Name] = (&Eval{}).adapt(f)
	}
	program, err := expr.Compile(l.String(), expr.Env(env), expr.DisableAllBuiltins())
	if err != nil {
		return nil, fmt.Errorf("policy: expr refuses %s: %w", Print(n), err)
	}
	return &Program{program: program, slots: l.slots, functions: l.functions}, nil
}

// monthEndOf takes what expr computes: an int64 from the facts, an int from
// arithmetic.
func monthEndOf(day any) int64 {
	switch d := day.(type) {
	case int64:
		return monthEnd(d)
	case int:
		return monthEnd(int64(d))
	}
	return Absent
}

func zero(s *Symbol) any {
	switch s.Type.Kind {
	case Bool:
		return false
	case Text:
		return ""
	}
	return int64(0)
}

// Bool runs a condition.
func (p *Program) Bool(e *Eval) (bool, error) {
	out, err := p.run(e)
	if err != nil {
		return false, err
	}
	b, ok := out.(bool)
	if !ok {
		return false, fmt.Errorf("policy: expr gave %T for a condition", out)
	}
	return b, nil
}

// Num runs a day or a number; a day that counts from an absent date is Absent.
func (p *Program) Num(e *Eval) (int64, error) {
	for _, s := range p.slots {
		if s.Type.Kind == Date && e.Fact(s) == Absent {
			return Absent, nil
		}
	}
	out, err := p.run(e)
	if err != nil {
		return 0, err
	}
	switch v := out.(type) {
	case int64:
		return v, nil
	case int:
		return int64(v), nil
	}
	return 0, fmt.Errorf("policy: expr gave %T for a number", out)
}

func (p *Program) run(e *Eval) (any, error) {
	env := map[string]any{"end_of_month": monthEndOf}
	for _, s := range p.slots {
		switch s.Type.Kind {
		case Bool:
			env[s.Name] = e.Fact(s) != 0
		case Text:
			env[s.Name] = e.Row.Texts[s.Slot]
		default:
			env[s.Name] = e.Fact(s)
		}
	}
	for _, f := range p.functions {
		env[f.Name] = e.adapt(f)
	}
	return expr.Run(p.program, env)
}

// lowering prints the expression as expr computes it. Every operation stands
// in brackets, so that no rule of precedence has to agree.
type lowering struct {
	strings.Builder
	slots     []*Symbol
	functions []*Function
}

func (l *lowering) write(n Node) {
	switch n := n.(type) {
	case *Fact:
		l.use(n.Symbol)
	case *Number:
		if n.Of.Kind == Bool {
			l.WriteString(strconv.FormatBool(n.Value != 0))
			return
		}
		fmt.Fprintf(l, "(%d)", n.Value)
	case *String:
		l.WriteString(strconv.Quote(n.Value))
	case *Not:
		l.put("(not (", n.X, "))")
	case *Logic:
		l.pair(n.X, n.Op, n.Y)
	case *Compare:
		l.pair(n.X, n.Op, n.Y)
	case *In:
		// expr looks an int64 up in a set of int and never finds it.
		l.WriteString("(")
		for i, c := range n.List {
			if i > 0 {
				l.WriteString(" or ")
			}
			l.pair(n.X, "==", c)
		}
		l.WriteString(")")
	case *Arith:
		l.pair(n.X, n.Op, n.Y)
	case *Neg:
		l.put("(-", n.X, ")")
	case *MonthEnd:
		l.put("end_of_month(", n.X, ")")
	case *Named:
		l.write(n.Body)
	case *Call:
		l.call(n)
	}
}

func (l *lowering) call(n *Call) {
	if !slices.Contains(l.functions, n.Function) {
		l.functions = append(l.functions, n.Function)
	}
	l.WriteString(n.Function.Name + "(")
	for i, arg := range n.Args {
		if i > 0 {
			l.WriteString(", ")
		}
		l.write(arg)
	}
	l.WriteString(")")
}

func (l *lowering) put(before string, n Node, after string) {
	l.WriteString(before)
	l.write(n)
	l.WriteString(after)
}

func (l *lowering) pair(x Node, op Op, y Node) {
	l.put("(", x, " "+string(op)+" ")
	l.put("", y, ")")
}

func (l *lowering) use(s *Symbol) {
	l.WriteString(s.Name)
	for _, t := range l.slots {
		if t == s {
			return
		}
	}
	l.slots = append(l.slots, s)
}
