package policy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// tangled are policies that compile and cut the facts into far more regions than
// anybody can look at.
func tangled() map[string]string {
	var segments, holds, steps, months, guarantees strings.Builder
	for i := range 40 {
		fmt.Fprintf(&segments, "  - { id: s%d, when: 'overdue >= %d.00 and balance < %d.00 or outstanding > %d.00 and late_ratio > 0.%d or disputed_amount >= %d.00' }\n", i, i*7, 1000-i, i*13, i%9, i*3)
		fmt.Fprintf(&holds, "  - { id: h%d, when: 'overdue - balance >= %d.00 and seniority > %d or average_days_late > %d and promises_broken > %d', end: due + %d }\n", i, i*7, i*11, i, i, i+50)
	}
	for i := range 60 {
		fmt.Fprintf(&steps, "  - { id: t%d, at: previous + %d, channel: letter, tone: courteous, when: 'overdue >= %d.00 or balance * 2 < outstanding + %d.00 or days_since_last > %d' }\n", i, i%5, i*5, i*3, i%9)
		fmt.Fprintf(&months, "  - { id: m%d, at: end_of_month(end_of_month(previous) + %d) + %d, when: 'end_of_month(issued) < due - %d', channel: letter, tone: courteous }\n", i, i, i, i)
	}
	guarantees.WriteString("guarantees:\n  - { id: r, reaches: z, when: amount > 0.00 }\n  - { id: e, apart: 3 }\n")
	for i := range 30 {
		fmt.Fprintf(&guarantees, "  - { id: g%d, never: days_overdue < -9 and overdue > %d.00 }\n", i, i)
	}
	head := "policy: x\nversion: 1\ncalendar: { business_days: FR }\n"
	first, last := "steps:\n  - { id: a, at: due + 1, channel: letter }\n", "  - { id: z, at: previous + 1, final: true }\n"
	return map[string]string{
		"segments, holds and steps": head + "segments:\n" + segments.String() + "  - { id: z }\nholds:\n" + holds.String() + first + steps.String() + last + guarantees.String(),
		"ends of months":            head + "segments: [{ id: z }]\n" + first + months.String() + last + guarantees.String(),
	}
}

// tenth is a tenth of the usual allowance: what is tangled spends whatever it is
// given.
var tenth = policy.Work / 10

// The work on a policy is counted and bounded, whatever it says; what was not
// decided is said.
func TestVerifyIsBounded(t *testing.T) {
	t.Parallel()
	for name, text := range tangled() {
		t.Run(name, func(t *testing.T) {
			doc, err := policy.Parse("x.yaml", []byte(text))
			require.NoError(t, err)
			p, err := policy.Compile[policy.Facts](doc)
			require.NoError(t, err)
			verdicts, spent := p.VerifyWork(tenth, 2*tenth)
			assert.Greater(t, spent, tenth, "it is not tangled")
			assert.Less(t, spent, 2*tenth+tenth/5)
			undecided := 0
			for _, v := range verdicts {
				if v.Result == policy.Undecided {
					undecided++
					assert.Equal(t, policy.TooMuch, v.Why, v.ID)
					assert.Contains(t, v.Text(law.French), "indécis")
				}
			}
			assert.Positive(t, undecided)
		})
	}
}

func TestLintIsBounded(t *testing.T) {
	t.Parallel()
	doc, err := policy.Parse("x.yaml", []byte(tangled()["segments, holds and steps"]))
	require.NoError(t, err)
	p, err := policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
	list, spent := p.LintWork(tenth)
	assert.Less(t, spent, tenth+tenth/10)
	found := false
	for _, d := range list {
		found = found || d.Severity == policy.Note && strings.Contains(d.Message, "some checks were not made")
	}
	assert.True(t, found, "%v", list)
}

// Every shipped policy is proved to do what it promises and is warned of nothing
// but what its source does, well within the work that a policy may cost.
func TestShippedAreProved(t *testing.T) {
	t.Parallel()
	translated := map[string][]string{
		"axelor-rel-part":  {"P411", "P416", "P407", "P407"}, // its first level goes out on the due date, by e-mail alone; a level below its minimum is waited for
		"axelor-rel-pro":   {"P411", "P416", "P407", "P407"},
		"koprogo-charges":  {"P416", "P416"}, // by e-mail alone
		"lago-campaign":    {"P416"},
		"oca-3-time":       {"P409"}, // after the last level the file is left to people
		"oca-2-time":       {"P409"},
		"odoo-follow-up":   {"P409", "P413"}, // its second level goes to court without a formal notice
		"tryton-procedure": {"P409"},
		"killbill-balance": {"P409"},
	}
	for i, name := range policy.Shipped() {
		if i%ledgertest.Less != 0 {
			continue
		}
		doc, _ := policy.Named(name)
		p, err := policy.Compile[policy.Facts](doc)
		require.NoError(t, err)
		verdicts, spent := p.VerifyWork(policy.Work, policy.AllWork)
		assert.Less(t, spent, policy.AllWork/8, name)
		require.Len(t, verdicts, len(doc.Guarantees), name)
		require.NotEmpty(t, verdicts, name)
		for _, v := range verdicts {
			assert.Equal(t, policy.Proved, v.Result, "%s: %s", name, v.Text(law.English))
			assert.Nil(t, v.Example)
		}
		warnings, spent := p.LintWork(policy.Work)
		assert.Less(t, spent, policy.Work/2, name)
		var codes []string
		for _, d := range warnings {
			codes = append(codes, d.Code)
		}
		assert.Equal(t, translated[name], codes, name)
	}
}

// A policy of twice the size of the standard one is decided as well: each of its
// segments in two, each of its steps twice, and every guarantee in two words.
func TestVerifyTwiceTheStandard(t *testing.T) {
	t.Parallel()
	doc := policy.StandardDocument()
	var segments []policy.Segment
	for _, s := range doc.Segments {
		s.ID += "-assures"
		if s.When = "insured and (" + s.When + ")"; s.When == "insured and ()" {
			s.When = "insured"
		}
		segments = append(segments, s)
	}
	doc.Segments = append(segments, doc.Segments...)
	var steps []policy.Step
	for _, s := range doc.Steps {
		for _, id := range slices.Clone(s.Segments) {
			s.Segments = append(s.Segments, id+"-assures")
		}
		steps = append(steps, s)
		if s.Tone != policy.Formal && !s.Final {
			s.ID, s.At, s.Mandatory = s.ID+"-bis", "previous + 8", false
			steps = append(steps, s)
		}
	}
	doc.Steps = steps
	for _, g := range doc.Guarantees {
		g.ID += "-bis"
		if g.Never != "" {
			g.Never = "(" + g.Never + ") and (insured or not insured)"
		}
		doc.Guarantees = append(doc.Guarantees, g)
	}
	doc, err := policy.Parse("x.json", doc.Canonical())
	require.NoError(t, err)
	p, err := policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
	verdicts, spent := p.VerifyWork(policy.Work, policy.AllWork)
	assert.Less(t, spent, policy.AllWork/2)
	for _, v := range verdicts {
		assert.NotEqual(t, policy.Undecided, v.Result, v.Text(law.English))
	}
}
