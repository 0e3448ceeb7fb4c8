package fec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/dunning/terms"
)

// documents are the documents of client A at the end, one a line.
func documents(t testing.TB, l *fec.Ledger) (out []string) {
	t.Helper()
	checkLedger(t, l)
	for _, a := range l.Accounts {
		if a.Client.ID != "A" {
			continue
		}
		for _, inv := range a.Invoices {
			doubtful := ""
			if inv.Doubtful {
				doubtful = " doubtful"
			}
			out = append(out, fmt.Sprintf("%s %s%s %s open %s: %s", inv.ID, inv.Kind, doubtful, inv.Amount.StringFixed(2),
				inv.OpenAt(l.Until).StringFixed(2), strings.Join(settled(inv), ", ")))
		}
	}
	return out
}

type move struct {
	journal, on, account, ref, label string
	cents                            int64
	letter, letterDate, against      string
}

func invoice(on, ref string, cents int64, letter string) move {
	return move{"VE", on, "411000", ref, "Facture", cents, letter, "", "706000"}
}

func paid(on, ref string, cents int64, letter string) move {
	return move{"BQ", on, "411000", ref, "Virement", -cents, letter, "", "512000"}
}

func back(on, ref, label string, cents int64, letter string) move {
	return move{"BQ", on, "411000", ref, label, cents, letter, "", "512000"}
}

func other(on, account, ref string, cents int64, letter, against string) move {
	return move{"OD", on, account, ref, "Divers", cents, letter, "", against}
}

