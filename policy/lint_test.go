package policy_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// warned lists the codes of the warnings about a policy, with their lines.
func warned(t *testing.T, text string) []string {
	t.Helper()
	codes := []string{}
	for _, d := range lint(t, "test.yaml", []byte("policy: test\nversion: 1\n"+text)) {
		codes = append(codes, d.Code)
		assert.NotEqual(t, policy.Mistake, d.Severity)
		assert.Equal(t, d.Code == "P420", d.Severity == policy.Note, d.Code)
		assert.Positive(t, d.Line, "%v", d)
	}
	return codes
}

const one = "segments: [{ id: tous }]\n"

// What looks like a mistake and is none gets no warning.
func TestLintIsQuiet(t *testing.T) {
	for name, text := range map[string]string{
		"two conditions that meet": one + `steps:
  - { id: a, at: due + 1, channel: letter, when: overdue >= 100.00 }
  - { id: b, at: previous + 7, channel: letter, when: overdue < 100.00, final: true }
  - { id: c, at: previous + 7, channel: letter, when: overdue >= 100.00, final: true }
`,
		"a mandatory step that days bring": one + `steps:
  - { id: a, at: due + 1, channel: letter, mandatory: true, when: days_overdue >= 30 and not (oldest_days_late < 12) }
  - { id: b, at: previous + 7, channel: letter, final: true }
`,
		"a formal notice that everybody gets": one + `steps:
  - { id: a, at: due + 1, channel: registered_letter, mandatory: true }
  - { id: b, at: previous + 7, route: tribunal, final: true }
`,
		"penalties of professionals": one + `steps:
  - { id: a, at: due + 1, channel: letter, when: penalties > 40.00 and client_kind != "consumer" }
  - { id: b, at: previous + 7, channel: letter, final: true }
`,
		"the end of a month": one + `steps:
  - { id: a, at: end_of_month(due) + 1, channel: letter }
  - { id: b, at: end_of_month(previous), channel: letter, final: true, when: end_of_month(issued) < due }
  - { id: c, at: previous + 40, channel: letter, final: true }
`,
		"a hold for some days": one + `holds:
  - { id: neuf, when: seniority < 30 and disputed, end: due + 30 }
  - { id: litige, when: disputed }
steps:
  - { id: a, at: due + 1, channel: letter, final: true }
`,
		"own currency": one + `currency: USD
steps:
  - { id: a, at: due + 1, channel: letter, final: true }
`,
		"parts that add something": `segments:
  - { id: a, when: overdue >= 10.00 and (client_kind == "public" or late_count > 3) }
  - { id: b, when: overdue >= 5.00 }
  - { id: c }
steps:
  - { id: a, at: due + 1, channel: letter, final: true }
`,
		"clients without an address are looked after": one + `holds: [{ id: adresse, when: email_missing, owner: ADV }]
steps:
  - { id: a, at: due + 1, channel: email, mandatory: true }
  - { id: b, at: previous + 7, channel: email, final: true }
`,
		"or get a letter": one + `steps:
  - { id: a, at: due + 1, channel: email, without_email: letter, mandatory: true }
  - { id: b, at: previous + 7, channel: [email, phone], final: true }
`,
		"or the next step": one + `steps:
  - { id: a, at: due + 1, channel: email }
  - { id: b, at: previous + 7, channel: letter, final: true }
`,
	} {
		assert.Empty(t, warned(t, text), name)
	}
}

