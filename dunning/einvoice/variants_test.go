package einvoice_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/einvoice"
	"github.com/creance/creance/internal/minor"
)

// TestVariants holds documents written for this test against what their author
// expects of them, whole: profiles of Factur-X, prefixes and default
// namespaces, character sets, prepayments, schedules, signs, and broken files.
func TestVariants(t *testing.T) {
	text, err := os.ReadFile("testdata/variants/expected.tsv")
	require.NoError(t, err)
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")[1:]
	files, err := filepath.Glob("testdata/variants/*.xml")
	require.NoError(t, err)
	require.Len(t, lines, len(files), "each file has its line")
	for _, line := range lines {
		cells := strings.Split(line, "\t")
		t.Run(cells[0], func(t *testing.T) {
			d, err := read(t, filepath.Join("testdata/variants", cells[0]))
			assert.Equal(t, strings.TrimRight(strings.Join(cells[1:], "\n"), "\n"), asRow(t, d, err))
			if err == nil {
				require.NoError(t, d.Invoice.Validate())
				assert.Equal(t, "Café de la Gare", d.Buyer.Name)
				assert.Equal(t, "Atelier Brun", d.Seller.Name)
			}
		})
	}
}

// asRow is a document as the table of expectations has it.
func asRow(t *testing.T, d einvoice.Document, err error) string {
	t.Helper()
	if err != nil {
		errs, ok := errors.AsType[*einvoice.Errors](err)
		require.True(t, ok)
		require.Len(t, errs.List, 1, "%v", err)
		f := errs.List[0]
		return fmt.Sprintf("refused\n%s\n%d:%d", f.Code, f.Line, f.Col)
	}
	inv := &d.Invoice
	digits, _ := minor.Digits(inv.Currency)
	var schedule, found []string
	for _, p := range inv.Instalments {
		schedule = append(schedule, fmt.Sprintf("%s=%s", p.Due, p.Amount.StringFixed(digits)))
	}
	for _, c := range codes(d) {
		found = append(found, string(c))
	}
	due := "-"
	if inv.Due != 0 || inv.Terms.Agreed() {
		due = inv.DueDate().String()
	}
	or := func(words []string) string {
		if len(words) == 0 {
			return "-"
		}
		return strings.Join(words, " ")
	}
	return strings.Join([]string{
		d.Syntax.String(), d.Type, inv.Issued.String(), due, inv.Amount.StringFixed(digits), inv.OpenAt(inv.Issued).StringFixed(digits), or(schedule), or(found),
	}, "\n")
}
