package policy_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/internal/randexpr"
	"github.com/creance/creance/policy"
)

// Random policies on random facts: the lowered program, the trees and expr's
// machine decide the same, into used memory and into fresh.
func FuzzBackends(f *testing.F) {
	for seed := range uint64(150 / ledgertest.Less) {
		f.Add(seed, []byte("facts"))
	}
	f.Fuzz(func(t *testing.T, seed uint64, b []byte) {
		r := rand.New(rand.NewPCG(seed, 2))
		doc := randomDocument(r)
		compiled := func(opts ...policy.Option) *policy.Policy[policy.Facts] {
			p, err := policy.Compile[policy.Facts](doc, opts...)
			require.NoError(t, err, "%+v", doc)
			return p
		}
		lowered, tree, vm := compiled(), compiled(policy.OnTree()), compiled(policy.OnVM())
		e := lowered.Evaluator()
		var used policy.Decision
		for range 8 {
			facts := factsFrom(append(b, randomBytes(r, 60)...))
			spoil(r, &facts)
			want, wantErr := tree.Decide(facts)
			machine, machineErr := vm.Decide(facts)
			require.Equal(t, wantErr, machineErr)
			got, err := lowered.Decide(facts)
			require.Equal(t, wantErr, err)
			require.Equal(t, wantErr, e.Decide(&facts, &used))
			used.ID = used.Identify()
			assert.Equal(t, asJSON(t, want), asJSON(t, machine))
			assert.Equal(t, asJSON(t, want), asJSON(t, got))
			assert.Equal(t, asJSON(t, want), asJSON(t, used))
			if err == nil {
				trace, err := lowered.Explain(facts)
				require.NoError(t, err)
				assert.Equal(t, asJSON(t, want), asJSON(t, trace.Decision))
			}
		}
	})
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	js, err := json.Marshal(v)
	require.NoError(t, err)
	return string(js)
}

