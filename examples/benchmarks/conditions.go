package main

import (
	"regexp"
	"strings"

	"github.com/creance/creance/policy"
)

// The rules of the standard policy as texts that every engine can read: constants
// and named conditions written out, and amounts in cents, since no peer has
// exact decimals.
type rules struct {
	doc *policy.Document

	segments, holds, steps []string // conditions by place; "" always holds
}

// standardRules are in the syntax of expr, which is that of the policy language.
func standardRules() rules {
	r := rules{doc: policy.StandardDocument()}
	for _, s := range r.doc.Segments {
		r.segments = append(r.segments, r.plain(s.When))
	}
	for _, h := range r.doc.Holds {
		r.holds = append(r.holds, r.plain(h.When))
	}
	for _, s := range r.doc.Steps {
		r.steps = append(r.steps, r.plain(s.When))
	}
	return r
}

// In this policy amounts are written with two decimals and ratios with one.
var amount = regexp.MustCompile(`\b[\d_]+\.\d\d\b`)

func (r rules) plain(condition string) string {
	for _, l := range r.doc.Let {
		condition = word(l.Name).ReplaceAllString(condition, "("+l.When+")")
	}
	for _, c := range r.doc.Constants {
		condition = word(c.Name).ReplaceAllString(condition, c.Value)
	}
	return amount.ReplaceAllStringFunc(condition, func(text string) string {
		return strings.NewReplacer("_", "", ".", "").Replace(text)
	})
}

func word(name string) *regexp.Regexp { return regexp.MustCompile(`\b` + name + `\b`) }

// symbols writes a condition with the operators of C, which cel, govaluate and
// gval read.
func symbols(condition string) string {
	condition = word("and").ReplaceAllString(condition, "&&")
	condition = word("or").ReplaceAllString(condition, "||")
	return word("not").ReplaceAllString(condition, "!")
}

// An engine evaluates the conditions of the rules on one file.
type engine interface {
	segment(i int, f *file) bool
	hold(i int, f *file) bool
	step(i int, f *file) bool
}

// compiled are the rules in the form of one engine.
type compiled[P any] struct {
	segments, holds, steps []P
	eval                   func(P, *file) bool
}

func compile[P any](r rules, compileOne func(string) (P, error), eval func(P, *file) bool) (*compiled[P], error) {
	c := &compiled[P]{eval: eval}
	for _, list := range []struct {
		texts []string
		to    *[]P
	}{{r.segments, &c.segments}, {r.holds, &c.holds}, {r.steps, &c.steps}} {
		for _, text := range list.texts {
			if text == "" {
				text = "true"
			}
			p, err := compileOne(text)
			if err != nil {
				return nil, err
			}
			*list.to = append(*list.to, p)
		}
	}
	return c, nil
}

func (c *compiled[P]) segment(i int, f *file) bool { return c.eval(c.segments[i], f) }
func (c *compiled[P]) hold(i int, f *file) bool    { return c.eval(c.holds[i], f) }
func (c *compiled[P]) step(i int, f *file) bool    { return c.eval(c.steps[i], f) }
