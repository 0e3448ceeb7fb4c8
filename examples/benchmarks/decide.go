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
	standard := policy.Standard()
	list := []decider{{"creance", func(f *file) outcome {
		d := must(standard.Decide(f.facts))
		return outcome{d.Segment, d.Step}
	}}}
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
