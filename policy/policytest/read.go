package policytest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/yamlread"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// Codes of the mistakes of a test file; those of form are yamlread's.
const (
	codeName    = "T101"
	codeInvoice = "T102"
	codeEvent   = "T103"
	codeExpect  = "T104"
	codeFact    = "T105"
	codePolicy  = "T106"
	codeAccount = "T107"
)

// maxSpan is the longest timeline, in days: each of them is decided.
const maxSpan = 3660

// maxDecisions bounds the decisions that all tests of a file may ask for: each
// day of each timeline, for each of its invoices. It is some seconds.
const maxDecisions = 400_000

type (
	keys = yamlread.Keys
	read = yamlread.Read
)

// A reader fills a suite and reports every mistake at its place.
type reader struct {
	*yamlread.Reader
	name   string
	broken map[*dunning.Invoice]bool // with a mistake of form
}

// readSuite reads a test file; the suite is nil when nothing could be read.
func readSuite(name string, src []byte) (*suite, *reader) {
	form, root := yamlread.Load(say.Both("un fichier d’essais", "a test file"), name, src)
	r := &reader{Reader: form, name: name, broken: map[*dunning.Invoice]bool{}}
	if root == nil {
		return nil, r
	}
	s := &suite{}
	language := ""
	r.Mapping(root, "", keys{
		"policy!":  r.Word(&s.policy),
		"coverage": r.Whole(&s.coverage, 100),
		"language": yamlread.Words(form, &language, "en", "fr"),
		"tests!": func(n *yaml.Node, path string) {
			r.Sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
				s.tests = append(s.tests, r.scenario(n, path))
			})
		},
	})
	s.lang = languageOf(language)
	return s, r
}

// languageOf is English when the file does not say.
func languageOf(code string) law.Lang {
	if code == law.French.String() {
		return law.French
	}
	return law.English
}

func (r *reader) scenario(n *yaml.Node, path string) *scenario {
	t := &scenario{line: n.Line, account: dunning.Account{Client: dunning.Client{ID: "client"}}}
	runs, send := "", true
	r.Mapping(n, path, keys{
		"name!":  r.Word(&t.name),
		"client": r.client(&t.account.Client),
		"invoices": func(n *yaml.Node, path string) {
			r.Sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
				t.account.Invoices = append(t.account.Invoices, r.invoice(n, path))
			})
		},
		"facts": r.facts(&t.given, 0),
		"events": func(n *yaml.Node, path string) {
			r.Sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
				t.events = append(t.events, r.event(n, path, t))
			})
		},
		"runs": yamlread.Words(r.Reader, &runs, "daily", "listed"),
		"send": r.Yes(&send),
		"expect!": func(n *yaml.Node, path string) {
			r.Pairs(n, path, func(name string, n *yaml.Node, path string) {
				t.days = append(t.days, r.expectedDay(name, n, path))
			})
		},
	})
	t.listed, t.unsent = runs == "listed", !send
	for _, inv := range t.account.Invoices {
		inv.Client = t.account.Client.ID
	}
	slices.SortStableFunc(t.days, func(a, b *expectedDay) int { return cmp.Compare(a.day, b.day) })
	if len(t.days) == 0 {
		r.Wrong(n, codeExpect, say.Both("cet essai n’attend rien", "this test expects nothing"), say.Both("nommez un jour : 2026-02-05: relance-1", "name a day: 2026-02-05: relance-1"))
	}
	if first, last := t.span(); last-first > maxSpan {
		r.Wrong(n, codeExpect, say.Both("cette chronologie compte %d jours", "this timeline has %d days", last-first), say.Both("elle en compte au plus %d", "a timeline has at most %d", maxSpan))
	}
	t.happen(r)
	return t
}

