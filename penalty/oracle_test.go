package penalty_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// The oracle counts one day at a time with exact fractions, from the definition
// and with none of the code under test but the rate series.
type oracle struct {
	t    testing.TB
	rule penalty.Rule
	inv  *dunning.Invoice
}

func (o oracle) rate(d date.Date) *big.Rat {
	month := 1
	if d.Month() >= 7 {
		month = 7
	}
	first, err := dunning.NewDate(d.Year(), month, 1, "")
	require.NoError(o.t, err)
	percent, err := penalty.Official().At(penalty.ECB, first)
	require.NoError(o.t, err)
	return percent.Add(o.rule.Rate.Points).Rat()
}

func (o oracle) ofDay(d, start date.Date, balance *big.Rat) *big.Rat {
	rate := o.rate(d)
	if o.rule.Path == penalty.FrozenAtStart {
		rate = o.rate(start)
	}
	year := int64(365)
	switch o.rule.DayCount {
	case penalty.Days360:
		year = 360
	case penalty.ActualYear:
		if y := d.Year(); y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			year = 366
		}
	}
	x := new(big.Rat).Mul(balance, rate)
	return x.Mul(x, big.NewRat(1, 100*year))
}

// unrounded is the interest when payments pay the principal first: each day
// bears on what the ledger had open the evening before.
func (o oracle) unrounded(asOf date.Date) *big.Rat {
	sum := new(big.Rat)
	shift := date.Date(1)
	if o.rule.PaymentDay == penalty.Excluded {
		shift = 0
	}
	start := o.inv.Due + 1
	for d := start; d <= asOf; d++ {
		if open := o.inv.OpenAt(d - shift); open.IsPositive() {
			sum.Add(sum, o.ofDay(d, start, open.Rat()))
		}
	}
	return sum
}

// interestFirst plays the days one by one, with the running total rounded when
// a payment needs it.
func (o oracle) interestFirst(asOf date.Date) (exact, interest *big.Rat) {
	exact, paid := new(big.Rat), new(big.Rat)
	principal := o.inv.Amount.Rat()
	start := o.inv.Due + 1
	for d := o.inv.Issued; d <= asOf; d++ {
		open := o.rule.Closing == penalty.AtFullPayment || o.inv.OpenAt(d-1).IsPositive()
		if d >= start && open {
			exact.Add(exact, o.ofDay(d, start, principal))
		}
		for _, s := range o.inv.Settlements {
			if s.Date != d {
				continue
			}
			rest := s.Amount.Rat()
			unpaid := new(big.Rat).Sub(cents(exact), paid)
			if unpaid.Cmp(rest) > 0 {
				unpaid = rest
			}
			paid.Add(paid, unpaid)
			principal.Sub(principal, new(big.Rat).Sub(rest, unpaid))
		}
	}
	return exact, cents(exact)
}

// cents rounds half up.
func cents(r *big.Rat) *big.Rat {
	x := new(big.Rat).Mul(r, big.NewRat(100, 1))
	x.Add(x, big.NewRat(1, 2))
	n := new(big.Int).Div(x.Num(), x.Denom())
	return new(big.Rat).SetFrac(n, big.NewInt(100))
}

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

func TestAgainstOneDayAtATime(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 11))
	end := date.New(2026, 12, 31)
	for i := range 600 {
		inv := randomInvoice(r)
		rule := penalty.B2B()
		rule.Allocation = penalty.PrincipalFirst
		rule.Path = penalty.RatePath(r.IntN(2))
		rule.DayCount = penalty.DayCount(r.IntN(3))
		rule.PaymentDay = penalty.PaymentDay(r.IntN(2))
		rule.Rounding = penalty.Rounding(r.IntN(2))
		asOf := min(end, inv.Due+date.Date(r.IntN(900)))
		for j := range inv.Settlements {
			s := &inv.Settlements[j]
			if r.IntN(6) == 0 {
				s.Kind = dunning.CreditNote
			} else if r.IntN(6) == 0 && len(inv.Settlements) < 8 {
				inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: s.Date + date.Date(r.IntN(90)), Amount: s.Amount, Kind: dunning.Returned})
			}
		}
		s, err := penalty.Compute(inv, rule, asOf)
		require.NoError(t, err)
		want := oracle{t, rule, inv}.unrounded(asOf)
		if want.Cmp(s.Unrounded()) != 0 {
			t.Fatalf("case %d as of %s\n%+v\nwant %s, got %s", i, asOf, inv, want.FloatString(6), s.Unrounded().FloatString(6))
		}
		if rule.Rounding == penalty.OnTotal {
			assert.Equal(t, cents(want).FloatString(2), s.Interest.StringFixed(2))
		}
		identities(t, inv, s)
	}
}

func TestInterestFirstAgainstOneDayAtATime(t *testing.T) {
	r := rand.New(rand.NewPCG(1343, 1))
	for i := range 600 {
		inv := randomInvoice(r)
		rule := penalty.B2B()
		rule.Rounding = penalty.OnTotal
		rule.Closing = penalty.Closing(r.IntN(2))
		rule.Path = penalty.RatePath(r.IntN(2))
		asOf := min(date.New(2026, 12, 31), inv.Due+date.Date(r.IntN(700)))
		s, err := penalty.Compute(inv, rule, asOf)
		require.NoError(t, err)
		exact, want := oracle{t, rule, inv}.interestFirst(asOf)
		require.Equal(t, want.FloatString(2), s.Interest.StringFixed(2), "case %d: %+v", i, inv)
		require.Zero(t, exact.Cmp(s.Unrounded()))
		identities(t, inv, s)
	}
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
	for i := range 3000 {
		inv := randomInvoice(r)
		rule := []func() penalty.Rule{penalty.B2B, penalty.PublicBuyer, penalty.Consumer,
			func() penalty.Rule { return penalty.Contract(penalty.Fixed(dec("9.5"))) }}[r.IntN(4)]()
		rule.Rounding = penalty.Rounding(r.IntN(2))
		rule.Allocation = penalty.Allocation(r.IntN(3))
		rule.DayCount = penalty.DayCount(r.IntN(3))
		switch rule.Regime {
		case penalty.Civil:
			rule.Notice = inv.Due + date.Date(r.IntN(100))
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
