package fec_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/law"
)

// Names that stand for many clients, or for none: nobody can be written to.
func TestPooled(t *testing.T) {
	for _, c := range []struct {
		account, accountName, client, clientName string
		pooled                                   bool
	}{
		{"411000", "Clients", "", "", true},
		{"41110000", "CLIENTS", "", "", true},
		{"4111", "Clients - ventes de biens", "", "", true},
		{"411DUPONT", "DUPONT SARL", "", "", false},
		{"411CLIENTELE", "CLIENTÈLE ET FILS", "", "", false},
		{"411000", "Clients", "01200000", "CLIENTS DIVERS", true},
		{"411000", "Clients", "C9", "Clients de passage", true},
		{"411000", "Clients", "CCB", "RECETTE CB", true},
		{"411000", "Clients", "CESP", "Recettes espèces", true},
		{"411000", "Clients", "C1", "CLIENT PARTNER", false},
		{"411000", "Clients", "C2", "RECETTES DE GRAND-MERE", false},
		{"411000", "Clients", "C3", "DIVERS ET FILS", false},
		{"411000", "Clients", "C4", "", false},
	} {
		src := header + row("VE", "", "1", "20260110", c.account, c.accountName, c.client, c.clientName, "F1", "", "", "10,00", "") +
			row("VE", "", "1", "20260110", "706000", "", "", "", "F1", "", "", "", "10,00")
		l := read(t, src, fec.Options{})
		assert.Equal(t, c.pooled, len(l.Accounts[0].Holds) == 1, "%v", c)
		if c.pooled {
			assert.Contains(t, codes(l), fec.NoAuxiliary, "%v", c)
		}
	}
}

// What a builder's client keeps back until a year after acceptance is not due
// when the invoice is.
func TestRetentionMoney(t *testing.T) {
	src := header + row("VE", "", "1", "20260110", "411000", "", "A", "DURAND", "F1", "", "", "95,00", "") +
		row("VE", "", "1", "20260110", "411700", "", "A", "DURAND", "RG1", "", "", "5,00", "") +
		row("VE", "", "1", "20260110", "706000", "", "", "", "F1", "", "", "", "100,00")
	l := read(t, src, fec.Options{})
	checkLedger(t, l)
	assert.Equal(t, []dunning.Hold{{Invoice: "RG1", From: day(t, "2026-01-10"), Reason: "Retenue de garantie : le grand livre n’en dit pas l’échéance"}}, l.Accounts[0].Holds)
}

// A month of takings is one entry on many days: only the whole balances.
func TestEntryOfSeveralDays(t *testing.T) {
	line := func(on, account, client, debit, credit string) string {
		return row("BQ", "Banque", "5", on, account, "", client, client, "CB", on, "Remise CB", debit, credit)
	}
	src := header + line("20260105", "411000", "CB1", "", "562,23") + line("20260110", "411000", "CB1", "", "37,77") + line("20260131", "512000", "", "600,00", "") +
		row("OD", "", "1", "20260131", "601000", "", "", "", "A", "", "", "5,00", "") + row("OD", "", "1", "20260131", "401000", "", "", "", "A", "", "", "", "5,00")
	l := read(t, src, fec.Options{})
	checkLedger(t, l)
	assert.NotContains(t, codes(l), fec.UnbalancedEntry)
	assert.Equal(t, fec.Money, l.Lines[0].Nature)

	cut := src[:strings.LastIndex(strings.TrimSuffix(src, "\n"), "\n")+1]
	_, err := fec.Read("cut.txt", strings.NewReader(cut), fec.Options{})
	require.ErrorContains(t, err, "ends the file in an entry whose debits less credits are 5.00")
	whole, _, _ := strings.Cut(src, "OD\t") // in the middle of the entry of many days
	cut = whole[:strings.LastIndex(strings.TrimSuffix(whole, "\n"), "\n")+1]
	_, err = fec.Read("cut.txt", strings.NewReader(header+row("OD", "", "1", "20260101", "601000", "", "", "", "A", "", "", "5,00", "")+
		row("OD", "", "1", "20260101", "401000", "", "", "", "A", "", "", "", "5,00")+strings.TrimPrefix(cut, header)), fec.Options{})
	require.ErrorContains(t, err, "debits less credits are -600.00")
}

