package fec_test

import (
	"os"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/internal/shared"
)

const realName = "111111111FEC20221231.TXT"

func realFile(t testing.TB) string {
	t.Helper()
	src, err := os.ReadFile(shared.Path(t, "data/fec/"+realName))
	require.NoError(t, err)
	return string(src)
}

func TestRealFile(t *testing.T) {
	l := read(t, realFile(t), fec.Options{Terms: terms.Net(30)})
	assert.Equal(t, 934, l.Format.Lines)
	assert.Len(t, l.Lines, 151)
	assert.Len(t, l.Accounts, 34)
	assert.Equal(t, "53638.78", l.Debit.StringFixed(2))
	assert.Equal(t, "39222.26", l.Credit.StringFixed(2))
	assert.Equal(t, "14416.52", l.Balance(day(t, "2023-07-31")).StringFixed(2))
	assert.Equal(t, "14416.52", l.Balance(l.Until, "411").StringFixed(2))
	assert.Equal(t, "0.00", l.Balance(l.Until, "416").StringFixed(2))
	assert.Equal(t, 45, l.Groups)
	assert.Equal(t, 0, l.Partial)
	assert.Equal(t, day(t, "2023-07-31"), l.Until)

	kinds := map[string]fec.JournalKind{}
	for _, j := range l.Journals {
		kinds[j.Code] = j.Kind
	}
	assert.Equal(t, map[string]fec.JournalKind{
		"AN": fec.OpeningJournal, "VE": fec.SalesJournal, "C1": fec.MoneyJournal, "CIC": fec.MoneyJournal, "CA": fec.MoneyJournal,
		"OD": fec.OtherJournal, "FG": fec.OtherJournal, "IN": fec.OtherJournal, "OJRA": fec.OtherJournal,
	}, kinds)
}

// TestRealFileEveryDay compares with a reading of the file by hand: the lines
// of account 411, cut at the bars, summed up to each day of the year.
func TestRealFileEveryDay(t *testing.T) {
	src := realFile(t)
	moves := map[date.Date]decimal.Decimal{}
	for i, line := range strings.Split(strings.TrimSpace(src), "\n") {
		cells := strings.Split(line, "|")
		if i == 0 || !strings.HasPrefix(cells[4], "411") {
			continue
		}
		d := day(t, cells[3][:4]+"-"+cells[3][4:6]+"-"+cells[3][6:])
		amount := func(cell string) decimal.Decimal {
			return decimal.RequireFromString(strings.ReplaceAll(cell, ",", "."))
		}
		moves[d] = moves[d].Add(amount(cells[11])).Sub(amount(cells[12]))
	}
	for _, rule := range []fec.Allocation{fec.OldestFirst, fec.Evident, fec.Unallocated} {
		l := read(t, src, fec.Options{Allocation: rule})
		checkLedger(t, l)
		want := decimal.Decimal{}
		for d := day(t, "2022-12-31"); d <= day(t, "2023-12-31"); d++ {
			want = want.Add(moves[d])
			got := decimal.Decimal{}
			for inv := range l.Invoices() {
				got = got.Add(inv.OpenAt(d))
			}
			require.Equal(t, want.StringFixed(2), got.StringFixed(2), d)
		}
	}
}

// What the file shows in a few places, read there by eye.
func TestRealFileCases(t *testing.T) {
	l := read(t, realFile(t), fec.Options{})
	byLine := map[int]*dunning.Invoice{}
	for inv := range l.Invoices() {
		line, _ := l.Source(inv)
		byLine[line.Number] = inv
	}
	// One transfer of 9 483,03 pays twelve invoices; each has its date.
	paid := byLine[94]
	assert.Equal(t, "VE 0323", paid.ID)
	assert.Equal(t, []string{"2023-06-02 946.45 payment CIC 00000186"}, settled(paid))
	// A credit note in a group comes off its first invoice.
	assert.Equal(t, []string{"2023-05-09 102.59 credit-note VE 00000057", "2023-06-26 906.27 payment CIC 00000190"}, settled(byLine[334]))
	// One cent too much, booked to a profit account.
	assert.Equal(t, []string{"2023-05-03 -0.01 adjustment OD 00000240", "2023-05-03 560.32 payment C1 00000116"}, settled(byLine[202]))
	// Paid to the cent and never lettered.
	assert.Equal(t, []string{"2023-05-10 371.94 payment C1 00000123"}, settled(byLine[190]))
	// A credit brought forward stands alone.
	assert.Equal(t, dunning.Opening, byLine[735].Kind)
	assert.Equal(t, "-56.03", byLine[735].Amount.StringFixed(2))
	// The net amount leaves VAT out: 74,70 - 3,83 - 0,06.
	assert.Equal(t, "70.81", byLine[6].Net.StringFixed(2))

	assert.Equal(t, []fec.FindingCode{fec.SettledByAmount, fec.SettledOldest, fec.OpeningBalance, fec.LeftOnAccount, fec.SettledOldest}, codes(l))
}

// A real file cut anywhere is refused with its place, or is still balanced and
// whole as far as anyone can tell.
func TestRealFileTruncated(t *testing.T) {
	src := realFile(t)
	for cut := 1000; cut < len(src); cut += 331 * ledgertest.Less {
		l, err := fec.Read(realName, strings.NewReader(src[:cut]), fec.Options{})
		if err == nil {
			checkLedger(t, l)
			at := strings.LastIndex(src[:cut], "\n") + 1
			assert.GreaterOrEqual(t, strings.Count(src[at:cut], "|"), 17*min(1, cut-at), "cut at %d was not seen", cut)
			continue
		}
		var e *fec.Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, realName, e.File)
		assert.Equal(t, strings.Count(src[:cut], "\n")+1, e.Line+strings.Count(src[cut-1:cut], "\n"))
		assert.NotContains(t, err.Error(), "\n")
	}
}

func settled(inv *dunning.Invoice) (out []string) {
	for _, s := range inv.Settlements {
		out = append(out, strings.Join([]string{s.Date.String(), s.Amount.StringFixed(2), s.Kind.String(), s.Ref}, " "))
	}
	return out
}

func codes(l *fec.Ledger) (out []fec.FindingCode) {
	for _, f := range l.Findings {
		out = append(out, f.Code)
	}
	return out
}
