package policy_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/policy"
)

// Every file of the folder is shipped, under its name, and has its tests; they
// run in package policytest.
func TestShipped(t *testing.T) {
	files, err := filepath.Glob("policies/*.yaml")
	require.NoError(t, err)
	var names []string
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		if strings.HasSuffix(name, ".test") {
			continue
		}
		names = append(names, name)
		assert.FileExists(t, "policies/"+name+".test.yaml")
		doc, ok := policy.Named(name)
		require.True(t, ok, name)
		_, err := policy.Compile[policy.Facts](doc)
		assert.NoError(t, err, name)
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		read, err := policy.Parse(file, text)
		require.NoError(t, err)
		assert.Equal(t, read.Hash(), doc.Hash(), name)
	}
	shipped := policy.Shipped()
	slices.Sort(shipped)
	assert.Equal(t, names, shipped)
	_, ok := policy.Named("standard.test")
	assert.False(t, ok)
}

// The steps that a French firm expects to find are all there.
func TestShippedLadder(t *testing.T) {
	found := map[string]bool{}
	for _, name := range policy.Shipped() {
		doc, _ := policy.Named(name)
		for _, s := range doc.Steps {
			found[s.At], found[s.Route] = true, true
			for _, c := range s.Channels {
				found[c.String()] = true
			}
			if s.Tone == policy.Formal && s.Deadline > 0 {
				assert.True(t, s.Deadline >= 8 && s.Deadline <= 15, "%s: %s gives %d days", name, s.ID, s.Deadline)
				found["mise en demeure"] = true
			}
		}
	}
	for _, want := range []string{
		"due - 5", "due + 1", "due + 7", "due + 15", "phone", "sms", "letter", "registered_letter", "mise en demeure",
		"mediation", "societe-de-recouvrement", "avocat", "injonction-de-payer", "refere-provision", "assignation-au-fond",
		"echeancier-penalites-gelees",
	} {
		assert.True(t, found[want], want)
	}
}
