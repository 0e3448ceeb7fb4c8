package exchange_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/exchange"
)

func TestSheetForFrenchExcel(t *testing.T) {
	var b bytes.Buffer
	s := exchange.NewSheet(&b, exchange.French(), "client", "@ouvert", "échéance", "jours")
	s.Row("=HYPERLINK(\"x\")", decimal.RequireFromString("-1234.5"), date.New(2026, 11, 3), 12)
	s.Row("Durand; fils", decimal.RequireFromString("0.125"), date.Date(0), true)
	require.NoError(t, s.Close())
	assert.Equal(t, "\uFEFFclient;'@ouvert;échéance;jours\r\n"+
		"\"'=HYPERLINK(\"\"x\"\")\";-1234,50;03/11/2026;12\r\n"+
		"\"Durand; fils\";0,125;;true\r\n", b.String())
}

func TestSheetReportsTheWriter(t *testing.T) {
	file, err := os.Open(os.DevNull)
	require.NoError(t, err)
	defer file.Close()
	s := exchange.NewSheet(file, exchange.French(), "a")
	s.Row("b")
	assert.Error(t, s.Close(), "a file open for reading")
}
