package policy

import (
	"fmt"
	"reflect"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/internal/region"
	"github.com/creance/creance/law"
)

// Result is what is known of a guarantee.
type Result string

const (
	Proved    Result = "proved"    // it holds for every file
	Refuted   Result = "refuted"   // the example contradicts it
	Undecided Result = "undecided" // neither was found within the bounds of the search
)

// A Verdict is the answer to one guarantee.
type Verdict[F any] struct {
	ID        string
	Label     string
	Statement string
	Result    Result
	Example   *Example[F] // of Refuted; nil otherwise
	Why       Doubt       // of Undecided
}

// An Example is a file that contradicts a guarantee: Decide gives the decision
// for the facts again. For Reaches it is the file on its first day late, and
// the decision where the ladder came to rest.
type Example[F any] struct {
	Facts    F
	Decision Decision
}

// Doubt is why a guarantee could not be decided.
type Doubt string

const (
	TooMuch   Doubt = "too_much"   // there are more cases than Verify looks at
	NotLinear Doubt = "not_linear" // ends of months, texts or the calendar: the cases found do not contradict it, and others were not excluded
	ManyDays  Doubt = "many_days"  // it depends on more clocks than the days late; no counter-example was found on the days looked at
)

// Verify proves or refutes each guarantee of the document, in its order.
//
// It cuts the facts into the regions that the constants of the policy delimit,
// in each of which the policy treats all files alike, and looks at every one: a
// proof holds for all files whatever their amounts, days and calendar. A
// counter-example has been decided again by [Policy.Decide]. The work is
// bounded; where it does not suffice the verdict is Undecided and says why.
//
// Files are those that the meaning of the facts allows: amounts are not
// negative, the overdue amount covers a late invoice, and no step has been sent
// for an invoice before the policy itself could decide it (on_carrying_paid:
// continue lifts this, since steps then count that another invoice received). A
// contact by hand may have taken place on any day. Files that somebody holds
// receive nothing and are left aside.
func (p *Policy[F]) Verify() []Verdict[F] {
	list, _ := p.verify(usual)
	return list
}

// verify tells the work as well.
func (p *Policy[F]) verify(work allowance) (list []Verdict[F], spent int) {
	if len(p.engine.guarantees) == 0 {
		return nil, 0
	}
	prover := p.engine.prover(work.each)
	left := work.all - (work.each - prover.space.Left())
	for _, g := range p.engine.guarantees {
		granted := max(0, min(work.each, left))
		prover.space.Grant(granted)
		var found finding
		if g.Reaches != "" {
			found = prover.reaches(reflect.TypeFor[F](), g)
		} else {
			found = prover.each(reflect.TypeFor[F](), g)
		}
		v := Verdict[F]{ID: g.ID, Label: or(g.Label, g.Statement()), Statement: g.Statement(), Result: found.result, Why: found.why}
		if found.result == Refuted {
			v.Example = &Example[F]{Facts: found.facts.Interface().(F), Decision: found.decision}
		}
		list = append(list, v)
		left -= granted - prover.space.Left()
	}
	return list, work.all - left
}

// A finding is a verdict without the type of the facts.
type finding struct {
	result   Result
	why      Doubt
	facts    reflect.Value
	decision Decision
}

// each looks at every step that is decided from every position.
func (p *prover) each(t reflect.Type, g guarantee) finding {
	open, seen, words := false, map[sameFiles][]region.Region{}, p.wordsIn(g)
	for k, seg := range p.segments {
		for index := -1; index < len(p.steps); index++ {
			for _, i := range seg.ladder {
				if i < index || i == index && p.steps[i].Repeat.Max == 0 || g.Apart > 0 && len(p.steps[i].Channels) == 0 {
					continue
				}
				q := question{
					segment: k, index: index, step: i, words: words, seen: seen,
					about: func(r region.Region) []region.Region { return p.against(r, g) },
				}
				for _, r := range p.decided(q) {
					if found, ok := p.replay(t, r, index, g); ok {
						return found
					}
					open = true
				}
				if p.space.Exhausted() {
					return finding{result: Undecided, why: TooMuch}
				}
			}
		}
	}
	if open {
		return finding{result: Undecided, why: NotLinear}
	}
	return finding{result: Proved}
}

