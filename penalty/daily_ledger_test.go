package penalty_test

import (
	"math/big"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// What the day by day oracle does with settlements and with missed due dates.

// mark looks which due dates are missed on day d.
func (o *daily) mark(d date.Date) {
	for _, p := range o.parts {
		if p.late || p.sum == 0 || d <= p.due || d <= o.inv.Issued {
			continue
		}
		p.late = true
		first := !o.missed
		o.missed = true
		waived := o.rule.Waived == penalty.WaiveIndemnity || o.rule.Waived == penalty.WaiveAll
		counts := o.rule.Indemnity.Unit == penalty.PerInstalment || o.rule.Indemnity.Unit == penalty.PerInvoice && first
		if waived || !counts || o.opened != 0 && p.due >= o.opened || o.tooOld() {
			continue
		}
		o.cost += o.fixed(p.sum)
		o.costs += o.fixed(p.sum)
	}
}

// tooOld says that the term began before the decree of 2 October 2012 applied.
func (o *daily) tooOld() bool {
	return o.rule.Regime == penalty.Business && o.inv.Issued < date.New(2013, 1, 1)
}

// fixed is the indemnity of each country.
func (o *daily) fixed(debt int64) int64 {
	switch o.rule.Country {
	case "LU", "DE-CONSUMER":
		return 0
	case "IE", "GB":
		cut := debt
		if o.rule.Country == "GB" {
			cut++ // the limit itself is in the upper band
		}
		switch {
		case cut <= 1_000_00:
			return 40_00
		case cut <= 10_000_00:
			return 70_00
		}
		return 100_00
	case "NL":
		var sum, below int64
		for _, b := range [][2]int64{{2_500_00, 150}, {5_000_00, 100}, {10_000_00, 50}, {200_000_00, 10}, {1 << 60, 5}} {
			if in := min(debt, b[0]) - below; in > 0 {
				sum += toCents(big.NewRat(in*b[1], 1000))
			}
			below = b[0]
		}
		return min(max(sum, 40_00), 6_775_00)
	}
	return 40_00
}

// book takes one settlement.
func (o *daily) book(b booking) {
	o.strike()
	o.mark(b.date)
	switch {
	case b.kind == dunning.Returned:
		o.ledger += b.amount
		o.giveBack(b)
	case b.amount < 0:
		o.ledger -= b.amount
		o.owe(-b.amount, b.date)
	default:
		o.ledger -= b.amount
		o.pay(b)
	}
}

func (o *daily) pay(b booking) {
	s := &dayShare{amount: b.amount}
	left := b.amount
	take := func(most int64) int64 { n := min(left, most); left -= n; return n }
	interest := func() {
		simple := take(o.interest)
		capital := take(o.capital)
		o.interest, o.capital = o.interest-simple, o.capital-capital
		s.interest += simple + capital
		s.capital += capital
	}
	cost := func() { n := take(o.cost); o.cost -= n; s.cost += n }
	money := b.kind == dunning.Payment
	if money && o.rule.Allocation != penalty.PrincipalFirst {
		interest()
	}
	if money && o.rule.Allocation == penalty.CostsFirst {
		cost()
	}
	for _, p := range o.parts {
		n := take(p.sum)
		if n > 0 && o.rule.Path == penalty.AtPayment {
			last := b.date
			if o.rule.PaymentDay != penalty.Included {
				last--
			}
			o.delay(p, n, last, b.date)
		}
		p.sum -= n
		s.principal += n
	}
	if money {
		interest()
		cost()
		o.paid = append(o.paid, s)
	}
	s.spare = left
	o.spare += left
	o.interestPaid += s.interest
	o.costPaid += s.cost
}

// giveBack undoes the latest payment of that amount, or owes it anew.
func (o *daily) giveBack(b booking) {
	owed := b.amount
	for _, s := range slices.Backward(o.paid) {
		if s.undone || s.amount != b.amount {
			continue
		}
		s.undone = true
		o.interest, o.capital = o.interest+s.interest-s.capital, o.capital+s.capital
		o.interestPaid -= s.interest
		o.cost += s.cost
		o.costPaid -= s.cost
		owed = s.principal + s.spare
		break
	}
	o.owe(owed, b.date)
}

// owe raises the principal, the surplus first, then the last due date.
func (o *daily) owe(sum int64, on date.Date) {
	used := min(sum, o.spare)
	o.spare -= used
	sum -= used
	from := on
	if o.rule.PaymentDay == penalty.Included {
		from++
	}
	for i := len(o.parts) - 1; i >= 0 && sum > 0; i-- {
		p := o.parts[i]
		n := min(sum, p.original-p.sum)
		if i == 0 {
			n = sum
		}
		if n <= 0 {
			continue
		}
		sum -= n
		if o.rule.Path == penalty.AtPayment && from > p.from {
			p.original -= n
			o.parts = slices.Insert(o.parts, i+1, &dayPart{due: p.due, from: from, original: n, sum: n, late: p.late})
			continue
		}
		p.sum += n
	}
}
