package policy

import (
	"reflect"
	"slices"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning/calendar"
	"github.com/creance/creance/internal/fast"
	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/yamlread"
)

// An Option changes how [Compile] builds a policy.
type Option func(*options)

type options struct {
	vm   bool // conditions and days on expr's machine, facts read by reflection
	tree bool // conditions and days on the tree, facts read by reflection

	functions []declared
}

// OnVM evaluates conditions and days on expr's virtual machine instead of
// lowering them to tests on whole numbers. The answers are the same, tests hold
// them together; it is slower by far, and exists as the definition the other is
// checked against.
func OnVM() Option { return func(o *options) { o.vm = true } }

// A Policy is a checked document over one type of facts. It never changes and
// may be used by many goroutines at once.
type Policy[F any] struct {
	engine *engine
	schema *schema
	pool   sync.Pool // of *Evaluator[F], for Decide
}

// engine is a policy without the type of its facts.
type engine struct {
	doc        Document
	hash       string
	digits     int32 // decimals of the currency
	minItem    int64
	minAcct    int64
	calendar   calendar.Calendar
	segments   []segment
	holds      []hold
	steps      []step
	stepIndex  map[string]int
	schema     *schema
	words      *saying // of guarantees; nil without them
	guarantees []guarantee
	dates      []*lang.Symbol // that the expressions use and that must be known
	functions  map[string]*lang.Function
	facts      string    // SHA-256 of the schema
	books      sync.Pool // of *books, for Facts
	lowered
}

// A rule is a checked expression and what it was lowered to.
type rule struct {
	node    lang.Node
	program *lang.Program // with OnVM
	test    *fast.Program // of a condition
	number  *fast.Number  // of a day
}

type segment struct {
	*Segment
	when   rule  // no node for the default
	ladder []int // the steps for this segment, in order
	after  []int // where the ladder goes on after each step, by its index + 1
}

type hold struct {
	*Hold
	when, start, end rule
	over             rule // that it no longer holds
}

type step struct {
	*Step
	at, when rule
	texts    stepTexts
}

// Compile checks a document against a type of facts and makes it decide. F is
// [Facts], or a struct that embeds it and adds facts of its own.
//
// The error is a [Diagnostics] with every mistake that could be found, or
// dunning.Problems when F itself is not a type of facts or a [Function] cannot
// be registered.
func Compile[F any](doc *Document, opts ...Option) (*Policy[F], error) {
	var o options
	for _, opt := range opts {
		opt(&o)
	}
	e, err := newEngine(doc, reflect.TypeFor[F](), o)
	if err != nil {
		return nil, err
	}
	return &Policy[F]{engine: e, schema: e.schema}, nil
}

func newEngine(doc *Document, facts reflect.Type, o options) (*engine, error) {
	if doc == nil {
		missing := spoken(say.Both("il n’y a pas de document", "there is no document"), say.Both("lisez-en un par policy.Parse", "read one with policy.Parse"))
		missing.Code = yamlread.CodeMissing
		return nil, Diagnostics{missing}
	}
	c, err := newCompiler(doc, facts, o)
	if err != nil {
		return nil, err
	}
	c.settings()
	if c.engine.functions, err = c.schema.functions(o.functions, c.digits); err != nil {
		return nil, err
	}
	c.names()
	c.rules()
	c.ladders()
	c.promises()
	c.unused()
	if err := c.err(); err != nil {
		return nil, err
	}
	for name, symbol := range c.schema.symbols {
		if symbol.Type.Kind == lang.Date && !symbol.Optional && c.scope.Used[name] {
			c.dates = append(c.dates, symbol)
		}
	}
	slices.SortFunc(c.dates, func(a, b *lang.Symbol) int { return a.Slot - b.Slot })
	c.hash = c.doc.Hash()
	c.facts = hashOf(c.canonicalSchema())
	c.lower()
	return c.engine, nil
}

// newCompiler starts with a copy of the document and the facts it can name.
func newCompiler(doc *Document, facts reflect.Type, o options) (*compiler, error) {
	ids := make([]string, len(doc.Steps))
	for i, s := range doc.Steps {
		ids[i] = s.ID
	}
	schema, err := schemaOf(facts, ids)
	if err != nil {
		return nil, err
	}
	return &compiler{
		engine:   &engine{doc: doc.clone(), schema: schema, stepIndex: map[string]int{}},
		problems: problems{name: doc.name, text: doc.text},
		options:  o,
	}, nil
}

