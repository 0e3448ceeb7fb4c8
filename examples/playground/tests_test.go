package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The test binary stands in for the program when the server starts a child.
func TestMain(m *testing.M) {
	if child, err := runChild(os.Stdin, os.Stdout); child {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func offered(t *testing.T, name string) string {
	t.Helper()
	text, err := policies.ReadFile("policies/" + name)
	require.NoError(t, err)
	return string(text)
}

func runTests(t *testing.T, s suite) testsAnswer {
	t.Helper()
	body, err := json.Marshal(s)
	require.NoError(t, err)
	w := ask(t, "POST", "/api/tests", bytes.NewReader(body))
	require.Equal(t, http.StatusOK, w.Code, w.Body.String())
	var out testsAnswer
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &out))
	return out
}

func TestOfferedTestsPass(t *testing.T) {
	for _, name := range []string{"short", "standard"} {
		out := runTests(t, suite{Policy: offered(t, name+".yaml"), Tests: offered(t, name+".test.yaml")})
		assert.Empty(t, out.Marks, name)
		assert.Contains(t, out.Result, "Tout est comme attendu", name)
	}
}

func TestFailingTestsAreAtTheirPlace(t *testing.T) {
	tests := strings.Replace(offered(t, "short.test.yaml"), "2026-03-23: avocat", "2026-03-23: <b>bailiff</b>", 1)
	out := runTests(t, suite{Lang: "en", Policy: offered(t, "short.yaml"), Tests: tests})
	require.Len(t, out.Marks, 1, "a step that the policy does not have")
	assert.Contains(t, strings.Split(tests, "\n")[out.Marks[0].Line-1], "bailiff")
	assert.NotContains(t, out.Result, "<b>")

	tests = strings.Replace(offered(t, "short.test.yaml"), "2026-03-23: avocat", "2026-03-23: relance-2", 1)
	out = runTests(t, suite{Lang: "en", Policy: offered(t, "short.yaml"), Tests: tests})
	require.Len(t, out.Marks, 1)
	assert.Contains(t, strings.Split(tests, "\n")[out.Marks[0].Line-1], "2026-03-23")
	assert.Contains(t, out.Result, "Not all is as expected")
	assert.Contains(t, out.Result, "Why")

	out = runTests(t, suite{Lang: "en", Policy: "policy: [", Tests: tests})
	assert.Contains(t, out.Result, "The policy has mistakes")
	out = runTests(t, suite{Lang: "en", Policy: offered(t, "short.yaml"), Tests: "tests: ["})
	assert.NotEmpty(t, out.Marks)
}

// Tests that would take minutes are refused before they run, and the server goes
// on.
func TestEndlessTestsAreStopped(t *testing.T) {
	var b strings.Builder
	b.WriteString("policy: p.yaml\ntests:\n")
	for b.Len() < maxTests-200 {
		b.WriteString("  - { name: a, invoices: [ { id: F, issued: 2027-01-01, due: 2037-06-01, amount: 900.00 } ], expect: { 2027-01-04: { none: not_reached }, 2036-12-01: { none: not_reached } } }\n")
	}
	body, err := json.Marshal(suite{Policy: offered(t, "short.yaml"), Tests: b.String()})
	require.NoError(t, err)
	w := ask(t, "POST", "/api/tests", bytes.NewReader(body))
	assert.Equal(t, http.StatusOK, w.Code, "%.800s", w.Body.String())
	assert.Contains(t, w.Body.String(), "400000")

	body, err = json.Marshal(suite{Tests: strings.Repeat("#", maxTests+1)})
	require.NoError(t, err)
	assert.Equal(t, http.StatusRequestEntityTooLarge, ask(t, "POST", "/api/tests", bytes.NewReader(body)).Code)
}
