package policy

import (
	"fmt"
	"maps"
	"slices"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/law"
)

// A Guarantee is what the author of a policy expects of it, written beside it
// and proved or refuted by [Policy.Verify]. It says exactly one of Never,
// Always, Apart and Reaches.
//
// Conditions are written like the others. Those of Never and Always speak of a
// step that is decided: besides the facts of that day they name
//
//	step, segment        their ids, as choices
//	tone                 none, courteous, firm or formal
//	route                a text
//	deadline             days given to pay, 0 when none is announced
//	final, reviewed      whether it ends the ladder, whether somebody looks first
//	by_email, by_phone…  whether it goes by that channel
type Guarantee struct {
	ID      string
	Label   string // what a reader sees; "" is the statement itself
	Never   string // no decided step satisfies it
	Always  string // every decided step satisfies it
	Apart   int    // days between any contact with the client and the next one of the policy
	Reaches string // the id of a step, or "final" for any final step: the ladder gets there if nothing happens
	When    string // with Reaches: the files it is about, seen on the first day late
}

// finalStep is what Reaches says for any final step.
const finalStep = "final"

// A guarantee is checked.
type guarantee struct {
	*Guarantee
	node  lang.Node // of never or always
	when  lang.Node // of reaches
	goals []int     // the steps that reaches is about
}

// GuaranteeVocabulary lists what the conditions of Never and Always can say
// about a decided step, besides the facts.
func GuaranteeVocabulary() []Word {
	list := []Word{
		{Name: "step", Type: "choice", Values: []string{"…"}, English: "the step, by its id", French: "l’étape, par son id"},
		{Name: "segment", Type: "choice", Values: []string{"…"}, English: "the segment of the client", French: "le segment du client"},
		{Name: "tone", Type: "choice", Values: toneNames, English: "the tone of the step; none when it says nothing", French: "le ton de l’étape ; none si elle n’en dit rien"},
		{Name: "route", Type: "text", English: "where the file goes; empty for a reminder", French: "où part le dossier ; vide pour une relance"},
		{Name: "deadline", Type: "int", English: "days given to pay; 0 when none is announced", French: "jours laissés pour payer ; 0 si aucun délai n’est annoncé"},
		{Name: "final", Type: "bool", English: "the ladder ends with it", French: "le parcours s’arrête là"},
		{Name: "reviewed", Type: "bool", English: "somebody looks at it before it is sent", French: "quelqu’un la relit avant l’envoi"},
	}
	for ch := dunning.Email; ch.String() != "unknown"; ch++ {
		list = append(list, Word{
			Name: byChannel(ch), Type: "bool",
			English: "it goes by " + channelText(ch.String(), law.English), French: "elle part par " + channelText(ch.String(), law.French),
		})
	}
	return list
}

// byChannel is the word for a channel: by_registered_letter.
func byChannel(ch dunning.Channel) string { return "by_" + ch.String() }

// saying is what conditions can say about a decided step.
type saying struct {
	step, segment, tone, route, deadline, final, reviewed *lang.Symbol
	by                                                    map[dunning.Channel]*lang.Symbol
	all                                                   []*lang.Symbol
	nums, texts                                           int // slots of a row with them
}

var toneNames = []string{"none", string(Courteous), string(Firm), string(Formal)}

func (c *compiler) newWords() *saying {
	w := &saying{by: map[dunning.Channel]*lang.Symbol{}, nums: c.schema.nums, texts: c.schema.texts}
	add := func(name string, of lang.Type) *lang.Symbol {
		s := &lang.Symbol{Name: name, Type: of, Slot: w.nums}
		if of.Kind == lang.Text {
			s.Slot = w.texts
			w.texts++
		} else {
			w.nums++
		}
		w.all = append(w.all, s)
		return s
	}
	steps := make([]string, len(c.steps))
	for i, s := range c.steps {
		steps[i] = s.ID
	}
	segments := make([]string, len(c.segments))
	for i, s := range c.segments {
		segments[i] = s.ID
	}
	w.step = add("step", lang.Type{Kind: lang.Enum, Name: "step", Values: steps})
	w.segment = add("segment", lang.Type{Kind: lang.Enum, Name: "segment", Values: segments})
	w.tone = add("tone", lang.Type{Kind: lang.Enum, Name: "tone", Values: toneNames})
	w.route = add("route", lang.Type{Kind: lang.Text})
	w.deadline = add("deadline", lang.Type{Kind: lang.Int})
	w.final = add("final", lang.Type{Kind: lang.Bool})
	w.reviewed = add("reviewed", lang.Type{Kind: lang.Bool})
	for ch := dunning.Email; ch.String() != "unknown"; ch++ {
		w.by[ch] = add(byChannel(ch), lang.Type{Kind: lang.Bool})
	}
	return w
}

