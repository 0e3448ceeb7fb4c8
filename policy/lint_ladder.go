package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/region"
	"github.com/creance/creance/internal/say"
)

// ladder looks at the steps of each segment as a sequence.
func (l *linter) ladder() {
	for i, s := range l.steps {
		path := fmt.Sprintf("steps[%d]", i)
		if d := s.Repeat.Every * (s.Repeat.Max - 1); d > maxRepeatLength {
			l.warn(codeLongRepeat, path+".repeat", say.Both("la répétition dure %d jours", "the repetition goes on for %d days", d), say.Both("un client muet depuis un an demande une autre étape", "a client who has not answered in a year needs another step"))
		}
		if l.backInTime(i) {
			l.warn(codeBackInTime, path+".at", say.Both("%s tombe avant le jour dont il part", "%s is before the day it counts from", quotedText(lang.Print(s.at.node))), say.Both("comptez en avant : previous + 7", "count forward: previous + 7"))
		}
		if l.space.Exhausted() {
			continue
		}
		l.reached(i, path)
		if s.Mandatory && s.when.node != nil {
			l.waits(i, path)
		}
		if s.needsEmail() {
			l.unreached(i, path)
		}
	}
	for k, seg := range l.segments {
		if l.space.Exhausted() {
			return
		}
		l.ends(k, seg)
	}
}

// backInTime reports that a step comes due before the step above it, as far as
// the days of the ladder tell.
func (l *linter) backInTime(i int) bool {
	sum, ok := l.steps[i].at.node.(*lang.Arith)
	if !ok || !usesPrevious(sum) {
		return false
	}
	days, ok := sum.Y.(*lang.Number)
	return ok && (sum.Op == "-") == (days.Value > 0) && days.Value != 0
}

// reached reports a step that is never decided, for anybody or for one of the
// segments it names.
func (l *linter) reached(i int, path string) {
	s := l.steps[i]
	anywhere := false
	var missing []string
	for k, seg := range l.segments {
		if !slices.Contains(seg.ladder, i) {
			continue
		}
		if l.comes(k, i, nil) {
			anywhere = true
		} else {
			missing = append(missing, seg.ID)
		}
	}
	switch {
	case l.space.Exhausted():
	case !anywhere:
		l.warn(codeNeverSent, path, say.Both("l’étape %s n’est jamais envoyée", "step %s is never sent", say.Name(s.ID)),
			say.Both("sa condition ou son jour contredit les segments, les suspensions ou les étapes du dessus", "its condition or its day contradicts the segments, the holds or the steps above it"))
	case len(s.Segments) > 0:
		for k, id := range s.Segments {
			if slices.Contains(missing, id) {
				l.warn(codeNeverSent, fmt.Sprintf("%s.segments[%d]", path, k), say.Both("l’étape %s n’est jamais envoyée au segment %s", "step %s is never sent to segment %s", say.Name(s.ID), say.Name(id)), say.Both("retirez ce segment", "leave the segment out"))
			}
		}
	}
}

// comes reports whether a step may be decided for a segment from some position.
func (l *linter) comes(segment, step int, about func(region.Region) []region.Region) bool {
	for index := -1; index <= step; index++ {
		if index == step && l.steps[step].Repeat.Max == 0 {
			continue
		}
		if len(l.decided(question{segment: segment, index: index, step: step, about: about})) > 0 {
			return true
		}
	}
	return false
}

// later keeps the files that have been late for ten years: what does not hold
// then never will.
func (l *linter) later(segment int) []region.Region {
	r := l.anything()
	years := region.Constant(maxYears)
	r = r.AtMost(years, region.Of(l.late)).AtMost(region.Of(l.late), l.fact("oldest_days_late")).
		AtMost(l.fact("balance"), l.fact("overdue")).AtMost(region.Constant(1), l.fact("overdue_count")).
		AtMost(years, r.Fact(l.schema.symbols["days_since_last"])).AtMost(years, l.fact("seniority"))
	return l.inSegment(r, segment)
}

