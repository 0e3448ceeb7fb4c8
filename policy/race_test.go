//go:build race

package policy_test

// less is by how much long tests of one goroutine are cut under the race
// detector, which makes them four times as slow and has nothing to find in them.
const less = 5
