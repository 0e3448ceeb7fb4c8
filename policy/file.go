package policy

import (
	"fmt"
	"reflect"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/fast"
	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/minor"
)

// A file is the facts of one decision, checked and with what follows from them.
type file struct {
	*Facts
	position
	currency    string
	places      int32 // decimals of its currency
	balance     int64 // minor units, as the others
	collectable int64
	amount      int64
	row         *lang.Row
}

// A report takes what is wrong with a fact; nil where it is enough to know that
// something is.
type report func(fact, value, what string)

// say reports a value and is false.
func (r report) say(fact string, value any, what string) bool {
	if r != nil {
		r(fact, shownValue(reflect.ValueOf(value)), what)
	}
	return false
}

// open reads facts by reflection: the row that expressions see, and the
// position on the ladder. It fails with dunning.Problems when a value is out of
// its bounds or two of them contradict each other.
func (r *run) open(v reflect.Value) error {
	r.Facts = r.schema.factsIn(v)
	var ps dunning.Problems
	of := fmt.Sprintf("facts of client %q", clip(r.Client))
	report := func(fact, value, what string) {
		ps = append(ps, &dunning.Problem{Of: of, Field: fact, Value: value, What: what})
	}
	if r.AsOf == 0 {
		report("as_of", "", "is missing")
	}
	if !r.setCurrency() {
		report("currency", r.currency, "is no ISO 4217 code")
		r.places = r.engine.digits
	}
	r.row = r.schema.row(v, r.places, report)
	r.settle(len(ps) == 0, report)
	return ps.Err()
}

// load is open for the common case, without reflection and without garbage:
// false where something is wrong or unusual, and open has to look.
func load[F any](r *run, f *F) bool {
	r.Facts = fast.Within[Facts](f, r.schema.offset)
	if r.reader == nil || r.AsOf == 0 || !r.setCurrency() {
		return false
	}
	r.row = r.own
	return r.Facts.numbers(r.row.Nums, r.places) && fast.Read(r.reader, f, r.places, r.row) && r.settle(true, nil)
}

// setCurrency takes the policy's currency where the facts name none; false when
// they name an unknown one.
func (r *run) setCurrency() (known bool) {
	r.currency = r.Currency
	if r.currency == "" || r.currency == r.doc.Currency {
		r.currency, r.places = r.doc.Currency, r.engine.digits
		return true
	}
	r.places, known = minor.Digits(r.currency)
	return known
}

// settle works out what follows from the row, once every fact is in it. It is
// false when the facts contradict each other, or were not sound to begin with.
func (r *run) settle(sound bool, report report) bool {
	if r.namesTexts {
		r.row.Texts[slotCurrency], r.row.Texts[slotClient], r.row.Texts[slotInvoice] = r.currency, r.Client, r.Invoice
	}
	if !r.locate(report) {
		sound = false
	}
	if r.row.Nums[slotBalance] > 0 {
		for _, s := range r.dates {
			if r.row.Nums[s.Slot] == 0 {
				sound = report.say(s.Name, "", "is missing: the policy uses it")
			}
		}
	}
	if !sound || !r.amounts(report) {
		return false
	}
	for i := range r.computed {
		c := &r.computed[i]
		r.row.Nums[c.symbol.Slot] = c.value(&r.file)
	}
	r.row.Nums[r.schema.previous.Slot] = int64(r.on)
	return true
}

// clocks says which stored facts move with the days.
func (r *run) clocks() {
	set := func(slot int, moves bool, slope int8) {
		if !moves {
			slope = 0
		}
		r.row.Slope[slot] = slope
	}
	set(slotAsOf, true, 1)
	set(slotSeniority, r.Seniority > 0, 1)
	set(slotOldestDaysLate, r.OldestDaysLate > 0, 1)
	set(slotLimitationDaysLeft, r.LimitationDaysLeft < never, -1)
	r.row.Until[slotPromiseOpen] = 0
	if r.PromiseUntil != 0 {
		r.row.Until[slotPromiseOpen] = slotPromiseUntil
	}
}

// amounts checks that the amounts agree, and computes what may be asked for.
func (r *run) amounts(report report) bool {
	r.balance, r.collectable, r.amount = r.row.Nums[slotBalance], 0, 0
	overdue, disputed := r.row.Nums[slotOverdue], r.row.Nums[slotDisputedAmount]
	late := r.AsOf > r.Due
	sound := true
	switch {
	case r.balance < 0:
		sound = report.say("balance", r.Balance, "is negative: a credit is not chased")
	case disputed < 0 || disputed > r.balance:
		sound = report.say("disputed_amount", r.DisputedAmount, "is not between 0 and the balance")
	case r.balance == 0:
		return true
	case r.Due == 0:
		sound = report.say("due", "", "is missing: the steps count from it")
	case late && overdue < r.balance:
		sound = report.say("overdue", r.Overdue, "is less than the balance of the late invoice")
	}
	if r.Disputed && disputed == 0 {
		disputed = r.balance
	}
	var left, leftHere, leftDisputed int64
	for i := range r.Left {
		l := &r.Left[i]
		n, err := minor.Of(l.Amount, r.places)
		if err != nil || n < 0 {
			sound = report.say(fmt.Sprintf("left[%d]", i), l.Invoice, "is no amount of the currency")
		}
		if !l.Code.setAside() {
			continue
		}
		left += n
		if l.Invoice == r.Invoice {
			leftHere += n
			if l.Code == InDispute {
				leftDisputed += n
			}
		}
	}
	// Facts written by hand may give the disputed part without listing it.
	unlisted := max(0, disputed-leftDisputed)
	r.amount = max(0, r.balance-leftHere-unlisted)
	r.collectable = overdue - left
	if late {
		r.collectable -= unlisted
		if r.doc.Carrying != EachInvoice {
			r.amount = max(0, r.collectable)
		}
	}
	r.collectable = max(0, r.collectable)
	return sound
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
