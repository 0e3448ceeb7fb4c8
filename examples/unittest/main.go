// Command unittest says what to read here. The example is its tests: how a team
// that writes invoicing software tests its accounting and its dunning policy
// with this library and testify. Copy unittest_test.go and the policies folder
// into your own repository.
package main

import "fmt"

func main() {
	fmt.Print(`Read, in this order:

  README.md                        what is tested, and why there
  unittest_test.go                 due dates, penalties, the aged balance
  policies/maison.yaml             the policy of the house
  policies/maison.test.yaml        what it must do, day by day

Run them:

  go test ./examples/unittest
  go test ./examples/unittest -run Policies -v
`)
}
