package creance_test

import (
	"flag"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "copy the programs and outputs into the READMEs")

// A comment <!-- file --> before a fenced block says which file the block
// shows. The files are compiled, run and parsed by the tests of their own
// packages, so what a README shows is true.
var shown = regexp.MustCompile("(?s)<!-- ([a-z/._]+) -->\n```[a-z]*\n(.*?)```\n")

func TestReadmesShowWhatIsTested(t *testing.T) {
	for _, name := range []string{"README.md", "README.fr.md"} {
		readme, err := os.ReadFile(name)
		require.NoError(t, err)
		blocks := shown.FindAllSubmatchIndex(readme, -1)
		require.NotEmpty(t, blocks, name)
		var out strings.Builder
		last := 0
		for _, b := range blocks {
			file := string(readme[b[2]:b[3]])
			content, err := os.ReadFile(file)
			require.NoError(t, err)
			want := string(content)
			if path.Ext(file) == ".go" { // a README needs no package comment
				_, want, _ = strings.Cut(want, "\npackage ")
				want = "package " + want
			}
			if !*update {
				assert.Equal(t, want, string(readme[b[4]:b[5]]), "%s shows %s; go test -run Readmes . -update", name, file)
			}
			out.Write(readme[last:b[4]])
			out.WriteString(want)
			last = b[5]
		}
		out.Write(readme[last:])
		if *update {
			require.NoError(t, os.WriteFile(name, []byte(out.String()), 0o644))
		}
	}
}

// Links to files of the repository lead somewhere.
func TestReadmeLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[a-z-]+)?\)`)
	for _, name := range []string{"README.md", "README.fr.md"} {
		readme, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, m := range link.FindAllSubmatch(readme, -1) {
			_, err := os.Stat(string(m[1]))
			assert.NoError(t, err, "%s: %s", name, m[1])
		}
	}
}
