package wire_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/internal/wire"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{deptest.Module: "bytes rest on no other package"})
}

func TestRoundTrip(t *testing.T) {
	var e wire.Encoder
	e.String("mark")
	e.Int(math.MinInt64)
	e.String("r\xe9glé")
	e.Ints([]int64{1, -1, math.MaxInt64})
	e.Ints(nil)

	d := wire.NewDecoder(e.Bytes(), "mark")
	assert.Equal(t, int64(math.MinInt64), d.Int())
	assert.Equal(t, "r\xe9glé", d.String(), "bytes that are not UTF-8 survive")
	assert.Equal(t, []int64{1, -1, math.MaxInt64}, d.Ints())
	assert.Nil(t, d.Ints())
	require.NoError(t, d.Close())
}

func TestDamage(t *testing.T) {
	var e wire.Encoder
	e.String("mark")
	e.Ints([]int64{1, 2, 3})
	data := e.Bytes()

	assert.ErrorContains(t, wire.NewDecoder(data, "other").Close(), "other")
	for cut := range data {
		d := wire.NewDecoder(data[:cut], "mark")
		d.Ints()
		d.Int()
		assert.ErrorIs(t, d.Close(), wire.ErrTruncated)
	}
	d := wire.NewDecoder(append(data, 0), "mark")
	d.Ints()
	assert.ErrorIs(t, d.Close(), wire.ErrTruncated, "bytes left over")

	var forged wire.Encoder
	forged.String("mark")
	forged.Int(1 << 60)
	d = wire.NewDecoder(forged.Bytes(), "mark")
	assert.Zero(t, d.Len())
	assert.Error(t, d.Close(), "a length without content allocates nothing")
}

func FuzzDecoder(f *testing.F) {
	f.Add([]byte("\x08mark\x02\x02"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := wire.NewDecoder(data, "mark")
		n, s, ns := d.Int(), d.String(), d.Ints()
		if d.Close() != nil {
			return
		}
		var e wire.Encoder
		e.String("mark")
		e.Int(n)
		e.String(s)
		e.Ints(ns)
		again := wire.NewDecoder(e.Bytes(), "mark")
		require.Equal(t, n, again.Int())
		require.Equal(t, s, again.String())
		require.Equal(t, ns, again.Ints())
		require.NoError(t, again.Close())
	})
}