// bounded reports tests that ask for more decisions than a file may.
func (s *suite) bounded(r *reader) {
	total := 0
	for i, t := range s.tests {
		if total += t.decisions(); total > maxDecisions {
			r.wrong(codeExpect, fmt.Sprintf("tests[%d]", i), say.Both("jusqu’ici, les essais de ce fichier demandent plus de %d décisions : une par jour et par facture", "up to here the tests of this file ask for more than %d decisions: one a day and an invoice", maxDecisions),
				say.Both("raccourcissez les chronologies, écrivez runs: listed, ou partagez le fichier", "shorten the timelines, write runs: listed, or split the file"))
			return
		}
	}
}

// decisions is the most that a test may ask for.
func (t *scenario) decisions() int {
	first, last := t.span()
	days := int(last-first) + 1
	if t.listed {
		days = len(t.days)
	}
	return days * max(1, len(t.account.Invoices)+len(t.events)/10)
}

// span is the first and the last expected day.
func (t *scenario) span() (first, last date.Date) {
	for _, d := range t.days {
		if d.day != 0 { // 0 was no day, which is reported
			first = or(first, d.day)
			last = d.day
		}
	}
	return first, last
}

func (r *reader) client(c *dunning.Client) read {
	return func(n *yaml.Node, path string) {
		kind := ""
		r.Mapping(n, path, keys{
			"id":            r.Word(&c.ID),
			"name":          r.Word(&c.Name),
			"kind":          yamlread.Words(r.Reader, &kind, dunning.Business.String(), dunning.Public.String(), dunning.Consumer.String()),
			"since":         r.Day(&c.Since),
			"credit_limit":  r.Amount(&c.CreditLimit),
			"insured":       r.Yes(&c.Insured),
			"insolvency":    r.Day(&c.Insolvency),
			"email_missing": r.Yes(&c.EmailMissing),
		})
		for k := dunning.Business; k <= dunning.Consumer; k++ {
			if k.String() == kind {
				c.Kind = k
			}
		}
	}
}

// facts reads values under the names of facts, which are checked when the
// policy is known.
func (r *reader) facts(to *[]given, from date.Date) read {
	return func(n *yaml.Node, path string) {
		r.Pairs(n, path, func(name string, n *yaml.Node, path string) {
			if text, ok := r.Scalar(n, path); ok {
				*to = append(*to, given{from: from, name: name, text: text, path: path})
			}
		})
	}
}

func (r *reader) expectedDay(name string, n *yaml.Node, path string) *expectedDay {
	d := &expectedDay{path: path}
	day, err := dunning.ParseDate(name)
	if err != nil {
		message, fix := say.NoDay(name)
		r.wrong(yamlread.CodeDate, path+" name", message, fix)
	}
	d.day = day
	if n.Kind == yaml.SequenceNode {
		r.Sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
			d.files = append(d.files, r.expectation(n, path))
		})
		return d
	}
	d.files = []*expectation{r.expectation(n, path)}
	return d
}

func (r *reader) expectation(n *yaml.Node, path string) *expectation {
	x := &expectation{path: path}
	if n.Kind == yaml.ScalarNode {
		if s, ok := r.Scalar(n, path); ok {
			x.step = s
		}
		if x.step == "none" {
			r.Wrong(n, codeExpect, say.Both("ne rien attendre demande un motif", "nothing is expected here without a reason"), say.Both("dites pourquoi : { none: not_reached }", "say why: { none: not_reached }"))
		}
		return x
	}
	send := true
	r.Mapping(n, path, keys{
		"invoice":          r.Word(&x.invoice),
		"due":              r.Day(&x.due),
		"currency":         r.Word(&x.currency),
		"step":             r.Word(&x.step),
		"none":             r.texts(&x.none),
		"blockers_include": r.texts(&x.include),
		"send":             r.Yes(&send),
		"segment":          expect(&x.segment, r.Word),
		"amount":           expect(&x.amount, r.Amount),
		"channel":          r.channels(&x.channels),
		"tone":             expect(&x.tone, r.Word),
		"deadline":         expect(&x.deadline, r.Day),
		"review":           expect(&x.review, r.Word),
		"route":            expect(&x.route, r.Word),
		"final":            expect(&x.final, r.Yes),
		"passed":           r.texts(&x.passed),
		"next":             expect(&x.next, r.Day),
		"next_step":        expect(&x.nextStep, r.Word),
		"left":             r.texts(&x.left),
	})
	x.unsent = !send
	x.isNone = x.none != nil || x.include != nil
	switch {
	case x.step == "" && len(x.none) == 0 && len(x.include) == 0:
		r.Wrong(n, codeExpect, say.Both("ni étape ni motif d’absence n’est attendu", "neither a step nor a reason for none is expected"), say.Both("écrivez step: relance-1, ou none: not_reached", "write step: relance-1, or none: not_reached"))
	case x.step != "" && x.isNone, x.none != nil && x.include != nil:
		r.Wrong(n, codeExpect, say.Both("un jour attend une seule chose : step, none ou blockers_include", "a day expects one of step, none and blockers_include"), say.Both("n’en gardez qu’une", "keep one"))
	}
	return x
}

