package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestResults(t *testing.T) {
	file := filepath.Join(t.TempDir(), "RESULTS.md")
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	require.NoError(t, run([]string{"-small", "-count", "1", "-time", "1x", "-out", file}, day, io.Discard))
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	for _, want := range []string{"Written on 2026-11-23", "| rules, against cel-go |", "| Nightly/1e3 |", "| 1e3 |"} {
		assert.Contains(t, string(text), want)
	}
	require.Error(t, run([]string{"-count", "0"}, day, io.Discard))
	require.Error(t, run([]string{"-time", "soon", "-small"}, day, io.Discard))
	require.Error(t, run([]string{"-nonsense"}, day, io.Discard))
}

func TestVerdict(t *testing.T) {
	target := target{least: 3, goal: 6, allocs: 0}
	assert.Equal(t, "missed", target.verdict(2.9, 0))
	assert.Equal(t, "reached", target.verdict(3, 0))
	assert.Equal(t, "goal reached", target.verdict(6, 0))
	assert.Equal(t, "missed: 2 allocations", target.verdict(6, 2))
}

func TestMedian(t *testing.T) {
	assert.Equal(t, 2.0, median([]float64{9, 1, 2}))
	assert.Equal(t, 1.5, median([]float64{2, 1}))
	assert.Equal(t, "1e6", size(1_000_000))
}
