package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

func invented(t *testing.T) []byte {
	t.Helper()
	file, err := assets.ReadFile("assets/invented.fec.txt")
	require.NoError(t, err)
	return file
}

func drop(t *testing.T, query string, file []byte) ledgerAnswer {
	t.Helper()
	w := ask(t, "POST", "/api/ledger?"+query, bytes.NewReader(file))
	require.Equal(t, http.StatusOK, w.Code, w.Body.String())
	var out ledgerAnswer
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &out))
	return out
}

func TestLedger(t *testing.T) {
	file := invented(t)
	l, err := fec.Read("f", bytes.NewReader(file), fec.Options{})
	require.NoError(t, err)
	day := date.New(2026, 6, 30)
	aged, err := aging.Of(day, aging.Standard(), l.Invoices())
	require.NoError(t, err)
	total := aged.Balance("EUR").Total
	require.True(t, total.Late().IsPositive())

	for code, lang := range map[string]law.Lang{"fr": law.French, "en": law.English} {
		out := drop(t, "lang="+code+"&day=2026-06-30&name=f.txt", file)
		assert.Empty(t, out.Fields)
		result := string(out.Result)
		assert.Contains(t, result, locale.Money(total.Open, "EUR", lang))
		assert.Contains(t, result, locale.Money(total.Late(), "EUR", lang))
		assert.Equal(t, 6, strings.Count(result, "<svg"), "aged balance, DSO and collection curve, each for a screen and for a phone")
		assert.Contains(t, result, "Menuiserie Inventée")
	}
	assert.Contains(t, drop(t, "", file).Result, locale.Date(l.Until, law.French), "as of the last day of the file")
	// Longer terms, less overdue.
	long := drop(t, "day=2026-06-30&terms="+url.QueryEscape("45 jours fin de mois"), file)
	assert.NotContains(t, long.Result, locale.Money(total.Late(), "EUR", law.French))
}

func TestLedgerFields(t *testing.T) {
	out := drop(t, "day=2026-02-30&terms=bient%C3%B4t", invented(t))
	require.Len(t, out.Fields, 2)
	assert.Equal(t, "ledgerday", out.Fields[0].Field)
	assert.Equal(t, "ledgerterms", out.Fields[1].Field)
	assert.Empty(t, out.Result)
}

// A file without an entry has no last day to show.
func TestEmptyLedger(t *testing.T) {
	header, _, _ := bytes.Cut(invented(t), []byte("\n"))
	assert.Contains(t, drop(t, "name=vide.txt", append(header, '\n')).Result, "vide.txt ne contient aucune écriture")
}
