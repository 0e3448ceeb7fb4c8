package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func compare(t *testing.T, c comparison) compareAnswer {
	t.Helper()
	body, err := json.Marshal(c)
	require.NoError(t, err)
	w := ask(t, "POST", "/api/compare", bytes.NewReader(body))
	require.Equal(t, http.StatusOK, w.Code, w.Body.String())
	var out compareAnswer
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &out))
	return out
}

func TestCompare(t *testing.T) {
	old := standard(t)
	later := strings.Replace(old, "at: due + 1\n", "at: due + 40\n", 1)
	require.NotEqual(t, old, later)
	now := trial{Lang: "en", Policy: later, Day: "2026-11-23", form: sample()}
	now.Invoices[0].Amount = "1234.56"

	out := compare(t, comparison{Before: old, trial: now})
	assert.Contains(t, out.Result, "treated otherwise")
	assert.Contains(t, out.Result, "steps.relance-1.at")
	assert.Contains(t, out.Result, "<ins>due &#43; 40</ins>")

	out = compare(t, comparison{Before: later, trial: now})
	assert.Contains(t, out.Result, "decide alike")

	out = compare(t, comparison{Before: "policy: <b>", trial: now})
	assert.NotEmpty(t, out.Marks)
	assert.NotContains(t, out.Result, "<b>")

	now.Day = ""
	assert.Contains(t, compare(t, comparison{Before: old, trial: now}).Result, "A field of the client")
	now.Day, now.Policy = "2026-11-23", "["
	assert.Contains(t, compare(t, comparison{Before: old, trial: now}).Result, "on the left has mistakes")
}