// waits reports a mandatory step at which files may wait for ever, and one that
// a final step above it may skip.
func (l *linter) waits(i int, path string) {
	s := l.steps[i]
	for k, seg := range l.segments {
		if !slices.Contains(seg.ladder, i) {
			continue
		}
		stuck := l.splits(l.later(k), s.when.node, false)
		if found, sure := l.some(stuck); sure && found {
			l.warn(codeWaits, path+".when", say.Both("un dossier pour lequel %s est fausse attend sans fin l’étape %s", "a file for which %s does not hold waits for %s for ever", quotedText(lang.Print(s.when.node)), say.Name(s.ID)),
				say.Both("sans mandatory, l’étape serait passée", "without mandatory the step is passed over"))
			return
		}
	}
}

// unreached reports a step that goes by e-mail alone and at which a client
// without an address waits for ever, with nobody told to find one.
func (l *linter) unreached(i int, path string) {
	s := l.steps[i]
	stays := s.Mandatory || !s.Optional && (l.doc.CatchUp == OneStep || l.doc.CatchUp == Replay)
	for k, seg := range l.segments {
		n := slices.Index(seg.ladder, i)
		if n < 0 || !stays && n < len(seg.ladder)-1 {
			continue // a later step comes instead
		}
		var without []region.Region
		for _, r := range l.later(k) {
			without = append(without, r.Equal(l.fact("email_missing"), region.Constant(1)))
		}
		if s.when.node != nil {
			without = l.splits(without, s.when.node, true)
		}
		var stuck []region.Region
		for _, r := range without {
			stuck = append(stuck, l.unheld(r, -1)...)
		}
		if found, sure := l.some(stuck); sure && found {
			l.warn(codeUnreached, path+".channel", say.Both("un client sans adresse e-mail attend sans fin à %s", "a client without an e-mail address waits at %s for ever", say.Name(s.ID)),
				say.Both("ajoutez without_email: letter, ou une suspension sur email_missing avec un owner", "add without_email: letter, or a hold on email_missing with an owner"))
			return
		}
	}
}

// ends reports a ladder that ends without a final step, and mandatory steps
// after a final one.
func (l *linter) ends(k int, seg segment) {
	left := l.later(k)
	var finals []int
	for _, i := range seg.ladder {
		s := l.steps[i]
		for _, f := range finals {
			if !s.Mandatory {
				continue
			}
			both := l.splits(l.later(k), l.steps[f].when.node, true)
			if s.when.node != nil {
				both = l.splits(both, s.when.node, true)
			}
			if found, sure := l.some(both); sure && found {
				l.warn(codeSkipped, fmt.Sprintf("steps[%d]", i), say.Both("l’étape obligatoire %s n’est jamais envoyée aux dossiers pour lesquels %s était finale", "mandatory step %s is never sent to files for which %s was final", say.Name(s.ID), say.Name(l.steps[f].ID)),
					say.Both("placez-la au-dessus de l’étape finale", "put it above the final step"))
			}
		}
		switch {
		case !s.Final:
		case s.when.node == nil:
			left = nil
		default:
			finals = append(finals, i)
			left = l.splits(left, s.when.node, false)
		}
	}
	path := fmt.Sprintf("segments[%d]", k)
	if found, sure := l.some(left); sure && found && len(seg.ladder) > 0 {
		last := l.steps[seg.ladder[len(seg.ladder)-1]]
		l.warn(codeNoEnd, path, say.Both("le parcours du segment %s peut finir sans étape finale : après %s, plus rien ne se passe", "the ladder of segment %s may end without a final step: after %s nothing more happens", say.Name(seg.ID), say.Name(last.ID)),
			say.Both("dites ce qui vient en dernier, une procédure ou une personne qui regarde le dossier, avec final: true", "say what comes last: a route, or a person who looks at the file, with final: true"))
	}
}

