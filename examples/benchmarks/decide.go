package main

import (
	"fmt"

	"github.com/creance/creance/policy"
)

// A decider is one way to decide by the standard policy: from the same facts to
// the same answer.
type decider struct {
	name   string
	decide func(*policy.Facts)
	answer func() answer // about the last file
}

func deciders() ([]decider, error) {
	doc := policy.StandardDocument()
	others, err := peers(doc)
	if err != nil {
		return nil, err
	}
	onVM, err := policy.Compile[policy.Facts](doc, policy.OnVM())
	if err != nil {
		return nil, err
	}
	list := []decider{
		onCreance("creance", policy.Standard(), true),
		onCreance("skipnext", policy.Standard(), false),
		onCreance("onvm", onVM, false),
	}
	for _, e := range others {
		l, last := newLadder(doc), answer{}
		list = append(list, decider{
			e.name,
			func(f *policy.Facts) { l.decide(e.engine, f, &last) },
			func() answer { return last },
		})
	}
	return list, nil
}

// A peer is another way to evaluate rules.
type peer struct {
	name string
	engine
}

func peers(doc *policy.Document) ([]peer, error) {
	var list []peer
	for _, p := range []struct {
		name string
		make func(rules) (engine, error)
	}{
		{"exprvm", onExpr}, {"exprtuned", onTunedExpr}, {"cel", onCEL}, {"govaluate", onGovaluate}, {"gval", onGval},
		{"handwritten", func(rules) (engine, error) { return &handwritten{}, nil }},
	} {
		e, err := p.make(rulesOf(doc))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		list = append(list, peer{p.name, e})
	}
	return list, nil
}

// A book is one way to ask the rules alone.
type book struct {
	name string
	rulebook
}

func books() ([]book, error) {
	doc := policy.StandardDocument()
	ours, err := onBackend(doc)
	if err != nil {
		return nil, err
	}
	list := []book{{"creance", ours}}
	others, err := peers(doc)
	for _, p := range others {
		list = append(list, book{p.name, p.engine})
	}
	return list, err
}

// onCreance decides with an evaluator; next says whether the next day to look is
// searched, which the peers do not do.
func onCreance(name string, p *policy.Policy[policy.Facts], next bool) decider {
	e := p.Evaluator()
	e.SkipNext = !next
	var d policy.Decision
	return decider{
		name,
		func(f *policy.Facts) {
			if err := e.Decide(f, &d); err != nil {
				panic(err)
			}
		},
		func() answer {
			a := answer{segment: d.Segment, step: d.Step, amount: minor(d.Amount)}
			for _, b := range d.Blockers {
				a.blockers = append(a.blockers, b.Code)
			}
			return a
		},
	}
}

func (a answer) String() string {
	return fmt.Sprint(a.segment, " ", a.step, " ", a.amount, " ", a.blockers)
}
