// Package lang is the expression language of policies: a checked subset of
// expr. It reads a text with expr's parser, keeps the syntax on an allow-list,
// types it with rules of its own, and gives a small typed tree that the
// packages above evaluate, explain and lower.
//
// What a checked expression promises: its evaluation never fails, never
// allocates without bound, never loops, never overflows and sees nothing but
// the facts it is given.
//
// All numbers are whole: amounts in minor units of the policy's currency,
// ratios in millionths, dates in days. A fact of each kind fits an int64 with
// room for the arithmetic that the checker lets through.
package lang

import (
	"strconv"
	"strings"

	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/law"
)

// Kind is the kind of a value.
type Kind uint8

const (
	Bool Kind = iota
	Int
	Ratio
	Money
	Date
	Text
	Enum
)

var kindNames = [...]say.Text{
	say.Both("une condition", "a condition"), say.Both("un nombre entier", "a whole number"), say.Both("un ratio", "a ratio"),
	say.Both("un montant", "an amount"), say.Both("une date", "a date"), say.Both("un texte", "a text"), say.Both("un choix", "a choice"),
}

// Text is the kind in a sentence: "an amount".
func (k Kind) Text() say.Text { return kindNames[k] }

// String is the kind in English.
func (k Kind) String() string { return kindNames[k].In(law.English) }

// A Type is a kind and, for an Enum, its values.
type Type struct {
	Kind   Kind
	Name   string   // of an Enum: the fact that declares it
	Values []string // of an Enum
}

func (t Type) same(u Type) bool { return t.Kind == u.Kind && (t.Kind != Enum || t.Name == u.Name) }

// Index is the position of an Enum's value, -1 when it has no such value.
func (t Type) Index(value string) int64 {
	for i, v := range t.Values {
		if v == value {
			return int64(i)
		}
	}
	return -1
}

// Bounds of the facts, kept by whoever fills a Row. Together with the limit on
// results they exclude overflow.
const (
	MaxInt   = 1_000_000_000
	MaxMoney = 1_000_000_000_000_000
	MaxRatio = 1_000_000 * Million // a ratio of a million
	MaxDate  = 1_200_000           // days: the years 1900-2999 and room after them
	Million  = 1_000_000           // the scale of ratios

	RatioDigits = 6 // the decimals that are kept of a ratio
	maxValue    = 4_000_000_000_000_000_000
)

// Beyond has its highest bit set when n is not between -bound and bound, so that
// many numbers are looked at without a jump.
func Beyond(n, bound int64) uint64 { return uint64(n+bound) | uint64(bound-n) }

// Bound is the largest absolute value of a fact of the kind.
func (k Kind) Bound() int64 {
	switch k {
	case Int:
		return MaxInt
	case Money:
		return MaxMoney
	case Ratio:
		return MaxRatio
	case Date:
		return MaxDate
	}
	return 1
}

// A Symbol is a fact: a name, its type, and its place in a Row.
type Symbol struct {
	Name     string
	Type     Type
	Slot     int      // index in Row.Nums, or in Row.Texts for a Text
	Optional bool     // a date that may be absent: allowed in days only, not in conditions
	Means    say.Text // what it is, for an author who looks for it
	Also     string   // other words by which it is looked for
}

// A Row holds the facts of one file. An absent date is 0.
type Row struct {
	Nums  []int64
	Texts []string
	// Slope is how much each number grows from one day to the next if nothing
	// happens: 1 for as_of and days_overdue, 0 for amounts.
	Slope []int8
	// Until is, for a condition that ends by itself, the slot of its last day;
	// 0 for the others, since slot 0 is as_of.
	Until []int
}

// A Node is a checked expression.
type Node interface {
	Type() Type
	write(*printer)
}

// Op is an operator as it is written.
type Op string

type (
	// Fact is the value of a symbol.
	Fact struct{ Symbol *Symbol }
	// Number is a constant of any kind but Text.
	Number struct {
		Of    Type
		Value int64
		Text  string // as it is to be printed
	}
	// String is a constant of kind Text.
	String struct{ Value string }
	// Not is a negation.
	Not struct{ X Node }
	// Logic is "and" or "or"; Y is evaluated only when X does not decide.
	Logic struct {
		Op   Op
		X, Y Node
	}
	// Compare is one of == != < <= > >= on two values of one type.
	Compare struct {
		Op   Op
		X, Y Node
	}
	// In is membership in a list of constants.
	In struct {
		X    Node
		List []Node
	}
	// Arith is + - or *.
	Arith struct {
		Op   Op
		X, Y Node
		Of   Type
		max  int64
	}
	// Neg is the opposite of a number.
	Neg struct{ X Node }
	// MonthEnd is end_of_month(X).
	MonthEnd struct{ X Node }
	// Named is a condition under its name.
	Named struct {
		Name string
		Body Node
		size int // of the body with all that it names
	}
)