// law looks at what the law or good manners ask of a ladder.
func (l *linter) law() {
	l.notices()
	for i, s := range l.steps {
		path := fmt.Sprintf("steps[%d]", i)
		if len(s.Channels) > 0 && s.Tone != Courteous && l.forSome(i, l.nothingLate) {
			l.warn(codeUnkind, path, say.Both("l’étape %s peut partir avant tout retard, et son ton n’est pas courtois", "step %s may go out before anything is late, and its tone is not courteous", say.Name(s.ID)),
				say.Both("écrivez tone: courteous, ou comptez son jour depuis due + 1", "write tone: courteous, or count its day from due + 1"))
		}
		if s.when.node != nil && mentions(s.when.node, "penalties") && l.forSome(i, func(r region.Region) []region.Region {
			consumer := l.schema.symbols["client_kind"].Type.Index("consumer")
			return []region.Region{r.Equal(l.fact("client_kind"), region.Constant(consumer)).AtMost(region.Constant(1), l.fact("penalties"))}
		}) {
			l.warn(codePenalties, path+".when", say.Both("l’étape %s regarde les pénalités et peut viser un consommateur", "step %s looks at penalties and may go to a consumer", say.Name(s.ID)),
				say.Both("les pénalités de retard et l’indemnité de 40 € sont dues entre professionnels (C. com., art. L. 441-10) : ajoutez client_kind != \"consumer\"",
					"late-payment penalties and the 40 EUR indemnity are owed between professionals (C. com. L441-10): add client_kind != \"consumer\""))
		}
	}
}

// nothingLate keeps the files of which nothing is late. With on_carrying_paid:
// continue, steps already sent mean that something has been late ever since.
func (l *linter) nothingLate(r region.Region) []region.Region {
	zero := region.Constant(0)
	r = r.AtMost(region.Of(l.late), zero).AtMost(l.fact("overdue"), zero)
	if l.doc.OnCarryingPaid == Continue {
		r = r.Equal(r.Fact(l.schema.symbols["last_step"]), zero)
	}
	return []region.Region{r}
}

// forSome reports whether a step may be decided for some files of a kind.
func (l *linter) forSome(step int, about func(region.Region) []region.Region) bool {
	for k, seg := range l.segments {
		if slices.Contains(seg.ladder, step) && l.comes(k, step, about) {
			return !l.space.Exhausted()
		}
	}
	return false
}

// isNotice reports whether a step is a formal notice (mise en demeure).
func (s step) isNotice() bool {
	return s.Tone == Formal || slices.Contains(s.Channels, dunning.RegisteredLetter)
}

// litigation are the words by which the route of a step is known to lead to a
// court, a lawyer or a commissaire de justice: a route is a text that the author
// chooses.
var litigation = []string{
	"action", "assignation", "avocat", "commissaire", "contentieux", "court", "huissier",
	"injonction", "juge", "lawsuit", "lawyer", "procedure", "refere", "tribunal",
}

func (s step) isLitigation() bool {
	return slices.Contains(s.Channels, dunning.Bailiff) && s.Tone != Formal ||
		slices.ContainsFunc(litigation, func(word string) bool { return strings.Contains(s.Route, word) })
}

// notices reports litigation that a file may reach without a formal notice.
func (l *linter) notices() {
	unwarned := map[int]bool{-1: true} // positions that a file reaches without one
	for i, s := range l.steps {
		for index := -1; index < i && !unwarned[i]; index++ {
			if !unwarned[index] || l.space.Exhausted() {
				continue
			}
			for k, seg := range l.segments {
				if slices.Contains(seg.ladder, i) && len(l.decided(question{segment: k, index: index, step: i})) > 0 && !l.space.Exhausted() {
					unwarned[i] = true
					break
				}
			}
		}
		if unwarned[i] && s.isLitigation() {
			l.warn(codeNotice, fmt.Sprintf("steps[%d]", i), say.Both("l’étape %s peut venir sans mise en demeure avant elle", "step %s may come without a formal notice before it", say.Name(s.ID)),
				say.Both("placez au-dessus une étape avec channel: registered_letter et mandatory: true (C. civ., art. 1344)", "put a step with channel: registered_letter and mandatory: true above it (C. civ. 1344)"))
		}
		if s.isNotice() {
			unwarned[i] = false
		}
	}
}
