package docs_test

import (
	"fmt"
	"io"
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

// Every column of the pages is one that the package reads.
func TestColumns(t *testing.T) {
	tables := map[string]func(column string) error{
		"clients":     header(exchange.Clients, "id"),
		"invoices":    header(exchange.Invoices, "id,client,issued,amount"),
		"settlements": header(exchange.Settlements, "invoice,date,amount"),
	}
	tables["factures"], tables["règlements"] = tables["invoices"], tables["settlements"]
	columns := 0
	for _, name := range []string{"shapes.md", "shapes.fr.md"} {
		page, err := os.ReadFile(name)
		require.NoError(t, err)
		var read func(column string) error // nil outside the tables of columns
		for line := range strings.Lines(string(page)) {
			cells := strings.Split(line, "|")
			if len(cells) != 5 {
				read = nil
				continue
			}
			first := strings.TrimSpace(cells[1])
			if read == nil {
				read = tables[first]
				continue
			}
			for column := range strings.FieldsFuncSeq(first, func(r rune) bool { return strings.ContainsRune("*,; -", r) }) {
				columns++
				if err := read(column); err != nil {
					assert.NotContains(t, err.Error(), "unknown column", "%s: %s", name, column)
				}
			}
		}
	}
	assert.Greater(t, columns, 60)
}

// header reads a file that has only a first line, with one more column.
func header[T any](read func(string, io.Reader, exchange.Format) (T, error), required string) func(column string) error {
	return func(column string) error {
		_, err := read("header.csv", strings.NewReader(column+","+required+"\n"), exchange.ISO())
		return err
	}
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
