package policytest_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/policy"
	"github.com/creance/creance/policy/policytest"
)

// A schema is the part of JSON Schema that the published files use.
type schema struct {
	Ref           string             `json:"$ref"`
	Type          any                `json:"type"`
	Properties    map[string]*schema `json:"properties"`
	Required      []string           `json:"required"`
	Additional    json.RawMessage    `json:"additionalProperties"`
	PropertyNames *schema            `json:"propertyNames"`
	MinProperties int                `json:"minProperties"`
	Items         *schema            `json:"items"`
	MinItems      int                `json:"minItems"`
	AnyOf         []*schema          `json:"anyOf"`
	Enum          []string           `json:"enum"`
	Default       string             `json:"default"`
	Pattern       string             `json:"pattern"`
	MaxLength     int                `json:"maxLength"`
	Minimum       *int               `json:"minimum"`
	Maximum       *int               `json:"maximum"`
	Defs          map[string]*schema `json:"$defs"`
	Title         string             `json:"title"`
	Description   string             `json:"description"`
	Dialect       string             `json:"$schema"`
	ID            string             `json:"$id"`
}

func readSchema(t *testing.T, name string) *schema {
	t.Helper()
	file, err := os.Open("../schema/" + name)
	require.NoError(t, err)
	defer file.Close()
	var s schema
	decoder := json.NewDecoder(file)
	decoder.DisallowUnknownFields() // a keyword the validator below does not know would pass for nothing
	require.NoError(t, decoder.Decode(&s))
	assert.Equal(t, "https://json-schema.org/draft/2020-12/schema", s.Dialect)
	return &s
}

// The keys of each object of the schema are those its parser reads, with the
// same ones required.
func TestSchemaHasTheKeysOfTheParser(t *testing.T) {
	for name, c := range map[string]struct {
		files []string
		root  string
	}{
		"policy.json": {[]string{"../read.go"}, "document"},
		"test.json":   {[]string{"read.go", "events.go"}, "readSuite"},
	} {
		root := readSchema(t, name)
		objects := maps.Clone(root.Defs)
		objects[c.root] = root
		parsed := map[string][]string{}
		for _, file := range c.files {
			maps.Copy(parsed, parserKeys(t, file))
		}
		require.Greater(t, len(parsed), 4, name)
		for object, keys := range parsed {
			s := objects[object]
			if !assert.NotNil(t, s, "%s: the parser reads %q, the schema has no such object", name, object) {
				continue
			}
			var want []string
			for key := range s.Properties {
				if slices.Contains(s.Required, key) {
					key += "!"
				}
				want = append(want, key)
			}
			slices.Sort(want)
			assert.Equal(t, keys, want, "%s: %s", name, object)
			assert.Equal(t, "false", string(s.Additional), "%s: %s", name, object)
		}
		for object, s := range objects {
			if s.Properties != nil {
				assert.Contains(t, parsed, object, "%s: no parser reads it", name)
			}
		}
	}
}

// parserKeys finds the tables of keys in a source file: by the name of the
// function they stand in, or by the key they stand under.
func parserKeys(t *testing.T, file string) map[string][]string {
	t.Helper()
	src, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	require.NoError(t, err)
	found := map[string][]string{}
	var walk func(n ast.Node, name string)
	walk = func(n ast.Node, name string) {
		ast.Inspect(n, func(n ast.Node) bool {
			table, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			if kind, ok := table.Type.(*ast.Ident); !ok || kind.Name != "keys" {
				return true
			}
			var list []string
			for _, e := range table.Elts {
				entry := e.(*ast.KeyValueExpr)
				key, err := strconv.Unquote(entry.Key.(*ast.BasicLit).Value)
				require.NoError(t, err)
				list = append(list, key)
				walk(entry.Value, strings.TrimSuffix(key, "!"))
			}
			slices.Sort(list)
			found[name] = list
			return false
		})
	}
	for _, d := range src.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			walk(f.Body, f.Name.Name)
		}
	}
	return found
}

