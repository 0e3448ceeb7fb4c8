package fec_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/law"
)

// An error that another program made has only the language it was made in.
func TestErrorOfAnotherProgram(t *testing.T) {
	e := &fec.Error{File: "f", Line: 2, Col: 3, Field: "Debit", Cell: "x", What: "is odd", Fix: "ask"}
	assert.Equal(t, "f:2:3: Debit « x » is odd; ask", e.Text(law.French))
	assert.Equal(t, `f:2:3: Debit "x" is odd; ask`, e.Error())
}

// A day is refused for the reason that dunning.NewDate has.
func TestDaysOutsideTheCalendar(t *testing.T) {
	for _, day := range [][3]int{{1899, 12, 31}, {3000, 1, 1}, {1899, 13, 1}, {2026, 0, 1}, {2026, 13, 1}, {2026, 2, 29}, {2024, 2, 30}, {2026, 4, 0}} {
		_, refused := dunning.NewDate(day[0], day[1], day[2], "")
		reason, ok := errors.AsType[*dunning.DateError](refused)
		require.True(t, ok, day)
		_, err := fec.Read("f", strings.NewReader(header+row("VE", "", "1", fmt.Sprintf("%04d%02d%02d", day[0], day[1], day[2]), "411000")), fec.Options{})
		e, ok := errors.AsType[*fec.Error](err)
		require.True(t, ok, day)
		assert.Equal(t, reason.Problem, e.What)
	}
}

// Every sentence of the sources is written in both languages where it is said,
// with the same arguments, and no error is made without one.
func TestEveryErrorIsThereTwice(t *testing.T) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	literal := func(e ast.Expr) string {
		lit, ok := e.(*ast.BasicLit)
		if !ok {
			return ""
		}
		text, err := strconv.Unquote(lit.Value)
		require.NoError(t, err)
		return text
	}
	verbs, high := regexp.MustCompile(`%\w+`), regexp.MustCompile(`[^ ][;?»]|«[^ ]|'`)
	sentences, errs := 0, 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, file, nil, 0)
		require.NoError(t, err)
		said := map[ast.Node]bool{} // errors to which says gives sentences
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "says" {
					if paren, ok := f.X.(*ast.ParenExpr); ok {
						said[paren.X.(*ast.UnaryExpr).X] = true
					}
				}
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Both" {
					sentences++
					place := set.Position(n.Pos()).String()
					french, english := literal(n.Args[0]), literal(n.Args[1])
					assert.NotEmpty(t, french, place)
					assert.NotEmpty(t, english, place)
					assert.NotEqual(t, english, french, "%s is not translated", place)
					assert.Equal(t, verbs.FindAllString(english, -1), verbs.FindAllString(french, -1), place)
					assert.Len(t, n.Args[2:], len(verbs.FindAllString(english, -1)), place)
					assert.False(t, high.MatchString(strings.ReplaceAll(french, "| ou ;", "")), "%s: %s", place, french)
				}
			case *ast.CompositeLit:
				if name, ok := n.Type.(*ast.Ident); ok && name.Name == "Error" {
					errs++
					assert.True(t, said[n], "%s: an error without its sentences", set.Position(n.Pos()))
					for _, element := range n.Elts {
						key := element.(*ast.KeyValueExpr).Key.(*ast.Ident).Name
						assert.NotContains(t, []string{"What", "Fix"}, key, "%s: a sentence in one language", set.Position(n.Pos()))
					}
				}
			}
			return true
		})
	}
	assert.Greater(t, sentences, 45, "the sentences were not found")
	assert.Greater(t, errs, 10, "the errors were not found")
}
