// Package docs_test compiles and runs what the pages of this folder show.
package docs_test

import (
	"flag"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "copy the code, the outputs and the files into the pages")

// A comment before a fenced block says what the block shows:
//
//	<!-- embed_test.go#Example_embed -->          the body of a function
//	<!-- embed_test.go#Example_embed output -->   what it prints
//	<!-- facts_test.go#supplier -->               any other declaration, whole
//	<!-- testdata/relance.yaml -->                a file
var (
	shown  = regexp.MustCompile("(?ms)^<!-- (\\S+?)(?:#(\\w+))?( output)? -->\n```\\w+\n(.*?)^```\n")
	fenced = regexp.MustCompile("(?ms)^```(\\w+)\n.*?^```\n")
)

func TestPagesShowWhatIsTested(t *testing.T) {
	for name, page := range pages(t) {
		var out strings.Builder
		last, checked := 0, 0
		for _, b := range shown.FindAllStringSubmatchIndex(page, -1) {
			sub := func(i int) string {
				if b[2*i] < 0 {
					return ""
				}
				return page[b[2*i]:b[2*i+1]]
			}
			want := source(t, sub(1), sub(2), sub(3) != "")
			if !*update {
				assert.Equal(t, want, sub(4), "%s shows %s %s; go test ./docs -run Pages -update", name, sub(1), sub(2))
			}
			out.WriteString(page[last:b[8]])
			out.WriteString(want)
			last = b[9]
			checked++
		}
		out.WriteString(page[last:])
		if *update {
			require.NoError(t, os.WriteFile(name, []byte(out.String()), 0o644))
		}
		// Commands for a terminal are the only blocks that come from nowhere.
		for _, b := range fenced.FindAllStringSubmatch(page, -1) {
			if b[1] != "sh" {
				checked--
			}
		}
		assert.Zero(t, checked, "%s: every block but sh says which file it shows", name)
	}
}

// source is what a comment names: a file, or a declaration of a Go file of this
// folder.
func source(t *testing.T, file, name string, output bool) string {
	t.Helper()
	src, err := os.ReadFile(file)
	require.NoError(t, err)
	if name == "" {
		return string(src)
	}
	files := token.NewFileSet()
	syntax, err := parser.ParseFile(files, file, src, parser.ParseComments)
	require.NoError(t, err)
	text := func(from, to token.Pos) string {
		return string(src[files.Position(from).Offset:files.Position(to).Offset])
	}
	for _, example := range doc.Examples(syntax) {
		if "Example"+example.Name == name {
			if output {
				return example.Output
			}
			break
		}
	}
	require.False(t, output, "%s: %s prints nothing", file, name)
	for _, decl := range syntax.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Name.Name != name {
				continue
			}
			if !strings.HasPrefix(name, "Example") {
				return text(d.Pos(), d.End()) + "\n"
			}
			body, _, _ := strings.Cut(text(d.Body.Lbrace+2, d.Body.Rbrace), "\t// Output:")
			return strings.ReplaceAll(strings.TrimPrefix(body, "\t"), "\n\t", "\n")
		case *ast.GenDecl:
			if spec, ok := d.Specs[0].(*ast.TypeSpec); ok && spec.Name.Name == name {
				return text(d.Pos(), d.End()) + "\n"
			}
		}
	}
	require.Failf(t, "not found", "%s has no %s", file, name)
	return ""
}

// Links to files of the repository lead somewhere.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	for name, page := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(fenced.ReplaceAllString(page, ""), -1) {
			_, err := os.Stat(m[1])
			assert.NoError(t, err, "%s: %s", name, m[1])
		}
	}
}

// A page is in the index, and names its counterpart in the other language.
func TestIndex(t *testing.T) {
	all := pages(t)
	for name, page := range all {
		if name == "README.md" {
			continue
		}
		assert.Contains(t, all["README.md"], "]("+name+")")
		if english, french := strings.CutSuffix(name, ".fr.md"); french {
			assert.Contains(t, page, "]("+english+".md)", name)
			assert.Contains(t, all[english+".md"], "]("+name+")", english)
		}
	}
}

// Go names in the pages exist: `penalty.Rule.Floor`, `kpi.HT`.
func TestNames(t *testing.T) {
	name := regexp.MustCompile("`\\*?([a-z]+)\\.([A-Z]\\w*)(?:\\.([A-Z]\\w*))?")
	packages := map[string]map[string]bool{}
	found := 0
	for file, page := range pages(t) {
		for _, m := range name.FindAllStringSubmatch(page, -1) {
			if m[1] == "date" || m[1] == "decimal" {
				continue // of other modules
			}
			dir := folder(m[1])
			if dir == "" {
				t.Errorf("%s: no package %s", file, m[1])
				continue
			}
			if packages[dir] == nil {
				packages[dir] = exported(t, dir)
			}
			want := m[2]
			if m[3] != "" {
				want += "." + m[3]
			}
			assert.True(t, packages[dir][want], "%s: %s has no %s", file, m[1], want)
			found++
		}
	}
	assert.Greater(t, found, 50)
}

// folder is where a package of this module lives; "" when it has none.
func folder(name string) string {
	for _, dir := range []string{"../" + name, "../dunning/" + name, "../policy/" + name} {
		if _, err := os.Stat(dir); err == nil {
			return dir
		}
	}
	return ""
}

// exported are the exported names of a package, with their fields and methods.
func exported(t *testing.T, dir string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	files, err := filepath.Glob(path.Join(dir, "*.go"))
	require.NoError(t, err)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		for _, decl := range syntax.Decls {
			if d, ok := decl.(*ast.FuncDecl); ok {
				names[receiver(d)+d.Name.Name] = true
				continue
			}
			for _, spec := range decl.(*ast.GenDecl).Specs {
				switch s := spec.(type) {
				case *ast.ValueSpec:
					for _, n := range s.Names {
						names[n.Name] = true
					}
				case *ast.TypeSpec:
					names[s.Name.Name] = true
					if fields, ok := s.Type.(*ast.StructType); ok {
						for _, f := range fields.Fields.List {
							for _, n := range f.Names {
								names[s.Name.Name+"."+n.Name] = true
							}
						}
					}
				}
			}
		}
	}
	return names
}

// receiver is the type of a method and a point, or nothing.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if generic, ok := typ.(*ast.IndexExpr); ok {
		typ = generic.X
	}
	return typ.(*ast.Ident).Name + "."
}

func pages(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	names, err := filepath.Glob("*.md")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		page, err := os.ReadFile(name)
		require.NoError(t, err)
		all[name] = string(page)
	}
	return all
}
