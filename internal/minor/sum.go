package minor

import (
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"
)

// Sum is an exact sum of minor units in two's complement on 128 bits: ten
// million amounts at Limit, each weighted by a century of days, fit eleven
// orders of magnitude below its end. The zero value is the empty sum.
type Sum struct {
	Hi int64
	Lo uint64
}

// Add adds n.
func (s *Sum) Add(n int64) { s.Merge(Sum{Hi: n >> 63, Lo: uint64(n)}) }

// AddProduct adds a×b without overflow.
func (s *Sum) AddProduct(a, b int64) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	// Mul64 read negative factors as 2^64 more than they are.
	signed := int64(hi)
	if a < 0 {
		signed -= b
	}
	if b < 0 {
		signed -= a
	}
	s.Merge(Sum{Hi: signed, Lo: lo})
}

// Merge adds another sum; it is associative and commutative.
func (s *Sum) Merge(t Sum) {
	lo, carry := bits.Add64(s.Lo, t.Lo, 0)
	hi, _ := bits.Add64(uint64(s.Hi), uint64(t.Hi), carry)
	s.Hi, s.Lo = int64(hi), lo
}

// IsZero reports whether the sum is 0.
func (s Sum) IsZero() bool { return s == Sum{} }

// Sign is -1, 0 or +1.
func (s Sum) Sign() int {
	switch {
	case s.Hi < 0:
		return -1
	case s.IsZero():
		return 0
	}
	return 1
}

// Big is the sum as a big integer.
func (s Sum) Big() *big.Int {
	b := big.NewInt(s.Hi)
	b.Lsh(b, 64)
	return b.Add(b, new(big.Int).SetUint64(s.Lo))
}

// Decimal is the amount of the sum in major units.
func (s Sum) Decimal(digits int32) decimal.Decimal {
	if s.Hi == int64(s.Lo)>>63 { // fits an int64
		return decimal.New(int64(s.Lo), -digits)
	}
	return decimal.NewFromBigInt(s.Big(), -digits)
}
