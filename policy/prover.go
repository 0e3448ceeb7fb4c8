package policy

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/region"
)

// A prover reasons about every file that a policy may meet. It follows the
// stages of a decision as [run] does, but on regions of facts instead of facts,
// and splits a region wherever the policy would treat its facts differently.
// What it says of days is counted from the due date.
//
// It may take facts for possible that are not: what it excludes never happens,
// what it finds is replayed by [engine.stages] before anybody is told.
type prover struct {
	*engine
	space *region.Space
	used  map[*lang.Symbol]bool // by some expression
	facts map[*lang.Symbol]region.Var
	shift int64   // the longest run of days without contact
	first []int64 // for each step, days after the due date before which it is never decided; undecided while nil

	due      region.Var
	late     region.Var // days from the due date to the day of the decision
	sent     region.Var // to the last step sent
	touch    region.Var // to the last contact
	times    region.Var // how often the highest step was sent
	total    region.Var // steps sent in all
	contacts region.Var // in the last 90 days
	here     region.Var // left of the carrying invoice, but for the dispute
	others   region.Var // left of other invoices
	given    map[*lang.Symbol]region.Var
	kept     map[standing][]region.Region // see [prover.standing]
	inKept   int
}

// A standing is where files stand on the ladder, and how closely they are looked
// at.
type standing struct {
	index int
	rough bool
}

// An allowance bounds the reasoning about one guarantee and about all of them,
// in steps of a few tenths of a microsecond.
type allowance struct{ each, all int }

// usual is some seconds at worst, whatever the policy. The standard one takes
// about one million steps, one of twice its size three.
var usual = allowance{each: 5_000_000, all: 10_000_000}

// Bounds of days counted from the due date: a century before, ten after.
const (
	longBefore = -36_500
	longAfter  = 365_000
)

// natural are the bounds that follow from what a fact means.
var natural = map[string][2]int64{
	"seniority": {0, lang.MaxInt}, "credit_limit": {0, lang.MaxMoney}, "outstanding": {0, lang.MaxMoney},
	"overdue": {0, lang.MaxMoney}, "overdue_count": {0, lang.MaxInt}, "oldest_days_late": {0, lang.MaxInt},
	"average_days_late": {0, lang.MaxInt}, "late_count": {0, lang.MaxInt}, "late_ratio": {0, lang.Million},
	"promises_broken": {0, lang.MaxInt}, "balance": {1, lang.MaxMoney}, "disputed_amount": {0, lang.MaxMoney},
	"penalties": {0, lang.MaxMoney}, "limitation_days_left": {-1, never},
}

func (e *engine) prover(work int) *prover {
	p := &prover{
		engine: e, space: region.NewSpace(work), used: map[*lang.Symbol]bool{},
		facts: map[*lang.Symbol]region.Var{}, given: map[*lang.Symbol]region.Var{}, kept: map[standing][]region.Region{},
	}
	s := p.space
	p.due = s.Var(int64(date.New(1900, 1, 1)), int64(date.New(2999, 1, 1)))
	p.late, p.sent, p.touch = s.Var(longBefore, longAfter), s.Var(longBefore, longAfter), s.Var(longBefore, longAfter)
	p.times, p.total, p.contacts = s.Var(1, maxTimes), s.Var(1, lang.MaxInt), s.Var(0, lang.MaxInt)
	p.here, p.others = s.Var(0, lang.MaxMoney), s.Var(0, lang.MaxMoney)
	for _, f := range e.schema.fields {
		lo, hi := -f.Type.Kind.Bound(), f.Type.Kind.Bound()
		if limits, ok := natural[f.Name]; ok {
			lo, hi = limits[0], limits[1]
		}
		switch f.Type.Kind {
		case lang.Bool:
			lo, hi = 0, 1
		case lang.Enum:
			lo, hi = 0, int64(len(f.Type.Values)-1)
		case lang.Text:
			lo, hi = 0, lang.MaxInt
		case lang.Date:
			lo = 1
		}
		p.facts[f.Symbol] = s.Var(lo, hi)
		if f.Optional {
			p.given[f.Symbol] = s.Var(0, 1)
		}
	}
	e.expressions(func(_ string, n lang.Node) {
		lang.Walk(n, func(n lang.Node) {
			if f, ok := n.(*lang.Fact); ok {
				p.used[f.Symbol] = true
			}
		})
	})
	p.shift = p.longestRest()
	p.first = p.firstDays()
	clear(p.kept) // without the first days
	p.inKept = 0
	return p
}

