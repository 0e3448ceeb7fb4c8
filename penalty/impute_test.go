package penalty_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

func bill(id, issued, due, amount string, t testing.TB) *dunning.Invoice {
	return &dunning.Invoice{ID: id, Issued: day(t, issued), Due: day(t, due), Amount: dec(amount)}
}

func TestImpute(t *testing.T) {
	old := bill("A", "2026-01-10", "2026-02-10", "100", t)
	late := bill("B", "2026-02-10", "2026-03-10", "100", t)
	twin := bill("C", "2026-02-10", "2026-03-10", "50", t)
	future := bill("D", "2026-01-05", "2026-12-31", "100", t)
	all := []*dunning.Invoice{future, twin, late, old}
	for name, c := range map[string]struct {
		amount string
		chosen []string
		burden map[string]decimal.Decimal
		want   string
	}{
		"oldest due first":          {"120", nil, nil, "A 100.00 due, B 13.34 pro-rata, C 6.66 pro-rata, rest 0.00"},
		"the debtor's choice":       {"120", []string{"D"}, nil, "D 100.00 chosen, A 20.00 due, rest 0.00"},
		"his order":                 {"120", []string{"B", "A"}, nil, "B 100.00 chosen, A 20.00 chosen, rest 0.00"},
		"most onerous of those due": {"60", nil, map[string]decimal.Decimal{"C": dec("15"), "D": dec("99")}, "C 50.00 due, A 10.00 due, rest 0.00"},
		"not due last":              {"270", nil, nil, "A 100.00 due, B 100.00 pro-rata, C 50.00 pro-rata, D 20.00 not-due, rest 0.00"},
		"more than is owed":         {"500", nil, nil, "A 100.00 due, B 100.00 pro-rata, C 50.00 pro-rata, D 100.00 not-due, rest 150.00"},
	} {
		t.Run(name, func(t *testing.T) {
			shares, rest, err := penalty.Impute(penalty.Receipt{Date: day(t, "2026-06-30"), Amount: dec(c.amount), Chosen: c.chosen, Burden: c.burden}, all)
			require.NoError(t, err)
			text := ""
			for _, s := range shares {
				text += fmt.Sprintf("%s %s %s, ", s.Invoice.ID, s.Settlement.Amount.StringFixed(2), s.Reason)
			}
			assert.Equal(t, c.want, text+"rest "+rest.StringFixed(2))
		})
	}
}

func TestImputeProblems(t *testing.T) {
	a := bill("A", "2026-01-10", "2026-02-10", "100", t)
	dollars := bill("U", "2026-01-10", "2026-02-10", "100", t)
	dollars.Currency = "USD"
	_, _, err := penalty.Impute(penalty.Receipt{Amount: decimal.New(1, math.MaxInt32), Currency: "EURO", Chosen: []string{"Z"},
		Burden: map[string]decimal.Decimal{"A": dec("9999")}}, []*dunning.Invoice{a, a, nil, {}, dollars})
	assert.Equal(t, []string{"currency", "amount", "date", "invoices[0]", "burden", "invoices[1]", "burden", "invoices[2]", "invoices[3]", "invoices[4]", "chosen[0]"}, fields(t, err))
}

// Nothing is lost, no invoice takes more than it has open, and the order of the
// invoices does not matter.
func TestImputeProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1342, 10))
	for range 500 {
		var invoices []*dunning.Invoice
		for i := range 1 + r.IntN(7) {
			d := date.New(2026, 1, 1) + date.Date(r.IntN(3)*30)
			invoices = append(invoices, &dunning.Invoice{ID: fmt.Sprint(i), Issued: d, Due: d + 30, Amount: decimal.New(1+r.Int64N(9999), -2)})
		}
		receipt := penalty.Receipt{Date: date.New(2026, 3, 1), Amount: decimal.New(1+r.Int64N(30_000), -2)}
		shares, rest, err := penalty.Impute(receipt, invoices)
		require.NoError(t, err)
		sum := rest
		for _, s := range shares {
			sum = sum.Add(s.Settlement.Amount)
			assert.True(t, s.Settlement.Amount.IsPositive())
			assert.False(t, s.Settlement.Amount.GreaterThan(s.Invoice.OpenAt(receipt.Date)))
		}
		assert.Equal(t, receipt.Amount.StringFixed(2), sum.StringFixed(2))
		r.Shuffle(len(invoices), func(i, j int) { invoices[i], invoices[j] = invoices[j], invoices[i] })
		again, _, err := penalty.Impute(receipt, invoices)
		require.NoError(t, err)
		assert.Equal(t, fmt.Sprint(len(shares)), fmt.Sprint(len(again)))
		for i := range shares {
			assert.Equal(t, shares[i].Invoice.ID, again[i].Invoice.ID)
			assert.Equal(t, shares[i].Settlement.Amount.String(), again[i].Settlement.Amount.String())
		}
	}
}

