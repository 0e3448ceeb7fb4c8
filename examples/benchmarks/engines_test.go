package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEnginesAgree: all ways come to the same answer, on files that reach every
// segment and many steps. That by hand is a second implementation of the
// standard policy.
func TestEnginesAgree(t *testing.T) {
	ways, err := deciders()
	require.NoError(t, err)
	seen := map[string]int{}
	for i, f := range files(3000) {
		ways[0].decide(&f)
		want := ways[0].answer()
		seen[want.segment+" "+want.step]++
		for _, way := range ways[1:] {
			way.decide(&f)
			require.Equal(t, want.String(), way.answer().String(), "%s, file %d: %+v", way.name, i, f)
		}
	}
	assert.GreaterOrEqual(t, len(seen), 25, "%v", seen)
}
