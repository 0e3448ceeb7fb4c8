package policy_test

import (
	"testing"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/calendar"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/policy"
)

// What the benchmarks compare with: the standard policy as somebody would
// program it without this package, once by hand and once with its conditions
// and days in plain expr. Both read the same facts and give the segment, the
// step and its amount, or the codes of what stands in the way. Neither checks
// its facts, writes a rule down, or says when something lifts.

// An answer is what the rivals give.
type answer struct {
	segment, step string
	amount        int64
	blockers      []policy.Code
}

// A ground is what both make of the facts first.
type ground struct {
	*policy.Facts
	outstanding, overdue, balance, disputed, ratio, amount int64
	position                                               int
	on, contact                                            date.Date
}

var (
	rungs = []string{"preventive", "relance-1", "relance-2", "relance-3", "mise-en-demeure", "mediation", "agence", "contentieux", "petites-creances", "refere-provision"}
	// Which rungs each segment has, public first, standard last.
	segmentNames = []string{"public", "particuliers", "grands-comptes", "recidiviste", "standard"}
	ladders      = [][]int{{1, 2, 3, 4, 5, 9}, {1, 2, 3, 4, 8}, {0, 1, 2, 3, 4, 5, 6, 7}, {1, 2, 3, 4, 6, 7}, {0, 1, 2, 3, 4, 6, 7}}
	email        = []bool{true, true, false, false, false, false, false, false, false, false} // nothing but e-mail
	france, _    = calendar.ByName("FR")
)

func rungOf(step string) int {
	switch step {
	case "preventive":
		return 0
	case "relance-1":
		return 1
	case "relance-2":
		return 2
	case "relance-3":
		return 3
	case "mise-en-demeure":
		return 4
	case "mediation":
		return 5
	case "agence":
		return 6
	case "contentieux":
		return 7
	case "petites-creances":
		return 8
	case "refere-provision":
		return 9
	}
	return -1
}

func (g *ground) read(f *policy.Facts) {
	*g = ground{Facts: f, position: -1}
	g.outstanding, _ = minor.Of(f.Outstanding, 2)
	g.overdue, _ = minor.Of(f.Overdue, 2)
	g.balance, _ = minor.Of(f.Balance, 2)
	g.disputed, _ = minor.Of(f.DisputedAmount, 2)
	g.ratio, _ = minor.Of(f.LateRatio, 6)
	for i := range f.History {
		a := &f.History[i]
		if a.Date > f.AsOf {
			continue
		}
		if a.Channel != dunning.NoChannel {
			g.contact = max(g.contact, a.Date)
		}
		if r := rungOf(a.Step); r >= 0 {
			g.on = max(g.on, a.Date)
			g.position = max(g.position, r)
		}
	}
	left, here := int64(0), int64(0)
	for _, l := range f.Left {
		switch l.Code {
		case policy.InDispute, policy.Promised, policy.Held, policy.BelowItem:
			n, _ := minor.Of(l.Amount, 2)
			if left += n; l.Invoice == f.Invoice {
				here += n
			}
		}
	}
	if g.amount = g.balance - here; f.AsOf > f.Due {
		g.amount = max(0, g.overdue-left)
	}
}

// byHand is the standard policy in Go.
func byHand(f *policy.Facts, out *answer) {
	var g ground
	g.read(f)
	*out = answer{blockers: out.blockers[:0]}
	if g.balance == 0 {
		out.blockers = append(out.blockers, policy.NothingOpen)
		return
	}
	segment := 4
	switch {
	case f.ClientKind == dunning.Public:
		segment = 0
	case f.ClientKind == dunning.Consumer:
		segment = 1
	case g.outstanding >= 50_000_00:
		segment = 2
	case g.ratio > 400_000 && f.LateCount >= 3 || f.PromisesBroken >= 2:
		segment = 3
	}
	if f.Disputed && g.amount == 0 {
		out.blockers = append(out.blockers, policy.OnHold)
	}
	if f.PromiseOpen && (f.PromiseUntil == 0 || f.AsOf < f.PromiseUntil+1) {
		out.blockers = append(out.blockers, policy.OnHold)
	}
	if f.Insolvency {
		out.blockers = append(out.blockers, policy.OnHold)
	}
	g.climb(segment, out, func(rung int, previous date.Date) (date.Date, bool) {
		switch rung {
		case 0:
			return f.Due - 6, true
		case 1:
			return f.Due + 1, true
		case 2:
			return previous + 7, g.overdue >= 150_00
		case 3:
			return previous + 8, true
		case 4:
			return previous + 15, f.AsOf-f.Due >= 30
		case 6:
			return previous + 15, g.overdue < 1_500_00
		case 7:
			return previous + 15, g.overdue >= 1_500_00
		}
		return previous + 15, true
	})
}

