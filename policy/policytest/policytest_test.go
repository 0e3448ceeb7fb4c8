package policytest_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
	"github.com/creance/creance/policy/policytest"
)

var update = flag.Bool("update", false, "write the golden files again")

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		"github.com/expr-lang/":    "conditions are the policy's to evaluate",
		deptest.Module + "penalty": "a test gives what the host computed under facts",
		"github.com/stretchr/":     "a program that embeds it need not have testify",
	})
}

// Every shipped policy does what its tests say, day by day, and the tests see
// all of it.
func TestShippedPolicies(t *testing.T) {
	policytest.Run(t, os.DirFS("../policies"))
	report, err := policytest.Check(os.DirFS("../policies"))
	require.NoError(t, err)
	assert.Len(t, report.Files, len(policy.Shipped()))
	for _, f := range report.Files {
		assert.Equal(t, 100, f.Coverage.Percent(), f.Name)
		assert.Equal(t, 100, f.Wanted, f.Name)
	}
}

// The same answers from expr's virtual machine.
func TestShippedPoliciesOnVM(t *testing.T) {
	fast, err := policytest.Check(os.DirFS("../policies"))
	require.NoError(t, err)
	slow, err := policytest.Check(os.DirFS("../policies"), policy.OnVM())
	require.NoError(t, err)
	assert.Equal(t, fast, slow)
}

// All the mistakes of all files, each at its place.
func TestMistakes(t *testing.T) {
	report, err := policytest.Check(os.DirFS("testdata/mistakes"))
	require.Error(t, err)
	assert.Empty(t, report.Files)
	golden(t, "testdata/mistakes.txt", err.Error()+"\n")
	var ds policy.Diagnostics
	require.ErrorAs(t, err, &ds)
	golden(t, "testdata/mistakes.fr.txt", ds.Text(law.French)+"\n")
	for _, d := range ds {
		assert.Positive(t, d.Line, d.Message)
		assert.Positive(t, d.Column, d.Message)
		assert.NotEmpty(t, d.Snippet, d.Message)
		assert.NotEmpty(t, d.French.Message, d.Message)
		assert.Equal(t, d.Suggestion == "", d.French.Suggestion == "", d.Message)
		assert.NotContains(t, d.Snippet+d.Message, "\n")
	}
}

// The same file answers in the language it asks for.
func TestFailuresInFrench(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range []string{"relance.yaml", "relance.test.yaml"} {
		src, err := os.ReadFile("testdata/failing/" + name)
		require.NoError(t, err)
		if name == "relance.test.yaml" {
			src = append(src, "language: fr\n"...)
		}
		files[name] = &fstest.MapFile{Data: src}
	}
	report, err := policytest.Check(files)
	require.NoError(t, err)
	var text strings.Builder
	for _, test := range report.Files[0].Tests {
		for _, f := range test.Failures {
			text.WriteString(f.Text("relance.test.yaml") + "\n")
		}
	}
	text.WriteString(report.Files[0].CoverageText())
	golden(t, "testdata/failing.fr.txt", text.String())
	assert.NotContains(t, text.String(), "expected")
}

func TestFailures(t *testing.T) {
	report, err := policytest.Check(os.DirFS("testdata/failing"))
	require.NoError(t, err)
	assert.False(t, report.Passed())
	require.Len(t, report.Files, 1)
	var text strings.Builder
	for _, test := range report.Files[0].Tests {
		assert.Equal(t, test.Name == "as expected", len(test.Failures) == 0, test.Name)
		for _, f := range test.Failures {
			text.WriteString(f.Text("relance.test.yaml") + "\n")
		}
	}
	text.WriteString(report.Files[0].CoverageText())
	golden(t, "testdata/failing.txt", text.String())

	junit, err := report.JUnit()
	require.NoError(t, err)
	golden(t, "testdata/failing.xml", string(junit))
	require.NoError(t, xml.Unmarshal(junit, new(struct {
		Suites []struct{} `xml:"testsuite"`
	})))

	encoded, err := json.Marshal(report)
	require.NoError(t, err)
	var back policytest.Report
	require.NoError(t, json.Unmarshal(encoded, &back))
	assert.Equal(t, report, back)
}

