package plan_test

import (
	"math/big"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/plan"
	"github.com/creance/creance/dunning/terms"
)

// naiveShare is percent of cents, rounded half up, by rational arithmetic.
func naiveShare(cents int64, percent decimal.Decimal) int64 {
	r := new(big.Rat).SetInt64(cents)
	r.Mul(r, percent.Rat()).Quo(r, big.NewRat(100, 1)).Add(r, big.NewRat(1, 2))
	return new(big.Int).Div(r.Num(), r.Denom()).Int64()
}

// FuzzCut: whatever the percentages, the parts add up, all but one are the
// naive share, and the invoice takes them.
func FuzzCut(f *testing.F) {
	f.Add(int64(10000), uint32(333333), uint32(333333), false)
	f.Add(int64(43418), uint32(500000), uint32(1), true)
	f.Add(int64(1), uint32(0), uint32(999999), true)
	f.Fuzz(func(t *testing.T, cents int64, a, b uint32, first bool) {
		x := decimal.New(int64(a%1_000_000), -4)
		y := decimal.New(int64(b%1_000_000), -4)
		p := plan.Plan{Lines: []plan.Line{
			{Share: plan.Percent, Value: x, Terms: terms.Net(1)},
			{Share: plan.Percent, Value: y, Terms: terms.Net(2)},
			{Share: plan.Percent, Value: decimal.New(100, 0).Sub(x).Sub(y), Terms: terms.Net(3)},
		}}
		taker := 2
		if first {
			p.Rest, taker = plan.RestFirst, 0
		}
		inv := &dunning.Invoice{ID: "F", Issued: start, Amount: decimal.New(cents, -2)}
		s, err := p.Cut(inv)
		if err != nil {
			return
		}
		sum := decimal.Decimal{}
		for i, part := range s.Parts {
			sum = sum.Add(part.Amount)
			if i != taker {
				assert.Equal(t, naiveShare(cents, p.Lines[i].Value), part.Amount.Shift(2).IntPart())
			}
		}
		require.True(t, sum.Equal(inv.Amount))
		inv.Instalments, err = s.Instalments()
		require.NoError(t, err)
		require.NoError(t, inv.Validate())
	})
}

// FuzzStages: at 100 % everything adds up to the contract, however many stages.
func FuzzStages(f *testing.F) {
	f.Add(int64(100001), int64(3000), uint16(50), uint32(10), uint32(20))
	f.Fuzz(func(t *testing.T, cents, deposit int64, retention uint16, a, b uint32) {
		one := decimal.New(int64(a%1_000_000), -4)
		two := one.Add(decimal.New(int64(b%1_000_000), -4))
		c := plan.Contract{Amount: decimal.New(cents, -2), Deposit: decimal.New(deposit, -2), Retention: decimal.New(int64(retention), -2)}
		whole, err := plan.Stages(c, decimal.New(100, 0))
		if err != nil {
			return
		}
		require.True(t, whole[0].Value.Equal(c.Amount))
		require.True(t, whole[0].Recovered.Equal(c.Deposit))
		claims, err := plan.Stages(c, one, two, decimal.New(100, 0))
		if err != nil {
			return
		}
		var sum plan.Claim
		for _, k := range claims {
			sum.Value, sum.Recovered = sum.Value.Add(k.Value), sum.Recovered.Add(k.Recovered)
			sum.Retained, sum.Payable = sum.Retained.Add(k.Retained), sum.Payable.Add(k.Payable)
			require.True(t, k.Payable.GreaterThanOrEqual(decimal.New(-2, -2)))
		}
		require.True(t, sum.Value.Equal(whole[0].Value))
		require.True(t, sum.Recovered.Equal(whole[0].Recovered))
		require.True(t, sum.Retained.Equal(whole[0].Retained))
		require.True(t, sum.Payable.Equal(whole[0].Payable))
	})
}

// naiveLost walks day by day: the term is lost on the first day d such that at
// the end of the day before, an instalment was open more than grace-1 days.
func naiveLost(inv *dunning.Invoice, grace int, asOf date.Date) date.Date {
	for d := inv.Issued; d < asOf; d++ {
		for p := range inv.OpenParts(d) {
			if p.Open.IsPositive() && int(d-p.Due) >= grace {
				return d + 1
			}
		}
	}
	return 0
}

// FuzzClause compares the clause with the naive walk, for three instalments and
// three payments of which one may come back.
func FuzzClause(f *testing.F) {
	f.Add(uint8(0), uint8(30), uint8(31), uint8(70), uint8(8), true)
	f.Add(uint8(30), uint8(60), uint8(90), uint8(200), uint8(0), false)
	f.Fuzz(func(t *testing.T, a, b, c, at, grace uint8, back bool) {
		amount := decimal.New(100, 0)
		inv := &dunning.Invoice{ID: "F", Issued: start, Amount: decimal.New(300, 0), Instalments: []dunning.Instalment{
			{Due: start + 30, Amount: amount}, {Due: start + 60, Amount: amount}, {Due: start + 90, Amount: amount},
		}}
		for _, d := range []uint8{a, b, c} {
			inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: start + date.Date(d), Amount: amount})
		}
		if back {
			inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: start + date.Date(b) + 5, Amount: amount, Kind: dunning.Returned})
		}
		asOf := start + date.Date(at)
		got, err := plan.Clause{Grace: int(grace), Waived: true}.At(inv, asOf)
		require.NoError(t, err)
		require.Equal(t, naiveLost(inv, int(grace), asOf), got.From)
		sum := decimal.Decimal{}
		for _, p := range got.Parts {
			sum = sum.Add(p.Open)
		}
		require.True(t, sum.Equal(inv.OpenAt(asOf)))
		if got.Lost() && inv.OpenAt(asOf).IsPositive() {
			require.True(t, got.Due.Equal(inv.OpenAt(asOf)))
		}
	})
}
