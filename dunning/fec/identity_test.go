package fec_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/internal/ledgertest"
)

// position is what is compared: one client, ordinary or doubtful.
type position struct {
	client   string
	doubtful bool
}

// checkLedger holds a ledger to its promises: the documents of every client
// add up to its lines on every day anything happens and on the day before, no
// line is unexplained, every document is valid and has an ID of its own.
func checkLedger(t testing.TB, l *fec.Ledger) {
	t.Helper()
	days := map[date.Date]bool{l.Until: true}
	lines := map[position][]fec.Line{}
	for _, line := range l.Lines {
		if line.Use == 0 {
			t.Fatalf("line %d is unexplained", line.Number)
		}
		p := position{line.Client, line.Doubtful}
		lines[p] = append(lines[p], line)
		days[line.Date], days[line.Date-1] = true, true
	}
	docs := map[string][]*dunning.Invoice{}
	for _, a := range l.Accounts {
		ids := map[string]bool{}
		for _, inv := range a.Invoices {
			require.NoError(t, inv.Validate())
			require.Equal(t, a.Client.ID, inv.Client)
			require.False(t, ids[inv.ID], "two documents %q", inv.ID)
			ids[inv.ID] = true
			docs[inv.Client] = append(docs[inv.Client], inv)
			source, ok := l.Source(inv)
			require.True(t, ok)
			require.Equal(t, source.Date, inv.BookedOn())
		}
		for _, h := range a.Holds {
			require.True(t, h.Invoice == "" || ids[h.Invoice])
		}
	}
	for d := range days {
		total := decimal.Decimal{}
		for p, of := range lines {
			want, got := decimal.Decimal{}, decimal.Decimal{}
			for _, line := range of {
				if line.Date <= d {
					want = want.Add(line.Debit).Sub(line.Credit)
				}
			}
			for _, inv := range docs[p.client] {
				if inv.DoubtfulOn(d) == p.doubtful {
					got = got.Add(inv.OpenAt(d))
				}
			}
			if !want.Equal(got) {
				t.Fatalf("client %q (doubtful %t) on %s: lines give %s, documents %s", p.client, p.doubtful, d, want, got)
			}
			total = total.Add(got)
		}
		if balance := l.Balance(d); !balance.Equal(total) {
			t.Fatalf("on %s: the balance is %s, documents give %s", d, balance, total)
		}
	}
}

func read(t testing.TB, src string, o fec.Options) *fec.Ledger {
	t.Helper()
	l, err := fec.Read("test.txt", strings.NewReader(src), o)
	require.NoError(t, err)
	return l
}

func day(t testing.TB, s string) date.Date {
	t.Helper()
	d, err := dunning.ParseDate(s)
	require.NoError(t, err)
	return d
}

const header = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n"

// book writes entries of two lines: a customer line and its counterpart.
type book struct {
	strings.Builder
	number int
}

func newBook() *book {
	b := &book{}
	b.WriteString(header)
	return b
}

// add books cents on a customer account against another account, credits being
// negative.
func (b *book) add(journal, on, account, client, ref, label string, cents int64, letter, letterDate, against string) {
	b.number++
	line := func(account, client, letter, letterDate string, cents int64) {
		debit, credit := max(cents, 0), max(-cents, 0)
		fmt.Fprintf(b, "%s\t%s\t%d\t%s\t%s\tcompte %s\t%s\t%s\t%s\t\t%s\t%d,%02d\t%d,%02d\t%s\t%s\t\t\t\n",
			journal, journal, b.number, on, account, account, client, client, ref, label, debit/100, debit%100, credit/100, credit%100, letter, letterDate)
	}
	line(account, client, letter, letterDate, cents)
	line(against, "", "", "", -cents)
}

// TestRandomLedgers makes ledgers that no accountant would keep and asks for
// the identity under every rule.
func TestRandomLedgers(t *testing.T) {
	for seed := range uint64(120 / ledgertest.Less) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		b := randomBook(rnd, 5+rnd.IntN(80))
		for _, rule := range []fec.Allocation{fec.OldestFirst, fec.Evident, fec.Unallocated} {
			l := read(t, b.String(), fec.Options{Allocation: rule})
			checkLedger(t, l)
			if rule == fec.OldestFirst {
				checkNothingIdle(t, l)
			}
		}
	}
}

// checkNothingIdle: under the default rule no client has both an open debit and
// an unused credit at the end, save what is held as settled elsewhere.
func checkNothingIdle(t *testing.T, l *fec.Ledger) {
	t.Helper()
	for _, a := range l.Accounts {
		for _, doubtful := range []bool{false, true} {
			owed, owing := false, false
			for _, inv := range a.Invoices {
				held := slices.ContainsFunc(a.Holds, func(h dunning.Hold) bool { return h.Invoice == inv.ID })
				if open := inv.OpenAt(l.Until); inv.Doubtful == doubtful && !held {
					owed, owing = owed || open.IsPositive(), owing || open.IsNegative()
				}
			}
			require.False(t, owed && owing, "client %s", a.Client.ID)
		}
	}
}

func randomBook(rnd *rand.Rand, lines int) *book {
	b := newBook()
	pick := func(of ...string) string { return of[rnd.IntN(len(of))] }
	for range lines {
		if rnd.IntN(12) == 0 { // debts that become doubtful
			b.moved(fmt.Sprintf("2026%02d%02d", 1+rnd.IntN(12), 1+rnd.IntN(28)), pick("", "AA"), int64(rnd.IntN(4)+1)*2500)
			continue
		}
		cents := int64(rnd.IntN(6)+1) * 2500
		if rnd.IntN(5) == 0 {
			cents = int64(rnd.IntN(120))
		}
		if rnd.IntN(2) == 0 {
			cents = -cents
		}
		b.add(pick("VE", "BQ", "OD", "AN"),
			fmt.Sprintf("2026%02d%02d", 1+rnd.IntN(12), 1+rnd.IntN(28)),
			pick("411000", "411000", "411100", "416000"),
			pick("A", "B", "B", ""),
			pick("", "sans", "F1", "F2", "F3", "F4"),
			pick("Facture", "Rejet prélèvement", "Divers"),
			cents,
			pick("", "", "AA", "AB"), pick("", "20260630"),
			pick("706000", "512000", "658000", "416999", "665000", "654000", "445710"))
	}
	return b
}
