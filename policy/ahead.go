package policy

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/lang"
)

// opens is a day before which nothing can be decided if nothing happens, after a
// decision without a step; 0 when no day is known.
func (r *run) opens() date.Date {
	day := r.AsOf
	if r.chosen < 0 {
		day = r.opening
		if turn := r.turns(); turn != 0 && (day == 0 || turn < day) {
			day = turn
		}
	}
	if day == 0 {
		return 0
	}
	for i := range r.d.Blockers {
		b := &r.d.Blockers[i]
		if b.Code == NotReached || b.Code == ConditionFalse {
			continue // they are the openings
		}
		if b.LiftsOn == 0 {
			return 0
		}
		day = max(day, b.LiftsOn)
	}
	return r.workdays.Next(max(day, r.waitUntil()))
}

// turns is the first day to come on which a fact jumps, and with it perhaps a
// condition of which no day is known: the invoice becomes overdue, or a contact
// is 90 days old. It is 0 when there is none.
func (r *run) turns() date.Date {
	turn := date.Date(0)
	if r.AsOf <= r.Due {
		turn = r.Due + 1
	}
	if r.contacts90 == 0 || !r.counts90 {
		return turn
	}
	for i := range r.History {
		old := r.History[i].Date + 90
		if r.History[i].Channel != dunning.NoChannel && r.AsOf < old && old <= r.AsOf+90 && (turn == 0 || old < turn) {
			turn = old
		}
	}
	return turn
}

// lookAhead decides again on the days to come until something is decided. By
// then a later step may be due, or a hold may have started, so the day alone
// does not tell.
func (r *run) lookAhead() {
	day := r.opens()
	if day == 0 {
		return
	}
	if r.ahead == nil {
		r.ahead = &ahead{run: newRun(r.engine)}
		r.ahead.d = &r.ahead.decision
	}
	a := r.ahead
	a.start(r)
	for range 12 {
		if !a.advance(day) {
			return
		}
		a.stages()
		switch {
		case a.fault != nil:
			r.fault = a.fault
			return
		case !a.d.None():
			r.d.Next, r.d.NextStep = day, a.d.Step
			return
		}
		next := a.opens()
		if next <= day {
			return
		}
		day = next
	}
}

// An ahead is a run on a later day, on facts of its own.
type ahead struct {
	*run
	facts    Facts
	left     []Left
	decision Decision
}

// start takes the facts of a run over.
func (a *ahead) start(from *run) {
	a.facts = *from.Facts
	a.file = from.file
	a.Facts, a.row = &a.facts, a.own
	copy(a.row.Nums, from.row.Nums)
	copy(a.row.Texts, from.row.Texts)
	a.left = append(a.left[:0], from.Left...)
	a.Left = a.left
}

// advance makes the facts those of a later day on which nothing has happened:
// nobody paid, nobody was contacted, no other invoice fell due. It is false
// when they would leave their bounds.
func (a *ahead) advance(to date.Date) bool {
	f, nums := a.Facts, a.row.Nums
	days := int(to - f.AsOf)
	if to > lang.MaxDate || f.Seniority+days > lang.MaxInt || f.OldestDaysLate+days > lang.MaxInt {
		return false
	}
	if f.Seniority > 0 {
		f.Seniority += days
	}
	if f.LimitationDaysLeft < never {
		f.LimitationDaysLeft = max(-1, f.LimitationDaysLeft-days)
	}
	if f.AsOf <= f.Due && f.Due < to {
		// Overdue itself is not read again.
		nums[slotOverdue] += a.balance
		f.OverdueCount++
	}
	if f.OldestDaysLate > 0 {
		f.OldestDaysLate += days
	}
	if f.Due < to {
		f.OldestDaysLate = max(f.OldestDaysLate, int(to-f.Due))
	}
	if f.PromiseOpen && f.PromiseUntil != 0 && f.PromiseUntil < to {
		f.PromiseOpen, f.PromiseUntil = false, 0
	}
	if f.Held && f.HeldUntil != 0 && f.HeldUntil <= to {
		f.Held = false
	}
	kept := f.Left[:0]
	for _, l := range f.Left {
		if l.LiftsOn == 0 || l.LiftsOn > to {
			kept = append(kept, l)
			continue
		}
		if l.Code == InDispute && l.Invoice == f.Invoice {
			f.Disputed, f.DisputedAmount = false, decimal.Decimal{}
			nums[slotDisputedAmount] = 0
		}
	}
	f.Left, f.AsOf = kept, to
	a.write()
	return nums[slotOverdue] <= lang.MaxMoney && a.settle(true, nil)
}

// write puts the facts that may have moved into the row.
func (a *ahead) write() {
	f, nums := a.Facts, a.row.Nums
	nums[slotAsOf] = int64(f.AsOf)
	nums[slotSeniority] = int64(f.Seniority)
	nums[slotLimitationDaysLeft] = int64(f.LimitationDaysLeft)
	nums[slotOverdueCount] = int64(f.OverdueCount)
	nums[slotOldestDaysLate] = int64(f.OldestDaysLate)
	nums[slotPromiseUntil] = int64(f.PromiseUntil)
	nums[slotPromiseOpen] = truth(f.PromiseOpen)
	nums[slotDisputed] = truth(f.Disputed)
	nums[slotHeld] = truth(f.Held)
}
