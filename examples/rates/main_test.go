package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func report(t *testing.T, args ...string) (string, bool, error) {
	t.Helper()
	var out bytes.Buffer
	missing, err := run(args, "2026-11-23", &out)
	return out.String(), missing, err
}

func TestReport(t *testing.T) {
	text, missing, err := report(t)
	require.NoError(t, err)
	assert.False(t, missing)
	for _, want := range []string{
		"ecb-mro: ECB main refinancing operations",
		"from 2026-09-16  2.65 %",
		"known from 1999-01-01 through 2026-10-03, 51 days ago: compare it with its source\n",
		"known from 1975-07-15 through 2026-12-31\n",
		"from 2026-07-01  2.75 %",
		"next: 2027-S1, arrêté expected in the second half of December 2026",
		"2026-S2  ecb-mro             2.40 %",
		"2027-S1  legal-professional  not known yet, needed on 2027-01-01 (39 days)",
	} {
		assert.Contains(t, text, want)
	}
}

func TestMissing(t *testing.T) {
	text, missing, err := report(t, "-today", "2027-01-01")
	require.NoError(t, err)
	assert.True(t, missing)
	assert.Contains(t, text, "2027-S1  ecb-mro             MISSING")
}

func TestLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ecb.csv")
	require.NoError(t, os.WriteFile(file, []byte(`# series: ecb-mro
# source: invented for this test
# checked: 2027-01-02
# known-through: 2027-01-02
effective,rate_percent,confidence,published,source
2026-07-01,2.40,2+,,invented
2026-12-23,2.90,2+,,invented
`), 0o600))
	text, _, err := report(t, "-today", "2027-01-02", "-load", file)
	require.NoError(t, err)
	assert.Contains(t, text, "2027-S1  ecb-mro             2.90 %")
}

func TestRefusals(t *testing.T) {
	for _, args := range [][]string{{"-today", "2026-02-30"}, {"-load", "absent.csv"}, {"extra"}, {"-nonsense"}, {"-load", "main.go"}} {
		_, _, err := report(t, args...)
		assert.Error(t, err, "%v", args)
	}
}
