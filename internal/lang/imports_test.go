package lang_test

import (
	"testing"

	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		"go.yaml.in/":                   "an expression is a text, wherever it stands",
		deptest.Module + "internal/":    "amounts are whole numbers before they come here",
		deptest.Module + "internal/say": "", // its mistakes are said in both languages
	})
}
