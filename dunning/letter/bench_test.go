package letter_test

import (
	"testing"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
)

func BenchmarkWrite(b *testing.B) {
	v := letter.Variant{Kind: letter.FormalNotice, Channel: dunning.RegisteredLetter, Tone: letter.Formal}
	d := sample(b, v.Kind, dunning.Business)
	set := letter.Default()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := set.Write(v, d); err != nil {
			b.Fatal(err)
		}
	}
}
