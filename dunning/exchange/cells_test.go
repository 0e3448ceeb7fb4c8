package exchange_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/exchange"
)

// TestThousands: blanks stand between thousands or nowhere.
func TestThousands(t *testing.T) {
	for cell, want := range map[string]string{
		"1 234,56": "1234.56", "1\u00a0234\u202f567,8": "1234567.8", "-12 345": "-12345", "1234,5": "1234.5", "+1 000,00": "1000", "0,5": "0.5",
		"12 34,56": "", "1234 567,00": "", "1 2": "", "1  234": "", "1 234,5 6": "", "- 5": "", "1,234,567": "", ",5": "", "1 234.5": "", "1 234 €": "",
	} {
		invoices, err := exchange.Invoices("f.csv", strings.NewReader("id;client;date;amount\nF;C;01/01/2026;"+cell+"\n"), exchange.French())
		if want == "" {
			assert.ErrorContains(t, err, "f.csv:2:16: amount: ", cell)
			continue
		}
		require.NoError(t, err, cell)
		assert.Equal(t, want, invoices[0].Amount.String(), cell)
	}
}

// TestExcelCharset: Excel's plain CSV is not UTF-8, which is said at the header
// or read when it is declared.
func TestExcelCharset(t *testing.T) {
	const ansi = "num\xe9ro;client;date;\xe9ch\xe9ance;montant_ttc\r\nF-1;Caf\xe9 \x9cuvre;01/02/2026;03/03/2026;1\xa0200,50\r\n"
	_, err := exchange.Invoices("f.csv", strings.NewReader(ansi), exchange.French())
	assert.EqualError(t, err, `f.csv:1: column 1 of the header is not UTF-8; save the file as UTF-8 ("CSV UTF-8" in Excel), or set Format.Windows1252`)
	declared := exchange.French()
	declared.Windows1252 = true
	invoices, err := exchange.Invoices("f.csv", strings.NewReader(ansi), declared)
	require.NoError(t, err)
	assert.Equal(t, "Café œuvre", invoices[0].Client)
	assert.Equal(t, "1200.5", invoices[0].Amount.String())
	_, err = exchange.Invoices("f.csv", strings.NewReader("id;client;date;amount\nF\x81;C;01/01/2026;1\n"), declared)
	assert.ErrorContains(t, err, "f.csv:2:1: id: is not Windows-1252")
}