// promises checks the guarantees.
func (c *compiler) promises() {
	if len(c.doc.Guarantees) == 0 {
		return
	}
	c.words = c.newWords()
	scope := c.scope
	scope.Symbols = maps.Clone(c.schema.symbols)
	scope.Used = map[string]bool{}
	for _, s := range c.words.all {
		scope.Symbols[s.Name] = s
	}
	seen := map[string]bool{}
	for i := range c.doc.Guarantees {
		g, path := &c.doc.Guarantees[i], fmt.Sprintf("guarantees[%d]", i)
		c.id(g.ID, path+".id", seen)
		c.guarantees = append(c.guarantees, c.guarantee(g, path, &scope))
	}
	for name := range scope.Used {
		_, isConstant := c.scope.Constants[name]
		_, isNamed := c.scope.Named[name]
		if isConstant || isNamed {
			c.scope.Used[name] = true // a fact that only a guarantee names is not needed to decide
		}
		taken := isConstant || isNamed || c.schema.symbols[name] != nil
		if taken && slices.ContainsFunc(c.words.all, func(s *lang.Symbol) bool { return s.Name == name }) {
			c.report(codeName, "guarantees", 0, say.Both("%s est un nom de cette politique et, dans une garantie, ce que l’on dit d’une étape décidée", "%s is a name of this policy, and in a guarantee what is said of a decided step", say.Name(name)), say.Both("donnez un autre nom au fait, à la constante ou à la condition", "give the fact, constant or condition another name"))
		}
	}
}

func (c *compiler) guarantee(g *Guarantee, path string, scope *lang.Scope) guarantee {
	out := guarantee{Guarantee: g}
	said := 0
	for _, is := range []bool{g.Never != "", g.Always != "", g.Apart != 0, g.Reaches != ""} {
		if is {
			said++
		}
	}
	if said != 1 {
		c.report(codeGuarantee, path, 0, say.Both("une garantie dit une seule chose : never, always, apart ou reaches", "a guarantee says one of never, always, apart and reaches"), say.Both("écrivez - { id: delai, apart: 7 }", "write - { id: delai, apart: 7 }"))
		return out
	}
	check := func(key, text string, scope *lang.Scope) lang.Node {
		node, errs := scope.Check(text, lang.Bool)
		c.expression(path+"."+key, text, errs)
		return node
	}
	switch {
	case g.Never != "":
		out.node = check("never", g.Never, scope)
	case g.Always != "":
		out.node = check("always", g.Always, scope)
	case g.Apart < 0 || g.Apart > maxDelay:
		c.report(codeSetting, path+".apart", 0, say.Both("apart est un nombre de jours de 1 à %d", "apart is a number of days from 1 to %d", maxDelay), say.Both("écrivez apart: 7", "write apart: 7"))
	}
	if g.When != "" && g.Reaches == "" {
		c.report(codeGuarantee, path+".when", 0, say.Both("when ne va qu’avec reaches", "when goes with reaches only"), say.Both("ajoutez la condition à la garantie, par and", "write the condition into the statement, with and"))
		return out
	}
	if g.Reaches == "" {
		return out
	}
	ids := []string{finalStep}
	for i, s := range c.steps {
		ids = append(ids, s.ID)
		if g.Reaches == finalStep && s.Final || g.Reaches != finalStep && s.ID == g.Reaches {
			out.goals = append(out.goals, i)
		}
	}
	if len(out.goals) == 0 {
		c.report(codeReference, path+".reaches", 0, say.Both("aucune étape ne s’appelle %s", "no step is %s", say.Name(g.Reaches)), nameHint(g.Reaches, ids))
	}
	if g.When != "" {
		// When is about the file, before any step is decided.
		facts := *scope
		facts.Symbols = c.schema.symbols
		out.when = check("when", g.When, &facts)
	}
	return out
}

// Statement is the guarantee as it was written: "never step == "contentieux"
// and days_overdue < 60".
func (g *Guarantee) Statement() string {
	switch {
	case g.Never != "":
		return "never " + g.Never
	case g.Always != "":
		return "always " + g.Always
	case g.Apart != 0:
		return fmt.Sprintf("apart %d", g.Apart)
	case g.When != "":
		return "reaches " + g.Reaches + " when " + g.When
	}
	return "reaches " + g.Reaches
}

// withWords is the row of a file with all its facts and what is said of the step
// that is decided for it.
func (r *run) withWords() *lang.Row {
	d, row := r.d, r.row
	w := r.words
	out := *row
	out.Nums = append(slices.Clone(row.Nums), make([]int64, w.nums-len(row.Nums))...)
	out.Texts = append(slices.Clone(row.Texts), make([]string, w.texts-len(row.Texts))...)
	for i := range r.schema.computed {
		c := &r.schema.computed[i] // a decision computes those only that it needs
		out.Nums[c.symbol.Slot] = c.value(&r.file)
	}
	out.Texts[slotCurrency], out.Texts[slotClient], out.Texts[slotInvoice] = r.currency, r.Client, r.Invoice
	if d.None() {
		return &out
	}
	i := r.stepIndex[d.Step]
	set := func(s *lang.Symbol, n int64) { out.Nums[s.Slot] = n }
	set(w.step, int64(i))
	set(w.segment, w.segment.Type.Index(d.Segment))
	set(w.tone, w.tone.Type.Index(or(string(d.Tone), "none")))
	set(w.deadline, int64(r.steps[i].Deadline))
	set(w.final, truth(d.Final))
	set(w.reviewed, truth(d.Review != ""))
	for ch, s := range w.by {
		set(s, truth(slices.Contains(d.Channels, ch)))
	}
	out.Texts[w.route.Slot] = d.Route
	return &out
}
