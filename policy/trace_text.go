package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

var stateTexts = map[State][2]string{
	StateSent:     {"déjà envoyée", "sent before"},
	StatePassed:   {"dépassée", "passed over"},
	StateDue:      {"due", "due"},
	StateNotYet:   {"à venir", "to come"},
	StateNotTrue:  {"condition non remplie", "condition does not hold"},
	StateNotTried: {"non examinée", "not looked at"},
}

var outcomeTexts = map[Outcome][2]string{
	True: {"vrai", "true"}, False: {"faux", "false"}, NotEvaluated: {"non évalué", "not evaluated"},
}

// Text is the path in lines: the decision, then segments, holds and steps with
// each comparison and the value it saw. In French the steps of a trace that
// Explain gave stand under their labels.
func (t Trace) Text(lang law.Lang) string {
	var b strings.Builder
	d := t.Decision
	told, labels := d, map[string]string(nil)
	if lang == law.French && t.labels != nil {
		told, labels = t.labelled, t.labels
	}
	fmt.Fprintf(&b, "%s — %s\n", d.Client, locale.Date(d.AsOf, lang))
	fmt.Fprintf(&b, "%s\n", told.Text(lang))
	fmt.Fprintf(&b, pick(lang, "Politique %s, version %d, %.12s\n", "Policy %s, version %d, %.12s\n"), d.Policy, d.Version, d.Hash)
	section := func(title string, list []Tried, pausing bool, yes, no string) {
		if len(list) == 0 {
			return
		}
		fmt.Fprintf(&b, "%s\n", title)
		for _, x := range list {
			outcome := no
			switch blocks := slices.ContainsFunc(d.Blockers, func(k Blocker) bool { return k.Rule == x.ID }); {
			case x.Holds && (blocks || !pausing):
				outcome = yes
			case x.Holds:
				outcome = yes + pick(lang, ", sans bloquer le reste", ", the rest is not blocked")
			}
			fmt.Fprintf(&b, "  %s : %s\n", x.ID, outcome)
			writeAtoms(&b, x.Atoms, lang)
		}
	}
	section("Segments", t.Segments, false, pick(lang, "retenu", "taken"), pick(lang, "non", "no"))
	section(pick(lang, "Suspensions", "Holds"), t.Holds, true, pick(lang, "oui", "yes"), pick(lang, "non", "no"))
	if len(t.Steps) > 0 {
		b.WriteString(pick(lang, "Étapes\n", "Steps\n"))
	}
	for _, s := range t.Steps {
		fmt.Fprintf(&b, "  %s : %s", or(labels[s.ID], s.ID), stateTexts[s.State][lang&1])
		if s.Day != 0 {
			fmt.Fprintf(&b, ", %s = %s", dayText(s.At, lang), locale.Date(s.Day, lang))
		}
		b.WriteByte('\n')
		writeAtoms(&b, s.Atoms, lang)
	}
	if len(d.Left) > 0 {
		b.WriteString(pick(lang, "Non réclamé\n", "Not asked for\n"))
	}
	for _, l := range d.Left {
		fmt.Fprintf(&b, "  %s\n", l.Text(lang))
	}
	return b.String()
}

func writeAtoms(b *strings.Builder, atoms []Atom, lang law.Lang) {
	for _, a := range atoms {
		fmt.Fprintf(b, "    %s : %s", a.Text, outcomeTexts[a.Outcome][lang&1])
		if a.Fact != "" && a.Fact != a.Value && a.Outcome != NotEvaluated {
			fmt.Fprintf(b, " (%s = %s)", a.Fact, a.Value)
		}
		b.WriteByte('\n')
	}
}
