package policy

import (
	"fmt"

	"github.com/rickb777/date/v2"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy/internal/source"
)

// Codes of the mistakes of form.
const (
	codeYAML    = "P001"
	codeSize    = "P002"
	codeNesting = "P003"
	codeAlias   = "P004"
	codeKey     = "P005"
	codeTwice   = "P006"
	codeMissing = "P007"
	codeShape   = "P008"
	codeNumber  = "P009"
	codeDate    = "P010"
	codeWord    = "P011"
)

// Limits on whole numbers: longer delays are typing errors.
const (
	maxDelay  = 3650
	maxTimes  = 100
	maxNumber = 999_999_999
)

func (r *reader) document(n *yaml.Node, doc *Document) {
	r.mapping(n, "", keys{
		"policy!":          r.word(&doc.Policy),
		"version!":         r.whole(&doc.Version, maxNumber),
		"effective":        r.day(&doc.Effective),
		"currency":         r.word(&doc.Currency),
		"constants":        r.constants(&doc.Constants),
		"let":              r.conditions(&doc.Let),
		"limits":           r.limits(&doc.Limits),
		"calendar":         r.calendar(&doc.Calendar),
		"carrying":         words(r, &doc.Carrying, OldestDue, HighestStep, Largest, EachInvoice),
		"on_carrying_paid": words(r, &doc.OnCarryingPaid, FromStart, Contextual, Continue),
		"catch_up":         words(r, &doc.CatchUp, OneStep, Jump, MandatoryThenJump, Replay),
		"segments!": func(n *yaml.Node, path string) {
			r.sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
				doc.Segments = append(doc.Segments, r.segment(n, path))
			})
		},
		"holds": func(n *yaml.Node, path string) {
			r.sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
				doc.Holds = append(doc.Holds, r.hold(n, path))
			})
		},
		"steps!": func(n *yaml.Node, path string) {
			r.sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
				doc.Steps = append(doc.Steps, r.step(n, path))
			})
		},
	})
}

// pairs reads a mapping whose keys are names that the author chooses.
func (r *reader) pairs(n *yaml.Node, path string, do func(name string, value *yaml.Node, path string)) {
	r.mark(n, path)
	if n.Kind != yaml.MappingNode {
		r.wrong(n, codeShape, "names and values are expected here, found "+shape(n), "")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			r.wrong(key, codeShape, "a name is one word", "")
			continue
		}
		if seen[key.Value] {
			r.wrong(key, codeTwice, fmt.Sprintf("%s stands twice here", clip(key.Value)), "keep one")
			continue
		}
		seen[key.Value] = true
		do(key.Value, value, join(path, key.Value))
		r.mark(key, join(path, key.Value)+" name")
	}
}

func (r *reader) constants(to *[]Constant) read {
	return func(n *yaml.Node, path string) {
		r.pairs(n, path, func(name string, n *yaml.Node, path string) {
			if s, ok := r.scalar(n, path); ok {
				*to = append(*to, Constant{Name: name, Value: s})
			}
		})
	}
}

func (r *reader) conditions(to *[]Condition) read {
	return func(n *yaml.Node, path string) {
		r.pairs(n, path, func(name string, n *yaml.Node, path string) {
			if s, ok := r.scalar(n, path); ok {
				*to = append(*to, Condition{Name: name, When: s})
			}
		})
	}
}

func (r *reader) limits(to *Limits) read {
	return func(n *yaml.Node, path string) {
		r.mapping(n, path, keys{
			"min_item":          r.amount(&to.MinItem),
			"min_account":       r.amount(&to.MinAccount),
			"min_contact_delay": r.whole(&to.MinContactDelay, maxDelay),
		})
	}
}

func (r *reader) calendar(to *Calendar) read {
	return func(n *yaml.Node, path string) {
		r.mapping(n, path, keys{
			"business_days": r.word(&to.BusinessDays),
			"closed": func(n *yaml.Node, path string) {
				r.sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
					var d date.Date
					r.day(&d)(n, path)
					to.Closed = append(to.Closed, d)
				})
			},
		})
	}
}

func (r *reader) segment(n *yaml.Node, path string) (s Segment) {
	r.mapping(n, path, keys{"id!": r.word(&s.ID), "when": r.word(&s.When)})
	return s
}

func (r *reader) hold(n *yaml.Node, path string) (h Hold) {
	r.mapping(n, path, keys{
		"id!":    r.word(&h.ID),
		"when!":  r.word(&h.When),
		"reason": r.word(&h.Reason),
		"owner":  r.word(&h.Owner),
		"scope":  words(r, &h.Scope, WholeFile, DisputedPart),
		"start":  r.word(&h.Start),
		"end":    r.word(&h.End),
	})
	return h
}

func (r *reader) step(n *yaml.Node, path string) (s Step) {
	r.mapping(n, path, keys{
		"id!":       r.word(&s.ID),
		"label":     r.word(&s.Label),
		"at!":       r.word(&s.At),
		"when":      r.word(&s.When),
		"segments":  r.texts(&s.Segments),
		"channel":   r.channels(&s.Channels),
		"tone":      words(r, &s.Tone, Courteous, Firm, Formal),
		"deadline":  r.whole(&s.Deadline, maxDelay),
		"route":     r.word(&s.Route),
		"review":    words(r, &s.Review, Manual),
		"optional":  r.yes(&s.Optional),
		"mandatory": r.yes(&s.Mandatory),
		"final":     r.yes(&s.Final),
		"repeat": func(n *yaml.Node, path string) {
			r.mapping(n, path, keys{"every!": r.whole(&s.Repeat.Every, maxDelay), "max!": r.whole(&s.Repeat.Max, maxTimes)})
		},
	})
	return s
}

func (r *reader) texts(to *[]string) read {
	return func(n *yaml.Node, path string) {
		r.sequence(n, path, true, func(_ int, n *yaml.Node, path string) {
			if s, ok := r.scalar(n, path); ok {
				*to = append(*to, s)
			}
		})
	}
}

// channelNames are the channels a step may use, in the order of the type.
func channelNames() []string {
	var list []string
	for c := dunning.Email; c.String() != "unknown"; c++ {
		list = append(list, c.String())
	}
	return list
}

func (r *reader) channels(to *[]dunning.Channel) read {
	return func(n *yaml.Node, path string) {
		r.sequence(n, path, true, func(_ int, n *yaml.Node, path string) {
			s, ok := r.scalar(n, path)
			if !ok {
				return
			}
			c, known := dunning.ParseChannel(s)
			if !known || c == dunning.NoChannel {
				r.wrong(n, codeWord, fmt.Sprintf("unknown channel %q", clip(s)), source.Suggest(s, channelNames()))
				return
			}
			*to = append(*to, c)
		})
	}
}
