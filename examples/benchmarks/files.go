package main

import (
	"math/rand/v2"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

// today is a Monday, not a public holiday.
var today = date.New(2026, 11, 23)

// files are the facts of n files of every kind, the same every time.
func files(n int) []policy.Facts {
	r := rand.New(rand.NewPCG(23, 11))
	steps := policy.StandardDocument().Steps
	list := make([]policy.Facts, n)
	for i := range list {
		due, balance := today-date.Date(r.IntN(150)-12), 2000+r.IntN(300_000)
		if r.IntN(40) == 0 {
			balance = r.IntN(2500) + 1 // below the limits
		}
		outstanding, overdue := balance+r.IntN(200_000), 0
		if r.IntN(10) == 0 {
			outstanding += 6_000_000
		}
		if due < today {
			overdue = balance + r.IntN(100_000)
		}
		f := policy.Facts{
			AsOf: today, Currency: "EUR", Client: "C", Invoice: "F", Issued: due - 45, Due: due,
			ClientKind:  [...]dunning.ClientKind{dunning.Business, dunning.Business, dunning.Business, dunning.Business, dunning.Public, dunning.Consumer}[r.IntN(6)],
			Outstanding: cents(outstanding), Overdue: cents(overdue), Balance: cents(balance),
			LateRatio: decimal.New(int64(r.IntN(11)), -1), LateCount: r.IntN(8), PromisesBroken: r.IntN(10) / 7,
			Disputed: r.IntN(15) == 0, PromiseOpen: r.IntN(15) == 0, Insolvency: r.IntN(30) == 0, EmailMissing: r.IntN(20) == 0,
			LimitationDaysLeft: 1000,
		}
		if f.Disputed {
			f.DisputedAmount = cents(balance)
			if r.IntN(2) == 0 {
				f.DisputedAmount = cents(balance / 2)
			}
		}
		if f.PromiseOpen {
			f.PromiseUntil = today + 5
		}
		if days := int(today - due); days > 8 && r.IntN(3) > 0 {
			sent := min(1+r.IntN(5), 1+days/10)
			f.History = dunning.History{{Date: today - date.Date(r.IntN(min(days, 40))), Step: steps[sent].ID, Channel: dunning.Letter}}
		}
		list[i] = f
	}
	return list
}

func cents(n int) decimal.Decimal { return decimal.New(int64(n), -2) }
