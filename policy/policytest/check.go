package policytest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// vocabulary is what a test may name of its policy.
type vocabulary struct {
	segments, steps, rules, codes []string
}

func vocabularyOf(outline policy.Trace) vocabulary {
	var v vocabulary
	for _, s := range outline.Segments {
		v.segments = append(v.segments, s.ID)
	}
	for _, h := range outline.Holds {
		v.rules = append(v.rules, h.ID)
	}
	for _, s := range outline.Steps {
		v.steps = append(v.steps, s.ID)
		v.rules = append(v.rules, s.ID)
	}
	for _, c := range policy.Codes() {
		v.codes = append(v.codes, string(c))
	}
	return v
}

// check reports every name of a test that its policy does not have.
func (v vocabulary) check(r *reader, t *scenario) {
	step := say.Both("d’étape", "step")
	rule := say.Both("de suspension ni d’étape", "hold or step")
	segment := say.Both("de segment", "segment")
	known := func(what say.Text, name, path string, names []string) {
		if name != "" && !slices.Contains(names, name) {
			r.wrong(codeName, path, say.Both("la politique n’a pas %s %s", "the policy has no %s %s", what, say.Name(name)), or(say.Suggest(name, names), say.Known(names)))
		}
	}
	blockers := func(list []string, path string) {
		for i, text := range list {
			at := fmt.Sprintf("%s[%d]", path, i)
			code, of, _ := strings.Cut(text, ":")
			if !slices.Contains(v.codes, code) {
				r.wrong(codeName, at, say.Both("%s n’est pas un motif de blocage", "%s is no code of a blocker", say.Name(code)), or(say.Suggest(code, v.codes), say.Known(v.codes)))
			}
			known(rule, of, at, v.rules)
		}
	}
	for _, e := range t.events {
		known(step, e.sent, e.path+".sent", v.steps)
	}
	for _, d := range t.days {
		for _, x := range d.files {
			at := x.path
			if _, isMapping := r.At[x.path+".step"]; isMapping {
				at += ".step"
			}
			if x.step != "none" { // reported when it was read
				known(step, x.step, at, v.steps)
			}
			blockers(x.none, x.path+".none")
			blockers(x.include, x.path+".blockers_include")
			if x.segment != nil {
				known(segment, *x.segment, x.path+".segment", v.segments)
			}
			if x.nextStep != nil {
				known(step, *x.nextStep, x.path+".next_step", v.steps)
			}
			for i, id := range x.passed {
				known(step, id, fmt.Sprintf("%s.passed[%d]", x.path, i), v.steps)
			}
			if x.invoice != "" && t.find(x.invoice) == nil {
				r.noInvoice(t, x.path+".invoice", x.invoice)
			}
		}
	}
}

// checkAccount reports what is wrong with the account, at its invoice where it
// is one.
func checkAccount(r *reader, t *scenario, path string, facts func(*dunning.Account, date.Date) error) {
	first, _ := t.span()
	var ps dunning.Problems
	if !errors.As(facts(&t.account, max(first, 1)), &ps) {
		return
	}
	for _, p := range ps {
		at, broken := path, false
		for i, inv := range t.account.Invoices {
			if p.Of == fmt.Sprintf("invoice %q", inv.ID) {
				at, broken = fmt.Sprintf("%s.invoices[%d]", path, i), r.broken[inv]
			}
		}
		if broken {
			continue
		}
		r.wrong(codeAccount, at, say.Text{law.French: "le compte n’est pas valide (" + p.Text(law.French) + ")", law.English: p.Error()}, say.Text{})
	}
}

func or[T comparable](a, b T) T {
	var zero T
	if a != zero {
		return a
	}
	return b
}
