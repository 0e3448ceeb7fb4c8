package policy

import (
	"fmt"
	"slices"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/region"
)

// A question is about one step, decided for one segment from one position.
type question struct {
	segment, index, step int
	rough                bool                                // see [prover.files]
	about                func(region.Region) []region.Region // keeps the part of interest; nil: all
	words                []*lang.Symbol                      // about a step, that about looks at
	seen                 map[sameFiles][]region.Region       // the files that questions with this about are about; nil: none are kept
}

// sameFiles are those of all questions that start from one position about steps
// of which the same is said: most steps and segments differ in nothing that a
// guarantee looks at.
type sameFiles struct {
	index   int
	byEmail bool
	said    string
}

// decided are the regions of files for which the step is decided, with their
// facts. They hold every such file and perhaps more.
func (p *prover) decided(q question) []region.Region {
	var out []region.Region
	if !p.space.Spend(len(p.schema.fields)) {
		return nil
	}
	for _, r := range p.concerned(q) {
		for _, r := range p.climbs(r, q) {
			if !r.IsEmpty() {
				out = append(out, p.inSegment(r, q.segment)...)
			}
			if p.space.Exhausted() {
				return out
			}
		}
	}
	return slices.DeleteFunc(out, region.Region.IsEmpty)
}

// concerned are the files that a question is about, whether the step is decided
// for them or not.
func (p *prover) concerned(q question) (out []region.Region) {
	said := p.said(q.segment, q.step)
	same := sameFiles{index: q.index, byEmail: p.steps[q.step].needsEmail()}
	for _, w := range q.words {
		same.said += fmt.Sprint(said[w])
	}
	if seen, ok := q.seen[same]; ok {
		return seen
	}
	for _, r := range p.standing(q) {
		for _, r := range p.sendable(r.Define(said), q) {
			parts := []region.Region{r}
			if q.about != nil {
				parts = q.about(r)
			}
			out = append(out, slices.DeleteFunc(parts, region.Region.IsEmpty)...)
			if p.space.Exhausted() {
				return out
			}
		}
	}
	if q.seen != nil {
		q.seen[same] = out
	}
	return out
}

// maxKept bounds the regions that are kept for the next question.
const maxKept = 20_000

// standing are the files at a position, but for those that holds stop: the same
// for all segments, steps and guarantees.
func (p *prover) standing(q question) []region.Region {
	at := standing{q.index, q.rough}
	if kept, ok := p.kept[at]; ok {
		return kept
	}
	var out []region.Region
	for _, r := range p.files(q.index, q.rough) {
		if q.rough {
			out = append(out, r)
		} else {
			out = p.space.Bounded(append(out, p.unheld(r, q.index)...))
		}
	}
	out = slices.DeleteFunc(out, region.Region.IsEmpty)
	if !p.space.Exhausted() && p.inKept+len(out) <= maxKept {
		p.kept[at] = out
		p.inKept += len(out)
	}
	return out
}

// said is the meaning of the words about a step.
func (p *prover) said(segment, step int) region.Definitions {
	w := p.words
	if w == nil {
		return nil
	}
	s := p.steps[step]
	defs := region.Definitions{
		w.step:     region.Constant(int64(step)),
		w.segment:  region.Constant(int64(segment)),
		w.tone:     region.Constant(max(0, w.tone.Type.Index(string(s.Tone)))),
		w.route:    region.Constant(p.space.Text(s.Route)),
		w.deadline: region.Constant(int64(s.Deadline)),
		w.final:    region.Constant(truth(s.Final)),
		w.reviewed: region.Constant(truth(s.Review != "")),
	}
	for ch, word := range w.by {
		by := region.Constant(truth(slices.Contains(s.Channels, ch)))
		switch without := slices.Contains(s.texts.reachable, ch); {
		case without && by.Const == 0:
			by = p.fact("email_missing")
		case !without && by.Const == 1:
			by = by.Minus(p.fact("email_missing"))
		}
		defs[word] = by
	}
	return defs
}

// sendable keeps the files for which neither the amounts nor the day of the last
// contact block a step.
func (p *prover) sendable(r region.Region, q question) []region.Region {
	late := region.Of(p.late)
	r = r.AtMost(region.Constant(max(1, p.minItem)), p.fact("balance"))
	if q.index >= 0 {
		r = r.Less(region.Of(p.sent), late)
	}
	if since := r.Fact(p.schema.symbols["days_since_last"]); !q.rough {
		r = r.AtMost(region.Constant(int64(max(1, p.doc.Limits.MinContactDelay))), since)
	}
	if p.steps[q.step].needsEmail() {
		r = r.Equal(p.fact("email_missing"), region.Constant(0))
	}
	if q.rough || p.minAcct == 0 {
		return []region.Region{r}
	}
	least := region.Constant(p.minAcct)
	amount, collectable := r.Fact(p.schema.symbols["amount"]), r.Fact(p.schema.symbols["collectable"])
	return []region.Region{r.AtMost(least, amount), r.Less(amount, least).AtMost(least, collectable)}
}

func (p *prover) inSegment(r region.Region, segment int) []region.Region {
	parts := []region.Region{r}
	for i, s := range p.segments[:segment+1] {
		if s.when.node == nil {
			break
		}
		var next []region.Region
		for _, r := range parts {
			next = append(next, r.Split(s.when.node, i == segment)...)
		}
		parts = p.space.Bounded(next)
	}
	return parts
}

// unheld keeps the files that no hold stops.
func (p *prover) unheld(r region.Region, index int) []region.Region {
	parts := []region.Region{r}
	for _, h := range p.holds {
		if h.Scope == DisputedPart {
			continue // it lets pass what has an amount to ask for
		}
		var next []region.Region
		for _, r := range parts {
			next = append(next, r.Split(h.when.node, false)...)
			for _, r := range r.Split(h.when.node, true) {
				next = append(next, p.outside(r, h, index)...)
			}
		}
		parts = p.space.Bounded(slices.DeleteFunc(next, region.Region.IsEmpty))
	}
	return parts
}

// outside keeps the files that a hold stops only before or after today.
func (p *prover) outside(r region.Region, h hold, index int) []region.Region {
	var out []region.Region
	previous := p.lastSent(index)
	if h.start.node != nil {
		for _, d := range p.days(r, h.start.node, previous) {
			if d.none {
				out = append(out, d.in)
			} else {
				out = append(out, d.in.Less(p.asOf(), d.day))
			}
		}
	}
	if h.end.node != nil {
		for _, d := range p.days(r, h.end.node, previous) {
			if !d.none {
				out = append(out, d.in.AtMost(d.day, p.asOf()))
			}
		}
	}
	return out
}
