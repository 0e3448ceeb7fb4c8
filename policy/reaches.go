package policy

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/region"
)

// maxClasses is how many classes of files one guarantee is looked at in.
const maxClasses = 20_000

// A class is files of which the same is known: what has been asked about them,
// as it is on the first day late. They lie in its parts, which do not overlap.
type class struct {
	parts []region.Region
	known map[string]bool
}

// An ask is something that a class must know before more can be said of it.
type ask struct {
	name  string
	split func(r region.Region, want bool) []region.Region
}

// whether asks for the value of a condition.
func whether(n lang.Node) *ask {
	return &ask{lang.Print(n), func(r region.Region, want bool) []region.Region { return r.Split(n, want) }}
}

// enough asks whether one of the numbers is at least n.
func enough(name string, n int64, facts ...*lang.Symbol) *ask {
	least := region.Constant(n)
	return &ask{name, func(r region.Region, want bool) []region.Region {
		rest, out := r, []region.Region{}
		for _, f := range facts {
			out = append(out, rest.AtMost(least, r.Fact(f)))
			rest = rest.Less(r.Fact(f), least)
		}
		if !want {
			out = []region.Region{rest}
		}
		return slices.DeleteFunc(out, region.Region.Dead)
	}}
}

// knowing is the class of those whose answer is want, without the parts that
// hold nobody.
func (c class) knowing(s *region.Space, a *ask, want bool) class {
	out := class{known: maps.Clone(c.known)}
	out.known[a.name] = want
	for _, r := range c.parts {
		for _, part := range a.split(r, want) {
			if !part.IsEmpty() {
				out.parts = append(out.parts, part)
			}
		}
	}
	out.parts = s.Bounded(out.parts)
	return out
}

// A search looks for a file of a guarantee that comes to rest before a goal.
type search struct {
	*prover
	guarantee
	facts   reflect.Type
	classes int
	exact   bool // see [prover.playable]
	found   finding
}

// reaches proves that a goal is reached from the first day late if nothing
// happens, by [prover.arrives], or plays files of the classes for which it
// cannot.
func (p *prover) reaches(t reflect.Type, g guarantee) finding {
	s := &search{prover: p, guarantee: g, facts: t, exact: p.playable(), found: finding{result: Proved}}
	all := class{known: map[string]bool{}}
	for _, r := range p.openings() {
		parts := []region.Region{r}
		if g.when != nil {
			parts = r.Split(g.when, true)
		}
		all.parts = append(all.parts, slices.DeleteFunc(parts, region.Region.IsEmpty)...)
	}
	s.visit(all)
	return s.found
}

// visit is false once the search is over.
func (s *search) visit(c class) bool {
	s.classes++
	switch {
	case s.space.Exhausted() || s.classes > maxClasses:
		return s.doubt(TooMuch)
	case len(c.parts) == 0:
		return true
	}
	proved, asked := s.arrives(c, s.goals)
	if proved {
		return true
	}
	if asked == nil {
		if asked = s.unasked(c); asked == nil {
			return s.play(c)
		}
	}
	// First what is not the case, for the simpler example.
	return s.visit(c.knowing(s.space, asked, false)) && s.visit(c.knowing(s.space, asked, true))
}

// unasked is something that makes a difference, does not move with the days, and
// of which a class knows nothing yet.
func (s *search) unasked(c class) *ask {
	list := s.amountsAsked()
	if slices.ContainsFunc(s.steps, step.needsEmail) {
		list = append(list, s.withoutEmail())
	}
	s.deciding(func(n lang.Node) {
		for _, atom := range still(n) {
			list = append(list, whether(atom))
		}
	})
	for _, a := range list {
		if _, known := c.known[a.name]; !known {
			return a
		}
	}
	return nil
}

// play plays two files of each part of a class.
func (s *search) play(c class) bool {
	for _, r := range c.parts {
		for attempt := range 2 {
			v, ok := s.example(s.facts, r, -1, attempt)
			switch {
			case s.space.Exhausted():
				return s.doubt(TooMuch)
			case !ok || !s.belongs(v, c):
				s.doubt(NotLinear)
				continue
			}
			d, ok := s.prover.play(v, s.goals)
			switch {
			case s.space.Exhausted():
				return s.doubt(TooMuch)
			case !ok:
				s.found = finding{result: Refuted, facts: v, decision: d}
				return false
			case !s.exact:
				s.doubt(ManyDays)
			}
		}
	}
	return true
}

// doubt records why the guarantee is not proved; it ends a search that has spent
// its work.
func (s *search) doubt(why Doubt) bool {
	s.found = finding{result: Undecided, why: why}
	return why != TooMuch
}

// belongs reports whether a file really has what the guarantee and the class
// say of it.
func (s *search) belongs(v reflect.Value, c class) bool {
	start, ok := s.decide(v)
	if !ok {
		return false
	}
	e := lang.Eval{Row: start.withWords()}
	if s.when != nil && !e.Bool(s.when) {
		return false
	}
	s.deciding(func(n lang.Node) {
		for _, atom := range still(n) {
			if want, known := c.known[lang.Print(atom)]; known && ok {
				ok = e.Bool(atom) == want
			}
		}
	})
	return ok
}

// deciding visits the expressions that decide, all but the guarantees.
func (p *prover) deciding(visit func(lang.Node)) {
	p.expressions(func(path string, n lang.Node) {
		if !strings.HasPrefix(path, "guarantees") {
			visit(n)
		}
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

// playable reports whether one file of a class that knows every comparison which
// does not move plays like all of them: without a calendar, with days that count
// from the due date and conditions that compare only what is known on the first
// day late, the day on which a file falls due makes no difference.
func (p *prover) playable() bool {
	same := p.shift == 0
	p.deciding(func(n lang.Node) {
		day := n.Type().Kind == lang.Date
		lang.Walk(n, func(n lang.Node) {
			switch n := n.(type) {
			case *lang.MonthEnd, *lang.Call:
				same = false
			case *lang.Fact:
				same = same && clocks[n.Symbol.Name] != anywhere && (!day || n.Symbol.Name == "due" || n.Symbol == p.schema.previous)
			case *lang.Number:
				same = same && !(day && n.Of.Kind == lang.Date)
			case *lang.Compare:
				same = same && (!moves(n) || !slices.ContainsFunc(factsOf(n), func(f string) bool { return clocks[f] == stays }))
			}
		})
	})
	return same
}
