package lang

import (
	"fmt"
	"slices"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/say"
)

// A Scope is what an expression can name.
type Scope struct {
	Symbols   map[string]*Symbol
	Constants map[string]decimal.Decimal
	Named     map[string]Node    // conditions under let; nil for one that has a mistake of its own
	Days      map[string]*Symbol // dates that exist only in a day: previous
	Below     []string           // conditions that are declared further down
	Functions map[string]*Function
	Digits    int32           // decimals of the policy's currency
	Used      map[string]bool // filled with the names that were used
}

// Check reads and types an expression that must have the kind want, Bool for a
// condition or Date for a day. It reports all mistakes it can find.
func (s *Scope) Check(text string, want Kind) (Node, []*Error) {
	if fault := prescan(text); fault != nil {
		return nil, []*Error{fault}
	}
	if habits := s.habits(text); len(habits) > 0 {
		return nil, habits
	}
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
		c.fail(root, CodeResult, say.Both("ceci est %s, mais il faut %s", "this is %s, but %s is needed", x.what(), want.Text()), resultHint(want))
		return nil, c.errs
	}
	if n := size(x.node); n > maxSize {
		c.fail(root, CodeTooLong, say.Both("avec les conditions qu’elle nomme, l’expression a plus de %d éléments", "with the conditions it names, the expression has more than %d parts", maxSize), say.Both("emboîtez moins de conditions nommées", "name fewer conditions inside one another"))
		return nil, c.errs
	}
	if want == Bool && !mentionsFact(x.node) {
		c.fail(root, CodeConstant, say.Both("ceci ne dépend d’aucun fait : la réponse est toujours la même", "this does not depend on any fact: it is always the same"), say.Both("supprimez-la", "leave it out"))
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

func resultHint(want Kind) say.Text {
	if want == Date {
		return say.Both("écrivez un jour : due + 5, previous + 7 ou end_of_month(due)", "write a day such as due + 5, previous + 7 or end_of_month(due)")
	}
	return say.Both("comparez-le : overdue >= 100.00", "compare it, as in overdue >= 100.00")
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

func (x operand) what() say.Text {
	switch {
	case x.number != nil:
		return say.Both("un nombre", "a number")
	case x.text != nil:
		return Text.Text()
	case x.node == nil:
		return say.Both("rien", "nothing")
	}
	return x.node.Type().Kind.Text()
}

var wrong = operand{bad: true}

type checker struct {
	scope *Scope
	text  []rune
	errs  []*Error
	day   bool // checking a day, where dates may be absent
}

func (c *checker) fail(n ast.Node, code string, message, suggestion say.Text) operand {
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
		return c.fail(n, CodeForbidden, say.Both("une liste ne vient qu’après in", "a list stands only after in"), inHint())
	case nil:
		c.errs = append(c.errs, &Error{Code: CodeSyntax, Message: unreadable()})
		return wrong
	}
	return c.fail(n, CodeForbidden, say.Both("%s ne fait pas partie du langage des politiques", "%s is not part of the policy language", c.forbidden(n)), operatorHint())
}

// forbidden names what the allow-list refuses.
func (c *checker) forbidden(n ast.Node) say.Text {
	switch n := n.(type) {
	case *ast.BuiltinNode:
		return say.Both("la fonction %s", "the function %s", n.Name)
	case *ast.MemberNode, *ast.ChainNode, *ast.SliceNode:
		return say.Both("l’accès à l’intérieur d’une valeur", "access inside a value")
	case *ast.ConditionalNode:
		return say.Both("un choix par ? ou if", "a choice with ? or if")
	case *ast.VariableDeclaratorNode:
		return say.Both("une variable", "a variable")
	case *ast.SequenceNode:
		return say.Both("une suite séparée par ;", "a sequence with ;")
	case *ast.NilNode:
		return say.Code("nil")
	case *ast.MapNode:
		return say.Both("un groupe entre accolades", "a map")
	case *ast.PointerNode, *ast.PredicateNode:
		return say.Both("un prédicat", "a predicate")
	}
	return say.Both("ceci", "this")
}

func (c *checker) number(n ast.Node) operand {
	at := n.Location()
	text := string(c.text[min(at.From, len(c.text)):min(at.To, len(c.text))])
	digits, ok := numberText(text)
	if !ok {
		return c.fail(n, CodeNumber, say.Both("le nombre %s n’est pas écrit simplement", "the number %s is not written out", text), plainly(text))
	}
	d, err := decimal.NewFromString(digits)
	if err != nil || len(digits) > 24 {
		return c.fail(n, CodeNumber, say.Both("le nombre est trop grand", "the number is too large"), say.Text{})
	}
	return operand{number: &d, shown: text}
}

func (c *checker) name(n *ast.IdentifierNode) operand {
	name := n.Value
	if s, ok := c.scope.Symbols[name]; ok {
		c.use(name)
		if s.Optional && !c.day {
			return c.fail(n, CodeAbsent, say.Both("%s peut manquer : elle sert dans un jour (at, start, end), pas dans une condition", "%s may be absent: it can be used in a day, not in a condition", name), c.insteadOf(name))
		}
		return operand{node: &Fact{Symbol: s}}
	}
	if s, ok := c.scope.Days[name]; ok {
		if !c.day {
			return c.fail(n, CodeAbsent, say.Both("%s ne sert que dans un jour (at, start, end)", "%s exists only in a day (at, start, end)", name), say.Both("dans une condition, écrivez days_since_last >= 7", "in a condition write days_since_last >= 7"))
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
	return c.fail(n, CodeName, say.Both("nom inconnu : %s", "unknown name %s", say.Name(name)), c.scope.meant(name, c.day))
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
