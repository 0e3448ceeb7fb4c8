package terms

import (
	"maps"
	"slices"
	"strings"
)

// correctable are the words long enough to be told from their neighbours by
// one letter.
var correctable = slices.DeleteFunc(slices.Sorted(maps.Keys(vocabulary)), func(phrase string) bool {
	return len(phrase) < shortest || strings.Contains(phrase, " ")
})

const shortest = 4

// suggest is the word of the vocabulary that a word of the text probably stands
// for: one letter added, dropped, changed, or two neighbours swapped. Else "".
func suggest(text string, at item) string {
	if at.symbol != unknown || at.to-at.from < shortest {
		return ""
	}
	word, best := tokenize(text[at.from:at.to])[0].text, ""
	for _, known := range correctable {
		if nearly(word, known) {
			if len(known) == len(word) {
				return known
			}
			best = known
		}
	}
	return best
}

// nearly reports whether two folded words differ by one slip of the keyboard.
func nearly(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		swapped := i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		return i < len(a) && (a[i+1:] == b[i+1:] || swapped)
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}
