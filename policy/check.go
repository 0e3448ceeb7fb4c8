package policy

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy/internal/lang"
	"github.com/creance/creance/policy/internal/source"
	"github.com/creance/creance/policy/internal/yamlread"
)

// Codes of the mistakes of meaning.
const (
	codeSetting     = "P301"
	codeName        = "P302"
	codeDuplicate   = "P303"
	codeDefault     = "P304"
	codeUnreachable = "P305"
	codeReference   = "P306"
	codeUnused      = "P307"
	codePrevious    = "P308"
	codeFinal       = "P309"
	codeRepeat      = "P310"
	codeBoth        = "P311"
	codeChannel     = "P313"
	codeNoEmail     = "P318"
	codeEarly       = "P314"
	codeNoLadder    = "P315"
	codeBackwards   = "P316"
	codeGuarantee   = "P317"
)

func quoted(s string) string { return fmt.Sprintf("%q", clip(s)) }

// place is the path of a key of a list: steps[2].when.
func place(list string, i int, key string) string { return fmt.Sprintf("%s[%d].%s", list, i, key) }

func suggest(name string, known []string) string { return source.Suggest(name, known) }

// names declares constants and conditions, in the order of the file: a
// condition may use those above it.
func (c *compiler) names() {
	c.scope = lang.Scope{
		Symbols:   c.schema.symbols,
		Constants: map[string]decimal.Decimal{},
		Named:     map[string]lang.Node{},
		Days:      map[string]*lang.Symbol{"previous": c.schema.previous},
		Functions: c.engine.functions,
		Digits:    c.digits,
		Used:      map[string]bool{},
	}
	for _, k := range c.doc.Constants {
		path := "constants." + k.Name
		if !c.fresh(k.Name, path) {
			continue
		}
		digits, plain := yamlread.PlainNumber(k.Value)
		d, err := dunning.ParseAmount(digits)
		if err != nil || !plain {
			c.report(yamlread.CodeNumber, path, 0, quoted(k.Value)+" is not a number", "write 30, 0.4 or 1_500.00; a constant is a number, a condition stands under let")
			continue
		}
		c.scope.Constants[k.Name] = d
	}
	for _, k := range c.doc.Let {
		path := "let." + k.Name
		if !c.fresh(k.Name, path) {
			continue
		}
		node, errs := c.scope.Check(k.When, lang.Bool)
		c.expression(path, k.When, errs)
		c.scope.Named[k.Name] = node
	}
}

// fresh reports whether a name may be declared.
func (c *compiler) fresh(name, path string) bool {
	at := path
	if _, ok := c.text.at[path+" name"]; ok {
		at = path + " name"
	}
	_, constant := c.scope.Constants[name]
	_, named := c.scope.Named[name]
	switch {
	case !isName(name):
		c.report(codeName, at, 0, quoted(name)+" cannot be a name", "use lower-case letters without accents, digits and _")
	case reserved[name]:
		c.report(codeName, at, 0, quoted(name)+" is a word of the language", "choose another name")
	case c.schema.symbols[name] != nil:
		c.report(codeName, at, 0, quoted(name)+" is a fact", "choose another name")
	case c.scope.Functions[name] != nil:
		c.report(codeName, at, 0, quoted(name)+" is a function", "choose another name")
	case constant || named:
		c.report(codeDuplicate, at, 0, quoted(name)+" is declared twice", "")
	default:
		return true
	}
	return false
}

// id checks an identifier of a segment, hold or step.
func (c *compiler) id(id, path string, seen map[string]bool) {
	switch {
	case !isID(id):
		c.report(codeName, path, 0, quoted(id)+" cannot be an id", "use lower-case letters without accents, digits, - and _")
	case seen[id]:
		c.report(codeDuplicate, path, 0, quoted(id)+" is there twice", "give each its own id")
	}
	seen[id] = true
}

func isID(s string) bool {
	for i, r := range s {
		if (r < 'a' || r > 'z') && (i == 0 || r != '-' && r != '_' && (r < '0' || r > '9')) {
			return false
		}
	}
	return s != "" && len(s) <= 64 && s != noStepYet
}

// rules checks every expression of segments, holds and steps.
func (c *compiler) rules() {
	seen := map[string]bool{}
	for i := range c.doc.Segments {
		s, path := &c.doc.Segments[i], fmt.Sprintf("segments[%d]", i)
		c.id(s.ID, path+".id", seen)
		c.segments = append(c.segments, segment{Segment: s, when: c.optional(path+".when", s.When, lang.Bool)})
	}
	seen = map[string]bool{}
	for i := range c.doc.Holds {
		h, path := &c.doc.Holds[i], fmt.Sprintf("holds[%d]", i)
		c.id(h.ID, path+".id", seen)
		h.Scope = word(c, path+".scope", h.Scope, WholeFile, DisputedPart)
		c.holds = append(c.holds, hold{Hold: h,
			when:  c.rule(path+".when", h.When, lang.Bool),
			start: c.optional(path+".start", h.Start, lang.Date),
			end:   c.optional(path+".end", h.End, lang.Date)})
	}
	seen = map[string]bool{}
	for i := range c.doc.Steps {
		s, path := &c.doc.Steps[i], fmt.Sprintf("steps[%d]", i)
		c.id(s.ID, path+".id", seen)
		c.stepIndex[s.ID] = i
		c.steps = append(c.steps, step{Step: s,
			at:   c.rule(path+".at", s.At, lang.Date),
			when: c.optional(path+".when", s.When, lang.Bool)})
	}
}

func (c *compiler) optional(path, text string, want lang.Kind) rule {
	if text == "" {
		if _, written := c.text.at[path]; !written {
			return rule{}
		}
	}
	return c.rule(path, text, want)
}

func (c *compiler) rule(path, text string, want lang.Kind) rule {
	node, errs := c.scope.Check(text, want)
	c.expression(path, text, errs)
	if node == nil || !c.vm {
		return rule{node: node}
	}
	program, err := lang.NewProgram(node)
	if err != nil {
		c.report(codeSetting, path, 0, err.Error(), "")
	}
	return rule{node: node, program: program}
}

// unused reports names that nothing uses: more often a forgotten condition
// than a spare one.
func (c *compiler) unused() {
	for _, k := range c.doc.Constants {
		if _, ok := c.scope.Constants[k.Name]; ok && !c.scope.Used[k.Name] {
			c.report(codeUnused, "constants."+k.Name+" name", 0, quoted(k.Name)+" is not used", "remove it, or use it")
		}
	}
	for _, k := range c.doc.Let {
		if _, ok := c.scope.Named[k.Name]; ok && !c.scope.Used[k.Name] {
			c.report(codeUnused, "let."+k.Name+" name", 0, quoted(k.Name)+" is not used", "remove it, or use it")
		}
	}
}

// segmentIDs are the ids of the segments, for references to them.
func (c *compiler) segmentIDs() []string {
	ids := make([]string, len(c.doc.Segments))
	for i, s := range c.doc.Segments {
		ids[i] = s.ID
	}
	return slices.Compact(ids)
}
