package policy

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy/internal/source"
)

// A reader fills a document from YAML nodes and remembers where each value
// stands.
type reader struct{ problems }

// read is what to do with the value under a key.
type read func(n *yaml.Node, path string)

// keys are the keys of a mapping; those that end in "!" must be there.
type keys map[string]read

func (r *reader) mark(n *yaml.Node, path string) {
	style := source.Plain
	switch {
	case n.Style&yaml.SingleQuotedStyle != 0:
		style = source.SingleQuoted
	case n.Style&yaml.DoubleQuotedStyle != 0:
		style = source.DoubleQuoted
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		style = source.Block
	}
	text := source.Text{Start: source.Place{Line: n.Line, Column: n.Column}}
	if n.Kind == yaml.ScalarNode {
		text.Value, text.Style = n.Value, style
	}
	r.text.at[path] = text
}

func (r *reader) wrong(n *yaml.Node, code, message, suggestion string) {
	r.at(code, n.Line, n.Column, message, suggestion)
}

// mapping reads the keys of a mapping, each at most once.
func (r *reader) mapping(n *yaml.Node, path string, known keys) {
	r.mark(n, path)
	if n.Kind != yaml.MappingNode {
		r.wrong(n, codeShape, "keys and values are expected here, found "+shape(n), "")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		do := known[name]
		if do == nil {
			do = known[name+"!"]
		}
		switch {
		case key.Kind != yaml.ScalarNode:
			r.wrong(key, codeShape, "a key is one word", "")
		case do == nil:
			r.wrong(key, codeKey, fmt.Sprintf("unknown key %q", clip(name)), suggestKey(name, known))
		case seen[name]:
			r.wrong(key, codeTwice, fmt.Sprintf("%s stands twice here", name), "keep one")
		default:
			do(value, join(path, name))
		}
		seen[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		if bare, required := strings.CutSuffix(name, "!"); required && !seen[bare] {
			r.wrong(n, codeMissing, fmt.Sprintf("%s is missing", bare), "")
		}
	}
}

func suggestKey(name string, known keys) string {
	if name != "" && strings.Trim(name, "0123456789") == "" {
		return "amounts are written with a point: 5.00"
	}
	return source.Suggest(name, names(known))
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func names(known keys) []string {
	var list []string
	for k := range known {
		list = append(list, strings.TrimSuffix(k, "!"))
	}
	return list
}

func shape(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "keys and values"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Value == "":
		return "nothing"
	}
	return fmt.Sprintf("%q", clip(n.Value))
}

func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// list reads each element; something that is no list is read as a list of one
// when single allows it.
func (r *reader) sequence(n *yaml.Node, path string, single bool, do func(i int, n *yaml.Node, path string)) {
	r.mark(n, path)
	switch {
	case n.Kind == yaml.SequenceNode:
		for i, c := range n.Content {
			do(i, c, fmt.Sprintf("%s[%d]", path, i))
		}
	case single && n.Kind == yaml.ScalarNode:
		do(0, n, fmt.Sprintf("%s[0]", path))
	default:
		r.wrong(n, codeShape, "a list is expected here, found "+shape(n), "")
	}
}

// scalar is the text of a value; false when it is none, which is reported.
func (r *reader) scalar(n *yaml.Node, path string) (string, bool) {
	r.mark(n, path)
	if n.Kind != yaml.ScalarNode || n.Value == "" && n.Tag == "!!null" {
		r.wrong(n, codeShape, "a text is expected here, found "+shape(n), "")
		return "", false
	}
	return n.Value, true
}

func (r *reader) word(to *string) read {
	return func(n *yaml.Node, path string) {
		if s, ok := r.scalar(n, path); ok {
			*to = s
		}
	}
}

// words reads one of the values of a named string type.
func words[T ~string](r *reader, to *T, known ...T) read {
	return func(n *yaml.Node, path string) {
		s, ok := r.scalar(n, path)
		if !ok {
			return
		}
		if !slices.Contains(known, T(s)) {
			list := make([]string, len(known))
			for i, k := range known {
				list[i] = string(k)
			}
			r.wrong(n, codeWord, fmt.Sprintf("unknown value %q", clip(s)), source.Suggest(s, list))
			return
		}
		*to = T(s)
	}
}

func (r *reader) yes(to *bool) read {
	return func(n *yaml.Node, path string) {
		switch s, ok := r.scalar(n, path); {
		case !ok:
		case s == "true" || s == "false":
			*to = s == "true"
		default:
			r.wrong(n, codeWord, fmt.Sprintf("%q is neither true nor false", clip(s)), "")
		}
	}
}

// whole reads a whole number up to a limit, without the readings YAML has for
// 010, 0x10 and 1e3.
func (r *reader) whole(to *int, limit int) read {
	return func(n *yaml.Node, path string) {
		s, ok := r.scalar(n, path)
		if !ok {
			return
		}
		v := 0
		for _, c := range s {
			if c < '0' || c > '9' || len(s) > 9 {
				r.wrong(n, codeNumber, fmt.Sprintf("%q is not a whole number written in digits", clip(s)), "")
				return
			}
			v = v*10 + int(c-'0')
		}
		switch {
		case len(s) > 1 && s[0] == '0':
			r.wrong(n, codeNumber, fmt.Sprintf("%q starts with a zero", s), "write "+strings.TrimLeft(s[:len(s)-1], "0")+s[len(s)-1:])
		case v > limit:
			r.wrong(n, codeNumber, fmt.Sprintf("%s is more than %d", s, limit), "")
		default:
			*to = v
		}
	}
}

// plainNumber takes the underscores out of a number; false when it is not
// written plainly.
func plainNumber(s string) (string, bool) {
	digits := strings.ReplaceAll(s, "_", "")
	whole, _, _ := strings.Cut(strings.TrimPrefix(digits, "-"), ".")
	bad := strings.HasPrefix(s, "_") || strings.HasSuffix(s, "_") || strings.Contains(s, "__") ||
		strings.Contains(s, "_.") || strings.Contains(s, "._") || strings.HasPrefix(s, "+") || strings.HasPrefix(s, "-_") ||
		len(whole) > 1 && whole[0] == '0'
	return digits, !bad
}

func (r *reader) amount(to *decimal.Decimal) read {
	return func(n *yaml.Node, path string) {
		s, ok := r.scalar(n, path)
		if !ok {
			return
		}
		digits, plain := plainNumber(s)
		d, err := dunning.ParseAmount(digits)
		if err != nil || !plain {
			r.wrong(n, codeNumber, fmt.Sprintf("%q is not an amount", clip(s)), "write 20.00 or 1_500.00, with a point")
			return
		}
		*to = d
	}
}

func (r *reader) day(to *date.Date) read {
	return func(n *yaml.Node, path string) {
		s, ok := r.scalar(n, path)
		if !ok {
			return
		}
		d, err := dunning.ParseDate(s)
		if err != nil {
			r.wrong(n, codeDate, err.Error(), "write the year, the month and the day: 2026-01-31")
			return
		}
		*to = d
	}
}