// expressions visits every expression of the policy with its path.
func (e *engine) expressions(visit func(path string, n lang.Node)) {
	see := func(kind string, i int, key string, n lang.Node) {
		if n != nil {
			visit(place(kind, i, key), n)
		}
	}
	for i, s := range e.segments {
		see("segments", i, "when", s.when.node)
	}
	for i, h := range e.holds {
		see("holds", i, "when", h.when.node)
		see("holds", i, "start", h.start.node)
		see("holds", i, "end", h.end.node)
	}
	for i, s := range e.steps {
		see("steps", i, "at", s.at.node)
		see("steps", i, "when", s.when.node)
	}
	for i, g := range e.guarantees {
		see("guarantees", i, "condition", g.node)
		see("guarantees", i, "when", g.when)
	}
}

// longestRest is how many days a contact may be moved by the calendar: the
// longest run of public holidays and week-ends has seven days at most, those
// with closed days of the policy are counted.
func (p *prover) longestRest() int64 {
	longest := int64(0)
	if p.doc.Calendar.BusinessDays != "" {
		longest = 7
	}
	for _, d := range p.calendar.Closed {
		n := int64(0)
		for day := d; !p.calendar.IsBusinessDay(day) && n <= maxDelay; day-- {
			n++
		}
		for day := d + 1; !p.calendar.IsBusinessDay(day) && n <= 2*maxDelay; day++ {
			n++
		}
		longest = max(longest, n)
	}
	return longest
}

// fact is the meaning of a fact by its name.
func (p *prover) fact(name string) region.Linear {
	return region.Of(p.facts[p.schema.symbols[name]])
}

func (p *prover) asOf() region.Linear { return region.Of(p.due).Add(region.Of(p.late)) }

// uses reports whether an expression names the fact.
func (p *prover) uses(name string) bool { return p.used[p.schema.symbols[name]] }

// files are the regions of all files whose highest step sent is index, -1
// before the first. Rough ones take the amounts and the contacts to be anything,
// which is enough where only days matter.
func (p *prover) files(index int, rough bool) []region.Region {
	zero := region.Constant(0)
	defs := region.Definitions{}
	for s, v := range p.facts {
		defs[s] = region.Of(v)
	}
	define := func(name string, l region.Linear) { defs[p.schema.symbols[name]] = l }
	define("as_of", p.asOf())
	define("due", region.Of(p.due))
	define("days_overdue", region.Of(p.late))
	define("currency", region.Constant(p.space.Text(p.doc.Currency)))
	define("held", zero)
	define("last_step", region.Constant(int64(index+1)))
	define("steps_sent", region.Of(p.total))
	define("contacts_90d", region.Of(p.contacts))
	define("days_since_last", region.Of(p.late).Minus(region.Of(p.touch)))
	define("amount", region.Of(p.here))
	define("collectable", region.Of(p.others))
	if index < 0 {
		define("steps_sent", zero)
	}
	r := p.space.All(defs)
	r = r.AtMost(p.fact("issued"), region.Of(p.due)).AtMost(p.fact("overdue"), p.fact("outstanding"))
	r = r.AtMost(p.fact("balance"), p.fact("outstanding")).AtMost(p.fact("disputed_amount"), p.fact("balance"))
	r = r.AtMost(region.Constant(int64(p.doc.Effective)), p.asOf())
	// A promise runs until a day, which has not passed.
	until := p.schema.symbols["promise_until"]
	r = r.Equal(region.Of(p.given[until]), p.fact("promise_open")).AtMost(p.asOf(), region.Of(p.facts[until]))
	if index >= 0 {
		r = r.AtMost(region.Of(p.sent), region.Of(p.late)).AtMost(region.Of(p.times), region.Of(p.total))
		if index == 0 {
			r = r.Equal(region.Of(p.times), region.Of(p.total))
		}
		if p.first != nil && p.doc.OnCarryingPaid != Continue {
			r = r.AtMost(region.Constant(p.first[index]), region.Of(p.sent))
		}
	}
	if rough {
		return []region.Region{r}
	}
	var out []region.Region
	for _, r := range p.contacted(r) {
		out = append(out, p.disputes(r)...)
	}
	return out
}

