package policy

import (
	"reflect"
	"slices"
	"strings"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy/internal/lang"
	"github.com/creance/creance/policy/internal/region"
)

const (
	maxRegions = 20_000 // that one guarantee is played through
	maxYears   = 10 * 366
)

// reaches plays the policy through for one file of each region, from its first
// day late, day after day, each step sent on the day it is decided and nothing
// else happening.
func (p *prover) reaches(t reflect.Type, g guarantee) finding {
	found := finding{result: Proved}
	if !p.anyDay(g) {
		found = finding{result: Undecided, why: ManyDays}
	}
	cuts, played := p.cuts(g), 0
	var visit func(r region.Region, n int) bool
	visit = func(r region.Region, n int) bool {
		switch {
		case r.Dead():
			return true
		case n < len(cuts):
			parts := slices.DeleteFunc(cuts[n](r), region.Region.Dead)
			for _, part := range parts {
				if len(parts) > 1 && part.IsEmpty() {
					continue // or it would be cut again and again
				}
				if !visit(part, n+1) {
					return false
				}
			}
			return true
		case r.IsEmpty():
			return true
		case played == maxRegions || p.space.Exhausted():
			found = finding{result: Undecided, why: TooMuch}
			return false
		}
		played++
		v, ok := p.example(t, r, -1, 0)
		if ok {
			var start *run
			start, ok = p.decide(v)
			ok = ok && (g.when == nil || (&lang.Eval{Row: start.withWords()}).Bool(g.when))
		}
		if !ok {
			found = finding{result: Undecided, why: NotLinear}
			return true
		}
		d, ok := p.play(v, g.goals)
		switch {
		case ok:
		case p.space.Exhausted():
			found = finding{result: Undecided, why: TooMuch}
		default:
			found = finding{result: Refuted, facts: v, decision: d}
		}
		return ok
	}
	for _, r := range p.openings() {
		if !visit(r, 0) {
			break
		}
	}
	return found
}

// play sends each step on the day it is decided until a goal is reached, or
// gives the decision on the day the file came to rest.
func (p *prover) play(v reflect.Value, goals []int) (Decision, bool) {
	file := reflect.New(v.Type()).Elem()
	file.Set(v)
	f := p.schema.factsIn(file)
	last := f.AsOf + maxYears
	resting, rests := Decision{}, false
	for f.AsOf <= last && p.space.Spend(15+len(p.steps)+len(p.segments)+len(p.holds)) {
		r, ok := p.decide(file)
		if !ok {
			return resting, false // the facts of a later day leave their bounds
		}
		if !rests {
			resting = *r.d
		}
		rests = r.d.None() && r.d.Next == 0 // since the day that is kept
		next := r.d.Next
		if !r.d.None() {
			i := p.stepIndex[r.d.Step]
			if slices.Contains(goals, i) {
				return *r.d, true
			}
			channel := dunning.NoChannel
			if len(r.d.Channels) > 0 {
				channel = r.d.Channels[0]
			}
			f.History = append(slices.Clip(f.History), dunning.Action{Date: f.AsOf, Step: r.d.Step, Channel: channel, Invoice: f.Invoice})
			next = 0
		} else if r.ended() {
			return resting, false
		}
		later := ahead{run: newRun(p.engine)}
		if later.start(r); !later.advance(max(next, f.AsOf+1)) {
			return resting, false
		}
		history := f.History
		*f = later.facts
		f.History = history
	}
	return resting, false
}

// ended reports that no step remains, or that something stands in the way that
// no day lifts.
func (r *run) ended() bool {
	return slices.ContainsFunc(r.d.Blockers, func(b Blocker) bool {
		switch b.Code {
		case Finished, NoStep, OtherCurrency, NothingOpen, BelowItem, BelowAccount:
			return true
		}
		return false
	})
}

// openings are the files on their first day late.
func (p *prover) openings() []region.Region {
	one := region.Constant(1)
	r := p.files(-1, true)[0]
	r = r.Equal(region.Of(p.late), one).Equal(region.Of(p.here), region.Constant(0)).
		AtMost(p.fact("balance").Add(region.Of(p.others)), p.fact("overdue")).
		AtMost(one, p.fact("overdue_count")).Equal(p.fact("oldest_days_late"), one).
		Define(region.Definitions{
			p.schema.symbols["days_since_last"]: region.Constant(never),
			p.schema.symbols["contacts_90d"]:    region.Constant(0),
		})
	return p.firstAmounts(r)
}

// A cut splits a region where files may be treated differently.
type cut func(region.Region) []region.Region

// cuts are the condition of the guarantee and then every comparison that does
// not move with the days.
func (p *prover) cuts(g guarantee) []cut {
	var list []cut
	if g.when != nil {
		list = append(list, func(r region.Region) []region.Region { return r.Split(g.when, true) })
	}
	seen := map[string]bool{}
	p.expressions(func(path string, n lang.Node) {
		if strings.HasPrefix(path, "guarantees") {
			return
		}
		for _, atom := range still(n) {
			if text := lang.Print(atom); !seen[text] {
				seen[text] = true
				list = append(list, func(r region.Region) []region.Region { return append(r.Split(atom, false), r.Split(atom, true)...) })
			}
		}
	})
	at := func(name string, least int64) {
		list = append(list, func(r region.Region) []region.Region {
			x := r.Fact(p.schema.symbols[name])
			return []region.Region{r.Less(x, region.Constant(least)), r.AtMost(region.Constant(least), x)}
		})
	}
	at("balance", p.minItem)
	at("email_missing", 1)
	at("promise_open", 1)
	at("amount", 1)
	at("amount", p.minAcct)
	at("collectable", p.minAcct)
	return list
}

