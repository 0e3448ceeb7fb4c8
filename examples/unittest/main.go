// Command unittest says what to read here. The example is its tests: how a team
// that writes invoicing software tests its accounting and its dunning policy
// with this library and testify. Copy unittest_test.go and the policies folder
// into your own repository.
//
// With a folder, it runs the policy tests in it, and says of each policy what
// Lint warns of and which of its guarantees hold: for an author without Go tests.
package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
	"github.com/creance/creance/policy/policytest"
)

const toRead = `Read, in this order:

  README.md                        what is tested, and why there
  unittest_test.go                 due dates, penalties, the aged balance
  policies/maison.yaml             the policy of the house
  policies/maison.test.yaml        what it must do, day by day

Run them:

  go test ./examples/unittest
  go test ./examples/unittest -run Policies -v
  go run ./examples/unittest FOLDER       the policy tests of a folder of yours
`

func main() {
	if len(os.Args) < 2 {
		fmt.Print(toRead)
		return
	}
	if !run(os.DirFS(os.Args[1]), os.Stdout) {
		os.Exit(1)
	}
}

// run prints what the policy tests of a folder gave and reports whether all
// passed.
func run(folder fs.FS, out io.Writer) bool {
	report, err := policytest.Check(folder)
	if err != nil {
		fmt.Fprintln(out, err)
	}
	for _, file := range report.Files {
		for _, test := range file.Tests {
			outcome := "ok"
			if len(test.Failures) > 0 {
				outcome = "FAILED"
			}
			fmt.Fprintf(out, "%-6s  %s: %s\n", outcome, file.Name, test.Name)
			for _, failure := range test.Failures {
				fmt.Fprintln(out, failure.Text(file.Name))
			}
		}
		fmt.Fprint(out, file.CoverageText())
	}
	sound := true
	seen := map[string]bool{}
	for _, file := range report.Files {
		if !seen[file.Policy] {
			seen[file.Policy] = true
			sound = review(folder, file.Policy, out) && sound
		}
	}
	return err == nil && sound && report.Passed()
}

// review prints what there is to say of a policy, whatever its tests are, and
// reports whether none of its guarantees is refuted.
func review(folder fs.FS, file string, out io.Writer) bool {
	p, err := load(folder, file)
	if err != nil {
		fmt.Fprintln(out, err)
		return false
	}
	for _, warning := range p.Lint() {
		fmt.Fprintln(out, warning)
	}
	sound := true
	for _, verdict := range p.Verify() {
		fmt.Fprintf(out, "%s: %s\n", file, verdict.Text(law.French))
		sound = sound && verdict.Result != policy.Refuted
	}
	return sound
}

func load(folder fs.FS, file string) (*policy.Policy[policy.Facts], error) {
	text, err := fs.ReadFile(folder, file)
	if err != nil {
		return nil, err
	}
	doc, err := policy.Parse(file, text)
	if err != nil {
		return nil, err
	}
	return policy.Compile[policy.Facts](doc)
}
