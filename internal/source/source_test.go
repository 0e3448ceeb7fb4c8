package source_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/internal/source"
)

// every text holds the value of key "a" with one mark ¤, which must be found
// again by its offset in the value.
var scalars = map[string]string{
	"plain":           "x: 1\na: été ¤ fin\n",
	"plain flow":      "{a: un ¤ deux, b: 2}",
	"plain folded":    "a: un\n   deux\n   trois ¤ quatre\n",
	"single":          "a: 'l''été, ''¤'' vu'\n",
	"single folded":   "a: 'un\n  deux ¤'\n",
	"double":          `a: "dit \"\u00e9t\u00e9\" \x41 \t¤ là"` + "\n",
	"double folded":   "a: \"un \\\n  deux\n  trois ¤\"\n",
	"literal":         "a: |\n  un\n    deux\n\n  trois ¤\nb: 2\n",
	"literal indent":  "k:\n  - a: |2-\n        un\n      ¤ deux\n",
	"folded":          "a: >-\n  un\n  deux ¤\n  trois\n",
	"folded comment":  "a: >  # pourquoi\n  un ¤ deux\n",
	"carriage return": "a: |\r\n  un\r\n  ¤ deux\r\n",
	"at the start":    "a: ¤\n",
	"emoji":           "a: \"😀 ¤\"\n",
}

func TestPlaceFindsTheMark(t *testing.T) {
	for name, text := range scalars {
		t.Run(name, func(t *testing.T) {
			var doc yaml.Node
			assert.NoError(t, yaml.Unmarshal([]byte(text), &doc))
			node := find(&doc)
			value := source.Text{Value: node.Value, Start: source.Place{Line: node.Line, Column: node.Column}, Style: style(node)}
			offset := -1
			for i, r := range []rune(node.Value) {
				if r == '¤' {
					offset = i
				}
			}
			assert.GreaterOrEqual(t, offset, 0, "value %q", node.Value)
			file := source.NewFile("f", []byte(text))
			at := value.Place(file, offset)
			line := []rune(file.Line(at.Line))
			if assert.Less(t, at.Column-1, len(line), "line %q", string(line)) {
				assert.Equal(t, "¤", string(line[at.Column-1]))
			}
		})
	}
}

func find(n *yaml.Node) *yaml.Node {
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 && c.Value == "a" {
			return n.Content[i+1]
		}
		if got := find(c); got != nil {
			return got
		}
	}
	return nil
}

func style(n *yaml.Node) source.Style {
	switch {
	case n.Style&yaml.SingleQuotedStyle != 0:
		return source.SingleQuoted
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return source.DoubleQuoted
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return source.Block
	}
	return source.Plain
}

func TestPlaceAfterTheEnd(t *testing.T) {
	file := source.NewFile("f", []byte("a: été"))
	text := source.Text{Value: "été", Start: source.Place{Line: 1, Column: 4}}
	assert.Equal(t, source.Place{Line: 1, Column: 7}, text.Place(file, 3))
	assert.Equal(t, source.Place{Line: 1, Column: 7}, text.Place(file, 99))
	foreign := source.Text{Value: "autre", Start: source.Place{Line: 1, Column: 4}}
	assert.Equal(t, foreign.Start, foreign.Place(file, 2), "a value the file does not hold")
	beyond := source.Text{Value: "x", Start: source.Place{Line: 9, Column: 1}}
	assert.Equal(t, beyond.Start, beyond.Place(file, 0))
}

func FuzzPlace(f *testing.F) {
	for _, text := range scalars {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var doc yaml.Node
		if len(text) > 1<<12 || yaml.Unmarshal([]byte(text), &doc) != nil {
			return
		}
		node := find(&doc)
		if node == nil || node.Kind != yaml.ScalarNode {
			return
		}
		value := source.Text{Value: node.Value, Start: source.Place{Line: node.Line, Column: node.Column}, Style: style(node)}
		file := source.NewFile("f", []byte(text))
		for i := range len([]rune(node.Value)) + 1 {
			if at := value.Place(file, i); at.Line < 1 || at.Column < 1 {
				t.Fatalf("%q offset %d is at %v", text, i, at)
			}
		}
	})
}
