package policy_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

// Every file of testdata/hostile is refused, each mistake at a place; one that
// hangs ends the run of the tests.
func TestHostileCorpus(t *testing.T) {
	files, err := filepath.Glob("testdata/hostile/*")
	require.NoError(t, err)
	require.Greater(t, len(files), 30)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			require.NoError(t, err)
			err = build(file, src)
			checkDiagnostics(t, err)
		})
	}
}

// made are hostile policies too large or too odd to keep in files.
func TestHostileByConstruction(t *testing.T) {
	head := "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n"
	when := func(expr string) string { return head + "  - { id: b, at: due + 2, when: '" + expr + "' }\n" }
	for name, text := range map[string]string{
		"a million brackets":     when(strings.Repeat("(", 100_000)),
		"nested lists":           "policy: " + strings.Repeat("[", 200_000),
		"nested flow mappings":   strings.Repeat("{a: ", 50_000),
		"nested block sequences": strings.Repeat("- ", 100_000) + "x",
		"not not not":            when(strings.Repeat("not ", 1000) + "disputed"),
		"minus minus":            when(strings.Repeat("-", 1000) + "1 > balance"),
		"mixed signs":            when(strings.Repeat("- ! ", 500) + "disputed"),
		"a long chain":           when(strings.Repeat("disputed and ", 310) + "disputed"),
		"a long name":            when(strings.Repeat("a", 4000)),
		"a long number":          when("balance > " + strings.Repeat("9", 4000)),
		"a long fraction":        when("balance > 0." + strings.Repeat("9", 4000)),
		"a long text":            when(`client == "` + strings.Repeat("é", 2000)),
		"billion laughs":         "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\n",
		"many keys":              head + strings.Repeat("x: 1\n", 30_000),
		"many documents":         strings.Repeat("--- a\n", 40_000),
		"a huge scalar":          "policy: " + strings.Repeat("x", 255<<10),
		"let calls itself":       "let: { a: a or disputed }\n" + head,
		"let calls each other":   "let: { a: b or disputed, b: a or disputed }\n" + head,
	} {
		t.Run(name, func(t *testing.T) {
			err := build("hostile.yaml", []byte(text))
			checkDiagnostics(t, err)
		})
	}
}

func checkDiagnostics(t *testing.T, err error) {
	t.Helper()
	diagnostics, ok := err.(policy.Diagnostics)
	require.True(t, ok, "%v", err)
	require.NotEmpty(t, diagnostics)
	assert.LessOrEqual(t, len(diagnostics), 50)
	for i, d := range diagnostics {
		assert.NotEmpty(t, d.Code)
		assert.NotEmpty(t, d.Message)
		assert.Less(t, len([]rune(d.Message)), 400, "%.400s", d.Message)
		if d.Code != "P002" {
			assert.Positive(t, d.Line, "%v", d)
			assert.Positive(t, d.Column, "%v", d)
		}
		if i > 0 {
			assert.GreaterOrEqual(t, d.Line, diagnostics[i-1].Line)
		}
	}
}

func TestTooLarge(t *testing.T) {
	err := build("big.yaml", make([]byte, 256<<10+1))
	checkDiagnostics(t, err)
	assert.ErrorContains(t, err, "P002")
}

// Whatever the file holds, Load ends with a policy or with diagnostics in both
// languages; a policy then decides about any facts without failing, and twice
// the same.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"policies/*.yaml", "testdata/errors/*.yaml", "testdata/hostile/*"} {
		files, err := filepath.Glob(pattern)
		require.NoError(f, err)
		for _, file := range files {
			src, err := os.ReadFile(file)
			require.NoError(f, err)
			f.Add(src, []byte("facts"))
		}
	}
	f.Add([]byte("icy%!"), []byte("facts")) // quoted in a message, it is no misprint of ours
	f.Fuzz(func(t *testing.T, src, facts []byte) {
		p, err := policy.Load[policy.Facts]("fuzz.yaml", src)
		if err != nil {
			for _, d := range err.(policy.Diagnostics) {
				bilingual(t, d)
			}
			return
		}
		doc, err := policy.Parse("fuzz.yaml", src)
		require.NoError(t, err)
		again, err := policy.Parse("canonical.json", doc.Canonical())
		require.NoError(t, err, "%s", doc.Canonical())
		assert.Equal(t, doc.Hash(), again.Hash(), "the canonical form read again is another policy")
		same(t, p, factsFrom(facts))
	})
}