func randomBytes(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// spoil makes facts unusual now and then: contradictory, out of bounds, written
// with more digits than needed.
func spoil(r *rand.Rand, f *policy.Facts) {
	switch r.IntN(24) {
	case 0:
		f.Balance = amount("-1")
	case 1:
		f.Overdue = f.Overdue.Sub(amount("3.00"))
	case 2:
		f.Balance = f.Balance.Add(amount("0.001"))
	case 3:
		f.Outstanding = amount("12.50000000000000000000000")
	case 4:
		f.LateRatio = amount("0.33333333333333333333333333333333")
	case 5:
		f.LateRatio = amount("1e12")
	case 6:
		f.Seniority = 2_000_000_000
	case 7:
		f.TermsVerdict = "perhaps"
	case 8:
		f.TermsVerdict = "excessive"
	case 9:
		f.Currency = "JPY"
	case 10:
		f.Currency = "???"
	case 11:
		f.AsOf = 0
	case 12:
		f.Due = 0
	case 13:
		f.History = append(f.History, dunning.Action{Step: "s1"})
	case 14:
		f.ClientKind = 9
	case 15:
		f.Left = []policy.Left{{Invoice: "F1", Amount: f.Balance, Code: policy.InDispute, LiftsOn: f.AsOf + 5}}
	case 16:
		f.Left = []policy.Left{{Invoice: "F2", Amount: amount("1.00"), Code: policy.BelowItem}, {Invoice: "F1", Amount: amount("2.00"), Code: policy.Promised, LiftsOn: f.AsOf + 9}}
	case 17:
		f.Left = []policy.Left{{Invoice: "F2", Amount: amount("1.001"), Code: policy.SetOff}}
	case 18:
		f.PromiseUntil = -1_300_000
	case 19:
		f.Balance = amount("0")
	}
}

func randomDocument(r *rand.Rand) *policy.Document {
	w := &randexpr.Writer{Rand: r, Symbols: factSymbols()}
	steady := &randexpr.Writer{Rand: r, Symbols: slices.DeleteFunc(factSymbols(), func(s *lang.Symbol) bool {
		return slices.Contains([]string{"as_of", "days_overdue", "seniority", "oldest_days_late", "days_since_last"}, s.Name)
	})} // a day may not move on with the days
	maybe := func(text string) string {
		if r.IntN(2) == 0 {
			return ""
		}
		return text
	}
	doc := &policy.Document{Policy: "fuzz", Version: 1, Calendar: policy.Calendar{BusinessDays: []string{"", "FR", "FR-57"}[r.IntN(3)]}}
	doc.CatchUp = []policy.CatchUp{policy.OneStep, policy.Jump, policy.MandatoryThenJump, policy.Replay}[r.IntN(4)]
	doc.Carrying = []policy.Carrying{policy.OldestDue, policy.EachInvoice}[r.IntN(2)]
	doc.Limits = policy.Limits{MinItem: amount("5.00"), MinAccount: amount("20.00"), MinContactDelay: r.IntN(9)}
	if r.IntN(3) == 0 {
		doc.Let = []policy.Condition{{Name: "nomme", When: w.Condition(2)}}
		doc.Holds = append(doc.Holds, policy.Hold{ID: "nomme", When: "nomme and " + w.Condition(1)})
	}
	for i := range r.IntN(4) {
		doc.Segments = append(doc.Segments, policy.Segment{ID: fmt.Sprint("g", i), When: fmt.Sprintf("(%s) or overdue_count == %d", w.Condition(2), 50+i)})
	}
	doc.Segments = append(doc.Segments, policy.Segment{ID: "tous"})
	for i := range r.IntN(4) {
		doc.Holds = append(doc.Holds, policy.Hold{ID: fmt.Sprint("h", i), When: w.Condition(2), Start: maybe(steady.Day()), End: maybe(steady.Day()),
			Scope: []policy.Scope{"", policy.DisputedPart}[r.IntN(2)]})
	}
	for i := range 1 + r.IntN(5) {
		s := policy.Step{ID: fmt.Sprint("s", i+1), At: fmt.Sprintf("previous + %d", r.IntN(20)), When: maybe(w.Condition(2)), Deadline: r.IntN(9),
			Channels: [][]dunning.Channel{nil, {dunning.Email}, {dunning.Email, dunning.Letter}}[r.IntN(3)]}
		switch {
		case i == 0:
			s.At = []string{"due + 1", "due - 4", steady.Day()}[r.IntN(3)]
		case r.IntN(3) == 0:
			s.At = "end_of_month(previous + 3)"
		}
		switch r.IntN(6) {
		case 0:
			s.Mandatory = true
		case 1:
			s.Optional = true
		case 2:
			s.Repeat = policy.Repeat{Every: 1 + r.IntN(9), Max: 2 + r.IntN(3)}
		}
		doc.Steps = append(doc.Steps, s)
	}
	return doc
}

// factSymbols are the facts of policies, as the vocabulary tells them.
func factSymbols() (list []*lang.Symbol) {
	words, err := policy.Vocabulary[policy.Facts]()
	if err != nil {
		return nil
	}
	kinds := map[string]lang.Kind{"bool": lang.Bool, "int": lang.Int, "money": lang.Money, "ratio": lang.Ratio, "date": lang.Date, "text": lang.Text, "choice": lang.Enum}
	for _, w := range words {
		s := &lang.Symbol{Name: w.Name, Optional: w.Name == "promise_until" || w.Name == "previous"}
		if w.Name == "previous" {
			continue
		}
		s.Type = lang.Type{Kind: kinds[w.Type], Name: w.Name, Values: w.Values}
		if s.Optional {
			s.Type.Kind = lang.Date
		}
		if w.Name == "last_step" {
			s.Type.Values = []string{"none", "s1"}
		}
		list = append(list, s)
	}
	return list
}
