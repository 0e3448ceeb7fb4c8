package penalty_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
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
	assert.Equal(t, law.Agreed, penalty.ImputationBasis().Confidence)
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
