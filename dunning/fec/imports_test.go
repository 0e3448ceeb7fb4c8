package fec_test

import (
	"testing"

	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "penalty": "a reader gives facts, it computes nothing from them",
		deptest.Module + "aging":   "a reader gives facts, it computes nothing from them",
		deptest.Module + "kpi":     "a reader gives facts, it computes nothing from them",
		deptest.Module + "policy":  "a reader decides nothing",
		"github.com/expr-lang/":    "expressions belong to policy",
		"go.yaml.in/":              "policies are YAML, ledgers are not",
	})
}
