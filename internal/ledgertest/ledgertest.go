// Package ledgertest makes random ledgers for property tests: small ones with
// every situation in them, the same for the same seed.
package ledgertest

import (
	"fmt"
	"math/rand/v2"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// Middle is the day around which the documents of a ledger lie, a year before
// and after.
var Middle = date.New(2026, 6, 30)

// Random are n documents in euros, all of them valid, each with its amount
// without tax.
func Random(seed uint64, n int) []*dunning.Invoice {
	r := rand.New(rand.NewPCG(seed, 1))
	invoices := make([]*dunning.Invoice, n)
	for i := range invoices {
		invoices[i] = document(r, i)
	}
	return invoices
}

func document(r *rand.Rand, i int) *dunning.Invoice {
	issued := Middle + date.Date(r.IntN(730)-365)
	amount := cents(1 + r.Int64N(1_000_000))
	inv := &dunning.Invoice{
		ID:       fmt.Sprintf("F-%04d", i),
		Client:   fmt.Sprintf("C%d", r.IntN(4)),
		Issued:   issued,
		Due:      issued + date.Date(r.IntN(91)),
		Amount:   amount,
		Net:      amount.Mul(decimal.New(8333, -4)).Round(2),
		Doubtful: r.IntN(10) == 0,
	}
	switch r.IntN(12) {
	case 0: // a credit note
		inv.Amount, inv.Net = inv.Amount.Neg(), inv.Net.Neg()
		return inv
	case 1: // money on account carries no VAT of its own
		inv.Kind, inv.Amount = dunning.OnAccount, inv.Amount.Neg()
		inv.Net = inv.Amount
		return inv
	case 2:
		inv.Kind = dunning.Opening
	case 3:
		inv.Kind = dunning.Suspense
	case 4: // brought forward with its date
		inv.Kind, inv.Booked = dunning.Carried, issued+date.Date(r.IntN(200))
	case 5: // booked some days late, or early
		inv.Booked = issued + date.Date(r.IntN(40)-10)
	}
	if inv.Doubtful && r.IntN(2) == 0 {
		inv.DoubtfulFrom = issued + date.Date(r.IntN(200))
	}
	if r.IntN(4) == 0 {
		inv.Instalments = schedule(r, inv)
	}
	for range r.IntN(4) {
		s := dunning.Settlement{
			Date:   issued + date.Date(r.IntN(150)-5),
			Amount: inv.Amount.DivRound(decimal.NewFromInt(1+r.Int64N(3)), 2),
			Kind:   dunning.SettlementKind(r.IntN(6)),
		}
		if r.IntN(2) == 0 {
			s.Kind = dunning.Payment
		}
		inv.Settlements = append(inv.Settlements, s)
	}
	if r.IntN(5) == 0 {
		p := dunning.Dispute{From: issued + date.Date(r.IntN(60))}
		if r.IntN(2) == 0 {
			p.Until = p.From + date.Date(r.IntN(200))
		}
		if r.IntN(2) == 0 {
			p.Amount = inv.Amount.DivRound(decimal.NewFromInt(3), 2)
		}
		inv.Disputes = append(inv.Disputes, p)
	}
	return inv
}

// schedule cuts an invoice into two instalments, in no order of date.
func schedule(r *rand.Rand, inv *dunning.Invoice) []dunning.Instalment {
	if inv.Amount.LessThan(decimal.NewFromInt(1)) {
		return nil
	}
	third := inv.Amount.DivRound(decimal.NewFromInt(3), 2)
	parts := []dunning.Instalment{
		{Due: inv.Due + date.Date(r.IntN(60)), Amount: third},
		{Due: inv.Due, Amount: inv.Amount.Sub(third)},
	}
	return parts
}

func cents(n int64) decimal.Decimal { return decimal.New(n, -2) }
