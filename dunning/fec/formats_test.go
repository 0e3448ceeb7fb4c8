package fec_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/creance/creance/dunning/fec"
)

func demo(t testing.TB) string {
	t.Helper()
	src, err := os.ReadFile("../../examples/quickstart/demo.fec.txt")
	require.NoError(t, err)
	return string(src)
}

// rewrite makes another file of the same ledger, cell by cell.
func rewrite(src, separator string, cell func(row, col int, name, text string) string) string {
	var out []string
	var names []string
	for i, line := range strings.Split(strings.TrimSuffix(src, "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if i == 0 {
			names = slices.Clone(cells)
		}
		for j := range cells {
			cells[j] = cell(i, j, names[j], cells[j])
		}
		out = append(out, strings.Join(cells, separator))
	}
	return strings.Join(out, "\n") + "\n"
}

func amounts(change func(string) string) func(string) string {
	return func(src string) string {
		return rewrite(src, "\t", func(row, _ int, name, text string) string {
			if row > 0 && (name == "Debit" || name == "Credit") {
				return change(text)
			}
			return text
		})
	}
}

func headers(change func(string) string) func(string) string {
	return func(src string) string {
		first, rest, _ := strings.Cut(src, "\n")
		return change(first) + "\n" + rest
	}
}

func lineEnd(end string) func(string) string {
	return func(src string) string { return strings.ReplaceAll(src, "\n", end) }
}

func separated(by string) func(string) string {
	return func(src string) string { return strings.ReplaceAll(src, "\t", by) }
}

func in(table *charmap.Charmap) func(string) string {
	return func(src string) string {
		// An apostrophe of typesetters is in none but Windows-1252.
		if table != charmap.Windows1252 {
			src = strings.ReplaceAll(src, "’", "'")
		}
		out, err := table.NewEncoder().String(src)
		if err != nil {
			panic(err)
		}
		return out
	}
}

