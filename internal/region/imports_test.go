package region_test

import (
	"testing"

	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		"go.yaml.in/":                    "regions are cut by checked expressions, wherever they stand",
		"github.com/shopspring/":         "amounts are whole numbers before they come here",
		deptest.Module + "internal/":     "amounts are whole numbers before they come here",
		deptest.Module + "internal/lang": "", // what it cuts
	})
}
