package fec

import (
	"cmp"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// maxSettlements keeps an invoice below the 4 096 that its Validate accepts,
// even if every one of them is taken back; the money beyond stays on account.
const maxSettlements = 2000

// rounding is the largest debit, in cents, that a transfer inside a lettered
// group may book as an adjustment of its last invoice; a greater one is a
// document of its own.
const rounding = 1_00

// A claim is a debit that credits can settle.
type claim struct {
	line   *Line // the first
	lines  int32 // how many customer lines book it
	inv    *dunning.Invoice
	due    date.Date
	left   int64 // cents still open at the end of time
	queued bool
}

// A receipt is a credit and where it went.
type receipt struct {
	line  *Line
	left  int64 // cents not used
	parts []part
	back  []dunning.Settlement // what came back of the part that is a document of its own

	returned bool
	gone     bool  // it only moved debts to the doubtful account
	oldest   int64 // cents that went to the oldest debts by rule
}

// money reports whether a credit is a payment, or may have been one last year.
func (r *receipt) money() bool { return r.line.Nature == Money || r.line.Nature == BroughtForward }

type part struct {
	claim *claim
	cents int64
}

// A step is one line on its day, for the walk through an account.
type step struct {
	line    *Line
	claims  []*claim // of a debit: one, or those that moved to a doubtful account
	receipt *receipt // of a credit
	small   bool     // a debit that may be an adjustment
	// none of claims and receipt: money paid out, to be paired with a payment
}

// rank orders the steps of a day: debits, adjustments, credits, returned payments.
func (s step) rank() int {
	switch {
	case s.claims != nil:
		return 0
	case s.small:
		return 1
	case s.receipt != nil:
		return 2
	}
	return 3
}

// A walk goes through the lines of an account day by day as the ledger does:
// what is open waits for money, what is not used waits for a debt.
//
// Every cent of a line ends up once, in the books on the date of the line: a debit
// in the amount of a document or in a settlement that raises one; a credit in
// settlements, and what is left of it in a document. So the documents add up
// to the ledger on every day.
type walk struct {
	account *account
	oldest  bool // credits settle the oldest debts
	letters bool // inside a lettered group

	open    []*claim   // by due date
	pending []*receipt // in order of arrival
	arrived []*claim   // all of them
	paid    []*receipt // all of them
}

func (w *walk) run(steps []step) {
	slices.SortStableFunc(steps, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.line.Date, b.line.Date), cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.line.Number, b.line.Number))
	})
	for _, s := range steps {
		switch {
		case s.claims != nil:
			for _, c := range s.claims {
				w.arrive(c)
			}
		case s.receipt != nil:
			w.paid = append(w.paid, s.receipt)
			w.receive(s.receipt)
		case !s.small:
			w.takeBack(s.line)
		case len(w.arrived) > 0 && w.arrived[len(w.arrived)-1].takes():
			w.adjust(w.arrived[len(w.arrived)-1], s.line)
		default:
			w.arrive(w.account.claim(s.line))
		}
	}
}

func (w *walk) arrive(c *claim) {
	w.arrived = append(w.arrived, c)
	w.reopen(c)
}

// reopen queues a claim with something open, and gives it the money that waits.
func (w *walk) reopen(c *claim) {
	if w.oldest {
		for len(w.pending) > 0 && c.left > 0 && c.takes() {
			w.move(w.pending[0], c)
			if w.pending[0].left == 0 {
				w.pending = w.pending[1:]
			}
		}
	}
	if c.left > 0 && !c.queued {
		at, _ := slices.BinarySearchFunc(w.open, c, older)
		w.open = slices.Insert(w.open, at, c)
		c.queued = true
	}
}

func older(a, b *claim) int {
	return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(a.line.Date, b.line.Date), cmp.Compare(a.line.Number, b.line.Number))
}