// variants are other ways the field writes the same ledger.
var variants = map[string]func(string) string{
	"as it is":            func(s string) string { return s },
	"byte order mark":     func(s string) string { return "\ufeff" + s },
	"ISO-8859-15":         in(charmap.ISO8859_15),
	"Windows-1252":        in(charmap.Windows1252),
	"CP850":               in(charmap.CodePage850),
	"bars":                separated("|"),
	"semicolons":          separated(";"),
	"CR LF":               lineEnd("\r\n"),
	"CR CR LF":            lineEnd("\r\r\n"),
	"CR":                  lineEnd("\r"),
	"no last line end":    func(s string) string { return strings.TrimSuffix(s, "\n") },
	"end-of-file mark":    func(s string) string { return s + "\x1a" },
	"blank lines":         func(s string) string { return strings.ReplaceAll(s, "\nVE\t", "\n\nVE\t") },
	"trailing separator":  func(s string) string { return strings.ReplaceAll(s, "\n", "\t\n") },
	"no empty last cells": func(s string) string { return strings.ReplaceAll(s, "\t\t\n", "\n") },
	"points":              amounts(func(a string) string { return strings.ReplaceAll(a, ",", ".") }),
	"zero-filled":         amounts(func(a string) string { return strings.Repeat("0", 13-len(a)) + a }),
	"padded":              amounts(func(a string) string { return "   " + a + "  " }),
	"signed":              amounts(func(a string) string { return "+" + a }),
	"signed behind":       amounts(func(a string) string { return a + "+" }),
	"four decimals":       amounts(func(a string) string { return a + "00" }),
	"empty for zero":      amounts(emptyZero),
	"thousands":           amounts(thousands(" ")),
	"thousands, no-break": amounts(thousands("\u00a0")),
	"thousands, narrow":   amounts(thousands("\u202f")),
	"upper-case header":   headers(strings.ToUpper),
	"other names": headers(func(h string) string {
		return strings.NewReplacer("EcritureLet", "EcrtureLet", "DateLet", "Date_Lettrage", "CompAuxLib", "CompAuxLibellé", "Idevise", "CodeDevise").Replace(h)
	}),
	"padded header": headers(func(h string) string { return strings.ReplaceAll(h, "\t", "  \t ") }),
	"accents in header": headers(func(h string) string {
		return strings.NewReplacer("Ecriture", "Écriture", "Debit", "Débit", "Credit", "Crédit").Replace(h)
	}),
	"accents, ISO-8859-15": func(s string) string {
		return in(charmap.ISO8859_15)(headers(func(h string) string { return strings.ReplaceAll(h, "Debit", "Débit") })(s))
	},
	"accents, CP850": func(s string) string {
		return in(charmap.CodePage850)(headers(func(h string) string { return strings.ReplaceAll(h, "Debit", "Débit") })(s))
	},
	"cash-basis columns": func(s string) string {
		return strings.ReplaceAll(headers(func(h string) string { return h + "\tDateRglt\tModeRglt\tNatOp\tIdClient" })(s), "\t\t\n", "\t\t\t20261120\tVIR\tVente\t\n")
	},
	"quoted": func(s string) string {
		return rewrite(s, ";", func(_, _ int, _, text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` })
	},
	"columns backwards": func(s string) string {
		var out []string
		for line := range strings.SplitSeq(strings.TrimSuffix(s, "\n"), "\n") {
			cells := strings.Split(line, "\t")
			slices.Reverse(cells)
			out = append(out, strings.Join(cells, "\t"))
		}
		return strings.Join(out, "\n") + "\n"
	},
	"Montant and Sens":    sided("D", "C"),
	"Montant and +1 / -1": sided("+1", "-1"),
	"entries interleaved": interleaved,
}

func emptyZero(a string) string {
	if a == "0,00" {
		return ""
	}
	return a
}

func thousands(blank string) func(string) string {
	return func(a string) string {
		whole, cents, _ := strings.Cut(a, ",")
		if len(whole) > 3 {
			whole = whole[:len(whole)-3] + blank + whole[len(whole)-3:]
		}
		return whole + "," + cents
	}
}

func sided(debit, credit string) func(string) string {
	return func(s string) string {
		var out []string
		for i, line := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
			cells := strings.Split(line, "\t")
			switch {
			case i == 0:
				cells[11], cells[12] = "Montant", "Sens"
			case cells[12] == "0,00":
				cells[12] = debit
			default:
				cells[11], cells[12] = cells[12], credit
			}
			out = append(out, strings.Join(cells, "\t"))
		}
		return strings.Join(out, "\n") + "\n"
	}
}

// interleaved puts all customer lines first: entries are no longer in one piece.
func interleaved(s string) string {
	lines := strings.SplitAfter(s, "\n")
	rank := func(line string) int {
		switch cells := strings.Split(line, "\t"); {
		case cells[0] == "JournalCode":
			return 0
		case len(cells) > 4 && strings.HasPrefix(cells[4], "41"):
			return 1
		}
		return 2
	}
	slices.SortStableFunc(lines, func(a, b string) int { return rank(a) - rank(b) })
	return strings.Join(lines, "")
}

// TestVariants: the same ledger written in another way is the same ledger.
func TestVariants(t *testing.T) {
	plain := read(t, strings.ReplaceAll(demo(t), "’", "'"), fec.Options{})
	want := summary(plain)
	for name, change := range variants {
		t.Run(name, func(t *testing.T) {
			l := read(t, change(demo(t)), fec.Options{})
			checkLedger(t, l)
			assert.Equal(t, want, summary(l))
		})
	}
}

// summary is what a ledger says, without the numbers of its lines.
func summary(l *fec.Ledger) (out []string) {
	for _, a := range l.Accounts {
		out = append(out, a.Client.ID+" "+a.Client.Name)
		for _, inv := range a.Invoices {
			line, _ := l.Source(inv)
			label := strings.ReplaceAll(line.Label, "’", "'")
			out = append(out, strings.Join(append([]string{inv.ID, inv.Kind.String(), inv.Issued.String(), inv.DueDate().String(),
				inv.Amount.StringFixed(2), inv.Net.StringFixed(2), label}, settled(inv)...), " | "))
		}
	}
	return out
}

func TestFormat(t *testing.T) {
	for name, want := range map[string]fec.Format{
		"ISO-8859-15":     {Charset: fec.ISO8859_15, Separator: '\t', LineEnd: fec.LF},
		"Windows-1252":    {Charset: fec.Windows1252, Separator: '\t', LineEnd: fec.LF},
		"CP850":           {Charset: fec.CP850, Separator: '\t', LineEnd: fec.LF},
		"byte order mark": {Charset: fec.UTF8, BOM: true, Separator: '\t', LineEnd: fec.LF},
		"CR LF":           {Charset: fec.UTF8, Separator: '\t', LineEnd: fec.CRLF},
		"CR CR LF":        {Charset: fec.UTF8, Separator: '\t', LineEnd: fec.CRCRLF},
		"CR":              {Charset: fec.UTF8, Separator: '\t', LineEnd: fec.CR},
		"bars":            {Charset: fec.UTF8, Separator: '|', LineEnd: fec.LF},
		"quoted":          {Charset: fec.UTF8, Separator: ';', LineEnd: fec.LF, Quoted: true},
	} {
		got := read(t, variants[name](demo(t)), fec.Options{}).Format
		assert.Len(t, got.Columns, 18, name)
		assert.Equal(t, 191, got.Lines, name)
		got.Columns, got.Lines = nil, 0
		assert.Equal(t, want, got, name)
	}
}

func TestCharsetForced(t *testing.T) {
	src := in(charmap.CodePage850)(demo(t))
	l := read(t, src, fec.Options{Charset: fec.ISO8859_15})
	assert.Equal(t, fec.ISO8859_15, l.Format.Charset)
	assert.NotEqual(t, summary(read(t, demo(t), fec.Options{})), summary(l))

	l = read(t, src, fec.Options{Charset: fec.UTF8})
	assert.Contains(t, codes(l), fec.LostCharacters)
	checkLedger(t, l)
}

// A quote in a label is a letter, unless the header is quoted.
func TestQuoteInLabel(t *testing.T) {
	b := newBook()
	b.add("VE", "20260105", "411000", "A", "F1", `"Le Jardin`, 100, "", "", "706000")
	b.add("VE", "20260105", "411000", "A", "F2", `12" de diamètre`, 200, "", "", "706000")
	l := read(t, b.String(), fec.Options{})
	assert.Equal(t, `"Le Jardin`, l.Lines[0].Label)
	assert.Equal(t, `12" de diamètre`, l.Lines[1].Label)
	assert.Equal(t, "3.00", l.Debit.StringFixed(2))
}
