package minor

import (
	"math/big"
	"reflect"
	"unsafe"

	"github.com/shopspring/decimal"
)

// This is the only file that knows how a decimal lies in memory. A decimal
// points to a big.Int, which points to a word: its constructors allocate both for
// each decimal, and its methods ask three questions where a night asks one, a
// dozen times for each invoice. A statement made of decimals from decimal.New
// takes twice as long.
//
// Should another version of the module lay decimals out otherwise, known is false
// and its constructors and methods are used.

type layout struct {
	value *big.Int
	exp   int32
}

var known = sameLayout(reflect.TypeFor[decimal.Decimal](), reflect.TypeFor[layout]())

// sameLayout reports whether two structs have the same fields in the same places.
func sameLayout(a, b reflect.Type) bool {
	if a.Kind() != reflect.Struct || a.Size() != b.Size() || a.NumField() != b.NumField() {
		return false
	}
	for i := range a.NumField() {
		f, g := a.Field(i), b.Field(i)
		if f.Name != g.Name || f.Type != g.Type || f.Offset != g.Offset {
			return false
		}
	}
	return true
}

// A Slab has the memory of several decimals in one piece. What is made of it
// shares that piece, so it should be of decimals that are kept together.
type Slab []Cell

// A Cell is the memory of one decimal: a big.Int and the words of an int64.
type Cell struct {
	value big.Int
	words [64 / wordSize]big.Word
}

const wordSize = 32 << (^big.Word(0) >> 63) // bits

// NewSlab has room for n decimals, in the memory given when that is enough.
func NewSlab(n int, room []Cell) Slab {
	switch {
	case !known:
		return nil
	case n <= len(room):
		return room
	}
	return make(Slab, n)
}

// Decimal is the amount of n minor units, as the function [Decimal] makes it; once
// the slab is used up, by that function.
func (s *Slab) Decimal(n int64, digits int32) decimal.Decimal {
	if len(*s) == 0 || n == 0 {
		return Decimal(n, digits)
	}
	c := &(*s)[0]
	*s = (*s)[1:]
	size := uint64(max(n, -n)) // of the least int64 too: it is its own opposite
	for i := range c.words {
		c.words[i] = big.Word(size >> (i * wordSize))
	}
	if c.value.SetBits(c.words[:]); n < 0 {
		c.value.Neg(&c.value)
	}
	d := layout{&c.value, -digits}
	return *(*decimal.Decimal)(unsafe.Pointer(&d))
}

// whole is the coefficient of a decimal, and whether it is within Limit.
func whole(d decimal.Decimal) (int64, bool) {
	if !known {
		return d.CoefficientInt64(), d.NumDigits() <= 15
	}
	v := (*layout)(unsafe.Pointer(&d)).value
	if v == nil {
		return 0, true
	}
	words := v.Bits()
	switch {
	case len(words) == 0:
		return 0, true
	case len(words) > 1: // two on a machine of 32 bits, or more than an int64
		n := v.Int64()
		return n, v.IsInt64() && n <= Limit && n >= -Limit
	}
	n := int64(words[0])
	if v.Sign() < 0 {
		n = -n
	}
	return n, uint64(words[0]) <= Limit
}
