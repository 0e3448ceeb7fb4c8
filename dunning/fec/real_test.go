package fec_test

import (
	"os"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/internal/shared"
	"github.com/creance/creance/law"
)

func readReal(t testing.TB, o fec.Options) *fec.Ledger {
	t.Helper()
	f, err := os.Open(shared.Path(t, "data/fec/111111111FEC20221231.TXT"))
	require.NoError(t, err)
	defer f.Close()
	l, err := fec.Read("111111111FEC20221231.TXT", f, o)
	require.NoError(t, err)
	return l
}

func TestRealFile(t *testing.T) {
	l := readReal(t, fec.Options{})
	for _, f := range l.Findings {
		t.Log(f.In(law.French))
	}
	for _, j := range l.Journals {
		t.Log(j.Code, j.Label, j.Kind, j.Lines)
	}
	t.Log(l.Format, l.Groups, l.Partial, len(l.Accounts), l.From, l.Until)
	assert.Equal(t, "14416.52", l.Balance(dunningDate(t, "2023-07-31")).StringFixed(2))
	_ = decimal.Zero
	_ = date.Date(0)
}

func dunningDate(t testing.TB, s string) date.Date {
	d, err := dunning.ParseDate(s)
	require.NoError(t, err)
	return d
}
