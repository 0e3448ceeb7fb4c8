package yamlread

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/policy/internal/source"
)

// Read is what to do with the value under a key.
type Read func(n *yaml.Node, path string)

// Keys are the keys of a mapping; those that end in "!" must be there.
type Keys map[string]Read

// Mark remembers where a value stands.
func (r *Reader) Mark(n *yaml.Node, path string) {
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
	r.At[path] = text
}

// Mapping reads the keys of a mapping, each at most once.
func (r *Reader) Mapping(n *yaml.Node, path string, known Keys) {
	r.Mark(n, path)
	if n.Kind != yaml.MappingNode {
		r.Wrong(n, CodeShape, "keys and values are expected here, found "+Shape(n), "")
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
			r.Wrong(key, CodeShape, "a key is one word", "")
		case do == nil:
			r.Wrong(key, CodeKey, fmt.Sprintf("unknown key %q", Clip(name)), suggestKey(name, known))
		case seen[name]:
			r.Wrong(key, CodeTwice, fmt.Sprintf("%s stands twice here", name), "keep one")
		default:
			do(value, join(path, name))
		}
		seen[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		if bare, required := strings.CutSuffix(name, "!"); required && !seen[bare] {
			r.Wrong(n, CodeMissing, fmt.Sprintf("%s is missing", bare), "")
		}
	}
}

func suggestKey(name string, known Keys) string {
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

func names(known Keys) []string {
	var list []string
	for k := range known {
		list = append(list, strings.TrimSuffix(k, "!"))
	}
	slices.Sort(list)
	return list
}

// Shape is what a node holds, for a message.
func Shape(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "keys and values"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Value == "":
		return "nothing"
	}
	return fmt.Sprintf("%q", Clip(n.Value))
}

// Clip shortens a text for a message.
func Clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// Sequence reads each element; something that is no list is read as a list of one
// when single allows it.
func (r *Reader) Sequence(n *yaml.Node, path string, single bool, do func(i int, n *yaml.Node, path string)) {
	r.Mark(n, path)
	switch {
	case n.Kind == yaml.SequenceNode:
		for i, c := range n.Content {
			do(i, c, fmt.Sprintf("%s[%d]", path, i))
		}
	case single && n.Kind == yaml.ScalarNode:
		do(0, n, fmt.Sprintf("%s[0]", path))
	default:
		r.Wrong(n, CodeShape, "a list is expected here, found "+Shape(n), "")
	}
}

// Pairs reads a mapping whose keys are names that the author chooses; each
// stands at the path of its value and " name".
func (r *Reader) Pairs(n *yaml.Node, path string, do func(name string, value *yaml.Node, path string)) {
	r.Mark(n, path)
	if n.Kind != yaml.MappingNode {
		r.Wrong(n, CodeShape, "names and values are expected here, found "+Shape(n), "")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			r.Wrong(key, CodeShape, "a name is one word", "")
			continue
		}
		if seen[key.Value] {
			r.Wrong(key, CodeTwice, fmt.Sprintf("%s stands twice here", Clip(key.Value)), "keep one")
			continue
		}
		seen[key.Value] = true
		r.Mark(key, join(path, key.Value)+" name")
		do(key.Value, value, join(path, key.Value))
	}
}