// wordsIn are the words about a decided step that a guarantee names.
func (p *prover) wordsIn(g guarantee) (words []*lang.Symbol) {
	if g.node == nil {
		return nil
	}
	for _, w := range p.words.all {
		if mentions(g.node, w.Name) {
			words = append(words, w)
		}
	}
	return words
}

// against keeps the part of a region that contradicts a guarantee.
func (p *prover) against(r region.Region, g guarantee) []region.Region {
	if g.Apart > 0 {
		return []region.Region{r.Less(r.Fact(p.schema.symbols["days_since_last"]), region.Constant(int64(g.Apart)))}
	}
	return r.Split(g.node, g.Never != "")
}

// replay decides about files of a region and keeps the first one that really
// contradicts the guarantee.
func (p *prover) replay(t reflect.Type, r region.Region, index int, g guarantee) (finding, bool) {
	for attempt := range attempts {
		v, ok := p.example(t, r, index, attempt)
		if !ok || !p.space.Spend(40+2*len(p.steps)) {
			return finding{}, false
		}
		run, ok := p.decide(v)
		if !ok || run.d.None() || !p.contradicts(run, g) || index >= 0 && !p.calendar.IsBusinessDay(run.on) {
			continue // of the last, a day on which the policy would not have sent it
		}
		run.d.ID = run.d.Identify()
		return finding{result: Refuted, facts: v, decision: *run.d}, true
	}
	return finding{}, false
}

// decide is the decision on one file; false when its facts contradict each
// other.
func (p *prover) decide(v reflect.Value) (*run, bool) {
	r := newRun(p.engine)
	r.d = &Decision{}
	if r.open(v) != nil {
		return nil, false
	}
	r.decide()
	return r, true
}

// contradicts evaluates a guarantee on a decided step.
func (p *prover) contradicts(r *run, g guarantee) bool {
	if g.Apart > 0 {
		return len(r.d.Channels) > 0 && r.contact != 0 && int(r.AsOf-r.contact) < g.Apart
	}
	e := lang.Eval{Row: r.withWords()}
	return e.Bool(g.node) == (g.Never != "")
}

var resultTexts = map[Result][2]string{
	Proved:    {"prouvé", "proved"},
	Refuted:   {"réfuté", "refuted"},
	Undecided: {"indécis", "undecided"},
}

var doubtTexts = map[Doubt][2]string{
	TooMuch:   {"trop de cas à examiner", "too many cases to look at"},
	NotLinear: {"fins de mois, textes ou calendrier : aucun contre-exemple trouvé, sans pouvoir les exclure tous", "ends of months, texts or the calendar: no counter-example found, without excluding them all"},
	ManyDays:  {"dépend d’autres délais que le retard : aucun contre-exemple sur les jours examinés", "depends on more clocks than the days late: no counter-example on the days looked at"},
}

// Text is the doubt in words.
func (d Doubt) Text(lang law.Lang) string { return doubtTexts[d][lang&1] }

// Text is the verdict in one line, with the example or the doubt.
func (v Verdict[F]) Text(lang law.Lang) string {
	text := fmt.Sprintf("%s%s%s (%s)", v.ID, pick(lang, " : ", ": "), resultTexts[v.Result][lang&1], v.Label)
	switch {
	case v.Example != nil:
		d := v.Example.Decision
		text += fmt.Sprintf(pick(lang, ". Contre-exemple : le %s, segment %s. %s", ". Counter-example: on %s, segment %s. %s"), locale.Date(d.AsOf, lang), d.Segment, d.Text(lang))
	case v.Why != "":
		text += pick(lang, " : ", ": ") + v.Why.Text(lang)
	}
	return text
}
