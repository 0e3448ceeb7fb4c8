package policytest

import (
	"fmt"

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

// of counts against everything the policy has.
func (s *tally) of(outline policy.Trace) Coverage {
	var c Coverage
	count := func(seen bool, missing string) {
		c.Total++
		if seen {
			c.Covered++
		} else {
			c.Missing = append(c.Missing, missing)
		}
	}
	rule := func(kind, never string, x policy.Tried) {
		name := kind + x.ID
		count(s.rules[name], name+" is never "+never)
		for i, a := range x.Atoms {
			for _, outcome := range []policy.Outcome{policy.True, policy.False} {
				count(s.atoms[seenAtom{name, i, outcome}], fmt.Sprintf("%s: %s is never %s", name, a.Text, outcome))
			}
		}
	}
	for _, x := range outline.Segments {
		rule("segment ", "taken", x)
	}
	for _, x := range outline.Holds {
		rule("hold ", "in force", x)
	}
	for _, x := range outline.Steps {
		rule("step ", "decided", x.Tried)
	}
	return c
}
