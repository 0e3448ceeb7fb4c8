package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creance/creance/policy"
)

// One decision on the standard policy, for files on which a step is due and for
// files on which none is: by the evaluator, and by the trees and expr's machine
// behind the same stages. examples/benchmarks compares with other engines.
func BenchmarkDecide(b *testing.B) {
	with, without := byStep(b, portfolio(b, 256))
	for _, kind := range []struct {
		name  string
		files []policy.Facts
	}{{"step", with}, {"none", without}} {
		run := func(name string, decide func(*policy.Facts)) {
			b.Run(kind.name+"/"+name, func(b *testing.B) {
				i := 0
				b.ReportAllocs()
				for b.Loop() {
					decide(&kind.files[i])
					if i++; i == len(kind.files) {
						i = 0
					}
				}
			})
		}
		var d policy.Decision
		for _, backend := range []struct {
			name string
			opts []policy.Option
		}{{"creance", nil}, {"tree", []policy.Option{policy.OnTree()}}, {"vm", []policy.Option{policy.OnVM()}}} {
			p, err := policy.Compile[policy.Facts](policy.StandardDocument(), backend.opts...)
			require.NoError(b, err)
			e := p.Evaluator()
			run(backend.name+"-next", func(f *policy.Facts) { _ = e.Decide(f, &d) })
			today := p.Evaluator()
			today.SkipNext = true
			run(backend.name, func(f *policy.Facts) { _ = today.Decide(f, &d) })
		}
	}
}

// The conditions and days of the standard policy alone, all 22 of them, on
// facts that have been read already: what the back end is for.
func BenchmarkRules(b *testing.B) {
	files, _ := byStep(b, portfolio(b, 256))
	f := files[0]
	for _, backend := range []struct {
		name string
		opts []policy.Option
	}{{"creance", nil}, {"tree", []policy.Option{policy.OnTree()}}, {"vm", []policy.Option{policy.OnVM()}}} {
		p, err := policy.Compile[policy.Facts](policy.StandardDocument(), backend.opts...)
		require.NoError(b, err)
		all := p.Rules(&f)
		b.Run(backend.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				all()
			}
		})
	}
}

// The facts of a client with ten invoices, a few of them paid, one disputed, and
// reminders sent.
func BenchmarkFacts(b *testing.B) {
	a, today := busyAccount(), day("2026-06-16")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := policy.Standard().Facts(a, today); err != nil {
			b.Fatal(err)
		}
	}
}
