package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/einvoice"
)

func TestNoArgument(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(nil, &out))
	for _, want := range []string{
		"factur-x.xml (CII, urn:cen.eu:en16931:2017)", "F-2026-081, type 380, du 2026-10-05", "Hôtel de l'Étang (987654324)",
		"1200.00 EUR, reste dû 1000.00", "2026-11-05 (30 jours)", "la note AAB manque", "n’est pas celle des conditions (BT-20), 2026-11-04",
	} {
		assert.Contains(t, out.String(), want)
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, pdf []byte) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, pdf, 0o600))
		return path
	}
	made, err := invented()
	require.NoError(t, err)
	sound := write("sound.pdf", made)
	plain := write("plain.pdf", page("Facture"))
	other, err := attach(page("Facture"), "conditions.txt", []byte("30 jours"))
	require.NoError(t, err)
	broken, err := attach(page("Facture"), "Factur-X.xml", bytes.Replace(invoice, []byte("20261105"), []byte("20260431"), 1))
	require.NoError(t, err)

	var out bytes.Buffer
	require.NoError(t, run([]string{sound, sound}, &out))
	assert.Equal(t, 2, strings.Count(out.String(), "F-2026-081"))

	out.Reset()
	err = run([]string{plain, sound, write("other.pdf", other), write("broken.pdf", broken), filepath.Join(dir, "absent.pdf")}, &out)
	assert.Equal(t, 1, strings.Count(out.String(), "F-2026-081"), "one bad file does not stop the others")
	var none *NoInvoiceError
	require.ErrorAs(t, err, &none)
	assert.Contains(t, err.Error(), "it has conditions.txt")
	found, ok := errors.AsType[*einvoice.Finding](err)
	require.True(t, ok)
	assert.Equal(t, einvoice.BadDate, found.Code)
	require.ErrorIs(t, err, os.ErrNotExist)
}

// TestExtractIsExact: the bytes come out as they went in.
func TestExtractIsExact(t *testing.T) {
	pdf, err := invented()
	require.NoError(t, err)
	name, xml, err := Extract(pdf)
	require.NoError(t, err)
	assert.Equal(t, "factur-x.xml", name)
	assert.True(t, bytes.Equal(invoice, xml))
}

// TestDamaged: a PDF cut anywhere is an error or gives the whole invoice, and
// never a panic.
func TestDamaged(t *testing.T) {
	pdf, err := invented()
	require.NoError(t, err)
	for cut := 0; cut < len(pdf); cut += 1 + len(pdf)/60 {
		if _, xml, err := Extract(pdf[:cut]); err == nil {
			assert.True(t, bytes.Equal(invoice, xml), "cut at %d", cut)
		}
	}
	_, _, err = Extract([]byte("not a PDF"))
	assert.Error(t, err)
}
