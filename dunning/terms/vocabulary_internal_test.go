package terms

import (
	"slices"
	"strings"
	"testing"
)

// A phrase with two meanings would be read by the order of the tables.
func TestPhrasesHaveOneMeaning(t *testing.T) {
	seen := map[string]entry{}
	for _, e := range slices.Concat(french, english, german, dutch, spanish, italian, swedish) {
		for phrase := range strings.SplitSeq(e.phrases, ",") {
			words := strings.Fields(phrase)
			kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return vocabulary[w].symbol == filler })
			if e.symbol == filler {
				kept = words
			}
			key := strings.Join(kept, " ")
			if old, ok := seen[key]; ok && (old.symbol != e.symbol || old.n != e.n) {
				t.Errorf("%q means both %q and %q", key, old.phrases, e.phrases)
			}
			if key == "" || len(kept) > longestPhrase {
				t.Errorf("%q has no word left, or too many", phrase)
			}
			for _, w := range kept {
				var folded string
				for _, r := range w {
					folded += foldLetter(r)
				}
				if folded != w {
					t.Errorf("%q is not folded: no text can match it", phrase)
				}
			}
			seen[key] = e
		}
	}
}
