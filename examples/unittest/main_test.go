package main

import (
	"bytes"
	"os"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The program names files that exist.
func TestToRead(t *testing.T) {
	for _, file := range regexp.MustCompile(`(?m)^  ([a-zA-Z_/.]+\.[a-z]+)  `).FindAllStringSubmatch(toRead, -1) {
		assert.FileExists(t, file[1])
	}
}

func TestFolder(t *testing.T) {
	var out bytes.Buffer
	assert.True(t, run(os.DirFS("policies"), &out))
	assert.Contains(t, out.String(), "ok      maison.test.yaml: un client qui ne paie pas\n")
	assert.Contains(t, out.String(), "maison.test.yaml : 100 % de maison.yaml sont couverts")

	assert.NotContains(t, out.String(), "warning")

	out.Reset()
	assert.False(t, run(fstest.MapFS{
		"p.yaml":      {Data: []byte("policy: p\nversion: 1\nsegments: [{ id: s }]\nsteps: [{ id: a, at: due + 1, channel: email, final: true }]\nguarantees: [{ id: g, never: days_overdue < 2 }]\n")},
		"p.test.yaml": {Data: []byte("policy: p.yaml\ntests: [{ name: n, invoices: [{ id: F1, due: 2026-02-04, amount: 90.00 }], expect: { 2026-02-05: a } }]\n")},
	}, &out))
	assert.Contains(t, out.String(), "[P416]")
	assert.Contains(t, out.String(), "p.yaml: g : réfuté (never days_overdue < 2). Contre-exemple : le ")

	house, err := os.ReadFile("policies/maison.yaml")
	require.NoError(t, err)
	out.Reset()
	assert.False(t, run(fstest.MapFS{"maison.yaml": {Data: house}, "a.test.yaml": {Data: []byte(
		"policy: maison.yaml\ntests: [{ name: n, invoices: [{ id: F1, due: 2026-02-04, amount: 90.00 }], expect: { 2026-02-09: relance } }]\n")}}, &out))
	assert.Contains(t, out.String(), "FAILED  a.test.yaml: n\na.test.yaml:2:98: on 2026-02-09: relance expected, got rappel 90.00 EUR (F1)\n")

	out.Reset()
	assert.False(t, run(fstest.MapFS{}, &out))
	assert.Contains(t, out.String(), "there is no test here")
}
