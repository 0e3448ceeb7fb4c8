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
