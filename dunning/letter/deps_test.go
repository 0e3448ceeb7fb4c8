package letter_test

import (
	"testing"

	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "policy":      "a letter is written from plain values; policy decides and does not write",
		deptest.Module + "aging":       "a letter prints statements, not aged balances",
		deptest.Module + "kpi":         "a letter prints statements, not key figures",
		"github.com/expr-lang/expr/":   "only policy compiles expressions",
		"go.yaml.in/yaml/v3":           "only policy reads YAML",
		"html/template":                "bodies are plain text",
		"path":                         "templates are named, not found",
		deptest.Module + "dunning/fec": "a letter does not read ledgers",
	})
}
