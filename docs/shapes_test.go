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

// Every column of the page is one that the package reads.
func TestColumns(t *testing.T) {
	readers := map[string]struct {
		required []string
		read     func(file string) error
	}{
		"clients": {[]string{"id"}, func(f string) error { _, err := exchange.Clients("", strings.NewReader(f), exchange.ISO()); return err }},
		"invoices": {[]string{"id", "client", "issued", "amount"}, func(f string) error {
			_, err := exchange.Invoices("", strings.NewReader(f), exchange.ISO())
			return err
		}},
		"settlements": {[]string{"invoice", "date", "amount"}, func(f string) error {
			_, err := exchange.Settlements("", strings.NewReader(f), exchange.ISO())
			return err
		}},
	}
	readers["factures"], readers["règlements"] = readers["invoices"], readers["settlements"]
	columns := 0
	for _, name := range []string{"shapes.md", "shapes.fr.md"} {
		page, err := os.ReadFile(name)
		require.NoError(t, err)
		table := ""
		for line := range strings.Lines(string(page)) {
			cells := strings.Split(line, "|")
			if len(cells) != 5 {
				table = ""
				continue
			}
			first := strings.TrimSpace(cells[1])
			if _, ok := readers[first]; ok && table == "" {
				table = first
				continue
			}
			if table == "" || strings.HasPrefix(first, "-") {
				continue
			}
			for column := range strings.FieldsFuncSeq(first, func(r rune) bool { return strings.ContainsRune("*,; ", r) }) {
				columns++
				err := readers[table].read(column + "," + strings.Join(readers[table].required, ",") + "\n")
				if err != nil {
					assert.NotContains(t, err.Error(), "unknown column", "%s: %s of %s", name, column, table)
				}
			}
		}
	}
	assert.Greater(t, columns, 60)
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
