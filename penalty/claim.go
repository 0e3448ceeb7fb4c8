package penalty

import (
	"cmp"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// claim is one invoice while its days are walked, in minor units. Settlements
// are taken in order; interest runs between them.
type claim struct {
	outcome
	c      *Calculator
	inv    *dunning.Invoice
	digits int32
	asOf   date.Date
	day    date.Date // interest is counted up to this day, excluded
	stop   date.Date // no interest from this day on
	opened date.Date // the judgment that the claim is earlier than; farAway: none

	parts  []part
	ledger int64 // balance of the invoice in the ledger

	interest    int64 // counted and unpaid
	capitalised int64 // interest that bears interest, unpaid
	indemnity   int64 // earned and unpaid

	exact    minor.Sum // numerators of all lines, for OnTotal
	compound date.Date // next day interest joins the capital; farAway: never
	joined   int       // how many times it did
	asked    date.Date // the first such day, of which the others are anniversaries
	refused  date.Date // due date whose indemnity insolvency refuses; 0: none
	tooOld   bool      // an indemnity was refused, being older than the law that gives it

	detailed bool // lines are wanted
	strips   []strip
	shares   []share
}

// outcome is what a claim comes to, in minor units.
type outcome struct {
	amount    int64     // of the invoice
	due       date.Date // the due date, or the first one of a schedule
	firstLate date.Date // due date first missed; 0: none
	closedOn  date.Date // since when the ledger shows nothing open; 0: it does

	principal     int64 // unpaid
	total         int64 // all interest counted
	indemnities   int64 // all indemnity earned
	interestPaid  int64
	indemnityPaid int64
	surplus       int64
}

func (o *outcome) charge() Charge {
	return Charge{Interest: o.total, Indemnity: o.indemnities, Paid: o.interestPaid + o.indemnityPaid}
}

// A strip is a [Line] before it is written out.
type strip struct {
	due, from, until date.Date
	base, interest   int64
	rate             *span
}

// part is a sum with its own due date.
type part struct {
	due       date.Date
	from      date.Date // first day that may bear interest
	original  int64
	principal int64
	late      bool // the due date was missed
}

// share is what one settlement did.
type share struct {
	index                                   int
	date                                    date.Date
	principal, interest, indemnity, surplus int64
	capital                                 int64 // the part of interest that bore interest itself
	undone                                  bool
}

type event struct {
	date   date.Date
	amount int64
	index  int32
	kind   dunning.SettlementKind
}

func (e event) compare(f event) int {
	return cmp.Or(cmp.Compare(e.date, f.date), cmp.Compare(order[e.kind], order[f.kind]),
		cmp.Compare(e.amount, f.amount), cmp.Compare(e.index, f.index))
}

// order of events of one day: what lowers the debt itself comes before what
// pays it, and a return after the payment it returns.
var order = [...]int8{
	dunning.CreditNote: 0, dunning.Discount: 1, dunning.Adjustment: 2, dunning.WriteOff: 3,
	dunning.Payment: 4, dunning.Returned: 5,
}

// walk counts the interest of the whole life of the claim.
func (k *claim) walk(events []event) error {
	for i := range k.parts {
		k.ledger += k.parts[i].principal
	}
	for _, e := range events {
		effective := k.c.rule.effective(e.date)
		if err := k.accrue(effective); err != nil {
			return err
		}
		k.mark(e.date)
		if err := k.settle(e, effective); err != nil {
			return err
		}
		if k.ledger > 0 {
			k.closedOn = 0
		} else if k.closedOn == 0 {
			k.closedOn = e.date
		}
	}
	end := k.c.rule.end(k.asOf)
	if err := k.accrue(end); err != nil {
		return err
	}
	k.mark(k.asOf)
	if err := k.accrueUnpaid(end); err != nil {
		return err
	}
	k.due = k.parts[0].due
	for i := range k.parts {
		k.principal += k.parts[i].principal
	}
	return nil
}

// mark notes the due dates missed before day d, and the indemnity they earn.
func (k *claim) mark(d date.Date) {
	for i := range k.parts {
		p := &k.parts[i]
		if p.late || p.principal == 0 || d <= p.due || d <= k.inv.Issued {
			continue
		}
		p.late = true
		in := &k.c.rule.Indemnity
		once := in.Unit == PerInvoice && k.firstLate != 0
		if k.firstLate == 0 {
			k.firstLate = p.due
		}
		if in.Unit == NoIndemnity || once || k.c.waives(WaiveIndemnity) {
			continue
		}
		if p.due >= k.opened {
			k.refused = p.due
			continue
		}
		if k.c.rule.olderThanIndemnity(k.inv) {
			k.tooOld = true
			continue
		}
		earned := in.of(p.principal, k.digits)
		k.indemnity += earned
		k.indemnities += earned
	}
}

func (c *Calculator) waives(w Waiver) bool { return c.rule.Waived == w || c.rule.Waived == WaiveAll }

// settle applies one settlement.
func (k *claim) settle(e event, effective date.Date) error {
	s := share{index: int(e.index), date: e.date}
	var err error
	switch {
	case e.kind == dunning.Returned:
		k.ledger += e.amount
		s = k.giveBack(s, e.amount, effective)
	case e.amount < 0: // an adjustment that raises the balance
		k.ledger -= e.amount
		s.surplus, s.principal = k.raise(-e.amount, effective)
	default:
		k.ledger -= e.amount
		s, err = k.pay(s, e, effective)
	}
	k.shares = append(k.shares, s)
	return err
}

// pay spreads a sum over what is owed, in the order of the rule.
func (k *claim) pay(s share, e event, effective date.Date) (share, error) {
	rest := e.amount
	first := k.c.rule.Allocation
	if e.kind != dunning.Payment {
		first = PrincipalFirst
	}
	if first != PrincipalFirst {
		rest = k.payInterest(&s, rest)
	}
	if first == CostsFirst {
		rest = k.payIndemnity(&s, rest)
	}
	rest, err := k.payPrincipal(&s, rest, e.date, effective)
	if err != nil {
		return s, err
	}
	if e.kind == dunning.Payment {
		rest = k.payInterest(&s, rest)
		rest = k.payIndemnity(&s, rest)
	}
	s.surplus += rest
	k.surplus += rest
	return s, nil
}

func (k *claim) payInterest(s *share, rest int64) int64 {
	simple := min(rest, k.interest)
	capital := min(rest-simple, k.capitalised)
	k.interest -= simple
	k.capitalised -= capital
	k.interestPaid += simple + capital
	s.interest += simple + capital
	s.capital += capital
	return rest - simple - capital
}

func (k *claim) payIndemnity(s *share, rest int64) int64 {
	paid := min(rest, k.indemnity)
	k.indemnity -= paid
	k.indemnityPaid += paid
	s.indemnity += paid
	return rest - paid
}

// payPrincipal pays the earliest due date first (art. 1342-10 C. civ.).
func (k *claim) payPrincipal(s *share, rest int64, paid, effective date.Date) (int64, error) {
	for i := range k.parts {
		p := &k.parts[i]
		take := min(rest, p.principal)
		if take == 0 {
			continue
		}
		if k.c.rule.Path == AtPayment {
			if err := k.accrueAtPayment(p, take, effective, paid); err != nil {
				return rest, err
			}
		}
		p.principal -= take
		s.principal += take
		rest -= take
	}
	return rest, nil
}

// giveBack undoes a payment: the latest one of that amount, as it was spread;
// when there is none, the principal first.
func (k *claim) giveBack(s share, amount int64, effective date.Date) share {
	for i := len(k.shares) - 1; i >= 0; i-- {
		p := &k.shares[i]
		if p.undone || k.inv.Settlements[p.index].Kind != dunning.Payment ||
			p.principal+p.interest+p.indemnity+p.surplus != amount {
			continue
		}
		p.undone = true
		k.interest += p.interest - p.capital
		k.capitalised += p.capital
		k.interestPaid -= p.interest
		k.indemnity += p.indemnity
		k.indemnityPaid -= p.indemnity
		s.interest, s.indemnity = -p.interest, -p.indemnity
		amount = p.principal + p.surplus
		break
	}
	s.surplus, s.principal = k.raise(amount, effective)
	return s
}

// raise makes the client owe more principal, a surplus being used up first. It
// returns what the share shows of both. The latest due dates rise first, being
// the last that were paid; what was never invoiced joins the oldest.
func (k *claim) raise(amount int64, effective date.Date) (surplus, principal int64) {
	used := min(amount, k.surplus)
	k.surplus -= used
	rest := amount - used
	for i := len(k.parts) - 1; i >= 0 && rest > 0; i-- {
		p := &k.parts[i]
		add := min(rest, p.original-p.principal)
		if i == 0 {
			add = rest
		}
		if add <= 0 {
			continue
		}
		rest -= add
		if k.c.rule.Path == AtPayment && effective > p.from {
			// It bears interest from now on, while the rest of the part does
			// from its due date.
			p.original -= add
			k.parts = slices.Insert(k.parts, i+1, part{due: p.due, from: effective, original: add, principal: add, late: p.late})
			continue
		}
		p.principal += add
	}
	return -used, used - amount
}
