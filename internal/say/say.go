// Package say writes what is wrong with a file in French and in English. The two
// sentences stand side by side where the mistake is found, so that neither can be
// forgotten nor go its own way.
package say

import (
	"fmt"
	"strconv"

	"github.com/creance/creance/law"
)

// A Text is one sentence in both languages, counted as [law.Lang] counts.
type Text [2]string

// Both writes a sentence in both languages. The arguments are those of
// fmt.Sprintf for each of them; a [Text] among them is written in the language
// of the sentence, a [Name] in its quotes.
func Both(fr, en string, args ...any) Text {
	return Text{law.French: write(law.French, fr, args), law.English: write(law.English, en, args)}
}

// Code is something to write into the file, the same in both languages.
func Code(text string) Text { return Text{text, text} }

// In is the sentence in a language.
func (t Text) In(lang law.Lang) string { return t[lang&1] }

// A Name is a word of the file in a sentence: "overdue" or « overdue »,
// shortened when it is long, with what cannot be seen written as an escape.
type Name string

// In is the word in the quotes of a language.
func (n Name) In(lang law.Lang) string {
	quoted := strconv.Quote(Clip(string(n)))
	if lang == law.English {
		return quoted
	}
	return "« " + quoted[1:len(quoted)-1] + " »"
}

// Clip shortens a text for a message.
func Clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

func write(lang law.Lang, format string, args []any) string {
	words := make([]any, len(args))
	for i, arg := range args {
		switch arg := arg.(type) {
		case Text:
			words[i] = arg.In(lang)
		case Name:
			words[i] = arg.In(lang)
		default:
			words[i] = arg
		}
	}
	return fmt.Sprintf(format, words...)
}
