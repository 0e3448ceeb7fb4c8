// Package deptest keeps the arrows of the house: which package may import
// which, with the reason. It reads source files only, so a forbidden import
// fails a test before it can grow roots.
package deptest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"
)

// Module is the import path of this module, for rules about its own packages.
const Module = "github.com/creance/creance/"

// Impure are the imports that would let a pure package see the clock, the
// machine or another run of itself. A package that only names its parameters
// needs none of them.
var Impure = map[string]string{
	"context":       "a pure function has nothing to cancel",
	"crypto/rand":   "the same input must give the same bytes",
	"io/ioutil":     "no file is read by a pure package",
	"log":           "what happened is returned, not logged",
	"log/slog":      "what happened is returned, not logged",
	"math/rand":     "the same input must give the same bytes",
	"math/rand/v2":  "the same input must give the same bytes",
	"net":           "nothing leaves a pure package",
	"net/http":      "nothing leaves a pure package",
	"os":            "no file, environment or process is seen by a pure package",
	"os/exec":       "no process is started by a pure package",
	"path/filepath": "no file is read by a pure package",
	"syscall":       "no process state is seen by a pure package",
	"time/tzdata":   "dates here have no time zone",
}

// Pure fails the test when a non-test file of the package in the current folder
// imports something impure, declares an init function, reads the clock or prints. The
// extra rules map an import path, or a prefix ending in "/", to the reason why
// this package must not import it; the reason "" lets a path through a prefix.
func Pure(t *testing.T, extra map[string]string) {
	t.Helper()
	for name, file := range parse(t) {
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if reason, bad := forbidden(path, Impure, extra); bad {
				t.Errorf("%s imports %s: %s", name, path, reason)
			}
		}
		for _, problem := range Impurities(file) {
			t.Errorf("%s %s", name, problem)
		}
	}
}

// Impurities are the things a file does that make a package impure, apart from
// its imports.
func Impurities(file *ast.File) (problems []string) {
	names := map[string]string{} // of packages, where the file gives them another
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil || spec.Name == nil {
			continue
		}
		if spec.Name.Name == "." {
			problems = append(problems, "imports "+path+" with a dot: whose names are whose cannot be seen")
		}
		names[spec.Name.Name] = strings.TrimSuffix(path[strings.LastIndex(path, "/")+1:], "/v2")
		if strings.HasSuffix(path, "rickb777/date/v2") {
			names[spec.Name.Name] = "date"
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" {
				problems = append(problems, "declares init: what a package does must not depend on who imports it")
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && f.Obj == nil && (f.Name == "print" || f.Name == "println") {
				problems = append(problems, "calls "+f.Name+": what happened is returned, not printed")
			}
		case *ast.SelectorExpr:
			pkg, ok := n.X.(*ast.Ident)
			if !ok {
				break
			}
			name := pkg.Name
			if real, renamed := names[name]; renamed {
				name = real
			}
			switch name += "." + n.Sel.Name; {
			case clock[name]:
				problems = append(problems, "calls "+name+": today is a parameter")
			case strings.HasPrefix(name, "fmt.Print"), strings.HasPrefix(name, "fmt.Scan"):
				problems = append(problems, "calls "+name+": what happened is returned, not printed")
			}
		}
		return true
	})
	return problems
}

var clock = map[string]bool{
	"time.Now": true, "time.Since": true, "time.Until": true, "time.Local": true,
	"date.Today": true, "date.TodayUTC": true, "date.TodayIn": true,
	"date.ParseISO": true, "date.AutoParse": true, "date.MustAutoParse": true, // read 30 February as 2 March
}

func forbidden(path string, rules ...map[string]string) (string, bool) {
	for _, r := range rules {
		if reason, named := r[path]; named {
			return reason, reason != ""
		}
		for p, reason := range r {
			if strings.HasSuffix(p, "/") && strings.HasPrefix(path+"/", p) {
				return reason, true
			}
		}
	}
	return "", false
}

func parse(t *testing.T) map[string]*ast.File {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]*ast.File{}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = f
	}
	if len(files) == 0 {
		t.Fatal("no Go file here: the rule would hold for nothing")
	}
	return files
}
