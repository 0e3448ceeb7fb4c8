package lang

import (
	"slices"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/say"
)

func (c *checker) unary(n *ast.UnaryNode) operand {
	x := c.expr(n.Node)
	if x.bad {
		return wrong
	}
	switch n.Operator {
	case "not", "!":
		if x.node == nil || x.node.Type().Kind != Bool {
			return c.fail(n, CodeMismatch, say.Both("not porte sur une condition, et ceci est %s", "not applies to a condition, and this is %s", x.what()), say.Both("mettez la comparaison entre parenthèses : not (a > b)", "put the comparison in brackets: not (a > b)"))
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
		return c.fail(n, CodeMismatch, say.Both("- porte sur un nombre, et ceci est %s", "- applies to a number, and this is %s", x.what()), say.Text{})
	}
	hint := operatorHint()
	if c.day {
		hint = resultHint(Date)
	}
	return c.fail(n, CodeForbidden, say.Both("%s ne fait pas partie du langage des politiques", "%s is not part of the policy language", say.Name(n.Operator)), hint)
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
		return c.fail(n, CodeForbidden, say.Both("il n’y a pas de division : son résultat devrait être arrondi", "there is no division, since its result would have to be rounded"), division())
	}
	return c.fail(n, CodeForbidden, say.Both("%s ne fait pas partie du langage des politiques", "%s is not part of the policy language", say.Name(n.Operator)), operatorHint())
}

