package nightly_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/nightly"
	"github.com/creance/creance/penalty"
	"github.com/creance/creance/policy"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		"github.com/expr-lang/expr":         "only policy has an expression language",
		"go.yaml.in/yaml/v3":                "only policy reads YAML",
		deptest.Module + "dunning/exchange": "accounts stream in from any source",
		deptest.Module + "dunning/fec":      "accounts stream in from any source",
		deptest.Module + "examples":         "programs use the library",
	})
}

var today = ledgertest.Middle

// portfolio is n accounts of every kind of client, with random documents, some
// in another currency, and some history.
func portfolio(seed uint64, n int) []*dunning.Account {
	accounts := make([]*dunning.Account, n)
	for i := range accounts {
		id := fmt.Sprintf("C%03d", i)
		a := &dunning.Account{
			Client:   dunning.Client{ID: id, Kind: dunning.ClientKind(i % 3), Since: today - 1000, CreditLimit: decimal.New(5000, 0)},
			Invoices: ledgertest.Random(seed+uint64(i), i%9),
		}
		if i%11 == 5 {
			a.Client.Insolvency = today - 40
		}
		for j, inv := range a.Invoices {
			inv.Client = id
			if i%7 == 3 && j%3 == 1 {
				inv.Currency = "USD"
			}
		}
		if i%4 == 1 {
			a.History = dunning.History{{Date: today - 20, Step: "relance-1", Channel: dunning.Email}}
		}
		if i%13 == 2 {
			a.Promises = []dunning.Promise{{Made: today - 10, For: today + 5}}
		}
		accounts[i] = a
	}
	return accounts
}

func settings(t testing.TB) nightly.Settings {
	t.Helper()
	tariff, err := nightly.Statutory()
	require.NoError(t, err)
	return nightly.Settings{
		AsOf: today, Period: kpi.Period{From: today - 180, Until: today + 1},
		Tariff: tariff, Decide: nightly.By(policy.Standard()),
	}
}

func job(t testing.TB, s nightly.Settings) *nightly.Job {
	t.Helper()
	j, err := nightly.New(s)
	require.NoError(t, err)
	return j
}

