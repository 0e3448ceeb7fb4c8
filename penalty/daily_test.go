package penalty_test

import (
	"cmp"
	"math/big"
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// A daily is the oracle of this package: it lives an invoice one day at a time,
// as a clerk would with a calendar, the table of rates of daily_rates_test.go and
// exact fractions. It shares no code with what it checks: of an invoice and a
// rule it reads the fields, and calls nothing.
type daily struct {
	rule penalty.Rule
	inv  *dunning.Invoice
	asOf date.Date

	parts       []*dayPart
	ledger      int64
	stop        date.Date // no interest from this day on; 0: never
	opened      date.Date // the judgment that the claim is earlier than; 0: none
	compounding date.Date // next day interest joins the capital; 0: never
	years       int       // anniversaries of it so far
	missed      bool      // a due date was

	interest, capital, cost, spare int64 // unpaid interest, unpaid interest that bears interest, unpaid indemnity, surplus
	total, costs                   int64 // all counted
	interestPaid, costPaid         int64
	exact                          *big.Rat // cents
	lines                          []dayLine
	paid                           []*dayShare
}

type dayPart struct {
	due, from     date.Date
	original, sum int64
	late          bool
	open          *dayLine
}

// dayLine is a run of days with one balance, one reading of the rate, one year.
type dayLine struct {
	due, from            date.Date
	days                 int
	base, interest, year int64
	calendar             int // the year, when lines end with it
	rate                 reading
}

// reading is a rate and where it was read: it changes where a line must end.
type reading struct {
	units                     int64
	agreed, floor, law, judge int
}

type dayShare struct {
	amount, principal, interest, cost, spare, capital int64
	undone                                            bool
}

const never = date.Date(1 << 30)

func cents2(d decimal.Decimal) int64 { return d.Shift(2).IntPart() }

func newDaily(rule penalty.Rule, inv *dunning.Invoice, asOf date.Date) *daily {
	o := &daily{rule: rule, inv: inv, asOf: asOf, exact: new(big.Rat), ledger: cents2(inv.Amount)}
	if len(inv.Instalments) == 0 {
		o.parts = []*dayPart{{due: inv.Due, original: o.ledger}}
	}
	for _, i := range inv.Instalments {
		o.parts = append(o.parts, &dayPart{due: i.Due, original: cents2(i.Amount)})
	}
	slices.SortStableFunc(o.parts, func(a, b *dayPart) int { return cmp.Compare(a.due, b.due) })
	for _, p := range o.parts {
		p.sum = p.original
		p.from = max(p.due, inv.Issued, rule.Notice) + 1
		if rule.PaymentDay == penalty.DueDayInstead {
			p.from--
		}
		if rule.Regime == penalty.Civil && rule.Notice == 0 {
			p.from = never
		}
	}
	if j := rule.Insolvency; j != 0 {
		born := inv.Issued < j || o.parts[0].due < j
		if inv.Delivered != 0 {
			born = inv.Delivered < j
		}
		if born {
			o.opened = j
		}
		if born && rule.AfterOpening == penalty.InterestStops {
			o.stop = j
		}
	}
	if rule.CompoundFrom != 0 && o.parts[0].from != never {
		o.compounding = max(rule.CompoundFrom, addMonths(o.parts[0].from, 12))
	}
	if rule.Regime == penalty.Foreign { // the texts say so, whatever the profile does
		o.rule.Path = foreigners[rule.Country].path
	}
	o.live()
	return o
}

// addMonths keeps the number of the day, or takes the last one of the month.
func addMonths(d date.Date, n int) date.Date {
	y, m, day := d.Date()
	months := y*12 + int(m) - 1 + n
	for ; ; day-- {
		got := firstOfMonth(months) + date.Date(day-1)
		if gy, gm, _ := got.Date(); gy*12+int(gm)-1 == months {
			return got
		}
	}
}

func firstOfMonth(months int) date.Date {
	d := date.New(months/12, 1, 1)
	for range months % 12 {
		_, m, _ := d.Date()
		for {
			d++
			if _, n, _ := d.Date(); n != m {
				break
			}
		}
	}
	return d
}

// live walks the days.
func (o *daily) live() {
	booked := o.bookings()
	day := min(o.inv.Issued, o.parts[0].due)
	for _, b := range booked {
		day = min(day, b.date)
	}
	for ; day <= o.asOf; day++ {
		if o.rule.PaymentDay == penalty.Included {
			o.bear(day)
		}
		for len(booked) > 0 && booked[0].date == day {
			o.book(booked[0])
			booked = booked[1:]
		}
		if o.rule.PaymentDay == penalty.Excluded || o.rule.PaymentDay == penalty.DueDayInstead && day < o.asOf {
			o.bear(day)
		}
	}
	o.strike()
	o.mark(o.asOf)
	if o.rule.Path == penalty.AtPayment {
		last := o.asOf
		if o.rule.PaymentDay == penalty.DueDayInstead {
			last--
		}
		for _, p := range o.parts {
			o.delay(p, p.sum, last, o.asOf)
		}
	}
}

type booking struct {
	date   date.Date
	kind   dunning.SettlementKind
	amount int64
}

// bookings are the settlements known on the day asked, in the order of the day.
func (o *daily) bookings() []booking {
	rank := []dunning.SettlementKind{dunning.CreditNote, dunning.Discount, dunning.Adjustment, dunning.WriteOff, dunning.Payment, dunning.Returned}
	var all []booking
	for _, s := range o.inv.Settlements {
		b := booking{s.Date, s.Kind, cents2(s.Amount)}
		if b.date > o.asOf {
			continue
		}
		if b.kind == dunning.CreditNote && o.rule.Credits == penalty.FromInvoiceDate && o.inv.Issued < b.date {
			b.date = o.inv.Issued
		}
		all = append(all, b)
	}
	slices.SortStableFunc(all, func(a, b booking) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(slices.Index(rank, a.kind), slices.Index(rank, b.kind)), cmp.Compare(a.amount, b.amount))
	})
	if o.rule.Returns == penalty.NeverPaid {
		for i := 0; i < len(all); i++ {
			for j := i - 1; j >= 0 && all[i].kind == dunning.Returned; j-- {
				if all[j].kind == dunning.Payment && all[j].amount == all[i].amount {
					all = slices.Delete(slices.Delete(all, i, i+1), j, j+1)
					i -= 2
					break
				}
			}
		}
	}
	return all
}

