package main

import (
	"regexp"
	"strings"

	"github.com/creance/creance/policy"
)

// env are the facts that the rules of the standard policy name, as the peers are
// fastest with: amounts in cents and days as whole numbers, a ratio as a float.
type env struct {
	ClientKind     string  `expr:"client_kind"`
	Outstanding    int     `expr:"outstanding"`
	Overdue        int     `expr:"overdue"`
	DaysOverdue    int     `expr:"days_overdue"`
	LateRatio      float64 `expr:"late_ratio"`
	LateCount      int     `expr:"late_count"`
	PromisesBroken int     `expr:"promises_broken"`
	Disputed       bool    `expr:"disputed"`
	PromiseOpen    bool    `expr:"promise_open"`
	Insolvency     bool    `expr:"insolvency"`
	Due            int     `expr:"due"`
	Previous       int     `expr:"previous"`
	PromiseUntil   int     `expr:"promise_until"`
}

// An engine evaluates the rules on one file after another.
type engine interface {
	load(*env)
	previous(day int)   // moves the day that `previous` stands for
	segment(i int) bool // conditions
	hold(i int) bool
	allowed(i int) bool // of a step
	day(i int) int      // of a step
	until(i int) int    // of a hold
	rulebook
}

// A rulebook is what is timed of an engine beside the ladder: the rules alone.
type rulebook interface {
	ready(env) func() // makes facts ready, and gives what brings them back
	every() outcome   // asks every rule about them
}

// An outcome is what every rule says of one file.
type outcome struct {
	segment      int // the first that matches
	holds, whens int // a bit for each condition that holds
	days         int // the sum of the days: of the steps, and of the holds that apply
}

// rules are the texts of the standard policy in the syntax of expr, which is
// that of the policy language: constants and named conditions written out, and
// amounts in cents, since no peer has exact decimals. They go by place; "" is
// no rule.
type rules struct {
	segments, holds, whens, days, untils []string
}

func rulesOf(doc *policy.Document) rules {
	plain := func(condition string) string {
		for _, l := range doc.Let {
			condition = word(l.Name).ReplaceAllString(condition, "("+l.When+")")
		}
		for _, c := range doc.Constants {
			condition = word(c.Name).ReplaceAllString(condition, c.Value)
		}
		return amount.ReplaceAllStringFunc(condition, strings.NewReplacer("_", "", ".", "").Replace)
	}
	var r rules
	for _, s := range doc.Segments {
		r.segments = append(r.segments, plain(s.When))
	}
	r.segments[len(r.segments)-1] = "true" // the default
	for _, h := range doc.Holds {
		r.holds, r.untils = append(r.holds, plain(h.When)), append(r.untils, h.End)
	}
	for _, s := range doc.Steps {
		r.whens, r.days = append(r.whens, plain(s.When)), append(r.days, s.At)
	}
	return r
}

// In this policy amounts are written with two decimals and ratios with one.
var amount = regexp.MustCompile(`\b[\d_]+\.\d\d\b`)

func word(name string) *regexp.Regexp { return regexp.MustCompile(`\b` + name + `\b`) }

// symbols writes a rule with the operators of C, which cel, govaluate and gval
// read.
func symbols(rule string) string {
	rule = word("and").ReplaceAllString(rule, "&&")
	rule = word("or").ReplaceAllString(rule, "||")
	return word("not").ReplaceAllString(rule, "!")
}

// A language is how one engine compiles and evaluates.
type language[P any] struct {
	compile func(text string) (P, error)
	facts   func(*env)
	keep    func(env) func() // of ready
	before  func(day int)
	truth   func(P) bool
	number  func(P) int
}

// programs are the rules in the form of one engine.
type programs[P any] struct {
	language[P]
	segments, holds, whens, days, untils []P

	texts rules // "" where there is no program
}

func compile[P any](r rules, l language[P]) (*programs[P], error) {
	p := &programs[P]{language: l, texts: r}
	for _, list := range []struct {
		texts []string
		to    *[]P
	}{{r.segments, &p.segments}, {r.holds, &p.holds}, {r.whens, &p.whens}, {r.days, &p.days}, {r.untils, &p.untils}} {
		for _, text := range list.texts {
			var program P
			if text != "" {
				var err error
				if program, err = l.compile(text); err != nil {
					return nil, err
				}
			}
			*list.to = append(*list.to, program)
		}
	}
	return p, nil
}

func (p *programs[P]) load(e *env)        { p.facts(e) }
func (p *programs[P]) previous(day int)   { p.before(day) }
func (p *programs[P]) segment(i int) bool { return p.truth(p.segments[i]) }
func (p *programs[P]) hold(i int) bool    { return p.truth(p.holds[i]) }
func (p *programs[P]) allowed(i int) bool { return p.truth(p.whens[i]) }
func (p *programs[P]) day(i int) int      { return p.number(p.days[i]) }
func (p *programs[P]) until(i int) int    { return p.number(p.untils[i]) }

func (p *programs[P]) ready(e env) func() { return p.keep(e) }

func (p *programs[P]) every() outcome {
	o := outcome{}
	for o.segment < len(p.segments)-1 && !p.truth(p.segments[o.segment]) {
		o.segment++
	}
	for i := range p.holds {
		if p.truth(p.holds[i]) {
			o.holds |= 1 << i
			if p.texts.untils[i] != "" {
				o.days += p.number(p.untils[i])
			}
		}
	}
	n := 0
	for i := range p.whens {
		if p.texts.whens[i] != "" {
			o.whens |= bit(p.truth(p.whens[i])) << n
			n++
		}
		o.days += p.number(p.days[i])
	}
	return o
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