func TestSettle(t *testing.T) {
	tests := []struct {
		name  string
		rule  fec.Allocation
		moves []move
		want  []string
		codes []fec.FindingCode
	}{
		{"one payment over several invoices", fec.OldestFirst, []move{
			invoice("20260110", "F1", 10000, "AA"), invoice("20260120", "F2", 5000, "AA"), paid("20260301", "V", 15000, "AA"),
		}, []string{
			"F1 invoice 100.00 open 0.00: 2026-03-01 100.00 payment BQ 3",
			"F2 invoice 50.00 open 0.00: 2026-03-01 50.00 payment BQ 3",
		}, nil},
		{"letters go before age", fec.OldestFirst, []move{
			invoice("20260110", "F1", 10000, ""), invoice("20260120", "F2", 10000, "AA"), paid("20260301", "V", 10000, "AA"),
		}, []string{
			"F1 invoice 100.00 open 100.00: ",
			"F2 invoice 100.00 open 0.00: 2026-03-01 100.00 payment BQ 3",
		}, nil},
		{"a letter used twice", fec.OldestFirst, []move{
			{"VE", "20260110", "411000", "F1", "", 10000, "AA", "20260401", "706000"},
			{"VE", "20260120", "411000", "F2", "", 5000, "AA", "20260301", "706000"},
			{"BQ", "20260301", "411000", "V1", "", -5000, "AA", "20260301", "512000"},
			{"BQ", "20260401", "411000", "V2", "", -10000, "AA", "20260401", "512000"},
		}, []string{
			"F1 invoice 100.00 open 0.00: 2026-04-01 100.00 payment BQ 4",
			"F2 invoice 50.00 open 0.00: 2026-03-01 50.00 payment BQ 3",
		}, nil},
		{"letter dates that differ inside a group", fec.OldestFirst, []move{
			{"VE", "20260110", "411000", "F1", "", 10000, "AA", "20260401", "706000"},
			{"BQ", "20260401", "411000", "V2", "", -10000, "AA", "", "512000"},
		}, []string{"F1 invoice 100.00 open 0.00: 2026-04-01 100.00 payment BQ 2"}, nil},
		{"a cent too much", fec.Unallocated, []move{
			invoice("20260110", "F1", 10000, "AA"), paid("20260301", "V", 10001, "AA"), other("20260302", "411000", "D", 1, "AA", "758000"),
		}, []string{"F1 invoice 100.00 open 0.00: 2026-03-01 100.00 payment BQ 2, 2026-03-02 -0.01 adjustment OD 3, 2026-03-01 0.01 payment BQ 2"}, nil},
		{"a cent too little, a discount, a loss", fec.Unallocated, []move{
			invoice("20260110", "F1", 10000, "AA"), paid("20260301", "V", 9000, "AA"),
			other("20260302", "411000", "D", -1, "AA", "658000"), other("20260303", "411000", "D", -199, "AA", "665000"), other("20260304", "411000", "D", -800, "AA", "654000"),
		}, []string{"F1 invoice 100.00 open 0.00: 2026-03-01 90.00 payment BQ 2, 2026-03-02 0.01 adjustment OD 3, 2026-03-03 1.99 discount OD 4, 2026-03-04 8.00 write-off OD 5"}, nil},
		{"a transfer of a group that is no rounding", fec.Unallocated, []move{
			invoice("20260110", "F1", 10000, "AA"), paid("20260301", "V", 15000, "AA"), other("20260201", "411000", "D", 5000, "AA", "467000"),
		}, []string{
			"F1 invoice 100.00 open 0.00: 2026-03-01 100.00 payment BQ 2",
			"OD 3 suspense 50.00 open 0.00: 2026-03-01 50.00 payment BQ 2",
		}, nil}, // the letter explains it
		{"credit note", fec.Unallocated, []move{
			invoice("20260110", "F1", 10000, "AA"), invoice("20260120", "AV1", -3000, "AA"), paid("20260301", "V", 7000, "AA"), invoice("20260401", "AV2", -1000, ""),
		}, []string{
			"F1 invoice 100.00 open 0.00: 2026-01-20 30.00 credit-note VE 2, 2026-03-01 70.00 payment BQ 3",
			"AV2 invoice -10.00 open -10.00: ",
		}, []fec.FindingCode{fec.LeftOnAccount}},
		{"paid before the invoice", fec.Unallocated, []move{
			paid("20260105", "V", 10000, "AA"), invoice("20260110", "F1", 10000, "AA"),
		}, []string{"F1 invoice 100.00 open 0.00: 2026-01-05 100.00 payment BQ 1"}, nil}, // who lettered them knows
		{"paid before the invoice, without a letter", fec.OldestFirst, []move{
			paid("20260105", "V", 10000, ""), invoice("20260110", "F1", 10000, ""),
		}, []string{"F1 invoice 100.00 open 0.00: 2026-01-05 100.00 payment BQ 1"}, []fec.FindingCode{fec.SettledEarly, fec.SettledOldest}},
		{"a credit note takes its own invoice back, not the oldest", fec.OldestFirst, []move{
			invoice("20260110", "F1", 10000, ""), invoice("20260210", "F2", 10000, ""), invoice("20260211", "AV", -10000, ""), invoice("20260310", "F3", 10000, ""),
		}, []string{
			"F1 invoice 100.00 open 100.00: ",
			"F2 invoice 100.00 open 0.00: 2026-02-11 100.00 credit-note VE 3",
			"F3 invoice 100.00 open 100.00: ",
		}, []fec.FindingCode{fec.SettledByAmount}},
		{"and in a lettered group", fec.Unallocated, []move{
			invoice("20260110", "F1", 10000, "AA"), invoice("20260210", "F2", 10000, "AA"), invoice("20260211", "AV", -10000, "AA"), paid("20260310", "V", 10000, "AA"),
		}, []string{
			"F1 invoice 100.00 open 0.00: 2026-03-10 100.00 payment BQ 4",
			"F2 invoice 100.00 open 0.00: 2026-02-11 100.00 credit-note VE 3",
		}, nil},
		{"a label that names the invoices it pays", fec.OldestFirst, []move{
			invoice("20260110", "F-1", 10000, ""), invoice("20260120", "F-2", 5000, ""), invoice("20260130", "F-3", 5000, ""), invoice("20260131", "F-4", 7000, ""),
			{"BQ", "20260301", "411000", "V", "VIR SEPA CLIENT A (F-2, F-4)", -12000, "", "", "512000"},
			{"BQ", "20260302", "411000", "V", "REGLT F-3", -5000, "", "", "512000"}, // F-2 was for as much
		}, []string{
			"F-1 invoice 100.00 open 100.00: ",
			"F-2 invoice 50.00 open 0.00: 2026-03-01 50.00 payment BQ 5",
			"F-3 invoice 50.00 open 0.00: 2026-03-02 50.00 payment BQ 6",
			"F-4 invoice 70.00 open 0.00: 2026-03-01 70.00 payment BQ 5",
		}, []fec.FindingCode{fec.SettledByRef, fec.SettledByRef, fec.SettledByRef}},
		{"a label that names an invoice by the number of its entry", fec.OldestFirst, []move{
			invoice("20260110", "F-1", 10000, ""), invoice("20260120", "2", 5000, ""), invoice("20260121", "3", 5000, ""),
			{"BQ", "20260301", "411000", "V", "VIR 2", -5000, "", "", "512000"},
		}, []string{
			"F-1 invoice 100.00 open 100.00: ",
			"2 invoice 50.00 open 0.00: 2026-03-01 50.00 payment BQ 4",
			"3 invoice 50.00 open 50.00: ",
		}, []fec.FindingCode{fec.SettledByRef}},
		{"a label that names others than it pays settles the oldest", fec.OldestFirst, []move{
			invoice("20260110", "F-1", 10000, ""), invoice("20260120", "F-2", 5000, ""), invoice("20260402", "F-3", 4000, ""),
			{"BQ", "20260301", "411000", "V", "VIR F-2 F-2", -9000, "", "", "512000"},  // not its amount
			{"BQ", "20260302", "411000", "V2", "VIR F-2 F-3", -2000, "", "", "512000"}, // F-3 came later
		}, []string{
			"F-1 invoice 100.00 open 0.00: 2026-03-01 90.00 payment BQ 4, 2026-03-02 10.00 payment BQ 5",
			"F-2 invoice 50.00 open 40.00: 2026-03-02 10.00 payment BQ 5",
			"F-3 invoice 40.00 open 40.00: ",
		}, []fec.FindingCode{fec.SettledOldest, fec.SettledOldest}},
		{"a reference that is the number of its own entry names none", fec.Evident, []move{
			invoice("20260110", "1", 10000, ""), invoice("20260111", "F2", 3000, ""), invoice("20260112", "F3", 3000, ""), paid("20260201", "1", 2000, ""),
		}, []string{
			"1 invoice 100.00 open 100.00: ", "F2 invoice 30.00 open 30.00: ", "F3 invoice 30.00 open 30.00: ", "1 (BQ 4) on-account -20.00 open -20.00: ",
		}, []fec.FindingCode{fec.LeftOnAccount}},
		{"a group that does not balance", fec.Unallocated, []move{
			invoice("20260110", "F1", 10000, "AA"), invoice("20260111", "F2", 10000, "AA"), paid("20260301", "V", 15000, "AA"),
		}, []string{
			"F1 invoice 100.00 open 0.00: 2026-03-01 100.00 payment BQ 3",
			"F2 invoice 100.00 open 50.00: 2026-03-01 50.00 payment BQ 3",
		}, []fec.FindingCode{fec.LetterPartial}},
		{"a group pays exactly one invoice before it pays the oldest", fec.OldestFirst, []move{
			invoice("20261016", "F1", 276000, "AN"), invoice("20261021", "F2", 4800, "AN"), paid("20261121", "V", 4800, "AN"),
		}, []string{"F1 invoice 2760.00 open 2760.00: ", "F2 invoice 48.00 open 0.00: 2026-11-21 48.00 payment BQ 3"}, []fec.FindingCode{fec.LetterPartial}},
		{"a credit note is no payment of the rest of its group", fec.OldestFirst, []move{
			invoice("20260110", "F1", 308400, "BQ"), invoice("20260111", "AV", -2400, "BQ"), invoice("20260201", "F2", 10000, ""), paid("20260301", "V", 4000, ""),
		}, []string{
			"F1 invoice 3084.00 open 3060.00: 2026-01-11 24.00 credit-note VE 2",
			"F2 invoice 100.00 open 60.00: 2026-03-01 40.00 payment BQ 4",
		}, []fec.FindingCode{fec.LetterOutside, fec.SettledOldest}},
		{"a payment of last year's invoice", fec.Unallocated, []move{
			paid("20260301", "V", 15000, "AA"),
		}, []string{"BQ 1 on-account -150.00 open -150.00: "}, []fec.FindingCode{fec.LetterPartial, fec.LeftOnAccount}},
		{"lettered with another file", fec.OldestFirst, []move{
			invoice("20260110", "F1", 10000, "AA"), invoice("20260201", "F2", 10000, ""), paid("20260301", "V", 4000, ""),
		}, []string{
			"F1 invoice 100.00 open 100.00: ",
			"F2 invoice 100.00 open 60.00: 2026-03-01 40.00 payment BQ 3",
		}, []fec.FindingCode{fec.LetterOutside, fec.SettledOldest}},
		{"returned inside a group", fec.Unallocated, []move{
			invoice("20260110", "F1", 10000, "AA"), paid("20260201", "V1", 10000, "AA"), back("20260205", "V1", "Chèque", 10000, "AA"), paid("20260301", "V2", 10000, "AA"),
		}, []string{"F1 invoice 100.00 open 0.00: 2026-02-01 100.00 payment BQ 2, 2026-02-05 100.00 returned BQ 3, 2026-03-01 100.00 payment BQ 4"},
			[]fec.FindingCode{fec.PaymentReturned}},
		{"returned, by its reference", fec.Unallocated, []move{
			invoice("20260110", "F1", 10000, "AA"), paid("20260201", "V1", 10000, "AA"), back("20260205", "V1", "Opération", 10000, ""),
		}, []string{"F1 invoice 100.00 open 100.00: 2026-02-01 100.00 payment BQ 2, 2026-02-05 100.00 returned BQ 3"}, []fec.FindingCode{fec.PaymentReturned}},
		{"returned, by its label, while on account", fec.Unallocated, []move{
			paid("20260201", "V1", 10000, ""), back("20260205", "R1", "IMPAYÉ Durand", 10000, ""),
		}, []string{"V1 on-account -100.00 open 0.00: 2026-02-05 100.00 returned BQ 2"}, []fec.FindingCode{fec.PaymentReturned}},
		{"a refund is no returned payment", fec.OldestFirst, []move{
			paid("20260201", "V1", 10000, ""), back("20260205", "R1", "Remboursement", 10000, ""),
		}, []string{"R1 suspense 100.00 open 0.00: 2026-02-01 100.00 payment BQ 1"}, []fec.FindingCode{fec.SettledEarly, fec.SettledOldest}},
		{"unallocated", fec.Unallocated, []move{
			invoice("20260110", "F1", 10000, ""), paid("20260201", "F1", 10000, ""),
		}, []string{"F1 invoice 100.00 open 100.00: ", "F1 (BQ 2) on-account -100.00 open -100.00: "}, []fec.FindingCode{fec.LeftOnAccount}},
		{"evident by reference", fec.Evident, []move{
			invoice("20260110", "F1", 10000, ""), invoice("20260111", "F2", 10000, ""), paid("20260201", "F2", 4000, ""), paid("20260202", "F2", 4000, ""), paid("20260203", "F2", 4000, ""),
		}, []string{
			"F1 invoice 100.00 open 100.00: ",
			"F2 invoice 100.00 open 20.00: 2026-02-01 40.00 payment BQ 3, 2026-02-02 40.00 payment BQ 4",
			"F2 (BQ 5) on-account -40.00 open -40.00: ",
		}, []fec.FindingCode{fec.SettledByRef, fec.SettledByRef, fec.LeftOnAccount}},
		{"a reference of two documents names none", fec.Evident, []move{
			invoice("20260110", "0126", 10000, ""), invoice("20260111", "0126", 10000, ""), paid("20260201", "0126", 4000, ""),
		}, []string{"0126 invoice 100.00 open 100.00: ", "0126 (VE 2) invoice 100.00 open 100.00: ", "0126 (BQ 3) on-account -40.00 open -40.00: "},
			[]fec.FindingCode{fec.LeftOnAccount}},
		{"a word is no reference", fec.Evident, []move{
			invoice("20260110", "sans", 10000, ""), paid("20260201", "sans", 4000, ""),
		}, []string{"VE 1 invoice 100.00 open 100.00: ", "BQ 2 on-account -40.00 open -40.00: "}, []fec.FindingCode{fec.LeftOnAccount}},
		{"evident by amount", fec.Evident, []move{
			invoice("20260110", "F1", 10000, ""), invoice("20260111", "F2", 12345, ""), paid("20260201", "V", 12345, ""),
		}, []string{"F1 invoice 100.00 open 100.00: ", "F2 invoice 123.45 open 0.00: 2026-02-01 123.45 payment BQ 3"}, []fec.FindingCode{fec.SettledByAmount}},
		{"an amount of two invoices names none", fec.Evident, []move{
			invoice("20260110", "F1", 10000, ""), invoice("20260111", "F2", 10000, ""), paid("20260201", "V", 10000, ""),
		}, []string{"F1 invoice 100.00 open 100.00: ", "F2 invoice 100.00 open 100.00: ", "BQ 3 on-account -100.00 open -100.00: "}, []fec.FindingCode{fec.LeftOnAccount}},
		{"an amount before its invoice names none", fec.Evident, []move{
			paid("20260101", "V", 10000, ""), invoice("20260110", "F1", 10000, ""),
		}, []string{"BQ 1 on-account -100.00 open -100.00: ", "F1 invoice 100.00 open 100.00: "}, []fec.FindingCode{fec.LeftOnAccount}},
		{"the oldest due date first", fec.OldestFirst, []move{
			invoice("20260111", "F2", 10000, ""), invoice("20260110", "F1", 10000, ""), paid("20260201", "V", 15000, ""),
		}, []string{
			"F1 invoice 100.00 open 0.00: 2026-02-01 100.00 payment BQ 3",
			"F2 invoice 100.00 open 50.00: 2026-02-01 50.00 payment BQ 3",
		}, []fec.FindingCode{fec.SettledOldest}},
		{"more than is owed", fec.OldestFirst, []move{
			invoice("20260110", "F1", 10000, ""), paid("20260201", "V", 15000, ""),
		}, []string{"F1 invoice 100.00 open 0.00: 2026-02-01 100.00 payment BQ 2", "BQ 2 on-account -50.00 open -50.00: "},
			[]fec.FindingCode{fec.SettledOldest, fec.LeftOnAccount}},
		{"brought forward", fec.OldestFirst, []move{
			{"AN", "20260101", "411000", "F0", "A nouveau", 10000, "", "", "110000"}, {"AN", "20260101", "411000", "V0", "A nouveau", -2500, "", "", "110000"},
		}, []string{"F0 opening 100.00 open 75.00: 2026-01-01 25.00 adjustment AN 2"}, []fec.FindingCode{fec.OpeningBalance, fec.SettledOldest}},
		{"brought forward by label", fec.Unallocated, []move{
			{"OD", "20260101", "411000", "F0", "Report à nouveau 2025", -10000, "", "", "110000"},
		}, []string{"F0 opening -100.00 open -100.00: "}, []fec.FindingCode{fec.OpeningBalance, fec.LeftOnAccount}},
		{"moved to an account that is no customer's", fec.OldestFirst, []move{
			invoice("20260110", "F1", 10000, "AA"), other("20260601", "411000", "F1", -10000, "AA", "416000"),
		}, []string{
			"F1 invoice 100.00 open 0.00: 2026-06-01 100.00 adjustment OD 2",
		}, nil},
		{"a line of nothing", fec.OldestFirst, []move{invoice("20260110", "F1", 0, ""), invoice("20260110", "F2", 100, "")},
			[]string{"F2 invoice 1.00 open 1.00: "}, []fec.FindingCode{fec.ZeroLine}},
		{"no reference at all", fec.OldestFirst, []move{invoice("20260110", "", 100, ""), {"", "20260110", "411000", "", "", 100, "", "", "706000"}},
			[]string{"VE 1 invoice 1.00 open 1.00: ", "2 invoice 1.00 open 1.00: "}, nil},
		{"an advance used up", fec.OldestFirst, []move{invoice("20260110", "F1", 10000, "AA"), other("20260110", "411000", "F1", -10000, "AA", "419100")},
			[]string{"F1 invoice 100.00 open 0.00: 2026-01-10 100.00 payment OD 2"}, []fec.FindingCode{fec.NearbyAccount}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook()
			for _, m := range tt.moves {
				b.add(m.journal, m.on, m.account, "A", m.ref, m.label, m.cents, m.letter, m.letterDate, m.against)
			}
			l := read(t, b.String(), fec.Options{Allocation: tt.rule, Doubtful: []string{}})
			assert.Equal(t, tt.want, documents(t, l))
			assert.ElementsMatch(t, tt.codes, codes(l))
		})
	}
}

