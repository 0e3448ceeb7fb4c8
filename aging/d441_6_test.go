package aging_test

import (
	"encoding/csv"
	"html"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
)

var (
	htmlRow  = regexp.MustCompile(`(?s)<tr>(.*?)</tr>`)
	htmlCell = regexp.MustCompile(`(?s)<t[dh][^>]*>(.*?)</t[dh]>`)
	tags     = regexp.MustCompile(`<[^>]*>`)
)

// The two prints of a table say the same in every cell, and those of the worked
// example are the ones of the reference.
func TestPrintsAgreeToTheCell(t *testing.T) {
	late := example(t)
	second := aging.Statutory{From: day("2026-01-01"), Until: day("2027-01-01"), Model: aging.DuringYear, Legal: "60 jours nets"}
	year, err := second.Table(slices.Values([]*dunning.Invoice{invoice("F1", "C", "100", "2026-06-15"), invoice("F2", "C", "1234567.89", "2026-12-31")}))
	require.NoError(t, err)
	for name, table := range map[string]aging.StatutoryTable{"I": late, "II": year} {
		var c, h strings.Builder
		require.NoError(t, table.WriteCSV(&c))
		require.NoError(t, table.WriteHTML(&h))
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(c.String(), "\uFEFF")))
		r.Comma, r.FieldsPerRecord = ';', -1
		all, err := r.ReadAll()
		require.NoError(t, err)
		rows := slices.DeleteFunc(all, func(row []string) bool { return len(row) < 7 })
		found := htmlRow.FindAllStringSubmatch(h.String(), -1)
		require.Len(t, found, len(rows), name)
		for i, row := range rows {
			cells := htmlCell.FindAllStringSubmatch(found[i][1], -1)
			require.Len(t, cells, len(row))
			for j, cell := range cells {
				text := strings.ReplaceAll(html.UnescapeString(tags.ReplaceAllString(cell[1], "")), "\u202f", "")
				assert.Equal(t, strings.TrimSpace(row[j]), strings.TrimSpace(text), "model %s, row %d, column %d", name, i, j)
			}
		}
		for _, row := range all {
			if len(row) == 1 {
				assert.Contains(t, strings.ReplaceAll(html.UnescapeString(h.String()), "\u202f", ""), row[0], "what stands outside the cells")
			}
		}
	}
}

// Model I against a count invoice by invoice, in whole cents.
func TestModelOneByHand(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 41))
	closing := day("2026-12-31")
	for range 300 {
		var invoices []*dunning.Invoice
		var cells [5]int64
		var zero, late, disputed int64
		ids := 0
		for range 1 + r.IntN(20) {
			due := closing - date.Date(r.IntN(130)) + 5
			cents := 1 + r.Int64N(1_000_000)
			inv := &dunning.Invoice{ID: string(rune('A'+ids/26)) + string(rune('a'+ids%26)), Client: "C", Issued: due - 30, Due: due, Amount: decimal.New(cents, -2)}
			ids++
			if r.IntN(3) == 0 {
				paid := 1 + r.Int64N(cents)
				on := due - 20 + date.Date(r.IntN(60))
				inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: on, Amount: decimal.New(paid, -2)})
				if on <= closing {
					cents -= paid
				}
			}
			contested := r.IntN(6) == 0
			if contested {
				inv.Disputes = []dunning.Dispute{{From: due - 10}}
			}
			invoices = append(invoices, inv)
			n := int(closing - due)
			if cents == 0 || n < 0 {
				continue
			}
			if contested && due-10 <= closing {
				disputed += cents
				continue
			}
			switch {
			case n == 0:
				cells[0] += cents
				zero++
				continue
			case n <= 30:
				cells[1] += cents
			case n <= 60:
				cells[2] += cents
			case n <= 90:
				cells[3] += cents
			default:
				cells[4] += cents
			}
			late++
		}
		table, err := aging.Statutory{From: day("2026-01-01"), Until: closing + 1, Turnover: dec("600000"), Legal: "60 jours"}.Table(slices.Values(invoices))
		require.NoError(t, err)
		euros := func(n int64) string { return decimal.New(n, -2).StringFixed(2) }
		require.Equal(t, euros(cells[0]), table.ZeroDay.Amount.StringFixed(2))
		total := int64(0)
		for i, n := range cells[1:] {
			require.Equal(t, euros(n), table.Tranches[i].Amount.StringFixed(2))
			require.Equal(t, decimal.New(n, 0).DivRound(decimal.New(600_000, 0), 2).StringFixed(2), table.Tranches[i].Percent.StringFixed(2))
			total += n
		}
		require.Equal(t, euros(total), table.Total.Amount.StringFixed(2))
		require.Equal(t, euros(disputed), table.Disputed.Amount.StringFixed(2))
		require.Equal(t, []int64{zero, late}, []int64{int64(table.ZeroDay.Invoices), int64(table.Total.Invoices)})
	}
}
