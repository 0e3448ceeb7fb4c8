package policy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/policy"
)

func byStep(t testing.TB, files []policy.Facts) (with, without []policy.Facts) {
	t.Helper()
	for _, f := range files {
		d, err := policy.Standard().Decide(f)
		require.NoError(t, err)
		if d.None() {
			without = append(without, f)
		} else {
			with = append(with, f)
		}
	}
	require.Greater(t, len(with), 20)
	require.Greater(t, len(without), 20)
	return with, without
}

// A decision costs no allocation, with a step and without.
func TestEvaluatorLeavesNoGarbage(t *testing.T) {
	with, without := byStep(t, portfolio(t, 256))
	for name, files := range map[string][]policy.Facts{"with a step": with, "without": without} {
		e := policy.Standard().Evaluator()
		var d policy.Decision
		failed := false
		all := func() {
			for i := range files {
				failed = failed || e.Decide(&files[i], &d) != nil
			}
		}
		all()
		assert.Equal(t, 0.0, testing.AllocsPerRun(100, all), name)
		assert.False(t, failed)
	}
}