// expect reads a value that need not be expected.
func expect[T any](to **T, how func(*T) read) read {
	return func(n *yaml.Node, path string) {
		*to = new(T)
		how(*to)(n, path)
	}
}

// texts reads one text or a list; an empty list expects none.
func (r *reader) texts(to *[]string) read {
	return func(n *yaml.Node, path string) {
		*to = []string{}
		r.Sequence(n, path, true, func(_ int, n *yaml.Node, path string) {
			if s, ok := r.Scalar(n, path); ok {
				*to = append(*to, s)
			}
		})
	}
}

func (r *reader) channels(to *[]dunning.Channel) read {
	return func(n *yaml.Node, path string) {
		*to = []dunning.Channel{}
		r.Sequence(n, path, true, func(_ int, n *yaml.Node, path string) {
			var c dunning.Channel
			r.channel(&c)(n, path)
			*to = append(*to, c)
		})
	}
}

func (r *reader) channel(to *dunning.Channel) read {
	return func(n *yaml.Node, path string) {
		s, ok := r.Scalar(n, path)
		if !ok {
			return
		}
		c, known := dunning.ParseChannel(s)
		if !known {
			var names []string
			for c := dunning.Email; c.String() != "unknown"; c++ {
				names = append(names, c.String())
			}
			r.Wrong(n, yamlread.CodeWord, say.Both("canal inconnu : %s", "unknown channel %s", say.Name(s)), say.Suggest(s, names))
		}
		*to = c
	}
}

// wrong reports a mistake at a path.
func (r *reader) wrong(code, path string, message, suggestion say.Text) {
	r.Mistakes = append(r.Mistakes, yamlread.Mistake{Code: code, At: r.At[path].Start, Message: message, Suggestion: suggestion})
}

// diagnostics are the mistakes in the order of the file, as a policy shows its
// own.
func (r *reader) diagnostics() policy.Diagnostics {
	var list policy.Diagnostics
	for _, m := range r.Mistakes {
		d := diagnostic(m.Code, r.name, m.Message, m.Suggestion)
		d.Line, d.Column = m.At.Line, m.At.Column
		if r.File != nil {
			d.Snippet = r.File.Line(m.At.Line)
		}
		list = append(list, d)
	}
	slices.SortStableFunc(list, func(a, b *policy.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return list
}

// diagnostic is a mistake in both languages.
func diagnostic(code, file string, message, suggestion say.Text) *policy.Diagnostic {
	return &policy.Diagnostic{
		Code: code, File: file, Message: message.In(law.English), Suggestion: suggestion.In(law.English),
		French: policy.Wording{Message: message.In(law.French), Suggestion: suggestion.In(law.French)},
	}
}

// amountOf reads an amount that stands in a text.
func amountOf(text string) (decimal.Decimal, bool) {
	digits, plain := yamlread.PlainNumber(strings.TrimSpace(text))
	d, err := dunning.ParseAmount(digits)
	return d, err == nil && plain
}
