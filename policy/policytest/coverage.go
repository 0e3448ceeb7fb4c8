package policytest

import (
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// Coverage is how much of a policy its tests have seen.
type Coverage struct {
	Covered int      `json:"covered"`
	Total   int      `json:"total"`
	Missing []string `json:"missing,omitempty"` // what was not seen, in words and in the order of the policy
}

// Percent is rounded down: 100 means everything.
func (c Coverage) Percent() int {
	if c.Total == 0 {
		return 100
	}
	return c.Covered * 100 / c.Total
}

// tally notes what was seen.
type tally struct {
	rules map[string]bool // "segment standard", "step relance-1", "hold litige"
	atoms map[seenAtom]bool
}

type seenAtom struct {
	rule    string
	atom    int
	outcome policy.Outcome
}

func newTally() *tally { return &tally{rules: map[string]bool{}, atoms: map[seenAtom]bool{}} }

func (s *tally) add(t policy.Trace) {
	note := func(kind string, seen policy.Tried) {
		for i, a := range seen.Atoms {
			s.atoms[seenAtom{kind + seen.ID, i, a.Outcome}] = true
		}
	}
	s.rules["segment "+t.Decision.Segment] = true
	s.rules["step "+t.Decision.Step] = true
	for _, x := range t.Segments {
		note("segment ", x)
	}
	for _, x := range t.Holds {
		note("hold ", x)
		if x.Holds {
			s.rules["hold "+x.ID] = true
		}
	}
	for _, x := range t.Steps {
		note("step ", x.Tried)
	}
}

var outcomes = map[policy.Outcome]say.Text{policy.True: say.Both("vraie", "true"), policy.False: say.Both("fausse", "false")}

// of counts against everything the policy has.
func (s *tally) of(outline policy.Trace, lang law.Lang) Coverage {
	var c Coverage
	count := func(seen bool, missing say.Text) {
		c.Total++
		if seen {
			c.Covered++
		} else {
			c.Missing = append(c.Missing, missing.In(lang))
		}
	}
	rule := func(kind string, what, never say.Text, x policy.Tried) {
		name := kind + x.ID
		count(s.rules[name], say.Both("%s %s %s", "%s %s %s", what, x.ID, never))
		for i, a := range x.Atoms {
			for _, outcome := range []policy.Outcome{policy.True, policy.False} {
				count(s.atoms[seenAtom{name, i, outcome}], say.Both("%s %s : %s n’est jamais %s", "%s %s: %s is never %s", what, x.ID, a.Text, outcomes[outcome]))
			}
		}
	}
	for _, x := range outline.Segments {
		rule("segment ", say.Code("segment"), say.Both("n’est jamais retenu", "is never taken"), x)
	}
	for _, x := range outline.Holds {
		rule("hold ", say.Both("suspension", "hold"), say.Both("ne joue jamais", "is never in force"), x)
	}
	for _, x := range outline.Steps {
		rule("step ", say.Both("étape", "step"), say.Both("n’est jamais décidée", "is never decided"), x.Tried)
	}
	return c
}
