package penalty

import (
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// A page is the memory of a statement in one piece, as large as most need: three
// half-years, one payment, what it left, and the amounts.
type page struct {
	lines    [3]Line
	shares   [1]Share
	findings [1]Finding
	cells    [6]minor.Cell
}

// slice has n elements, in the memory given when that is enough.
func slice[T any](room []T, n int) []T {
	if n <= len(room) {
		return room[:n:n]
	}
	return make([]T, n)
}

// A mint turns the amounts of a statement into decimals. They repeat, so the first
// ones are kept and shared; those that exist already are put in before.
type mint struct {
	digits  int32
	made    int
	amounts [10]int64
	coins   [10]decimal.Decimal
	slab    minor.Slab
}

// open begins a statement with that many amounts of its own, usually: the interest
// of each line, their sum, the total, and what each payment left of itself or what
// is to be paid.
func (m *mint) open(c *Calculator, inv *dunning.Invoice, amount int64, usual int, room []minor.Cell) {
	m.digits, _ = minor.Digits(inv.Currency)
	if c.fixed > 0 {
		m.keep(c.fixed, c.fixedSum)
	}
	if inv.Amount.Exponent() == -m.digits {
		m.keep(amount, inv.Amount)
	} else {
		usual++
	}
	m.slab = minor.NewSlab(usual, room)
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
	d := m.slab.Decimal(n, m.digits)
	m.keep(n, d)
	return d
}
