package law_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/kpi"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
)

// mayBeSilent are the fields that have no ground when the answer does not rest on
// law, as their documentation says.
var mayBeSilent = []string{
	"dunning.DueDerivation.Basis",      // the due date is stated on the invoice
	"dunning/ceiling.Limit.StartBasis", // counted from the usual date
	"dunning/ceiling.Fine.Basis",       // a lawful term has no fine
	"dunning/ceiling.Verdict.Basis",    // a consumer has no ceiling
	"dunning/einvoice.Finding.Basis",   // about the document alone
}

// sound says what is wrong with a ground; "" for nothing.
func sound(b law.Basis) string {
	switch {
	case b.Source == "":
		return "has no source"
	case b.Confidence < law.Agreed || b.Confidence > law.Judgment:
		return "has no confidence"
	case b.Checked == 0:
		return "was never checked"
	case b.Article != "" && b.From == 0:
		return "quotes a text and does not say since when"
	case b.Until != 0 && b.Until <= b.From:
		return "ends before it begins"
	case strings.HasPrefix(strings.ToLower(b.Source), "todo"):
		return "is not finished"
	}
	return ""
}

// aFigure is where the walk meets the ground of a key figure, which no field holds.
const aFigure = ""

// A walker looks into every field of the answers for their grounds.
type walker struct {
	t       *testing.T
	seen    map[string]bool // "penalty.Finding.Basis"
	checked map[law.Basis]bool
	memory  map[string]bool // the fields whose ground is known from memory only
}

func (w *walker) walk(answers ...any) {
	for _, a := range answers {
		w.value(reflect.ValueOf(a), "")
	}
}

var basisType = reflect.TypeFor[law.Basis]()

func (w *walker) value(v reflect.Value, at string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			w.value(v.Elem(), at)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			w.value(v.Index(i), at)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			w.value(v.MapIndex(key), at)
		}
	case reflect.Struct:
		if v.Type() == basisType {
			w.basis(v.Interface().(law.Basis), at)
			return
		}
		if path := v.Type().PkgPath(); !strings.HasPrefix(path, "github.com/creance/creance") {
			return
		}
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				w.value(v.Field(i), named(v.Type())+"."+field.Name)
			}
		}
	}
}

func named(t reflect.Type) string {
	return strings.TrimPrefix(t.PkgPath(), "github.com/creance/creance/") + "." + t.Name()
}

func (w *walker) basis(b law.Basis, at string) {
	if b == (law.Basis{}) && slices.Contains(mayBeSilent, at) {
		return
	}
	w.seen[at] = true
	if b.Confidence == law.Memory {
		w.memory[at] = true
	}
	if !w.checked[b] {
		w.checked[b] = true
		assert.Empty(w.t, sound(b), "%s: %+v", at, b)
	}
}

// TestEveryAnswerIsGrounded asks every package for its answers and walks the
// grounds of each; a field that can hold a ground and was not met fails.
func TestEveryAnswerIsGrounded(t *testing.T) {
	w := walker{t, map[string]bool{}, map[law.Basis]bool{}, map[string]bool{}}
	w.walk(statements(t)...)
	w.walk(imputations(t)...)
	w.walk(ceilings()...)
	w.walk(limitations(t)...)
	w.walk(routes(t)...)
	w.walk(letters(t)...)
	w.walk(plans(t)...)
	w.walk(reports(t)...)
	for _, field := range groundFields(t) {
		assert.True(t, w.seen[field], "no answer with %s was walked", field)
	}
	// What is known from memory only answers no question of money owed or of a day:
	// it is which cells of the official table are left blank, since its model is an
	// image, and one way of averaging a key figure.
	for at := range w.memory {
		assert.Contains(t, []string{"aging.StatutoryTable.Layout", aFigure}, at)
	}
	figures, err := kpi.New(kpi.Period{From: d(2026, 1, 1), Until: d(2027, 1, 1)}).Result()
	require.NoError(t, err)
	for f := range figures.Figures() {
		if f.Basis().Confidence == law.Memory {
			assert.Equal(t, kpi.DaysToPay, f.Code)
		}
	}
	for s := range penalty.Official().Series() {
		for q := range penalty.Official().Quotes(s.Series) {
			assert.NotEqual(t, law.Memory, q.Confidence, "%s from %s", q.Series, q.From)
		}
	}
}

// groundFields lists the exported fields of the library that hold grounds.
func groundFields(t *testing.T) (fields []string) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if d.IsDir() && (d.Name() == "examples" || d.Name() == "nightly" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2) {
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../")
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || !spec.Name.IsExported() {
				return true
			}
			if s, ok := spec.Type.(*ast.StructType); ok {
				for _, f := range s.Fields.List {
					typ := f.Type
					if slice, ok := typ.(*ast.ArrayType); ok {
						typ = slice.Elt
					}
					if sel, ok := typ.(*ast.SelectorExpr); !ok || fmt.Sprint(sel.X, ".", sel.Sel) != "law.Basis" {
						continue
					}
					for _, name := range f.Names {
						if name.IsExported() {
							fields = append(fields, dir+"."+spec.Name.Name+"."+name.Name)
						}
					}
				}
			}
			return true
		})
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, len(fields), 15)
	return fields
}