// What users of other products ask for and complain about, as timelines.
func TestBehaviours(t *testing.T) {
	policytest.Run(t, os.DirFS("testdata/behaviours"))
	report, err := policytest.Check(os.DirFS("testdata/behaviours"))
	require.NoError(t, err)
	timelines := 0
	for _, f := range report.Files {
		timelines += len(f.Tests)
	}
	assert.GreaterOrEqual(t, timelines, 40)
}

type withMargin struct {
	policy.Facts
	Margin decimal.Decimal `policy:"margin,ratio"`
	Risk   string          `policy:"risk,enum=low|high"`
	Visits int             `policy:"visits,int"`
}

var own = fstest.MapFS{
	"house/own.yaml": {Data: []byte(`
policy: own
version: 1
segments: [{ id: risky, when: risk == "high" or margin < 0.1 or visits > 3 }, { id: others }]
steps:
  - { id: call, at: due + 1, channel: phone, when: penalties > 0.00 and client_kind != "public" }
`)},
	"house/own.test.yaml": {Data: []byte(`
policy: own.yaml
coverage: 100
tests:
  - name: facts from a day on
    invoices: [{ id: F1, due: 2026-02-04, amount: 100.00 }]
    facts: { margin: 0.2, client_kind: consumer }
    events:
      - { day: 2026-02-06, facts: { penalties: 40.00 } }
      - { day: 2026-02-07, facts: { risk: high } }
      - { day: 2026-02-08, facts: { risk: low, visits: 4 } }
      - { day: 2026-02-09, facts: { visits: 0, margin: 0.05 } }
      - { day: 2026-02-10, facts: { client_kind: public } }
    send: false
    expect:
      2026-02-05: { none: condition:call, segment: others }
      2026-02-06: { step: call, segment: others }
      2026-02-07: { step: call, segment: risky }
      2026-02-08: { step: call, segment: risky }
      2026-02-09: { step: call, segment: risky }
      2026-02-10: { none: condition:call, segment: risky }
`)},
}

func TestOwnFacts(t *testing.T) {
	policytest.RunFor[withMargin](t, own)
	_, err := policytest.Check(own)
	var d *policy.Diagnostic
	require.True(t, errors.As(err, &d), "the plain facts do not have risk: %v", err)
}

// send: false on one day: what was not sent is decided again.
func TestUnsentOnOneDay(t *testing.T) {
	policytest.Run(t, fstest.MapFS{
		"p.yaml": {Data: []byte("policy: p\nversion: 1\nsegments: [{ id: tous }]\nsteps: [{ id: a, at: due + 1 }, { id: b, at: previous + 5 }]\n")},
		"p.test.yaml": {Data: []byte(`
policy: p.yaml
coverage: 100
tests:
  - name: the draft waits
    invoices: [{ id: F1, due: 2026-02-04, amount: 100.00 }]
    expect:
      2026-02-05: { step: a, send: false }
      2026-02-06: a
      2026-02-11: b
`)},
	})
}

func TestNothingToTest(t *testing.T) {
	_, err := policytest.Check(fstest.MapFS{"a.yaml": {}})
	assert.ErrorContains(t, err, "there is no test here")
}

// Whatever stands in a test file, there is a report or an error with a place.
func FuzzCheck(f *testing.F) {
	for _, name := range []string{"testdata/mistakes/form.test.yaml", "testdata/mistakes/names.test.yaml", "testdata/failing/relance.test.yaml"} {
		src, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(src)
	}
	relance, err := os.ReadFile("testdata/failing/relance.yaml")
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, src []byte) {
		report, err := policytest.Check(fstest.MapFS{"relance.yaml": {Data: relance}, "x.test.yaml": {Data: src}})
		if err != nil {
			var d *policy.Diagnostic
			require.True(t, errors.As(err, &d), "%v", err)
			return
		}
		_, err = report.JUnit()
		require.NoError(t, err)
	})
}
