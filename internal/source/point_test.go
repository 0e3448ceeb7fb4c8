package source_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/internal/source"
)

// The caret stands under its character in a terminal, whatever stands before.
func TestPoint(t *testing.T) {
	for line, want := range map[string]string{
		"when: ¤":         "      ^",
		"\twhen: ¤":       "\t      ^",
		"été: ¤":          "     ^",
		"e\u0301t: ¤":     "    ^",
		"\u200bdue: ¤":    "     ^",
		"期日: ¤":           "      ^",
		"😀 ¤":             "   ^",
		"¤":               "^",
		"\U00020000: ¤ y": "    ^",
	} {
		shown, caret := source.Point(line, len([]rune(line[:strings.IndexRune(line, '¤')]))+1)
		assert.Equal(t, line, shown)
		assert.Equal(t, want, caret, line)
	}
	_, caret := source.Point("due", 9)
	assert.Equal(t, "   ^", caret, "beyond the end it stands behind the line")
	_, caret = source.Point("due", 0)
	assert.Equal(t, "^", caret)
}

// Of a long line only the part around the mistake is shown.
func TestPointInALongLine(t *testing.T) {
	long := strings.Repeat("a", 500) + "¤" + strings.Repeat("b", 500)
	shown, caret := source.Point(long, 501)
	assert.Equal(t, "…"+strings.Repeat("a", 100)+"¤"+strings.Repeat("b", 99)+"…", shown)
	assert.Equal(t, strings.Repeat(" ", 101)+"^", caret)
	shown, caret = source.Point(long, 1)
	assert.Equal(t, strings.Repeat("a", 100)+"…", shown)
	assert.Equal(t, "^", caret)
	shown, _ = source.Point(long, 1001)
	assert.Equal(t, "…"+strings.Repeat("b", 101), shown)
}

// Lines end where YAML ends them; places are counted in characters.
func TestFile(t *testing.T) {
	f := source.NewFile("x.yaml", []byte("\ufeffun\r\ndeux\rtrois\u2028quatre: é*a\n"))
	assert.Equal(t, 4, f.Lines())
	for n, want := range map[int]string{0: "", 1: "un", 2: "deux", 3: "trois", 4: "quatre: é*a", 5: ""} {
		assert.Equal(t, want, f.Line(n), n)
	}
	at, found := f.Find("*a")
	assert.True(t, found)
	assert.Equal(t, source.Place{Line: 4, Column: 10}, at)
	_, found = f.Find("*b")
	assert.False(t, found)
	assert.Equal(t, 3, source.Runes("été", 5))
	assert.Equal(t, 3, source.Runes("été", 99))
	assert.Zero(t, source.Runes("été", -1))
}
