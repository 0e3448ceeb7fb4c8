package letter

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// functionNames are the only functions a template may call: comparisons and
// logic. All else (formats, method values, indexing) is left out, so that what
// a template can do is to choose and to repeat words.
var functionNames = []string{"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len"}

var functions = func() map[string]any {
	m := map[string]any{}
	for _, name := range functionNames {
		m[name] = name
	}
	return m
}()

var (
	viewType   = reflect.TypeFor[View]()
	boolType   = reflect.TypeFor[bool]()
	intType    = reflect.TypeFor[int]()
	stringType = reflect.TypeFor[string]()
)

// Bounds of what one template may do.
const (
	maxSource = 64 << 10
	maxOutput = 256 << 10
	maxRepeat = 1000       // elements of a list: see the bounds of the data
	maxWork   = 20_000_000 // nodes executed in the worst case
)

// typing checks the blocks of one kind and language before they run: text/template
// itself finds an unknown field only when it meets it, in the letter that one
// client in a thousand gets.
type typing struct {
	blocks map[string]*parse.Tree
	errors TemplateErrors
	work   map[string]int // by block and type of its dot; checked once
	open   []string       // blocks being checked, to find a circle
	tree   *parse.Tree
	vars   []variable
	root   reflect.Type // of $
}

type variable struct {
	name string
	typ  reflect.Type
}

func (t *typing) report(n parse.Node, what, fix string) {
	location, _ := t.tree.ErrorContext(n)
	e := &TemplateError{File: t.tree.ParseName, What: what, Fix: fix}
	if parts := strings.Split(location, ":"); len(parts) >= 3 {
		e.Line, _ = strconv.Atoi(parts[len(parts)-2])
		e.Column, _ = strconv.Atoi(parts[len(parts)-1])
		e.Column++ // text/template counts bytes from 0
	}
	t.errors = append(t.errors, e)
}

// block checks a block with a type of dot and gives the work it may be.
func (t *typing) block(name string, dot reflect.Type) int {
	key := fmt.Sprint(name, "\x00", dot)
	if work, done := t.work[key]; done {
		return work
	}
	saved := *t
	t.tree, t.root, t.vars, t.open = t.blocks[name], dot, nil, append(t.open, name)
	work := t.list(t.tree.Root, dot)
	t.tree, t.root, t.vars, t.open = saved.tree, saved.root, saved.vars, saved.open
	t.work[key] = work
	return work
}

func (t *typing) list(list *parse.ListNode, dot reflect.Type) int {
	if list == nil {
		return 0
	}
	outer := len(t.vars)
	work := 0
	for _, n := range list.Nodes {
		work = min(work+1+t.node(n, dot), maxWork+1)
	}
	t.vars = t.vars[:outer]
	return work
}

func (t *typing) node(n parse.Node, dot reflect.Type) int {
	switch n := n.(type) {
	case *parse.ActionNode:
		typ := t.pipe(n.Pipe, dot)
		if len(n.Pipe.Decl) == 0 && typ != nil && typ != stringType && typ != intType {
			t.report(n, fmt.Sprintf("%s is %s, not a text", n.Pipe, describe(typ)), "print one of its fields, or use if or range")
		}
	case *parse.IfNode:
		return t.branch(&n.BranchNode, dot)
	case *parse.WithNode:
		return t.branch(&n.BranchNode, dot)
	case *parse.RangeNode:
		return t.loop(n, dot)
	case *parse.TemplateNode:
		return t.call(n, dot)
	}
	return 0
}

func (t *typing) branch(n *parse.BranchNode, dot reflect.Type) int {
	outer := len(t.vars)
	typ := t.pipe(n.Pipe, dot)
	inner := dot
	switch {
	case n.NodeType == parse.NodeWith:
		inner = typ
	case typ != nil && typ.Kind() == reflect.Struct:
		t.report(n, fmt.Sprintf("%s is %s and always there", n.Pipe, describe(typ)), "ask about one of its fields")
	}
	work := t.list(n.List, inner) + t.list(n.ElseList, dot)
	t.vars = t.vars[:outer]
	return work
}

func (t *typing) loop(n *parse.RangeNode, dot reflect.Type) int {
	outer := len(t.vars)
	// The variables of a range are its index and element, not its list.
	decl := n.Pipe.Decl
	if n.Pipe.IsAssign {
		t.report(n, "range gives its values to variables from outside", "use := in place of =")
	}
	typ := t.commands(n.Pipe, dot)
	var element reflect.Type
	if typ != nil {
		if typ.Kind() != reflect.Slice {
			t.report(n, fmt.Sprintf("range over %s, which is %s", n.Pipe, describe(typ)), "range over a list")
		} else {
			element = typ.Elem()
		}
	}
	switch len(decl) {
	case 1:
		t.declare(decl[0], element)
	case 2:
		t.declare(decl[0], intType)
		t.declare(decl[1], element)
	}
	work := t.list(n.List, element)*maxRepeat + t.list(n.ElseList, dot)
	t.vars = t.vars[:outer]
	return min(work, maxWork+1)
}