// naiveImpute applies art. 1342-10 as it reads: again and again it looks for the
// debt to pay next among all those that are still open.
func naiveImpute(r penalty.Receipt, invoices []*dunning.Invoice) (paid map[string]int64, left int64) {
	left, paid = r.Amount.Shift(2).IntPart(), map[string]int64{}
	open := func(inv *dunning.Invoice) int64 { return inv.OpenAt(r.Date).Shift(2).IntPart() - paid[inv.ID] }
	keep := func(from []*dunning.Invoice, want func(*dunning.Invoice) bool) []*dunning.Invoice {
		var kept []*dunning.Invoice
		for _, inv := range from {
			if want(inv) {
				kept = append(kept, inv)
			}
		}
		return kept
	}
	for left > 0 {
		next := keep(invoices, func(inv *dunning.Invoice) bool { return open(inv) > 0 })
		if len(next) == 0 {
			break
		}
		var named []*dunning.Invoice
		for _, id := range r.Chosen {
			named = append(named, keep(next, func(inv *dunning.Invoice) bool { return inv.ID == id })...)
		}
		if len(named) > 0 {
			next = named[:1]
		}
		if due := keep(next, func(inv *dunning.Invoice) bool { return inv.Due <= r.Date }); len(due) > 0 {
			next = due
		}
		heaviest, oldest := decimal.New(-1, 0), date.Date(math.MaxInt32)
		for _, inv := range next {
			heaviest = decimal.Max(heaviest, r.Burden[inv.ID])
		}
		next = keep(next, func(inv *dunning.Invoice) bool { return r.Burden[inv.ID].Equal(heaviest) })
		for _, inv := range next {
			oldest = min(oldest, inv.Issued)
		}
		next = keep(next, func(inv *dunning.Invoice) bool { return inv.Issued == oldest })
		slices.SortFunc(next, func(a, b *dunning.Invoice) int { return strings.Compare(a.ID, b.ID) })
		total, share := int64(0), map[string]int64{}
		for _, inv := range next {
			total += open(inv)
		}
		spent := int64(0)
		for _, inv := range next {
			share[inv.ID] = min(left, total) * open(inv) / total
			spent += share[inv.ID]
		}
		for i := 0; spent < min(left, total); i = (i + 1) % len(next) {
			if inv := next[i]; share[inv.ID] < open(inv) {
				share[inv.ID]++
				spent++
			}
		}
		for id, n := range share {
			paid[id] += n
		}
		left -= spent
	}
	return paid, left
}

func TestImputeAgainstTheArticle(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 42))
	for range 3000 {
		receipt := penalty.Receipt{Date: date.New(2026, 3, 1), Amount: decimal.New(1+r.Int64N(30_000), -2), Burden: map[string]decimal.Decimal{}}
		var invoices []*dunning.Invoice
		for i := range 1 + r.IntN(7) {
			d := date.New(2026, 1, 1) + date.Date(r.IntN(3)*30)
			inv := &dunning.Invoice{ID: fmt.Sprint(i), Issued: d, Due: d + date.Date(r.IntN(3)*20), Amount: decimal.New(1+r.Int64N(9999), -2)}
			if r.IntN(3) == 0 {
				inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: receipt.Date - 1, Amount: decimal.New(1+r.Int64N(5000), -2)})
			}
			if r.IntN(3) == 0 {
				receipt.Burden[inv.ID] = decimal.New(int64(r.IntN(3)), 0)
			}
			if r.IntN(5) == 0 {
				receipt.Chosen = append(receipt.Chosen, inv.ID)
			}
			invoices = append(invoices, inv)
		}
		r.Shuffle(len(receipt.Chosen), func(i, j int) {
			receipt.Chosen[i], receipt.Chosen[j] = receipt.Chosen[j], receipt.Chosen[i]
		})
		want, left := naiveImpute(receipt, invoices)
		shares, rest, err := penalty.Impute(receipt, invoices)
		require.NoError(t, err)
		got := map[string]int64{}
		for _, s := range shares {
			got[s.Invoice.ID] += s.Settlement.Amount.Shift(2).IntPart()
		}
		for id, n := range want {
			if n == 0 {
				delete(want, id)
			}
		}
		require.Equal(t, want, got)
		require.Equal(t, left, rest.Shift(2).IntPart())
	}
}
