package policytest_test

import (
	"fmt"
	"testing/fstest"

	"github.com/creance/creance/policy/policytest"
)

// A policy and its tests in one folder, run without package testing: what a
// program does before it accepts a new version from a credit manager.
func ExampleCheck() {
	folder := fstest.MapFS{
		"house.yaml": {Data: []byte(`
policy: house
version: 2
segments: [{ id: all }]
steps:
  - { id: reminder, at: due + 5, channel: email }
  - { id: notice, at: previous + 15, channel: registered_letter, when: overdue >= 50.00 }
`)},
		"house.test.yaml": {Data: []byte(`
policy: house.yaml
coverage: 100
tests:
  - name: a client who never pays
    invoices: [{ id: F1, due: 2026-02-04, amount: 90.00 }]
    expect:
      2026-02-09: { step: reminder, amount: 90.00 }
      2026-02-24: notice
`)},
	}
	report, err := policytest.Check(folder)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Passed())
	fmt.Print(report.Files[0].CoverageText())
	// Output:
	// false
	// house.test.yaml: 80 % of house.yaml is covered, 100 % is asked for
	//   step notice: overdue >= 50.00 is never false
}
