package fast_test

import (
	"math/rand/v2"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/calendar"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/internal/fast"
	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/randexpr"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		"github.com/expr-lang/":       "it evaluates the tree that lang has checked",
		"go.yaml.in/":                 "documents are read by package policy",
		deptest.Module + "penalty":    "it knows numbers, not claims",
		deptest.Module + "aging":      "it knows numbers, not claims",
		deptest.Module + "kpi":        "it knows numbers, not claims",
		"github.com/stretchr/testify": "tests only",
	})
}

// symbols are two facts of each kind. The slot of as_of is 0 and moves.
func symbols() (list []*lang.Symbol, scope *lang.Scope) {
	scope = &lang.Scope{Symbols: map[string]*lang.Symbol{}, Days: map[string]*lang.Symbol{}, Digits: 2}
	for i, s := range []lang.Symbol{
		{Name: "as_of", Type: lang.Type{Kind: lang.Date}},
		{Name: "due", Type: lang.Type{Kind: lang.Date}},
		{Name: "until", Type: lang.Type{Kind: lang.Date}, Optional: true},
		{Name: "days", Type: lang.Type{Kind: lang.Int}},
		{Name: "left", Type: lang.Type{Kind: lang.Int}},
		{Name: "overdue", Type: lang.Type{Kind: lang.Money}},
		{Name: "ratio", Type: lang.Type{Kind: lang.Ratio}},
		{Name: "promise", Type: lang.Type{Kind: lang.Bool}},
		{Name: "disputed", Type: lang.Type{Kind: lang.Bool}},
		{Name: "kind", Type: lang.Type{Kind: lang.Enum, Name: "kind", Values: []string{"a", "b", "c"}}},
		{Name: "client", Type: lang.Type{Kind: lang.Text}},
	} {
		if s.Slot = i; s.Type.Kind == lang.Text {
			s.Slot = 0
		}
		list = append(list, &s)
		scope.Symbols[s.Name] = &s
	}
	return list, scope
}

func randomRow(r *rand.Rand) *lang.Row {
	today := int64(date.New(2026, 3, 1)) + r.Int64N(400)
	row := &lang.Row{
		Nums: []int64{today, today - 60 + r.Int64N(90), today + r.Int64N(30), r.Int64N(120) - 20, r.Int64N(300) - 1,
			r.Int64N(80_000) - 1_000, r.Int64N(1_000_001), r.Int64N(2), r.Int64N(2), r.Int64N(3)},
		Texts: []string{[]string{"C1", "F1", "EUR", ""}[r.IntN(4)]},
		Slope: []int8{1, 0, 0, 1, -1, 0, 0, 0, 0, 0},
		Until: make([]int, 10),
	}
	for _, slot := range []int{0, 1, 2} {
		if r.IntN(8) == 0 {
			row.Nums[slot] = 0 // absent
		}
	}
	if r.IntN(2) == 0 {
		row.Until[7] = 2
	}
	return row
}

func FuzzAgainstTheEvaluator(f *testing.F) {
	for seed := range uint64(400) {
		f.Add(seed)
	}
	list, scope := symbols()
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		w := randexpr.Writer{Rand: r, Symbols: list}
		var texts []string
		var nodes []lang.Node
		for range 1 + r.IntN(4) {
			text := w.Condition(r.IntN(5))
			node, errs := scope.Check(text, lang.Bool)
			require.Empty(t, errs, text)
			texts, nodes = append(texts, text), append(nodes, node)
		}
		text := w.Day()
		day, errs := scope.Check(text, lang.Date)
		require.Empty(t, errs, text)
		p, number := fast.NewProgram(nodes...), fast.NewNumber(day)
		for range 20 {
			row := randomRow(r)
			e := lang.Eval{Row: row}
			assert.Equal(t, e.Num(day), number.Of(row), "%s: %v", text, row)
			for from := range len(nodes) + 1 {
				want := from
				for want < len(nodes) && !e.Bool(nodes[want]) {
					want++
				}
				require.Equal(t, want, p.Find(row, from), "%q from %d: %v", texts, from, row)
			}
			if p.Holds(row) {
				continue
			}
			want, wantOK := e.FirstTrue(nodes[0])
			got, ok := p.FirstTrue(row)
			require.Equal(t, wantOK, ok, "%s: %v", texts[0], row)
			require.Equal(t, want, got, "%s: %v", texts[0], row)
		}
	})
}

// A condition that is missing always holds.
func TestNoCondition(t *testing.T) {
	assert.Equal(t, 0, fast.NewProgram(nil).Find(&lang.Row{}, 0))
	assert.Equal(t, 0, fast.NewProgram().Find(&lang.Row{}, 0))
}

func TestNames(t *testing.T) {
	for _, names := range [][]string{{}, {"relance-1", "relance-2", "relance-3", "mise-en-demeure"}, {"a", "ab", "abb"}, {"xay", "xaay", "xbay", "xaby", "xaxxy", "xayxy"},
		{"aaXaaaa", "aaYaaaa", "aXaaaaa"}, {"same-ends-1-here", "same-ends-2-here", "same-ends-3-here"}} {
		n := fast.NewNames(names)
		for i, name := range names {
			assert.Equal(t, i, n.Index(name), name)
			assert.Equal(t, -1, n.Index(name+"x"))
			assert.Equal(t, -1, n.Index(name[1:]))
		}
		assert.Equal(t, -1, n.Index(""))
		assert.Equal(t, -1, n.Index("autre"))
	}
}

func TestCalendar(t *testing.T) {
	for _, name := range []string{"FR", "FR-57", "TARGET"} {
		plain, ok := calendar.ByName(name)
		require.True(t, ok)
		plain.Closed = []date.Date{date.New(2026, 7, 15)}
		c := fast.NewCalendar(plain)
		for d := date.New(1999, 11, 1); d < date.New(2071, 1, 1); d++ {
			if c.Next(d) != plain.Next(d) || c.IsBusinessDay(d) != plain.IsBusinessDay(d) {
				t.Fatalf("%s: %s", name, d)
			}
		}
	}
	closed := calendar.Calendar{}
	from := date.New(2026, 1, 1)
	for i := range date.Date(1000) {
		closed.Closed = append(closed.Closed, from+i)
	}
	c := fast.NewCalendar(closed)
	for d := from - 5; d < from+1010; d += 7 {
		require.Equal(t, closed.Next(d), c.Next(d), "%s", d)
	}
}
