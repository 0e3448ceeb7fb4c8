package fec_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/dunning/fec"
)

// largeBook is a ledger of the given number of entries in which the share of
// customer lines without letter grows with age, as where nobody letters.
func largeBook(rnd *rand.Rand, entries int) (src string, cents int64, unlettered int) {
	b := newBook()
	for i := 0; i < entries; i += 2 {
		on := fmt.Sprintf("%d%02d%02d", 2011+i*13/entries, 1+rnd.IntN(12), 1+rnd.IntN(28))
		client, amount := fmt.Sprintf("C%03d", rnd.IntN(200)), int64(1+rnd.IntN(500_000))
		letter := fmt.Sprintf("%c%c%c", 'A'+i/2/676%26, 'A'+i/2/26%26, 'A'+i/2%26)
		if rnd.IntN(100) < 22 {
			letter = ""
			unlettered += 2
		}
		paid := amount
		if letter == "" {
			paid = int64(1 + rnd.IntN(500_000))
		}
		b.add("VE", on, "411000", client, fmt.Sprintf("F%d", i), "Facture", amount, letter, "", "706000")
		b.add("BQ", on, "411000", client, fmt.Sprintf("V%d", i), "Virement", -paid, letter, "", "512000")
		cents += amount - paid
	}
	return b.String(), cents, unlettered
}

// TestLargeLedger: 11 000 lines, some 2 400 customer lines without letter, back
// to 2011.
func TestLargeLedger(t *testing.T) {
	src, cents, unlettered := largeBook(rand.New(rand.NewPCG(11, 2)), 5500)
	assert.InDelta(t, 1200, unlettered, 120)
	for _, rule := range []fec.Allocation{fec.OldestFirst, fec.Evident, fec.Unallocated} {
		l := read(t, src, fec.Options{Allocation: rule})
		assert.Equal(t, 11000, l.Format.Lines)
		want := decimal.New(cents, -2).StringFixed(2)
		assert.Equal(t, want, l.Balance(l.Until).StringFixed(2))
		total := decimal.Decimal{}
		for inv := range l.Invoices() {
			total = total.Add(inv.OpenAt(l.Until))
		}
		assert.Equal(t, want, total.StringFixed(2))
		assert.Equal(t, 2011, l.From.Year())
	}
}

// One account without auxiliaries is one client with every line of the file.
func TestPooledLedger(t *testing.T) {
	src, _, _ := largeBook(rand.New(rand.NewPCG(3, 4)), 4000)
	for i := range 200 {
		client := fmt.Sprintf("C%03d", i)
		src = strings.ReplaceAll(src, "\t"+client+"\t"+client+"\t", "\t\t\t")
	}
	l := read(t, src, fec.Options{})
	assert.Len(t, l.Accounts, 1)
	total := decimal.Decimal{}
	for inv := range l.Invoices() {
		total = total.Add(inv.OpenAt(l.Until))
	}
	assert.Equal(t, l.Balance(l.Until).StringFixed(2), total.StringFixed(2))
}

func BenchmarkRead(b *testing.B) {
	src, _, _ := largeBook(rand.New(rand.NewPCG(1, 1)), 100_000)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := fec.Read("bench", strings.NewReader(src), fec.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
