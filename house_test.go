package creance_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/internal/deptest"
)

// The plan of the house: what each package may import of this module. A package
// that is not listed fails the test, so that a new one is placed on purpose.
var house = map[string][]string{
	"law":              {},
	"chart":            {},
	"dunning/calendar": {"law"},
	"dunning/terms":    {"law", "internal/locale"},
	"dunning":          {"law", "dunning/terms", "internal/locale", "internal/minor"},

	"dunning/ceiling":    {"law", "dunning/terms", "internal/locale"},
	"dunning/exchange":   {"law", "dunning", "dunning/terms"},
	"dunning/fec":        {"law", "dunning", "dunning/terms", "internal/minor", "internal/locale", "internal/say"},
	"dunning/mention":    {"law", "dunning", "internal/locale"},
	"dunning/notice":     {"law", "dunning", "internal/locale", "internal/minor"},
	"dunning/plan":       {"law", "dunning", "dunning/terms", "internal/civil", "internal/locale", "internal/minor"},
	"dunning/limitation": {"law", "internal/civil", "internal/locale"},
	"dunning/route":      {"law", "dunning", "internal/civil", "internal/locale", "internal/minor"},
	"dunning/einvoice":   {"law", "dunning", "dunning/ceiling", "dunning/mention", "dunning/terms", "internal/locale", "internal/minor"},
	"dunning/letter":     {"law", "dunning", "dunning/notice", "penalty", "internal/locale", "internal/minor"},

	"penalty": {"law", "dunning", "internal/civil", "internal/locale", "internal/minor"},
	"aging":   {"law", "dunning", "internal/locale", "internal/minor", "internal/wire"},
	"kpi":     {"law", "dunning", "internal/locale", "internal/minor", "internal/wire"},
	"policy": {"law", "dunning", "dunning/calendar", "dunning/limitation", "internal/fast", "internal/lang", "internal/locale", "internal/minor", "internal/region", "internal/say",
		"internal/source", "internal/yamlread"},
	"nightly": {"dunning", "dunning/terms", "penalty", "aging", "kpi", "policy", "internal/minor"}, // programs only

	"policy/policytest": {"law", "dunning", "dunning/terms", "policy", "internal/say", "internal/yamlread"},

	"internal/lang":     {"law", "dunning", "internal/say"},
	"internal/fast":     {"dunning/calendar", "internal/lang", "internal/minor"},
	"internal/region":   {"internal/lang"},
	"internal/source":   {},
	"internal/yamlread": {"dunning", "internal/say", "internal/source"},
}

// Where expr and YAML may be imported: the policy language is the only reader
// of either.
var (
	onlyPolicy = []string{"github.com/expr-lang/expr", "go.yaml.in/yaml/v3"}
	ofPolicy   = map[string]bool{"policy": true, "policy/policytest": true, "internal/lang": true, "internal/yamlread": true}
)

func TestHouse(t *testing.T) {
	for _, dir := range libraries(t) {
		allowed, placed := house[dir]
		if !placed && !strings.Contains(dir, "internal") {
			t.Errorf("package %s has no place in the plan of the house", dir)
			continue
		}
		for file, syntax := range sources(t, dir) {
			for _, spec := range syntax.Imports {
				path, err := strconv.Unquote(spec.Path.Value)
				require.NoError(t, err)
				if own, ok := strings.CutPrefix(path, deptest.Module); ok && placed {
					assert.True(t, slices.Contains(allowed, own), "%s imports %s, which the plan does not allow", file, own)
				}
				for _, p := range onlyPolicy {
					assert.False(t, (path == p || strings.HasPrefix(path, p+"/")) && !ofPolicy[dir] && !testHelpers[dir], "%s imports %s: only policy does", file, path)
				}
				_, impure := deptest.Impure[path]
				assert.False(t, impure && !testHelpers[dir], "%s imports %s: %s", file, path, deptest.Impure[path])
			}
			if !testHelpers[dir] {
				assert.Empty(t, deptest.Impurities(syntax), file)
			}
		}
	}
}

// Packages for tests only: they see files, or draw lots.
var testHelpers = map[string]bool{"internal/deptest": true, "internal/shared": true, "internal/ledgertest": true, "policy/policytest": true, "internal/randexpr": true}

// No float touches money. Where a float is needed for something else, it is
// named here with the reason.
func TestNoFloats(t *testing.T) {
	for _, dir := range libraries(t) {
		for file, syntax := range sources(t, dir) {
			ast.Inspect(syntax, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.Ident:
					switch n.Name {
					case "float64", "float32", "complex128", "InexactFloat64", "NewFromFloat", "NewFromFloat32", "NewFromFloatWithExponent", "Float64", "ParseFloat":
						t.Errorf("%s uses %s", file, n.Name)
					}
				case *ast.BasicLit: // 1e18 may be a whole number; 0.5 is a float64 even without its name
					if n.Kind == token.IMAG || n.Kind == token.FLOAT && strings.ContainsAny(n.Value, ".-pP") {
						t.Errorf("%s uses the float %s", file, n.Value)
					}
				}
				return true
			})
		}
	}
}

