package policy_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/policy"
)

// Whatever the number of workers, the answers are those of Decide, one by one
// and in order, errors included.
func TestDecideAll(t *testing.T) {
	p := policy.Standard()
	files := slices.Repeat(portfolio(t, 64), 12)
	files[5].Balance = amount("-1")
	files[300].Currency = "???"
	for _, n := range []int{0, 1, 127, 128, 129, len(files)} {
		for _, workers := range []int{-1, 1, 2, 7} {
			i := 0
			for got, err := range p.DecideAll(slices.Values(files[:n]), workers) {
				want, wantErr := p.Decide(files[i])
				require.Equal(t, wantErr, err)
				require.Equal(t, want, got)
				i++
			}
			require.Equal(t, n, i)
		}
	}
}

// Whoever stops early is not read for further than was promised, and what he
// has kept stays as it was.
func TestDecideAllStops(t *testing.T) {
	files := portfolio(t, 64)
	read := 0
	endless := func(yield func(policy.Facts) bool) {
		for yield(files[read%len(files)]) {
			read++
		}
	}
	var kept []policy.Decision
	for d, err := range policy.Standard().DecideAll(endless, 2) {
		require.NoError(t, err)
		if kept = append(kept, d); len(kept) == 1000 {
			break
		}
	}
	assert.Less(t, read, 1000+2*256+128)
	for i, d := range kept {
		want, err := policy.Standard().Decide(files[i%len(files)])
		require.NoError(t, err)
		require.Equal(t, want, d)
	}
}

// hostFacts has fields of every size, and the facts of the library in between.
type hostFacts struct {
	Small int8 `policy:"small,int"`
	Flag  bool `policy:"flag,bool"`
	policy.Facts
	inner
	Level8  uint8           `policy:"level_8,enum=a|b|c"`
	Level64 uint64          `policy:"level_64,enum=a|b|c"`
	Medium  int16           `policy:"medium,days"`
	Large   int32           `policy:"large,int"`
	Word    int             `policy:"word,int"`
	Agency  string          `policy:"agency,text"`
	Risk    string          `policy:"risk,enum=low|high"`
	Margin  decimal.Decimal `policy:"margin,ratio"`
}

type inner struct {
	Huge    int64           `policy:"huge,int"`
	Deposit decimal.Decimal `policy:"deposit,money"`
}

func TestFieldsOfEverySize(t *testing.T) {
	doc := &policy.Document{Policy: "host", Version: 1, Steps: []policy.Step{{ID: "s", At: "due + 1"}}}
	conditions := []string{"small == -8", "flag", `level_8 == "c"`, `level_64 == "c"`, "medium == -1_600", "large == 320_000", "word == 77", "huge == 640_000_000",
		"deposit > 12.33 and deposit < 12.35", `agency == "Lyon"`, `risk == "high"`, "margin > 0.333332 and margin < 0.333334"}
	for i, c := range conditions {
		doc.Holds = append(doc.Holds, policy.Hold{ID: fmt.Sprint("h", i), When: c})
	}
	doc.Segments = []policy.Segment{{ID: "tous"}}
	lowered, err := policy.Compile[hostFacts](doc)
	require.NoError(t, err)
	tree, err := policy.Compile[hostFacts](doc, policy.OnTree())
	require.NoError(t, err)
	base := hostFacts{Facts: portfolio(t, 40)[30], Small: -8, Flag: true, Level8: 2, Level64: 2, Medium: -1600, Large: 320_000, Word: 77, Agency: "Lyon", Risk: "high",
		Margin: amount("0.333333"), inner: inner{Huge: 640_000_000, Deposit: amount("12.34")}}
	for name, change := range map[string]func(*hostFacts){
		"as it is":         func(*hostFacts) {},
		"others":           func(f *hostFacts) { *f = hostFacts{Facts: f.Facts} },
		"huge":             func(f *hostFacts) { f.Huge = 1 << 62 },
		"hugely negative":  func(f *hostFacts) { f.Huge = -1 << 63 },
		"too large":        func(f *hostFacts) { f.Large = 2_000_000_000 },
		"no choice":        func(f *hostFacts) { f.Level8 = 3 },
		"a huge choice":    func(f *hostFacts) { f.Level64 = 1 << 63 },
		"no such risk":     func(f *hostFacts) { f.Risk = "Low" },
		"rounded":          func(f *hostFacts) { f.Margin = amount("0.3333325000000000000000000000001") },
		"a long ratio":     func(f *hostFacts) { f.Margin = decimal.New(5, -1).Add(decimal.New(0, -150)) },
		"parts of cents":   func(f *hostFacts) { f.Deposit = amount("12.345") },
		"other exponent":   func(f *hostFacts) { f.Deposit = amount("12.340000") },
		"many digits":      func(f *hostFacts) { f.Deposit = amount("12.3400000000000000000000000") },
		"beyond the limit": func(f *hostFacts) { f.Deposit = amount("1e14") },
		"no bound":         func(f *hostFacts) { f.Deposit = decimal.New(1, 999_999) },
	} {
		f := base
		change(&f)
		before := f
		want, wantErr := tree.Decide(f)
		got, err := lowered.Decide(f)
		assert.Equal(t, wantErr, err, name)
		assert.Equal(t, want, got, name)
		var d policy.Decision
		assert.Equal(t, err, lowered.Evaluator().Decide(&f, &d), name)
		assert.Equal(t, before, f, "facts are not changed")
		if name == "as it is" {
			require.NoError(t, err)
			held := 0
			for _, b := range d.Blockers {
				if b.Code == policy.OnHold {
					held++
				}
			}
			assert.Equal(t, len(conditions), held, "every field is read")
		}
	}
}

type behindPointer struct {
	policy.Facts
	*inner
}

func TestFieldsBehindPointersAreRefused(t *testing.T) {
	_, err := policy.Compile[behindPointer](policy.StandardDocument())
	assert.ErrorContains(t, err, "stands behind a pointer")
}

// An ID is the same until the step has been sent, and another afterwards.
func TestIdentify(t *testing.T) {
	p := compile(t, "steps:\n  - { id: r1, at: due + 1, channel: email, repeat: { every: 10, max: 3 } }\n")
	a := account(invoice("F1", "2026-03-04", "100"))
	first := decide(t, p, a, "2026-03-05")
	assert.Equal(t, first.ID, first.Identify())
	assert.Equal(t, first.ID, decide(t, p, a, "2026-03-09").ID)
	sent(a, "2026-03-05", "r1", "F1")
	assert.Empty(t, decide(t, p, a, "2026-03-09").ID)
	second := decide(t, p, a, "2026-03-20")
	assert.Equal(t, 1, second.Times)
	assert.NotEqual(t, first.ID, second.ID)

	for _, year := range []int{-44, 0, 1, 987, 2026, 9999, 10_000, 12_345} {
		d := policy.Decision{Policy: "p", Client: "a \"b\"", Currency: "EUR", Invoice: "F", Step: "s", AsOf: date.New(year, 3, 4)}
		sum := sha256.Sum256([]byte(`"p" "a \"b\"" "EUR" "F" ` + d.AsOf.String() + ` "s" 0`))
		assert.Equal(t, hex.EncodeToString(sum[:16]), d.Identify(), "an identity never changes")
	}
}
