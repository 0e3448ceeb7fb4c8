package letter_test

import (
	"testing"

	"github.com/creance/creance/dunning/letter"
)

func TestShippedTemplatesAreSound(t *testing.T) {
	if letter.Default() == nil {
		_, err := letter.Default().With(nil)
		t.Fatal(err)
	}
	t.Log(len(letter.Default().Variants()))
}