// Every shipped policy and every test file is valid.
func TestShippedFilesAreValid(t *testing.T) {
	forPolicy, forTest := readSchema(t, "policy.json"), readSchema(t, "test.json")
	files, err := filepath.Glob("../policies/*.yaml")
	require.NoError(t, err)
	files = append(files, "testdata/failing/relance.yaml", "testdata/failing/relance.test.yaml", "../../examples/firststeps/policy.yaml")
	for _, file := range files {
		root := forPolicy
		if strings.HasSuffix(file, ".test.yaml") {
			root = forTest
		}
		src, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Empty(t, validate(t, root, root, src), file)
	}
	wrong, err := os.ReadFile("testdata/mistakes/form.test.yaml")
	require.NoError(t, err)
	assert.Greater(t, len(validate(t, forTest, forTest, wrong)), 8)
	assert.NotEmpty(t, validate(t, forPolicy, forPolicy, []byte("policy: p\nversion: 0\nsegments: []\nsteps: [{ id: A, at: due, channel: fax, repeat: { every: 1 } }]\n")))
}

// The words of each list of choices are those the parser knows.
func TestSchemaHasTheWordsOfTheParser(t *testing.T) {
	known := regexp.MustCompile(`\(known: ([a-z_, -]+)\)`)
	policyText := "policy: p\nversion: 1\n%s\nsegments: [{ id: s }]\nholds: [{ id: h, when: held%s }]\nsteps: [{ id: a, at: due + 1%s }]\n"
	testText := "policy: p.yaml\n%s\ntests: [{ name: n, client: { id: c%s }, invoices: [{ id: F1, due: 2026-02-04, amount: 5.00%s }], expect: { 2026-02-05: a }%s }]\n"
	checked := 0
	check := func(s *schema, key, text string) {
		checked++
		_, err := policy.Parse("p.yaml", []byte(text))
		if strings.Contains(text, "tests:") {
			_, err = policytest.Check(fstest.MapFS{"p.test.yaml": {Data: []byte(text)}})
		}
		require.Error(t, err)
		if s.Enum == nil && len(s.AnyOf) > 0 { // one word or a list of them
			s = s.AnyOf[0]
		}
		if strings.HasPrefix(s.Ref, "#/$defs/channel") {
			s = readSchema(t, "policy.json").Defs["channel"]
		}
		m := known.FindStringSubmatch(err.Error())
		if key == "review" { // one word only
			assert.Equal(t, []string{"manual"}, s.Enum)
			return
		}
		require.NotNil(t, m, "%s: %v", key, err)
		want := strings.Split(m[1], ", ")
		assert.ElementsMatch(t, want, s.Enum, key)
		if s.Default != "" {
			assert.Contains(t, want, s.Default, key)
		}
	}
	p, s := readSchema(t, "policy.json"), readSchema(t, "test.json")
	for _, key := range []string{"carrying", "on_carrying_paid", "catch_up"} {
		check(p.Properties[key], key, fmt.Sprintf(policyText, key+": zzzzzzzzzz", "", ""))
	}
	check(p.Defs["hold"].Properties["scope"], "scope", fmt.Sprintf(policyText, "", ", scope: zzzzzzzzzz", ""))
	for _, key := range []string{"tone", "channel", "review"} {
		check(p.Defs["step"].Properties[key], key, fmt.Sprintf(policyText, "", "", ", "+key+": zzzzzzzzzz"))
	}
	check(s.Properties["language"], "language", fmt.Sprintf(testText, "language: zzzzzzzzzz", "", "", ""))
	check(s.Defs["client"].Properties["kind"], "client kind", fmt.Sprintf(testText, "", ", kind: zzzzzzzzzz", "", ""))
	check(s.Defs["invoice"].Properties["kind"], "invoice kind", fmt.Sprintf(testText, "", "", ", kind: zzzzzzzzzz", ""))
	check(s.Defs["scenario"].Properties["runs"], "runs", fmt.Sprintf(testText, "", "", "", ", runs: zzzzzzzzzz"))
	assert.Equal(t, 11, checked)
	for _, name := range []string{"id", "date", "amount", "channel"} {
		assert.Equal(t, p.Defs[name], s.Defs[name], "%s is written alike in both", name)
	}
}

