package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// small keeps `go test` short; `go test -bench` times the real sizes.
var small = sizes{aging: 2_000, nightly: []int{1_000}}

// TestAnswersAgree makes every benchmark ready at a small size: each compares
// its answers before anything could be timed.
func TestAnswersAgree(t *testing.T) {
	list, err := benchmarks(small)
	require.NoError(t, err)
	require.Len(t, list, 7+9+7+4+1)
}

func BenchmarkRules(b *testing.B)   { group(b, rulesBenchmarks) }
func BenchmarkDecide(b *testing.B)  { group(b, decideBenchmarks) }
func BenchmarkPenalty(b *testing.B) { group(b, penaltyBenchmarks) }
func BenchmarkAging(b *testing.B)   { group(b, agingBenchmarks) }
func BenchmarkNightly(b *testing.B) { group(b, nightlyBenchmarks) }

func group(b *testing.B, of func(sizes) ([]benchmark, error)) {
	list, err := of(full)
	require.NoError(b, err)
	for _, m := range list {
		b.Run(m.name, m.run)
	}
}
