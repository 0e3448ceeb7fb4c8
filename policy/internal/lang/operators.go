package lang

import (
	"fmt"
	"slices"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy/internal/source"
)

func (c *checker) unary(n *ast.UnaryNode) operand {
	x := c.expr(n.Node)
	if x.bad {
		return wrong
	}
	switch n.Operator {
	case "not", "!":
		if x.node == nil || x.node.Type().Kind != Bool {
			return c.fail(n, CodeMismatch, fmt.Sprintf("not applies to a condition, and this is %s", x.what()), "put the comparison in brackets: not (a > b)")
		}
		return operand{node: &Not{X: x.node}}
	case "-":
		if x.number != nil {
			d := x.number.Neg()
			return operand{number: &d, shown: "-" + x.shown}
		}
		if x.node != nil && slices.Contains([]Kind{Int, Money, Ratio}, x.node.Type().Kind) {
			return operand{node: &Neg{X: x.node}}
		}
		return c.fail(n, CodeMismatch, "- applies to a number, and this is "+x.what(), "")
	}
	return c.fail(n, CodeForbidden, quote(n.Operator)+" is not part of the policy language", "")
}

func (c *checker) binary(n *ast.BinaryNode) operand {
	switch n.Operator {
	case "and", "&&":
		return c.logic(n, "and")
	case "or", "||":
		return c.logic(n, "or")
	case "==", "!=", "<", "<=", ">", ">=":
		return c.compare(n)
	case "in":
		return c.in(n)
	case "+", "-", "*":
		return c.arith(n)
	case "/", "%":
		return c.fail(n, CodeForbidden, "there is no division, since its result would have to be rounded", "multiply the other side instead: 2 * disputed_amount > balance")
	}
	return c.fail(n, CodeForbidden, quote(n.Operator)+" is not part of the policy language", "")
}

func (c *checker) logic(n *ast.BinaryNode, op Op) operand {
	x, y := c.expr(n.Left), c.expr(n.Right)
	ok := true
	for _, side := range []struct {
		operand
		at ast.Node
	}{{x, n.Left}, {y, n.Right}} {
		if side.bad {
			ok = false
		} else if side.node == nil || side.node.Type().Kind != Bool {
			c.fail(side.at, CodeMismatch, fmt.Sprintf("%s joins conditions, and this is %s", op, side.what()), resultHint(Bool))
			ok = false
		}
	}
	if !ok {
		return wrong
	}
	return operand{node: &Logic{Op: op, X: x.node, Y: y.node}}
}

// meet gives both sides one type: a literal takes the type of the fact it
// meets, two facts must have the same.
func (c *checker) meet(n *ast.BinaryNode, x, y operand) (Node, Node, bool) {
	switch {
	case x.bad || y.bad:
		return nil, nil, false
	case x.node == nil && y.node == nil:
		c.fail(n, CodeConstant, "two constants are compared: the answer is always the same", "compare a fact")
		return nil, nil, false
	case x.node == nil:
		x.node = c.as(n.Left, x, y.node.Type())
	case y.node == nil:
		y.node = c.as(n.Right, y, x.node.Type())
	}
	if x.node == nil || y.node == nil {
		return nil, nil, false
	}
	if !x.node.Type().same(y.node.Type()) {
		c.fail(n, CodeMismatch, fmt.Sprintf("%s meets %s", named(x.node), named(y.node)), "")
		return nil, nil, false
	}
	return x.node, y.node, true
}

// named is a node for a message: "days_overdue, a whole number,".
func named(n Node) string { return fmt.Sprintf("%s (%s)", Print(n), n.Type().Kind) }

// as makes a literal a constant of a type.
func (c *checker) as(at ast.Node, x operand, t Type) Node {
	switch {
	case x.text != nil && t.Kind == Text:
		return &String{Value: *x.text}
	case x.text != nil && t.Kind == Enum:
		i := t.Index(*x.text)
		if i < 0 {
			c.fail(at, CodeChoice, fmt.Sprintf("%s is never %s", t.Name, quote(*x.text)), source.Suggest(*x.text, t.Values))
			return nil
		}
		return &Number{Of: t, Value: i, Text: x.shown}
	case x.text != nil && t.Kind == Date:
		c.fail(at, CodeMismatch, "a date meets a text", fmt.Sprintf("write date(%q)", *x.text))
		return nil
	case x.number == nil || t.Kind == Bool || t.Kind == Date || t.Kind == Text || t.Kind == Enum:
		c.fail(at, CodeMismatch, fmt.Sprintf("%s meets %s", x.what(), t.Kind), "")
		return nil
	}
	places, what := int32(0), "a whole number"
	switch t.Kind {
	case Money:
		places, what = c.scope.Digits, fmt.Sprintf("an amount with at most %d decimals", c.scope.Digits)
	case Ratio:
		places, what = 6, "a ratio with at most 6 decimals"
	}
	scaled := x.number.Shift(places)
	if !scaled.IsInteger() {
		c.fail(at, CodeNumber, fmt.Sprintf("%s is compared with %s: it must be %s", x.shown, t.Kind, what), "")
		return nil
	}
	if scaled.Abs().GreaterThan(decimal.NewFromInt(t.Kind.Bound())) {
		c.fail(at, CodeNumber, x.shown+" is too large for "+t.Kind.String(), "")
		return nil
	}
	return &Number{Of: t, Value: scaled.IntPart(), Text: x.shown}
}

