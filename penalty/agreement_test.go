package penalty_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/penalty"
)

func randomInvoice(r *rand.Rand) *dunning.Invoice {
	due := date.New(2013, 1, 1) + date.Date(r.IntN(4900))
	cents := int64(100 + r.IntN(10_000_000))
	inv := &dunning.Invoice{ID: "F", Issued: due - date.Date(r.IntN(60)), Due: due, Amount: decimal.New(cents, -2)}
	left := cents
	for range r.IntN(5) {
		n := 1 + r.Int64N(left)
		if r.IntN(8) == 0 {
			n = left
		}
		s := dunning.Settlement{Date: max(inv.Issued, due-20+date.Date(r.IntN(500))), Amount: decimal.New(n, -2)}
		inv.Settlements = append(inv.Settlements, s)
		if left -= n; left == 0 {
			break
		}
	}
	r.Shuffle(len(inv.Settlements), func(i, j int) {
		inv.Settlements[i], inv.Settlements[j] = inv.Settlements[j], inv.Settlements[i]
	})
	return inv
}

func TestOrderOfSettlementsDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 200 {
		inv := randomInvoice(r)
		asOf := min(date.New(2026, 12, 31), inv.Due+400)
		first, err := penalty.Compute(inv, penalty.B2B(), asOf)
		require.NoError(t, err)
		r.Shuffle(len(inv.Settlements), func(i, j int) {
			inv.Settlements[i], inv.Settlements[j] = inv.Settlements[j], inv.Settlements[i]
		})
		second, err := penalty.Compute(inv, penalty.B2B(), asOf)
		require.NoError(t, err)
		assert.Equal(t, fmt.Sprint(first.Lines), fmt.Sprint(second.Lines))
		assert.Equal(t, first.Payable.String(), second.Payable.String())
	}
}

// The amount-only path gives the total of the statement, and refuses what the
// statement refuses.
func TestAmountIsTheTotalOfTheStatement(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for i := range 3000 / ledgertest.Less {
		inv := randomInvoice(r)
		rule := []func() penalty.Rule{penalty.B2B, penalty.PublicBuyer, penalty.Consumer,
			func() penalty.Rule { return penalty.Contract(penalty.Fixed(dec("9.5"))) }}[r.IntN(4)]()
		rule.Rounding = penalty.Rounding(r.IntN(2))
		rule.Allocation = penalty.Allocation(r.IntN(3))
		rule.DayCount = penalty.DayCount(r.IntN(3))
		switch rule.Regime {
		case penalty.Civil:
			if r.IntN(3) > 0 { // else nothing is claimed yet
				rule.Notice = inv.Due + date.Date(r.IntN(100))
			}
		case penalty.Business:
			rule.PaymentDay = penalty.PaymentDay(r.IntN(3))
		}
		if rule.Floor != penalty.NoFloor {
			rule.Floor = penalty.Floor(1 + r.IntN(3))
		}
		for j := range inv.Settlements {
			if r.IntN(4) == 0 {
				inv.Settlements[j].Kind = dunning.SettlementKind(r.IntN(6))
			}
		}
		asOf := inv.Due + date.Date(r.IntN(1200)) // sometimes beyond the known rates
		s, err := penalty.Compute(inv, rule, asOf)
		n, err2 := amounts(t, inv, rule, asOf)
		require.Equal(t, err == nil, err2 == nil, "case %d: %v, %v", i, err, err2)
		if err != nil {
			require.Equal(t, err.Error(), err2.Error())
			continue
		}
		require.Equal(t, s.Interest.StringFixed(2), decimal.New(n, -2).StringFixed(2), "case %d: %+v %+v", i, inv, rule)
	}
}

// The largest amounts need products of more than 64 bits; each line is then
// still its exact interest rounded half up.
func TestLargestAmounts(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 15))
	for i := range 400 {
		inv := randomInvoice(r)
		inv.Settlements = nil
		inv.Amount = decimal.New(1_000_000_000_000_000-r.Int64N(1<<(4*r.IntN(12)+1)), -2)
		rule := penalty.B2B()
		rule.DayCount = penalty.DayCount(r.IntN(3))
		asOf := min(date.New(2026, 12, 31), inv.Due+date.Date(r.IntN(700)))
		_, err := amounts(t, inv, rule, asOf)
		require.NoError(t, err)
		s, err := penalty.Compute(inv, rule, asOf)
		require.NoError(t, err)
		for _, l := range s.Lines {
			require.Equal(t, l.Unrounded().FloatString(2), l.Interest.StringFixed(2), "case %d: %+v", i, l)
		}
	}
}
