package policy_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/policy"
)

// One policy, many goroutines, the same answers; run with -race.
func TestManyGoroutines(t *testing.T) {
	for _, opts := range [][]policy.Option{nil, {policy.OnVM()}} {
		p, err := policy.Compile[policy.Facts](policy.StandardDocument(), opts...)
		require.NoError(t, err)
		facts := factsFrom([]byte("some facts for everybody to read"))
		want, err := p.Explain(facts)
		require.NoError(t, err)
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				for range 50 {
					got, err := p.Explain(facts)
					assert.NoError(t, err)
					assert.Equal(t, want, got)
				}
			})
		}
		group.Wait()
	}
}