// contacted splits by whether there was a contact.
func (p *prover) contacted(r region.Region) []region.Region {
	since, count := p.schema.symbols["days_since_last"], p.schema.symbols["contacts_90d"]
	no := r.Define(region.Definitions{since: region.Constant(never), count: region.Constant(0)})
	yes := r.AtMost(region.Of(p.touch), region.Of(p.late))
	if !p.used[count] {
		return []region.Region{no, yes}
	}
	age, contacts := region.Of(p.late).Minus(region.Of(p.touch)), region.Of(p.contacts)
	return []region.Region{
		no,
		yes.Less(age, region.Constant(90)).AtMost(region.Constant(1), contacts),
		yes.AtMost(region.Constant(90), age).Equal(contacts, region.Constant(0)),
	}
}

// disputes splits by what is disputed of the carrying invoice: nothing, a part
// of it, or all of it without an amount.
func (p *prover) disputes(r region.Region) []region.Region {
	disputed, part := p.fact("disputed"), p.fact("disputed_amount")
	one, zero := region.Constant(1), region.Constant(0)
	out := p.amounts(r.Equal(disputed, zero).Equal(part, zero), zero)
	if !p.uses("disputed") && !p.uses("disputed_amount") {
		return out // what is left out for another reason stands for it
	}
	r = r.Equal(disputed, one)
	out = append(out, p.amounts(r.AtMost(one, part), part)...)
	return append(out, p.amounts(r.Equal(part, zero), p.fact("balance"))...)
}

// amounts splits by whether the invoice is late and gives amount and
// collectable their meaning, as [engine.amounts] computes them from what is
// disputed and what is left out. There is an amount to ask for, since a step is
// decided.
func (p *prover) amounts(r region.Region, disputed region.Linear) []region.Region {
	zero, one, late := region.Constant(0), region.Constant(1), region.Of(p.late)
	ofInvoice := p.fact("balance").Minus(region.Of(p.here)).Minus(disputed)
	rest := p.fact("overdue").Minus(region.Of(p.here)).Minus(region.Of(p.others))
	var out []region.Region
	add := func(r region.Region, amount, collectable region.Linear) {
		r = r.AtMost(one, amount).Define(region.Definitions{
			p.schema.symbols["amount"]: amount, p.schema.symbols["collectable"]: collectable,
		})
		if !r.Dead() {
			out = append(out, r)
		}
	}
	r = r.AtMost(region.Of(p.here), p.fact("balance").Minus(disputed))
	early := r.AtMost(late, zero)
	add(early.AtMost(zero, rest), ofInvoice, rest)
	add(early.Less(rest, zero), ofInvoice, zero)
	overdue := r.AtMost(one, late).AtMost(p.fact("balance").Add(region.Of(p.others)), p.fact("overdue")).
		AtMost(one, p.fact("overdue_count")).AtMost(late, p.fact("oldest_days_late"))
	rest = rest.Minus(disputed)
	if p.doc.Carrying != EachInvoice {
		add(overdue, rest, rest)
		return out
	}
	add(overdue.AtMost(zero, rest), ofInvoice, rest)
	add(overdue.Less(rest, zero), ofInvoice, zero)
	return out
}
