package nightly

import (
	"sync"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/policy"
)

// A Decider decides on one account; the lines are what the run has found of its
// invoices, and are written over once it has answered. It is asked by several
// goroutines at once. Its error refuses the account.
type Decider func(account *dunning.Account, asOf date.Date, lines []Line) ([]policy.Decision, error)

// By decides by a policy: one decision for each file of the account. The fact
// "penalties" is what is claimable of the account in the currency of the file,
// of all its invoices, as "outstanding" and "overdue" are.
func By(p *policy.Policy[policy.Facts]) Decider {
	return ByFacts(p, func(f policy.Facts, _ *dunning.Account) policy.Facts { return f })
}

// ByFacts is [By] for a policy with facts of the host's own, which extend gives.
func ByFacts[F any](p *policy.Policy[F], extend func(policy.Facts, *dunning.Account) F) Decider {
	var free sync.Pool // of desks, one for each decision at a time
	return func(account *dunning.Account, asOf date.Date, lines []Line) ([]policy.Decision, error) {
		d, ok := free.Get().(*desk[F])
		if !ok {
			d = &desk[F]{evaluator: p.Evaluator()}
		}
		defer free.Put(d)
		var err error
		if d.files, err = p.AppendFacts(d.files[:0], account, asOf); err != nil {
			return nil, err
		}
		decisions := make([]policy.Decision, len(d.files))
		for i := range d.files {
			f := &d.files[i]
			f.Penalties = claimable(lines, f.Currency)
			d.file = extend(*f, account)
			if err := d.evaluator.Decide(&d.file, &decisions[i]); err != nil {
				return nil, err
			}
			decisions[i].ID = decisions[i].Identify()
		}
		return decisions, nil
	}
}

// A desk is what one decision at a time needs.
type desk[F any] struct {
	evaluator *policy.Evaluator[F]
	files     []policy.Facts
	file      F // one of them
}

// claimable is what is still to be paid of the charges in a currency.
func claimable(lines []Line, currency string) decimal.Decimal {
	var sum minor.Sum
	digits := int32(0)
	for i := range lines {
		if l := &lines[i]; l.Currency == currency {
			sum.Add(l.charge.Interest)
			sum.Add(l.charge.Indemnity)
			sum.Add(-l.charge.Paid)
			digits = l.digits
		}
	}
	if sum.IsZero() {
		return decimal.Decimal{}
	}
	return sum.Decimal(digits)
}
