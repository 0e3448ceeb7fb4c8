package policy

import "github.com/creance/creance/internal/lang"

// Outline is the policy as a trace of nothing: every segment, hold and step
// with its comparisons, none of them evaluated. It is what coverage is counted
// against: the entries of an [Policy.Explain] have the same ids and atoms.
func (p *Policy[F]) Outline() Trace {
	var t Trace
	for _, s := range p.engine.segments {
		t.Segments = append(t.Segments, outline(s.ID, s.when))
	}
	for _, h := range p.engine.holds {
		t.Holds = append(t.Holds, outline(h.ID, h.when))
	}
	for _, s := range p.engine.steps {
		t.Steps = append(t.Steps, StepSeen{Tried: outline(s.ID, s.when), At: lang.Print(s.at.node), State: StateNotTried})
	}
	return t
}

func outline(id string, when rule) Tried {
	t := Tried{ID: id}
	if when.node == nil {
		return t
	}
	t.When = lang.Print(when.node)
	for _, n := range comparisons(when.node, nil) {
		t.Atoms = append(t.Atoms, Atom{Text: lang.Print(n), Outcome: NotEvaluated})
	}
	return t
}

// comparisons are the atoms of a condition in the order of its text.
func comparisons(n lang.Node, list []lang.Node) []lang.Node {
	switch n.(type) {
	case *lang.Not, *lang.Logic, *lang.Named:
		for _, c := range lang.Children(n) {
			list = comparisons(c, list)
		}
		return list
	}
	return append(list, n)
}
