package policytest

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// suffix is how the name of a test file ends.
const suffix = ".test.yaml"

// Run runs every test file of fsys, one subtest for each file and each test in
// it. A mistake in a test file, or in a policy, fails the test with its place.
func Run(t *testing.T, fsys fs.FS, opts ...policy.Option) {
	t.Helper()
	RunFor[policy.Facts](t, fsys, opts...)
}

// RunFor is [Run] for policies over facts of your own: a struct that embeds
// [policy.Facts], as for [policy.Compile].
func RunFor[F any](t *testing.T, fsys fs.FS, opts ...policy.Option) {
	t.Helper()
	report, wrong, err := check[F](fsys, opts)
	if err != nil {
		t.Error(err)
	}
	for _, m := range wrong {
		t.Error(m.list.Text(m.lang))
	}
	for _, f := range report.Files {
		t.Run(f.Name, func(t *testing.T) {
			for _, test := range f.Tests {
				t.Run(test.Name, func(t *testing.T) {
					for _, failure := range test.Failures {
						t.Error(failure.Text(f.Name))
					}
				})
			}
			if !f.Covered() {
				t.Error(f.CoverageText())
			}
		})
	}
}

// Check runs every test file of fsys without package testing. The error is a
// [policy.Diagnostics] with every mistake of the test files and of the policies
// they name, or what fsys could not read; files without mistakes are in the
// report all the same. A test that fails is no error: see [Report.Passed].
func Check(fsys fs.FS, opts ...policy.Option) (Report, error) {
	return CheckFor[policy.Facts](fsys, opts...)
}

// CheckFor is [Check] for policies over facts of your own.
func CheckFor[F any](fsys fs.FS, opts ...policy.Option) (Report, error) {
	report, wrong, err := check[F](fsys, opts)
	if err != nil || len(wrong) == 0 {
		return report, err
	}
	var all policy.Diagnostics
	for _, m := range wrong {
		all = append(all, m.list...)
	}
	return report, all
}

// mistakes are those of a test file and of its policy, and the language in which
// the file asks to be answered.
type mistakes struct {
	list policy.Diagnostics
	lang law.Lang
}

func check[F any](fsys fs.FS, opts []policy.Option) (report Report, wrong []mistakes, err error) {
	found := 0
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, suffix) {
			return err
		}
		found++
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		f, ds := checkFile[F](fsys, name, src, opts)
		if len(ds) > 0 {
			wrong = append(wrong, mistakes{ds, languageOf(f.Language)})
			return nil
		}
		report.Files = append(report.Files, f)
		return nil
	})
	if err == nil && found == 0 {
		none := diagnostic(codePolicy, ".", say.Both("il n’y a pas d’essai ici", "there is no test here"),
			say.Both("le nom d’un fichier d’essais finit par %s", "the name of a test file ends in %s", suffix))
		err = policy.Diagnostics{none}
	}
	return report, wrong, err
}

func checkFile[F any](fsys fs.FS, name string, src []byte, opts []policy.Option) (File, policy.Diagnostics) {
	s, r := readSuite(name, src)
	if s == nil {
		return File{Language: asked(src)}, r.diagnostics()
	}
	file := File{Name: name, Language: s.lang.String(), Policy: path.Join(path.Dir(name), s.policy), Wanted: s.coverage}
	if s.policy == "" {
		return file, r.diagnostics()
	}
	p, err := load[F](fsys, file.Policy, opts)
	if err != nil {
		var ds policy.Diagnostics
		if errors.As(err, &ds) {
			return file, append(r.diagnostics(), ds...)
		}
		message := say.Both("la politique %s ne peut pas être lue (%s)", "policy %s cannot be read: %s", file.Policy, err)
		if errors.Is(err, fs.ErrNotExist) {
			message = say.Both("il n’y a pas de fichier %s", "there is no file %s", file.Policy)
		}
		r.wrong(codePolicy, "policy", message, say.Both("écrivez le chemin de la politique depuis ce fichier", "write the path of the policy from this file"))
		return file, r.diagnostics()
	}
	outline := p.Outline()
	known := vocabularyOf(outline)
	for i, t := range s.tests {
		known.check(r, t)
		checkFacts(r, t, reflect.TypeFor[F]())
		checkAccount(r, t, fmt.Sprintf("tests[%d]", i), func(a *dunning.Account, on date.Date) error {
			_, err := p.Facts(a, on)
			return err
		})
	}
	if len(r.Mistakes) == 0 {
		s.bounded(r)
	}
	if len(r.Mistakes) > 0 {
		return file, r.diagnostics()
	}
	seen := newTally()
	for n, t := range s.tests {
		test := Test{Name: t.name, Line: t.line}
		test.Days, test.Failures = t.play(deciderOf(p), seen, s.lang)
		for i := range test.Failures {
			f := &test.Failures[i]
			at := r.At[f.Path].Start
			if f.Path == "" { // a day that the test does not list
				at = r.At[fmt.Sprintf("tests[%d]", n)].Start
			}
			f.Line, f.Column, f.Language = at.Line, at.Column, file.Language
		}
		file.Tests = append(file.Tests, test)
	}
	file.Coverage = seen.of(outline, s.lang)
	return file, nil
}

var language = regexp.MustCompile(`(?m)^language: *fr\b`)

// asked is the language of a file that is no YAML.
func asked(src []byte) string {
	if language.Match(src) {
		return law.French.String()
	}
	return law.English.String()
}

// load reads and compiles the policy of a test file.
func load[F any](fsys fs.FS, name string, opts []policy.Option) (*policy.Policy[F], error) {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	return policy.Load[F](name, src, opts...)
}
