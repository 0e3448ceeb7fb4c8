package policy_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/policy"
)

// Mistakes of form and of meaning come together, in the order of the file, and
// none because of another.
func TestLoadTellsEverything(t *testing.T) {
	head := "policy: p\nversion: 1\nsegments: [{ id: tous }]\n"
	for text, want := range map[string]string{
		// a mistake of form, one in an expression
		head + "steps:\n  - { id: a, at: deu + 1, tone: ferme }\n":                                                          "P201 P011",
		head + "steps:\n  - { id: a, at: due + 1, chanel: email, when: overdue ≥ 150,00 }\n":                                "P005 P009",
		head + "effective: 30/02/2026\nholds: [{ id: h, when: litige }]\nsteps: [{ id: a, at: due + 1 }]\n":                 "P010 P201",
		head + "holds: [{ id: h, when: disputed, start: du, end: 3 }]\nsteps: [{ id: a, at: 1, x: y }]\n":                   "P201 P203 P203 P005",
		"policy: p\nversion: 01\nsegments: [{ id: s, when: disputd }, { id: t }]\nsteps: [{ id: a, at: due + 1 }]\n":        "P009 P201",
		head + "constants: { a: 1,5, b: 2 }\nsteps: [{ id: s, at: due + 1, when: overdue > a and days_overdue > \"b\" }]\n": "P009 P202",
		head + "calendar: { business_days: France }\nsteps: [{ id: a, at: due + 1, channel: fax, when: overdue > 50k }]\n":  "P301 P011 P205",
		// nothing that follows from what could not be read
		head + "let: { gros: [x] }\nsteps: [{ id: a, at: due + 1, when: gros }]\n":                          "P008",
		head + "let: [gros]\nsteps: [{ id: a, at: due + 1, when: gros }]\n":                                 "P008",
		head + "lett: { gros: disputed }\nsteps: [{ id: a, at: due + 1, when: gros }]\n":                    "P005",
		head + "constants: { a: [1] }\nlet: { b: overdue > a }\nsteps: [{ id: a, at: due + 1, when: b }]\n": "P008",
		head + "steps: [{ id: a, when: disputed }]\n":                                                       "P007",
		head + "steps: [{ at: due + 1, segments: [x] }, { id: a, at: previous + 1, final: true }]\n":        "P007",
		"policy: p\nsegments: [{ when: disputed }]\nsteps: [{ id: a, at: due + 1 }]\n":                      "P007 P007",
		head + "currency: [EUR]\nsteps: [{ id: a, at: due + 1, when: overdue > 1.50 }]\n":                   "P008",
		head + "currency: JPY\nsteps: [{ id: a, at: due + 1, when: overdue > 1.50, tone: x }]\n":            "P205 P011",
		"policy: [\n": "P001",
		"":            "P001",
		head + "steps: [{ id: a, at: du + 1 }]\n": "P201", // as Compile says it
	} {
		_, err := policy.Load[policy.Facts]("p.yaml", []byte(text))
		require.Error(t, err, text)
		var codes []string
		for _, d := range err.(policy.Diagnostics) {
			codes = append(codes, d.Code)
			assert.Positive(t, d.Line, "%v", d)
		}
		assert.Equal(t, want, strings.Join(codes, " "), "%s\n%v", text, err)
	}
	p, err := policy.Load[policy.Facts]("p.yaml", []byte(head+"steps: [{ id: a, at: due + 1 }]\n"))
	require.NoError(t, err)
	assert.NotNil(t, p)
	_, err = policy.Load[int]("p.yaml", []byte(head+"steps: [{ id: a, at: due + 1, tone: x }]\n"))
	assert.ErrorContains(t, err, "is not a struct")
	_, err = policy.Load[policy.Facts]("p.yaml", []byte(head+"steps: [{ id: a, at: due + 1, tone: x }]\n"), policy.Function("broken", nil))
	assert.ErrorContains(t, err, "has no brackets")
}

// Of every mistake of the gallery Load says at least what Parse or Compile says.
func TestLoadSaysWhatParseSays(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.yaml")
	require.NoError(t, err)
	for _, file := range files {
		src, err := os.ReadFile(file)
		require.NoError(t, err)
		_, all := policy.Load[policy.Facts](file, src)
		doc, want := policy.Parse(file, src)
		if want == nil {
			_, want = policy.Compile[policy.Facts](doc)
		}
		if want == nil {
			assert.NoError(t, all, file)
			continue
		}
		for _, d := range want.(policy.Diagnostics) {
			assert.Contains(t, all.(policy.Diagnostics), d, file)
		}
	}
}
