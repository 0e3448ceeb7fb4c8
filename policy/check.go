package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/yamlread"
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
	codeFarDay      = "P319"
	codeMovingDay   = "P320"
)

// place is the path of a key of a list: steps[2].when.
func place(list string, i int, key string) string { return fmt.Sprintf("%s[%d].%s", list, i, key) }

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
	for _, name := range c.unread {
		if !slices.ContainsFunc(c.doc.Constants, func(k Constant) bool { return k.Name == name }) &&
			!slices.ContainsFunc(c.doc.Let, func(k Condition) bool { return k.Name == name }) {
			c.scope.Named[name] = nil
		}
	}
	for _, k := range c.doc.Constants {
		path := "constants." + k.Name
		if !c.fresh(k.Name, path) {
			continue
		}
		digits, plain := yamlread.PlainNumber(k.Value)
		d, err := dunning.ParseAmount(digits)
		if err != nil || !plain {
			c.report(yamlread.CodeNumber, path, 0, say.Both("%s n’est pas un nombre", "%s is not a number", say.Name(k.Value)), constantHint(k.Value))
			c.scope.Named[k.Name] = nil // said here, and not again where it is used
			continue
		}
		c.scope.Constants[k.Name] = d
	}
	for i, k := range c.doc.Let {
		path := "let." + k.Name
		c.scope.Below = nil
		for _, later := range c.doc.Let[i+1:] {
			c.scope.Below = append(c.scope.Below, later.Name)
		}
		fresh := c.fresh(k.Name, path)
		node, errs := c.scope.Check(k.When, lang.Bool)
		c.expression(path, k.When, errs)
		if fresh {
			c.scope.Named[k.Name] = node
		}
	}
	c.scope.Below = nil
}

// constantHint is for a constant that is no number.
func constantHint(text string) say.Text {
	if number := say.Plainly(text); number != "" {
		return say.Both("écrivez %s", "write %s", number)
	}
	return say.Both("écrivez 30, 0.4 ou 1_500.00 ; une condition se déclare sous let", "write 30, 0.4 or 1_500.00; a condition stands under let")
}

// spelling offers a name in letters that are allowed.
func spelling(name string, joint rune) say.Text {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r == ' ' || r == '-' || r == '_' || r == '.':
			return joint
		}
		return -1
	}, say.Letters(strings.TrimSpace(name)))
	if joint == '_' && isName(plain) || isID(plain) {
		return say.Both("écrivez %s : des minuscules sans accent, des chiffres et %c", "write %s: lower-case letters without accents, digits and %c", plain, joint)
	}
	return say.Both("employez des minuscules sans accent, des chiffres et %c", "use lower-case letters without accents, digits and %c", joint)
}

func anotherName() say.Text { return say.Both("choisissez un autre nom", "choose another name") }

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
		c.report(codeName, at, 0, say.Both("%s ne peut pas être un nom", "%s cannot be a name", say.Name(name)), spelling(name, '_'))
		for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == ' ' }) {
			if c.schema.symbols[part] == nil && !constant && !named {
				c.scope.Named[part], c.scope.Used[part] = nil, true // said here, and not again where it is used
			}
		}
	case reserved[name]:
		c.report(codeName, at, 0, say.Both("%s est un mot du langage", "%s is a word of the language", say.Name(name)), anotherName())
	case c.schema.symbols[name] != nil:
		c.report(codeName, at, 0, say.Both("%s est un fait", "%s is a fact", say.Name(name)), anotherName())
	case c.scope.Functions[name] != nil:
		c.report(codeName, at, 0, say.Both("%s est une fonction", "%s is a function", say.Name(name)), anotherName())
	case constant || named:
		c.report(codeDuplicate, at, 0, say.Both("%s est déclaré deux fois", "%s is declared twice", say.Name(name)), anotherName())
	default:
		return true
	}
	return false
}

// id checks an identifier of a segment, hold or step.
func (c *compiler) id(id, path string, seen map[string]bool) {
	switch {
	case !isID(id):
		c.report(codeName, path, 0, say.Both("%s ne peut pas être un identifiant", "%s cannot be an id", say.Name(id)), spelling(id, '-'))
	case seen[id]:
		c.report(codeDuplicate, path, 0, say.Both("%s y figure deux fois", "%s is there twice", say.Name(id)), say.Both("donnez à chacun son identifiant", "give each its own id"))
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
	if c.overwhelmed() {
		return rule{}
	}
	node, errs := c.scope.Check(text, want)
	c.expression(path, text, errs)
	if node != nil && want == lang.Date {
		c.checkDay(path, text, node)
	}
	if node == nil || !c.vm {
		return rule{node: node}
	}
	program, err := lang.NewProgram(node)
	if err != nil {
		c.report(codeSetting, path, 0, say.Code(err.Error()), say.Text{}) // a defect, which a test excludes
	}
	return rule{node: node, program: program}
}

// unused reports names that nothing uses: more often a forgotten condition
// than a spare one.
func (c *compiler) unused() {
	for _, k := range c.doc.Constants {
		if _, ok := c.scope.Constants[k.Name]; ok && !c.scope.Used[k.Name] {
			c.report(codeUnused, "constants."+k.Name+" name", 0, say.Both("%s ne sert pas", "%s is not used", say.Name(k.Name)), say.Both("supprimez-le, ou employez-le", "remove it, or use it"))
		}
	}
	for _, k := range c.doc.Let {
		if _, ok := c.scope.Named[k.Name]; ok && !c.scope.Used[k.Name] {
			c.report(codeUnused, "let."+k.Name+" name", 0, say.Both("%s ne sert pas", "%s is not used", say.Name(k.Name)), say.Both("supprimez-le, ou employez-le", "remove it, or use it"))
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