// Debits lettered with lines of another file were settled there, and reminding
// of them would reach somebody who has paid.
func TestHold(t *testing.T) {
	b := newBook()
	b.add("VE", "20260110", "411000", "A", "F1", "", 10000, "AA", "20270105", "706000")
	b.add("VE", "20260111", "411000", "A", "F2", "", 10000, "AB", "", "706000")
	l := read(t, b.String(), fec.Options{})
	assert.Equal(t, []dunning.Hold{
		{Invoice: "F1", From: day(t, "2026-01-10"), Reason: "Lettrée avec une écriture absente du fichier"},
		{Invoice: "F2", From: day(t, "2026-01-11"), Reason: "Lettrée avec une écriture absente du fichier"},
	}, l.Accounts[0].Holds)
}

// A collective account names nobody to write to.
func TestHoldOfCollectiveAccount(t *testing.T) {
	b := newBook()
	b.add("VE", "20260110", "411000", "", "F1", "", 10000, "", "", "706000")
	b.add("VE", "20260110", "411DUPONT", "", "F2", "", 10000, "", "", "706000")
	holds := map[string][]dunning.Hold{}
	for _, a := range read(t, b.String(), fec.Options{}).Accounts {
		holds[a.Client.ID] = a.Holds
	}
	assert.Equal(t, map[string][]dunning.Hold{
		"411000":    {{From: day(t, "2026-01-10"), Reason: "Compte collectif : client à identifier"}},
		"411DUPONT": nil,
	}, holds)
}

