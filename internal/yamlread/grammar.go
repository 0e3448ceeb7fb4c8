package yamlread

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/creance/creance/internal/say"
)

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

// yamlError says what keeps a file from being YAML. Its layout tells where most
// mistakes are; for the others there is what the YAML reader says.
func (r *Reader) yamlError(err error) {
	if r.mislaid() {
		return
	}
	line, message := 1, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := yamlLine.FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = m[2]
	}
	if alias, ok := strings.CutPrefix(message, "unknown anchor '"); ok { // the reader does not say where
		alias, _, _ = strings.Cut(alias, "'")
		if at, found := r.File.Find("*" + alias); found {
			r.alias(at.Line, at.Column)
			return
		}
	}
	if strings.HasPrefix(message, "did not find expected") {
		line++ // the reader counts these from 0
	}
	message, _, _ = strings.Cut(message, "\n")
	line = min(max(line, 1), max(r.File.Lines(), 1))
	column := len([]rune(r.File.Line(line))) - len([]rune(strings.TrimLeft(r.File.Line(line), " \t"))) + 1
	r.at(CodeYAML, line, column, say.Both("ce n’est pas du YAML, ici ou à la ligne du dessus (%s)", "not YAML, here or on the line above: %s", message), unreadable)
}

// unreadable is what to look at when nothing more is known.
var unreadable = say.Both("vérifiez le décalage, les guillemets et les crochets de cette ligne et de celle du dessus", "look at the indentation, quotes and brackets of this line and the one above")
