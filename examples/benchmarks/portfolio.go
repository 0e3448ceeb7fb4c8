package main

import (
	"fmt"
	"iter"
	"math/rand/v2"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/nightly"
	"github.com/creance/creance/policy"
)

// portfolio is n invoices, ten for each client: two years of business, most of
// it paid, a good part of that late, three in ten still open.
func portfolio(n int) []*dunning.Account {
	r := rand.New(rand.NewPCG(2, 3))
	accounts := make([]*dunning.Account, n/10)
	for i := range accounts {
		accounts[i] = account(r, i)
	}
	return accounts
}

func account(r *rand.Rand, i int) *dunning.Account {
	id := fmt.Sprintf("C%07d", i)
	a := &dunning.Account{
		Client:   dunning.Client{ID: id, Since: today - 2000, CreditLimit: decimal.New(50_000, 0)},
		Invoices: make([]*dunning.Invoice, 10),
	}
	switch r.IntN(20) {
	case 0:
		a.Client.Kind = dunning.Public
	case 1:
		a.Client.Kind = dunning.Consumer
	}
	store := make([]dunning.Invoice, len(a.Invoices))
	for j := range store {
		inv := &store[j]
		*inv = dunning.Invoice{ID: fmt.Sprintf("%s-%d", id, j), Client: id, Issued: today - date.Date(r.IntN(730)), Amount: decimal.New(1000+r.Int64N(1_000_000), -2)}
		if j%2 == 0 {
			inv.Terms = terms.EndOfMonth(45)
		} else {
			inv.Due = inv.Issued + 30
		}
		pay(r, inv)
		a.Invoices[j] = inv
	}
	if r.IntN(3) == 0 {
		a.History = dunning.History{{Date: today - date.Date(r.IntN(40)), Step: "relance-1", Channel: dunning.Email}}
	}
	return a
}

func pay(r *rand.Rand, inv *dunning.Invoice) {
	on := inv.DueDate() + date.Date(r.IntN(50)-20)
	if on > today || r.IntN(10) == 0 {
		return
	}
	part := inv.Amount
	if r.IntN(10) == 0 {
		part = part.DivRound(decimal.NewFromInt(2), 2)
	}
	inv.Settlements = []dunning.Settlement{{Date: max(on, inv.Issued), Amount: part}}
}

func nightlyJob(workers int) (*nightly.Job, error) {
	tariff, err := nightly.Statutory()
	if err != nil {
		return nil, err
	}
	return nightly.New(nightly.Settings{
		AsOf: today, Period: kpi.Period{From: date.New(2026, 1, 1), Until: today + 1},
		Tariff: tariff, Decide: nightly.By(policy.Standard()), Workers: workers,
	})
}

// stream gives n invoices from the accounts, again from the first when they are
// used up: totals do not care, and ten million invoices need not fit the memory.
func stream(accounts []*dunning.Account, n int) iter.Seq2[*dunning.Account, error] {
	return func(yield func(*dunning.Account, error) bool) {
		for i := range n / 10 {
			if !yield(accounts[i%len(accounts)], nil) {
				return
			}
		}
	}
}

// night is one run whose results are counted and dropped.
func night(job *nightly.Job, accounts iter.Seq2[*dunning.Account, error]) (nightly.Summary, error) {
	return job.Run(accounts, func(nightly.Result) error { return nil })
}
