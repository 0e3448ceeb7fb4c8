package nightly_test

import (
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/nightly"
	"github.com/creance/creance/policy"
)

// rated adds a fact of the host's own to the facts of a file.
type rated struct {
	policy.Facts
	Risk string `policy:"risk,enum=low|high" en:"what the rating agency says" fr:"note de l'agence"`
}

const byRisk = `
policy: by-risk
version: 1
segments:
  - { id: watched, when: risk == "high" and penalties >= 40.00 }
  - { id: standard }
steps:
  - { id: remind, at: due + 10, channel: email }
`

func TestFactsOfTheHost(t *testing.T) {
	doc, err := policy.Parse("risk.yaml", []byte(byRisk))
	require.NoError(t, err)
	p, err := policy.Compile[rated](doc)
	require.NoError(t, err)
	s := settings(t)
	s.Decide = nightly.ByFacts(p, func(f policy.Facts, a *dunning.Account) rated {
		risk := "low"
		if a.Client.Insured {
			risk = "high"
		}
		return rated{Facts: f, Risk: risk}
	})
	account := func(insured bool, due date.Date) *dunning.Account {
		return &dunning.Account{Client: dunning.Client{ID: "C", Insured: insured}, Invoices: []*dunning.Invoice{
			{ID: "F", Client: "C", Issued: due - 30, Due: due, Amount: decimal.New(1000, 0)}}}
	}
	for _, c := range []struct {
		insured bool
		due     date.Date
		segment string
	}{{true, today - 20, "watched"}, {false, today - 20, "standard"}, {true, today + 1, "standard"}} {
		r := job(t, s).Account(account(c.insured, c.due))
		require.NoError(t, r.Err)
		require.Len(t, r.Decisions, 1)
		assert.Equal(t, c.segment, r.Decisions[0].Segment, "%+v", c)
	}
}

// TestPenaltiesOfAFile: a file knows what is claimable in its own currency only.
func TestPenaltiesOfAFile(t *testing.T) {
	doc, err := policy.Parse("risk.yaml", []byte(strings.Replace(byRisk, `risk == "high" and `, "", 1)))
	require.NoError(t, err)
	p, err := policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
	s := settings(t)
	s.Decide = nightly.By(p)
	r := job(t, s).Account(&dunning.Account{Client: dunning.Client{ID: "C"}, Invoices: []*dunning.Invoice{
		{ID: "F1", Client: "C", Issued: today - 20, Due: today + 10, Amount: decimal.New(1000, 0)},
		{ID: "F2", Client: "C", Currency: "USD", Issued: today - 60, Due: today - 30, Amount: decimal.New(10_000, 0)},
	}})
	require.NoError(t, r.Err)
	require.Len(t, r.Decisions, 2)
	assert.Equal(t, "EUR", r.Decisions[0].Currency)
	assert.Equal(t, "standard", r.Decisions[0].Segment, "dollars of interest are no euros")
	assert.True(t, r.Lines()[1].Interest().GreaterThan(decimal.New(40, 0)))
}

func FuzzRun(f *testing.F) {
	f.Add(uint64(1), uint8(40), uint8(3))
	f.Add(uint64(9), uint8(64), uint8(1))
	f.Fuzz(func(t *testing.T, seed uint64, n, workers uint8) {
		accounts := portfolio(seed%1000, int(n))
		s := settings(t)
		s.Workers = int(workers % 9)
		if n > 5 {
			broken(accounts[seed%uint64(n)])
		}
		results, summary, _ := run(t, s, accounts)
		require.Len(t, results, len(accounts))
		j := job(t, s)
		refused := 0
		for i, a := range accounts {
			want := j.Account(a)
			want.Index = i
			require.Equal(t, asJSON(t, want), asJSON(t, results[i]))
			if want.Err != nil {
				refused++
				require.EqualError(t, results[i].Err, want.Err.Error())
			}
		}
		require.Equal(t, refused, summary.Refused)
		for _, b := range summary.Aged.Balances {
			require.True(t, b.Identity.Holds())
			require.LessOrEqual(t, len(b.Clients), 1)
		}
	})
}
