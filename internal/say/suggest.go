package say

import (
	"slices"
	"strings"
)

// Suggest is what to offer for a name that is not known: the nearest of those
// that are, or the list of them when it is short; nothing when neither helps.
func Suggest(name string, known []string) Text {
	nearest := Nearest(name, known)
	switch {
	case nearest != "":
		return DidYouMean(nearest)
	case len(known) > 0 && len(known) <= 8:
		return Known(known)
	}
	return Text{}
}

// DidYouMean offers one name.
func DidYouMean(name string) Text {
	return Both("vouliez-vous dire %s ?", "did you mean %s?", Name(name))
}

// Known lists the names that there are.
func Known(names []string) Text {
	return Both("au choix : %s", "known: %s", strings.Join(names, ", "))
}

// Nearest is the known name that is meant by a name: its translation, or the one
// that is most like it; "" when there is none.
func Nearest(name string, known []string) string {
	if word := translated(name, known); word != "" {
		return word
	}
	return Like(name, known)
}

// Like is the known name that is most like a name, two letters away at most; ""
// when there is none.
func Like(name string, known []string) string {
	best, nearest := 3, ""
	for _, k := range slices.Sorted(slices.Values(known)) {
		if d := distance([]rune(name), []rune(k)); d < best && d < len([]rune(k)) {
			best, nearest = d, k
		}
	}
	return nearest
}

// distance is the restricted Damerau-Levenshtein distance: letters added,
// dropped, changed, or two neighbours swapped. Beyond 2 it stops counting.
func distance(a, b []rune) int {
	const far = 3
	if len(a) > len(b)+2 || len(b) > len(a)+2 || len(a) > 64 {
		return far
	}
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	before, last, row := rows[0], rows[1], rows[2]
	for i, x := range a {
		row[0] = i + 1
		for j, y := range b {
			cost := 1
			if x == y {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x == b[j-1] && a[i-1] == y {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], far)
}
