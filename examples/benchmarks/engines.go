package main

import (
	"context"

	"cel.dev/cel-go/cel"
	"github.com/Knetic/govaluate"
	"github.com/PaesslerAG/gval"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// A peer that fails on a file panics: the outcomes are compared before anything
// is timed, so it cannot happen in a benchmark that counts.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// onExpr runs each rule as a program of its own on one virtual machine.
func onExpr(r rules) (engine, error) {
	var machine vm.VM
	return compile(r, func(text string) (*vm.Program, error) {
		return expr.Compile(text, expr.Env(env{}), expr.AsBool())
	}, func(p *vm.Program, f *file) bool { return must(machine.Run(p, f.boxed)).(bool) })
}

func onCEL(r rules) (engine, error) {
	language, err := cel.NewEnv(
		cel.Variable("client_kind", cel.StringType),
		cel.Variable("outstanding", cel.IntType), cel.Variable("overdue", cel.IntType), cel.Variable("days_overdue", cel.IntType),
		cel.Variable("late_ratio", cel.DoubleType), cel.Variable("late_count", cel.IntType), cel.Variable("promises_broken", cel.IntType),
		cel.Variable("disputed", cel.BoolType), cel.Variable("promise_open", cel.BoolType), cel.Variable("insolvency", cel.BoolType),
	)
	if err != nil {
		return nil, err
	}
	return compile(r, func(text string) (cel.Program, error) {
		ast, issues := language.Compile(symbols(text))
		if issues.Err() != nil {
			return nil, issues.Err()
		}
		return language.Program(ast, cel.EvalOptions(cel.OptOptimize))
	}, func(p cel.Program, f *file) bool {
		v, _, err := p.Eval(f.values)
		return must(v, err).Value().(bool)
	})
}

func onGovaluate(r rules) (engine, error) {
	return compile(r, func(text string) (*govaluate.EvaluableExpression, error) {
		return govaluate.NewEvaluableExpression(symbols(text))
	}, func(p *govaluate.EvaluableExpression, f *file) bool {
		return must(p.Evaluate(f.floats)).(bool)
	})
}

func onGval(r rules) (engine, error) {
	return compile(r, func(text string) (gval.Evaluable, error) {
		return gval.Full().NewEvaluable(symbols(text))
	}, func(p gval.Evaluable, f *file) bool { return must(p.EvalBool(context.Background(), f.values)) })
}

// handwritten are the conditions of the standard policy as a Go programmer would
// write them; TestEnginesAgree fails when the policy changes under it.
type handwritten struct{}

func (handwritten) segment(i int, f *file) bool {
	e := &f.env
	switch i {
	case 0:
		return e.ClientKind == "public"
	case 1:
		return e.ClientKind == "consumer"
	case 2:
		return e.Outstanding >= 50_000_00
	case 3:
		return e.LateRatio > 0.4 && e.LateCount >= 3 || e.PromisesBroken >= 2
	}
	return true
}

func (handwritten) hold(i int, f *file) bool {
	switch i {
	case 0:
		return f.env.Disputed
	case 1:
		return f.env.PromiseOpen
	}
	return f.env.Insolvency
}

func (handwritten) step(i int, f *file) bool {
	switch i {
	case 2:
		return f.env.Overdue >= 150_00
	case 4:
		return f.env.DaysOverdue >= 30
	case 6:
		return f.env.Overdue < 1500_00
	case 7:
		return f.env.Overdue >= 1500_00
	}
	return true
}