// bear counts one day of interest on each part.
func (o *daily) bear(d date.Date) {
	if o.rule.Path == penalty.AtPayment {
		return
	}
	if o.compounding != 0 && d == o.compounding {
		o.strike()
		o.capital, o.interest = o.capital+o.interest, 0
		o.years++
		o.compounding = addMonths(max(o.rule.CompoundFrom, addMonths(o.parts[0].from, 12)), 12*o.years)
	}
	for i, p := range o.parts {
		base := p.sum
		if o.ledger <= 0 && o.rule.Closing == penalty.AtLedgerBalance {
			base = 0
		}
		base = o.taxed(base)
		if i == 0 {
			base += o.capital
		}
		o.extend(p, base, d, o.ofDay(p, d))
	}
}

// ofDay is the rate that part p bears on day d.
func (o *daily) ofDay(p *dayPart, d date.Date) reading {
	if d < p.from || o.silent(d) {
		return reading{}
	}
	if o.rule.Path == penalty.FrozenAtStart {
		d = p.from
	}
	return o.rate(d)
}

// silent says that nothing bears interest on day d.
func (o *daily) silent(d date.Date) bool {
	for _, f := range o.rule.Freezes {
		if f.From <= d && d < f.Until {
			return true
		}
	}
	return o.stop != 0 && d >= o.stop || o.rule.Waived == penalty.WaiveInterest || o.rule.Waived == penalty.WaiveAll
}

// extend adds day d to the line of a part, or begins another.
func (o *daily) extend(p *dayPart, base int64, d date.Date, rate reading) {
	if d < p.from || base <= 0 || o.silent(d) {
		o.close(p)
		return
	}
	calendar := 0
	if o.rule.DayCount == penalty.ActualYear {
		calendar = d.Year()
	}
	if l := p.open; l != nil && l.base == base && l.rate == rate && l.calendar == calendar {
		l.days++
		return
	}
	o.close(p)
	p.open = &dayLine{due: p.due, from: d, days: 1, base: base, rate: rate, year: o.year(d), calendar: calendar}
}

func (o *daily) year(d date.Date) int64 {
	y := d.Year()
	switch {
	case o.rule.DayCount == penalty.Days360:
		return 360
	case o.rule.DayCount == penalty.ActualYear && (y%4 == 0 && y%100 != 0 || y%400 == 0):
		return 366
	}
	return 365
}

// close ends the line of a part and counts what it bore.
func (o *daily) close(p *dayPart) {
	l := p.open
	if l == nil {
		return
	}
	p.open = nil
	bore := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(l.base), big.NewInt(l.rate.units*int64(l.days))), big.NewInt(1_000_000*l.year))
	before := o.total
	o.exact.Add(o.exact, bore)
	if o.rule.Rounding == penalty.OnTotal {
		o.total = toCents(o.exact)
	} else {
		o.total += toCents(bore)
	}
	l.interest = o.total - before
	o.interest += l.interest
	o.lines = append(o.lines, *l)
}

// strike ends all lines, so that what is due on this day is known.
func (o *daily) strike() {
	for _, p := range o.parts {
		o.close(p)
	}
}

// toCents rounds half up.
func toCents(r *big.Rat) int64 {
	twice := new(big.Int).Lsh(r.Num(), 1)
	twice.Add(twice, r.Denom())
	return twice.Div(twice, new(big.Int).Lsh(r.Denom(), 1)).Int64()
}

// delay counts the whole delay of a sum at the rate of one day.
func (o *daily) delay(p *dayPart, sum int64, last, rated date.Date) {
	for d := p.from; d <= last && sum > 0 && p.from != never; d++ {
		if o.silent(d) {
			o.close(p)
			continue
		}
		o.extend(p, o.taxed(sum), d, o.rate(rated))
	}
	o.close(p)
}

// taxed is the sum without VAT, when that is what bears interest.
func (o *daily) taxed(sum int64) int64 {
	if o.rule.Base == penalty.TTC {
		return sum
	}
	return toCents(new(big.Rat).Mul(big.NewRat(sum, 1), big.NewRat(cents2(o.inv.Net), cents2(o.inv.Amount))))
}

func TestDailyMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{{"2026-01-31", 1, "2026-02-28"}, {"2024-02-29", 12, "2025-02-28"}, {"2025-12-31", 2, "2026-02-28"}, {"2026-03-10", 2, "2026-05-10"}} {
		if got := addMonths(day(t, c.from), c.n); got != day(t, c.want) {
			t.Errorf("%s + %d months is %s, not %s", c.from, c.n, got, c.want)
		}
	}
}