func (c *checker) compare(n *ast.BinaryNode) operand {
	x, y, ok := c.meet(n, c.expr(n.Left), c.expr(n.Right))
	if !ok {
		return wrong
	}
	op, equality := Op(n.Operator), n.Operator == "==" || n.Operator == "!="
	switch k := x.Type().Kind; {
	case k == Money && equality:
		return c.fail(n, CodeEquality, "amounts are not compared with "+n.Operator+": a cent of difference would change the answer", "use <= or >=, or compare with 0 by > or <")
	case k == Ratio && equality:
		return c.fail(n, CodeEquality, "ratios are rounded and not compared with "+n.Operator, "use <= or >=")
	case (k == Bool || k == Text || k == Enum) && !equality:
		return c.fail(n, CodeMismatch, fmt.Sprintf("%s has no order: %s cannot be compared with %s", k, Print(x), n.Operator), "use == or !=")
	}
	return operand{node: &Compare{Op: op, X: x, Y: y}}
}

func (c *checker) in(n *ast.BinaryNode) operand {
	x := c.expr(n.Left)
	list, ok := n.Right.(*ast.ArrayNode)
	if !ok {
		return c.fail(n.Right, CodeMismatch, "in is followed by a list of constants", `write client_kind in ["public", "consumer"]`)
	}
	if x.bad {
		return wrong
	}
	if x.node == nil {
		return c.fail(n, CodeConstant, "a constant is looked for in a list: the answer is always the same", "")
	}
	switch x.node.Type().Kind {
	case Money, Ratio:
		return c.fail(n, CodeEquality, x.what()+" is not looked for in a list", "compare it with <= and >=")
	case Bool, Date:
		return c.fail(n, CodeMismatch, x.what()+" is not looked for in a list", "")
	}
	if len(list.Nodes) == 0 {
		return c.fail(list, CodeConstant, "the list is empty: the condition never holds", "")
	}
	var nodes []Node
	bad := false
	for _, item := range list.Nodes {
		v := c.expr(item)
		switch {
		case v.bad:
			bad = true
		case v.node != nil:
			c.fail(item, CodeMismatch, "a list holds constants only", "")
			bad = true
		default:
			node := c.as(item, v, x.node.Type())
			bad = bad || node == nil
			nodes = append(nodes, node)
		}
	}
	if bad {
		return wrong
	}
	return operand{node: &In{X: x.node, List: nodes}}
}

func (c *checker) monthEndCall(n *ast.CallNode) operand {
	if len(n.Arguments) != 1 {
		return c.fail(n, CodeCall, "end_of_month takes one date", "write end_of_month(due + 30)")
	}
	x := c.expr(n.Arguments[0])
	if x.bad {
		return wrong
	}
	if x.node == nil || x.node.Type().Kind != Date {
		return c.fail(n.Arguments[0], CodeCall, "end_of_month takes a date, and this is "+x.what(), "")
	}
	return operand{node: &MonthEnd{X: x.node}}
}

func (c *checker) dateCall(n *ast.CallNode) operand {
	text, ok := (*ast.StringNode)(nil), false
	if len(n.Arguments) == 1 {
		text, ok = n.Arguments[0].(*ast.StringNode)
	}
	if !ok {
		return c.fail(n, CodeCall, "date takes one text", `write date("2026-01-31")`)
	}
	d, err := dunning.ParseDate(text.Value)
	if err != nil {
		return c.fail(text, CodeDate, err.Error(), `write the year, the month and the day: date("2026-01-31")`)
	}
	return operand{node: &Number{Of: Type{Kind: Date}, Value: int64(d), Text: "date(\"" + text.Value + "\")"}}
}
