package policy

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// Labelled is a decision for people: steps stand under their labels instead of
// their ids wherever a text names them, and a reason that a hold of the policy
// already gives is not given twice (a promise that runs, under a hold on
// promise_open). Take its texts, and the data from the decision itself: the
// labels are no names for a program.
func (p *Policy[F]) Labelled(d Decision) Decision { return p.engine.labelled(d) }

func (e *engine) labelled(d Decision) Decision {
	d.NextStep, d.After.Step = e.labelOf(d.NextStep), e.labelOf(d.After.Step)
	d.Passed = slices.Clone(d.Passed)
	for i, id := range d.Passed {
		d.Passed[i] = e.labelOf(id)
	}
	d.Blockers = slices.DeleteFunc(slices.Clone(d.Blockers), func(b Blocker) bool { return e.saidByHold(b, d.Blockers) })
	for i := range d.Blockers {
		if b := &d.Blockers[i]; b.Code != OnHold {
			b.Rule = e.labelOf(b.Rule)
		}
	}
	return d
}

// labelOf is the label of a step, its id where it has none.
func (e *engine) labelOf(id string) string {
	if i, ok := e.stepIndex[id]; ok {
		return e.steps[i].texts.label
	}
	return id
}

// saidBy are the facts that say the same as a code.
var saidBy = map[Code][]string{InDispute: {"disputed", "disputed_amount"}, Promised: {"promise_open"}, Held: {"held"}}

// saidByHold reports whether a hold that blocks as well is about the same.
func (e *engine) saidByHold(b Blocker, all []Blocker) bool {
	return slices.ContainsFunc(e.holds, func(h hold) bool {
		about := slices.ContainsFunc(saidBy[b.Code], func(fact string) bool { return mentions(h.when.node, fact) })
		return about && slices.ContainsFunc(all, func(b Blocker) bool { return b.Code == OnHold && b.Rule == h.ID })
	})
}

// inWords is a day of a policy in French: "due + 1" is "échéance + 1 jour". What
// has no word, such as a fact of the program, stays as it is.
func inWords(at string) string {
	at = dateWritten.ReplaceAllStringFunc(at, func(s string) string {
		if day, err := dunning.ParseDate(s[len(`date("`) : len(s)-len(`")`)]); err == nil {
			return locale.Date(day, law.French)
		}
		return s
	})
	at = daysWritten.ReplaceAllStringFunc(at, func(s string) string {
		if n, err := strconv.Atoi(s[2:]); err == nil {
			return s[:2] + locale.Days(n, law.French)
		}
		return s
	})
	return nameWritten.ReplaceAllStringFunc(at, func(s string) string { return or(dayWords[s], s) })
}

var (
	dateWritten = regexp.MustCompile(`date\("[^"]*"\)`)
	daysWritten = regexp.MustCompile(`[+-] [0-9]+\b`)
	nameWritten = regexp.MustCompile(`[a-z_][a-z0-9_]*`)
	dayWords    = map[string]string{
		"due": "échéance", "previous": "dernier envoi", "issued": "émission", "as_of": "ce jour",
		"promise_until": "fin de la promesse", "end_of_month": "fin du mois de ",
	}
)

// dayText is a day of a policy as a reader expects it.
func dayText(at string, lang law.Lang) string {
	if lang == law.English {
		return at
	}
	return inWords(at)
}
