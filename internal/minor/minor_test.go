package minor_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/internal/minor"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{deptest.Module: "money rests on no other package"})
}

func TestDigits(t *testing.T) {
	for code, want := range map[string]int32{"": 2, "EUR": 2, "USD": 2, "JPY": 0, "TND": 3, "KWD": 3, "XPF": 0, "MAD": 2} {
		digits, ok := minor.Digits(code)
		assert.True(t, ok, code)
		assert.Equal(t, want, digits, code)
	}
	for _, code := range []string{"eur", "EU", "EURO", "€", "ABC", "E1R", "\x00\x00\x00"} {
		_, ok := minor.Digits(code)
		assert.False(t, ok, code)
	}
}

func TestOf(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "0.00": 0, "0e9999": 0, "1": 100, "-1.23": -123, "0.10": 10, "1e2": 10000,
		"10000000000000": minor.Limit, "-10000000000000.00": -minor.Limit,
		"1.230000000000000000000000000000": 123, // zeros are no decimals
	} {
		got, err := minor.Of(decimal.RequireFromString(text), 2)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for text, want := range map[string]error{
		"0.001":                  minor.ErrPrecision,
		"1e-9999":                minor.ErrPrecision,
		"1.0000000000000000001":  minor.ErrPrecision,
		"10000000000000.01":      minor.ErrLimit,
		"1e9999":                 minor.ErrLimit,
		"-1e16":                  minor.ErrLimit,
		"12345678901234567890":   minor.ErrLimit,
		"1234567890123456789012": minor.ErrLimit,
	} {
		_, err := minor.Of(decimal.RequireFromString(text), 2)
		assert.ErrorIs(t, err, want, text)
	}
	yen, err := minor.Of(decimal.RequireFromString("1234"), 0)
	require.NoError(t, err)
	assert.Equal(t, int64(1234), yen)
}

func TestOfDoesNotAllocate(t *testing.T) {
	d := decimal.RequireFromString("123456.78")
	assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = minor.Of(d, 2) }))
}

// checkOf compares with decimal arithmetic, which has no bounds.
func checkOf(t *testing.T, coefficient int64, exponent int32, digits int32) {
	d := decimal.New(coefficient, exponent)
	scaled := d.Shift(digits)
	n, err := minor.Of(d, digits)
	switch limit := decimal.NewFromInt(minor.Limit); {
	case scaled.Abs().GreaterThan(limit) && !scaled.IsInteger():
		require.Error(t, err, "%s", d)
	case scaled.Abs().GreaterThan(limit):
		require.ErrorIs(t, err, minor.ErrLimit, "%s", d)
	case !scaled.IsInteger():
		require.ErrorIs(t, err, minor.ErrPrecision, "%s", d)
	default:
		require.NoError(t, err, "%s", d)
		require.Equal(t, scaled.IntPart(), n, "%s", d)
		require.True(t, minor.Decimal(n, digits).Equal(d))
	}
}

