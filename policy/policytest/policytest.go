package policytest

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
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
	report, err := CheckFor[F](fsys, opts...)
	if err != nil {
		t.Error(err)
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
	var report Report
	var wrong policy.Diagnostics
	found := 0
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
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
			wrong = append(wrong, ds...)
			return nil
		}
		report.Files = append(report.Files, f)
		return nil
	})
	switch {
	case err != nil:
		return report, err
	case len(wrong) > 0:
		return report, wrong
	case found == 0:
		return report, policy.Diagnostics{{Code: codePolicy, File: ".", Message: "there is no test here", Suggestion: "the name of a test file ends in " + suffix}}
	}
	return report, nil
}

func checkFile[F any](fsys fs.FS, name string, src []byte, opts []policy.Option) (File, policy.Diagnostics) {
	s, r := readSuite(name, src)
	if s == nil || s.policy == "" {
		return File{}, r.diagnostics()
	}
	file := File{Name: name, Policy: path.Join(path.Dir(name), s.policy), Wanted: s.coverage}
	p, err := load[F](fsys, file.Policy, opts)
	if err != nil {
		var ds policy.Diagnostics
		if errors.As(err, &ds) {
			return File{}, append(r.diagnostics(), ds...)
		}
		message := err.Error()
		if errors.Is(err, fs.ErrNotExist) {
			message = "there is no file " + file.Policy
		}
		r.wrong(codePolicy, "policy", message, "write the path of the policy from this file")
		return File{}, r.diagnostics()
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
	if len(r.Mistakes) > 0 {
		return File{}, r.diagnostics()
	}
	lang := law.English
	if s.french {
		lang = law.French
	}
	seen := newTally()
	for n, t := range s.tests {
		test := Test{Name: t.name, Line: t.line}
		test.Days, test.Failures = t.play(deciderOf(p), seen, lang)
		for i := range test.Failures {
			f := &test.Failures[i]
			at := r.At[f.Path].Start
			if f.Path == "" { // a day that the test does not list
				at = r.At[fmt.Sprintf("tests[%d]", n)].Start
			}
			f.Line, f.Column = at.Line, at.Column
		}
		file.Tests = append(file.Tests, test)
	}
	file.Coverage = seen.of(outline)
	return file, nil
}

// load reads and compiles the policy of a test file.
func load[F any](fsys fs.FS, name string, opts []policy.Option) (*policy.Policy[F], error) {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	doc, err := policy.Parse(name, src)
	if err != nil {
		return nil, err
	}
	return policy.Compile[F](doc, opts...)
}