func TestDates(t *testing.T) {
	line := func(n, on, pieceDate string) string {
		return row("VE", "", n, on, "411000", "", "A", "", "F"+n, pieceDate, "", "10,00", "") + row("VE", "", n, on, "706000", "", "", "", "F"+n, "", "", "", "10,00")
	}
	src := header + line("1", "20260131", "20260105") + line("2", "20260131", "20260205") + line("3", "20260131", "20260131") + line("4", "20260131", "")
	l := read(t, src, fec.Options{ClientTerms: map[string]terms.Terms{"A": terms.Net(10)}, Terms: terms.Net(60)})
	checkLedger(t, l)
	var due []string
	for _, inv := range l.Accounts[0].Invoices {
		due = append(due, inv.DueDate().String())
	}
	assert.Equal(t, []string{"2026-01-15", "2026-02-15", "2026-02-10", "2026-02-10"}, due)
	assert.Equal(t, []fec.FindingCode{fec.DatedLater}, codes(l))
}

// An invoice takes a bounded number of settlements; the rest stays on account.
func TestManyPayments(t *testing.T) {
	b := newBook()
	b.add("AN", "20260101", "411000", "A", "AN", "", 1_000_000, "", "", "110000")
	for range 3000 {
		b.add("BQ", "20260201", "411000", "A", "CB", "", -100, "", "", "512000")
	}
	l := read(t, b.String(), fec.Options{})
	require.NoError(t, l.Accounts[0].Invoices[0].Validate())
	assert.Equal(t, "7000.00", l.Balance(l.Until).StringFixed(2))
	checkLedger(t, l)
}

