package policytest

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// The mistakes of a file, and of its policy, are said in the language that the
// file asks for, even where it is no YAML.
func TestMistakesSpeakTheLanguageOfTheFile(t *testing.T) {
	for text, want := range map[string]law.Lang{
		"policy: p.yaml\nlanguage: fr\n":                        law.French,
		"language: fr\n":                                        law.French,
		"language: fr\npolicy: [\n":                             law.French,
		"policy: p.yaml\nlanguage: fr\ntests: []\n":             law.French,
		"policy: p.yaml\nlanguage: en\n":                        law.English,
		"policy: p.yaml\n":                                      law.English,
		"policy: [\n":                                           law.English,
		"policy: p.yaml # language: fr\ntests: [{ name: x }]\n": law.English,
	} {
		_, wrong, err := check[policy.Facts](fstest.MapFS{"a.test.yaml": {Data: []byte(text)}, "p.yaml": {Data: []byte("policy: p\n")}}, nil)
		require.NoError(t, err, text)
		require.Len(t, wrong, 1, text)
		assert.NotEmpty(t, wrong[0].list, text)
		assert.Equal(t, want, wrong[0].lang, text)
	}
}