// firstAmounts gives amount and collectable their meaning for a late file,
// nothing to ask for included.
func (p *prover) firstAmounts(r region.Region) []region.Region {
	one, zero := region.Constant(1), region.Constant(0)
	disputed, part := p.fact("disputed"), p.fact("disputed_amount")
	var out []region.Region
	for _, c := range []struct {
		in    region.Region
		aside region.Linear
	}{
		{r.Equal(disputed, zero).Equal(part, zero), zero},
		{r.Equal(disputed, one).AtMost(one, part), part},
		{r.Equal(disputed, one).Equal(part, zero), p.fact("balance")},
	} {
		rest := p.fact("overdue").Minus(region.Of(p.here)).Minus(region.Of(p.others)).Minus(c.aside)
		own := rest
		if p.doc.Carrying == EachInvoice {
			own = p.fact("balance").Minus(region.Of(p.here)).Minus(c.aside)
		}
		for _, a := range orZero(c.in, own) {
			for _, b := range orZero(a.in, rest) {
				out = append(out, b.in.Define(region.Definitions{
					p.schema.symbols["amount"]: a.day, p.schema.symbols["collectable"]: b.day,
				}))
			}
		}
	}
	return slices.DeleteFunc(out, region.Region.IsEmpty)
}

// orZero splits by whether a number is negative, when 0 stands for it.
func orZero(r region.Region, x region.Linear) []dated {
	zero := region.Constant(0)
	return []dated{{in: r.AtMost(zero, x), day: x}, {in: r.Less(x, zero), day: zero}}
}

// clocks are the facts that move while nothing happens. Those of false can be
// followed from the first day late; the others start anywhere.
var clocks = map[string]bool{
	"days_overdue": false, "oldest_days_late": false, "days_since_last": false, "last_step": false, "steps_sent": false, "contacts_90d": false,
	"as_of": true, "seniority": true, "limitation_days_left": true,
}

// clock reports whether an expression names a clock; hard, one that starts
// anywhere.
func clock(n lang.Node) (moves, hard bool) {
	if n == nil {
		return false, false
	}
	lang.Walk(n, func(n lang.Node) {
		if f, ok := n.(*lang.Fact); ok {
			if h, is := clocks[f.Symbol.Name]; is {
				moves, hard = true, hard || h
			}
		}
	})
	return moves, hard
}

// still are the comparisons inside an expression that do not move with the days.
func still(n lang.Node) []lang.Node {
	if n.Type().Kind != lang.Bool {
		return nil
	}
	switch n := n.(type) {
	case *lang.Compare, *lang.In, *lang.Fact:
		if moves, _ := clock(n); moves {
			return nil
		}
		return []lang.Node{n}
	}
	var out []lang.Node
	for _, c := range lang.Children(n) {
		out = append(out, still(c)...)
	}
	return out
}

// anyDay reports whether what happens to one file of a region happens to all of
// them, whatever the day of the week and of the month on which they fall due.
// Without a calendar and ends of months only the days late count, which are
// played. With them, delays vary by some days; then what has to come true must
// stay true.
func (p *prover) anyDay(g guarantee) bool {
	same := p.shift == 0 && !p.uses("promise_open")
	hard := false
	p.expressions(func(path string, n lang.Node) {
		_, h := clock(n)
		hard = hard || h
		lang.Walk(n, func(n lang.Node) {
			if _, ok := n.(*lang.MonthEnd); ok {
				same = false
			}
		})
	})
	if hard || same {
		return !hard
	}
	for _, s := range p.segments {
		if moves, _ := clock(s.when.node); moves {
			return false
		}
	}
	for _, h := range p.holds {
		if h.Scope != DisputedPart && (h.start.node != nil || !lasts(h.when.node, false)) {
			return false
		}
	}
	for i, s := range p.steps {
		goal := slices.Contains(g.goals, i)
		moves, _ := clock(s.when.node)
		promise := mentions(s.when.node, "promise_open")
		switch {
		case s.Final && !goal, moves && (s.Final || goal), promise:
			return false
		case moves && !lasts(s.when.node, true):
			return false
		}
	}
	return true
}

func mentions(n lang.Node, fact string) bool {
	found := false
	if n != nil {
		lang.Walk(n, func(n lang.Node) {
			if f, ok := n.(*lang.Fact); ok && f.Symbol.Name == fact {
				found = true
			}
		})
	}
	return found
}

// lasts reports whether the passing of days can turn a condition to want only,
// and never back.
func lasts(n lang.Node, want bool) bool {
	switch n := n.(type) {
	case *lang.Named:
		return lasts(n.Body, want)
	case *lang.Not:
		return lasts(n.X, !want)
	case *lang.Logic:
		return lasts(n.X, want) && lasts(n.Y, want)
	case *lang.Compare:
		if moves, _ := clock(n); !moves {
			return true
		}
		fact, isFact := n.X.(*lang.Fact)
		_, isNumber := n.Y.(*lang.Number)
		if !isFact || !isNumber || fact.Symbol.Name != "days_overdue" && fact.Symbol.Name != "oldest_days_late" {
			return false
		}
		op := n.Op
		if !want {
			op = opposites[op]
		}
		return op == ">=" || op == ">"
	}
	moves, _ := clock(n)
	return !moves
}

var opposites = map[lang.Op]lang.Op{"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
