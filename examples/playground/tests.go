package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"os"
	"os/exec"
	"testing/fstest"

	"github.com/creance/creance/policy"
	"github.com/creance/creance/policy/policytest"
)

const (
	maxTests = 64 << 10 // bytes of a test file
	testFile = "policy.test.yaml"

	// childVariable in the environment makes this program run one suite, from
	// its input to its output, instead of serving.
	childVariable = "CREANCE_PLAYGROUND_TESTS"
)

// suite is a policy and the text of its tests.
type suite struct {
	Lang   string `json:"lang"`
	Policy string `json:"policy"`
	Tests  string `json:"tests"`
}

// testsAnswer is what the page shows of a run.
type testsAnswer struct {
	Marks  []mark        `json:"marks"` // places in the text of the tests
	Result template.HTML `json:"result"`
}

// showTests runs the tests in a process of its own: tests may ask for millions
// of decisions, and only a process can be stopped in the middle of them.
func showTests(w http.ResponseWriter, r *http.Request) {
	var s suite
	if !readJSON(w, r, &s) {
		return
	}
	if len(s.Tests) > maxTests {
		http.Error(w, fmt.Sprintf("the tests have more than %d bytes", maxTests), http.StatusRequestEntityTooLarge)
		return
	}
	out, err := s.apart(r.Context())
	if err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(out) // the reader has gone: nobody to tell
}

// apart runs the suite in a child process that ends with the context.
func (s suite) apart(ctx context.Context) ([]byte, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	in, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	child := exec.CommandContext(ctx, program)
	child.Env = append(os.Environ(), childVariable+"=1")
	child.Stdin = bytes.NewReader(in)
	out, err := child.Output()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return out, err
}

// runChild is the child's side; false in a process that is none.
func runChild(in io.Reader, out io.Writer) (bool, error) {
	if os.Getenv(childVariable) == "" {
		return false, nil
	}
	var s suite
	if err := json.NewDecoder(in).Decode(&s); err != nil {
		return true, err
	}
	a, err := s.run()
	if err != nil {
		return true, err
	}
	return true, json.NewEncoder(out).Encode(a)
}

// run checks the policy by its tests.
func (s suite) run() (testsAnswer, error) {
	r := readerOf(s.Lang)
	report, err := policytest.Check(folder{fstest.MapFS{policyFile: {Data: []byte(s.Policy)}, testFile: {Data: []byte(s.Tests)}}})
	mistakes, ok := errors.AsType[policy.Diagnostics](err)
	if err != nil && !ok {
		return testsAnswer{}, err
	}
	var ofTests policy.Diagnostics
	for _, d := range mistakes {
		if d.File == testFile {
			ofTests = append(ofTests, d)
		}
	}
	answer := testsAnswer{Marks: r.marks(ofTests)}
	for _, f := range report.Files {
		for _, t := range f.Tests {
			for _, failure := range t.Failures {
				answer.Marks = append(answer.Marks, mark{failure.Line, failure.Column, failure.Message})
			}
		}
	}
	answer.Result, err = r.render("tests.html", map[string]any{
		"Report": report, "Mistakes": r.mistakes(ofTests), "OfPolicy": len(mistakes) - len(ofTests),
	})
	return answer, err
}

// A folder holds a policy and its tests. The tests name the file of their
// policy: whatever the name, it is the one in the editor.
type folder struct{ fstest.MapFS }

func (f folder) ReadFile(name string) ([]byte, error) {
	if name != testFile {
		name = policyFile
	}
	return f.MapFS.ReadFile(name)
}
