package terms

import "github.com/rickb777/date/v2"

// A Derivation is a due date with the steps that lead to it.
type Derivation struct {
	Terms    Terms     // one rule: a part has its own derivation
	Steps    []Step    // the first is the event counted from; the last reaches Due
	Due      date.Date // 0 when Terms.Due is
	Readings []OtherReading
}

// A Step is one move of the calendar.
type Step struct {
	Code StepCode
	N    int       // days, months or day of the month, where the code has one
	Base Base      // of a FromEvent step
	On   date.Date // date reached
}

// StepCode names a step; the codes are stable.
type StepCode string

const (
	FromEvent        StepCode = "from"                // the event, whose own day is not counted
	LegalDefault     StepCode = "legal-default"       // nothing agreed: the N days of art. L441-10 I
	AddDays          StepCode = "days"                // N calendar days
	AddMonths        StepCode = "months"              // N calendar months, clamped
	ToEndOfMonth     StepCode = "end-of-month"        // last day of the month
	ToEndOfDecade    StepCode = "end-of-decade"       // the 10th, the 20th or the last day
	ToEndOfFortnight StepCode = "end-of-fortnight"    // the 15th or the last day
	DayAfterMonthEnd StepCode = "day-after-month-end" // next day N strictly after the end of month
	DayOnOrAfter     StepCode = "day-on-or-after"     // first day N on or after
)

// An OtherReading is what the same words give when counted another way.
type OtherReading struct {
	Name     string // "A": days, then end of month; "B": end of month, then days; "C": the 15th of the second month after
	Official bool   // A and B are (DGCCRF); C is a usage
	Terms    Terms
	Due      date.Date
	Gap      int // days after the due date derived; negative before
}

// Derive explains [Terms.Due]: each step with the date it reaches. Terms with an
// end of month also get the other readings of their words with the gap in days:
// the two official ones, and for 45 days the month and a half. For terms in
// parts it explains the last part.
func (t Terms) Derive(from date.Date) Derivation {
	d := Derivation{Terms: of(t.rule), Due: t.Due(from)}
	if d.Due == 0 {
		return d
	}
	r, at := t.rule, from
	step := func(code StepCode, n int, to date.Date) {
		d.Steps = append(d.Steps, Step{Code: code, N: n, Base: t.Base(), On: to})
		at = to
	}
	step(FromEvent, 0, at)
	switch {
	case r.unit == legal:
		step(LegalDefault, int(byDefault.delay), byDefault.due(at))
		return d
	case r.unit == inMonths:
		step(AddMonths, int(r.delay), addMonths(at, int(r.delay)))
	case r.delay > 0:
		step(AddDays, int(r.delay), at+date.Date(r.delay))
	}
	if r.period != noPeriod {
		step(periodSteps[r.period], 0, r.period.end(at))
	}
	if r.then > 0 {
		step(AddDays, int(r.then), at+date.Date(r.then))
	}
	if r.days != 0 {
		code := DayOnOrAfter
		if r.strict() {
			code = DayAfterMonthEnd
		}
		on := r.dayOfMonth(at)
		step(code, on.Day(), on)
	}
	d.Readings = r.otherReadings(from, d.Due)
	return d
}

var periodSteps = [...]StepCode{month: ToEndOfMonth, decade: ToEndOfDecade, fortnight: ToEndOfFortnight}

// otherReadings are those of days and an end of month, in the other order.
func (r rule) otherReadings(from, due date.Date) []OtherReading {
	if r.period != month || r.unit != inDays || (r.delay > 0) == (r.then > 0) {
		return nil
	}
	other := r
	other.delay, other.then = r.then, r.delay
	name := "A"
	if r.delay > 0 {
		name = "B"
	}
	readings := []OtherReading{{Name: name, Official: true, Terms: of(other)}}
	if r.delay+r.then == 45 && r.days == 0 {
		half := MonthAndHalf()
		half.rule.base = r.base
		readings = append(readings, OtherReading{Name: "C", Terms: half})
	}
	for i := range readings {
		o := &readings[i]
		o.Due = o.Terms.Due(from)
		o.Gap = int(o.Due - due)
	}
	return readings
}
