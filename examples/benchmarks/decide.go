package main

import (
	"fmt"

	"github.com/creance/creance/policy"
)

// A decider is one way to decide by the standard policy.
type decider struct {
	name   string
	decide func(*file) outcome
}

func deciders() ([]decider, error) {
	standardPolicy := standardRules()
	l, err := newLadder(standardPolicy.doc)
	if err != nil {
		return nil, err
	}
	list := []decider{{"creance", onCreance(false)}, {"skipnext", onCreance(true)}}
	for _, p := range []struct {
		name string
		make func(rules) (engine, error)
	}{
		{"exprvm", onExpr}, {"cel", onCEL}, {"govaluate", onGovaluate}, {"gval", onGval},
		{"handwritten", func(rules) (engine, error) { return handwritten{}, nil }},
	} {
		e, err := p.make(standardPolicy)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		list = append(list, decider{p.name, func(f *file) outcome { return l.decide(e, f) }})
	}
	return list, nil
}

// onCreance decides with an evaluator; skipNext leaves out the search for the
// next day to look, which the peers do not do either.
func onCreance(skipNext bool) func(*file) outcome {
	e := policy.Standard().Evaluator()
	e.SkipNext = skipNext
	var d policy.Decision
	return func(f *file) outcome {
		if err := e.Decide(&f.facts, &d); err != nil {
			panic(err)
		}
		return outcome{d.Segment, d.Step}
	}
}