func all(accounts []*dunning.Account) iter.Seq2[*dunning.Account, error] {
	return func(yield func(*dunning.Account, error) bool) {
		for _, a := range accounts {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// run collects the results of a run.
func run(t testing.TB, s nightly.Settings, accounts []*dunning.Account) ([]nightly.Result, nightly.Summary, error) {
	t.Helper()
	var results []nightly.Result
	summary, err := job(t, s).Run(all(accounts), func(r nightly.Result) error {
		results = append(results, r)
		return nil
	})
	return results, summary, err
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return string(text)
}

// TestRunIsTheSumOfItsParts computes everything again, package by package.
func TestRunIsTheSumOfItsParts(t *testing.T) {
	accounts := portfolio(1, 150)
	results, summary, err := run(t, settings(t), accounts)
	require.NoError(t, err)
	require.Len(t, results, len(accounts))

	standard := policy.Standard()
	aged := aging.New(today, aging.Buckets{})
	period := settings(t).Period
	figures := map[string]*kpi.Accumulator{}
	invoices, steps := 0, map[string]int{}
	charges := map[string][3]decimal.Decimal{}
	for i, a := range accounts {
		r := results[i]
		assert.Equal(t, i, r.Index)
		assert.Same(t, a, r.Account)
		assert.Equal(t, a.Client.ID, r.Client)
		require.Len(t, r.Lines(), len(a.Invoices))
		claimable := map[string]decimal.Decimal{}
		for k, inv := range a.Invoices {
			invoices++
			code := inv.CurrencyCode()
			require.NoError(t, aged.Add(inv))
			if figures[code] == nil {
				period.Currency = code
				figures[code] = kpi.New(period)
			}
			require.NoError(t, figures[code].Add(inv))
			s := statement(t, a, inv)
			l := r.Lines()[k]
			assert.Equal(t, inv.ID, l.Invoice)
			assert.Equal(t, inv.DueDate(), l.Due)
			assert.True(t, inv.OpenAt(today).Equal(l.Open()))
			assert.True(t, s.Interest.Equal(l.Interest()))
			assert.True(t, s.Indemnity.Equal(l.Indemnity()))
			assert.True(t, s.InterestPaid.Add(s.IndemnityPaid).Equal(l.Paid()))
			if late, _ := inv.DaysLate(today); l.Open().IsPositive() {
				assert.Equal(t, max(late, 0), l.DaysLate)
			} else {
				assert.Zero(t, l.DaysLate)
			}
			sum := charges[code]
			charges[code] = [3]decimal.Decimal{sum[0].Add(l.Interest()), sum[1].Add(l.Indemnity()), sum[2].Add(l.Paid())}
			claimable[code] = claimable[code].Add(s.Total).Sub(l.Paid())
		}
		files, err := standard.Facts(a, today)
		require.NoError(t, err)
		require.Len(t, r.Decisions, len(files))
		for k, f := range files {
			f.Penalties = claimable[f.Currency]
			d, err := standard.Decide(f)
			require.NoError(t, err)
			assert.Equal(t, asJSON(t, d), asJSON(t, r.Decisions[k]))
			steps[d.Step]++
		}
	}
	assert.Equal(t, invoices, summary.Invoices)
	assert.Equal(t, len(accounts), summary.Accounts)
	assert.Equal(t, steps, summary.Steps)
	report, err := aged.Result()
	require.NoError(t, err)
	require.Len(t, summary.Aged.Balances, len(report.Balances))
	for i, b := range report.Balances {
		assert.Equal(t, asJSON(t, b.Total), asJSON(t, summary.Aged.Balances[i].Total))
		assert.True(t, summary.Aged.Balances[i].Identity.Holds())
	}
	require.Len(t, summary.Figures, 2)
	for _, f := range summary.Figures {
		want, err := figures[f.Period.Currency].Result()
		require.NoError(t, err)
		assert.Equal(t, want, f)
	}
	require.Len(t, summary.Charges, 2)
	for _, c := range summary.Charges {
		want := charges[c.Currency]
		assert.True(t, want[0].Equal(c.Interest) && want[1].Equal(c.Indemnity) && want[2].Equal(c.Paid))
		assert.True(t, c.Claimable().Equal(want[0].Add(want[1]).Sub(want[2])))
	}
}

// statement is what penalty says of an invoice under the law of its client, and
// nothing of one that the books do not carry today.
func statement(t testing.TB, a *dunning.Account, inv *dunning.Invoice) penalty.Statement {
	t.Helper()
	rule := []penalty.Rule{penalty.B2B(), penalty.PublicBuyer(), penalty.Consumer()}[a.Client.Kind]
	rule.Insolvency = a.Client.Insolvency
	if inv.CurrencyCode() != "EUR" {
		rule.Indemnity = penalty.Indemnity{}
	}
	if inv.BookedOn() > today {
		return penalty.Statement{}
	}
	s, err := penalty.Compute(inv, rule, today)
	require.NoError(t, err)
	return s
}

func TestBytesDoNotDependOnTheWorkers(t *testing.T) {
	accounts := portfolio(2, 333)
	broken(accounts[40])
	bytes := func(workers int) string {
		s := settings(t)
		s.Workers = workers
		results, summary, err := run(t, s, accounts)
		require.Error(t, err)
		return asJSON(t, results) + asJSON(t, summary) + err.Error()
	}
	want := bytes(1)
	for _, workers := range []int{2, 3, 8, 100, 0} {
		assert.Equal(t, want, bytes(workers), workers)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	assert.Equal(t, want, bytes(0))
}

func TestASegmentSumsItsOwnTotals(t *testing.T) {
	accounts := portfolio(3, 60)
	whole, public := aging.New(today, aging.Standard()), aging.New(today, aging.Standard())
	period := settings(t).Period
	period.Currency = "EUR"
	figures := kpi.New(period)
	summary, err := job(t, settings(t)).Run(all(accounts), func(r nightly.Result) error {
		aged, err := r.Aged()
		require.NoError(t, err)
		if r.Account.Client.Kind == dunning.Public {
			if err := public.Merge(aged); err != nil {
				return err
			}
		}
		list, err := r.Figures()
		require.NoError(t, err)
		for _, f := range list {
			if f.Currency == "EUR" {
				if err := figures.Merge(f.Accumulator); err != nil {
					return err
				}
			}
		}
		return whole.Merge(aged)
	})
	require.NoError(t, err)
	report, err := whole.Result()
	require.NoError(t, err)
	assert.Equal(t, asJSON(t, summary.Aged.Balance("EUR").Total), asJSON(t, report.Balance("EUR").Total))
	result, err := figures.Result()
	require.NoError(t, err)
	assert.Equal(t, summary.Figures[0], result, "giving results out changed the totals")
	part, err := public.Result()
	require.NoError(t, err)
	rows := part.Balance("EUR").Clients
	assert.NotEmpty(t, rows)
	for _, r := range rows {
		var n int
		_, err := fmt.Sscanf(r.Client, "C%d", &n)
		require.NoError(t, err)
		assert.Equal(t, dunning.Public, accounts[n].Client.Kind)
	}
}

func TestInFlightIsBounded(t *testing.T) {
	s := settings(t)
	s.Workers = 3
	accounts := portfolio(4, 2000)
	given, most := 0, 0
	feed := func(yield func(*dunning.Account, error) bool) {
		for i, a := range accounts {
			most = max(most, i+1-given)
			if !yield(a, nil) {
				return
			}
		}
	}
	_, err := job(t, s).Run(feed, func(nightly.Result) error { given++; return nil })
	require.NoError(t, err)
	assert.Equal(t, len(accounts), given)
	assert.LessOrEqual(t, most, 32*(2*s.Workers+2))
}

func TestProgress(t *testing.T) {
	s := settings(t)
	var seen []nightly.Progress
	s.Progress = func(p nightly.Progress) { seen = append(seen, p) }
	accounts := portfolio(5, 100)
	broken(accounts[8])
	_, summary, err := run(t, s, accounts)
	require.Error(t, err)
	require.NotEmpty(t, seen)
	last := nightly.Progress{}
	for _, p := range seen {
		assert.Greater(t, p.Accounts, last.Accounts)
		last = p
	}
	assert.Equal(t, nightly.Progress{Accounts: 100, Refused: 1, Invoices: summary.Invoices}, last)
}

func TestOnlyWhatIsAskedFor(t *testing.T) {
	accounts := portfolio(6, 20)
	results, summary, err := run(t, nightly.Settings{AsOf: today}, accounts)
	require.NoError(t, err)
	assert.Empty(t, summary.Figures)
	assert.Empty(t, summary.Steps)
	for _, r := range results {
		assert.Empty(t, r.Decisions)
		for _, l := range r.Lines() {
			assert.True(t, l.Interest().IsZero() && l.Indemnity().IsZero())
		}
	}
	_, summary, err = run(t, nightly.Settings{AsOf: today}, nil)
	require.NoError(t, err)
	assert.Zero(t, summary.Accounts)
}

func TestSettingsRefused(t *testing.T) {
	_, err := nightly.New(nightly.Settings{
		Buckets: aging.Buckets{UpTo: []int{30, 20}}, Period: kpi.Period{From: today, Until: today}, Workers: -1, MaxErrors: -1,
	})
	for _, want := range []string{"AsOf is missing", "overlaps", "Until", "Workers", "MaxErrors"} {
		assert.ErrorContains(t, err, want)
	}
	_, err = nightly.New(nightly.Settings{AsOf: today, Period: kpi.Period{From: today, Until: today + 1, Currency: "EUR"}})
	setting, ok := errors.AsType[*nightly.SettingError](err)
	require.True(t, ok)
	assert.Equal(t, "Period", setting.Field)
}