func (c *checker) logic(n *ast.BinaryNode, op Op) operand {
	x, y := c.expr(n.Left), c.expr(n.Right)
	ok := true
	for _, side := range []struct {
		operand
		at    ast.Node
		other Node
	}{{x, n.Left, y.node}, {y, n.Right, x.node}} {
		if side.bad {
			ok = false
		} else if side.node == nil || side.node.Type().Kind != Bool {
			hint := resultHint(Bool)
			if side.text != nil {
				hint = repeated(*side.text, side.other)
			}
			c.fail(side.at, CodeMismatch, say.Both("%s relie des conditions, et ceci est %s", "%s joins conditions, and this is %s", op, side.what()), hint)
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
		c.fail(n, CodeConstant, say.Both("deux constantes sont comparées : la réponse est toujours la même", "two constants are compared: the answer is always the same"), say.Both("comparez un fait", "compare a fact"))
		return nil, nil, false
	case x.node == nil && y.node.Type().Kind == Bool:
		c.fail(n.Left, CodeMismatch, say.Both("%s est comparé à %s", "%s meets %s", x.what(), Bool.Text()), alone(Print(y.node)))
	case y.node == nil && x.node.Type().Kind == Bool:
		c.fail(n.Right, CodeMismatch, say.Both("%s est comparé à %s", "%s meets %s", y.what(), Bool.Text()), alone(Print(x.node)))
	case x.node == nil:
		x.node = c.as(n.Left, x, y.node.Type())
	case y.node == nil:
		y.node = c.as(n.Right, y, x.node.Type())
	}
	if x.node == nil || y.node == nil {
		return nil, nil, false
	}
	if !x.node.Type().same(y.node.Type()) {
		c.fail(n, CodeMismatch, say.Both("%s et %s ne se comparent pas", "%s meets %s", named(x.node), named(y.node)), say.Both("comparez deux valeurs du même type", "compare two values of one type"))
		return nil, nil, false
	}
	return x.node, y.node, true
}

// named is a node for a message: "days_overdue (a whole number)".
func named(n Node) say.Text {
	return say.Both("%s (%s)", "%s (%s)", Print(n), n.Type().Kind.Text())
}

func inHint() say.Text {
	return say.Both("écrivez client_kind in [\"public\", \"consumer\"]", "write client_kind in [\"public\", \"consumer\"]")
}

func operatorHint() say.Text {
	return say.Both("écrivez une comparaison, overdue >= 150.00, ou un jour, due + 5 ; les opérateurs sont and or not in == != < <= > >= + - *",
		"write a comparison, overdue >= 150.00, or a day, due + 5; the operators are and or not in == != < <= > >= + - *")
}

// as makes a literal a constant of a type.
func (c *checker) as(at ast.Node, x operand, t Type) Node {
	switch {
	case x.text != nil && t.Kind == Text:
		return &String{Value: *x.text}
	case x.text != nil && t.Kind == Enum:
		i := t.Index(*x.text)
		if i < 0 {
			c.fail(at, CodeChoice, say.Both("%s ne vaut jamais %s", "%s is never %s", t.Name, say.Name(*x.text)), say.Suggest(*x.text, t.Values))
			return nil
		}
		return &Number{Of: t, Value: i, Text: x.shown}
	case x.text != nil && t.Kind == Date:
		c.fail(at, CodeMismatch, say.Both("une date est comparée à un texte", "a date meets a text"), dateHint(*x.text))
		return nil
	case x.number == nil || t.Kind == Bool || t.Kind == Date || t.Kind == Text || t.Kind == Enum:
		c.fail(at, CodeMismatch, say.Both("%s est comparé à %s", "%s meets %s", x.what(), t.Kind.Text()), literalHint(x, t))
		return nil
	}
	places, what := int32(0), Int.Text()
	switch t.Kind {
	case Money:
		places, what = c.scope.Digits, say.Both("un montant d’au plus %d décimales", "an amount with at most %d decimals", c.scope.Digits)
	case Ratio:
		places, what = 6, say.Both("un ratio d’au plus 6 décimales", "a ratio with at most 6 decimals")
	}
	scaled := x.number.Shift(places)
	if !scaled.IsInteger() {
		c.fail(at, CodeNumber, say.Both("%s est comparé à %s : il faut %s", "%s is compared with %s: it must be %s", x.shown, t.Kind.Text(), what), rounded(*x.number, places))
		return nil
	}
	if t.Kind == Money && x.number.Exponent() == -3 && places < 3 {
		message, fix := Thousands(*x.number, x.shown, places)
		c.fail(at, CodeNumber, message, fix)
		return nil
	}
	if scaled.Abs().GreaterThan(decimal.NewFromInt(t.Kind.Bound())) {
		c.fail(at, CodeNumber, say.Both("%s est trop grand pour %s", "%s is too large for %s", x.shown, t.Kind.Text()), say.Text{})
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
		return c.fail(n, CodeEquality, say.Both("deux montants ne se comparent pas par %s : un centime d’écart changerait la réponse", "amounts are not compared with %s: a cent of difference would change the answer", n.Operator), say.Both("écrivez <= ou >= ; pour zéro, > 0 ou <= 0", "use <= or >=, or compare with 0 by > or <"))
	case k == Ratio && equality:
		return c.fail(n, CodeEquality, say.Both("les ratios sont arrondis et ne se comparent pas par %s", "ratios are rounded and not compared with %s", n.Operator), say.Both("écrivez <= ou >=", "use <= or >="))
	case (k == Bool || k == Text || k == Enum) && !equality:
		return c.fail(n, CodeMismatch, say.Both("%s n’a pas d’ordre : %s ne se compare pas par %s", "%s has no order: %s cannot be compared with %s", k.Text(), Print(x), n.Operator), say.Both("écrivez == ou !=", "use == or !="))
	}
	return operand{node: &Compare{Op: op, X: x, Y: y}}
}

func (c *checker) in(n *ast.BinaryNode) operand {
	x := c.expr(n.Left)
	list, ok := n.Right.(*ast.ArrayNode)
	if !ok {
		return c.fail(n.Right, CodeMismatch, say.Both("in est suivi d’une liste de constantes", "in is followed by a list of constants"), inHint())
	}
	if x.bad {
		return wrong
	}
	if x.node == nil {
		return c.fail(n, CodeConstant, say.Both("une constante est cherchée dans une liste : la réponse est toujours la même", "a constant is looked for in a list: the answer is always the same"), say.Both("cherchez un fait", "look for a fact"))
	}
	switch x.node.Type().Kind {
	case Money, Ratio:
		return c.fail(n, CodeEquality, say.Both("on ne cherche pas %s dans une liste", "%s is not looked for in a list", x.what()), say.Both("comparez par <= et >=", "compare it with <= and >="))
	case Bool, Date:
		return c.fail(n, CodeMismatch, say.Both("on ne cherche pas %s dans une liste", "%s is not looked for in a list", x.what()), say.Text{})
	}
	if len(list.Nodes) == 0 {
		return c.fail(list, CodeConstant, say.Both("la liste est vide : la condition n’est jamais vraie", "the list is empty: the condition never holds"), inHint())
	}
	var nodes []Node
	bad := false
	for _, item := range list.Nodes {
		v := c.expr(item)
		switch {
		case v.bad:
			bad = true
		case v.node != nil:
			c.fail(item, CodeMismatch, say.Both("une liste ne contient que des constantes", "a list holds constants only"), inHint())
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
		return c.fail(n, CodeCall, say.Both("end_of_month attend une date", "end_of_month takes one date"), say.Both("écrivez end_of_month(due + 30)", "write end_of_month(due + 30)"))
	}
	x := c.expr(n.Arguments[0])
	if x.bad {
		return wrong
	}
	if x.node == nil || x.node.Type().Kind != Date {
		return c.fail(n.Arguments[0], CodeCall, say.Both("end_of_month attend une date, et ceci est %s", "end_of_month takes a date, and this is %s", x.what()), say.Both("écrivez end_of_month(due + 30)", "write end_of_month(due + 30)"))
	}
	return operand{node: &MonthEnd{X: x.node}}
}

func (c *checker) dateCall(n *ast.CallNode) operand {
	text, ok := (*ast.StringNode)(nil), false
	if len(n.Arguments) == 1 {
		text, ok = n.Arguments[0].(*ast.StringNode)
	}
	if !ok {
		return c.fail(n, CodeCall, say.Both("date attend un texte", "date takes one text"), say.Both("écrivez date(\"2026-01-31\")", "write date(\"2026-01-31\")"))
	}
	d, err := dunning.ParseDate(text.Value)
	if err != nil {
		message, fix := say.NoDay(text.Value)
		return c.fail(text, CodeDate, message, fix)
	}
	return operand{node: &Number{Of: Type{Kind: Date}, Value: int64(d), Text: "date(\"" + text.Value + "\")"}}
}
