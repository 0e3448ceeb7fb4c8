package main

import (
	"context"

	"cel.dev/cel-go/cel"
	"github.com/Knetic/govaluate"
	"github.com/PaesslerAG/gval"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// A peer that fails on a file panics: the answers are compared before anything
// is timed, so it cannot happen in a benchmark that counts.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// onExpr runs each rule as the manual of expr shows it.
func onExpr(r rules) (engine, error) {
	var facts env
	return compile(r, language[*vm.Program]{
		compile: func(text string) (*vm.Program, error) { return expr.Compile(text, expr.Env(env{})) },
		facts:   func(e *env) { facts = *e },
		keep:    func(e env) func() { return func() { facts = e } },
		before:  func(day int) { facts.Previous = day },
		truth:   func(p *vm.Program) bool { return must(expr.Run(p, facts)).(bool) },
		number:  func(p *vm.Program) int { return must(expr.Run(p, facts)).(int) },
	})
}

// onTunedExpr keeps the machine, and boxes the facts once for as many rules as
// see the same ones.
func onTunedExpr(r rules) (engine, error) {
	var facts env
	var boxed any
	var machine vm.VM
	return compile(r, language[*vm.Program]{
		compile: func(text string) (*vm.Program, error) { return expr.Compile(text, expr.Env(env{})) },
		facts:   func(e *env) { facts = *e; boxed = facts },
		keep:    func(e env) func() { kept := any(e); return func() { boxed = kept } },
		before: func(day int) {
			if facts.Previous != day {
				facts.Previous = day
				boxed = facts
			}
		},
		truth:  func(p *vm.Program) bool { return must(machine.Run(p, boxed)).(bool) },
		number: func(p *vm.Program) int { return must(machine.Run(p, boxed)).(int) },
	})
}

func onCEL(r rules) (engine, error) {
	var variables []cel.EnvOption
	for name, of := range map[string]*cel.Type{
		"client_kind": cel.StringType, "outstanding": cel.IntType, "overdue": cel.IntType, "days_overdue": cel.IntType,
		"late_ratio": cel.DoubleType, "late_count": cel.IntType, "promises_broken": cel.IntType,
		"disputed": cel.BoolType, "promise_open": cel.BoolType, "insolvency": cel.BoolType,
		"due": cel.IntType, "previous": cel.IntType, "promise_until": cel.IntType,
	} {
		variables = append(variables, cel.Variable(name, of))
	}
	environment, err := cel.NewEnv(variables...)
	if err != nil {
		return nil, err
	}
	facts := map[string]any{}
	value := func(p cel.Program) any {
		v, _, err := p.Eval(facts)
		return must(v, err).Value()
	}
	return compile(r, language[cel.Program]{
		compile: func(text string) (cel.Program, error) {
			ast, issues := environment.Compile(symbols(text))
			if issues.Err() != nil {
				return nil, issues.Err()
			}
			return environment.Program(ast, cel.EvalOptions(cel.OptOptimize))
		},
		facts:  func(e *env) { e.into(facts) },
		keep:   func(e env) func() { kept := e.fresh(); return func() { facts = kept } },
		before: func(day int) { facts["previous"] = day },
		truth:  func(p cel.Program) bool { return value(p).(bool) },
		number: func(p cel.Program) int { return int(value(p).(int64)) },
	})
}

func onGovaluate(r rules) (engine, error) {
	facts := map[string]any{}
	return compile(r, language[*govaluate.EvaluableExpression]{
		compile: func(text string) (*govaluate.EvaluableExpression, error) {
			return govaluate.NewEvaluableExpression(symbols(text))
		},
		facts:  func(e *env) { e.into(facts) },
		keep:   func(e env) func() { kept := e.fresh(); return func() { facts = kept } },
		before: func(day int) { facts["previous"] = day },
		truth:  func(p *govaluate.EvaluableExpression) bool { return must(p.Evaluate(facts)).(bool) },
		number: func(p *govaluate.EvaluableExpression) int { return int(must(p.Evaluate(facts)).(float64)) },
	})
}

func onGval(r rules) (engine, error) {
	facts := map[string]any{}
	return compile(r, language[gval.Evaluable]{
		compile: func(text string) (gval.Evaluable, error) { return gval.Full().NewEvaluable(symbols(text)) },
		facts:   func(e *env) { e.into(facts) },
		keep:    func(e env) func() { kept := e.fresh(); return func() { facts = kept } },
		before:  func(day int) { facts["previous"] = day },
		truth:   func(p gval.Evaluable) bool { return must(p.EvalBool(context.Background(), facts)) },
		number:  func(p gval.Evaluable) int { return must(p.EvalInt(context.Background(), facts)) },
	})
}

// into writes the facts into the map that these engines read.
func (e *env) into(facts map[string]any) {
	facts["client_kind"], facts["outstanding"], facts["overdue"] = e.ClientKind, e.Outstanding, e.Overdue
	facts["days_overdue"], facts["late_ratio"], facts["late_count"] = e.DaysOverdue, e.LateRatio, e.LateCount
	facts["promises_broken"], facts["disputed"], facts["promise_open"] = e.PromisesBroken, e.Disputed, e.PromiseOpen
	facts["insolvency"], facts["due"], facts["promise_until"] = e.Insolvency, e.Due, e.PromiseUntil
}

// fresh is a map of their own.
func (e *env) fresh() map[string]any {
	facts := map[string]any{"previous": e.Previous}
	e.into(facts)
	return facts
}

// handwritten are the rules of the standard policy as a Go programmer would write
// them; TestEnginesAgree fails when the policy changes under it.
type handwritten struct {
	*env
	before int
}

func (h *handwritten) load(e *env)      { h.env = e }
func (h *handwritten) previous(day int) { h.before = day }

func (h *handwritten) segment(i int) bool {
	switch i {
	case 0:
		return h.ClientKind == "public"
	case 1:
		return h.ClientKind == "consumer"
	case 2:
		return h.Outstanding >= 50_000_00
	case 3:
		return h.LateRatio > 0.4 && h.LateCount >= 3 || h.PromisesBroken >= 2
	}
	return true
}

func (h *handwritten) hold(i int) bool {
	switch i {
	case 0:
		return h.Disputed
	case 1:
		return h.PromiseOpen
	}
	return h.Insolvency
}

func (h *handwritten) until(int) int { return h.PromiseUntil + 1 }

func (h *handwritten) allowed(i int) bool {
	switch i {
	case 2:
		return h.Overdue >= 150_00
	case 4:
		return h.DaysOverdue >= 30
	case 6:
		return h.Overdue < 1500_00
	case 7:
		return h.Overdue >= 1500_00
	}
	return true
}

func (h *handwritten) day(i int) int {
	switch i {
	case 0:
		return h.Due - 6
	case 1:
		return h.Due + 1
	case 2:
		return h.before + 7
	case 3:
		return h.before + 8
	}
	return h.before + 15
}

func (h *handwritten) ready(e env) func() { return func() { h.env, h.before = &e, e.Previous } }

func (h *handwritten) every() outcome {
	o := outcome{}
	for !h.segment(o.segment) {
		o.segment++
	}
	for i := range 3 {
		if h.hold(i) {
			o.holds |= 1 << i
			if i == 1 {
				o.days += h.until(i)
			}
		}
	}
	for n, i := range [...]int{2, 4, 6, 7} {
		o.whens |= bit(h.allowed(i)) << n
	}
	for i := range 10 {
		o.days += h.day(i)
	}
	return o
}
