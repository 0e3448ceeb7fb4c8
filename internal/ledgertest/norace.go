//go:build !race

package ledgertest

// Less cuts nothing without the race detector.
const Less = 1
