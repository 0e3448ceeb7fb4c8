package docs_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/exchange"
)

// The JSON of the page is read, and written back as it stands.
func TestAccountsAreWrittenBack(t *testing.T) {
	src, err := os.ReadFile("testdata/accounts.json")
	require.NoError(t, err)
	accounts, err := exchange.ReadJSON("accounts.json", strings.NewReader(string(src)))
	require.NoError(t, err)
	var out strings.Builder
	require.NoError(t, exchange.WriteJSON(&out, accounts))
	want := strings.Replace(string(src), "      \"kind\": \"business\",\n", "", 1) // the default is left out
	assert.Equal(t, want, out.String())
}

func Example_sheet() {
	accounts, err := exchange.ReadJSON("accounts.json", open("accounts.json"))
	check(err)
	var out strings.Builder
	sheet := exchange.NewSheet(&out, exchange.French(), "client", "facture", "échéance", "reste dû")
	for _, a := range accounts {
		for _, inv := range a.Invoices {
			sheet.Row(a.Client.Name, inv.ID, inv.DueDate(), inv.OpenAt(date.New(2026, 11, 23)))
		}
	}
	check(sheet.Close())
	fmt.Print(strings.NewReplacer("\uFEFF", "", "\r", "").Replace(out.String()))
	// Output:
	// client;facture;échéance;reste dû
	// Menuiserie Durand;F-2026-041;31/05/2026;8000,00
}