func TestLintFinds(t *testing.T) {
	for name, c := range map[string]struct {
		want []string
		text string
	}{
		"a let that never holds, once": {[]string{"P401"}, "let: { jamais: late_count < 0 }\n" + one + `steps:
  - { id: a, at: due + 1, channel: letter, when: jamais or disputed }
  - { id: b, at: previous + 7, channel: letter, when: jamais or insured }
  - { id: c, at: previous + 7, channel: letter, final: true }
`},
		"the default segment is empty": {[]string{"P404"}, `segments:
  - { id: particuliers, when: client_kind == "consumer" }
  - { id: professionnels, when: 'client_kind in ["business", "public"]' }
  - { id: reste }
steps:
  - { id: a, at: due + 1, channel: letter, final: true }
`},
		"a step for a segment that it excludes": {[]string{"P406"}, `segments:
  - { id: petits, when: overdue < 100.00 }
  - { id: reste }
steps:
  - { id: a, at: due + 1, channel: letter }
  - { id: b, at: previous + 7, channel: letter, when: overdue >= 500.00, segments: [petits, reste] }
  - { id: c, at: previous + 7, channel: letter, final: true }
`},
		"a step that a hold always stops": {[]string{"P406"}, one + `holds: [{ id: h, when: disputed }]
steps:
  - { id: a, at: due + 1, channel: letter }
  - { id: b, at: previous + 7, channel: letter, when: disputed }
  - { id: c, at: previous + 7, channel: letter, final: true }
`},
		"a step that two final ones leave nothing": {[]string{"P409"}, one + `steps:
  - { id: a, at: due + 1, channel: letter }
  - { id: b, at: previous + 7, channel: letter, final: true, when: overdue < 10.00 or overdue > 10.00 }
`},
		"litigation at once": {[]string{"P413"}, one + "steps:\n  - { id: a, at: due + 1, channel: bailiff, final: true }\n"},
		"no end at all":      {[]string{"P409"}, one + "steps:\n  - { id: a, at: due + 1, channel: letter }\n"},
		"a first letter before the due date without tone": {[]string{"P411"}, one + "steps:\n  - { id: a, at: due - 3, channel: letter, final: true }\n"},
		"e-mail alone, and mandatory": {[]string{"P416"}, one + `steps:
  - { id: a, at: due + 1, channel: email, mandatory: true }
  - { id: b, at: previous + 7, channel: letter, final: true }
`},
		"e-mail alone, one step at a time": {[]string{"P416"}, "catch_up: one_step\n" + one + `steps:
  - { id: a, at: due + 1, channel: email }
  - { id: b, at: previous + 7, channel: letter, final: true }
`},
		"e-mail alone at the end, for one segment": {[]string{"P416"}, `segments:
  - { id: public, when: client_kind == "public" }
  - { id: reste }
steps:
  - { id: a, at: due + 1, channel: letter }
  - { id: b, at: previous + 7, channel: email, segments: [public], final: true }
  - { id: c, at: previous + 7, channel: letter, segments: [reste], final: true }
`},
		"inside an or": {[]string{"P403"}, one + `steps:
  - { id: a, at: due + 1, channel: letter, when: overdue >= 100.00 or overdue >= 200.00 }
  - { id: b, at: previous + 7, channel: letter, final: true }
`},
	} {
		assert.Equal(t, c.want, warned(t, c.text), name)
	}
}

func TestSeverity(t *testing.T) {
	_, err := policy.Parse("x.yaml", []byte("policy: x\n"))
	require.Error(t, err)
	assert.Equal(t, policy.Mistake, err.(policy.Diagnostics)[0].Severity)
	d := &policy.Diagnostic{Severity: policy.Note, Code: "P420", Path: "steps[0]", Message: "cannot tell"}
	assert.Equal(t, "steps[0]: note: cannot tell [P420]", d.Error())
}

// Whatever compiles is looked at without failing and with a place for each
// warning.
func FuzzLint(f *testing.F) {
	files, err := filepath.Glob("testdata/errors/P4*.yaml")
	require.NoError(f, err)
	for _, file := range files {
		src, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(string(src) + "guarantees:\n  - { id: g, never: days_overdue < 2 or disputed }\n  - { id: h, apart: 3 }\n")
	}
	f.Fuzz(func(t *testing.T, src string) {
		doc, err := policy.Parse("x.yaml", []byte(src))
		if err != nil {
			return
		}
		p, err := policy.Compile[policy.Facts](doc)
		if err != nil {
			return
		}
		for _, d := range p.Lint() {
			assert.Positive(t, d.Line, "%v", d)
		}
		for _, v := range p.Verify() {
			assert.Equal(t, v.Result == policy.Refuted, v.Example != nil)
			assert.Equal(t, v.Result == policy.Undecided, v.Why != "")
		}
	})
}

// A ratio beyond 1 was meant in percent, and Lint says how it is written.
func TestLintOfAPercentage(t *testing.T) {
	found := lint(t, "p.yaml", []byte("policy: p\nversion: 1\nsegments: [{ id: s, when: late_ratio > 40 }, { id: tous }]\nsteps: [{ id: a, at: due + 1, channel: email, final: true }]\n"))
	require.NotEmpty(t, found)
	assert.Equal(t, "P401", found[0].Code)
	assert.Contains(t, found.Text(law.French), "`late_ratio > 40` n’est jamais vraie (un ratio va de 0 à 1 : 40 % s’écrit 0.4)")
	for _, d := range found {
		bilingual(t, d)
	}
}
