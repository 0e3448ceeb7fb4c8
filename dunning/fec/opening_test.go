package fec_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
)

// forward is a customer line brought forward on a day.
func forward(on, client, ref, pieceDate, debit string) string {
	return row("AN", "A nouveaux", "1", on, "411000", "", client, client, ref, pieceDate, "Report", debit, "")
}

func opened(lines ...string) string {
	later := row("VE", "", "9", "20260115", "411000", "", "A", "", "F9", "20260115", "", "10,00", "") + row("VE", "", "9", "20260115", "706000", "", "", "", "F9", "", "", "", "10,00")
	return header + strings.Join(lines, "") + later
}

// A balance brought forward that has its own date is the invoice it was: dated
// and due from that day, and in the books from the opening.
func TestBroughtForwardWithItsDate(t *testing.T) {
	l := read(t, opened(forward("20260101", "A", "F1", "20250618", "100,00"), forward("20260101", "B", "F2", "20251130", "50,00")), fec.Options{Terms: terms.Net(30)})
	checkLedger(t, l)
	inv := l.Accounts[0].Invoices[0]
	assert.Equal(t, dunning.Carried, inv.Kind)
	assert.Equal(t, []string{"2025-06-18", "2026-01-01", "2025-07-18"}, []string{inv.Issued.String(), inv.BookedOn().String(), inv.DueDate().String()})
	assert.True(t, inv.OpenAt(day(t, "2025-12-31")).IsZero(), "these books begin on 1 January")
	assert.Contains(t, texts(l, law.English), "line 2: brought forward with their date (lines: 2), balance €150.00: due dates, settlements and interest counted from the date of the document")
}

// What had settled an invoice before the books took both over did so on its own
// day: the invoice was not late because the opening entry is.
func TestBroughtForwardWithWhatSettledIt(t *testing.T) {
	credit := func(ref, pieceDate, amount string) string {
		return row("AN", "A nouveaux", "1", "20260101", "411000", "", "A", "A", ref, pieceDate, "Report", "", amount)
	}
	l := read(t, opened(
		forward("20260101", "A", "F1", "20250618", "100,00"),
		credit("V1", "20250710", "100,00"),
		credit("V0", "20250301", "5,00"), // nothing to settle yet: it does when F9 comes
	), fec.Options{Terms: terms.Net(30)})
	checkLedger(t, l)
	assert.Equal(t, []string{
		"F1 carried 100.00 open 0.00: 2025-07-10 100.00 adjustment AN 1",
		"F9 invoice 10.00 open 5.00: 2026-01-01 5.00 adjustment AN 1",
	}, documents(t, l))
	for _, inv := range l.Accounts[0].Invoices {
		assert.True(t, inv.OpenAt(day(t, "2025-12-31")).IsZero(), inv.ID)
	}
	s, err := penalty.Compute(l.Accounts[0].Invoices[0], penalty.B2B(), day(t, "2026-06-30"))
	require.NoError(t, err)
	assert.True(t, s.Total.IsZero(), "paid in time: %v", s.Lines)
}

// A difference of cents that was brought forward is no invoice: nobody owes 40 euros
// for being late with it.
func TestBroughtForwardDifference(t *testing.T) {
	l := read(t, opened(forward("20260101", "A", "SAN224", "20250713", "0,20"), forward("20260101", "B", "F2", "20250618", "50,00")), fec.Options{Terms: terms.Net(30)})
	checkLedger(t, l)
	assert.Equal(t, dunning.Opening, l.Accounts[0].Invoices[0].Kind)
	assert.Equal(t, dunning.Carried, l.Accounts[1].Invoices[0].Kind)
}

// Dates that are no invoice's are told, and nothing is claimed from them.
func TestBroughtForwardWithoutItsDate(t *testing.T) {
	for name, lines := range map[string][]string{
		"none":                    {forward("20260101", "A", "F1", "", "100,00"), forward("20260101", "B", "F2", "00000000", "50,00")},
		"the opening day":         {forward("20260101", "A", "F1", "20260101", "100,00"), forward("20260101", "B", "F2", "20260101", "50,00")},
		"the end of the year":     {forward("20260101", "A", "F1", "20251231", "100,00"), forward("20260101", "B", "F2", "20251231", "50,00")},
		"after the opening":       {forward("20260101", "A", "F1", "20260203", "100,00"), forward("20260101", "B", "F2", "20260204", "50,00")},
		"after the first entries": {forward("20260120", "A", "F1", "20250618", "100,00"), forward("20260120", "B", "F2", "20250619", "50,00")},
	} {
		l := read(t, opened(lines...), fec.Options{Terms: terms.Net(30)})
		checkLedger(t, l)
		for inv := range l.Invoices() {
			if inv.ID == "F9" {
				continue
			}
			assert.Equal(t, dunning.Opening, inv.Kind, name)
			assert.Equal(t, inv.BookedOn(), inv.Issued, name)
			assert.Equal(t, inv.BookedOn()+30, inv.DueDate(), name)
		}
		assert.Contains(t, codes(l), fec.OpeningBalance, name)
		assert.NotContains(t, codes(l), fec.OpeningDated, name)
		assert.Equal(t, strings.HasPrefix(name, "after the first"), strings.Contains(strings.Join(texts(l, law.French), ""), "comptés deux fois"))
	}
	// A single line dated the last day of the year is an invoice of that day.
	l := read(t, opened(forward("20260101", "A", "F1", "20251231", "100,00")), fec.Options{})
	assert.Equal(t, dunning.Carried, l.Accounts[0].Invoices[0].Kind)
}

// The terms of a client given later count from the date of the document.
func TestTermsCountFromTheDocument(t *testing.T) {
	l := read(t, opened(forward("20260101", "A", "F1", "20250618", "100,00")), fec.Options{})
	inv := l.Accounts[0].Invoices[0]
	inv.Terms = terms.EndOfMonth(45)
	assert.Equal(t, day(t, "2025-08-31"), inv.DueDate())
}

// Rents and subscriptions are invoiced too; a rounding to 758 is not.
func TestRevenue(t *testing.T) {
	for account, want := range map[string]fec.Nature{"708300": fec.Sale, "752000": fec.Sale, "756000": fec.Sale, "775000": fec.Sale, "758000": fec.Transfer, "791000": fec.Transfer} {
		b := newBook()
		b.add("JN", "20260105", "411000", "A", "Q1", "Loyer", 80000, "", "", account)
		assert.Equal(t, want, read(t, b.String(), fec.Options{}).Lines[0].Nature, account)
	}
}
