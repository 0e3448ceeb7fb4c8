package main

import "os"

// The program names files that exist.
func Example() {
	main()
	for _, file := range []string{"README.md", "unittest_test.go", "policies/maison.yaml", "policies/maison.test.yaml"} {
		if _, err := os.Stat(file); err != nil {
			panic(err)
		}
	}
	// Output:
	// Read, in this order:
	//
	//   README.md                        what is tested, and why there
	//   unittest_test.go                 due dates, penalties, the aged balance
	//   policies/maison.yaml             the policy of the house
	//   policies/maison.test.yaml        what it must do, day by day
	//
	// Run them:
	//
	//   go test ./examples/unittest
	//   go test ./examples/unittest -run Policies -v
}