func (t *typing) call(n *parse.TemplateNode, dot reflect.Type) int {
	var argument reflect.Type
	if n.Pipe != nil {
		if argument = t.pipe(n.Pipe, dot); argument == nil {
			return 0
		}
	}
	switch {
	case t.blocks[n.Name] == nil:
		names := make([]string, 0, len(t.blocks))
		for name := range t.blocks {
			names = append(names, name)
		}
		slices.Sort(names)
		t.report(n, fmt.Sprintf("there is no block %q", n.Name), nearest(n.Name, names))
		return 0
	case slices.Contains(t.open, n.Name):
		t.report(n, fmt.Sprintf("block %q calls itself: %s", n.Name, strings.Join(append(t.open, n.Name), " → ")), "")
		return 0
	}
	return t.block(n.Name, argument)
}

func (t *typing) declare(n *parse.VariableNode, typ reflect.Type) {
	t.vars = append(t.vars, variable{n.Ident[0], typ})
}

// pipe is the type of a pipeline, nil when a mistake was reported.
func (t *typing) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	typ := t.commands(p, dot)
	for _, v := range p.Decl {
		if !p.IsAssign {
			t.declare(v, typ)
		} else if old := t.variable(v); old != nil && typ != nil && old != typ {
			t.report(p, fmt.Sprintf("%s is %s and is given %s", v, describe(old), describe(typ)), "use another variable")
		}
	}
	return typ
}

func (t *typing) commands(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	var typ reflect.Type
	for i, c := range p.Cmds {
		if i > 0 && typ == nil {
			return nil // the mistake was reported
		}
		typ = t.command(c, dot, typ)
	}
	return typ
}

// command is the type of one command; piped is the value before the bar, nil
// at the start.
func (t *typing) command(c *parse.CommandNode, dot, piped reflect.Type) reflect.Type {
	if function, ok := c.Args[0].(*parse.IdentifierNode); ok {
		types := make([]reflect.Type, 0, len(c.Args))
		for _, a := range c.Args[1:] {
			types = append(types, t.operand(a, dot))
		}
		if piped != nil {
			types = append(types, piped)
		}
		if slices.Contains(types, nil) {
			return nil
		}
		result, what := resultOf(function.Ident, types)
		t.errorIf(c, what)
		return result
	}
	if len(c.Args) > 1 || piped != nil {
		t.report(c, fmt.Sprintf("%s is no function", c.Args[0]), "the functions are "+strings.Join(functionNames, ", "))
		return nil
	}
	return t.operand(c.Args[0], dot)
}

func (t *typing) errorIf(n parse.Node, what string) {
	if what != "" {
		t.report(n, what, "")
	}
}

func (t *typing) operand(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return t.fields(n, dot, nil)
	case *parse.FieldNode:
		return t.fields(n, dot, n.Ident)
	case *parse.VariableNode:
		return t.fields(n, t.variable(n), n.Ident[1:])
	case *parse.ChainNode:
		return t.fields(n, t.operand(n.Node, dot), n.Field)
	case *parse.PipeNode:
		return t.pipe(n, dot)
	case *parse.StringNode:
		return stringType
	case *parse.BoolNode:
		return boolType
	case *parse.NumberNode:
		if n.IsInt {
			return intType
		}
	}
	t.report(n, fmt.Sprintf("%s cannot be used here", n), "use a field, a text, a whole number, true or false")
	return nil
}

func (t *typing) variable(n *parse.VariableNode) reflect.Type {
	for _, v := range slices.Backward(t.vars) {
		if v.name == n.Ident[0] {
			return v.typ
		}
	}
	return t.root // "$": the parser knows every other name
}

func (t *typing) fields(n parse.Node, typ reflect.Type, names []string) reflect.Type {
	if typ == nil && t.root == nil {
		t.report(n, fmt.Sprintf("%s: the block was called without a value", n), "call it with a dot: {{template \"…\" .}}")
	}
	for _, name := range names {
		switch {
		case typ == nil:
			return nil // the mistake was reported
		case typ.Kind() == reflect.Map:
			typ = typ.Elem() // which keys there are is known when a letter is written
			continue
		case typ.Kind() != reflect.Struct:
			t.report(n, fmt.Sprintf("%s: %s has no field %q", n, describe(typ), name), "")
			return nil
		}
		field, ok := typ.FieldByName(name)
		if !ok {
			t.report(n, fmt.Sprintf("there is no field %q in %s", name, describe(typ)), nearest(name, fieldNames(typ)))
			return nil
		}
		typ = field.Type
	}
	return typ
}
