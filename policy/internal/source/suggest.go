package source

import (
	"fmt"
	"slices"
	"strings"
)

// Suggest is what to offer for a name that is not known: the nearest of those
// that are, or the list of them when it is short; "" when neither helps.
func Suggest(name string, known []string) string {
	best, nearest := 3, ""
	for _, k := range slices.Sorted(slices.Values(known)) {
		if d := distance([]rune(name), []rune(k)); d < best && d < len([]rune(k)) {
			best, nearest = d, k
		}
	}
	switch {
	case nearest != "":
		return fmt.Sprintf("did you mean %q?", nearest)
	case len(known) > 0 && len(known) <= 8:
		return "known: " + strings.Join(known, ", ")
	}
	return ""
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
