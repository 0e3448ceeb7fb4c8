package penalty

import (
	"testing"

	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "aging":   "statements and aged balances are independent answers",
		deptest.Module + "kpi":     "statements and key figures are independent answers",
		deptest.Module + "policy/": "policies ask for penalties, not the other way round",
		"github.com/expr-lang/":    "expressions belong to policy",
		"go.yaml.in/":              "files belong to policy and to tests",
		"math":                     "no float touches money",
	})
}
