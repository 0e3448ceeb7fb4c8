package policy

import (
	"fmt"
	"reflect"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/policy/internal/lang"
)

// A file is the facts of one decision, checked and with what follows from them.
type file struct {
	*Facts
	position
	balance     int64 // minor units, as the others
	collectable int64
	amount      int64
	row         *lang.Row
}

// open reads facts: the row that expressions see, and the position on the
// ladder. It fails with dunning.Problems when a value is out of its bounds or
// two of them contradict each other.
func (e *engine) open(v reflect.Value) (*file, error) {
	f := &file{Facts: e.factsIn(v)}
	var ps dunning.Problems
	report := func(fact, value, what string) {
		ps = append(ps, &dunning.Problem{Of: fmt.Sprintf("facts of client %q", clip(f.Client)), Field: fact, Value: value, What: what})
	}
	if f.AsOf == 0 {
		report("as_of", "", "is missing")
	}
	if f.Currency == "" {
		f.Currency = e.doc.Currency
	}
	digits, known := minor.Digits(f.Currency)
	if !known {
		report("currency", f.Currency, "is no ISO 4217 code")
		digits = e.digits
	}
	f.row = e.schema.row(v, digits, report)
	f.position = positionOf(f.History, f.AsOf, e.stepIndex)
	for i, a := range f.History {
		if a.Date == 0 {
			report(fmt.Sprintf("history[%d]", i), a.Step, "has no date")
		}
	}
	if e.num(f, "balance") > 0 {
		for _, s := range e.dates {
			if f.row.Nums[s.Slot] == 0 {
				report(s.Name, "", "is missing: the policy uses it")
			}
		}
	}
	if len(ps) == 0 {
		e.amounts(f, digits, report)
	}
	if len(ps) > 0 {
		return nil, ps
	}
	for _, c := range e.schema.computed {
		f.row.Nums[c.symbol.Slot] = c.value(f)
		f.row.Slope[c.symbol.Slot] = c.slope
	}
	f.row.Nums[e.schema.previous.Slot] = int64(f.on)
	e.clocks(f)
	return f, nil
}

// num is the value of a fact of the row by its name.
func (e *engine) num(f *file, name string) int64 { return f.row.Nums[e.schema.symbols[name].Slot] }

// clocks says which stored facts move with the days.
func (e *engine) clocks(f *file) {
	set := func(name string, slope int8) { f.row.Slope[e.schema.symbols[name].Slot] = slope }
	set("as_of", 1)
	if f.Seniority > 0 {
		set("seniority", 1)
	}
	if f.OldestDaysLate > 0 {
		set("oldest_days_late", 1)
	}
	if f.LimitationDaysLeft < never {
		set("limitation_days_left", -1)
	}
	if f.PromiseUntil != 0 {
		f.row.Until[e.schema.symbols["promise_open"].Slot] = e.schema.symbols["promise_until"].Slot
	}
}

// amounts checks that the amounts agree, and computes what may be asked for.
func (e *engine) amounts(f *file, digits int32, report func(fact, value, what string)) {
	f.balance = e.num(f, "balance")
	overdue, disputed := e.num(f, "overdue"), e.num(f, "disputed_amount")
	late := f.AsOf > f.Due
	switch {
	case f.balance < 0:
		report("balance", f.Balance.String(), "is negative: a credit is not chased")
	case disputed < 0 || disputed > f.balance:
		report("disputed_amount", f.DisputedAmount.String(), "is not between 0 and the balance")
	case f.balance == 0:
		return
	case f.Due == 0:
		report("due", "", "is missing: the steps count from it")
	case late && overdue < f.balance:
		report("overdue", f.Overdue.String(), "is less than the balance of the late invoice")
	}
	if f.Disputed && disputed == 0 {
		disputed = f.balance
	}
	var left, leftHere, leftDisputed int64
	for i, l := range f.Left {
		n, err := minor.Of(l.Amount, digits)
		if err != nil || n < 0 {
			report(fmt.Sprintf("left[%d]", i), l.Invoice, "is no amount of the currency")
		}
		if !l.Code.setAside() {
			continue
		}
		left += n
		if l.Invoice == f.Invoice {
			leftHere += n
			if l.Code == InDispute {
				leftDisputed += n
			}
		}
	}
	// Facts written by hand may give the disputed part without listing it.
	unlisted := max(0, disputed-leftDisputed)
	f.amount = max(0, f.balance-leftHere-unlisted)
	f.collectable = overdue - left
	if late {
		f.collectable -= unlisted
		if e.doc.Carrying != EachInvoice {
			f.amount = max(0, f.collectable)
		}
	}
	f.collectable = max(0, f.collectable)
}

// setAside reports whether an amount left for this reason is part of the
// overdue amount; the others never were.
func (c Code) setAside() bool {
	switch c {
	case InDispute, Promised, Held, BelowItem:
		return true
	}
	return false
}
