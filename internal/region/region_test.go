package region_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/internal/region"
)

const side = 4 // every variable lies in -4 … 4

// box is a region over three variables, and whether a point lies in it.
type box struct {
	region.Region
	in func(p [3]int64) bool
}

func randomBox(r *rand.Rand, rows int) box {
	s := region.NewSpace(1 << 30)
	for range 3 {
		s.Var(-side, side)
	}
	b := box{s.All(nil), func([3]int64) bool { return true }}
	for range rows {
		var l region.Linear
		coef := [3]int64{}
		for v := range 3 {
			coef[v] = int64(r.IntN(7) - 3)
			for range int(math.Abs(float64(coef[v]))) {
				if coef[v] > 0 {
					l = l.Add(region.Of(region.Var(v)))
				} else {
					l = l.Minus(region.Of(region.Var(v)))
				}
			}
		}
		least := int64(r.IntN(15) - 7)
		b.Region = b.AtMost(l, region.Constant(least))
		before := b.in
		b.in = func(p [3]int64) bool {
			return before(p) && coef[0]*p[0]+coef[1]*p[1]+coef[2]*p[2] <= least
		}
	}
	return b
}

func points(do func([3]int64)) {
	for x := int64(-side); x <= side; x++ {
		for y := int64(-side); y <= side; y++ {
			for z := int64(-side); z <= side; z++ {
				do([3]int64{x, y, z})
			}
		}
	}
}

// Solve says Empty only of regions without points, and its models lie inside;
// Least is never above a point.
func TestSolveAgainstAllPoints(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	answers := map[region.Answer]int{}
	for range 4000 {
		b := randomBox(r, 1+r.IntN(6))
		model, answer := b.Solve([]int64{1, -2, 3})
		answers[answer]++
		count, least := 0, int64(math.MaxInt64)
		points(func(p [3]int64) {
			if b.in(p) {
				count++
				least = min(least, p[1])
			}
		})
		switch answer {
		case region.Empty:
			assert.Zero(t, count)
			assert.True(t, b.IsEmpty())
		case region.Found:
			assert.True(t, b.in([3]int64(model)), "%v", model)
		}
		if low, ok := b.Least(1); ok && count > 0 {
			assert.LessOrEqual(t, low, least)
		}
	}
	assert.Greater(t, answers[region.Empty], 100)
	assert.Greater(t, answers[region.Found], 1000)
	assert.Less(t, answers[region.Unknown], 100, "rational solutions between whole numbers are rare")
}

func FuzzSolve(f *testing.F) {
	f.Add(uint64(1), uint8(3))
	f.Fuzz(func(t *testing.T, seed uint64, rows uint8) {
		b := randomBox(rand.New(rand.NewPCG(seed, 0)), int(rows%12))
		model, answer := b.Solve(nil)
		if answer == region.Found {
			assert.True(t, b.in([3]int64(model)))
		}
		points(func(p [3]int64) {
			if b.in(p) {
				require.NotEqual(t, region.Empty, answer)
			}
		})
	})
}

// words are facts of each kind that splits.
var (
	number = &lang.Symbol{Name: "number", Type: lang.Type{Kind: lang.Int}, Slot: 0}
	other  = &lang.Symbol{Name: "other", Type: lang.Type{Kind: lang.Int}, Slot: 1}
	flag   = &lang.Symbol{Name: "flag", Type: lang.Type{Kind: lang.Bool}, Slot: 2}
	text   = &lang.Symbol{Name: "text", Type: lang.Type{Kind: lang.Text}, Slot: 0}
)

// Splitting by a condition gives parts that hold exactly the facts for which it
// has the value: each point lies in one part of one side.
func TestSplitIsAPartition(t *testing.T) {
	scope := &lang.Scope{Symbols: map[string]*lang.Symbol{"number": number, "other": other, "flag": flag, "text": text}}
	n := 0
	for _, condition := range []string{
		"number > 2", "number >= other", "number == 2", "number != other", "flag", "not flag", "number in [1, 3, -2]", "number not in [1, 2]",
		"number > 2 and other < 1 or flag", "not (number > 2 and (other < 1 or not flag))", "flag == (number > 1)", "flag != (number > other)",
		"2 * number - other <= 3", "-number + 3 * other == 1", `text == "a"`, `text != "a" and flag`, `text in ["a", "b"]`, `text not in ["a", "b"]`, "true and flag",
	} {
		node, errs := scope.Check(condition, lang.Bool)
		require.Empty(t, errs, condition)
		s := region.NewSpace(1 << 30)
		defs := region.Definitions{
			number: region.Of(s.Var(-side, side)), other: region.Of(s.Var(-side, side)), flag: region.Of(s.Var(0, 1)), text: region.Of(s.Var(0, 9)),
		}
		all := s.All(defs)
		holds, fails := all.Split(node, true), all.Split(node, false)
		points(func(p [3]int64) {
			if n++; n%ledgertest.Less != 0 {
				return
			}
			for _, word := range []string{"a", "b", "c"} {
				row := &lang.Row{Nums: []int64{p[0], p[1], max(0, p[2]) % 2}, Texts: []string{word}, Until: make([]int, 3), Slope: make([]int8, 3)}
				value := int64(0)
				if word != "c" {
					value = s.Text(word)
				}
				in := 0
				for i, parts := range [][]region.Region{holds, fails} {
					for _, r := range parts {
						for _, x := range []struct {
							of *lang.Symbol
							n  int64
						}{{number, row.Nums[0]}, {other, row.Nums[1]}, {flag, row.Nums[2]}, {text, value}} {
							r = r.Equal(r.Fact(x.of), region.Constant(x.n))
						}
						if !r.IsEmpty() {
							in++
							assert.Equal(t, (&lang.Eval{Row: row}).Bool(node), i == 0, "%s at %v %s", condition, p, word)
						}
					}
				}
				assert.Equal(t, 1, in, "%s at %v %s", condition, p, word)
			}
		})
		got, known := s.TextOf(s.Text("a"))
		assert.True(t, known && got == "a")
		_, known = s.TextOf(0)
		assert.False(t, known)
	}
}