// A journal "à-nouveaux détaillés" goes through the former year day by day: it
// holds invoices and payments, not balances.
func TestDetailedOpening(t *testing.T) {
	b := newBook()
	b.add("AN", "20250101", "411000", "A", "F0", "", 1000, "", "", "890000")
	for _, month := range []string{"02", "03", "04", "05"} {
		b.add("AN", "2025"+month+"10", "411000", "A", "F"+month, "", 2000, "", "", "706000")
		b.add("AN", "2025"+month+"25", "411000", "A", "V"+month, "", -2000, "", "", "512000")
	}
	l := read(t, b.String(), fec.Options{})
	checkLedger(t, l)
	assert.Equal(t, fec.OtherJournal, l.Journals[0].Kind)
	assert.Equal(t, []fec.Nature{fec.Transfer, fec.Sale, fec.Money}, []fec.Nature{l.Lines[0].Nature, l.Lines[1].Nature, l.Lines[2].Nature})
}

// A shop books its takings in its sales journal, against cash: a line whose
// counterpart says nothing is a sale all the same.
func TestSalesJournalOfAShop(t *testing.T) {
	src := header
	for i := range 4 {
		n := string(rune('1' + i))
		src += row("VEN", "Ventes", n, "20260110", "530000", "", "", "", n, "", "", "12,00", "") + row("VEN", "Ventes", n, "20260110", "511000", "", "", "", n, "", "", "12,00", "") +
			row("VEN", "Ventes", n, "20260110", "707000", "", "", "", n, "", "", "", "24,00")
	}
	src += row("VEN", "Ventes", "9", "20260111", "411000", "", "A", "", "FA400", "", "Refacturation", "1200,00", "") + row("VEN", "Ventes", "9", "20260111", "606105", "", "", "", "FA400", "", "", "", "1200,00")
	l := read(t, src, fec.Options{})
	assert.Equal(t, fec.Sale, l.Lines[0].Nature)
	assert.NotContains(t, codes(l), fec.ToExplain)
}

// "x" on every line is no name of an invoice: its entry is.
func TestNamesOfDocuments(t *testing.T) {
	line := func(entry, account, debit, credit string) string {
		return row("VE", "Ventes", entry, "20260110", account, "", map[bool]string{true: "A"}[account == "411000"], "", "x", "20260110", "21761 FROJO", debit, credit)
	}
	src := header
	for _, entry := range []string{"VE000312", "VE000313", "314"} {
		src += line(entry, "411000", "12,00", "") + line(entry, "706000", "", "12,00")
	}
	src += row("BQ", "", "BQ7", "20260201", "411000", "", "A", "", "x", "", "", "", "5,00") + row("BQ", "", "BQ7", "20260201", "512000", "", "", "", "x", "", "", "5,00", "")
	l := read(t, src, fec.Options{Allocation: fec.Unallocated})
	var ids []string
	for inv := range l.Invoices() {
		ids = append(ids, inv.ID)
	}
	assert.Equal(t, []string{"VE000312", "VE000313", "VE 314", "BQ7"}, ids)
}

// What a lettered group leaves over is no payment "without a letter".
func TestRestOfALetteredGroup(t *testing.T) {
	b := newBook()
	b.add("AN", "20260101", "411000", "A", "RAN", "", 10000, "", "", "890000")
	b.add("BQ", "20260203", "411000", "A", "V1", "", -4000, "AAAT", "", "512000")
	l := read(t, b.String(), fec.Options{})
	assert.Contains(t, texts(l, law.French), "ligne 4 : client A : 40,00 € du lettrage AAAT, non soldé, affectés aux dettes les plus anciennes (art. 1342-10 C. civ.)")
	assert.Contains(t, texts(l, law.English), "line 4: client A: €40.00 of letter group AAAT, which does not balance, allocated to the oldest debts (art. 1342-10 C. civ.)")
}
