package policy

import (
	"reflect"
	"strconv"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/lang"
)

// A Trace is the whole path to a decision: what was looked at, in order, with
// the values it saw. It is data; [Trace.Text] renders it, and encoding/json
// writes it with stable keys.
type Trace struct {
	Decision Decision   `json:"decision"`
	Segments []Tried    `json:"segments,omitempty"` // as far as the one taken
	Holds    []Tried    `json:"holds,omitempty"`    // all of them
	Steps    []StepSeen `json:"steps,omitempty"`    // the whole ladder of the segment

	labelled Decision          // for Text in French, as are
	labels   map[string]string // the labels of steps by their ids
}

// Tried is a condition that was looked at.
type Tried struct {
	ID    string `json:"id"`
	When  string `json:"when,omitempty"` // "" always holds
	Holds bool   `json:"holds"`
	Atoms []Atom `json:"atoms,omitempty"`
}

// StepSeen is a step as it stood on the day of the decision.
type StepSeen struct {
	Tried
	At    string    `json:"at"`
	Day   date.Date `json:"day,omitzero"` // the earliest day of the step
	State State     `json:"state"`
}

// State says what became of a step.
type State string

const (
	StateSent     State = "sent"      // sent before
	StatePassed   State = "passed"    // a later step was sent, or is due, instead
	StateDue      State = "due"       // its day has come; the decision says whether it is taken
	StateNotYet   State = "not_yet"   // its day is to come
	StateNotTrue  State = "condition" // its condition does not hold
	StateNotTried State = "not_tried" // the ladder stopped before
)

// An Atom is one comparison of a condition, with what it saw.
type Atom struct {
	Text     string  `json:"text"`               // "overdue >= 150.00"
	Fact     string  `json:"fact,omitempty"`     // "overdue"
	Value    string  `json:"value,omitempty"`    // its value: "90.00"
	Operator string  `json:"operator,omitempty"` // ">="
	Constant string  `json:"constant,omitempty"` // "150.00", or the value of the other side
	Outcome  Outcome `json:"outcome"`
}

// Outcome of an atom.
type Outcome string

// What became of a condition.
const (
	True         Outcome = "true"
	False        Outcome = "false"
	NotEvaluated Outcome = "not_evaluated" // the rest had decided already
)

// Explain is Decide with the whole path. It costs more: use it for the files
// somebody asks about.
func (p *Policy[F]) Explain(f F) (Trace, error) {
	trace := &Trace{}
	r := newRun(p.engine)
	r.trace, r.d = trace, &trace.Decision
	if err := r.open(reflect.ValueOf(&f).Elem()); err != nil {
		return Trace{}, err
	}
	if r.decide(); r.fault != nil {
		return Trace{}, r.fault
	}
	r.d.ID = r.d.Identify()
	r.fillLadder()
	trace.labelled, trace.labels = r.labelled(*r.d), map[string]string{}
	for _, s := range r.steps {
		trace.labels[s.ID] = s.texts.label
	}
	return *trace, nil
}

type traceStage uint8

const (
	traceSegment traceStage = iota
	traceHold
	traceStep
)

// traced evaluates a condition and keeps what each of its atoms gave.
func (r *run) traced(n lang.Node, stage traceStage, id string) bool {
	outcomes := map[lang.Node]bool{}
	eval := r.tree()
	eval.Record = func(n lang.Node, ok bool) { outcomes[n] = ok }
	tried := Tried{ID: id, When: lang.Print(n), Holds: eval.Bool(n)}
	tried.Atoms = r.atoms(n, outcomes)
	switch stage {
	case traceSegment:
		r.trace.Segments = append(r.trace.Segments, tried)
	case traceHold:
		r.trace.Holds = append(r.trace.Holds, tried)
	case traceStep:
		r.trace.Steps = append(r.trace.Steps, StepSeen{Tried: tried})
	}
	return tried.Holds
}

// atoms lists the comparisons of a condition with what they gave.
func (r *run) atoms(n lang.Node, outcomes map[lang.Node]bool) []Atom {
	var list []Atom
	for _, n := range comparisons(n, nil) {
		a := Atom{Text: lang.Print(n), Outcome: NotEvaluated}
		if ok, evaluated := outcomes[n]; evaluated {
			a.Outcome = False
			if ok {
				a.Outcome = True
			}
		}
		switch n := n.(type) {
		case *lang.Compare:
			a.Fact, a.Value, a.Operator, a.Constant = lang.Print(n.X), r.value(n.X), string(n.Op), r.value(n.Y)
		case *lang.In:
			a.Fact, a.Value, a.Operator = lang.Print(n.X), r.value(n.X), "in"
		case *lang.Fact, *lang.Call:
			a.Fact, a.Value = lang.Print(n), r.value(n)
		}
		list = append(list, a)
	}
	return list
}

// value is a value as it is written in a policy.
func (r *run) value(n lang.Node) string {
	t, eval := n.Type(), r.tree()
	if t.Kind == lang.Text {
		return strconv.Quote(eval.Text(n))
	}
	v := eval.Num(n)
	switch {
	case v == lang.Absent:
		return "absent"
	case t.Kind == lang.Bool:
		return strconv.FormatBool(v != 0)
	case t.Kind == lang.Money:
		return decimal.New(v, -r.engine.digits).StringFixed(r.engine.digits)
	case t.Kind == lang.Ratio:
		return decimal.New(v, -6).String()
	case t.Kind == lang.Date:
		return date.Date(v).String()
	case t.Kind == lang.Enum && v >= 0 && v < int64(len(t.Values)):
		return strconv.Quote(t.Values[v])
	}
	return strconv.FormatInt(v, 10)
}

// traceStep completes the entry of a step that was looked at.
func (r *run) traceStep(g rung, due bool) {
	if r.trace == nil {
		return
	}
	s := r.steps[g.step]
	if s.when.node == nil { // no condition was traced
		r.trace.Steps = append(r.trace.Steps, StepSeen{Tried: Tried{ID: s.ID, Holds: true}})
	}
	seen := &r.trace.Steps[len(r.trace.Steps)-1]
	seen.At, seen.Day = lang.Print(s.at.node), g.day
	switch {
	case due:
		seen.State = StateDue
	case !g.allowed:
		seen.State = StateNotTrue
	default:
		seen.State = StateNotYet
	}
}

// fillLadder puts the steps that were not looked at in their places: those sent
// or passed before the position, those after the point where the walk stopped.
func (r *run) fillLadder() {
	if r.d.Segment == "" {
		return
	}
	looked := map[string]StepSeen{}
	lastDue := ""
	for _, s := range r.trace.Steps {
		looked[s.ID] = s
		if s.State == StateDue {
			lastDue = s.ID
		}
	}
	sent := map[string]bool{}
	for a := range r.History.Until(r.AsOf) {
		sent[a.Step] = true
	}
	r.trace.Steps = nil
	for _, i := range r.segments[r.segment].ladder {
		s := r.steps[i]
		seen, ok := looked[s.ID]
		switch {
		case ok && seen.State == StateDue && s.ID != lastDue:
			seen.State = StatePassed
		case ok:
		default:
			seen = StepSeen{Tried: Tried{ID: s.ID}, At: lang.Print(s.at.node), State: StateNotTried}
			if i <= r.index {
				seen.State = StatePassed
			}
			if sent[s.ID] {
				seen.State = StateSent
			}
		}
		r.trace.Steps = append(r.trace.Steps, seen)
	}
	if len(r.trace.Segments) == r.segment {
		r.trace.Segments = append(r.trace.Segments, Tried{ID: r.d.Segment, Holds: true})
	}
}
