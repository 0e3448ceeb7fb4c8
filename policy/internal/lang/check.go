package lang

import (
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/policy/internal/source"
)

// A Scope is what an expression can name.
type Scope struct {
	Symbols   map[string]*Symbol
	Constants map[string]decimal.Decimal
	Named     map[string]Node    // conditions under let; nil for one that has a mistake of its own
	Days      map[string]*Symbol // dates that exist only in a day: previous
	Functions map[string]*Function
	Digits    int32           // decimals of the policy's currency
	Used      map[string]bool // filled with the names that were used
}

// Check reads and types an expression that must have the kind want, Bool for a
// condition or Date for a day. It reports all mistakes it can find.
func (s *Scope) Check(text string, want Kind) (Node, []*Error) {
	root, fault := parse(text)
	if fault != nil {
		return nil, []*Error{fault}
	}
	c := &checker{scope: s, text: []rune(text), day: want == Date}
	x := c.expr(root)
	if x.bad || len(c.errs) > 0 {
		return nil, c.errs
	}
	if x.node == nil || x.node.Type().Kind != want {
		c.fail(root, CodeResult, fmt.Sprintf("this is %s, but %s is needed", x.what(), want), resultHint(want))
		return nil, c.errs
	}
	if n := size(x.node); n > maxSize {
		c.fail(root, CodeTooLong, fmt.Sprintf("with the conditions it names, the expression has more than %d parts", maxSize), "name fewer conditions inside one another")
		return nil, c.errs
	}
	if want == Bool && !mentionsFact(x.node) {
		c.fail(root, CodeConstant, "this does not depend on any fact: it is always the same", "leave it out")
		return nil, c.errs
	}
	return x.node, nil
}

// maxSize is how many parts an expression may have when the conditions it names
// are written out: each may name those above it twice, and so double.
const maxSize = 5000

// size counts the parts of an expression, written out.
func size(n Node) int {
	if named, ok := n.(*Named); ok {
		return named.size
	}
	total := 1
	for _, c := range Children(n) {
		total += size(c)
	}
	return total
}

func resultHint(want Kind) string {
	if want == Date {
		return "write a day such as due + 5, previous + 7 or end_of_month(due)"
	}
	return "compare it, as in overdue >= 100.00"
}

func mentionsFact(n Node) bool {
	found := false
	Walk(n, func(n Node) {
		if _, ok := n.(*Fact); ok {
			found = true
		}
	})
	return found
}

// operand is a checked part of an expression. A literal has no type before it
// meets a fact: 30 is a number of days beside days_overdue and an amount
// beside overdue.
type operand struct {
	node   Node
	number *decimal.Decimal
	text   *string
	shown  string // a literal as it was written, or the name of a constant
	bad    bool   // a mistake in it has been reported
}

func (x operand) what() string {
	switch {
	case x.number != nil:
		return "a number"
	case x.text != nil:
		return "a text"
	case x.node == nil:
		return "nothing"
	}
	return x.node.Type().Kind.String()
}

var wrong = operand{bad: true}

type checker struct {
	scope *Scope
	text  []rune
	errs  []*Error
	day   bool // checking a day, where dates may be absent
}

func (c *checker) fail(n ast.Node, code, message, suggestion string) operand {
	e := &Error{Code: code, Offset: min(n.Location().From, len(c.text)), Message: message, Suggestion: suggestion}
	// expr shares nodes in a < b < c, so that a mistake may be met twice.
	if !slices.ContainsFunc(c.errs, func(f *Error) bool { return *f == *e }) {
		c.errs = append(c.errs, e)
	}
	return wrong
}

