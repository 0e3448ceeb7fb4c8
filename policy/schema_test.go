package policy_test

import (
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

// myFacts adds what an electricity supplier knows.
type myFacts struct {
	policy.Facts
	Risk     string          `policy:"risk,enum=low|high" en:"score" fr:"note"`
	Margin   decimal.Decimal `policy:"margin,ratio"`
	Deposit  decimal.Decimal `policy:"deposit,money"`
	Meters   int             `policy:"meters,int"`
	Cut      date.Date       `policy:"cut_on,date?"`
	Started  date.Date       `policy:"started,date"`
	Agency   string          `policy:"agency,text"`
	Priority bool            `policy:"priority,bool"`
	Level    uint8           `policy:"level,enum=bronze|silver|gold"`
	Note     string          // not part of the language
}

func TestOwnFacts(t *testing.T) {
	doc, err := policy.Parse("own.yaml", []byte(`
policy: energie
version: 1
segments:
  - { id: sensible, when: 'risk == "high" and margin < 0.25 and agency == "Lyon" and level in ["silver", "gold"]' }
  - { id: tous }
holds:
  - { id: depot, when: deposit >= balance and not priority }
  - { id: coupure, when: started < date("2026-01-01"), end: cut_on + 10 }
steps:
  - { id: r1, at: due + 1 }
  - { id: r2, at: previous + 7, when: meters * 10 > days_overdue }
`))
	require.NoError(t, err)
	p, err := policy.Compile[myFacts](doc)
	require.NoError(t, err)
	vm, err := policy.Compile[myFacts](doc, policy.OnVM())
	require.NoError(t, err)
	files, err := p.Facts(account(invoice("F1", "2026-03-04", "100.00")), day("2026-03-10"))
	require.NoError(t, err)
	f := myFacts{Facts: files[0], Risk: "high", Margin: amount("0.2"), Deposit: amount("50.00"), Started: day("2026-02-01"), Agency: "Lyon", Level: 2}
	for _, p := range []*policy.Policy[myFacts]{p, vm} {
		d, err := p.Decide(f)
		require.NoError(t, err)
		assert.Equal(t, "sensible", d.Segment)
		assert.Equal(t, "r1 100.00 F1", shown(d))
		g := f
		g.Deposit, g.Started, g.Cut = amount("100.00"), day("2025-02-01"), day("2026-03-05")
		d, err = p.Decide(g)
		require.NoError(t, err)
		assert.Equal(t, "none: hold:depot hold:coupure<2026-03-15", shown(d))
		trace, err := p.Explain(g)
		require.NoError(t, err)
		assert.Equal(t, d, trace.Decision)
	}
	f.Started = 0
	_, err = p.Decide(f)
	assert.ErrorContains(t, err, "started")
	words, err := policy.Vocabulary[myFacts]()
	require.NoError(t, err)
	found := map[string]string{}
	for _, w := range words {
		found[w.Name] = w.String()
	}
	assert.Equal(t, "choice: low, high", found["risk"])
	assert.Equal(t, "date, in days only", found["cut_on"])
}

// Own facts may stand before those of the package, have their Go names, and come
// with a struct that embeds them.
func TestOwnFactsAnywhere(t *testing.T) {
	type first struct {
		Points int    `policy:"points,int"`
		Due    string `policy:"contract,text"`
		policy.Facts
	}
	type within struct {
		Level int `policy:"level,int"`
		first
	}
	doc, err := policy.Parse("own.yaml", []byte(`
policy: points
version: 1
segments: [{ id: tous }]
holds: [{ id: promesse, when: promise_open, reason: attendre }]
steps: [{ id: r1, at: due + 1, when: "points > 3 and contract == \"A\"" }]
`))
	require.NoError(t, err)
	files, err := policy.Standard().Facts(account(invoice("F1", "2026-03-04", "100.00")), day("2026-03-10"))
	require.NoError(t, err)
	f := first{Points: 4, Due: "A", Facts: files[0]}
	f.PromiseOpen, f.PromiseUntil = true, day("2026-03-17")
	for _, opts := range [][]policy.Option{nil, {policy.OnVM()}, {policy.OnTree()}} {
		p, err := policy.Compile[first](doc, opts...)
		require.NoError(t, err)
		d, err := p.Decide(f)
		require.NoError(t, err)
		assert.Equal(t, "none: hold:promesse<2026-03-18", shown(d))
		assert.Equal(t, "2026-03-18 r1", d.Next.String()+" "+d.NextStep)
		q, err := policy.Compile[within](doc, opts...)
		require.NoError(t, err)
		e, err := q.Decide(within{Level: 1, first: f})
		require.NoError(t, err)
		e.Schema = d.Schema
		assert.Equal(t, d, e)
	}
}

func TestFactsTypesThatCannotBe(t *testing.T) {
	doc := policy.StandardDocument()
	refused := func(err error, want ...string) {
		t.Helper()
		problems, ok := err.(dunning.Problems)
		require.True(t, ok, "%v", err)
		for _, w := range want {
			assert.ErrorContains(t, problems, w)
		}
	}
	_, err := policy.Compile[int](doc)
	refused(err, "is not a struct")
	_, err = policy.Compile[struct{ A int }](doc)
	refused(err, "does not embed policy.Facts")
	_, err = policy.Compile[struct{ *policy.Facts }](doc)
	refused(err, "by value")
	_, err = policy.Compile[struct {
		policy.Facts
		A int     `policy:"overdue,money"`
		B string  `policy:"b,money"`
		C string  `policy:"c,enum="`
		D string  `policy:"d,colour"`
		E string  `policy:"É,text"`
		F string  `policy:"and,text"`
		G string  `policy:"days_overdue,text"`
		H float64 `policy:"h,ratio"`
		i string  `policy:"i,text"`
	}](doc)
	refused(err, "names a fact that exists already", "does not fit a field of type string", "lists no values", "has none of the types",
		"does not start with a name", "names a word of the language", "not exported", "does not fit a field of type float64")
	_, err = policy.Vocabulary[int]()
	refused(err, "is not a struct")
}

// A document written in Go is checked like one that was read.
func TestGoLiteral(t *testing.T) {
	_, err := policy.Compile[policy.Facts](nil)
	assert.Error(t, err)
	_, err = policy.Compile[policy.Facts](&policy.Document{})
	assert.ErrorContains(t, err, "the policy has no name")
	_, err = policy.Compile[policy.Facts](&policy.Document{
		Policy: "go", Version: 1, Carrying: "youngest", Currency: "EUR",
		Limits:   policy.Limits{MinItem: amount("0.001"), MinAccount: amount("-1"), MinContactDelay: -1},
		Segments: []policy.Segment{{ID: "tous"}},
		Steps: []policy.Step{{ID: "r1", At: "due + 1", When: "balanse > 3", Channels: []dunning.Channel{0, 99, 1, 1},
			Tone: "rude", Review: "never", Deadline: -1}},
	})
	diagnostics, ok := err.(policy.Diagnostics)
	require.True(t, ok)
	codes := map[string]int{}
	for _, d := range diagnostics {
		codes[d.Code]++
		assert.NotEmpty(t, d.Path)
	}
	assert.Equal(t, map[string]int{"P011": 3, "P301": 4, "P201": 1, "P313": 2, "P303": 1}, codes, "%v", err)
	assert.ErrorContains(t, err, "steps[0].when: unknown name \"balanse\" (did you mean \"balance\"?) [P201]\n  balanse > 3\n  ^")
	p, err := policy.Compile[policy.Facts](&policy.Document{
		Policy: "go", Version: 1, Segments: []policy.Segment{{ID: "tous"}}, Steps: []policy.Step{{ID: "r1", At: "due + 1"}},
	})
	require.NoError(t, err)
	assert.Equal(t, "r1 100.00 F1", shown(decide(t, p, account(invoice("F1", "2026-03-04", "100.00")), "2026-03-10")))
}

// A document changed after it was read keeps its places only where the text is
// still the same.
func TestChangedDocument(t *testing.T) {
	doc, err := policy.Parse("p.yaml", []byte("policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n"))
	require.NoError(t, err)
	doc.Steps[0].At = "dew + 1"
	_, err = policy.Compile[policy.Facts](doc)
	assert.ErrorContains(t, err, "p.yaml:steps[0].at: unknown name \"dew\" (did you mean \"due\"?) [P201]\n  dew + 1\n  ^")
}
