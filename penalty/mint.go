package penalty

import (
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// A mint turns the amounts of a statement into decimals. They repeat, so the first
// ones are kept and shared; those that exist already are put in before; and the
// others are made in one piece.
type mint struct {
	digits  int32
	room    int // decimals that the piece will have
	made    int
	amounts [10]int64
	coins   [10]decimal.Decimal
	slab    minor.Slab
}

// open begins a statement with that many amounts of its own, usually: the interest
// of each line, their sum, the total, and what each payment left of itself or what
// is to be paid.
func (m *mint) open(c *Calculator, inv *dunning.Invoice, amount int64, room int) {
	m.digits, _ = minor.Digits(inv.Currency)
	m.room = room
	if c.fixed > 0 {
		m.keep(c.fixed, c.fixedSum)
	}
	if inv.Amount.Exponent() == -m.digits {
		m.keep(amount, inv.Amount)
	} else {
		m.room++
	}
}

func (m *mint) keep(n int64, d decimal.Decimal) {
	if m.made < len(m.coins) {
		m.amounts[m.made], m.coins[m.made] = n, d
		m.made++
	}
}

func (m *mint) coin(n int64) decimal.Decimal {
	if n == 0 { // most amounts of a statement
		return minor.Decimal(0, m.digits)
	}
	for i := range m.made {
		if m.amounts[i] == n {
			return m.coins[i]
		}
	}
	if m.room > 0 {
		m.slab, m.room = minor.NewSlab(m.room), 0
	}
	d := m.slab.Decimal(n, m.digits)
	m.keep(n, d)
	return d
}
