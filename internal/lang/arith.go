package lang

import (
	"math/bits"

	"github.com/expr-lang/expr/ast"

	"github.com/creance/creance/internal/say"
)

// arith types + - and *. The largest result each operation can give is known
// from the bounds of its facts; what could leave an int64 is refused here, so
// that no evaluation wraps.
func (c *checker) arith(n *ast.BinaryNode) operand {
	x, y := c.expr(n.Left), c.expr(n.Right)
	if x.bad || y.bad {
		return wrong
	}
	if x.text != nil || y.text != nil {
		return c.fail(n, CodeMismatch, say.Both("un texte ne se calcule pas avec %s", "texts are not computed with %s", n.Operator), say.Text{})
	}
	if x.number != nil && y.number != nil {
		return c.fold(n, x, y)
	}
	if n.Operator == "*" {
		return c.times(n, x, y)
	}
	return c.plus(n, x, y)
}

// fold computes with two literals exactly.
func (c *checker) fold(n *ast.BinaryNode, x, y operand) operand {
	d := *x.number
	switch n.Operator {
	case "+":
		d = d.Add(*y.number)
	case "-":
		d = d.Sub(*y.number)
	default:
		d = d.Mul(*y.number)
	}
	if d.NumDigits() > 40 || d.Exponent() < -40 {
		return c.fail(n, CodeOverflow, say.Both("le résultat est trop grand", "the result is too large"), say.Text{})
	}
	d = d.Normalize() // what is computed has no decimals that somebody wrote
	shown := d.String()
	return operand{number: &d, shown: shown}
}

func (c *checker) plus(n *ast.BinaryNode, x, y operand) operand {
	var xt, yt Type
	switch {
	case x.node == nil:
		xt = plusPartner(y.node.Type())
		yt = y.node.Type()
		x.node = c.as(n.Left, x, xt)
	case y.node == nil:
		xt = x.node.Type()
		yt = plusPartner(xt)
		y.node = c.as(n.Right, y, yt)
	default:
		xt, yt = x.node.Type(), y.node.Type()
	}
	if x.node == nil || y.node == nil {
		return wrong
	}
	result := xt
	switch a, b := xt.Kind, yt.Kind; {
	case a == b && (a == Int || a == Money || a == Ratio):
	case a == Date && b == Int:
	case a == Int && b == Date && n.Operator == "+":
		result = yt
	case a == Date && b == Date && n.Operator == "-":
		result = Type{Kind: Int}
		if optional(x.node) || optional(y.node) {
			return c.fail(n, CodeAbsent, say.Both("on ne compte pas avec une date qui peut manquer", "a date that may be absent cannot be counted with"), say.Text{})
		}
	default:
		return c.fail(n, CodeMismatch, say.Both("%s %s %s n’a pas de sens", "%s %s %s has no meaning", named(x.node), n.Operator, named(y.node)), say.Both("calculez avec deux valeurs du même type", "compute with two values of one type"))
	}
	return c.bounded(n, &Arith{Op: Op(n.Operator), X: x.node, Y: y.node, Of: result})
}

// plusPartner is the type a literal takes beside + and -: days beside a date.
func plusPartner(t Type) Type {
	if t.Kind == Date {
		return Type{Kind: Int}
	}
	return t
}

func (c *checker) times(n *ast.BinaryNode, x, y operand) operand {
	fact, factor, at := x, y, n.Right
	if x.node == nil {
		fact, factor, at = y, x, n.Left
	}
	if factor.node != nil {
		return c.fail(n, CodeMismatch, say.Both("un des côtés de * doit être un nombre", "one side of * must be a constant"), say.Both("écrivez 2 * overdue", "write 2 * overdue"))
	}
	switch fact.node.Type().Kind {
	case Int, Money, Ratio:
	default:
		return c.fail(n, CodeMismatch, say.Both("on ne multiplie pas %s", "%s is not multiplied", fact.what()), say.Text{})
	}
	number := c.as(at, factor, Type{Kind: Int})
	if number == nil {
		return wrong
	}
	node := &Arith{Op: "*", X: fact.node, Y: number, Of: fact.node.Type()}
	if x.node == nil {
		node.X, node.Y = node.Y, node.X
	}
	return c.bounded(n, node)
}

func (c *checker) bounded(at ast.Node, n *Arith) operand {
	x, y := largest(n.X), largest(n.Y)
	over := x > maxValue-y
	n.max = x + y
	if n.Op == "*" {
		hi, lo := bits.Mul64(uint64(x), uint64(y))
		over = hi != 0 || lo > maxValue
		n.max = int64(lo)
	}
	if over {
		return c.fail(at, CodeOverflow, say.Both("le résultat pourrait être trop grand pour rester exact", "the result could be too large to be exact"), say.Both("multipliez par des nombres plus petits", "use smaller factors"))
	}
	return operand{node: n}
}

// largest bounds the absolute value of a number.
func largest(n Node) int64 {
	switch n := n.(type) {
	case *Number:
		return max(n.Value, -n.Value)
	case *Arith:
		return n.max
	case *Neg:
		return largest(n.X)
	case *MonthEnd:
		return largest(n.X) + 31
	}
	return n.Type().Kind.Bound()
}

func optional(n Node) bool {
	found := false
	Walk(n, func(n Node) {
		if f, ok := n.(*Fact); ok && f.Symbol.Optional {
			found = true
		}
	})
	return found
}
