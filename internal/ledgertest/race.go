//go:build race

package ledgertest

// Less is by how much long tests of one goroutine are cut under the race
// detector, which makes them many times as slow and has nothing to find in them.
const Less = 5
