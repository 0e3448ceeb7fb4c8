package nightly_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/nightly"
	"github.com/creance/creance/penalty"
	"github.com/creance/creance/policy"
)

// broken puts two documents into an account that no computation accepts.
func broken(a *dunning.Account) {
	a.Invoices = append(a.Invoices,
		&dunning.Invoice{ID: "bad-1", Client: a.Client.ID, Issued: today, Amount: decimal.New(1, -5)},
		&dunning.Invoice{ID: "bad-2", Client: a.Client.ID, Issued: today, Amount: decimal.New(1, 0), Currency: "XXL"})
}

func TestARefusedAccountStopsNoOther(t *testing.T) {
	accounts := portfolio(7, 100)
	broken(accounts[3])
	accounts[70].Invoices = append(accounts[70].Invoices, nil)
	accounts[90].Client.Kind = 9
	accounts[90].Invoices = portfolio(8, 9)[8].Invoices
	results, summary, err := run(t, settings(t), accounts)

	refused, ok := errors.AsType[nightly.Errors](err)
	require.True(t, ok)
	require.Len(t, refused, 3)
	assert.Equal(t, 3, summary.Refused)
	assert.Equal(t, 3, refused[0].Index)
	assert.Equal(t, "C003", refused[0].Client)
	assert.Equal(t, 70, refused[1].Index)
	problems, ok := errors.AsType[dunning.Problems](refused[0])
	require.True(t, ok)
	assert.Len(t, problems, 2, "each problem once: %v", problems)
	assert.ErrorContains(t, err, "3 accounts were refused")
	assert.ErrorContains(t, err, `account 90 (client "C090"): nightly: client kind 9 is unknown`)

	var good []*dunning.Account
	for i, a := range accounts {
		if i != 3 && i != 70 && i != 90 {
			good = append(good, a)
			continue
		}
		assert.Error(t, results[i].Err)
		assert.Empty(t, results[i].Lines())
		aged, err := results[i].Aged()
		require.NoError(t, err)
		assert.Nil(t, aged)
		figures, err := results[i].Figures()
		require.NoError(t, err)
		assert.Empty(t, figures)
	}
	_, want, err := run(t, settings(t), good)
	require.NoError(t, err)
	summary.Accounts, summary.Refused = want.Accounts, 0
	assert.Equal(t, asJSON(t, want), asJSON(t, summary), "a refused account counts in no total")
}

func TestManyErrorsAreAllThereAndTheMessageIsShort(t *testing.T) {
	accounts := portfolio(9, 50)
	for _, a := range accounts {
		broken(a)
	}
	_, _, err := run(t, settings(t), accounts)
	refused, _ := errors.AsType[nightly.Errors](err)
	assert.Len(t, refused, 50)
	assert.ErrorContains(t, err, "and 40 more")
}

func TestMaxErrorsStopsAtTheSamePlace(t *testing.T) {
	accounts := portfolio(10, 400)
	for _, i := range []int{33, 120, 121, 300} {
		broken(accounts[i])
	}
	for workers := range 5 {
		s := settings(t)
		s.Workers, s.MaxErrors = workers, 3
		results, summary, err := run(t, s, accounts)
		stopped, ok := errors.AsType[*nightly.StoppedError](err)
		require.True(t, ok)
		assert.Equal(t, nightly.StoppedError{Accounts: 122, Refused: 3}, *stopped)
		assert.Len(t, results, 122)
		s.MaxErrors = 0
		_, want, err := run(t, s, accounts[:122])
		require.Error(t, err)
		assert.Equal(t, asJSON(t, want), asJSON(t, summary), "the totals are of what was given out")
	}
}

func TestTheReceiverEndsARun(t *testing.T) {
	full, calls := errors.New("disk full"), 0
	accounts := portfolio(11, 300)
	summary, err := job(t, settings(t)).Run(all(accounts), func(nightly.Result) error {
		if calls++; calls == 50 {
			return full
		}
		return nil
	})
	require.ErrorIs(t, err, full)
	assert.Equal(t, 50, calls)
	_, want, err := run(t, settings(t), accounts[:50])
	require.NoError(t, err)
	assert.Equal(t, asJSON(t, want), asJSON(t, summary), "the totals are of what was given out")
}

func TestAnAccountThatCannotBeRead(t *testing.T) {
	unreadable := errors.New("line 7: no client")
	accounts := portfolio(12, 3)
	feed := func(yield func(*dunning.Account, error) bool) {
		_ = yield(accounts[0], nil) && yield(nil, unreadable) && yield(accounts[1], nil) && yield(nil, nil) &&
			yield(accounts[2], unreadable)
	}
	var clients []string
	summary, err := job(t, settings(t)).Run(feed, func(r nightly.Result) error {
		clients = append(clients, fmt.Sprint(r.Client, r.Err != nil))
		return nil
	})
	require.ErrorIs(t, err, unreadable)
	assert.Equal(t, []string{"C000false", "true", "C001false", "true", "C002true"}, clients)
	assert.Equal(t, 3, summary.Refused)
}

func TestUnknownRateRefusesTheAccount(t *testing.T) {
	s := settings(t)
	s.AsOf = date.New(2027, 2, 1)
	s.Decide = nil
	inv := &dunning.Invoice{ID: "F", Client: "C", Issued: today, Due: today + 30, Amount: decimal.New(100, 0)}
	r := job(t, s).Account(&dunning.Account{Client: dunning.Client{ID: "C"}, Invoices: []*dunning.Invoice{inv}})
	_, ok := errors.AsType[*penalty.RateError](r.Err)
	assert.True(t, ok, "%v", r.Err)
}

func TestAnUnknownDueDateIsShownNotRefused(t *testing.T) {
	inv := &dunning.Invoice{ID: "F", Client: "C", Issued: today - 90, Terms: terms.Net(30).From(terms.Delivery), Amount: decimal.New(100, 0)}
	require.Zero(t, inv.DueDate())
	r := job(t, settings(t)).Account(&dunning.Account{Client: dunning.Client{ID: "C"}, Invoices: []*dunning.Invoice{inv}})
	require.NoError(t, r.Err)
	assert.Zero(t, r.Lines()[0].Due)
	assert.True(t, r.Lines()[0].Interest().IsZero())
}

func TestErrorsOfTheHost(t *testing.T) {
	no := errors.New("no")
	s := settings(t)
	s.Tariff = func(*dunning.Account, *dunning.Invoice) (*penalty.Calculator, error) { return nil, no }
	account := portfolio(13, 9)[8]
	assert.ErrorIs(t, job(t, s).Account(account).Err, no)
	s = settings(t)
	s.Decide = func(*dunning.Account, date.Date, []nightly.Line) ([]policy.Decision, error) { return nil, no }
	assert.ErrorIs(t, job(t, s).Account(account).Err, no)
	assert.Error(t, job(t, s).Account(nil).Err)
}
