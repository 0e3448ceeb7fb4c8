package einvoice_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/einvoice"
	"github.com/creance/creance/law"
)

// FuzzRead: no input panics; a document is either refused with places inside
// the file, or has what it promises: a valid invoice whose balance is BT-115.
func FuzzRead(f *testing.F) {
	f.Add([]byte(sample().ubl()))
	f.Add([]byte(sample().cii()))
	files, err := filepath.Glob("testdata/refused/*")
	require.NoError(f, err)
	for _, path := range files {
		text, err := os.ReadFile(path)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := einvoice.Read("f.xml", bytes.NewReader(raw))
		again, errAgain := einvoice.Read("f.xml", bytes.NewReader(raw))
		require.Equal(t, d, again)
		require.Equal(t, err, errAgain)
		found := d.Findings
		if err != nil {
			errs, ok := err.(*einvoice.Errors)
			require.True(t, ok)
			require.NotEmpty(t, errs.List)
			require.Zero(t, d)
			found = errs.List
		}
		lines := bytes.Count(raw, []byte("\n")) + 1
		for i, f := range found {
			require.NotEmpty(t, f.Text(law.French))
			require.Less(t, len(f.Error()), 8000)
			require.Positive(t, f.Line)
			require.Positive(t, f.Col)
			require.LessOrEqual(t, f.Line, lines)
			if i > 0 {
				require.LessOrEqual(t, found[i-1].Line, f.Line)
			}
		}
		if err != nil {
			return
		}
		require.NotEmpty(t, d.Invoice.ID)
		require.NotZero(t, d.Invoice.Issued)
		for _, f := range d.Findings {
			if f.Code == einvoice.CurrencyUnknown {
				return
			}
		}
		require.NoError(t, d.Invoice.Validate())
		open := d.Invoice.OpenAt(d.Invoice.Issued)
		if d.Credit {
			open = open.Neg()
		}
		require.True(t, open.Equal(d.Amounts.Due), "%s, not %s", open, d.Amounts.Due)
	})
}

var dateForm = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

// FuzzTwoSyntaxes: any texts and amounts are read alike in both syntaxes.
func FuzzTwoSyntaxes(f *testing.F) {
	f.Add("F-1", "30 jours", "2026-10-05", "2026-11-04", "120.00", "20.00", "Pénalités")
	f.Add("#1#", "<b>45 jours</b> fin de mois", "2026-02-28", "", "-1", ".5", "#PMD#")
	f.Fuzz(func(t *testing.T, number, wording, issued, due, total, prepaid, note string) {
		for _, s := range []string{number, wording, issued, due, total, prepaid, note} {
			if len(s) > 200 || s != strings.ToValidUTF8(s, "") || strings.ContainsAny(s, "\x00\r") {
				return
			}
		}
		if strings.HasPrefix(strings.TrimSpace(note), "#") { // a code to UBL, a text to CII
			return
		}
		v := sample()
		v.Number, v.Terms, v.Issued, v.Due, v.Total, v.Prepaid, v.Payable = number, wording, issued, due, total, prepaid, total
		v.Notes[0][1] = note
		u, errU := einvoice.Read("f.xml", strings.NewReader(v.ubl()))
		c, errC := einvoice.Read("f.xml", strings.NewReader(v.cii()))
		if !dateForm.MatchString(issued) || !dateForm.MatchString(due) {
			return // the syntaxes write dates differently: CII without the dashes
		}
		require.Equal(t, errU == nil, errC == nil, "%v\n%v", errU, errC)
		if errU == nil {
			require.Equal(t, plain(u), plain(c))
		}
	})
}
