package yamlread_test

import (
	"testing"

	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "policy":  "it reads the form of a file, whatever the file means",
		"github.com/expr-lang/":    "expressions are texts here",
		deptest.Module + "penalty": "it reads the form of a file, whatever the file means",
	})
}