func TestNatures(t *testing.T) {
	b := newBook()
	for _, against := range []string{"706000", "445710", "512000", "654000", "665000", "419100", "467000", "758000", "411999"} {
		b.add("XX", "20260110", "411000", "A", "F", "", 1000, "", "", against)
		b.add("XX", "20260110", "411000", "A", "F", "", -1000, "", "", against)
	}
	l := read(t, b.String(), fec.Options{Journals: map[string]fec.JournalKind{"XX": fec.OtherJournal}})
	for _, line := range l.Lines {
		assert.Equal(t, fec.Transfer, line.Nature, "the option decides")
	}
	var got []string
	for _, line := range read(t, b.String(), fec.Options{}).Lines {
		got = append(got, line.Nature.String())
	}
	assert.Equal(t, []string{
		"sale", "sale", "sale", "sale", "money", "money", // 70, 4457, 5
		"transfer", "loss", "transfer", "allowance", "transfer", "money", // 654, 665, 4191
		"transfer", "transfer", "transfer", "transfer", // 467, 758
		"transfer", "transfer", "transfer", "transfer", // 411: both lines are customers'
	}, got)
}

// Without any counterpart in the file a debit is an invoice, a credit a payment.
func TestSingleEntry(t *testing.T) {
	src := header +
		row("XX", "", "1", "20260105", "411000", "", "A", "", "F1", "", "", "10,00", "") +
		row("XX", "", "2", "20260205", "411000", "", "A", "", "V1", "", "", "", "10,00") +
		row("XX", "", "3", "20260206", "411000", "", "A", "", "F2", "", "", "-4,00", "") +
		row("XX", "", "4", "20260207", "411000", "", "A", "", "F3", "", "", "5,00-", "")
	l := read(t, src, fec.Options{})
	assert.Equal(t, []string{
		"F1 invoice 10.00 open 0.00: 2026-02-05 10.00 payment XX 2",
		"F2 on-account -4.00 open -4.00: ",
		"F3 on-account -5.00 open -5.00: ",
	}, documents(t, l))
	assert.Contains(t, codes(l), fec.UnbalancedEntry)
}

