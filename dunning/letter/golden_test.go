package letter_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
)

var update = flag.Bool("update", false, "write testdata/golden anew")

var clients = []dunning.ClientKind{dunning.Business, dunning.Public, dunning.Consumer}

// TestGolden keeps every text there is: by language, kind and client, with one
// section for each channel and tone.
func TestGolden(t *testing.T) {
	sections := map[string]*strings.Builder{}
	for _, v := range letter.Default().Variants() {
		for _, client := range clients {
			if !possible(v.Kind, client) {
				continue
			}
			m, err := letter.Default().Write(v, sample(t, v.Kind, client))
			require.NoError(t, err, "%s to a %s", v, client)
			name := fmt.Sprintf("%s-%s-%s.txt", v.Lang, v.Kind, client)
			if sections[name] == nil {
				sections[name] = &strings.Builder{}
			}
			b := sections[name]
			fmt.Fprintf(b, "=== %s, %s\n", v.Channel, v.Tone)
			if m.Subject != "" {
				fmt.Fprintf(b, "--- subject: %s\n", m.Subject)
			}
			if v.Channel == dunning.SMS {
				fmt.Fprintf(b, "--- %s, %d units, %d message(s)\n", m.SMS.Encoding, m.SMS.Units, m.SMS.Segments)
			}
			b.WriteString(m.Body + "\n\n")
		}
	}
	for name, b := range sections {
		path := filepath.Join("testdata", "golden", name)
		if *update {
			require.NoError(t, os.WriteFile(path, []byte(b.String()), 0o644))
			continue
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err, "run the test with -update and read the new file")
		assert.Equal(t, string(want), b.String(), path)
	}
	files, err := os.ReadDir(filepath.Join("testdata", "golden"))
	require.NoError(t, err)
	assert.Len(t, files, len(sections), "a golden file without a text")
}
