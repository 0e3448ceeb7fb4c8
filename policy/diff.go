package policy

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// A Comparison is what changes for a portfolio when one policy takes the place of
// another: a document to review before it does.
type Comparison struct {
	Before  Edition   `json:"before"`
	After   Edition   `json:"after"`
	Day     date.Date `json:"day"`
	Files   int       `json:"files"`
	Changed int       `json:"changed"`
	Edits   []Edit    `json:"edits,omitempty"`  // of the document
	Groups  []Group   `json:"groups,omitempty"` // in the order of the ladder before, then after
}

// A Group is the files that change in the same way for the same reasons.
type Group struct {
	From    string   `json:"from,omitempty"` // the step to come before; "" is none in sight
	To      string   `json:"to,omitempty"`   // and after
	Move    Move     `json:"move"`
	Reasons []Reason `json:"reasons"`
	Changes []Change `json:"changes"` // by client, in the order of the portfolio
}

// Move says what changes about the step to come.
type Move string

const (
	MoveStep    Move = "step"    // another step
	MoveEarlier Move = "earlier" // the same step, earlier, or on a day that was not known
	MoveLater   Move = "later"   // the same step, later, or on no known day
	MoveTerms   Move = "terms"   // the same step on the same day, by other channels, for another amount…
)

// A Change is one file under both policies.
type Change struct {
	Client   string   `json:"client"`
	Currency string   `json:"currency"`
	Before   Standing `json:"before"`
	After    Standing `json:"after"`
}

// Standing is the step to come of a file: that of the day, or the next one if
// nothing happens.
type Standing struct {
	Segment  string            `json:"segment,omitempty"`
	Invoice  string            `json:"invoice,omitempty"`
	Step     string            `json:"step,omitempty"` // "" when none is in sight
	On       date.Date         `json:"on,omitzero"`
	Channels []dunning.Channel `json:"channels,omitempty"`
	Tone     Tone              `json:"tone,omitempty"`
	Deadline int               `json:"deadline,omitempty"` // days given to pay
	Review   Review            `json:"review,omitempty"`
	Route    string            `json:"route,omitempty"`
	Final    bool              `json:"final,omitempty"`
	Amount   decimal.Decimal   `json:"amount"` // what the step of the day asks for; zero for one to come
	Blockers []Blocker         `json:"blockers,omitempty"`
}

// Reason is one cause of a change.
type Reason struct {
	Code ReasonCode `json:"code"`
	Rule string     `json:"rule,omitempty"` // the blocker, or the place in the document: "steps.relance-2.at"
	From string     `json:"from,omitempty"`
	To   string     `json:"to,omitempty"`
}

// ReasonCode is a stable name for a cause of a change.
type ReasonCode string

const (
	SegmentMoved ReasonCode = "segment"   // the file is in another segment
	CarrierMoved ReasonCode = "carrier"   // another invoice carries the file
	NowBlocked   ReasonCode = "blocked"   // a blocker that was not there
	NowFree      ReasonCode = "unblocked" // a blocker that is there no more
	Edited       ReasonCode = "edited"    // the document says otherwise here
)

// Diff decides about a portfolio under two policies and lists who changes step or
// day, or is asked otherwise, and why. A file whose step to come stays what it
// was is not listed, even when it has changed segment. A reason is what differs
// between the two decisions, and the edits of the steps they name; where that
// explains nothing, every edit outside the steps, or else every edit.
//
// Files are compared client by client and currency by currency, or invoice by
// invoice when one of the policies says `carrying: invoice`; one that only exists
// under one policy has an empty standing under the other. The errors are those of
// [Policy.Simulate].
func Diff[F any](before, after *Policy[F], portfolio Portfolio[F], day date.Date) (Comparison, error) {
	a, b := newTrial(before, portfolio), newTrial(after, portfolio)
	if day == 0 {
		a.report("day", "", "is missing", "")
	}
	if err := a.problems.Err(); err != nil {
		return Comparison{}, err
	}
	c := comparer{
		a: before.engine, b: after.engine, groups: map[string]*Group{},
		byInvoice: before.engine.doc.Carrying == EachInvoice || after.engine.doc.Carrying == EachInvoice,
		result:    Comparison{Before: before.engine.edition(), After: after.engine.edition(), Day: day},
	}
	c.result.Edits = editsOf(&before.engine.doc, &after.engine.doc)
	for account := range portfolio.Accounts {
		x, err := a.decide(account, day)
		if err != nil {
			if err = a.fail(err); err != nil {
				return Comparison{}, err
			}
			continue
		}
		y, err := b.decide(account, day)
		if err != nil {
			return Comparison{}, err // what a accepted, only a function or a limit refuses
		}
		c.account(x, y)
	}
	if err := a.problems.Err(); err != nil {
		return Comparison{}, err
	}
	c.conclude()
	return c.result, nil
}

// A comparer is a comparison under way.
type comparer struct {
	a, b      *engine
	byInvoice bool
	groups    map[string]*Group
	result    Comparison
}

