package policy

import (
	"reflect"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// opens is a day before which nothing can be decided if nothing happens; 0 when
// no day is known.
func (r *run) opens(chosen int) date.Date {
	day := r.AsOf
	if chosen < 0 {
		day = 0
		for _, o := range r.next {
			if o.on != 0 && (day == 0 || o.on < day) {
				day = o.on
			}
		}
	}
	if day == 0 {
		return 0
	}
	for _, b := range r.d.Blockers {
		if b.Code == NotReached || b.Code == ConditionFalse {
			continue // they are the openings
		}
		if b.LiftsOn == 0 {
			return 0
		}
		day = max(day, b.LiftsOn)
	}
	return r.calendar.Next(max(day, r.waitUntil()))
}

// lookAhead decides again on the days to come until something is decided. By
// then a later step may be due, or a hold may have started, so the day alone
// does not tell.
func (e *engine) lookAhead(v reflect.Value, day date.Date) (date.Date, string) {
	for range 12 {
		later := reflect.New(v.Type()).Elem()
		later.Set(v)
		e.factsIn(later).advance(day)
		r, err := e.stages(later, nil)
		switch {
		case err != nil:
			return 0, ""
		case !r.d.None():
			return day, r.d.Step
		case r.earliest <= day:
			return 0, ""
		}
		day = r.earliest
	}
	return 0, ""
}

// factsIn is the Facts inside the user's struct.
func (e *engine) factsIn(v reflect.Value) *Facts {
	if e.schema.facts != nil {
		v = v.FieldByIndex(e.schema.facts)
	}
	return v.Addr().Interface().(*Facts)
}

// advance makes the facts those of a later day on which nothing has happened:
// nobody paid, nobody was contacted, no other invoice fell due.
func (f *Facts) advance(to date.Date) {
	days := int(to - f.AsOf)
	if f.Seniority > 0 {
		f.Seniority += days
	}
	if f.LimitationDaysLeft < never {
		f.LimitationDaysLeft = max(-1, f.LimitationDaysLeft-days)
	}
	if f.AsOf <= f.Due && f.Due < to {
		f.Overdue = f.Overdue.Add(f.Balance)
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
	var left []Left
	for _, l := range f.Left {
		if l.LiftsOn == 0 || l.LiftsOn > to {
			left = append(left, l)
			continue
		}
		if l.Code == InDispute && l.Invoice == f.Invoice {
			f.Disputed, f.DisputedAmount = false, decimal.Decimal{}
		}
	}
	f.Left = left
	f.AsOf = to
}