// An expression that is accepted decides about random facts without failing,
// on the evaluator and on expr's machine alike.
func FuzzExpression(f *testing.F) {
	for _, text := range []string{
		"days_overdue >= 30", "overdue >= 150.00 and not disputed", `client_kind in ["public", "consumer"]`, "late_ratio > 0.4 or promises_broken >= 2",
		"2 * disputed_amount > balance", `last_step == "none"`, `end_of_month(due) < as_of`, "days_since_last > 7", "limitation_days_left < 60", "-balance < 0",
	} {
		f.Add(text, []byte("facts"))
	}
	f.Fuzz(func(t *testing.T, text string, facts []byte) {
		doc := &policy.Document{
			Policy: "fuzz", Version: 1,
			Segments: []policy.Segment{{ID: "a", When: text}, {ID: "b"}},
			Holds:    []policy.Hold{{ID: "h", When: text, End: "due + 10"}},
			Steps:    []policy.Step{{ID: "s1", At: "due + 1"}, {ID: "s2", At: "end_of_month(previous) + 1", When: text}},
		}
		p, err := policy.Compile[policy.Facts](doc)
		if err != nil {
			return
		}
		vm, err := policy.Compile[policy.Facts](doc, policy.OnVM())
		require.NoError(t, err, text)
		facts1 := factsFrom(facts)
		d, ok := same(t, p, facts1)
		if onVM, _ := same(t, vm, facts1); ok {
			assert.Equal(t, d, onVM, text)
		}
	})
}

// same decides twice and explains, and checks that all three agree.
func same(t *testing.T, p *policy.Policy[policy.Facts], facts policy.Facts) (policy.Decision, bool) {
	t.Helper()
	first, err := p.Decide(facts)
	if err != nil {
		_, ok := err.(dunning.Problems)
		require.True(t, ok, "%v", err)
		return first, false
	}
	second, err := p.Decide(facts)
	require.NoError(t, err)
	assert.Equal(t, first, second)
	trace, err := p.Explain(facts)
	require.NoError(t, err)
	assert.Equal(t, first, trace.Decision)
	if first.None() {
		assert.NotEmpty(t, first.Blockers, "nothing to do and no reason")
		assert.True(t, first.Next == 0 || first.Next > first.AsOf, "%v", first)
	} else {
		assert.Empty(t, first.Blockers)
		assert.LessOrEqual(t, first.Since, first.AsOf)
	}
	_ = trace.Text(0) + trace.Text(1)
	return first, true
}

// factsFrom turns bytes into facts that agree with themselves.
func factsFrom(b []byte) policy.Facts {
	next := func(n int64) int64 {
		if len(b) < 2 {
			return 0
		}
		v := int64(binary.LittleEndian.Uint16(b))
		b = b[2:]
		return v % n
	}
	cents := func() decimal.Decimal { return decimal.New(next(65_536), -2) }
	asOf := day("2026-01-01") + date.Date(next(700))
	due := asOf - date.Date(next(200)) + 30
	f := policy.Facts{
		AsOf: asOf, Client: "C1", Invoice: "F1", Issued: due - 30, Due: due, Balance: cents(),
		ClientKind: dunning.ClientKind(next(3)), LateRatio: decimal.New(next(1001), -3), LateCount: int(next(9)),
		PromisesBroken: int(next(4)), PromiseOpen: next(4) == 0, Insolvency: next(9) == 0, EmailMissing: next(5) == 0,
		LimitationDaysLeft: int(next(2000)), Held: next(9) == 0,
	}
	if f.PromiseOpen {
		f.PromiseUntil = asOf + date.Date(next(20))
	}
	if asOf > due {
		f.Overdue, f.OverdueCount, f.OldestDaysLate = f.Balance.Add(cents()), 1, int(asOf-due)
	}
	f.Outstanding = f.Overdue.Add(f.Balance)
	if next(5) == 0 {
		f.Disputed, f.DisputedAmount = true, f.Balance
	}
	for range next(4) {
		steps := []string{"s1", "s2", "relance-1", "relance-2", "mise-en-demeure", "autre"}
		f.History = append(f.History, dunning.Action{Date: asOf - date.Date(next(60)), Step: steps[next(6)], Channel: dunning.Channel(next(4))})
	}
	return f
}