// account compares the files of one account, in the order of the first policy,
// then those that only the second has.
func (c *comparer) account(x, y []Decision) {
	after := map[fileKey]Decision{}
	for _, d := range y {
		after[d.key(c.byInvoice)] = d
	}
	for _, d := range x {
		k := d.key(c.byInvoice)
		c.file(d, after[k])
		delete(after, k)
	}
	for _, d := range y {
		if _, alone := after[d.key(c.byInvoice)]; alone {
			c.file(Decision{}, d)
		}
	}
}

func (c *comparer) file(x, y Decision) {
	c.result.Files++
	change := Change{Client: or(x.Client, y.Client), Currency: or(x.Currency, y.Currency), Before: c.a.standing(x), After: c.b.standing(y)}
	move := change.move()
	if move == "" {
		return
	}
	c.result.Changed++
	g := Group{From: change.Before.Step, To: change.After.Step, Move: move, Reasons: c.reasons(change)}
	key := fmt.Sprint(g)
	if c.groups[key] == nil {
		c.groups[key] = &g
	}
	c.groups[key].Changes = append(c.groups[key].Changes, change)
}

// standing is the step of the day or the next one, as the policy describes it.
func (e *engine) standing(d Decision) Standing {
	s := Standing{Segment: d.Segment, Invoice: d.Invoice, Step: or(d.Step, d.NextStep), Amount: d.Amount, Blockers: d.Blockers}
	i, ok := e.stepIndex[s.Step]
	if !ok {
		return s
	}
	step := e.steps[i]
	s.On, s.Channels = d.Next, step.Channels
	if !d.None() {
		s.Channels = d.Channels
	}
	s.Tone, s.Deadline, s.Review, s.Route, s.Final = step.Tone, step.Deadline, step.Review, step.Route, step.Final
	return s
}

// move says what changes; "" when nothing that matters does.
func (c Change) move() Move {
	x, y := c.Before, c.After
	switch {
	case x.Step != y.Step:
		return MoveStep
	case x.On != y.On && y.On != 0 && (x.On == 0 || y.On < x.On):
		return MoveEarlier
	case x.On != y.On:
		return MoveLater
	case x.Step != "" && (x.Invoice != y.Invoice || !slices.Equal(x.Channels, y.Channels) || x.Tone != y.Tone || x.Deadline != y.Deadline ||
		x.Review != y.Review || x.Route != y.Route || x.Final != y.Final || !x.Amount.Equal(y.Amount)):
		return MoveTerms
	}
	return ""
}

// reasons are the causes of one change.
func (c *comparer) reasons(change Change) []Reason {
	x, y := change.Before, change.After
	var list []Reason
	if x.Segment != y.Segment {
		list = append(list, Reason{Code: SegmentMoved, From: x.Segment, To: y.Segment})
	}
	if x.Invoice != y.Invoice {
		list = append(list, Reason{Code: CarrierMoved})
	}
	was, is := x.blockers(), y.blockers()
	for _, b := range was {
		if !slices.Contains(is, b) {
			list = append(list, Reason{Code: NowFree, Rule: b})
		}
	}
	for _, b := range is {
		if !slices.Contains(was, b) {
			list = append(list, Reason{Code: NowBlocked, Rule: b})
		}
	}
	ofSteps := func(path string) bool {
		return x.Step != "" && strings.HasPrefix(path, "steps."+x.Step+".") || y.Step != "" && strings.HasPrefix(path, "steps."+y.Step+".")
	}
	elsewhere := func(path string) bool { return !strings.HasPrefix(path, "steps.") }
	everywhere := func(string) bool { return true }
	list = append(list, c.edited(ofSteps)...)
	for _, wider := range []func(string) bool{elsewhere, everywhere} {
		if len(list) == 0 {
			list = c.edited(wider)
		}
	}
	return list
}

// edited are the edits at some places, as reasons.
func (c *comparer) edited(at func(path string) bool) []Reason {
	var list []Reason
	for _, e := range c.result.Edits {
		if at(e.Path) {
			list = append(list, Reason{Code: Edited, Rule: e.Path, From: e.From, To: e.To})
		}
	}
	return list
}

// blockers are the reasons of a standing without what is particular to a file.
// That a step is still to come is no cause: it is the step and the day again.
func (s Standing) blockers() []string {
	var list []string
	for _, b := range s.Blockers {
		if b.Code == NotReached {
			continue
		}
		name := string(b.Code)
		if b.Rule != "" {
			name += ":" + b.Rule
		}
		list = append(list, name)
	}
	return list
}

// conclude puts the groups into the order of the ladders.
func (c *comparer) conclude() {
	place := func(e *engine, step string) int {
		if i, ok := e.stepIndex[step]; ok {
			return i
		}
		return len(e.steps)
	}
	keys := slices.Sorted(maps.Keys(c.groups))
	for _, k := range keys {
		c.result.Groups = append(c.result.Groups, *c.groups[k])
	}
	slices.SortStableFunc(c.result.Groups, func(x, y Group) int {
		return cmp.Or(cmp.Compare(place(c.a, x.From), place(c.a, y.From)), cmp.Compare(place(c.b, x.To), place(c.b, y.To)), cmp.Compare(x.Move, y.Move))
	})
}