// climb is the rest of the decision, with the expressions left out.
func (g *ground) climb(segment int, out *answer, look func(rung int, previous date.Date) (date.Date, bool)) {
	out.segment = segmentNames[segment]
	if g.Held {
		out.blockers = append(out.blockers, policy.Held)
	}
	chosen, waiting, held := -1, 0, len(out.blockers)
	previous, above := g.on, date.Date(0)
	if g.position < 6 {
		for _, rung := range ladders[segment] {
			if rung <= g.position {
				continue
			}
			from := previous
			if from == 0 {
				from = above
			}
			on, allowed := look(rung, from)
			on = france.Next(on)
			above = on
			mandatory, optional := rung == 1 || rung == 4, rung == 0
			if allowed && on <= g.AsOf {
				chosen, out.blockers = rung, out.blockers[:held]
				if mandatory {
					break
				}
				if !optional {
					previous = on
				}
				continue
			}
			if waiting++; chosen < 0 {
				if allowed {
					out.blockers = append(out.blockers, policy.NotReached)
				} else {
					out.blockers = append(out.blockers, policy.ConditionFalse)
				}
			}
			if mandatory || allowed && !optional {
				break
			}
		}
	}
	if chosen < 0 && waiting == 0 {
		out.blockers = append(out.blockers, policy.Finished)
	}
	if g.balance < 5_00 {
		out.blockers = append(out.blockers, policy.BelowItem)
	}
	if g.amount < 20_00 {
		out.blockers = append(out.blockers, policy.BelowAccount)
	}
	if chosen >= 0 || waiting > 0 {
		if g.contact != 0 && g.AsOf < g.contact+7 || g.on == g.AsOf {
			out.blockers = append(out.blockers, policy.ContactDelay)
		}
		if !france.IsBusinessDay(g.AsOf) {
			out.blockers = append(out.blockers, policy.ClosedDay)
		}
		if chosen >= 0 && g.EmailMissing && email[chosen] {
			out.blockers = append(out.blockers, policy.NoAddress)
		}
	}
	if chosen >= 0 && len(out.blockers) == 0 {
		out.step, out.amount = rungs[chosen], g.amount
	}
}

// ruleFacts is what the rules see, as expr is fastest with: a struct by value,
// amounts in cents.
type ruleFacts struct {
	ClientKind     string `expr:"client_kind"`
	Outstanding    int64  `expr:"outstanding"`
	Overdue        int64  `expr:"overdue"`
	LateRatio      int64  `expr:"late_ratio"`
	LateCount      int    `expr:"late_count"`
	PromisesBroken int    `expr:"promises_broken"`
	DaysOverdue    int    `expr:"days_overdue"`
	Due            int    `expr:"due"`
	Previous       int    `expr:"previous"`
	PromiseUntil   int    `expr:"promise_until"`
	PromiseOpen    bool   `expr:"promise_open"`
	Disputed       bool   `expr:"disputed"`
	Insolvency     bool   `expr:"insolvency"`
}

func (g *ground) rules() ruleFacts {
	f := g.Facts
	return ruleFacts{
		ClientKind: f.ClientKind.String(), Outstanding: g.outstanding, Overdue: g.overdue, LateRatio: g.ratio, LateCount: f.LateCount,
		PromisesBroken: f.PromisesBroken, DaysOverdue: int(f.AsOf - f.Due), Due: int(f.Due), PromiseUntil: int(f.PromiseUntil),
		PromiseOpen: f.PromiseOpen, Disputed: f.Disputed, Insolvency: f.Insolvency, Previous: int(g.on),
	}
}

// exprRules is the standard policy with one program for each condition and day.
//
// Plainly, a rule is run as expr's manual shows it: expr.Run(program, facts).
// Tuned, the machine is kept and the facts are boxed once for all rules.
type exprRules struct {
	tuned               bool
	vm                  vm.VM
	boxed               any
	segments, holds, at []*vm.Program
	when                []*vm.Program
	until               *vm.Program
}

func newExprRules(t testing.TB, tuned bool) *exprRules {
	t.Helper()
	compile := func(sources ...string) (list []*vm.Program) {
		for _, src := range sources {
			if src == "" {
				list = append(list, nil)
				continue
			}
			p, err := expr.Compile(src, expr.Env(ruleFacts{}), expr.DisableAllBuiltins())
			require.NoError(t, err)
			list = append(list, p)
		}
		return list
	}
	return &exprRules{
		tuned: tuned,
		segments: compile(`client_kind == "public"`, `client_kind == "consumer"`, `outstanding >= 5000000`,
			`late_ratio > 400000 and late_count >= 3 or promises_broken >= 2`),
		holds: compile("disputed", "promise_open", "insolvency"),
		until: compile("promise_until + 1")[0],
		at: compile("due - 6", "due + 1", "previous + 7", "previous + 8", "previous + 15",
			"previous + 15", "previous + 15", "previous + 15", "previous + 15", "previous + 15"),
		when: compile("", "", "overdue >= 15000", "", "days_overdue >= 30", "", "overdue < 150000", "overdue >= 150000", "", ""),
	}
}

