package policy

import (
	"fmt"
	"slices"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/say"
)

// ladders checks what segments and steps are together, and builds the ladder
// of each segment.
func (c *compiler) ladders() {
	c.defaultSegment()
	if len(c.steps) == 0 {
		c.report(codeNoLadder, "steps", 0, say.Both("la politique n’a pas d’étape", "the policy has no step"), say.Both("écrivez - { id: relance-1, at: due + 1, channel: email }", "write - { id: relance-1, at: due + 1, channel: email }"))
	}
	ids := c.segmentIDs()
	known := len(c.list)
	for i, s := range c.steps {
		c.checkStep(i, s, ids)
	}
	if len(c.list) > known {
		return // a ladder with a wrong name in it would only be blamed for that
	}
	for k := range c.segments {
		seg := &c.segments[k]
		for i, s := range c.steps {
			if len(s.Segments) == 0 || slices.Contains(s.Segments, seg.ID) {
				seg.ladder = append(seg.ladder, i)
			}
		}
		c.checkLadder(k, seg)
	}
}

// defaultSegment checks that the last segment, and no other, takes everybody.
func (c *compiler) defaultSegment() {
	last := len(c.doc.Segments) - 1
	if last < 0 {
		c.report(codeDefault, "segments", 0, say.Both("il n’y a pas de segment", "there is no segment"), say.Both("finissez la liste par un segment sans when : - { id: standard }", "end the list with one that has no when: - { id: standard }"))
		return
	}
	for i, s := range c.segments {
		path := fmt.Sprintf("segments[%d]", i)
		switch isDefault := s.When == ""; {
		case i == last && !isDefault:
			c.report(codeDefault, path, 0, say.Both("le dernier segment doit prendre tous les autres clients", "the last segment must take everybody else"), say.Both("ajoutez après lui un segment sans when : - { id: standard }", "add one without when after it: - { id: standard }"))
		case i < last && isDefault:
			c.report(codeUnreachable, fmt.Sprintf("segments[%d]", i+1), 0,
				say.Both("ce segment n’est jamais atteint : %s, au-dessus, prend tous les clients", "this segment is never reached: %s above it takes everybody", say.Name(s.ID)), say.Both("placez en dernier le segment sans when", "put the one without when last"))
			return
		}
		for j := range i {
			if a, b := c.segments[j].when.node, s.when.node; a != nil && b != nil && lang.Print(a) == lang.Print(b) {
				c.report(codeUnreachable, path, 0, say.Both("ce segment n’est jamais atteint : %s, au-dessus, a la même condition", "this segment is never reached: %s above it has the same condition", say.Name(c.segments[j].ID)), say.Both("supprimez-le, ou changez sa condition", "remove it, or change its condition"))
				break
			}
		}
	}
}

func (c *compiler) checkStep(i int, s step, ids []string) {
	path := fmt.Sprintf("steps[%d]", i)
	for k, id := range s.Segments {
		at := fmt.Sprintf("%s.segments[%d]", path, k)
		if !slices.Contains(ids, id) {
			c.report(codeReference, at, 0, say.Both("segment inconnu : %s", "unknown segment %s", say.Name(id)), nameHint(id, ids))
		} else if slices.Contains(s.Segments[:k], id) {
			c.report(codeDuplicate, at, 0, say.Both("%s y figure deux fois", "%s is there twice", say.Name(id)), say.Both("n’en gardez qu’un", "keep one"))
		}
	}
	c.checkChannels(path, s.Step)
	if s.Tone != "" {
		word(c, path+".tone", s.Tone, Courteous, Firm, Formal)
	}
	if s.Review != "" {
		word(c, path+".review", s.Review, Manual)
	}
	if s.Optional && s.Mandatory {
		c.report(codeBoth, path+".optional", 0, say.Both("une étape ne peut pas être à la fois facultative et obligatoire", "a step cannot be optional and mandatory"), say.Both("ne gardez que optional ou que mandatory", "keep optional or mandatory"))
	}
	if s.Deadline < 0 || s.Deadline > maxDelay {
		c.report(codeSetting, path+".deadline", 0, say.Both("un délai pour payer est un nombre de jours de 0 à %d", "a deadline is a number of days from 0 to %d", maxDelay), say.Both("écrivez deadline: 8", "write deadline: 8"))
	}
	if r := s.Repeat; r != (Repeat{}) && (r.Every < 1 || r.Every > maxDelay || r.Max < 2 || r.Max > maxTimes) {
		c.report(codeRepeat, path+".repeat", 0, say.Both("une répétition demande every (jours, au moins 1) et max (au moins 2, première fois comprise)", "a repetition needs every (days, 1 or more) and max (2 or more, the first time included)"), say.Both("écrivez repeat: { every: 15, max: 3 }", "write repeat: { every: 15, max: 3 }"))
	}
	if early, ok := beforeDue(s.at.node); ok && early < 0 && s.Tone != Courteous && s.Tone != "" {
		c.report(codeEarly, path+".tone", 0, say.Both("une étape avant l’échéance est une courtoisie : rien n’est encore en retard", "a step before the due date is a courtesy: nothing is late yet"), say.Both("écrivez tone: courteous", "write tone: courteous"))
	}
}

