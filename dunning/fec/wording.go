package fec

import (
	"fmt"

	"github.com/creance/creance/law"
)

// A wording is one sentence in both languages, counted as [law.Lang] counts. The
// two stand side by side where the mistake is found, so that neither can be
// forgotten nor go its own way.
type wording [2]string

// both writes a sentence in both languages. The arguments are those of
// fmt.Sprintf for each of them; a wording among them is written in the language
// of the sentence.
func both(fr, en string, args ...any) wording {
	return wording{law.French: written(law.French, fr, args), law.English: written(law.English, en, args)}
}

func written(lang law.Lang, format string, args []any) string {
	words := make([]any, len(args))
	for i, arg := range args {
		words[i] = arg
		if w, ok := arg.(wording); ok {
			words[i] = w[lang]
		}
	}
	return fmt.Sprintf(format, words...)
}
