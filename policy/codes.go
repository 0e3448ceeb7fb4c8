package policy

import (
	"maps"
	"slices"
)

// Codes are the reasons a decision can give for sending nothing, sorted.
func Codes() []Code { return slices.Sorted(maps.Keys(codeTexts)) }