// nameHint offers one of the names; all of them when none is like it.
func nameHint(id string, ids []string) say.Text {
	if hint := say.Suggest(id, ids); hint != (say.Text{}) {
		return hint
	}
	return say.Known(ids)
}

// beforeDue is n of `due + n`.
func beforeDue(at lang.Node) (int64, bool) {
	sum, ok := at.(*lang.Arith)
	if !ok {
		return 0, false
	}
	fact, isFact := sum.X.(*lang.Fact)
	days, isNumber := sum.Y.(*lang.Number)
	if !isFact || !isNumber || fact.Symbol.Name != "due" {
		return 0, false
	}
	if sum.Op == "-" {
		return -days.Value, true
	}
	return days.Value, true
}

// checkLadder checks the steps of one segment as a sequence.
func (c *compiler) checkLadder(k int, seg *segment) {
	if len(c.steps) == 0 {
		return
	}
	if len(seg.ladder) == 0 {
		c.report(codeNoLadder, fmt.Sprintf("segments[%d]", k), 0, say.Both("aucune étape ne vise le segment %s", "no step is for segment %s", say.Name(seg.ID)), say.Both("nommez-le dans les segments d’une étape, ou ajoutez une étape pour tous", "name it in the segments of a step, or add a step for everybody"))
		return
	}
	final := -1
	var dueSeen *int64
	for n, i := range seg.ladder {
		s, path := c.steps[i], fmt.Sprintf("steps[%d]", i)
		if final >= 0 {
			c.report(codeFinal, path, 0, say.Both("cette étape ne vient jamais : %s, au-dessus, est finale pour le segment %s", "this step never follows: %s above it is final for segment %s", say.Name(c.steps[final].ID), say.Name(seg.ID)), say.Both("placez l’étape finale en dernier, ou donnez-leur des segments différents", "put the final step last, or limit both to different segments"))
			return
		}
		if s.Final && s.When == "" {
			final = i
		}
		if n == 0 && usesPrevious(s.at.node) {
			c.report(codePrevious, path+".at", 0, say.Both("rien ne précède la première étape du segment %s", "nothing precedes the first step of segment %s", say.Name(seg.ID)), say.Both("comptez depuis l’échéance : due + 1", "count from the due date: due + 1"))
		}
		if days, ok := beforeDue(s.at.node); ok {
			if dueSeen != nil && days < *dueSeen {
				c.report(codeBackwards, path+".at", 0, say.Both("cette étape tombe avant celle du dessus (due %+d)", "this step comes due before the one above it (due %+d)", *dueSeen), say.Both("rangez les étapes dans l’ordre de leurs jours", "order the steps by their days"))
			}
			dueSeen = &days
		}
	}
}

func usesPrevious(n lang.Node) bool {
	found := false
	if n != nil {
		lang.Walk(n, func(n lang.Node) {
			if f, ok := n.(*lang.Fact); ok && f.Symbol.Name == "previous" {
				found = true
			}
		})
	}
	return found
}
