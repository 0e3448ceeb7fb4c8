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

// A file is one dunning file in the form each engine likes best, made ready
// before the clock starts.
type file struct {
	facts  policy.Facts   // creance
	env    env            // handwritten
	boxed  any            // expr: a struct boxed once
	values map[string]any // cel, gval
	floats map[string]any // govaluate knows no integers
	ladder position
}

// env are the facts that the conditions of the standard policy name, amounts in
// cents.
type env struct {
	ClientKind     string  `expr:"client_kind"`
	Outstanding    int     `expr:"outstanding"`
	Overdue        int     `expr:"overdue"`
	DaysOverdue    int     `expr:"days_overdue"`
	LateRatio      float64 `expr:"late_ratio"`
	LateCount      int     `expr:"late_count"`
	PromisesBroken int     `expr:"promises_broken"`
	Disputed       bool    `expr:"disputed"`
	PromiseOpen    bool    `expr:"promise_open"`
	Insolvency     bool    `expr:"insolvency"`
}

// position is what the ladder needs beside conditions.
type position struct {
	due, sentOn      date.Date
	sent             int // index of the last step sent; -1 before the first
	balance, overdue int // cents
	disputed         int // part of the balance, cents
}

// files are n files of every kind, the same every time.
func files(n int) []*file {
	r := rand.New(rand.NewPCG(23, 11))
	steps := policy.StandardDocument().Steps
	list := make([]*file, n)
	for i := range list {
		p := position{due: today - date.Date(r.IntN(150)-12), sent: -1, balance: 2000 + r.IntN(300_000)}
		if r.IntN(40) == 0 {
			p.balance = r.IntN(2500) + 1 // below the limits
		}
		outstanding := p.balance + r.IntN(200_000)
		if r.IntN(10) == 0 {
			outstanding += 6_000_000
		}
		if p.due < today {
			p.overdue = p.balance + r.IntN(100_000)
		}
		e := env{
			ClientKind:  [...]string{"business", "business", "business", "business", "public", "consumer"}[r.IntN(6)],
			Outstanding: outstanding, Overdue: p.overdue, DaysOverdue: int(today - p.due),
			LateRatio: float64(r.IntN(11)) / 10, LateCount: r.IntN(8), PromisesBroken: r.IntN(10) / 7,
			Disputed: r.IntN(15) == 0, PromiseOpen: r.IntN(15) == 0, Insolvency: r.IntN(30) == 0,
		}
		if e.Disputed {
			p.disputed = p.balance
			if r.IntN(2) == 0 {
				p.disputed = p.balance / 2
			}
		}
		f := policy.Facts{
			AsOf: today, Currency: "EUR", Client: "C", Invoice: "F", Issued: p.due - 45, Due: p.due,
			Outstanding: cents(outstanding), Overdue: cents(p.overdue), Balance: cents(p.balance),
			LateRatio: decimal.NewFromInt(int64(e.LateRatio * 10)).Shift(-1), LateCount: e.LateCount, PromisesBroken: e.PromisesBroken,
			Disputed: e.Disputed, DisputedAmount: cents(p.disputed), PromiseOpen: e.PromiseOpen, Insolvency: e.Insolvency,
			LimitationDaysLeft: 1000,
		}
		if e.PromiseOpen {
			f.PromiseUntil = today + 5
		}
		f.ClientKind = map[string]dunning.ClientKind{"business": dunning.Business, "public": dunning.Public, "consumer": dunning.Consumer}[e.ClientKind]
		if days := int(today - p.due); days > 8 && r.IntN(3) > 0 {
			p.sent = min(1+r.IntN(5), 1+days/10)
			p.sentOn = today - date.Date(r.IntN(min(days, 40)))
			f.History = dunning.History{{Date: p.sentOn, Step: steps[p.sent].ID, Channel: dunning.Letter}}
		}
		list[i] = ready(f, e, p)
	}
	return list
}

func ready(f policy.Facts, e env, p position) *file {
	values := map[string]any{
		"client_kind": e.ClientKind, "outstanding": e.Outstanding, "overdue": e.Overdue, "days_overdue": e.DaysOverdue,
		"late_ratio": e.LateRatio, "late_count": e.LateCount, "promises_broken": e.PromisesBroken,
		"disputed": e.Disputed, "promise_open": e.PromiseOpen, "insolvency": e.Insolvency,
	}
	floats := map[string]any{}
	for name, v := range values {
		if n, ok := v.(int); ok {
			v = float64(n)
		}
		floats[name] = v
	}
	return &file{facts: f, env: e, boxed: e, values: values, floats: floats, ladder: p}
}

func cents(n int) decimal.Decimal { return decimal.New(int64(n), -2) }
