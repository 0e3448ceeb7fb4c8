package policy

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/region"
	"github.com/creance/creance/internal/say"
)

// Codes of what is allowed and probably not meant.
const (
	codeNeverTrue  = "P401"
	codeAlwaysTrue = "P402"
	codeRedundant  = "P403"
	codeShadowed   = "P404"
	codeSameHold   = "P405"
	codeNeverSent  = "P406"
	codeWaits      = "P407"
	codeSkipped    = "P408"
	codeNoEnd      = "P409"
	codeLongRepeat = "P410"
	codeUnkind     = "P411"
	codeCurrency   = "P412"
	codeNotice     = "P413"
	codePenalties  = "P414"
	codeBackInTime = "P415"
	codeUnreached  = "P416"
	codeCannotTell = "P420"
)

// maxRepeatLength is how many days a repeated step may go on.
const maxRepeatLength = 365

// Lint is what the policy is allowed to say and probably does not mean, in the
// order of the file: conditions that never or always hold, segments, holds and
// steps that no file meets, ladders that wait or end without a final step,
// litigation without a formal notice, and the like. ERRORS.md shows each.
//
// Everything is a Warning, found by reasoning on all files as [Policy.Verify]
// does; where that cannot tell, a Note says so. A policy without warnings gives
// nil.
func (p *Policy[F]) Lint() Diagnostics {
	list, _ := p.lint(usual.each)
	return list
}

// lint tells the work as well.
func (p *Policy[F]) lint(work int) (list Diagnostics, spent int) {
	l := &linter{
		prover:   p.engine.prover(work),
		problems: problems{name: p.engine.doc.name, text: p.engine.doc.text},
		facts:    reflect.TypeFor[F](),
	}
	l.space.Grant(work)
	l.conditions()
	l.groups()
	l.ladder()
	l.law()
	if l.space.Exhausted() {
		l.note("steps", say.Both("il y a plus de cas que l’on ne peut en examiner : certains contrôles n’ont pas été faits", "there are more cases than could be looked at: some checks were not made"))
	}
	if err := l.err(); err != nil {
		list = err.(Diagnostics)
	}
	return list, work - l.space.Left()
}

// A linter looks at one policy.
type linter struct {
	*prover
	problems
	facts reflect.Type
}

func (l *linter) warn(code, path string, message, suggestion say.Text) {
	l.say(Warning, code, path, message, suggestion)
}

func (l *linter) note(path string, message say.Text) {
	l.say(Note, codeCannotTell, path, message, say.Text{})
}

func (l *linter) say(severity Severity, code, path string, message, suggestion say.Text) {
	known := len(l.list)
	if l.report(code, path, 0, message, suggestion); len(l.list) > known {
		l.list[known].Severity = severity
	}
}

// anything is the region of all files, wherever they stand on the ladder.
func (l *linter) anything() region.Region {
	r := l.files(-1, true)[0]
	held := l.schema.symbols["held"]
	defs := region.Definitions{held: region.Of(l.prover.facts[held])}
	for name, bounds := range map[string][2]int64{
		"last_step": {0, int64(len(l.steps))}, "steps_sent": {0, lang.MaxInt}, "contacts_90d": {0, lang.MaxInt}, "days_since_last": {0, never},
	} {
		var v region.Var
		r, v = r.Fresh(bounds[0], bounds[1])
		defs[l.schema.symbols[name]] = region.Of(v)
	}
	return r.Define(defs)
}

// some reports whether a part holds files; sure is false when it cannot tell.
func (l *linter) some(parts []region.Region) (found, sure bool) {
	return l.someLike(parts, nil)
}

// someLike is some where a file of an approximate part counts when it really is
// like what was looked for.
func (l *linter) someLike(parts []region.Region, like func(*lang.Eval) bool) (found, sure bool) {
	sure = true
	for _, r := range parts {
		switch _, answer := r.Solve(l.wishes(0)); {
		case answer == region.Empty:
		case answer == region.Found && (!r.Approximate() || like != nil && l.confirmed(r, like)):
			return true, true
		default:
			sure = false
		}
	}
	return !sure, sure
}

// confirmed tries files of a region on several days.
func (l *linter) confirmed(r region.Region, like func(*lang.Eval) bool) bool {
	for attempt := range attempts {
		v, ok := l.example(l.facts, r, -1, attempt)
		if !ok {
			return false
		}
		if r := newRun(l.engine); r.open(v) == nil && like(&lang.Eval{Row: r.row}) {
			return true
		}
	}
	return false
}

// none reports that the parts certainly hold no files like that, and notes at
// the path when it cannot tell.
func (l *linter) none(parts []region.Region, path string, whether say.Text, like func(*lang.Eval) bool) bool {
	found, sure := l.someLike(parts, like)
	if !sure && !l.space.Exhausted() {
		l.note(path, say.Both("on ne peut pas dire si %s", "cannot tell whether %s", whether))
	}
	return !found
}

// conditions looks at every condition alone.
func (l *linter) conditions() {
	r := l.anything()
	l.expressions(func(path string, n lang.Node) {
		if n.Type().Kind == lang.Bool && !usesWords(n, l.words) && !l.space.Exhausted() {
			l.condition(path, n, []region.Region{r})
		}
	})
}

