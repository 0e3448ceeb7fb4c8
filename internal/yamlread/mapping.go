package yamlread

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/internal/source"
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

// pairs says how keys are written; a bare word where an id is one of them is
// taken for the id.
func pairs(n *yaml.Node, known Keys) say.Text {
	if _, ok := known["id!"]; ok && n.Kind == yaml.ScalarNode && n.Value != "" && len(n.Value) <= 40 {
		return say.Both("écrivez { id: %s }", "write { id: %s }", n.Value)
	}
	return say.Both("écrivez cle: valeur, avec une espace après les deux-points", "write key: value, with a space after the colon")
}

// Mapping reads the keys of a mapping, each at most once.
func (r *Reader) Mapping(n *yaml.Node, path string, known Keys) {
	r.Mark(n, path)
	if n.Kind != yaml.MappingNode {
		r.Wrong(n, CodeShape, say.Both("des clés et leurs valeurs sont attendues ici, pas %s", "keys and values are expected here, found %s", Shape(n)), pairs(n, known))
		return
	}
	seen, misspelt := map[string]bool{}, map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		do := known[name]
		if do == nil {
			do = known[name+"!"]
		}
		switch {
		case key.Kind != yaml.ScalarNode:
			r.Wrong(key, CodeShape, say.Both("une clé est un seul mot", "a key is one word"), say.Text{})
		case do == nil && len(r.Mistakes) >= maxMistakes:
		case do == nil:
			r.Wrong(key, CodeKey, say.Both("clé inconnue : %s", "unknown key %s", say.Name(name)), suggestKey(name, known))
			misspelt[say.Nearest(name, names(known))] = true
		case r.cut(n.Content[i+1:]):
			i += 2 // the rest of the number, read as a key
		case seen[name]:
			r.Wrong(key, CodeTwice, say.Both("%s figure deux fois ici", "%s stands twice here", name), say.Both("n’en gardez qu’une", "keep one"))
		default:
			do(value, join(path, name))
		}
		seen[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		if bare, required := strings.CutSuffix(name, "!"); required && !seen[bare] && !misspelt[bare] {
			r.Wrong(n, CodeMissing, say.Both("il manque %s", "%s is missing", bare), say.Both("ajoutez %s: et sa valeur", "add %s: and its value", bare))
		}
	}
}

var (
	leading  = regexp.MustCompile(`^\d+`)
	trailing = regexp.MustCompile(`\d[\d _\x{a0}\x{202f}]*$`)
)

// cut reports a decimal comma inside braces, which makes a key without a value
// of the cents: what stands from a value on.
func (r *Reader) cut(rest []*yaml.Node) bool {
	if len(rest) < 3 || rest[2].Tag != "!!null" || rest[2].Value != "" {
		return false
	}
	value, key := rest[0], rest[1]
	whole, cents := trailing.FindString(value.Value), leading.FindString(key.Value)
	if value.Kind != yaml.ScalarNode || value.Style != 0 || key.Line != value.Line || whole == "" || cents == "" {
		return false
	}
	r.Wrong(key, CodeNumber, say.Both("une virgule sépare les clés, et coupe ici un nombre", "a comma separates keys, and cuts a number here"),
		plainly(whole+","+cents, say.Both("écrivez le nombre avec un point : 5.00", "write the number with a point: 5.00")))
	return true
}

func suggestKey(name string, known Keys) say.Text {
	if digits, _, _ := strings.Cut(name, " "); digits != "" && strings.Trim(digits, "0123456789") == "" {
		return say.Both("une virgule sépare les clés ; un montant s’écrit avec un point : 5.00", "a comma separates keys; amounts are written with a point: 5.00")
	}
	return say.Suggest(name, names(known))
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
func Shape(n *yaml.Node) say.Text {
	switch {
	case n.Kind == yaml.MappingNode:
		return say.Both("des clés et leurs valeurs", "keys and values")
	case n.Kind == yaml.SequenceNode:
		return say.Both("une liste", "a list")
	case n.Value == "":
		return say.Both("rien", "nothing")
	}
	return say.Both("%s", "%s", say.Name(n.Value))
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
		r.Wrong(n, CodeShape, say.Both("une liste est attendue ici, pas %s", "a list is expected here, found %s", Shape(n)), say.Both("écrivez chaque élément sur sa ligne, après un tiret et une espace", "write each element on its line, after a dash and a space"))
	}
}

// Pairs reads a mapping whose keys are names that the author chooses; each
// stands at the path of its value and " name".
func (r *Reader) Pairs(n *yaml.Node, path string, do func(name string, value *yaml.Node, path string)) {
	r.Mark(n, path)
	if n.Kind != yaml.MappingNode {
		r.Wrong(n, CodeShape, say.Both("des noms et leurs valeurs sont attendus ici, pas %s", "names and values are expected here, found %s", Shape(n)), say.Both("écrivez nom: valeur, avec une espace après les deux-points", "write name: value, with a space after the colon"))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			r.Wrong(key, CodeShape, say.Both("un nom est un seul mot", "a name is one word"), say.Text{})
			continue
		}
		if r.cut(n.Content[i+1:]) {
			r.Mark(key, join(path, key.Value)+" name")
			i += 2
			continue
		}
		if seen[key.Value] {
			r.Wrong(key, CodeTwice, say.Both("%s figure deux fois ici", "%s stands twice here", say.Clip(key.Value)), say.Both("n’en gardez qu’une", "keep one"))
			continue
		}
		seen[key.Value] = true
		r.Mark(key, join(path, key.Value)+" name")
		do(key.Value, value, join(path, key.Value))
	}
}