// validate gives what is wrong with a YAML text, as an editor would show it.
func validate(t *testing.T, root, s *schema, src []byte) []string {
	t.Helper()
	var doc yaml.Node
	require.NoError(t, yaml.Unmarshal(src, &doc))
	return root.check(s, doc.Content[0])
}

// kinds are the types of JSON that a scalar may be read as. An editor reads
// YAML 1.2: a date and 1_500.00 are strings there.
func kinds(n *yaml.Node) []string {
	switch n.Tag {
	case "!!int":
		return []string{"integer", "number"}
	case "!!float":
		if strings.Contains(n.Value, "_") {
			return []string{"string"}
		}
		return []string{"number"}
	case "!!bool":
		return []string{"boolean"}
	case "!!null":
		return []string{"null"}
	}
	return []string{"string"}
}

func (root *schema) check(s *schema, n *yaml.Node) (wrong []string) {
	say := func(format string, args ...any) {
		wrong = append(wrong, fmt.Sprintf("line %d: ", n.Line)+fmt.Sprintf(format, args...))
	}
	if s.Ref != "" {
		wrong = root.check(root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")], n)
	}
	if len(s.AnyOf) > 0 && !slices.ContainsFunc(s.AnyOf, func(one *schema) bool { return len(root.check(one, n)) == 0 }) {
		say("fits none of the possible forms")
	}
	is := map[yaml.Kind][]string{yaml.MappingNode: {"object"}, yaml.SequenceNode: {"array"}}[n.Kind]
	if is == nil {
		is = kinds(n)
	}
	var types []string
	switch want := s.Type.(type) {
	case string:
		types = []string{want}
	case []any:
		for _, one := range want {
			types = append(types, one.(string))
		}
	}
	if types != nil && !slices.ContainsFunc(is, func(k string) bool { return slices.Contains(types, k) }) {
		say("%v expected, found %v", types, is)
		return wrong
	}
	switch n.Kind {
	case yaml.MappingNode:
		return append(wrong, root.checkObject(s, n)...)
	case yaml.SequenceNode:
		if len(n.Content) < s.MinItems {
			say("too short")
		}
		for _, c := range n.Content {
			if s.Items != nil {
				wrong = append(wrong, root.check(s.Items, c)...)
			}
		}
		return wrong
	}
	number, err := strconv.Atoi(n.Value)
	switch {
	case s.Enum != nil && !slices.Contains(s.Enum, n.Value), s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(n.Value),
		s.MaxLength > 0 && len(n.Value) > s.MaxLength:
		say("%q is not allowed", n.Value)
	case s.Minimum != nil && (err != nil || number < *s.Minimum), s.Maximum != nil && (err != nil || number > *s.Maximum):
		say("%s is out of bounds", n.Value)
	}
	return wrong
}

func (root *schema) checkObject(s *schema, n *yaml.Node) (wrong []string) {
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		seen[key.Value] = true
		if s.PropertyNames != nil {
			wrong = append(wrong, root.check(s.PropertyNames, key)...)
		}
		var other schema
		switch {
		case s.Properties[key.Value] != nil:
			wrong = append(wrong, root.check(s.Properties[key.Value], value)...)
		case string(s.Additional) == "false":
			wrong = append(wrong, fmt.Sprintf("line %d: unknown key %s", key.Line, key.Value))
		case json.Unmarshal(s.Additional, &other) == nil:
			wrong = append(wrong, root.check(&other, value)...)
		}
	}
	for _, key := range s.Required {
		if !seen[key] {
			wrong = append(wrong, fmt.Sprintf("line %d: %s is missing", n.Line, key))
		}
	}
	if len(seen) < s.MinProperties {
		wrong = append(wrong, fmt.Sprintf("line %d: empty", n.Line))
	}
	return wrong
}
