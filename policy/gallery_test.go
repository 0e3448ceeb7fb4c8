package policy_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

var update = flag.Bool("update", false, "write the generated pages and golden files again")

// golden compares a generated text with a file of the package.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(name, got, 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err, "go test ./policy -update writes it")
	assert.Equal(t, string(want), string(got), "%s is out of date: go test ./policy -update", name)
}

// build loads a policy over the plain facts.
func build(name string, src []byte) error {
	_, err := policy.Load[policy.Facts](name, src)
	return err
}

// lint is what a policy that compiles is warned of.
func lint(t testing.TB, name string, src []byte) policy.Diagnostics {
	t.Helper()
	doc, err := policy.Parse(name, src)
	require.NoError(t, err)
	p, err := policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
	return p.Lint()
}

var codeLine = regexp.MustCompile(`^# (P\d{3}) (.+)\n# (.+)\n`)

// Each file of testdata/errors starts with its code and a sentence in English,
// then in French; its first mistake has this code. ERRORS.md and ERRORS.fr.md are
// made of them.
func TestGallery(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.yaml")
	require.NoError(t, err)
	var english, french bytes.Buffer
	english.WriteString("# Mistakes in a policy\n\n[En français](ERRORS.fr.md)\n\nEach message shows the file, the line, the column, what is wrong, what to write instead, and a\ncode that does not change. This page is generated from `testdata/errors` by `go test ./policy -update`.\n")
	french.WriteString("# Les erreurs d'une politique\n\n[In English](ERRORS.md)\n\nChaque message montre le fichier, la ligne, la colonne, ce qui ne va pas, ce qu'il faut écrire, et un\ncode qui ne change pas. Cette page est tirée de `testdata/errors` par `go test ./policy -update`.\n")
	shown := map[string]bool{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		require.NoError(t, err)
		head := codeLine.FindStringSubmatch(string(src))
		require.NotNil(t, head, "%s must start with two lines like: # P201 A sentence. # Une phrase.", file)
		rest := string(src)[len(head[0]):]
		if strings.HasPrefix(head[1], "P4") {
			err = lint(t, "policy.yaml", []byte(rest))
		} else {
			err = build("policy.yaml", []byte(rest))
		}
		diagnostics, ok := err.(policy.Diagnostics)
		require.True(t, ok, "%s: %v", file, err)
		for _, d := range diagnostics {
			bilingual(t, d)
			assert.Positive(t, d.Line, "%s: %v has no place", file, d)
			assert.Positive(t, d.Column, "%s: %v has no place", file, d)
		}
		assert.Equal(t, head[1], diagnostics[0].Code, "%s: %v", file, err)
		assert.Equal(t, head[1], strings.TrimSuffix(filepath.Base(file), ".yaml")[:4], file)
		shown[head[1]] = true
		fmt.Fprintf(&english, "\n## %s\n\n%s\n\n```yaml\n%s```\n\n```\n%v\n```\n", head[1], head[2], excerpt(rest), err)
		fmt.Fprintf(&french, "\n## %s\n\n%s\n\n```yaml\n%s```\n\n```\n%s\n```\n", head[1], head[3], excerpt(rest), diagnostics.Text(law.French))
	}
	golden(t, "ERRORS.md", english.Bytes())
	golden(t, "ERRORS.fr.md", french.Bytes())
	elsewhere := map[string]string{
		"P002": "a file of 256 KiB, see TestTooLarge",
		"P313": "only a Go literal can have it, see TestGoLiteral",
	}
	for _, code := range declaredCodes(t) {
		if elsewhere[code] != "" {
			continue
		}
		assert.True(t, shown[code], "no file of testdata/errors shows %s", code)
	}
}

// misprint is what fmt writes for an operand too many, too few or of another
// type; a "%!" alone may be the file's own, quoted.
var misprint = regexp.MustCompile(`%!.?\(([A-Z]{5,}|[\w.*]+=)`)

// bilingual checks that a mistake says everything in both languages.
func bilingual(t testing.TB, d *policy.Diagnostic) {
	t.Helper()
	assert.NotEmpty(t, d.Message)
	assert.NotEmpty(t, d.French.Message, d.Message)
	assert.Equal(t, d.Suggestion == "", d.French.Suggestion == "", "%s\n%s", d.Suggestion, d.French.Suggestion)
	for _, text := range []string{d.Message, d.Suggestion, d.French.Message, d.French.Suggestion} {
		assert.NotRegexp(t, misprint, text)
	}
}

// excerpt keeps a gallery entry short and narrow.
func excerpt(text string) string {
	lines := strings.SplitAfter(text, "\n")
	if len(lines) > 40 {
		lines = append(lines[:40], "…\n")
	}
	for i, line := range lines {
		if r := []rune(line); len(r) > 160 {
			lines[i] = string(r[:160]) + "…\n"
		}
	}
	return strings.Join(lines, "")
}

var declared = regexp.MustCompile(`=\s+"(P\d{3})"`)

// declaredCodes reads the codes from the source files, so that a new one cannot
// be forgotten here.
func declaredCodes(t *testing.T) []string {
	t.Helper()
	var codes []string
	for _, pattern := range []string{"*.go", "internal/lang/*.go", "internal/yamlread/*.go"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			src, err := os.ReadFile(file)
			require.NoError(t, err)
			for _, m := range declared.FindAllStringSubmatch(string(src), -1) {
				codes = append(codes, m[1])
			}
		}
	}
	slices.Sort(codes)
	require.Greater(t, len(codes), 20)
	return codes
}

func TestFactsPage(t *testing.T) {
	words, err := policy.Vocabulary[policy.Facts]()
	require.NoError(t, err)
	var page bytes.Buffer
	page.WriteString("# Facts\n\nWhat the expressions of a policy can name. This page is generated from the fields of `policy.Facts` by\n`go test ./policy -update`. Amounts are TTC in the currency of the file, ratios count to six decimals.\n\n| name | type | meaning | sens |\n|---|---|---|---|\n")
	for _, w := range words {
		assert.NotEmpty(t, w.English, w.Name)
		assert.NotEmpty(t, w.French, w.Name)
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s |\n", w.Name, w, w.English, w.French)
	}
	page.WriteString("\n## In guarantees\n\nWhat `never` and `always` can say of a step that is decided, besides the facts of its day.\n\n| name | type | meaning | sens |\n|---|---|---|---|\n")
	for _, w := range policy.GuaranteeVocabulary() {
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s |\n", w.Name, w, w.English, w.French)
	}
	golden(t, "FACTS.md", page.Bytes())
}