func (w *walk) receive(r *receipt) {
	if w.oldest {
		if r.line.Nature == Sale {
			w.cancel(r)
		}
		for len(w.open) > 0 && r.left > 0 {
			c := w.open[0]
			if c.left > 0 && c.takes() {
				w.move(r, c)
			}
			if c.left == 0 || !c.takes() {
				c.queued = false
				w.open = w.open[1:]
			}
		}
	}
	if r.left > 0 {
		w.pending = append(w.pending, r)
	}
}

// cancel lets a credit note of what is open of an invoice settle that one, the
// latest before it: it takes an invoice back, it does not pay the oldest.
func (w *walk) cancel(r *receipt) {
	var found *claim
	for _, c := range w.open {
		if c.left == r.left && c.takes() && (found == nil || c.line.Date >= found.line.Date) {
			found = c
		}
	}
	if found == nil {
		return
	}
	w.account.settleEvident(SettledByAmount, r, found)
	found.queued = false
	w.open = slices.DeleteFunc(w.open, func(c *claim) bool { return c == found })
}

func (c *claim) takes() bool { return len(c.inv.Settlements) < maxSettlements }

// move settles a claim with as much of a credit as both have.
func (w *walk) move(r *receipt, c *claim) {
	cents := r.pay(c)
	if cents > 0 && !w.letters {
		r.oldest += cents
	}
}

// pay moves what both have, and returns how much.
func (r *receipt) pay(c *claim) int64 {
	cents := min(r.left, c.left)
	if cents <= 0 {
		return 0
	}
	r.left -= cents
	c.left -= cents
	r.parts = append(r.parts, part{c, cents})
	c.settle(r.line, settlementKind(r.line.Nature), cents)
	return cents
}

// settle notes what a line did to the claim. What is brought forward with it and
// has a date of its own counts from that date: a debt that was paid before the
// books took it over was not late because they took it over.
func (c *claim) settle(by *Line, kind dunning.SettlementKind, cents int64) {
	s := settlement(by, kind, cents)
	if by.origin != 0 && c.inv.Kind == dunning.Carried && c.inv.Booked >= by.Date {
		s.Date = by.origin
	}
	c.inv.Settlements = append(c.inv.Settlements, s)
}

func settlement(by *Line, kind dunning.SettlementKind, cents int64) dunning.Settlement {
	return dunning.Settlement{Date: by.Date, Amount: minor.Decimal(cents, 2), Kind: kind, Ref: by.reference()}
}

// settlementKind: a balance brought forward is no payment of the period.
func settlementKind(n Nature) dunning.SettlementKind {
	switch n {
	case Money:
		return dunning.Payment
	case Sale:
		return dunning.CreditNote
	case Allowance:
		return dunning.Discount
	case Loss:
		return dunning.WriteOff
	}
	return dunning.Adjustment
}

// adjust raises a claim by a small debit of its group: the cent that a client
// paid too much, booked to a profit account.
func (w *walk) adjust(c *claim, by *Line) {
	c.settle(by, dunning.Adjustment, -by.amount())
	by.Use = AsSettlement
	c.left += by.amount()
	w.reopen(c)
}

// takeBack finds the payment that a debit against the bank takes back, and
// reopens what it had settled. Without one, the debit is a document of its own.
func (w *walk) takeBack(by *Line) {
	r := w.account.returnedBy(by, w)
	if r == nil {
		w.arrive(w.account.claim(by))
		return
	}
	r.returned = true
	by.Use = AsSettlement
	if r.left > 0 { // the payment was on account: so is what comes back
		r.back = append(r.back, settlement(by, dunning.Returned, r.left))
		r.left = 0
		w.pending = slices.DeleteFunc(w.pending, func(p *receipt) bool { return p == r })
	}
	for _, p := range r.parts {
		p.claim.settle(by, dunning.Returned, p.cents)
		p.claim.left += p.cents
	}
	for _, p := range r.parts {
		w.reopen(p.claim)
	}
	w.account.find(Finding{Code: PaymentReturned, Line: by.Number, Client: by.Client, Account: by.Account, Amount: by.Debit.Sub(by.Credit)})
}
