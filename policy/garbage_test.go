//go:build !race

package policy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

// TestFactsLeaveLittleGarbage: facts cost their list, two for each amount that the
// account does not say so itself, and one for the day of limitation. What they are
// read from is used again (the race detector throws some of it away).
func TestFactsLeaveLittleGarbage(t *testing.T) {
	today := day("2026-06-16")
	late, soon := invoice("F1", "2026-05-01", "100.00"), invoice("F2", "2026-06-30", "50.00")
	for _, c := range []struct {
		name    string
		account *dunning.Account
		want    float64
	}{
		{"nothing open", account(paid(invoice("F0", "2026-05-01", "10.00"), "2026-05-01", "10.00")), 1},
		{"one late", account(late), 1 + 2 + 1},
		{"one to come", account(soon), 1 + 2 + 1},
		{"both", account(late, soon), 1 + 4 + 1},
	} {
		allocs := testing.AllocsPerRun(100, func() {
			if _, err := policy.Standard().Facts(c.account, today); err != nil {
				t.Fatal(err)
			}
		})
		assert.Equal(t, c.want, allocs, c.name)
	}
}
