// Package shared finds the reference material that stands beside a checkout of
// this project, for the tests that read it. Nothing else may use it.
package shared

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Path is the path of a file or folder of the reference material. Where the
// material is absent the test is skipped with a message; with the environment
// variable CREANCE_SHARED=required, as in CI, it fails instead, so that a
// skipped test cannot go unnoticed.
func Path(t testing.TB, name string) string {
	t.Helper()
	_, file, _, _ := runtime.Caller(0)
	path := filepath.Join(filepath.Dir(file), "..", "..", "..", "shared", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CREANCE_SHARED") == "required" {
			t.Fatalf("reference material required but absent: %v", err)
		}
		t.Skipf("reference material ../shared/%s is not beside this checkout", name)
	}
	return path
}
