package plan_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/plan"
	"github.com/creance/creance/dunning/terms"
)

// halfUp rounds to a multiple of unit.
func halfUp(r *big.Rat, unit int64) int64 {
	x := new(big.Rat).Quo(r, big.NewRat(unit, 1))
	x.Add(x, big.NewRat(1, 2))
	return new(big.Int).Div(x.Num(), x.Denom()).Int64() * unit
}

// byHand cuts a sum as a clerk would: line by line, the balance last, what
// rounding leaves on one line. exact is what that line would get without any
// rounding of its own or of the others.
func byHand(p plan.Plan, total, net, unit int64, digits int32) (parts []int64, taker int, exact *big.Rat) {
	parts = make([]int64, len(p.Lines))
	left, whole := total, new(big.Rat).SetInt64(total)
	var balances []int
	shares := make([]*big.Rat, len(p.Lines))
	for i, l := range p.Lines {
		of := map[plan.Share]int64{plan.Percent: total, plan.PercentOfNet: net, plan.PercentOfRest: left}[l.Share]
		switch l.Share {
		case plan.Balance:
			balances = append(balances, i)
			continue
		case plan.Fixed:
			shares[i] = l.Value.Shift(digits).Rat()
			parts[i] = l.Value.Shift(digits).IntPart()
		default:
			shares[i] = new(big.Rat).Mul(l.Value.Rat(), big.NewRat(of, 100))
			parts[i] = halfUp(shares[i], unit)
		}
		left -= parts[i]
	}
	candidates := balances
	if len(balances) == 0 {
		for i := range p.Lines {
			candidates = append(candidates, i)
		}
	}
	taker = candidates[len(candidates)-1]
	if p.Rest == plan.RestFirst {
		taker = candidates[0]
	}
	for i, s := range shares {
		if s != nil && i != taker {
			whole.Sub(whole, s)
		}
	}
	exact = whole
	if n := int64(len(balances)); n > 0 {
		exact.Quo(exact, big.NewRat(n, 1))
		each := halfUp(big.NewRat(left, n), unit)
		for _, i := range balances {
			parts[i] = each
			left -= each
		}
	}
	parts[taker] += left
	return parts, taker, exact
}

// Every kind of share, in currencies of zero, two and three decimals, rounded to
// the cent, to 5 cents and to the euro: the parts are those made by hand and add
// up to the sum.
func TestCutAgainstHandWork(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 65))
	cut, rounded := 0, 0
	for range 6000 {
		code := []string{"EUR", "JPY", "TND"}[r.IntN(3)]
		digits, _ := dunning.CurrencyDigits(code)
		total := 1 + r.Int64N([]int64{99, 99_999, 99_999_999}[r.IntN(3)])
		net := max(1, total*100/120)
		var p plan.Plan
		for i := range 1 + r.IntN(5) {
			l := plan.Line{Label: string(rune('a' + i)), Share: plan.Share(r.IntN(5)), Due: date.New(2026, 1, 1) + date.Date(30*i)}
			switch l.Share {
			case plan.Fixed:
				l.Value = decimal.New(1+r.Int64N(total), -digits)
			case plan.Balance:
			default:
				l.Value = decimal.New(1+r.Int64N(60_000_000), -6)
			}
			p.Lines = append(p.Lines, l)
		}
		if r.IntN(3) > 0 {
			p.Lines = append(p.Lines, plan.Line{Label: "z", Share: plan.Balance, Due: date.New(2027, 1, 1)})
		}
		unit := []int64{1, 1, 5, 100}[r.IntN(4)]
		if unit > 1 {
			p.Unit = decimal.New(unit, -digits)
		}
		p.Rest = plan.Rest(r.IntN(2))
		inv := &dunning.Invoice{ID: "F", Currency: code, Issued: date.New(2025, 12, 1), Amount: decimal.New(total, -digits), Net: decimal.New(net, -digits)}
		s, err := p.Cut(inv)
		if err != nil {
			continue
		}
		cut++
		want, taker, exact := byHand(p, total, net, unit, digits)
		sum := decimal.Decimal{}
		for i, part := range s.Parts {
			require.Equal(t, want[i], part.Amount.Shift(digits).IntPart(), "%+v of %d: part %d", p, total, i)
			require.True(t, part.Amount.IsPositive())
			sum = sum.Add(part.Amount)
			if i != taker {
				require.True(t, part.Rounded.IsZero())
				continue
			}
			gap := new(big.Rat).Sub(new(big.Rat).SetInt64(want[i]), exact)
			got := part.Rounded.Shift(digits).Rat()
			require.LessOrEqual(t, new(big.Rat).Abs(gap.Sub(gap, got)).Cmp(big.NewRat(1, 100)), 0, "what rounding put there, %s", part.Rounded)
			if !part.Rounded.IsZero() {
				rounded++
			}
		}
		require.True(t, sum.Equal(inv.Amount))
	}
	require.Greater(t, cut, 1500)
	require.Greater(t, rounded, 500)
}

