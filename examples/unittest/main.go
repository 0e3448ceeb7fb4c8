// Command unittest says what to read here. The example is its tests: how a team
// that writes invoicing software tests its accounting and its dunning policy
// with this library and testify. Copy unittest_test.go and the policies folder
// into your own repository.
//
// With a folder, it runs the policy tests in it: for an author without Go tests.
package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"

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
	return err == nil && report.Passed()
}
