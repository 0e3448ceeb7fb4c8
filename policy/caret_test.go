package policy_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// Wherever "nope" stands, whatever stands before it, the diagnostic points at
// its first letter: in the file, and on the screen.
func TestCaret(t *testing.T) {
	for name, document := range map[string]string{
		"plain":                "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds:\n  - id: h\n    when: disputed and nope\nsteps:\n  - { id: a, at: due + 1 }\n",
		"plain, folded":        "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds:\n  - id: h\n    when: disputed\n      and\n      nope\nsteps:\n  - { id: a, at: due + 1 }\n",
		"flow map":             "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds: [{ id: h, when: disputed and nope, reason: été }]\nsteps:\n  - { id: a, at: due + 1 }\n",
		"behind accents":       "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds: [{ reason: élève à côté, id: h, when: client == \"été\" and nope }]\nsteps:\n  - { id: a, at: due + 1 }\n",
		"single quotes":        "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds:\n  - id: h\n    when: 'client == \"l''été\" and nope'\nsteps:\n  - { id: a, at: due + 1 }\n",
		"double quotes":        "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds:\n  - id: h\n    when: \"client == \\\"\\u00e9t\\xe9 \\U0001F600\\\" and nope\"\nsteps:\n  - { id: a, at: due + 1 }\n",
		"double, folded":       "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds:\n  - id: h\n    when: \"disputed \\\n      and\n      nope\"\nsteps:\n  - { id: a, at: due + 1 }\n",
		"literal":              "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds:\n  - id: h\n    when: |\n      disputed\n        and nope\nsteps:\n  - { id: a, at: due + 1 }\n",
		"literal, stripped":    "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds:\n  - id: h\n    when: |2-\n      disputed and\n\n      nope\nsteps:\n  - { id: a, at: due + 1 }\n",
		"folded block":         "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds:\n  - id: h\n    when: >-\n      client == \"été\"\n      and nope\nsteps:\n  - { id: a, at: due + 1 }\n",
		"tab before":           "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds:\n  - id: h\n    when:\tdisputed and\tnope\nsteps:\n  - { id: a, at: due + 1 }\n",
		"emoji":                "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds:\n  - id: h\n    when: client == \"😀 日本\" and nope\nsteps:\n  - { id: a, at: due + 1 }\n",
		"combining accents":    "policy: p\nversion: 1\nsegments: [{ id: tous }]\nholds:\n  - id: h\n    when: client == \"e\u0301te\u0301\" and nope\nsteps:\n  - { id: a, at: due + 1 }\n",
		"JSON":                 `{"policy": "p", "version": 1, "segments": [{"id": "tous"}], "holds": [{"id": "h", "when": "client == \"é\" and nope"}], "steps": [{"id": "a", "at": "due + 1"}]}`,
		"JSON, escaped":        `{"policy": "p", "version": 1, "segments": [{"id": "tous"}], "holds": [{"id": "h", "when": "client == \"\u00e9\" and nope"}], "steps": [{"id": "a", "at": "due + 1"}]}`,
		"a name under let":     "policy: p\nversion: 1\nlet:\n  été: nope\nsegments: [{ id: tous }]\nsteps:\n  - { id: a, at: due + 1 }\n",
		"a value out of reach": "policy: p\nversion: 1\nsegments: [{ id: tous }]\nsteps:\n  - { id: a, at: due + 1, tone: nope }\n",
	} {
		for how, text := range map[string]string{
			"": document, " with CRLF": strings.ReplaceAll(document, "\n", "\r\n"), " with a mark": "\ufeff" + document, " with both": "\ufeff" + strings.ReplaceAll(document, "\n", "\r\n"),
		} {
			t.Run(name+how, func(t *testing.T) {
				err := build("p.yaml", []byte(text))
				require.Error(t, err)
				found := false
				for _, d := range err.(policy.Diagnostics) {
					if !strings.Contains(d.Message, "nope") {
						continue
					}
					found = true
					line := []rune(d.Snippet)
					assert.Equal(t, "nope", string(line[d.Column-1:d.Column+3]), "%v", d)
					assert.Equal(t, strings.TrimSuffix(strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")[d.Line-1], "\r"), d.Snippet)
					for _, lang := range []law.Lang{law.French, law.English} {
						lines := strings.Split(d.Text(lang), "\n")
						require.Len(t, lines, 3)
						assert.Equal(t, width(lines[1][:strings.Index(lines[1], "nope")]), width(strings.TrimSuffix(lines[2], "^")), "%v", d)
					}
				}
				assert.True(t, found, "%v", err)
			})
		}
	}
}

// width is how far a terminal goes with the characters of the table above.
func width(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r == '\t':
			n += 8 - n%8
		case r == '\u0301':
		case strings.ContainsRune("😀日本", r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// A long line is shown around its mistake.
func TestLongLine(t *testing.T) {
	d := &policy.Diagnostic{Code: "P201", File: "p.yaml", Line: 1, Column: 1001, Message: "unknown", Snippet: strings.Repeat("é", 1000) + "nope" + strings.Repeat("x", 1000)}
	lines := strings.Split(d.Error(), "\n")
	assert.Less(t, len([]rune(lines[1])), 210)
	at := len([]rune(lines[2])) - 1
	assert.Equal(t, "nope", string([]rune(lines[1])[at:at+4]))
	assert.Equal(t, "…", string([]rune(lines[1])[2:3]))
	d.Column = 3
	assert.True(t, strings.HasPrefix(strings.Split(d.Error(), "\n")[1], "  ééé"))
}

// A diagnostic that a program makes itself has no French.
func TestTextWithoutFrench(t *testing.T) {
	d := policy.Diagnostics{{Severity: policy.Warning, Code: "P420", Path: "steps[0]", Message: "cannot tell", Suggestion: "look"}}
	assert.Equal(t, "steps[0]: avertissement : cannot tell (look) [P420]", d.Text(law.French))
	assert.Equal(t, "steps[0]: warning: cannot tell (look) [P420]", d.Error())
	d[0].French = policy.Wording{Message: "on ne peut pas dire"}
	assert.Equal(t, "steps[0]: avertissement : on ne peut pas dire [P420]", d.Text(law.French))
}
