package policytest_test

import (
	"os"
	"testing"

	"github.com/creance/creance/policy/policytest"
)

func TestShippedPolicies(t *testing.T) {
	policytest.Run(t, os.DirFS("../policies"))
}
