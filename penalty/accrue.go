package penalty

import (
	"math/bits"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// accrue counts interest from k.day up to until, excluded. Interest that
// depends on the day of payment waits for it.
func (k *claim) accrue(until date.Date) error {
	for k.compound < until {
		if err := k.accrueSimple(k.compound); err != nil {
			return err
		}
		k.capitalised += k.interest
		k.interest = 0
		k.joined++
		k.compound = monthsAfter(k.asked, 12*k.joined)
	}
	return k.accrueSimple(until)
}

func (k *claim) accrueSimple(until date.Date) error {
	if until <= k.day {
		return nil
	}
	if k.c.rule.Path != AtPayment {
		closed := k.ledger <= 0 && k.c.rule.Closing == AtLedgerBalance
		for i := range k.parts {
			p := &k.parts[i]
			principal, capital := p.principal, int64(0)
			if closed {
				principal = 0
			}
			if i == 0 {
				capital = k.capitalised
			}
			if err := k.bear(p, principal, capital, max(k.day, p.from), until, 0); err != nil {
				return err
			}
		}
	}
	k.day = until
	return nil
}

// accrueAtPayment counts the whole delay of a sum that is paid today, at
// today's rate.
func (k *claim) accrueAtPayment(p *part, paid int64, until, today date.Date) error {
	return k.bear(p, paid, 0, p.from, until, today)
}

// accrueUnpaid does so for what is still unpaid, as if it were paid on the day
// of the statement.
func (k *claim) accrueUnpaid(until date.Date) error {
	if k.c.rule.Path != AtPayment {
		return nil
	}
	for i := range k.parts {
		p := &k.parts[i]
		if err := k.accrueAtPayment(p, p.principal, until, k.asOf); err != nil {
			return err
		}
	}
	return nil
}

// bear counts the interest of a principal over [from, until), leaving out what
// is frozen, and that of the interest that joined it, which has no VAT to take
// off. at is the day whose rate counts for all of it; 0: the rule's path.
func (k *claim) bear(p *part, principal, capital int64, from, until, at date.Date) error {
	until = min(until, k.stop)
	if principal+capital <= 0 || from >= until || k.c.waives(WaiveInterest) {
		return nil
	}
	base, err := k.taxed(principal)
	if err != nil {
		return err
	}
	base += capital
	for from < until {
		frozen, end := k.c.rule.frozen(from, until)
		for from < end && !frozen {
			if from, err = k.line(p, base, from, end, at); err != nil {
				return err
			}
		}
		from = end
	}
	return nil
}

// line counts one line from `from` on and returns the day after it.
func (k *claim) line(p *part, base int64, from, until, at date.Date) (date.Date, error) {
	rate, err := k.rate(p, from, at)
	if err != nil {
		return 0, err
	}
	_, weight, newYear := k.c.rule.DayCount.year(from)
	until = min(until, rate.until, newYear)
	interest, ok := k.c.round(&k.exact, k.total, base, rate.units*int64(until-from)*weight)
	k.total += interest
	k.interest += interest
	if !ok || k.total > maxInterest {
		return 0, tooLarge(k.inv)
	}
	if k.detailed {
		k.strips = append(k.strips, strip{due: p.due, from: from, until: until, base: base, interest: interest, rate: rate})
	}
	return until, nil
}

// round is the interest of one more line, base × rate, on top of a total; exact
// carries what OnTotal has not rounded yet.
func (c *Calculator) round(exact *minor.Sum, total, base, rate int64) (int64, bool) {
	if c.rule.Rounding != OnTotal {
		if high, low := bits.Mul64(uint64(base), uint64(rate)); high == 0 && low < 1<<63 { // nearly always
			q := (low + uint64(c.divisor)/2) / uint64(c.divisor)
			return int64(min(q, maxInterest)), q <= maxInterest
		}
		*exact = minor.Sum{}
		exact.AddProduct(base, rate)
		return halfUp(*exact, c.divisor)
	}
	exact.AddProduct(base, rate)
	all, ok := halfUp(*exact, c.divisor)
	return all - total, ok
}

// rate is the span of day d, or the one that the rule's path puts in its place.
func (k *claim) rate(p *part, d, at date.Date) (*span, error) {
	switch {
	case k.c.rule.Path == FrozenAtStart:
		d, at = p.from, p.from
	case at != 0:
		d = at
	}
	var s *span
	if i := k.c.find(d); i >= 0 {
		s = &k.c.spans[i]
	} else {
		found, err := k.c.tariff.at(d)
		if err != nil {
			return nil, err
		}
		s = &span{step: found, percent: ratePercent(found.units), public: found.ground.public()}
	}
	if at != 0 {
		whole := *s
		whole.until = farAway
		s = &whole
	}
	return s, nil
}

// taxed is the sum that bears interest: without VAT when the rule says so, in
// the proportion of the invoice.
func (k *claim) taxed(base int64) (int64, error) {
	if k.c.rule.Base == TTC {
		return base, nil
	}
	net, err := minor.Of(k.inv.Net, k.digits)
	gross, err2 := minor.Of(k.inv.Amount, k.digits)
	if err != nil || err2 != nil || net <= 0 {
		return 0, &dunning.Problem{Of: of(k.inv), Field: "net", Value: k.inv.Net.String(),
			What: "is not known, and the rule counts interest without VAT", Fix: "set Invoice.Net, or use Base TTC"}
	}
	var sum minor.Sum
	sum.AddProduct(base, net)
	without, ok := halfUp(sum, gross)
	if !ok {
		return 0, tooLarge(k.inv)
	}
	return without, nil
}

func of(inv *dunning.Invoice) string { return "invoice " + quote(inv.ID) }

func tooLarge(inv *dunning.Invoice) error {
	return &dunning.Problem{Of: of(inv), Field: "amount", Value: inv.Amount.String(), What: "gives interest beyond what amounts may be"}
}