func usesWords(n lang.Node, w *saying) bool {
	found := false
	lang.Walk(n, func(n lang.Node) {
		f, ok := n.(*lang.Fact)
		found = found || ok && w != nil && slices.Contains(w.all, f.Symbol)
	})
	return found
}

// condition reports that a condition is the same for all files of the parts, or
// that something in it is.
func (l *linter) condition(path string, n lang.Node, in []region.Region) {
	if named, ok := n.(*lang.Named); ok {
		l.condition("let."+named.Name, named.Body, []region.Region{l.anything()})
		return
	}
	shown := quotedText(lang.Print(n))
	always, never := codeAlwaysTrue, codeNeverTrue
	hint := percentHint(n)
	if mentions(n, "currency") {
		always, never = codeCurrency, codeCurrency
		hint = say.Both("la politique est en %s : les dossiers dans une autre devise sont laissés avant toute condition", "the policy is in %s: files in another currency are left alone before any condition is read", l.doc.Currency)
	}
	switch {
	case l.none(l.splits(in, n, true), path, say.Both("%s est vraie un jour", "%s ever holds", shown), func(e *lang.Eval) bool { return e.Bool(n) }):
		l.warn(never, path, say.Both("%s n’est jamais vraie", "%s never holds", shown), hint)
		return
	case l.none(l.splits(in, n, false), path, say.Both("%s est fausse un jour", "%s ever fails", shown), func(e *lang.Eval) bool { return !e.Bool(n) }):
		l.warn(always, path, say.Both("%s est toujours vraie", "%s always holds", shown), cmp.Or(hint, leaveOut()))
		return
	}
	if logic, ok := n.(*lang.Logic); ok {
		decides := logic.Op == "or"
		rest := l.splits(in, logic.X, !decides)
		l.condition(path, logic.X, in)
		if found, sure := l.some(l.splits(rest, logic.Y, decides)); sure && !found {
			l.warn(codeRedundant, path, say.Both("%s n’ajoute rien à %s", "%s adds nothing to %s", quotedText(lang.Print(logic.Y)), quotedText(lang.Print(logic.X))), leaveOut())
			return
		}
		l.condition(path, logic.Y, in)
	}
}

// percentHint is for a ratio beyond 1, which was meant in percent.
func percentHint(n lang.Node) say.Text {
	c, ok := n.(*lang.Compare)
	if !ok || c.X.Type().Kind != lang.Ratio {
		return say.Text{}
	}
	y, ok := c.Y.(*lang.Number)
	if !ok || y.Value <= lang.Million {
		return say.Text{}
	}
	return say.Both("un ratio va de 0 à 1 : 40 %% s’écrit 0.4", "a ratio goes from 0 to 1: 40 %% is 0.4")
}

func leaveOut() say.Text { return say.Both("supprimez-la", "leave it out") }

// quotedText shows an expression in a message.
func quotedText(s string) string {
	if r := []rune(s); len(r) > 80 {
		s = string(r[:80]) + "…"
	}
	return "`" + s + "`"
}

func (l *linter) splits(in []region.Region, n lang.Node, want bool) []region.Region {
	var out []region.Region
	for _, r := range in {
		out = l.space.Bounded(append(out, r.Split(n, want)...))
	}
	return out
}

// groups looks at segments and holds beside those above them.
func (l *linter) groups() {
	rest := []region.Region{l.anything()}
	for i, s := range l.segments {
		in := rest
		if s.when.node != nil {
			in = l.splits(rest, s.when.node, true)
			rest = l.splits(rest, s.when.node, false)
		}
		alone := s.when.node != nil && l.never(s.when.node) // said already
		if path := fmt.Sprintf("segments[%d]", i); i > 0 && !alone && l.none(in, path, say.Both("il reste un dossier pour le segment %s", "a file is left for segment %s", say.Name(s.ID)), func(e *lang.Eval) bool { return l.segmentOf(e) == i }) {
			l.warn(codeShadowed, path, say.Both("le segment %s n’est jamais atteint : ceux du dessus prennent tous ses dossiers", "segment %s is never reached: those above it take all its files", say.Name(s.ID)),
				say.Both("placez-le plus haut, ou resserrez les conditions du dessus", "put it higher, or narrow the conditions above"))
		}
	}
	for i, h := range l.holds {
		if l.space.Exhausted() {
			return
		}
		for _, above := range l.holds[:i] {
			if above.Scope != WholeFile || above.start.node != nil || above.end.node != nil {
				continue
			}
			in := l.splits(l.splits([]region.Region{l.anything()}, h.when.node, true), above.when.node, false)
			if found, sure := l.some(in); sure && !found && !l.never(h.when.node) {
				l.warn(codeSameHold, fmt.Sprintf("holds[%d]", i), say.Both("la suspension %s n’ajoute rien : %s, au-dessus, arrête tous ses dossiers", "hold %s adds nothing: %s above it stops all its files", say.Name(h.ID), say.Name(above.ID)),
					say.Both("supprimez-la, ou resserrez celle du dessus", "remove it, or narrow the one above"))
				break
			}
		}
	}
}

// segmentOf is the segment of a file.
func (l *linter) segmentOf(e *lang.Eval) int {
	return slices.IndexFunc(l.segments, func(s segment) bool { return s.when.node == nil || e.Bool(s.when.node) })
}

// never reports that a condition certainly never holds.
func (l *linter) never(n lang.Node) bool {
	found, sure := l.some(l.anything().Split(n, true))
	return sure && !found
}