func (n *Fact) Type() Type     { return n.Symbol.Type }
func (n *Number) Type() Type   { return n.Of }
func (n *String) Type() Type   { return Type{Kind: Text} }
func (n *Not) Type() Type      { return Type{Kind: Bool} }
func (n *Logic) Type() Type    { return Type{Kind: Bool} }
func (n *Compare) Type() Type  { return Type{Kind: Bool} }
func (n *In) Type() Type       { return Type{Kind: Bool} }
func (n *Arith) Type() Type    { return n.Of }
func (n *Neg) Type() Type      { return n.X.Type() }
func (n *MonthEnd) Type() Type { return Type{Kind: Date} }
func (n *Named) Type() Type    { return n.Body.Type() }

// Children are the expressions directly inside n, in the order of the text.
func Children(n Node) []Node {
	switch n := n.(type) {
	case *Not:
		return []Node{n.X}
	case *Logic:
		return []Node{n.X, n.Y}
	case *Compare:
		return []Node{n.X, n.Y}
	case *In:
		return append([]Node{n.X}, n.List...)
	case *Arith:
		return []Node{n.X, n.Y}
	case *Neg:
		return []Node{n.X}
	case *MonthEnd:
		return []Node{n.X}
	case *Named:
		return []Node{n.Body}
	case *Call:
		return n.Args
	}
	return nil
}

// Walk visits n and what is inside it, outer ones first.
func Walk(n Node, visit func(Node)) {
	visit(n)
	for _, c := range Children(n) {
		Walk(c, visit)
	}
}

// printer writes an expression in its canonical form: one space around
// operators, brackets only where they are needed.
type printer struct {
	strings.Builder
	around int // binding power of the operator around what is written
}

// Print is the canonical text of an expression; named conditions are printed
// by their names.
func Print(n Node) string {
	var p printer
	n.write(&p)
	return p.String()
}

const (
	bindOr = 1 + iota
	bindAnd
	bindCompare
	bindSum
	bindNot // binds before a comparison, as in expr: the checker asks for brackets
	bindProduct
	bindUnary
)

func (p *printer) in(power int, write func()) {
	around := p.around
	if power < around {
		p.WriteByte('(')
	}
	p.around = power
	write()
	p.around = around
	if power < around {
		p.WriteByte(')')
	}
}

func (p *printer) binary(power int, op Op, x, y Node) {
	p.in(power, func() {
		x.write(p)
		p.WriteString(" " + string(op) + " ")
		p.around = power + 1 // operators of one power group from the left
		y.write(p)
	})
}

func (n *Fact) write(p *printer)   { p.WriteString(n.Symbol.Name) }
func (n *Number) write(p *printer) { p.WriteString(n.Text) }
func (n *String) write(p *printer) { p.WriteString(strconv.Quote(n.Value)) }
func (n *Named) write(p *printer)  { p.WriteString(n.Name) }

func (n *Not) write(p *printer) {
	p.in(bindNot, func() { p.WriteString("not "); n.X.write(p) })
}

func (n *Logic) write(p *printer) {
	power := bindOr
	if n.Op == "and" {
		power = bindAnd
	}
	p.binary(power, n.Op, n.X, n.Y)
}

func (n *Compare) write(p *printer) {
	p.in(bindCompare, func() {
		p.around = bindSum
		n.X.write(p)
		p.WriteString(" " + string(n.Op) + " ")
		n.Y.write(p)
	})
}

func (n *In) write(p *printer) {
	p.in(bindCompare, func() {
		p.around = bindSum
		n.X.write(p)
		p.WriteString(" in [")
		for i, c := range n.List {
			if i > 0 {
				p.WriteString(", ")
			}
			p.around = 0
			c.write(p)
		}
		p.WriteByte(']')
	})
}

func (n *Arith) write(p *printer) {
	power := bindSum
	if n.Op == "*" {
		power = bindProduct
	}
	p.binary(power, n.Op, n.X, n.Y)
}

func (n *Neg) write(p *printer) {
	p.in(bindUnary, func() { p.WriteByte('-'); n.X.write(p) })
}

func (n *MonthEnd) write(p *printer) {
	p.WriteString("end_of_month(")
	around := p.around
	p.around = 0
	n.X.write(p)
	p.around = around
	p.WriteByte(')')
}
