package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Books are an invented ledger, written entry by entry.
type books struct{ lines []string }

// side is one line of an entry: an account, its client, an amount in euros as a
// FEC writes it, and a letter with its day, "AA 20260131".
type side struct{ account, client, debit, credit, letter string }

// enter books an entry whose document has a number and the day of the entry.
func (b *books) enter(journal, day, ref, label string, sides ...side) {
	for _, s := range sides {
		letter, lettered, _ := strings.Cut(s.letter, " ")
		name := ""
		if s.client != "" {
			name = "Maison " + s.client
		}
		amount := func(text string) string {
			if text == "" {
				return "0,00"
			}
			return text
		}
		b.lines = append(b.lines, strings.Join([]string{journal, "", fmt.Sprint(journal, "-", day, "-", ref), day, s.account, "", s.client, name,
			ref, day, label, amount(s.debit), amount(s.credit), letter, lettered, day, "", ""}, "\t"))
	}
}

// sell books a sale.
func (b *books) sell(client, day, ref, amount, letter string) {
	b.enter("VE", day, ref, "Vente", side{"411000", client, amount, "", letter}, side{"706000", "", "", amount, ""})
}

// receive books money from a client.
func (b *books) receive(client, day, ref, amount, letter string) {
	b.enter("BQ", day, ref, "Virement", side{"512000", "", amount, "", ""}, side{"411000", client, "", amount, letter})
}

// payBack books money paid to a client: a debit that is no sale.
func (b *books) payBack(client, day, ref, amount, letter string) {
	b.enter("BQ", day, ref, "Remboursement", side{"411000", client, amount, "", letter}, side{"512000", "", "", amount, ""})
}

// file writes the books and gives the name of the file.
func (b *books) file(t *testing.T) string {
	t.Helper()
	header, _, _ := strings.Cut(string(demoLedger), "\n")
	name := filepath.Join(t.TempDir(), "livre.txt")
	require.NoError(t, os.WriteFile(name, []byte(header+"\n"+strings.Join(b.lines, "\n")+"\n"), 0o600))
	return name
}

// said is the text of a report on a wide page, its no-break spaces being spaces.
func said(t *testing.T, c config) string {
	t.Helper()
	return strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(output(t, c, screen{width: 400}))
}

// part is one section of a report, from its title to the next.
func part(t *testing.T, report, title string) string {
	t.Helper()
	_, after, found := strings.Cut(report, "\n"+title)
	require.True(t, found, "%s is in\n%s", title, report)
	section, _, _ := strings.Cut(after, "\n\n")
	return section
}

// row is the line of a section that speaks of a client.
func row(t *testing.T, section, client string) string {
	t.Helper()
	for line := range strings.Lines(section) {
		if strings.Contains(line, client) {
			return line
		}
	}
	require.Fail(t, "no line", "%s in\n%s", client, section)
	return ""
}

// nextOf is the first decision about a client.
func nextOf(t *testing.T, doc document, client string) nextJSON {
	t.Helper()
	for _, c := range doc.Clients {
		if c.ID == client {
			require.NotEmpty(t, c.Next)
			return c.Next[0]
		}
	}
	require.Fail(t, "no client", client)
	return nextJSON{}
}
