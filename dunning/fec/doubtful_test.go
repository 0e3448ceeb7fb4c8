package fec_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/dunning/terms"
)

// moved writes an entry that takes cents off client A's ordinary account, in
// any number of lines, and books their sum on his doubtful one.
func (b *book) moved(on, letter string, cents ...int64) {
	b.number++
	line := func(account, letter string, debit, credit int64) {
		b.WriteString(strings.Join([]string{"OD", "OD", "D" + on, on, account, "", "A", "A", "D" + on, "", "Douteux", euros(debit), euros(credit), letter, "", "", "", ""}, "\t") + "\n")
	}
	sum := int64(0)
	for _, n := range cents {
		line("411000", letter, 0, n)
		sum += n
	}
	line("416000", "", sum, 0)
}

func euros(cents int64) string { return decimal.New(cents, -2).StringFixed(2) }

// A debt made doubtful is the same debt: one invoice, with its date, its due
// date and one indemnity, on the other account from that day on.
func TestMadeDoubtful(t *testing.T) {
	b := newBook()
	b.add("VE", "20260110", "411000", "A", "F1", "Facture", 10000, "AA", "", "706000")
	b.add("BQ", "20260301", "411000", "A", "V1", "Virement", -4000, "AA", "", "512000")
	b.moved("20260601", "AA", 6000)
	b.add("BQ", "20260901", "416000", "A", "V2", "Virement", -1000, "", "", "512000")
	l := read(t, b.String(), fec.Options{Terms: terms.Net(30)})
	assert.Equal(t, []string{
		"F1 invoice doubtful 100.00 open 50.00: 2026-03-01 40.00 payment BQ 2, 2026-09-01 10.00 payment BQ 4",
	}, documents(t, l))
	inv := l.Accounts[0].Invoices[0]
	assert.Equal(t, day(t, "2026-02-09"), inv.DueDate())
	assert.False(t, inv.DoubtfulOn(day(t, "2026-05-31")))
	assert.True(t, inv.DoubtfulOn(day(t, "2026-06-01")))
	assert.Equal(t, "50.00", l.Balance(l.Until, "416").StringFixed(2))
	assert.Equal(t, "0.00", l.Balance(l.Until, "411").StringFixed(2))
	assert.Contains(t, codes(l), fec.DoubtfulAccounts)
}

// One transfer may move several debts, in one line or in a line each.
func TestSeveralMadeDoubtful(t *testing.T) {
	for name, cents := range map[string][]int64{"one line": {30000}, "a line each": {10000, 20000}} {
		b := newBook()
		b.add("VE", "20260110", "411000", "A", "F1", "", 10000, "", "", "706000")
		b.add("VE", "20260210", "411000", "A", "F2", "", 20000, "", "", "706000")
		b.moved("20260601", "", cents...)
		b.add("BQ", "20260901", "416000", "A", "V", "", -15000, "", "", "512000")
		assert.Equal(t, []string{
			"F1 invoice doubtful 100.00 open 0.00: 2026-09-01 100.00 payment BQ 4",
			"F2 invoice doubtful 200.00 open 150.00: 2026-09-01 50.00 payment BQ 4",
		}, documents(t, read(t, b.String(), fec.Options{})), name)
	}
}

// A debt moved in two lines is one debt; one that an entry books twice on the
// doubtful account moves once.
func TestMovedInPiecesOrTwice(t *testing.T) {
	b := newBook()
	b.add("VE", "20260110", "411000", "A", "F1", "", 10000, "AA", "", "706000")
	b.moved("20260601", "AA", 6000, 4000)
	b.add("BQ", "20260901", "416000", "A", "F1", "", -3000, "", "", "512000")
	assert.Equal(t, []string{"F1 invoice doubtful 100.00 open 70.00: 2026-09-01 30.00 payment BQ 3"}, documents(t, read(t, b.String(), fec.Options{Allocation: fec.Evident})))

	b = newBook()
	b.add("VE", "20260110", "411000", "A", "F1", "", 10000, "", "", "706000")
	b.moved("20260601", "", 10000)
	src := b.String() + row("OD", "OD", "D20260601", "20260601", "416000", "", "A", "A", "D2", "", "", "100,00", "", "AB") +
		row("OD", "OD", "D20260601", "20260601", "416000", "", "A", "A", "V", "", "", "", "100,00", "AA")
	src = strings.Replace(src, "\t416000\t\tA\tA\tD20260601\t\tDouteux\t100.00\t0.00\t", "\t416000\t\tA\tA\tD20260601\t\tDouteux\t100.00\t0.00\tAA", 1)
	assert.Equal(t, []string{
		"F1 invoice doubtful 100.00 open 0.00: 2026-06-01 100.00 adjustment OD D20260601",
		"D2 opening doubtful 100.00 open 100.00: ",
	}, documents(t, read(t, src, fec.Options{})))
}

// What cannot be followed to the doubtful account is a balance without
// documents there: no interest and no second indemnity is counted on it.
func TestDoubtfulWithoutDocuments(t *testing.T) {
	tests := map[string]struct {
		book func(*book)
		want []string
	}{
		"a part of a debt": {func(b *book) {
			b.add("VE", "20260110", "411000", "A", "F1", "", 10000, "", "", "706000")
			b.moved("20260601", "", 6000)
		}, []string{
			"F1 invoice 100.00 open 40.00: 2026-06-01 60.00 adjustment OD D20260601",
			"D20260601 opening doubtful 60.00 open 60.00: ",
		}},
		"a payment before": {func(b *book) {
			b.add("VE", "20260110", "411000", "A", "F1", "", 10000, "", "", "706000")
			b.add("BQ", "20260501", "416000", "A", "V", "", -1000, "", "", "512000")
			b.moved("20260601", "", 10000)
		}, []string{
			"F1 invoice 100.00 open 0.00: 2026-06-01 100.00 adjustment OD D20260601",
			"D20260601 opening doubtful 100.00 open 90.00: 2026-05-01 10.00 payment BQ 2",
		}},
		"something afterwards": {func(b *book) {
			b.add("VE", "20260110", "411000", "A", "F1", "", 10000, "AA", "", "706000")
			b.add("BQ", "20260301", "411000", "A", "V1", "", -4000, "AA", "", "512000")
			b.moved("20260601", "AA", 6000)
			b.add("BQ", "20260701", "411000", "A", "V1", "Rejet", 4000, "", "", "512000")
		}, []string{
			"F1 invoice 100.00 open 40.00: 2026-03-01 40.00 payment BQ 2, 2026-06-01 60.00 adjustment OD D20260601, 2026-07-01 40.00 returned BQ 4",
			"D20260601 opening doubtful 60.00 open 60.00: ",
		}},
		"more than was owed": {func(b *book) {
			b.add("VE", "20260110", "411000", "A", "F1", "", 10000, "", "", "706000")
			b.moved("20260601", "", 12000)
		}, []string{
			"F1 invoice 100.00 open 0.00: 2026-06-01 100.00 adjustment OD D20260601",
			"D20260601 suspense -20.00 open -20.00: ",
			"D20260601 (OD D20260601) opening doubtful 120.00 open 120.00: ",
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := newBook()
			tt.book(b)
			l := read(t, b.String(), fec.Options{Terms: terms.Net(30)})
			assert.Equal(t, tt.want, documents(t, l))
			for inv := range l.Invoices() {
				if inv.Doubtful {
					assert.Equal(t, day(t, "2026-02-09"), inv.DueDate(), "the age of the debt is kept")
				}
			}
		})
	}
}
