package policy

import (
	"slices"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/fast"
	"github.com/creance/creance/internal/lang"
)

// lowered is what Compile works out once so that no decision has to.
type lowered struct {
	computed   []computed // that an expression uses
	counts90   bool       // contacts_90d is among them
	namesTexts bool       // an expression names one of Facts
	workdays   *fast.Calendar
	stepNames  *fast.Names // of the steps
	minItemText,
	minAcctText string
	// With OnVM, or functions of the program, there are none: the plain path is
	// then taken throughout.
	reader *fast.Reader  // of the facts of the program
	choose *fast.Program // the conditions of the segments, nil for the last
	apply  *fast.Program // the conditions of the holds
}

// stepTexts are the texts that decisions about a step carry.
type stepTexts struct {
	label, rule, at, when string
	usesPrevious          bool
	reachable             []dunning.Channel // the channels for a client without an e-mail address
}

func (c *compiler) lower() {
	for _, f := range c.schema.computed {
		if c.scope.Used[f.name] {
			c.computed = append(c.computed, f)
			c.counts90 = c.counts90 || f.name == "contacts_90d"
		}
	}
	c.namesTexts = c.scope.Used["currency"] || c.scope.Used["client"] || c.scope.Used["invoice"]
	c.workdays = fast.NewCalendar(c.calendar)
	c.minItemText, c.minAcctText = c.money(c.minItem), c.money(c.minAcct)
	var ids []string
	for i := range c.steps {
		s := &c.steps[i]
		ids = append(ids, s.ID)
		s.texts = stepTexts{
			label: or(s.Label, s.ID), rule: s.ruleText(), at: lang.Print(s.at.node), usesPrevious: usesPrevious(s.at.node),
			reachable: s.reachable(),
		}
		if s.when.node != nil {
			s.texts.when = lang.Print(s.when.node)
		}
	}
	c.stepNames = fast.NewNames(ids)
	for k := range c.segments {
		s := &c.segments[k]
		for i := -1; i < len(c.steps); i++ {
			next, _ := slices.BinarySearch(s.ladder, i+1)
			s.after = append(s.after, next)
		}
	}
	for i := range c.holds {
		h := &c.holds[i]
		h.over = rule{node: &lang.Not{X: h.when.node}}
	}
	if !c.vm && !c.tree && !c.calls() {
		c.lowerRules()
	}
}

// calls reports whether the policy calls a function of the program: what it does
// is not lowered, and its values go to the trees.
func (c *compiler) calls() bool {
	for name := range c.engine.functions {
		if c.scope.Used[name] {
			return true
		}
	}
	return false
}

// lowerRules replaces the walk of the trees by package fast.
func (c *compiler) lowerRules() {
	var own []fast.Field
	for _, f := range c.schema.fields[ownFields:] {
		own = append(own, fast.Field{Symbol: f.Symbol, Offset: f.offset, Type: f.goType, Used: c.scope.Used[f.Name]})
	}
	c.reader = fast.NewReader(own)
	var segments, holds []lang.Node
	for i := range c.segments {
		segments = append(segments, c.segments[i].when.node)
	}
	for i := range c.holds {
		h := &c.holds[i]
		holds = append(holds, h.when.node)
		h.over.lower()
		h.start.lower()
		h.end.lower()
	}
	c.choose, c.apply = fast.NewProgram(segments...), fast.NewProgram(holds...)
	for i := range c.steps {
		c.steps[i].at.lower()
		c.steps[i].when.lower()
	}
}

func (r *rule) lower() {
	switch {
	case r.node == nil:
	case r.node.Type().Kind == lang.Date:
		r.number = fast.NewNumber(r.node)
	default:
		r.test = fast.NewProgram(r.node)
	}
}

func (s *step) ruleText() string {
	text := "at " + lang.Print(s.at.node)
	if s.when.node != nil {
		text += ", when " + lang.Print(s.when.node)
	}
	return text
}
