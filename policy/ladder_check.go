package policy

import (
	"fmt"
	"slices"

	"github.com/creance/creance/policy/internal/lang"
)

// ladders checks what segments and steps are together, and builds the ladder
// of each segment.
func (c *compiler) ladders() {
	c.defaultSegment()
	if len(c.steps) == 0 {
		c.report(codeNoLadder, "steps", 0, "the policy has no step", "")
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
		c.report(codeDefault, "segments", 0, "there is no segment", "end the list with one that has no when: - { id: standard }")
		return
	}
	for i, s := range c.segments {
		path := fmt.Sprintf("segments[%d]", i)
		switch isDefault := s.When == ""; {
		case i == last && !isDefault:
			c.report(codeDefault, path, 0, "the last segment must take everybody else", "add one without when after it: - { id: standard }")
		case i < last && isDefault:
			c.report(codeUnreachable, fmt.Sprintf("segments[%d]", i+1), 0,
				fmt.Sprintf("this segment is never reached: %s above it takes everybody", quoted(s.ID)), "put the one without when last")
			return
		}
		for j := range i {
			if a, b := c.segments[j].when.node, s.when.node; a != nil && b != nil && lang.Print(a) == lang.Print(b) {
				c.report(codeUnreachable, path, 0, fmt.Sprintf("this segment is never reached: %s above it has the same condition", quoted(c.segments[j].ID)), "")
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
			c.report(codeReference, at, 0, "unknown segment "+quoted(id), suggest(id, ids))
		} else if slices.Contains(s.Segments[:k], id) {
			c.report(codeDuplicate, at, 0, quoted(id)+" is there twice", "")
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
		c.report(codeBoth, path+".optional", 0, "a step cannot be optional and mandatory", "keep one")
	}
	if s.Deadline < 0 || s.Deadline > maxDelay {
		c.report(codeSetting, path+".deadline", 0, "a deadline is a number of days from 0 to 3650", "")
	}
	if r := s.Repeat; r != (Repeat{}) && (r.Every < 1 || r.Every > maxDelay || r.Max < 2 || r.Max > maxTimes) {
		c.report(codeRepeat, path+".repeat", 0, "a repetition needs every (days, 1 or more) and max (2 or more, the first time included)", "repeat: { every: 15, max: 3 }")
	}
	if early, ok := beforeDue(s.at.node); ok && early < 0 && s.Tone != Courteous && s.Tone != "" {
		c.report(codeEarly, path+".tone", 0, "a step before the due date is a courtesy: nothing is late yet", "write tone: courteous")
	}
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
		c.report(codeNoLadder, fmt.Sprintf("segments[%d]", k), 0, "no step is for segment "+quoted(seg.ID), "name it in the segments of a step, or add a step for everybody")
		return
	}
	final := -1
	var dueSeen *int64
	for n, i := range seg.ladder {
		s, path := c.steps[i], fmt.Sprintf("steps[%d]", i)
		if final >= 0 {
			c.report(codeFinal, path, 0, fmt.Sprintf("this step never follows: %s above it is final for segment %s", quoted(c.steps[final].ID), quoted(seg.ID)), "put the final step last, or limit both to different segments")
			return
		}
		if s.Final && s.When == "" {
			final = i
		}
		if n == 0 && usesPrevious(s.at.node) {
			c.report(codePrevious, path+".at", 0, fmt.Sprintf("nothing precedes the first step of segment %s", quoted(seg.ID)), "count from due")
		}
		if days, ok := beforeDue(s.at.node); ok {
			if dueSeen != nil && days < *dueSeen {
				c.report(codeBackwards, path+".at", 0, fmt.Sprintf("this step comes due before the one above it (due %+d)", *dueSeen), "order the steps by their days")
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
