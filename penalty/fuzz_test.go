package penalty_test

import (
	"math/big"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// fuzzRule is a valid B2B rule whose options are the digits of n.
func fuzzRule(n uint32) penalty.Rule {
	pick := func(of uint32) uint8 { v := n % of; n /= of; return uint8(v) }
	r := penalty.B2B()
	r.Path = penalty.RatePath(pick(3))
	r.DayCount = penalty.DayCount(pick(3))
	r.PaymentDay = penalty.PaymentDay(pick(3))
	r.Rounding = penalty.Rounding(pick(2))
	r.Allocation = penalty.Allocation(pick(3))
	r.Closing = penalty.Closing(pick(2))
	r.Credits = penalty.CreditEffect(pick(2))
	r.Returns = penalty.ReturnEffect(pick(2))
	r.Indemnity.Unit = penalty.IndemnityUnit(pick(3))
	if r.Path == penalty.AtPayment {
		r.Allocation = penalty.PrincipalFirst
	}
	if r.Allocation == penalty.PrincipalFirst {
		r.Closing = penalty.AtLedgerBalance
	}
	return r
}

// fuzzInvoice reads settlements from raw: day, kind and amount of each.
func fuzzInvoice(amount int64, raw []byte) *dunning.Invoice {
	due := date.New(2024, 2, 10)
	if amount < 0 {
		amount = -(amount + 1)
	}
	amount = 1 + amount%1_000_000_000
	inv := &dunning.Invoice{ID: "F", Issued: due - 40, Due: due, Amount: decimal.New(amount, -2)}
	if len(raw) > 0 && raw[0]%4 == 0 && amount > 2 {
		half := amount / 2
		inv.Instalments = []dunning.Instalment{
			{Due: due, Amount: decimal.New(half, -2)}, {Due: due + 45, Amount: decimal.New(amount-half, -2)}}
	}
	for ; len(raw) >= 4 && len(inv.Settlements) < 12; raw = raw[4:] {
		part := amount * int64(raw[2]) / 200
		kind := dunning.SettlementKind(raw[1] % 6)
		if raw[3]%3 == 0 && len(inv.Settlements) > 0 {
			part = amount * int64(raw[2]&0xf0) / 200 // amounts that repeat, so that returns find their payment
		}
		inv.Settlements = append(inv.Settlements, dunning.Settlement{
			Date: due - 30 + 3*date.Date(raw[0]), Amount: decimal.New(part, -2), Kind: kind})
	}
	return inv
}

func seeds(f *testing.F) {
	f.Add(uint32(0), int64(1_200_000), []byte{}, uint16(45), uint16(10))
	f.Add(uint32(7), int64(1_000_000), []byte{9, 0, 80, 1, 30, 2, 80, 1}, uint16(400), uint16(99))
	f.Add(uint32(123_456), int64(77), []byte{8, 0, 200, 0, 12, 2, 200, 0, 40, 0, 255, 3}, uint16(700), uint16(300))
	f.Add(uint32(15), int64(1_000_000), []byte("1200"), uint16(400), uint16(52)) // a return without a payment
	f.Add(uint32(99_999), int64(999_999_999), []byte{1, 1, 50, 0, 50, 5, 60, 0, 60, 3, 20, 0, 70, 4, 9, 0}, uint16(365), uint16(1))
}

// overpaid reports whether settlements may lower the balance below zero.
func overpaid(inv *dunning.Invoice) bool {
	left := inv.Amount
	for _, s := range inv.Settlements {
		if s.Effect().IsNegative() {
			left = left.Add(s.Effect())
		}
	}
	return left.IsNegative()
}

// FuzzCompute: identities hold, the amount-only path agrees, and interest never
// falls from one day to the next.
func FuzzCompute(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, options uint32, amount int64, raw []byte, late, _ uint16) {
		rule, inv := fuzzRule(options), fuzzInvoice(amount, raw)
		asOf := inv.Due - 40 + date.Date(late%900)
		s, err := penalty.Compute(inv, rule, asOf)
		require.NoError(t, err)
		identities(t, inv, s)
		n, err := amounts(t, inv, rule, asOf)
		require.NoError(t, err)
		require.Equal(t, s.Interest.StringFixed(2), decimal.New(n, -2).StringFixed(2))
		if rule.Path == penalty.AtPayment || rule.Returns == penalty.NeverPaid || rule.Credits == penalty.FromInvoiceDate {
			return // what comes later may change what came before
		}
		next, err := penalty.Compute(inv, rule, asOf+1)
		require.NoError(t, err)
		if rule.Rounding == penalty.OnTotal || len(next.Lines) > len(s.Lines) {
			require.False(t, next.Interest.LessThan(s.Interest), "%s then %s", s.Interest, next.Interest)
		}
		require.GreaterOrEqual(t, next.Unrounded().Cmp(s.Unrounded()), 0)
		require.False(t, next.Indemnity.LessThan(s.Indemnity))
	})
}

