package policy_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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

// expr and yaml are imported in this package and nowhere else, so that what
// they let through is closed in one place.
func TestNobodyElseImportsExprOrYAML(t *testing.T) {
	checked := 0
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "examples" || d.Name() == "policy" || strings.HasSuffix(d.Name(), "test") || path != ".." && strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		src, err := os.ReadFile(path)
		checked++
		for _, library := range []string{`"github.com/expr-lang/`, `"go.yaml.in/`} {
			assert.False(t, strings.Contains(string(src), library), "%s imports %s", path, library)
		}
		return err
	})
	require.NoError(t, err)
	assert.Greater(t, checked, 20)
}