// A journal is told by what it books, and by its name when it opens the year.
func TestJournals(t *testing.T) {
	b := newBook()
	b.add("JRNL1", "20260110", "411000", "A", "F", "", 1000, "", "", "512000")
	b.add("JRNL2", "20260110", "411000", "A", "F", "", 1000, "", "", "701000")
	b.add("JRNL3", "20260110", "411000", "A", "F", "", 1000, "", "", "467000")
	for _, opening := range []string{"AN", "RAN", "A-NOUVEAUX", "Report à nouveau"} {
		b.add(opening, "20260101", "411000", "A", "F", "", 1000, "", "", "512000")
	}
	kinds := map[string]string{}
	for _, j := range read(t, b.String(), fec.Options{}).Journals {
		kinds[j.Code] = j.Kind.String()
	}
	assert.Equal(t, map[string]string{"JRNL1": "money", "JRNL2": "sales", "JRNL3": "other",
		"AN": "opening", "RAN": "opening", "A-NOUVEAUX": "opening", "Report à nouveau": "opening"}, kinds)

	// In a sales journal a line whose counterpart says nothing is a sale; in
	// a bank journal it is money.
	b = newBook()
	for range 3 {
		b.add("J1", "20260110", "411000", "A", "F", "", 1000, "", "", "701000")
		b.add("J2", "20260110", "411000", "A", "F", "", -1000, "", "", "512000")
	}
	b.add("J1", "20260110", "411000", "A", "F", "", 500, "", "", "758000")
	b.add("J2", "20260110", "411000", "A", "F", "", -500, "", "", "467000")
	l := read(t, b.String(), fec.Options{})
	assert.Equal(t, fec.Sale, l.Lines[6].Nature)
	assert.Equal(t, fec.Money, l.Lines[7].Nature)
}