// FuzzSplit: cutting the statement on any day changes nothing but rounding.
func FuzzSplit(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, options uint32, amount int64, raw []byte, late, cut uint16) {
		rule, inv := fuzzRule(options), fuzzInvoice(amount, raw)
		rule.Allocation, rule.Closing = penalty.PrincipalFirst, penalty.AtLedgerBalance
		if overpaid(inv) {
			return // payments that reach the interest make balances follow its rounding
		}
		asOf := inv.Due + date.Date(late%900)
		whole, err := penalty.Compute(inv, rule, asOf)
		require.NoError(t, err)
		inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: inv.Due + date.Date(cut%900), Kind: dunning.CreditNote})
		split, err := penalty.Compute(inv, rule, asOf)
		require.NoError(t, err)
		require.Zero(t, whole.Unrounded().Cmp(split.Unrounded()))
		gap := split.Interest.Sub(whole.Interest).Abs()
		require.LessOrEqual(t, gap.Cmp(decimal.New(int64(len(split.Lines)), -2)), 0)
		if rule.Rounding == penalty.OnTotal {
			require.True(t, gap.IsZero())
		}
	})
}

// FuzzPaths: inside one half-year the three rate paths agree.
func FuzzPaths(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, options uint32, amount int64, raw []byte, late, _ uint16) {
		rule, inv := fuzzRule(options), fuzzInvoice(amount, raw)
		rule.Allocation, rule.Closing = penalty.PrincipalFirst, penalty.AtLedgerBalance
		if overpaid(inv) {
			return // as above
		}
		asOf := inv.Due + date.Date(late%140) // 10 February to 29 June 2024
		var first *big.Rat
		for _, path := range []penalty.RatePath{penalty.PerHalfYear, penalty.FrozenAtStart, penalty.AtPayment} {
			rule.Path = path
			s, err := penalty.Compute(inv, rule, asOf)
			require.NoError(t, err)
			if first == nil {
				first = s.Unrounded()
			}
			require.Zero(t, first.Cmp(s.Unrounded()), "path %d: %s and %s", path, first.FloatString(4), s.Unrounded().FloatString(4))
		}
	})
}

// FuzzRates: no table of rates panics, and what is accepted answers on its days.
func FuzzRates(f *testing.F) {
	f.Add([]byte("# series: x\n# source: y\n# checked: 2026-01-01\n# known-through: 2026-01-31\neffective,rate_percent,confidence,published,source\n2026-01-01,1.5,2+,,z\n"))
	f.Add([]byte("# series: x\n# source: y\n# checked: 2026-01-01\n# known-through: 2026-06-30\nfrom,to,private_percent,professional_percent,confidence,published,source\n2026-01-01,2026-06-30,1.5,2,1,2025-12-31,z\n"))
	f.Add([]byte("effective,rate_percent\n\"2026"))
	f.Fuzz(func(t *testing.T, src []byte) {
		rates, err := penalty.Official().With("fuzz.csv", src)
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		for info := range rates.Series() {
			for q := range rates.Quotes(info.Series) {
				got, err := rates.At(info.Series, q.From)
				require.NoError(t, err)
				require.True(t, got.Equal(q.Percent))
			}
			_, err := rates.At(info.Series, info.KnownThrough+1)
			require.Error(t, err)
		}
	})
}

// FuzzSound: what the amount-only path takes for a valid invoice, Validate does
// too, and all paths refuse the same invoices.
func FuzzSound(f *testing.F) {
	f.Add("F", "EUR", int64(100), int32(-2), int64(739000), int64(0), int64(50), int32(-2), uint8(0), uint8(0))
	f.Add("", "EUR", int64(100), int32(-2), int64(739000), int64(739000), int64(50), int32(-2), uint8(2), uint8(0))
	f.Add("F", "XXL", int64(-100), int32(-2), int64(0), int64(1), int64(-50), int32(-3), uint8(5), uint8(1))
	f.Add("F", "", int64(1), int32(300), int64(739000), int64(9e9), int64(50), int32(-2), uint8(9), uint8(7))
	f.Fuzz(func(t *testing.T, id, currency string, amount int64, exp int32, issued, due, part int64, partExp int32, kind, document uint8) {
		inv := &dunning.Invoice{ID: id, Currency: currency, Kind: dunning.DocumentKind(document), Issued: date.Date(issued), Due: date.Date(due),
			Amount: decimal.New(amount, exp), Settlements: []dunning.Settlement{
				{Date: date.Date(issued) + 40, Amount: decimal.New(part, partExp), Kind: dunning.SettlementKind(kind)}}}
		rule := penalty.B2B()
		rule.Indemnity = penalty.Indemnity{}
		asOf := date.New(2026, 9, 1)
		_, err := penalty.Compute(inv, rule, asOf)
		n, err2 := amounts(t, inv, rule, asOf)
		require.Equal(t, err == nil, err2 == nil)
		if invalid := inv.Validate(); invalid != nil {
			require.EqualError(t, err, invalid.Error())
			require.EqualError(t, err2, invalid.Error())
			require.Zero(t, n)
		}
	})
}