// A compiler turns a document into an engine and reports what is wrong.
type compiler struct {
	*engine
	problems
	options
	scope  lang.Scope
	unread []string // names of which only the name could be read
}

// settings checks what is no expression: currency, amounts, calendar.
func (c *compiler) settings() {
	d := &c.doc
	if d.Policy == "" {
		c.report(yamlread.CodeMissing, "policy", 0, say.Both("la politique n’a pas de nom", "the policy has no name"), say.Both("écrivez policy: relance", "write policy: relance"))
	}
	if d.Version < 1 {
		c.report(codeSetting, "version", 0, say.Both("une version vaut 1 ou plus", "a version is 1 or more"), say.Both("écrivez version: 1", "write version: 1"))
	}
	digits, known := minor.Digits(d.Currency)
	if !known {
		c.report(codeSetting, "currency", 0, say.Both("%s n’est pas une devise ISO 4217", "%s is no ISO 4217 currency", say.Name(d.Currency)), currencyHint(d.Currency))
		digits = 2
	}
	c.digits = digits
	if d.Currency == "" {
		d.Currency = "EUR"
	}
	c.minItem, c.minAcct = c.limit("min_item", d.Limits.MinItem), c.limit("min_account", d.Limits.MinAccount)
	if n := d.Limits.MinContactDelay; n < 0 || n > maxDelay {
		c.report(codeSetting, "limits.min_contact_delay", 0, say.Both("min_contact_delay est un nombre de jours de 0 à %d", "min_contact_delay is a number of days from 0 to %d", maxDelay), say.Both("écrivez min_contact_delay: 7", "write min_contact_delay: 7"))
	}
	c.businessDays()
	d.Carrying = word(c, "carrying", d.Carrying, OldestDue, HighestStep, Largest, EachInvoice)
	d.OnCarryingPaid = word(c, "on_carrying_paid", d.OnCarryingPaid, Contextual, FromStart, Continue)
	d.CatchUp = word(c, "catch_up", d.CatchUp, MandatoryThenJump, OneStep, Jump, Replay)
}

// businessDays finds the calendar.
func (c *compiler) businessDays() {
	days := c.doc.Calendar
	if name := days.BusinessDays; name != "" {
		cal, ok := calendar.ByName(name)
		if !ok {
			c.report(codeSetting, "calendar.business_days", 0, say.Both("%s n’est pas un calendrier", "%s is no calendar", say.Name(name)), calendarHint(name))
		}
		c.calendar = cal
	}
	c.calendar.Closed = days.Closed
}

// limit is an amount of the limits in minor units.
func (c *compiler) limit(key string, d decimal.Decimal) int64 {
	path := "limits." + key
	n, err := minor.Of(d, c.digits)
	_, written := c.text.at[path]
	switch {
	case err != nil || n < 0:
		c.report(codeSetting, path, 0, say.Both("%s n’est pas un montant en %s", "%s is no amount in %s", key, c.doc.Currency),
			say.Both("écrivez un montant positif d’au plus %d décimales : 20.00", "write a positive amount with at most %d decimals: 20.00", c.digits))
	case written && d.Exponent() == -3 && c.digits < 3:
		message, fix := lang.Thousands(d, d.StringFixed(3), c.digits)
		c.report(codeSetting, path, 0, message, fix)
	}
	return n
}

// currencyHint offers the code of a sign.
func currencyHint(written string) say.Text {
	if code := map[string]string{"$": "USD", "£": "GBP", "¥": "JPY"}[written]; code != "" {
		return say.Both("écrivez %s", "write %s", code)
	}
	return say.Both("écrivez EUR, ou supprimez la clé pour des euros", "write EUR, or leave it out for euros")
}

// calendarHint offers a calendar; there are more of them than Suggest lists.
func calendarHint(name string) say.Text {
	if hint := say.Suggest(name, calendar.Names()); hint != (say.Text{}) {
		return hint
	}
	return say.Known(calendar.Names())
}

// word checks a value of a named type, "" being the first of the known ones.
func word[T ~string](c *compiler, path string, v T, known ...T) T {
	for _, k := range known {
		if v == k || v == "" {
			return k
		}
	}
	list := make([]string, len(known))
	for i, k := range known {
		list[i] = string(k)
	}
	c.report(yamlread.CodeWord, path, 0, say.Both("valeur inconnue : %s", "unknown value %s", say.Name(v)), say.Suggest(string(v), list))
	return known[0]
}
