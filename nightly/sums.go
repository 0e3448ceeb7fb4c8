package nightly

import (
	"encoding/binary"

	"github.com/creance/creance/penalty"
)

// sums are the amounts of lines in the order of the account, packed: four numbers
// in about eight bytes, since most are small or zero. A line itself takes eleven
// times that, and a hundred results wait at any time.
type sums []byte

func (s sums) add(l *Line) sums {
	for _, n := range [...]int64{l.open, l.charge.Interest, l.charge.Indemnity, l.charge.Paid} {
		s = binary.AppendVarint(s, n)
	}
	return s
}

// take reads the amounts of the next line and gives the rest.
func (s sums) take(l *Line) sums {
	next := func() int64 {
		n, size := binary.Varint(s)
		s = s[max(size, 0):]
		return n
	}
	l.open = next()
	l.charge = penalty.Charge{Interest: next(), Indemnity: next(), Paid: next()}
	return s
}
