package policy_test

import (
	"testing"

	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "penalty":  "a policy is told what penalties are claimable, it does not compute them",
		deptest.Module + "aging":    "the aged balance is another answer from the same facts",
		deptest.Module + "kpi":      "key figures are another answer from the same facts",
		deptest.Module + "examples": "programs use the library",
		"github.com/expr-lang/":     "expr stands behind internal/lang, which closes its holes",
	})
}
