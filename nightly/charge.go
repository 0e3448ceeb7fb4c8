package nightly

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/minor"
)

// A Charge is a sum of what lateness costs, in one currency.
type Charge struct {
	Currency  string          `json:"currency"`
	Interest  decimal.Decimal `json:"interest"`
	Indemnity decimal.Decimal `json:"indemnity"`
	Paid      decimal.Decimal `json:"paid"`
}

// Claimable is what is still to be paid of it.
func (c Charge) Claimable() decimal.Decimal { return c.Interest.Add(c.Indemnity).Sub(c.Paid) }

// Charges sums up lines by currency, in the order of the codes.
func Charges(lines []Line) []Charge {
	var sums charges
	for i := range lines {
		sums.add(&lines[i])
	}
	return sums.result()
}

// charges are sums in minor units by currency: a client has one or two.
type charges []chargeSum

type chargeSum struct {
	currency                  string
	digits                    int32
	interest, indemnity, paid minor.Sum
}

func (cs *charges) add(l *Line) {
	c := cs.of(l.Currency, l.digits)
	c.interest.Add(l.charge.Interest)
	c.indemnity.Add(l.charge.Indemnity)
	c.paid.Add(l.charge.Paid)
}

func (cs *charges) merge(others charges) {
	for _, o := range others {
		c := cs.of(o.currency, o.digits)
		c.interest.Merge(o.interest)
		c.indemnity.Merge(o.indemnity)
		c.paid.Merge(o.paid)
	}
}

func (cs *charges) of(currency string, digits int32) *chargeSum {
	for i := range *cs {
		if (*cs)[i].currency == currency {
			return &(*cs)[i]
		}
	}
	*cs = append(*cs, chargeSum{currency: currency, digits: digits})
	return &(*cs)[len(*cs)-1]
}

func (cs charges) result() []Charge {
	var list []Charge
	for _, c := range cs {
		list = append(list, Charge{Currency: c.currency,
			Interest: c.interest.Decimal(c.digits), Indemnity: c.indemnity.Decimal(c.digits), Paid: c.paid.Decimal(c.digits)})
	}
	slices.SortFunc(list, func(a, b Charge) int { return cmp.Compare(a.Currency, b.Currency) })
	return list
}
