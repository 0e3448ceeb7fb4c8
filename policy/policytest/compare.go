package policytest

import (
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/policy"
)

// differences say what a decision has otherwise than expected.
func (x *expectation) differences(d policy.Decision) []say.Text {
	var list []say.Text
	differs := func(what string, want, got any) {
		list = append(list, say.Both("%s : %v attendu, obtenu %v", "%s: %v expected, got %v", what, want, got))
	}
	switch {
	case x.step != d.Step:
		want := x.step
		if x.isNone {
			want = "none: " + strings.Join(append(slices.Clone(x.none), x.include...), ", ")
		}
		return []say.Text{say.Both("%s attendu, obtenu %s", "%s expected, got %s", want, shown(d))}
	case x.isNone && !x.fits(d):
		return []say.Text{say.Both("none: %s attendu, obtenu %s", "none: %s expected, got %s", strings.Join(append(slices.Clone(x.none), x.include...), ", "), shown(d))}
	}
	text := func(what string, want *string, got string) {
		if want != nil && *want != got {
			differs(what, *want, or(got, "none"))
		}
	}
	day := func(what string, want *date.Date, got date.Date) {
		if want != nil && *want != got {
			differs(what, *want, dayText(got))
		}
	}
	text("segment", x.segment, d.Segment)
	text("tone", x.tone, string(d.Tone))
	text("review", x.review, string(d.Review))
	text("route", x.route, d.Route)
	text("next_step", x.nextStep, d.NextStep)
	day("deadline", x.deadline, d.Deadline)
	day("next", x.next, d.Next)
	if x.amount != nil && !x.amount.Equal(d.Amount) {
		differs("amount", x.amount.StringFixed(2), d.Amount.StringFixed(2))
	}
	if x.final != nil && *x.final != d.Final {
		differs("final", *x.final, d.Final)
	}
	if x.channels != nil && !slices.Equal(x.channels, d.Channels) {
		differs("channel", x.channels, d.Channels)
	}
	if x.passed != nil && !slices.Equal(x.passed, d.Passed) {
		differs("passed", x.passed, d.Passed)
	}
	if x.left != nil {
		var got []string
		for _, l := range d.Left {
			got = append(got, named(string(l.Code), l.Invoice))
		}
		if !matches(x.left, got) || !matchedBy(got, x.left) {
			differs("left", x.left, got)
		}
	}
	return list
}

func dayText(d date.Date) say.Text {
	if d == 0 {
		return say.Both("aucun jour", "no day")
	}
	return say.Code(d.String())
}

// fits reports whether the blockers are those expected.
func (x *expectation) fits(d policy.Decision) bool {
	var got []string
	for _, b := range d.Blockers {
		got = append(got, named(string(b.Code), b.Rule))
	}
	if x.include != nil {
		return matches(x.include, got)
	}
	return matches(x.none, got) && matchedBy(got, x.none)
}

// matches reports whether each wanted code is there; one without a rule stands
// for every rule.
func matches(want, got []string) bool {
	for _, w := range want {
		if !slices.ContainsFunc(got, func(g string) bool { return covers(w, g) }) {
			return false
		}
	}
	return true
}

// matchedBy reports whether each code that is there was wanted.
func matchedBy(got, want []string) bool {
	for _, g := range got {
		if !slices.ContainsFunc(want, func(w string) bool { return covers(w, g) }) {
			return false
		}
	}
	return true
}

func covers(want, got string) bool { return want == got || strings.HasPrefix(got, want+":") }
