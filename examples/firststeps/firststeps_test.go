package main

import (
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

var update = flag.Bool("update", false, "write what the READMEs show")

func TestOutput(t *testing.T) {
	read, write, err := os.Pipe()
	require.NoError(t, err)
	stdout := os.Stdout
	os.Stdout = write
	main()
	os.Stdout = stdout
	require.NoError(t, write.Close())
	got, err := io.ReadAll(read)
	require.NoError(t, err)
	golden(t, "output.txt", string(got))
}

func TestPolicyOfTheReadme(t *testing.T) {
	src, err := os.ReadFile("policy.yaml")
	require.NoError(t, err)
	doc, err := policy.Parse("policy.yaml", src)
	require.NoError(t, err)
	_, err = policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
}

// A credit manager misspells a fact and compares an amount with days.
func TestMistakeOfTheReadme(t *testing.T) {
	src, err := os.ReadFile("policy.yaml")
	require.NoError(t, err)
	wrong := strings.Replace(string(src), "overdue >= 150.00", "overdu >= 150", 1)
	wrong = strings.Replace(wrong, `client_kind == "public"`, `client_kind == "publique"`, 1)
	require.NotEqual(t, string(src), wrong)
	_, err = policy.Load[policy.Facts]("ma-politique.yaml", []byte(wrong))
	mistakes, ok := errors.AsType[policy.Diagnostics](err)
	require.True(t, ok)
	golden(t, "mistake.txt", mistakes.Text(law.French)+"\n")
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}