func (e *exprRules) run(p *vm.Program, facts *ruleFacts) any {
	var out any
	var err error
	if e.tuned {
		out, err = e.vm.Run(p, e.boxed)
	} else {
		out, err = expr.Run(p, *facts)
	}
	if err != nil {
		return nil
	}
	return out
}

func (e *exprRules) isTrue(p *vm.Program, facts *ruleFacts) bool { return e.run(p, facts).(bool) }

func (e *exprRules) day(p *vm.Program, facts *ruleFacts) date.Date {
	return date.Date(e.run(p, facts).(int))
}

func (e *exprRules) decide(f *policy.Facts, out *answer) {
	var g ground
	g.read(f)
	*out = answer{blockers: out.blockers[:0]}
	if g.balance == 0 {
		out.blockers = append(out.blockers, policy.NothingOpen)
		return
	}
	facts := g.rules()
	e.boxed = facts
	segment := 0
	for segment < len(e.segments) && !e.isTrue(e.segments[segment], &facts) {
		segment++
	}
	for i, h := range e.holds {
		if !e.isTrue(h, &facts) || i == 0 && g.amount > 0 || i == 1 && f.PromiseUntil != 0 && f.AsOf >= e.day(e.until, &facts) {
			continue
		}
		out.blockers = append(out.blockers, policy.OnHold)
	}
	g.climb(segment, out, func(rung int, previous date.Date) (date.Date, bool) {
		if facts.Previous != int(previous) {
			facts.Previous = int(previous)
			e.boxed = facts
		}
		return e.day(e.at[rung], &facts), e.when[rung] == nil || e.isTrue(e.when[rung], &facts)
	})
}

// The rivals do the same work.
func TestRivalsAgree(t *testing.T) {
	rules, tuned := newExprRules(t, false), newExprRules(t, true)
	e := policy.Standard().Evaluator()
	for _, f := range portfolio(t, 256) {
		var d policy.Decision
		require.NoError(t, e.Decide(&f, &d))
		want := answer{segment: d.Segment, step: d.Step, amount: d.Amount.Shift(2).IntPart(), blockers: []policy.Code{}}
		for _, b := range d.Blockers {
			want.blockers = append(want.blockers, b.Code)
		}
		hand, plain := answer{blockers: []policy.Code{}}, answer{blockers: []policy.Code{}}
		byHand(&f, &hand)
		rules.decide(&f, &plain)
		assert.Equal(t, want, hand, "%v", d)
		assert.Equal(t, want, plain, "%v", d)
		tuned.decide(&f, &plain)
		assert.Equal(t, want, plain, "%v", d)
	}
}

// all evaluates every condition and every day, one by one.
func (e *exprRules) all(facts ruleFacts) (sum int64) {
	e.boxed = facts
	conditions := func(list []*vm.Program) {
		for _, p := range list {
			if p != nil && e.isTrue(p, &facts) {
				sum++
			}
		}
	}
	conditions(e.segments)
	conditions(e.holds)
	conditions(e.when)
	for _, p := range e.at {
		sum += int64(e.day(p, &facts))
	}
	return sum + int64(e.day(e.until, &facts))
}

// allByHand is the same in Go.
//
//go:noinline
func allByHand(f *ruleFacts) (sum int64) {
	for _, holds := range [...]bool{
		f.ClientKind == "public", f.ClientKind == "consumer", f.Outstanding >= 5_000_000,
		f.LateRatio > 400_000 && f.LateCount >= 3 || f.PromisesBroken >= 2,
		f.Disputed, f.PromiseOpen, f.Insolvency,
		f.Overdue >= 15_000, f.DaysOverdue >= 30, f.Overdue < 150_000, f.Overdue >= 150_000,
	} {
		if holds {
			sum++
		}
	}
	for _, on := range [...]int{
		f.Due - 6, f.Due + 1, f.Previous + 7, f.Previous + 8, f.Previous + 15,
		f.Previous + 15, f.Previous + 15, f.Previous + 15, f.Previous + 15, f.Previous + 15, f.PromiseUntil + 1,
	} {
		sum += int64(on)
	}
	return sum
}
