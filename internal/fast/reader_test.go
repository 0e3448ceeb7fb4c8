package fast_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/internal/fast"
	"github.com/creance/creance/internal/lang"
)

type level uint8

type sizes struct {
	A bool
	B int8
	C level
	D int16
	E uint16
	F int32
	G uint32
	H int
	I int64
	J uint64
	K uint
	L date.Date
	M decimal.Decimal
	N decimal.Decimal
	O string
	P string
	Q struct{ R string }
}

// readerOf reads every field of sizes into the slot of its place.
func readerOf(used bool) *fast.Reader {
	choice := lang.Type{Kind: lang.Enum, Name: "x", Values: []string{"a", "b", "c"}}
	kinds := []lang.Type{{Kind: lang.Bool}, {Kind: lang.Int}, choice, {Kind: lang.Int}, choice, {Kind: lang.Int}, choice, {Kind: lang.Int}, {Kind: lang.Int},
		choice, choice, {Kind: lang.Date}, {Kind: lang.Money}, {Kind: lang.Ratio}, choice, {Kind: lang.Text}}
	var fields []fast.Field
	for i, of := range kinds {
		f := reflect.TypeFor[sizes]().Field(i)
		s := &lang.Symbol{Name: f.Name, Type: of, Slot: i}
		if of.Kind == lang.Text {
			s.Slot = 0
		}
		fields = append(fields, fast.Field{Symbol: s, Offset: f.Offset, Type: f.Type, Used: used})
	}
	return fast.NewReader(fields)
}

func TestReader(t *testing.T) {
	s := sizes{A: true, B: -8, C: 1, D: -1600, E: 2, F: 320_000, G: 1, H: -7, I: 640_000_000, J: 2, K: 1, L: 739_000,
		M: decimal.New(-1234, -2), N: decimal.New(25, -2), O: "c", P: "Lyon"}
	row := &lang.Row{Nums: make([]int64, 15), Texts: make([]string, 1)}
	assert.True(t, fast.Read(readerOf(true), &s, 2, row))
	want := []int64{1, -8, 1, -1600, 2, 320_000, 1, -7, 640_000_000, 2, 1, 739_000, -1234, 250_000, 2}
	assert.Equal(t, want, row.Nums)
	assert.Equal(t, []string{"Lyon"}, row.Texts)

	assert.True(t, fast.Read(readerOf(true), &sizes{}, 2, row), "memory that was used is written over")
	assert.Equal(t, make([]int64, 15), row.Nums)
	assert.Equal(t, []string{""}, row.Texts)

	row.Nums[0], row.Texts[0] = 7, "as before"
	assert.True(t, fast.Read(readerOf(false), &s, 2, row))
	assert.Equal(t, int64(7), row.Nums[0], "nobody asks")
	assert.Equal(t, want[1:], row.Nums[1:], "what has bounds is looked at all the same")

	s.Q.R = "inside"
	q, _ := reflect.TypeFor[sizes]().FieldByName("Q")
	assert.Equal(t, "inside", *fast.Within[string](&s, q.Offset))
}

// What is out of bounds or has more digits than usual is for the plain reader.
func TestReaderRefuses(t *testing.T) {
	r := readerOf(true)
	row := &lang.Row{Nums: make([]int64, 15), Texts: make([]string, 1)}
	for i, s := range []sizes{
		{C: 3}, {E: 3}, {G: 3}, {J: 3}, {J: 1 << 63}, {K: 3},
		{F: 1_000_000_001}, {F: -1_000_000_001}, {H: 1_000_000_001}, {H: -1_000_000_001}, {I: 1<<63 - 1}, {I: -1 << 63},
		{L: lang.MaxDate + 1}, {L: -lang.MaxDate - 1},
		{M: decimal.New(1, -3)}, {M: decimal.New(1, 14)}, {M: decimal.New(1, 1_000_000)},
		{N: decimal.New(1, -7)}, {N: decimal.New(1, 6)}, {N: decimal.New(-1, 6)}, {N: decimal.New(1, -150)},
		{O: "d"},
	} {
		assert.False(t, fast.Read(r, &s, 2, row), fmt.Sprint(i))
	}
	for i, s := range []sizes{
		{H: lang.MaxInt}, {H: -lang.MaxInt}, {L: lang.MaxDate}, {L: -lang.MaxDate}, {M: decimal.New(1, 13)}, {M: decimal.New(-1, 13)}, {N: decimal.New(999_999_999_999, -6)},
	} {
		assert.True(t, fast.Read(r, &s, 2, row), fmt.Sprint(i))
	}
}
