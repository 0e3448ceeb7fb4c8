package source_test

import (
	"testing"

	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		"go.yaml.in/":           "places are computed from the text of the file alone",
		"github.com/expr-lang/": "a place is a line and a column, whatever stands there",
		deptest.Module:          "it knows nothing of dunning",
	})
}
