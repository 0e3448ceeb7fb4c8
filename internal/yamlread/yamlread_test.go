package yamlread_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/yamlread"
	"github.com/creance/creance/law"
)

type level string

// page is a document with a value of each kind.
type page struct {
	word   string
	level  level
	yes    bool
	whole  int
	amount decimal.Decimal
	day    date.Date
	list   []string
	pairs  map[string]string
}

func read(src string) (page, *yamlread.Reader) {
	var p page
	r, root := yamlread.Load(say.Both("une page", "a page"), "page.yaml", []byte(src))
	if root == nil {
		return p, r
	}
	p.pairs = map[string]string{}
	texts := func(single bool) yamlread.Read {
		return func(n *yaml.Node, path string) {
			r.Sequence(n, path, single, func(_ int, n *yaml.Node, path string) {
				if s, ok := r.Scalar(n, path); ok {
					p.list = append(p.list, s)
				}
			})
		}
	}
	r.Mapping(root, "", yamlread.Keys{
		"word!":  r.Word(&p.word),
		"level":  yamlread.Words(r, &p.level, "low", "high"),
		"yes":    r.Yes(&p.yes),
		"whole":  r.Whole(&p.whole, 100),
		"amount": r.Amount(&p.amount),
		"day":    r.Day(&p.day),
		"list":   texts(false),
		"one":    texts(true),
		"pairs": func(n *yaml.Node, path string) {
			r.Pairs(n, path, func(name string, n *yaml.Node, path string) {
				if s, ok := r.Scalar(n, path); ok {
					p.pairs[name] = s
				}
			})
		},
	})
	return p, r
}

func TestRead(t *testing.T) {
	p, r := read("word: 'été'\nlevel: high\nyes: true\nwhole: 42\namount: 1_500.00\nday: 2026-01-31\nlist: [a, b]\none: c\npairs:\n  x: |\n    y\n  z: \"w\"\n")
	require.Empty(t, r.Mistakes)
	assert.Equal(t, "été high true 42 1500.00 2026-01-31 [a b c] map[x:y\n z:w]",
		fmt.Sprint(p.word, " ", p.level, " ", p.yes, " ", p.whole, " ", p.amount.StringFixed(2), " ", p.day, " ", p.list, " ", p.pairs))
	assert.Equal(t, 7, r.At["list[1]"].Start.Line)
	assert.Equal(t, 10, r.At["pairs.x"].Start.Line)
	assert.Equal(t, 3, r.At["pairs.z name"].Start.Column)
}

func TestMistakes(t *testing.T) {
	deep := "word: a\nlist: " + strings.Repeat("[", 70) + strings.Repeat("]", 70)
	for src, want := range map[string]string{
		"":                               "1:1 P001 the file is empty ()",
		"word: a\n---\nword: b":          "2:1 P001 the file holds a second document (write one document per file; --- starts another)",
		"word: a\n---\n{":                "3:1 P001 { is not closed (close it by })",
		"word: [a":                       "1:7 P001 [ is not closed (close it by ])",
		"word: {a":                       "1:7 P001 { is not closed",
		"word: a: b":                     "1:8 P001 this text holds a colon (put it in quotes: \"…\")",
		"word: \"\\é\"":                  "1:1 P001 not YAML, here or on the line above: found unknown escape character",
		"word: \xff":                     "1:7 P001 the file is not UTF-8 text",
		"word: a\nlist: \x01":            "2:7 P001 the file holds the control character 0x1",
		"word: &a b":                     "1:7 P004 anchors (&) and aliases (*) are not used in a page",
		"word: !!int 3":                  "1:7 P004 explicit types (! or !!) are not used in a page",
		deep:                             "P003 more than 64 levels inside one another",
		"[]":                             "1:1 P008 keys and values are expected here, found a list",
		"a":                              "found \"a\"",
		"list: []":                       "1:1 P007 word is missing (add word: and its value)",
		"word: a\nwrod: b":               "2:1 P005 unknown key \"wrod\" (did you mean \"word\"?)",
		"word: a\nlist: { a: b }":        "2:7 P008 a list is expected here, found keys and values",
		"word: a\nword: b":               "2:1 P006 word stands twice here (keep one)",
		"word: a\n? [x]\n: y":            "2:3 P008 a key is one word",
		"word: a\n5: b":                  "amounts are written with a point: 5.00",
		"word:":                          "P008 a text is expected here, found nothing",
		"word: a\nlevel: mid":            "2:8 P011 unknown value \"mid\" (known: low, high)",
		"word: a\nlevel: []":             "2:8 P008 a text is expected here",
		"word: a\nyes: oui":              "2:6 P011 \"oui\" is neither true nor false",
		"word: a\nyes: []":               "P008",
		"word: a\nwhole: 010":            "2:8 P009 \"010\" starts with a zero (write 10)",
		"word: a\nwhole: 1e3":            "P009 \"1e3\" is not a whole number",
		"word: a\nwhole: 101":            "P009 101 is more than 100",
		"word: a\nwhole: []":             "P008",
		"word: a\namount: 1,5":           "P009 \"1,5\" is not an amount",
		"word: a\namount: 1__5":          "P009",
		"word: a\namount: []":            "P008",
		"word: a\nday: 2026-02-30":       "2:6 P010 date \"2026-02-30\" is not in the calendar",
		"word: a\nday: []":               "P008",
		"word: a\npairs: [x]":            "P008 names and values are expected here, found a list",
		"word: a\npairs: { x: y, x: z }": "2:16 P006 x stands twice here",
		"word: a\npairs: { [x]: y }":     "2:10 P008 a name is one word",
		"word: a\n" + strings.Repeat("é", 50) + ": b": "unknown key \"" + strings.Repeat("é", 40) + "…\"",
	} {
		_, r := read(src)
		var got []string
		for _, m := range r.Mistakes {
			got = append(got, fmt.Sprintf("%d:%d %s %s (%s)", m.At.Line, m.At.Column, m.Code, m.Message.In(law.English), m.Suggestion.In(law.English)))
		}
		assert.Contains(t, strings.Join(got, "\n"), want, "%q", src)
	}
	_, r := read(strings.Repeat("#", 256<<10+1))
	assert.Equal(t, yamlread.CodeSize, r.Mistakes[0].Code)
}

// Whatever the file, reading ends, and a mistake has its place in it.
func FuzzRead(f *testing.F) {
	f.Add("word: a\nlist: [b, c]\npairs: { x: y }\n")
	f.Add("word: \"\\u00e9\"\n? [a]\n: *b\n")
	f.Fuzz(func(t *testing.T, src string) {
		_, r := read(src)
		for _, m := range r.Mistakes {
			if m.Code != yamlread.CodeSize {
				assert.Positive(t, m.At.Line)
				assert.Positive(t, m.At.Column)
			}
		}
	})
}
