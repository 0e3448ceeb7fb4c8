package fast

import "github.com/creance/creance/internal/lang"

// FirstTrue is the number of days until the first condition will hold if
// nothing happens, as [lang.Eval.FirstTrue] gives it.
//
// A test that reads a clock changes its outcome when the number enters its
// range or leaves it, so the condition can only change on those days. They are
// looked at in order, and found again each time rather than kept in a list.
func (p *Program) FirstTrue(row *lang.Row) (int64, bool) {
	if p.plain {
		e := lang.Eval{Row: row}
		return e.FirstTrue(p.nodes[0])
	}
	for day := p.turn(row, 0); day <= lang.Horizon; day = p.turn(row, day) {
		if p.holdsIn(row, day) {
			return day, true
		}
	}
	return 0, false
}

// turn is the first day after another on which a test may change its outcome;
// beyond the horizon when none will.
func (p *Program) turn(row *lang.Row, after int64) int64 {
	next := int64(lang.Horizon + 1)
	try := func(day int64) {
		if day > after && day < next {
			next = day
		}
	}
	for i := range p.tests {
		t := &p.tests[i]
		if t.other != nil {
			continue
		}
		if until := row.Until[t.slot]; until > 0 {
			try(row.Nums[until] - row.Nums[0] + 1)
			continue
		}
		slope := int64(row.Slope[t.slot])
		if slope == 0 {
			continue
		}
		for _, end := range [2]int64{t.lo, t.lo + int64(t.width)} {
			// The division leaves out a part of a day: the next is tried too.
			day := (end - row.Nums[t.slot]) / slope
			try(day)
			try(day + 1)
		}
	}
	return next
}

// holdsIn is Holds some days later.
func (p *Program) holdsIn(row *lang.Row, days int64) bool {
	at := p.starts[0]
	for at >= 0 {
		t := &p.tests[at]
		var ok bool
		if t.other == nil {
			ok = uint64(later(row, t.slot, days)-t.lo) <= t.width
		} else {
			ok = t.other(row)
		}
		if at = t.no; ok {
			at = t.yes
		}
	}
	return at == ^0
}

// later is a number some days later, as [lang.Eval.Fact] gives it.
func later(row *lang.Row, slot int32, days int64) int64 {
	v := row.Nums[slot]
	if until := row.Until[slot]; until > 0 && v != 0 {
		if row.Nums[0]+days > row.Nums[until] {
			return 0
		}
		return v
	}
	return v + days*int64(row.Slope[slot])
}