// A discount on each base, flat and pro rata: what is taken off and what is left
// add up, in net, in VAT and in all, and the figure is the fraction by hand.
func TestDiscountAgainstHandWork(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 10))
	for range 6000 {
		gross := 1 + r.Int64N(99_999_999)
		net := 1 + r.Int64N(gross)
		due := date.New(2026, 3, 1)
		d := plan.Discount{Percent: decimal.New(1+r.Int64N(1_000), -2), ProRata: r.IntN(2) == 0, Base: plan.Base(r.IntN(3)), Within: r.IntN(2) * r.IntN(90)}
		year := int64(360)
		if d.ProRata && r.IntN(2) == 0 {
			d.Year, year = 365, 365
		}
		inv := &dunning.Invoice{ID: "F", Issued: due - 60, Due: due, Terms: terms.Terms{}, Amount: decimal.New(gross, -2), Net: decimal.New(net, -2)}
		paid := due - 65 + date.Date(r.IntN(80))
		got, err := d.At(inv, paid)
		require.NoError(t, err)
		require.True(t, got.Payable.Add(got.Gross).Equal(inv.Amount))
		require.True(t, got.Gross.Equal(got.Net.Add(got.VAT)))
		require.True(t, got.VATLeft.Add(got.VAT).Equal(inv.Amount.Sub(inv.Net)))
		require.False(t, got.Payable.IsNegative() || got.VATLeft.IsNegative() || got.Net.IsNegative() || got.VAT.IsNegative())
		early := paid < due && (d.Within == 0 || paid <= inv.Issued+date.Date(d.Within)) || !d.ProRata && d.Within >= 60 && paid == due
		require.Equal(t, early, got.Granted, "%+v paid %s: %s", d, paid, got.Reason)
		if !early {
			require.True(t, got.Gross.IsZero())
			continue
		}
		part := d.Percent.Rat()
		part.Quo(part, big.NewRat(100, 1))
		if d.ProRata {
			part.Mul(part, big.NewRat(int64(due-paid), year))
		}
		cents := func(of int64) int64 { return halfUp(new(big.Rat).Mul(part, big.NewRat(of, 1)), 1) }
		check := func(want int64, got decimal.Decimal, what string) {
			require.Equal(t, decimal.New(want, -2).StringFixed(2), got.StringFixed(2), "%s of %+v", what, d)
		}
		switch d.Base {
		case plan.Gross:
			check(cents(gross), got.Gross, "gross")
			check(halfUp(big.NewRat(cents(gross)*(gross-net), gross), 1), got.VAT, "VAT")
		case plan.Net:
			check(cents(net), got.Net, "net")
			check(cents(gross-net), got.VAT, "VAT")
		case plan.NetVATKept:
			check(cents(net), got.Gross, "net")
		}
	}
}

// The formal notice, walked by hand: what was missed the day before it came is
// what it can claim; the term is lost if any of that is still open when its time
// is over, whatever is paid afterwards.
func TestNoticeAgainstHandWork(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 3))
	codes := map[string]int{}
	for range 6000 {
		amount := decimal.New(100, 0)
		inv := &dunning.Invoice{ID: "F", Issued: start, Amount: decimal.New(300, 0), Instalments: []dunning.Instalment{
			{Due: start + 30, Amount: amount}, {Due: start + 60, Amount: amount}, {Due: start + 90, Amount: amount},
		}}
		for range r.IntN(4) {
			inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: start + date.Date(r.IntN(150)), Amount: decimal.New(int64(50*(1+r.IntN(2))), 0)})
		}
		c := plan.Clause{Grace: r.IntN(10), Notified: start + 25 + date.Date(r.IntN(90)), Deadline: r.IntN(20)}
		asOf := start + date.Date(r.IntN(200))
		got, err := c.At(inv, asOf)
		require.NoError(t, err)
		missed := func(d date.Date) map[date.Date]bool {
			all := map[date.Date]bool{}
			for p := range inv.OpenParts(d) {
				if p.Open.IsPositive() && p.Due+date.Date(c.Grace) <= d {
					all[p.Due] = true
				}
			}
			return all
		}
		end := c.Notified + date.Date(c.Deadline)
		still := func(d date.Date) bool {
			for due := range missed(d) {
				if missed(c.Notified - 1)[due] {
					return true
				}
			}
			return false
		}
		var lost date.Date
		if c.Notified <= asOf && asOf > end && still(end) {
			lost = end + 1
		}
		running := c.Notified <= asOf && asOf <= end && still(asOf)
		require.Equal(t, lost, got.From, "%+v as of %s: %+v", c, asOf, inv.Settlements)
		require.Equal(t, running, got.Code == "notice-running", got.Code)
		if lost == 0 && !running {
			require.Equal(t, len(missedBefore(inv, c.Grace, asOf)) > 0, got.Code == "missed-no-notice", "%s", got.Code)
		}
		codes[got.Code]++
	}
	for _, code := range []string{"kept", "missed-no-notice", "notice-running", "remedied", "lost"} {
		require.Greater(t, codes[code], 10, code)
	}
}

// missedBefore are the parts open on day d whose grace ended before it.
func missedBefore(inv *dunning.Invoice, grace int, d date.Date) (all []date.Date) {
	for p := range inv.OpenParts(d) {
		if p.Open.IsPositive() && p.Due+date.Date(grace) < d {
			all = append(all, p.Due)
		}
	}
	return all
}