func TestOfAroundEveryBound(t *testing.T) {
	for _, base := range []int64{0, 1, 9, 10, 99, 100, 12345, minor.Limit / 100, minor.Limit, 999_999_999_999_999_999, math.MaxInt64} {
		for _, delta := range []int64{-1, 0, 1} {
			for exponent := int32(-25); exponent <= 25; exponent++ {
				for digits := range int32(4) {
					if base == math.MaxInt64 && delta == 1 {
						continue
					}
					checkOf(t, base+delta, exponent, digits)
					checkOf(t, -base-delta, exponent, digits)
				}
			}
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add(int64(123), int32(-2), uint8(2))
	f.Fuzz(func(t *testing.T, coefficient int64, exponent int32, digits uint8) {
		checkOf(t, coefficient, exponent%60, int32(digits%5))
	})
}

// extremes are the integers around which carries and signs go wrong.
var extremes = []int64{
	math.MinInt64, math.MinInt64 + 1, -1 << 32, -1<<32 + 1, -minor.Limit, -2, -1, 0, 1, 2,
	minor.Limit, 1<<32 - 1, 1 << 32, 1 << 62, math.MaxInt64 - 1, math.MaxInt64,
}

func TestSumOfExtremes(t *testing.T) {
	for _, a := range extremes {
		for _, b := range extremes {
			var s minor.Sum
			s.Add(a)
			s.Add(b)
			want := new(big.Int).Add(big.NewInt(a), big.NewInt(b))
			require.Zero(t, want.Cmp(s.Big()), "%d + %d", a, b)
			require.Equal(t, want.Sign(), s.Sign())
			require.Equal(t, want.Sign() == 0, s.IsZero())
			require.Equal(t, decimal.NewFromBigInt(want, -2).String(), s.Decimal(2).String())

			var p minor.Sum
			p.AddProduct(a, b)
			want.Mul(big.NewInt(a), big.NewInt(b))
			require.Zero(t, want.Cmp(p.Big()), "%d × %d", a, b)
			require.Equal(t, decimal.NewFromBigInt(want, 0).String(), p.Decimal(0).String())
		}
	}
}

func FuzzSum(f *testing.F) {
	f.Add(int64(1), int64(-1), int64(math.MaxInt64), int64(math.MinInt64))
	f.Fuzz(func(t *testing.T, a, b, x, y int64) {
		x, y = x>>1, y>>1 // two products of 2^126 still fit
		var left, right minor.Sum
		left.Add(a)
		left.AddProduct(x, y)
		right.AddProduct(y, x)
		right.Add(b)
		want := new(big.Int).Mul(big.NewInt(x), big.NewInt(y))
		want.Lsh(want, 1)
		want.Add(want, big.NewInt(a)).Add(want, big.NewInt(b))
		if want.BitLen() > 126 {
			return
		}
		one, other := left, right
		one.Merge(right)
		other.Merge(left)
		require.Equal(t, one, other, "merge commutes")
		require.Zero(t, want.Cmp(one.Big()))
	})
}

func checkShare(t *testing.T, n, part, whole int64) {
	if whole == 0 || new(big.Int).Abs(big.NewInt(part)).Cmp(new(big.Int).Abs(big.NewInt(whole))) > 0 {
		return
	}
	exact := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(n), big.NewInt(part)), big.NewInt(whole))
	got := new(big.Rat).SetInt64(minor.Share(n, part, whole))
	gap := new(big.Rat).Sub(got, exact)
	half := big.NewRat(1, 2)
	require.LessOrEqual(t, new(big.Rat).Abs(gap).Cmp(half), 0, "%d × %d / %d", n, part, whole)
	if new(big.Rat).Abs(gap).Cmp(half) == 0 {
		require.Equal(t, exact.Sign(), gap.Sign(), "a half goes away from zero: %d × %d / %d", n, part, whole)
	}
}

func TestShare(t *testing.T) {
	assert.Equal(t, int64(50), minor.Share(60, 100, 120))
	assert.Equal(t, int64(1), minor.Share(1, 3, 5), "0.6")
	assert.Equal(t, int64(2), minor.Share(3, 1, 2), "1.5")
	assert.Equal(t, int64(-2), minor.Share(-3, 1, 2), "-1.5")
	assert.Equal(t, int64(-2), minor.Share(3, -1, 2), "-1.5")
	assert.Equal(t, int64(3), minor.Share(-3, -5, 5))
	assert.Zero(t, minor.Share(5, 5, 0))
	assert.Equal(t, int64(83), minor.Share(100, 83, 100))
	for n := int64(-12); n <= 12; n++ {
		for whole := int64(-8); whole <= 8; whole++ {
			for part := int64(-8); part <= 8; part++ {
				checkShare(t, n, part, whole)
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 10_000 {
		checkShare(t, r.Int64N(minor.Limit)-minor.Limit/2, r.Int64N(1e9), r.Int64N(1e12))
	}
}