func (c *checker) expr(n ast.Node) operand {
	switch n := n.(type) {
	case *ast.BoolNode:
		value, text := int64(0), "false"
		if n.Value {
			value, text = 1, "true"
		}
		return operand{node: &Number{Of: Type{Kind: Bool}, Value: value, Text: text}}
	case *ast.IntegerNode, *ast.FloatNode:
		return c.number(n)
	case *ast.StringNode:
		return operand{text: &n.Value, shown: fmt.Sprintf("%q", n.Value)}
	case *ast.IdentifierNode:
		return c.name(n)
	case *ast.UnaryNode:
		return c.unary(n)
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.CallNode:
		return c.call(n)
	case *ast.ArrayNode:
		return c.fail(n, CodeForbidden, "a list stands only after in", `write client_kind in ["public", "consumer"]`)
	case nil:
		c.errs = append(c.errs, &Error{Code: CodeSyntax, Message: "cannot be read as an expression"})
		return wrong
	}
	return c.fail(n, CodeForbidden, c.forbidden(n)+" is not part of the policy language", "see the list of operators in the package documentation")
}

// forbidden names what the allow-list refuses.
func (c *checker) forbidden(n ast.Node) string {
	switch n := n.(type) {
	case *ast.BuiltinNode:
		return "the function " + n.Name
	case *ast.MemberNode, *ast.ChainNode, *ast.SliceNode:
		return "access inside a value"
	case *ast.ConditionalNode:
		return "a choice with ? or if"
	case *ast.VariableDeclaratorNode:
		return "a variable"
	case *ast.SequenceNode:
		return "a sequence with ;"
	case *ast.NilNode:
		return "nil"
	case *ast.MapNode:
		return "a map"
	case *ast.PointerNode, *ast.PredicateNode:
		return "a predicate"
	}
	return "this"
}

func (c *checker) number(n ast.Node) operand {
	at := n.Location()
	text := string(c.text[min(at.From, len(c.text)):min(at.To, len(c.text))])
	digits, ok := numberText(text)
	if !ok {
		return c.fail(n, CodeNumber, "the number "+text+" is not written out", "write it in full, as 30 or 1_500.00")
	}
	d, err := decimal.NewFromString(digits)
	if err != nil || len(digits) > 24 {
		return c.fail(n, CodeNumber, "the number is too large", "")
	}
	return operand{number: &d, shown: text}
}

func (c *checker) name(n *ast.IdentifierNode) operand {
	name := n.Value
	if s, ok := c.scope.Symbols[name]; ok {
		c.use(name)
		if s.Optional && !c.day {
			return c.fail(n, CodeAbsent, name+" may be absent: it can be used in a day, not in a condition", "")
		}
		return operand{node: &Fact{Symbol: s}}
	}
	if s, ok := c.scope.Days[name]; ok {
		if !c.day {
			return c.fail(n, CodeAbsent, name+" exists only in a day (at, start, end)", "in a condition use days_since_last")
		}
		c.use(name)
		return operand{node: &Fact{Symbol: s}}
	}
	if d, ok := c.scope.Constants[name]; ok {
		c.use(name)
		return operand{number: &d, shown: name}
	}
	if body, ok := c.scope.Named[name]; ok {
		c.use(name)
		if body == nil {
			return wrong
		}
		return operand{node: &Named{Name: name, Body: body, size: size(body)}}
	}
	return c.fail(n, CodeName, "unknown name "+quote(name), source.Suggest(name, c.scope.names(c.day)))
}

func (c *checker) use(name string) {
	if c.scope.Used != nil {
		c.scope.Used[name] = true
	}
}

func (s *Scope) names(day bool) []string {
	var names []string
	for n := range s.Symbols {
		names = append(names, n)
	}
	for n := range s.Constants {
		names = append(names, n)
	}
	for n := range s.Named {
		names = append(names, n)
	}
	if day {
		for n := range s.Days {
			names = append(names, n)
		}
	}
	return names
}

// quote shows a name, shortened when it is long.
func quote(name string) string {
	if r := []rune(name); len(r) > 40 {
		name = string(r[:40]) + "…"
	}
	return `"` + strings.ReplaceAll(name, "\n", " ") + `"`
}