// Entries without number are told apart by their PieceRef.
func TestEntriesWithoutNumber(t *testing.T) {
	src := header +
		row("XX", "", "", "20260105", "411000", "", "A", "", "F1", "", "", "10,00", "") + row("XX", "", "", "20260105", "706000", "", "", "", "F1", "", "", "", "10,00") +
		row("XX", "", "", "20260105", "411000", "", "A", "", "B1", "", "", "", "10,00") + row("XX", "", "", "20260105", "512000", "", "", "", "B1", "", "", "10,00", "")
	l := read(t, src, fec.Options{})
	assert.Equal(t, []fec.Nature{fec.Sale, fec.Money}, []fec.Nature{l.Lines[0].Nature, l.Lines[1].Nature})
}

func TestSourceOfAnother(t *testing.T) {
	l := read(t, demo(t), fec.Options{})
	_, ok := l.Source(&dunning.Invoice{})
	assert.False(t, ok)
	for inv := range l.Invoices() {
		line, ok := l.Source(inv)
		assert.True(t, ok)
		assert.NotZero(t, line.Number)
		break
	}
}

// An invoice booked on several customer lines is one invoice: one debt, one
// indemnity. Lines lettered apart, or of another document, stay apart.
func TestInvoiceOnSeveralLines(t *testing.T) {
	entry := func(number, ref string, lines ...string) string {
		var b strings.Builder
		net := 0
		for _, l := range lines {
			account, letter, _ := strings.Cut(l, " ")
			b.WriteString(row("VE", "", number, "20260110", account, "", "A", "", ref, "", "Facture", "60,00", "", letter))
			net += 50
		}
		b.WriteString(row("VE", "", number, "20260110", "706000", "", "", "", ref, "", "Facture", "", fmt.Sprintf("%d,00", net)))
		b.WriteString(row("VE", "", number, "20260110", "445710", "", "", "", ref, "", "Facture", "", fmt.Sprintf("%d,00", net/5)))
		return b.String()
	}
	for name, tt := range map[string]struct {
		src  string
		want []string
	}{
		"one rate of VAT each": {entry("1", "F1", "411055", "411200"), []string{"F1 invoice 120.00 open 120.00: "}},
		"in one lettered group": {entry("1", "F1", "411000 AA", "411000 AA") + row("BQ", "", "2", "20260201", "411000", "", "A", "", "V", "", "", "", "120,00", "AA") + row("BQ", "", "2", "20260201", "512000", "", "", "", "V", "", "", "120,00", ""),
			[]string{"F1 invoice 120.00 open 0.00: 2026-02-01 120.00 payment BQ 2"}},
		"lettered apart": {entry("1", "F1", "411000 AA", "411000") + row("BQ", "", "2", "20260201", "411000", "", "A", "", "V", "", "", "", "60,00", "AA") + row("BQ", "", "2", "20260201", "512000", "", "", "", "V", "", "", "60,00", ""),
			[]string{"F1 invoice 60.00 open 0.00: 2026-02-01 60.00 payment BQ 2", "F1 (VE 1) invoice 60.00 open 60.00: "}},
		"another entry": {entry("1", "F1", "411000") + entry("2", "F1", "411000"), []string{"F1 invoice 60.00 open 60.00: ", "F1 (VE 2) invoice 60.00 open 60.00: "}},
		"beyond what an invoice may be": {strings.NewReplacer("60,00", "999999999999,99").Replace(entry("1", "F1", slices.Repeat([]string{"411000"}, 11)...)),
			[]string{"F1 invoice 9999999999999.90 open 9999999999999.90: ", "F1 (VE 1) invoice 999999999999.99 open 999999999999.99: "}},
		"a word for number": {entry("1", "sans", "411000", "411000"), []string{"VE 1 invoice 60.00 open 60.00: ", "VE 1, line 3 invoice 60.00 open 60.00: "}},
	} {
		l := read(t, header+tt.src, fec.Options{Allocation: fec.Unallocated})
		assert.Equal(t, tt.want, documents(t, l), name)
		if len(tt.want) == 1 {
			assert.Equal(t, "100.00", l.Accounts[0].Invoices[0].Net.StringFixed(2), name)
		}
	}
}