// shopspring's settings are package variables that any program may change; the
// operations that read them would change their results.
func TestNoOperationReadsDecimalSettings(t *testing.T) {
	for _, dir := range libraries(t) {
		for file, syntax := range sources(t, dir) {
			ast.Inspect(syntax, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					switch s.Sel.Name {
					case "DivisionPrecision", "PowPrecisionNegativeExponent", "MarshalJSONWithoutQuotes", "ExpMaxIterations",
						"Avg", "Div", "Pow", "PowInt32", "PowBigInt", "ExpHullAbrham", "Ln":
						t.Errorf("%s uses %s", file, s.Sel.Name)
					}
				}
				return true
			})
		}
	}
}

// Every exported name of every package is documented.
func TestEverythingIsDocumented(t *testing.T) {
	for _, dir := range libraries(t) {
		if strings.Contains(dir, "internal") {
			continue
		}
		files := token.NewFileSet()
		var list []*ast.File
		for _, name := range goFiles(t, dir) {
			f, err := parser.ParseFile(files, name, nil, parser.ParseComments)
			require.NoError(t, err)
			list = append(list, f)
		}
		p, err := doc.NewFromFiles(files, list, deptest.Module+dir)
		require.NoError(t, err)
		assert.Greater(t, len(p.Doc), 150, "package %s says too little about itself", dir)
		undocumented := func(name, text string) {
			assert.NotEmpty(t, strings.TrimSpace(text), "%s.%s is not documented", dir, name)
		}
		for _, f := range p.Funcs {
			undocumented(f.Name, f.Doc)
		}
		for _, typ := range p.Types {
			undocumented(typ.Name, typ.Doc)
			for _, f := range append(typ.Funcs, typ.Methods...) {
				switch f.Name {
				case "Error", "Unwrap": // what they do is in the name
				default:
					undocumented(typ.Name+"."+f.Name, f.Doc)
				}
			}
			for _, v := range append(typ.Consts, typ.Vars...) {
				documentedValues(t, dir, v)
			}
		}
		for _, v := range append(p.Consts, p.Vars...) {
			documentedValues(t, dir, v)
		}
	}
}

// documentedValues wants a comment on a group of constants or on each of them.
func documentedValues(t *testing.T, dir string, v *doc.Value) {
	t.Helper()
	if strings.TrimSpace(v.Doc) != "" {
		return
	}
	for _, spec := range v.Decl.Specs {
		s := spec.(*ast.ValueSpec)
		for _, name := range s.Names {
			if name.IsExported() {
				assert.True(t, s.Doc.Text() != "" || s.Comment.Text() != "", "%s.%s is not documented", dir, name)
			}
		}
	}
}

// libraries are the folders of the module's packages that programs import.
func libraries(t *testing.T) []string {
	t.Helper()
	var dirs []string
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		name := filepath.ToSlash(path)
		if name == "examples" || strings.HasPrefix(d.Name(), ".") && name != "." || d.Name() == "testdata" {
			return filepath.SkipDir
		}
		if name != "." && len(goFiles(t, name)) > 0 {
			dirs = append(dirs, name)
		}
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, len(dirs), 10)
	return dirs
}

func goFiles(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	return names
}

func sources(t *testing.T, dir string) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	for _, name := range goFiles(t, dir) {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		files[name] = f
	}
	return files
}

// Every legal ground written in the library says where it was read, how sure the
// reading is, when it was last checked, and since when it is in force. Grounds
// that are usage and not law have no article and no start.
func TestEveryGroundIsComplete(t *testing.T) {
	found := 0
	for _, dir := range libraries(t) {
		for file, syntax := range sources(t, dir) {
			ast.Inspect(syntax, func(n ast.Node) bool {
				lit, ok := n.(*ast.CompositeLit)
				if !ok || !isBasis(lit.Type, syntax.Name.Name) || len(lit.Elts) == 0 {
					return true
				}
				found++
				fields := map[string]bool{}
				for _, e := range lit.Elts {
					kv, ok := e.(*ast.KeyValueExpr)
					require.True(t, ok, "%s: a law.Basis without field names", file)
					fields[kv.Key.(*ast.Ident).Name] = true
				}
				for _, f := range []string{"Source", "Confidence", "Checked"} {
					assert.True(t, fields[f], "%s: a law.Basis without %s", file, f)
				}
				assert.True(t, fields["From"] || !fields["Article"], "%s: an article without the first day of its validity", file)
				return true
			})
		}
	}
	assert.Greater(t, found, 20)
}

func isBasis(typ ast.Expr, pkg string) bool {
	switch x := typ.(type) {
	case *ast.SelectorExpr:
		return x.Sel.Name == "Basis"
	case *ast.Ident:
		return x.Name == "Basis" && pkg == "law"
	}
	return false
}