// The end of a month is known within a month, two texts not at all: what is
// excluded is certain, what is left is called approximate.
func TestApproximate(t *testing.T) {
	day := &lang.Symbol{Name: "day", Type: lang.Type{Kind: lang.Date}, Slot: 0}
	word := &lang.Symbol{Name: "word", Type: lang.Type{Kind: lang.Text}, Slot: 1}
	scope := &lang.Scope{Symbols: map[string]*lang.Symbol{"day": day, "text": text, "word": word}}
	for condition, want := range map[string][2]bool{ // whether it may hold, whether it may fail
		"end_of_month(day) >= day":     {true, false},
		"end_of_month(day) > day + 30": {false, true},
		"end_of_month(day) == day":     {true, true},
		"text == word":                 {true, true},
		"text != word":                 {true, true},
	} {
		n, errs := scope.Check(condition, lang.Bool)
		require.Empty(t, errs, condition)
		s := region.NewSpace(1 << 20)
		all := s.All(region.Definitions{day: region.Of(s.Var(1, lang.MaxDate)), text: region.Of(s.Var(0, 9)), word: region.Of(s.Var(0, 9))})
		for i, value := range []bool{true, false} {
			may := false
			for _, r := range all.Split(n, value) {
				if !r.IsEmpty() {
					may = true
					assert.True(t, r.Approximate(), condition)
				}
			}
			assert.Equal(t, want[i], may, "%s is %v", condition, value)
		}
	}
}

// A condition that cuts a region into too many parts ends the work.
func TestTooManyParts(t *testing.T) {
	scope := &lang.Scope{Symbols: map[string]*lang.Symbol{"number": number, "other": other}}
	n, errs := scope.Check("number != 1"+strings.Repeat(" and (number > 0 or other > 0)", 40), lang.Bool)
	require.Empty(t, errs)
	s := region.NewSpace(1 << 40)
	x, y, z := s.Var(-9, 9), s.Var(-9, 9), s.Var(-9, 9)
	r := s.All(region.Definitions{number: region.Of(x).Add(region.Of(z)), other: region.Of(y).Add(region.Of(z))})
	assert.LessOrEqual(t, len(r.Split(n, true)), 30_000)
	for range 3 {
		for _, part := range r.Split(n, true)[:1] {
			r = part
		}
	}
	_, answer := r.Solve(nil)
	assert.NotEqual(t, region.Empty, answer)
}

// Numbers too large to reason about make a region approximate, never empty.
func TestLargeNumbers(t *testing.T) {
	s := region.NewSpace(1 << 30)
	x, y := s.Var(0, 1<<60), s.Var(0, 1<<60)
	r := s.All(nil)
	huge := region.Of(x)
	for range 62 {
		huge = huge.Add(huge)
	}
	assert.False(t, r.AtMost(huge, region.Of(y)).Dead())
	assert.True(t, r.AtMost(huge, region.Of(y)).Approximate())
	_, answer := r.AtMost(region.Of(x), region.Of(y)).Less(region.Of(y), region.Of(x)).Solve(nil)
	assert.Equal(t, region.Empty, answer)
}

// Without work left nothing is said to be empty.
func TestExhausted(t *testing.T) {
	s := region.NewSpace(1)
	x := s.Var(0, 9)
	y := s.Var(0, 9)
	r := s.All(nil).Less(region.Of(x), region.Of(y)).Less(region.Of(y), region.Of(x))
	_, answer := r.Solve(nil)
	assert.Equal(t, region.Unknown, answer)
	assert.True(t, s.Exhausted())
	s.Grant(1000)
	assert.True(t, r.IsEmpty())
}
