package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/policy"
)

// TestEnginesAgree: all engines come to the outcome of the policy package, on
// files that reach every segment and many steps.
func TestEnginesAgree(t *testing.T) {
	list := files(3000)
	deciders, err := deciders()
	require.NoError(t, err)
	seen := map[outcome]int{}
	for i, f := range list {
		d, err := policy.Standard().Decide(f.facts)
		require.NoError(t, err, "%+v", f.facts)
		want := outcome{d.Segment, d.Step}
		seen[want]++
		for _, p := range deciders {
			if got := p.decide(f); !assert.Equal(t, want, got, "%s, file %d: %+v %v", p.name, i, f.env, d.Blockers) {
				return
			}
		}
	}
	assert.GreaterOrEqual(t, len(seen), 25, "%v", seen)
}
