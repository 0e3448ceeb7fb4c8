package lang

import (
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"github.com/creance/creance/internal/say"
)

// A Function is a function of the host that expressions can call. It must be
// pure: the same arguments give the same value, on any goroutine.
type Function struct {
	Name   string
	Params []Type
	Result Type
	// Call never sees an absent date. Its value lies within the bounds of the
	// facts of its type; what is outside is an error.
	Call func(args []Value) (Value, error)
}

// A Value is a Text, or any other value as a number.
type Value struct {
	Num  int64
	Text string
}

// Call is a call of a function of the host.
type Call struct {
	Function *Function
	Args     []Node
}

// Type is that of the function's result.
func (n *Call) Type() Type { return n.Function.Result }

func (n *Call) write(p *printer) {
	p.WriteString(n.Function.Name + "(")
	around := p.around
	for i, arg := range n.Args {
		if i > 0 {
			p.WriteString(", ")
		}
		p.around = 0
		arg.write(p)
	}
	p.around = around
	p.WriteByte(')')
}

// String is the signature: "risk(money, int) ratio".
func (f *Function) String() string {
	list := make([]string, len(f.Params))
	for i, t := range f.Params {
		list[i] = Word(t.Kind)
	}
	return fmt.Sprintf("%s(%s) %s", f.Name, strings.Join(list, ", "), Word(f.Result.Kind))
}

// Word is a kind as signatures name it.
func Word(k Kind) string { return typeWords[k] }

var typeWords = [...]string{"bool", "int", "ratio", "money", "date", "text", "enum"}

// call types a call of date, end_of_month or a function of the host.
func (c *checker) call(n *ast.CallNode) operand {
	callee, ok := n.Callee.(*ast.IdentifierNode)
	if !ok {
		return c.fail(n, CodeForbidden, say.Both("une fonction s’appelle par son seul nom", "only functions called by their name are part of the policy language"), say.Text{})
	}
	switch callee.Value {
	case "date":
		return c.dateCall(n)
	case "end_of_month":
		return c.monthEndCall(n)
	}
	if f, ok := c.scope.Functions[callee.Value]; ok {
		return c.hostCall(n, f)
	}
	known := []string{"date", "end_of_month"}
	for name := range c.scope.Functions {
		known = append(known, name)
	}
	slices.Sort(known)
	return c.fail(n, CodeCall, say.Both("fonction inconnue : %s", "unknown function %s", say.Name(callee.Value)), say.Suggest(callee.Value, known))
}

func (c *checker) hostCall(n *ast.CallNode, f *Function) operand {
	if len(n.Arguments) != len(f.Params) {
		return c.fail(n, CodeCall, say.Both("%s attend %s, et en reçoit %d", "%s takes %s, and this has %d", f.Name, values(len(f.Params)), len(n.Arguments)), declaredAs(f))
	}
	call := &Call{Function: f, Args: make([]Node, len(f.Params))}
	ok := true
	for i, written := range n.Arguments {
		x := c.expr(written)
		want := f.Params[i]
		switch {
		case x.bad:
		case x.node == nil: // a literal takes the type of the parameter
			call.Args[i] = c.as(written, x, want)
		case x.node.Type().same(want):
			call.Args[i] = x.node
		default:
			c.fail(written, CodeMismatch, say.Both("%s attend ici %s, et ceci est %s", "%s takes %s here, and this is %s", f.Name, want.Kind.Text(), x.what()), declaredAs(f))
		}
		ok = ok && call.Args[i] != nil
	}
	if !ok {
		return wrong
	}
	c.use(f.Name)
	return operand{node: call}
}

func declaredAs(f *Function) say.Text {
	return say.Both("elle est déclarée %s", "it is declared as %s", f.String())
}

func values(n int) say.Text {
	if n == 1 {
		return say.Both("1 valeur", "1 value")
	}
	return say.Both("%d valeurs", "%d values", n)
}

// Call is the value of a call; false when an argument is a date that is absent,
// or the function failed, which is noted in Fault.
func (e *Eval) Call(n *Call) (Value, bool) {
	args := make([]Value, len(n.Args))
	for i, arg := range n.Args {
		if n.Function.Params[i].Kind == Text {
			args[i].Text = e.Text(arg)
			continue
		}
		if args[i].Num = e.Num(arg); args[i].Num == Absent {
			return Value{}, false
		}
	}
	return e.call(n.Function, args)
}

// call keeps the first failure: nothing that follows from it is used.
func (e *Eval) call(f *Function, args []Value) (Value, bool) {
	v, err := f.Call(args)
	if err == nil {
		return v, true
	}
	if e.Fault != nil && *e.Fault == nil {
		*e.Fault = err
	}
	return Value{}, false
}

func (e *Eval) callNum(n *Call) int64 {
	v, ok := e.Call(n)
	if !ok && n.Type().Kind == Date {
		return Absent
	}
	return v.Num
}

func (e *Eval) callText(n *Call) string {
	v, _ := e.Call(n)
	return v.Text
}

// moves reports whether the value of a call may change from one day to the
// next: the days on which it does are not known to this package.
func (e *Eval) moves(n *Call) bool {
	return slices.ContainsFunc(n.Args, func(arg Node) bool {
		moving := false
		Walk(arg, func(n Node) {
			if f, ok := n.(*Fact); ok && f.Symbol.Type.Kind != Text && e.Row.Slope[f.Symbol.Slot] != 0 {
				moving = true
			}
		})
		return moving
	})
}

// adapt is the function as expr's machine calls it.
func (e *Eval) adapt(f *Function) any {
	call := func(list []any) Value {
		args := make([]Value, len(list))
		for i, x := range list {
			switch x := x.(type) {
			case bool:
				args[i].Num = oneIf(x)
			case int:
				args[i].Num = int64(x)
			case int64:
				args[i].Num = x
			case string:
				args[i].Text = x
			}
		}
		v, ok := e.call(f, args)
		if !ok && f.Result.Kind == Date {
			v.Num = Absent
		}
		return v
	}
	switch f.Result.Kind {
	case Bool:
		return func(list ...any) bool { return call(list).Num != 0 }
	case Text:
		return func(list ...any) string { return call(list).Text }
	}
	return func(list ...any) int64 { return call(list).Num }
}

func oneIf(ok bool) int64 {
	if ok {
		return 1
	}
	return 0
}
