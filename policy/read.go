package policy

import (
	"regexp"
	"strings"

	"github.com/rickb777/date/v2"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/yamlread"
)

type (
	keys = yamlread.Keys
	read = yamlread.Read
)

// A reader fills a document from the nodes of a file.
type reader struct{ *yamlread.Reader }

// Limits on whole numbers: longer delays are typing errors.
const (
	maxDelay  = 3650
	maxTimes  = 100
	maxNumber = 999_999_999
)

func (r *reader) document(n *yaml.Node, doc *Document) {
	r.Mapping(n, "", keys{
		"policy!":          r.Word(&doc.Policy),
		"version!":         r.Whole(&doc.Version, maxNumber),
		"effective":        r.Day(&doc.Effective),
		"currency":         r.Word(&doc.Currency),
		"constants":        r.constants(&doc.Constants),
		"let":              r.conditions(&doc.Let),
		"limits":           r.limits(&doc.Limits),
		"calendar":         r.calendar(&doc.Calendar),
		"carrying":         yamlread.Words(r.Reader, &doc.Carrying, OldestDue, HighestStep, Largest, EachInvoice),
		"on_carrying_paid": yamlread.Words(r.Reader, &doc.OnCarryingPaid, FromStart, Contextual, Continue),
		"catch_up":         yamlread.Words(r.Reader, &doc.CatchUp, OneStep, Jump, MandatoryThenJump, Replay),
		"segments!": func(n *yaml.Node, path string) {
			r.Sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
				doc.Segments = append(doc.Segments, r.segment(n, path))
			})
		},
		"holds": func(n *yaml.Node, path string) {
			r.Sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
				doc.Holds = append(doc.Holds, r.hold(n, path))
			})
		},
		"steps!": func(n *yaml.Node, path string) {
			r.Sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
				doc.Steps = append(doc.Steps, r.step(n, path))
			})
		},
		"guarantees": func(n *yaml.Node, path string) {
			r.Sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
				doc.Guarantees = append(doc.Guarantees, r.guarantee(n, path))
			})
		},
	})
}

func (r *reader) constants(to *[]Constant) read {
	return func(n *yaml.Node, path string) {
		r.Pairs(n, path, func(name string, n *yaml.Node, path string) {
			if s, ok := r.Scalar(n, path); ok {
				*to = append(*to, Constant{Name: name, Value: s})
			}
		})
	}
}

func (r *reader) conditions(to *[]Condition) read {
	return func(n *yaml.Node, path string) {
		r.Pairs(n, path, func(name string, n *yaml.Node, path string) {
			if s, ok := r.Scalar(n, path); ok {
				*to = append(*to, Condition{Name: name, When: s})
			}
		})
	}
}

func (r *reader) limits(to *Limits) read {
	return func(n *yaml.Node, path string) {
		r.Mapping(n, path, keys{
			"min_item":          r.Amount(&to.MinItem),
			"min_account":       r.Amount(&to.MinAccount),
			"min_contact_delay": r.Whole(&to.MinContactDelay, maxDelay),
		})
	}
}

func (r *reader) calendar(to *Calendar) read {
	return func(n *yaml.Node, path string) {
		r.Mapping(n, path, keys{
			"business_days": r.Word(&to.BusinessDays),
			"closed": func(n *yaml.Node, path string) {
				r.Sequence(n, path, false, func(_ int, n *yaml.Node, path string) {
					var d date.Date
					r.Day(&d)(n, path)
					to.Closed = append(to.Closed, d)
				})
			},
		})
	}
}

func (r *reader) segment(n *yaml.Node, path string) (s Segment) {
	r.Mapping(n, path, keys{"id!": r.Word(&s.ID), "when": r.Word(&s.When)})
	return s
}

func (r *reader) hold(n *yaml.Node, path string) (h Hold) {
	r.Mapping(n, path, keys{
		"id!":    r.Word(&h.ID),
		"when!":  r.Word(&h.When),
		"reason": r.Word(&h.Reason),
		"owner":  r.Word(&h.Owner),
		"scope":  yamlread.Words(r.Reader, &h.Scope, WholeFile, DisputedPart),
		"start":  r.Word(&h.Start),
		"end":    r.Word(&h.End),
	})
	return h
}

func (r *reader) step(n *yaml.Node, path string) (s Step) {
	r.Mapping(n, path, keys{
		"id!":       r.Word(&s.ID),
		"label":     r.Word(&s.Label),
		"at!":       r.Word(&s.At),
		"when":      r.Word(&s.When),
		"segments":  r.texts(&s.Segments),
		"channel":   r.channels(&s.Channels),
		"tone":      yamlread.Words(r.Reader, &s.Tone, Courteous, Firm, Formal),
		"deadline":  r.Whole(&s.Deadline, maxDelay),
		"route":     r.Word(&s.Route),
		"review":    yamlread.Words(r.Reader, &s.Review, Manual),
		"optional":  r.Yes(&s.Optional),
		"mandatory": r.Yes(&s.Mandatory),
		"final":     r.Yes(&s.Final),
		"repeat": func(n *yaml.Node, path string) {
			r.Mapping(n, path, keys{"every!": r.Whole(&s.Repeat.Every, maxDelay), "max!": r.Whole(&s.Repeat.Max, maxTimes)})
		},
		"without_email": r.channels(&s.WithoutEmail),
	})
	return s
}

func (r *reader) guarantee(n *yaml.Node, path string) (g Guarantee) {
	r.Mapping(n, path, keys{
		"id!":     r.Word(&g.ID),
		"label":   r.Word(&g.Label),
		"never":   r.Word(&g.Never),
		"always":  r.Word(&g.Always),
		"apart":   r.Whole(&g.Apart, maxDelay),
		"reaches": r.Word(&g.Reaches),
		"when":    r.Word(&g.When),
	})
	return g
}

func (r *reader) texts(to *[]string) read {
	return func(n *yaml.Node, path string) {
		r.Sequence(n, path, true, func(_ int, n *yaml.Node, path string) {
			if s, ok := r.Scalar(n, path); ok {
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
		r.Sequence(n, path, true, func(_ int, n *yaml.Node, path string) {
			s, ok := r.Scalar(n, path)
			if !ok {
				return
			}
			c, known := dunning.ParseChannel(s)
			if list := severalChannels(s); list != "" {
				r.Wrong(n, yamlread.CodeWord, say.Both("%s nomme plusieurs canaux", "%s names several channels", say.Name(s)), say.Both("écrivez [%s]", "write [%s]", list))
				return
			}
			if !known || c == dunning.NoChannel {
				r.Wrong(n, yamlread.CodeWord, say.Both("canal inconnu : %s", "unknown channel %s", say.Name(s)), say.Suggest(s, channelNames()))
				return
			}
			*to = append(*to, c)
		})
	}
}

// severalChannels is the list that a text such as "email et letter" means; "" when
// it is something else.
func severalChannels(text string) string {
	parts := between.Split(text, -1)
	for i, part := range parts {
		if parts[i] = say.Nearest(part, channelNames()); parts[i] == "" {
			return ""
		}
	}
	if len(parts) < 2 {
		return ""
	}
	return strings.Join(parts, ", ")
}

// between are what stands between the words of a list that is no YAML.
var between = regexp.MustCompile(`\s*[,;/+&]\s*|\s+(?:et|and|puis|ou|or)\s+`)
