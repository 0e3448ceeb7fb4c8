//go:build !race

package policy_test

const less = 1
