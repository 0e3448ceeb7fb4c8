package fec_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/law"
)

// FuzzRead: no input panics; what is accepted keeps its promises, and what is
// not has errors with a place and nothing else.
func FuzzRead(f *testing.F) {
	whole := demo(f)
	small := strings.Join(strings.SplitAfter(whole, "\n")[:16], "")
	for _, change := range variants {
		f.Add([]byte(change(small)), uint8(0))
	}
	f.Add([]byte(header+sale("411000", "1e9999", "0")), uint8(1))
	f.Add([]byte(header+sale("411000", "999999999999,99", "-999999999999,99")), uint8(2))
	f.Fuzz(func(t *testing.T, src []byte, rule uint8) {
		l, err := fec.Read("f", strings.NewReader(string(src)), fec.Options{Allocation: fec.Allocation(rule % 3), Foreign: fec.Foreign(rule & 1)})
		if err != nil {
			require.Nil(t, l)
			var es *fec.Errors
			require.True(t, errors.As(err, &es))
			require.NotEmpty(t, es.List)
			for _, e := range es.List {
				require.Positive(t, e.Line)
				require.Positive(t, e.Col)
				require.NotEmpty(t, e.What)
				require.NotEmpty(t, e.Code)
				require.NotContains(t, e.Text(law.French), e.What, "it has French")
				require.LessOrEqual(t, utf8.RuneCountInString(e.Cell), 41)
			}
			return
		}
		checkLedger(t, l)
		again, err := fec.Read("f", strings.NewReader(string(src)), fec.Options{Allocation: fec.Allocation(rule % 3), Foreign: fec.Foreign(rule & 1)})
		require.NoError(t, err)
		require.Equal(t, summary(l), summary(again))
		require.Equal(t, l.Findings, again.Findings)
	})
}
