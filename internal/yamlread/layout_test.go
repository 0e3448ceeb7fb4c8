package yamlread

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/internal/source"
	"github.com/creance/creance/law"
)

func layoutOf(src string) []string {
	r := &Reader{File: source.NewFile("f", []byte(src))}
	r.mislaid()
	var list []string
	for _, m := range r.Mistakes {
		list = append(list, m.Message.In(law.English))
	}
	return list
}

// A file that is YAML has no mistake of layout, so that none is reported beside
// the one that makes a file unreadable.
func TestLayoutOfYAML(t *testing.T) {
	texts := map[string]string{
		"nothing": "", "comments": "# a\n---\n# b\n...\n", "json": "{\n  \"a\": [1, 2,\n    {\"b\": \"c: d\"}\n  ],\n  \"e\": null\n}\n",
		"list at the key":   "a:\n- b: 1\n  c: 2\n- d: 3\ne: 4\n",
		"list in list":      "a:\n  - - b\n    - c\n  - d: e\n    f:\n      - g\n",
		"empty":             "a:\n  b:\n  c: 1\nd:\n",
		"dash alone":        "a:\n  -\n    b: 1\n    c: 2\n  -\n    b: 3\n",
		"literal":           "a: |\n  b: c: d\n  \t- e\n   'f\nb: >-\n  g { [\n\n  h\nc: |2+\n    i\nd: 1\n",
		"folded":            "a: b\n  c\n  d e\nf: 1\n",
		"folded below":      "a:\n  b c\n  d\nf: 1\n",
		"quotes":            "a: 'b''c: d'\nb: \"e \\\" f: g\"\nc: \"h\n  i: j\n\n  k\"\nd: 'l\n  m'\n",
		"quoted keys":       "\"a: b\": c\n'd': e\n",
		"flow over lines":   "a: [b,\n  c,\n  d]\ne: { f: 1,\n     g: [2,\n3] }\nh: 1\n",
		"flow quotes":       "a: { b: \"c, d: }\", e: 'f, ]', g: h i j, k: [l, \"m\"] }\n",
		"flow without":      "a: { b, c: d }\nb: [c: d, e]\n",
		"adjacent":          "{\"a\":1,\"b\":[2]}\n",
		"comment":           "a: b # c: d {\ne: { f: g } # }\nh: \"i\" # j\nk: [l, # m ]\n  n]\n",
		"url":               "a: https://example.com/b?c=d\nb: 12:30:00\n",
		"negative":          "a: -5\nb: - c\n"[:6],
		"anchors":           "a: &x b\nc: *x\n"[:8],
		"tagged":            "a: !!str b\nc: !d e\n",
		"windows":           "a: 1\r\nb:\r\n  - c: 2\r\n    d: 3\r\n",
		"mark":              "\ufeffa: 1\nb: 2\n",
		"apostrophe inside": "a: l'été d'une\nb: [l'un, l'autre]\nc: { d: l'eau, e: dit \"oui\" }\n",
		"question":          "? a\n: b\nc: d\n"[9:],
	}
	for _, pattern := range []string{"../../policy/policies/*.yaml", "../../policy/testdata/*/*.yaml", "../../policy/policytest/testdata/*/*.yaml", "../../examples/*/*.yaml", "../../examples/*/policies/*.yaml", "../../docs/testdata/*.yaml"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, file := range files {
			src, err := os.ReadFile(file)
			require.NoError(t, err)
			texts[file] = string(src)
		}
	}
	require.Greater(t, len(texts), 80)
	for name, text := range texts {
		var n yaml.Node
		if err := yaml.Unmarshal([]byte(text), &n); err != nil {
			continue // what it is made of is tested below
		}
		if !(&Reader{}).readable([]byte(text)) {
			continue // refused before
		}
		if len(n.Content) > 0 && n.Content[0].Kind == yaml.ScalarNode {
			continue // a policy is no scalar: its colon is missing
		}
		if len(n.Content) > 0 && !(&Reader{}).acceptable(n.Content[0], 0) || strings.Contains(text, "\n? ") {
			continue // anchors and keys that are lists are refused in any case
		}
		assert.Empty(t, layoutOf(text), "%s\n%s", name, text)
		assert.Empty(t, layoutOf(strings.ReplaceAll(text, "\n", "\r\n")), name)
	}
}

// What makes a file unreadable is found once, wherever it stands.
func TestLayoutOfNoYAML(t *testing.T) {
	for text, want := range map[string]string{
		"a: [b\nc: d\n":                   "[ is not closed",
		"a: [b,\n  c\nd: e\n":             "[ is not closed",
		"a: { b: [c }\n":                  "} does not close [ of line 1, column 9",
		"a: { b: c ]\n":                   "] does not close { of line 1, column 4",
		"a: b ]\nc: [d]]\n":               "] closes what nothing opens",
		"a: \"b\nc: d\n":                  "this quote is not closed",
		"a: { b: \"c }\nd: e\n":           "this quote is not closed",
		"a: 'b'c\n":                       "a quote has closed the text already",
		"a:\n  b: 1\n   c: 2\n":           "this line is indented below a key that has its value already",
		"a:\n    b: 1\n  c: 2\nd: 3\n":    "this line is aligned with no other",
		"a:\n  - b\n c: d\n":              "this line is aligned with no other",
		"a: 1\n- b\n":                     "an element of a list cannot follow a key",
		"a:\n  - b: 1\n  c: 2\nd: 3\n":    "this line is aligned with the dash of line 2",
		"a:\n\tb: 1\n\tc: 2\nd: 3\n":      "a tab indents this line; a tab indents this line",
		"a\nb: 1\n":                       "a colon is missing after \"a\"",
		"a:b\nc: d\n":                     "a space is missing after the colon",
		"a: b: c\n":                       "this text holds a colon",
		"a: { b: c d: e }\n":              "a comma is missing before \"d\"",
		"a: { b: x in [1] }\n":            "this condition holds [",
		"a: %b\n":                         "a text cannot start with %",
		"a:\n  -b: c\n  -d: e\nf: g h: i": "a space is missing after the dash; a space is missing after the dash; this text holds a colon",
	} {
		var n yaml.Node
		require.Error(t, yaml.Unmarshal([]byte(text), &n), text)
		assert.Equal(t, want, strings.Join(layoutOf(text), "; "), "%q", text)
	}
}
