package einvoice_test

import (
	"bytes"
	"flag"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/einvoice"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/internal/shared"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "penalty/":    "an invoice says what is owed, not what lateness costs",
		deptest.Module + "policy/":     "documents do not know policies",
		deptest.Module + "aging/":      "one invoice has no balance by age",
		deptest.Module + "kpi/":        "one invoice has no key figures",
		deptest.Module + "dunning/fec": "books and e-invoices are read apart",
		"github.com/pdfcpu/":           "a PDF is opened by examples/facturx, a module of its own",
	})
}

// row is a line of the manifest that other people wrote beside the files.
type row map[string]string

func manifest(t *testing.T) (dir string, rows []row) {
	t.Helper()
	dir = shared.Path(t, "data/einvoice")
	text, err := os.ReadFile(filepath.Join(dir, "manifest.tsv"))
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	names := strings.Split(lines[0], "\t")
	for _, line := range lines[1:] {
		r := row{}
		for i, cell := range strings.Split(line, "\t") {
			r[names[i]] = strings.TrimSpace(cell)
		}
		rows = append(rows, r)
	}
	return dir, rows
}

// iso is a date of the manifest, which copies each syntax, in ISO form.
func iso(s string) string {
	s, _, _ = strings.Cut(s, "|")
	if len(s) == 8 {
		return s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	return s
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func read(t testing.TB, path string) (einvoice.Document, error) {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	return einvoice.Read(filepath.Base(path), f)
}

// TestManifest holds every file against the manifest.
func TestManifest(t *testing.T) {
	dir, rows := manifest(t)
	require.Len(t, rows, 51)
	refused := map[string]einvoice.Code{
		"fr-caslimites-data-002.xml":       einvoice.BadDate,
		"fr-oracles-cii-date-20260431.xml": einvoice.BadDate,
		"fr-caslimites-xml-001.xml":        einvoice.NotXML,
	}
	for _, r := range rows {
		t.Run(r["file"], func(t *testing.T) {
			d, err := read(t, filepath.Join(dir, r["file"]))
			if code, bad := refused[r["file"]]; bad {
				errs, ok := err.(*einvoice.Errors)
				require.True(t, ok, "%v", err)
				require.Len(t, errs.List, 1)
				assert.Equal(t, code, errs.List[0].Code)
				assert.Zero(t, d)
				return
			}
			require.NoError(t, err)
			inv := &d.Invoice
			assert.Equal(t, r["kind"], d.Syntax.String())
			assert.Equal(t, r["type"], d.Type)
			assert.Equal(t, iso(r["issue"]), inv.Issued.String())
			if commented := r["file"] == "de-brde18-skonto-many.xml"; commented {
				assert.Zero(t, inv.Due, "the manifest has the date of a comment, which is no part of the document")
			} else if r["due_BT9"] != "" {
				assert.Equal(t, iso(r["due_BT9"]), inv.Due.String())
			}
			assert.Equal(t, r["seller_country"], d.Seller.Country)
			assert.Equal(t, amount(t, r["payable"]), d.Amounts.Due.StringFixed(2))
			assert.Equal(t, amount(t, r["prepaid"]), d.Amounts.Prepaid.StringFixed(2))
			want := flat(strings.ReplaceAll(html.UnescapeString(r["BT20"]), "¶", " "))
			if head, cut := strings.CutSuffix(want, "…"); cut {
				assert.True(t, strings.HasPrefix(flat(d.TermsText()), strings.TrimSpace(head)), flat(d.TermsText()))
			} else {
				assert.Equal(t, want, flat(d.TermsText()))
			}

			require.NoError(t, inv.Validate())
			assert.NotEmpty(t, inv.ID)
			assert.NotEmpty(t, inv.Client)
			open := inv.OpenAt(inv.Issued)
			if d.Credit {
				open = open.Neg()
			}
			assert.Equal(t, d.Amounts.Due.StringFixed(2), open.StringFixed(2), "the balance is what the document asks for")
		})
	}
}

func amount(t *testing.T, s string) string {
	t.Helper()
	if s == "" {
		return "0.00"
	}
	d, err := dunning.ParseAmount(s)
	require.NoError(t, err)
	return d.StringFixed(2)
}

// TestSharedFindings keeps what is found in each file, by code and place. What
// the packages terms and mention make of a wording is their affair.
func TestSharedFindings(t *testing.T) {
	dir, rows := manifest(t)
	var b strings.Builder
	for _, r := range rows {
		d, err := read(t, filepath.Join(dir, r["file"]))
		found := d.Findings
		if errs, ok := err.(*einvoice.Errors); ok {
			found = errs.List
		}
		for _, f := range found {
			if f.Code == einvoice.TermsUnreadable || f.Code == einvoice.NoteDeficient {
				continue
			}
			fmt.Fprintf(&b, "%s:%d:%d %s %s %s\n", f.File, f.Line, f.Col, f.Code, f.Term, f.Expected)
		}
	}
	golden(t, "shared.findings", b.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

// TestSharedDamaged cuts and changes real files: whatever comes of it, it is a
// document or an error with a place, never a panic.
func TestSharedDamaged(t *testing.T) {
	dir, rows := manifest(t)
	r := rand.New(rand.NewPCG(51, 1))
	for _, row := range rows {
		text, err := os.ReadFile(filepath.Join(dir, row["file"]))
		require.NoError(t, err)
		for range 20 / ledgertest.Less {
			_, err := einvoice.Read("cut.xml", bytes.NewReader(text[:r.IntN(len(text)-40)]))
			errs, ok := err.(*einvoice.Errors)
			require.True(t, ok, "an invoice without its end is no invoice")
			require.Positive(t, errs.List[0].Line)

			changed := bytes.Clone(text[:min(len(text), 40_000)])
			for range 1 + r.IntN(8) {
				changed[r.IntN(len(changed))] = byte(r.IntN(256))
			}
			if _, err := einvoice.Read("changed.xml", bytes.NewReader(changed)); err != nil {
				require.IsType(t, (*einvoice.Errors)(nil), err)
			}
		}
	}
}
