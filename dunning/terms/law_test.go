package terms_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/dunning/terms"
)

// A lawCase is one row of testdata/law: what an accountant reads and extends.
type lawCase struct {
	Name    string
	Article string
	Source  string
	Given   struct{ Terms, From string }
	Expect  struct{ Due []string }
}

func lawCases(t *testing.T) map[string][]lawCase {
	t.Helper()
	files, err := filepath.Glob("testdata/law/*.yaml")
	require.NoError(t, err)
	all := map[string][]lawCase{}
	for _, name := range files {
		f, err := os.Open(name)
		require.NoError(t, err)
		defer f.Close()
		d := yaml.NewDecoder(f)
		d.KnownFields(true)
		var cases []lawCase
		require.NoError(t, d.Decode(&cases), name)
		all[filepath.Base(name)] = cases
	}
	return all
}

func TestLaw(t *testing.T) {
	total := 0
	for file, cases := range lawCases(t) {
		t.Logf("%s: %d cases", file, len(cases))
		total += len(cases)
		for _, c := range cases {
			t.Run(file+"/"+c.Name, func(t *testing.T) {
				assert.NotEmpty(t, c.Article)
				assert.NotEmpty(t, c.Source)
				v, err := terms.Parse(c.Given.Terms)
				require.NoError(t, err)
				from := isoDate(t, c.Given.From)
				assert.Equal(t, c.Expect.Due, dues(v, from))
				assert.Equal(t, c.Expect.Due[len(c.Expect.Due)-1], v.Due(from).String(), "of terms in parts, the last")
			})
		}
	}
	assert.GreaterOrEqual(t, total, 120)
}

// dues are the due dates of all parts, as if every event were on one day.
func dues(v terms.Terms, from date.Date) []string {
	if len(v.Parts()) == 0 {
		return []string{v.Due(from).String()}
	}
	var list []string
	for _, p := range v.Parts() {
		list = append(list, p.Terms.Due(from).String())
	}
	return list
}

func isoDate(t testing.TB, s string) date.Date {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	require.NoError(t, err)
	return date.NewAt(d)
}
