package policy_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

// portfolio is the files of clients at every stage of the standard policy: each
// late by another number of days, for another amount, with the steps really
// sent on their days. On a Tuesday, so that most contacts are possible.
func portfolio(t testing.TB, clients int) (files []policy.Facts) {
	t.Helper()
	p := policy.Standard()
	today := day("2026-06-16")
	for i := range clients {
		due := today - dayOf(i*7%120) + 8
		inv := invoice("F1", due.String(), "100.00")
		inv.Amount = decimal.New(int64(3_000+i*i*1_234%8_000_000), -2)
		a := account(inv)
		a.Client.Kind = dunning.ClientKind(i % 8 % 3)
		a.Client.ID = "C" + due.String()
		a.Client.EmailMissing = i%31 == 0
		if i%16 == 3 {
			a.Promises = []dunning.Promise{{Made: today - 2, For: today + 5}}
		}
		stop := today - dayOf(i%3)
		for d := due - 10; d < stop; d++ {
			if got := decide(t, p, a, d.String()); !got.None() {
				sent(a, d.String(), got.Step, got.Invoice)
			}
		}
		list, err := p.Facts(a, today)
		require.NoError(t, err)
		files = append(files, list...)
	}
	return files
}

// busyAccount is a client with a bit of everything.
func busyAccount() *dunning.Account {
	a := account()
	for i := range 10 {
		due := day("2026-04-20") + dayOf(i*9)
		inv := invoice("F"+string(rune('0'+i)), due.String(), "1250.40")
		switch i % 5 {
		case 0, 1:
			paid(inv, (due + dayOf(i)).String(), "1250.40")
		case 2:
			paid(inv, (due + 2).String(), "250.40")
		case 3:
			inv.Disputes = []dunning.Dispute{{From: due - 3, Amount: amount("100.00")}}
		}
		a.Invoices = append(a.Invoices, inv)
	}
	a.Invoices = append(a.Invoices, &dunning.Invoice{ID: "A1", Client: "C1", Issued: day("2026-05-02"), Due: day("2026-05-02"), Amount: amount("-99.90")})
	a.Client.Since = day("2020-01-01")
	a.Client.CreditLimit = amount("20000.00")
	a.Promises = []dunning.Promise{{Made: day("2026-05-20"), For: day("2026-06-01"), Amount: amount("500.00")}}
	sent(a, "2026-05-12", "relance-1", "F2")
	return sent(a, "2026-05-19", "relance-2", "F2")
}
