package minor

import (
	"math"
	"math/big"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLayoutIsKnown: with the version of the module that go.mod names, decimals
// are made the fast way. The tests below hold either way.
func TestLayoutIsKnown(t *testing.T) {
	assert.True(t, known)
	assert.False(t, sameLayout(reflect.TypeFor[struct {
		value *big.Int
		exp   int64
	}](), reflect.TypeFor[layout]()))
	assert.False(t, sameLayout(reflect.TypeFor[struct {
		exp   int32
		value *big.Int
	}](), reflect.TypeFor[layout]()))
	assert.False(t, sameLayout(reflect.TypeFor[*layout](), reflect.TypeFor[layout]()))
}

var corners = []int64{0, 1, -1, 99, 100, math.MaxUint32, math.MaxUint32 + 1, -math.MaxUint32 - 1, Limit, -Limit, Limit + 1, math.MaxInt64, math.MinInt64, math.MinInt64 + 1}

// bothWays runs a test with the layout and without.
func bothWays(t *testing.T, test func(t *testing.T)) {
	t.Run("known", test)
	defer func(before bool) { known = before }(known)
	known = false
	t.Run("unknown", test)
}

// TestSlabMakesWhatDecimalDoes: the same in every bit that can be seen, and apart
// from its neighbours.
func TestSlabMakesWhatDecimalDoes(t *testing.T) {
	bothWays(t, func(t *testing.T) {
		for digits := range int32(5) {
			slab := NewSlab(len(corners)-2, make([]Cell, digits)) // the last ones find it used up
			var made []decimal.Decimal
			for _, n := range corners {
				made = append(made, slab.Decimal(n, digits))
			}
			for i, n := range corners {
				want := Decimal(n, digits)
				require.True(t, reflect.DeepEqual(want, made[i]), "%d", n)
				require.Equal(t, want.String(), made[i].String())
				require.True(t, want.Equal(made[i]))
				for _, m := range made { // arithmetic leaves its operands alone
					_ = made[i].Add(m).Mul(m).Sub(made[i]).Neg().Abs().Round(1)
					made[i].Coefficient().SetInt64(7)
					made[i].BigInt().SetInt64(7)
				}
				text, err := made[i].MarshalJSON()
				require.NoError(t, err)
				require.NoError(t, (&made[i]).UnmarshalJSON(text))
			}
			for i, n := range corners {
				require.True(t, Decimal(n, digits).Equal(made[i]), "%d", n)
			}
		}
	})
}

func TestWhole(t *testing.T) {
	bothWays(t, func(t *testing.T) {
		for _, n := range corners {
			got, err := Of(decimal.New(n, -2), 2)
			if n > Limit || n < -Limit {
				require.ErrorIs(t, err, ErrLimit, "%d", n)
				continue
			}
			require.NoError(t, err)
			require.Equal(t, n, got)
		}
		n, err := Of(decimal.Decimal{}, 0)
		require.NoError(t, err)
		require.Zero(t, n)
		huge, err := decimal.NewFromString("18446744073709551617.00") // 2^64 + 1, whose low bits are 1
		require.NoError(t, err)
		_, err = Of(huge, 2)
		require.ErrorIs(t, err, ErrLimit)
	})
}

func TestASlabIsOneAllocation(t *testing.T) {
	var kept []decimal.Decimal
	assert.Equal(t, 2.0, testing.AllocsPerRun(100, func() {
		slab := NewSlab(8, nil)
		kept = make([]decimal.Decimal, 8)
		for i := range kept {
			kept[i] = slab.Decimal(int64(i)+1e12, 2)
		}
	}))
	assert.Equal(t, 1.0, testing.AllocsPerRun(100, func() {
		piece := new(struct {
			kept  [3]decimal.Decimal
			cells [3]Cell
		})
		slab := NewSlab(3, piece.cells[:])
		for i := range piece.kept {
			piece.kept[i] = slab.Decimal(int64(i)+1e12, 2)
		}
		kept = piece.kept[:]
	}), "in memory that is there")
}
