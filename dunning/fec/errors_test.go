package fec_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/law"
)

// row is a line with the given cells in the order of the header, the rest empty.
func row(cells ...string) string {
	return strings.Join(append(cells, make([]string, 18-len(cells))...), "\t") + "\n"
}

func sale(account, debit, credit string, more ...string) string {
	return row(append([]string{"VE", "Ventes", "1", "20260105", account, "Clients", "A", "Client A", "F1", "20260105", "Facture", debit, credit}, more...)...)
}

func TestErrors(t *testing.T) {
	small := header + sale("411000", "12,00", "0,00") + sale("706000", "0,00", "12,00")
	tests := []struct{ name, src, english, french string }{
		{"empty", "",
			`f.txt:1:1: is empty; the first line of a FEC names its columns`,
			`f.txt:1:1: le fichier est vide ; la première ligne d’un FEC nomme ses colonnes`},
		{"blank", "\n \n\n",
			`f.txt:3:1: is empty; the first line of a FEC names its columns`,
			`f.txt:3:1: le fichier est vide ; la première ligne d’un FEC nomme ses colonnes`},
		{"not a FEC", "nom;prénom\nA;B\n",
			`f.txt:1:1: "nom;prénom" is not the header of a FEC; the first line names the columns: JournalCode, JournalLib, EcritureNum, EcritureDate…, separated by tab, | or ;`,
			`f.txt:1:1: « nom;prénom » n’est pas l’en-tête d’un FEC ; la première ligne nomme les colonnes : JournalCode, JournalLib, EcritureNum, EcritureDate…, séparées par une tabulation, | ou ;`},
		{"no header", sale("411000", "1", "0"),
			`f.txt:1:1: "VE\tVentes\t1\t20260105\t411000\tClients\tA\tCl…" is not the header of a FEC; the first line names the columns: JournalCode, JournalLib, EcritureNum, EcritureDate…, separated by tab, | or ;`,
			`f.txt:1:1: « VE\tVentes\t1\t20260105\t411000\tClients\tA\tCl… » n’est pas l’en-tête d’un FEC ; la première ligne nomme les colonnes : JournalCode, JournalLib, EcritureNum, EcritureDate…, séparées par une tabulation, | ou ;`},
		{"binary", "PK\x03\x04\x00\x00",
			`f.txt:1:1: is a binary file, not text; export the FEC as text in UTF-8 or ISO-8859-15`,
			`f.txt:1:1: le fichier est binaire, ce n’est pas du texte ; exportez le FEC en texte, UTF-8 ou ISO-8859-15`},
		{"UTF-16", "\xff\xfeJ\x00o\x00",
			`f.txt:1:1: is in UTF-16; export the FEC as text in UTF-8 or ISO-8859-15`,
			`f.txt:1:1: le fichier est en UTF-16 ; exportez le FEC en texte, UTF-8 ou ISO-8859-15`},
		{"EBCDIC", "\xd1\x96\xa4\x99\x95\x81\x93\xc3\x96\x84\x85",
			`f.txt:1:1: is in EBCDIC; export the FEC as text in UTF-8 or ISO-8859-15`,
			`f.txt:1:1: le fichier est en EBCDIC ; exportez le FEC en texte, UTF-8 ou ISO-8859-15`},
		{"long first line", strings.Repeat("x", 70000),
			`f.txt:1:1: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is a first line of more than 65536 bytes; the first line of a FEC names its columns`,
			`f.txt:1:1: « xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… » est une première ligne de plus de 65536 octets ; la première ligne d’un FEC nomme ses colonnes`},
		{"commas", strings.ReplaceAll(header, "\t", ","),
			`f.txt:1:1: "JournalCode,JournalLib,EcritureNum,Ecrit…" is separated by commas, which also write decimals; export with tab, | or ; as separator`,
			`f.txt:1:1: « JournalCode,JournalLib,EcritureNum,Ecrit… » est séparé par des virgules, qui servent aussi aux décimales ; exportez avec une tabulation, | ou ; comme séparateur`},
		{"no amounts", "JournalCode|EcritureNum|EcritureDate|CompteNum|Montant\n",
			`f.txt:1:1: "JournalCode|EcritureNum|EcritureDate|Com…" has no column Debit, Credit; the 5 columns were read as separated by |`,
			`f.txt:1:1: « JournalCode|EcritureNum|EcritureDate|Com… » n’a pas de colonne Debit, Credit ; les 5 colonnes ont été lues comme séparées par |`},
		{"no date column", strings.ReplaceAll(header, "EcritureDate\t", ""),
			`f.txt:1:1: "JournalCode\tJournalLib\tEcritureNum\tCompt…" has no column EcritureDate; the 17 columns were read as separated by tab`,
			`f.txt:1:1: « JournalCode\tJournalLib\tEcritureNum\tCompt… » n’a pas de colonne EcritureDate ; les 17 colonnes ont été lues comme séparées par une tabulation`},
		{"column twice", "JournalCode|EcritureNum|EcritureDate|CompteNum|Debit|Credit|débit\n",
			`f.txt:1:61: Debit is there twice; keep one column of that name`,
			`f.txt:1:61: Debit figure deux fois ; gardez une seule colonne de ce nom`},
		{"two signs", header + sale("411000", "-5,00-", "0"),
			`f.txt:2:68: Debit "-5,00-" is not an amount; write euros and cents: 1234,56`,
			`f.txt:2:68: Debit « -5,00- » n’est pas un montant ; écrivez les euros et les centimes : 1234,56`},
		{"exponent", header + sale("411000", "1e9999", "0"),
			`f.txt:2:68: Debit "1e9999" is not an amount; write euros and cents: 1234,56`,
			`f.txt:2:68: Debit « 1e9999 » n’est pas un montant ; écrivez les euros et les centimes : 1234,56`},
		{"exponent elsewhere", header + sale("606000", "0", "1e9999"),
			`f.txt:2:70: Credit "1e9999" is not an amount; write euros and cents: 1234,56`,
			`f.txt:2:70: Credit « 1e9999 » n’est pas un montant ; écrivez les euros et les centimes : 1234,56`},
		{"three decimals", header + sale("411000", "1.234", "0"),
			`f.txt:2:68: Debit "1.234" has more than two decimals; write euros and cents: 1234,56`,
			`f.txt:2:68: Debit « 1.234 » a plus de deux décimales ; écrivez les euros et les centimes : 1234,56`},
		{"two points", header + sale("411000", "1.234,50", "0"),
			`f.txt:2:68: Debit "1.234,50" has two decimal signs; write euros and cents: 1234,56`,
			`f.txt:2:68: Debit « 1.234,50 » a deux séparateurs décimaux ; écrivez les euros et les centimes : 1234,56`},
		{"digits", header + sale("411000", "1234567890123", "0"),
			`f.txt:2:68: Debit "1234567890123" has more than 12 digits before the comma; write euros and cents: 1234,56`,
			`f.txt:2:68: Debit « 1234567890123 » a plus de 12 chiffres avant la virgule ; écrivez les euros et les centimes : 1234,56`},
		{"odd blanks", header + sale("411000", "12 34", "0"),
			`f.txt:2:68: Debit "12 34" is not an amount; write euros and cents: 1234,56`,
			`f.txt:2:68: Debit « 12 34 » n’est pas un montant ; écrivez les euros et les centimes : 1234,56`},
		{"a sign", header + sale("411000", "-", "0"),
			`f.txt:2:68: Debit "-" is a sign without an amount; write euros and cents: 1234,56`,
			`f.txt:2:68: Debit « - » est un signe sans montant ; écrivez les euros et les centimes : 1234,56`},
		{"a comma", header + sale("411000", ",", "0"),
			`f.txt:2:68: Debit "," is not an amount; write euros and cents: 1234,56`,
			`f.txt:2:68: Debit « , » n’est pas un montant ; écrivez les euros et les centimes : 1234,56`},
		{"30 February", header + row("VE", "", "1", "20260230", "411000"),
			`f.txt:2:7: EcritureDate "20260230" is not in the calendar: that month has 28 days; write a date of the calendar as AAAAMMJJ`,
			`f.txt:2:7: EcritureDate « 20260230 » n’existe pas dans le calendrier : ce mois a 28 jours ; écrivez une date qui existe, au format AAAAMMJJ`},
		{"year 1899", header + row("VE", "", "1", "18991231", "411000"),
			`f.txt:2:7: EcritureDate "18991231" has a year outside 1900-2999; write a date of the calendar as AAAAMMJJ`,
			`f.txt:2:7: EcritureDate « 18991231 » a une année qui n’est pas entre 1900 et 2999 ; écrivez une date qui existe, au format AAAAMMJJ`},
		{"month 13", header + row("VE", "", "1", "20261301", "411000"),
			`f.txt:2:7: EcritureDate "20261301" has a month outside 1-12; write a date of the calendar as AAAAMMJJ`,
			`f.txt:2:7: EcritureDate « 20261301 » a un mois qui n’est pas entre 01 et 12 ; écrivez une date qui existe, au format AAAAMMJJ`},
		{"French date", header + row("VE", "", "1", "05/01/2026", "411000"),
			`f.txt:2:7: EcritureDate "05/01/2026" is written JJ/MM/AAAA, and dates of a FEC are AAAAMMJJ; write it AAAAMMJJ: 20260105`,
			`f.txt:2:7: EcritureDate « 05/01/2026 » est au format JJ/MM/AAAA, alors qu’un FEC écrit ses dates AAAAMMJJ ; écrivez 20260105`},
		{"ISO date that is none", header + row("VE", "", "1", "2026-02-30", "411000"),
			`f.txt:2:7: EcritureDate "2026-02-30" is written AAAA-MM-JJ, and dates of a FEC are AAAAMMJJ; write it AAAAMMJJ`,
			`f.txt:2:7: EcritureDate « 2026-02-30 » est au format AAAA-MM-JJ, alors qu’un FEC écrit ses dates AAAAMMJJ ; écrivez la date au format AAAAMMJJ`},
		{"no date", header + row("VE", "", "1", "00000000", "411000"),
			`f.txt:2:7: EcritureDate "00000000" is empty; every line needs its date, AAAAMMJJ`,
			`f.txt:2:7: EcritureDate « 00000000 » est vide ; chaque ligne porte sa date, au format AAAAMMJJ`},
		{"word for a date", header + row("VE", "", "1", "hier", "411000"),
			`f.txt:2:7: EcritureDate "hier" is not a date; write it AAAAMMJJ: 20231231`,
			`f.txt:2:7: EcritureDate « hier » n’est pas une date ; écrivez la date au format AAAAMMJJ : 20231231`},
		{"letter date", header + sale("411000", "1", "0", "AA", "20260431"),
			`f.txt:2:75: DateLet "20260431" is not in the calendar: that month has 30 days; write a date of the calendar as AAAAMMJJ`,
			`f.txt:2:75: DateLet « 20260431 » n’existe pas dans le calendrier : ce mois a 30 jours ; écrivez une date qui existe, au format AAAAMMJJ`},
		{"validation date", header + sale("411000", "1", "0", "", "", "20260431"),
			`f.txt:2:74: ValidDate "20260431" is not in the calendar: that month has 30 days; write a date of the calendar as AAAAMMJJ`,
			`f.txt:2:74: ValidDate « 20260431 » n’existe pas dans le calendrier : ce mois a 30 jours ; écrivez une date qui existe, au format AAAAMMJJ`},
		{"no account", header + row("VE", "", "1", "20260105"),
			`f.txt:2:16: CompteNum is empty; every line stands on an account`,
			`f.txt:2:16: CompteNum est vide ; chaque ligne porte un numéro de compte`},
		{"side", strings.NewReplacer("Debit", "Montant", "Credit", "Sens").Replace(header) + sale("411000", "1", "X"),
			`f.txt:2:70: Sens "X" is neither a debit nor a credit; write D or C (or +1, -1)`,
			`f.txt:2:70: Sens « X » n’est ni un débit ni un crédit ; écrivez D ou C (ou +1, -1)`},
		{"truncated line", strings.TrimSuffix(small, "0,00\t12,00\t\t\t\t\t\n"),
			`f.txt:3:68: ends the file in the middle of a line: it has 12 cells, where the header has 18; the file is incomplete: export it again`,
			`f.txt:3:68: le fichier s’arrête au milieu d’une ligne : elle a 12 champs, et l’en-tête en a 18 ; le fichier est incomplet : refaites l’export`},
		{"truncated entry", small + strings.ReplaceAll(sale("411000", "12,00", "0,00"), "\t1\t", "\t2\t"),
			`f.txt:4:1: ends the file in an entry whose debits less credits are 12.00, while every other entry balances; the file is incomplete: export it again`,
			`f.txt:4:1: le fichier s’arrête dans une écriture non équilibrée, de 12,00 € (débits moins crédits), alors que toutes les autres sont équilibrées ; le fichier est incomplet : refaites l’export`},
		{"too few cells", header + "VE\tVentes\t1\n" + small[len(header):],
			`f.txt:2:12: has 3 cells, where the header has 18; write every cell, empty ones too`,
			`f.txt:2:12: la ligne a 3 champs, et l’en-tête en a 18 ; écrivez tous les champs, y compris les vides`},
		{"too many cells", header + strings.Replace(sale("411000", "12,00", "0,00"), "\n", "x\ty\n", 1),
			`f.txt:2:85: has 19 cells, where the header has 18; a separator inside a label? take it out`,
			`f.txt:2:85: la ligne a 19 champs, et l’en-tête en a 18 ; y a-t-il un séparateur dans un libellé ? retirez-le`},
		{"zero byte", header + sale("411\x00000", "12,00", "0,00"),
			`f.txt:2:25: holds a zero byte, which no text has; the file is damaged: export it again`,
			`f.txt:2:25: la ligne contient un octet nul, qu’aucun texte ne contient ; le fichier est endommagé : refaites l’export`},
		{"long cell", header + sale("411000", "12,00", strings.Repeat("9", 10<<20)) + small[len(header):],
			`f.txt:2:74: Credit "9999999999999999999999999999999999999999…" makes its line longer than 65536 bytes; no cell of a FEC is that long: the file is damaged`,
			`f.txt:2:74: Credit « 9999999999999999999999999999999999999999… » porte sa ligne à plus de 65536 octets ; aucun champ d’un FEC n’est aussi long : le fichier est endommagé`},
		{"foreign", header + sale("411000", "12,00", "0,00", "", "", "", "13,00", "USD") + sale("706000", "0,00", "12,00", "", "", "", "-13,00", "USD"),
			`f.txt:2:88: Idevise "USD" is not the euro, in the entry of a customer; the claim is in that currency and Debit and Credit are in euros: take the entry out, or choose KeepEuros`,
			`f.txt:2:88: Idevise « USD » n’est pas l’euro, dans l’écriture d’un client ; la créance est dans cette devise, alors que Debit et Credit sont en euros : retirez l’écriture, ou choisissez KeepEuros`},
		{"foreign counterpart", header + sale("706000", "0,00", "12,00", "", "", "", "-13,00", "USD") + sale("411000", "12,00", "0,00"),
			`f.txt:2:89: Idevise "USD" is not the euro, in the entry of a customer; the claim is in that currency and Debit and Credit are in euros: take the entry out, or choose KeepEuros`,
			`f.txt:2:89: Idevise « USD » n’est pas l’euro, dans l’écriture d’un client ; la créance est dans cette devise, alors que Debit et Credit sont en euros : retirez l’écriture, ou choisissez KeepEuros`},
		{"accents count once", header + row("VE", "é€é", "1", "20260230", "411000"),
			`f.txt:2:10: EcritureDate "20260230" is not in the calendar: that month has 28 days; write a date of the calendar as AAAAMMJJ`,
			`f.txt:2:10: EcritureDate « 20260230 » n’existe pas dans le calendrier : ce mois a 28 jours ; écrivez une date qui existe, au format AAAAMMJJ`},
		{"accents of one byte", header + row("VE", "\xe9t\xe9", "1", "\xe9", "411000"),
			`f.txt:2:10: EcritureDate "é" is not a date; write it AAAAMMJJ: 20231231`,
			`f.txt:2:10: EcritureDate « é » n’est pas une date ; écrivez la date au format AAAAMMJJ : 20231231`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, err := fec.Read("f.txt", strings.NewReader(tt.src), fec.Options{})
			require.Nil(t, l)
			assert.EqualError(t, err, tt.english)
			var e *fec.Error
			require.ErrorAs(t, err, &e)
			assert.Equal(t, "f.txt", e.File)
			assert.Equal(t, tt.english, e.Text(law.English))
			assert.Equal(t, tt.french, e.Text(law.French))
		})
	}
}

func TestAllErrorsAtOnce(t *testing.T) {
	src := header + row("VE", "", "1", "20260230", "411000", "", "", "", "", "20261301", "", "x", "y")
	_, err := fec.Read("f.txt", strings.NewReader(src), fec.Options{})
	var es *fec.Errors
	require.ErrorAs(t, err, &es)
	var fields []string
	for _, e := range es.List {
		fields = append(fields, e.Field)
	}
	assert.Equal(t, []string{"EcritureDate", "PieceDate", "Debit", "Credit"}, fields)
}

// One mistake on many lines is listed five times and counted, column by column.
func TestErrorsOfOneMistake(t *testing.T) {
	refused := func(src string) *fec.Errors {
		_, err := fec.Read("f.txt", strings.NewReader(src), fec.Options{})
		var es *fec.Errors
		require.ErrorAs(t, err, &es)
		return es
	}
	dated := func(on, ref string) string {
		return row("VE", "Ventes", "1", on, "411000", "", "A", "", "F1", ref, "", "1", "0")
	}
	es := refused(header + strings.Repeat(dated("2026-01-05", "2026-01-04"), 24))
	require.Len(t, es.List, 10)
	assert.Zero(t, es.More)
	assert.Equal(t, 48, es.Count())
	english, french := strings.Split(es.Text(law.English), "\n"), strings.Split(es.Text(law.French), "\n")
	require.Len(t, french, 10)
	assert.Equal(t, es.Error(), es.Text(law.English))
	for i, e := range es.List {
		assert.Equal(t, 2+i/2, e.Line)
		assert.Equal(t, map[bool]int{true: 19}[i >= 8], e.More, "the last one listed counts the others")
	}
	assert.Equal(t, `f.txt:6:13: EcritureDate "2026-01-05" is written AAAA-MM-JJ, and dates of a FEC are AAAAMMJJ; write it AAAAMMJJ: 20260105 (and 19 more like it in this column)`, english[8])
	assert.Equal(t, `f.txt:6:13: EcritureDate « 2026-01-05 » est au format AAAA-MM-JJ, alors qu’un FEC écrit ses dates AAAAMMJJ ; écrivez 20260105 (et 19 autres erreurs semblables dans cette colonne)`, french[8])

	// Five are listed in full; the sixth is counted, whatever stands between them.
	five := strings.Repeat(sale("411000", "x", "0")+sale("411000", "1", "0"), 5)
	es = refused(header + five)
	assert.Len(t, es.List, 5)
	assert.NotContains(t, es.Error(), "more")
	es = refused(header + five + sale("411000", "z", "0"))
	assert.Len(t, es.List, 5)
	assert.Equal(t, 6, es.Count())
	assert.True(t, strings.HasSuffix(es.Error(), " (and 1 more like it in this column)"))
	assert.True(t, strings.HasSuffix(es.Text(law.French), " (et une autre erreur semblable dans cette colonne)"))

	// Another mistake of the same column stands for itself.
	es = refused(header + five + sale("411000", "1,234", "0"))
	assert.Len(t, es.List, 6)
	assert.Equal(t, 6, es.Count())

	// Whole lines have no column.
	short := strings.Repeat("VE\tVentes\t1\n", 6)
	es = refused(header + short)
	assert.True(t, strings.HasSuffix(es.Error(), " (and 1 more line like it)"))
	assert.True(t, strings.HasSuffix(es.Text(law.French), " (et une autre ligne semblable)"))
	es = refused(header + short + short)
	assert.Equal(t, 12, es.Count())
	assert.True(t, strings.HasSuffix(es.Error(), " (and 7 more lines like it)"))
	assert.True(t, strings.HasSuffix(es.Text(law.French), " (et 7 autres lignes semblables)"))

	// The entry of a foreign currency that comes first need not have the first line.
	usd := func(entry, account string) string {
		return row("VE", "", entry, "20260105", account, "", "A", "", "F", "", "", "0", "0", "", "", "", "5", "USD")
	}
	src := header + usd("1", "706000")
	for _, entry := range []string{"2", "3", "4", "5", "6", "1"} {
		src += usd(entry, "411000")
	}
	es = refused(src)
	require.Len(t, es.List, 5)
	assert.Equal(t, []int{3, 1}, []int{es.List[0].Line, es.List[4].More})
	assert.Equal(t, 7, es.List[4].Line)
}

// A hundred errors are listed, and each other one is counted once: by its like,
// or by itself.
func TestErrorsBeyondTheHundred(t *testing.T) {
	var src strings.Builder
	src.WriteString(header)
	lines := 0
	for cells := 19; cells < 49; cells++ { // each number of cells is a mistake of its own
		for range 4 {
			src.WriteString("VE" + strings.Repeat("\tx", cells-1) + "\n")
			lines++
		}
	}
	for range 3 { // like those of the first lines
		src.WriteString("VE" + strings.Repeat("\tx", 18) + "\n")
		lines++
	}
	_, err := fec.Read("f.txt", strings.NewReader(src.String()), fec.Options{})
	var es *fec.Errors
	require.ErrorAs(t, err, &es)
	require.Len(t, es.List, 100)
	assert.Equal(t, 20, es.More)
	assert.Equal(t, 3, es.List[3].More, "the fourth line of 19 cells is the last one listed")
	assert.Equal(t, lines, es.Count())
	assert.True(t, strings.HasSuffix(es.Error(), "\nand 20 more errors"))
	assert.True(t, strings.HasSuffix(es.Text(law.French), "\net 20 autres erreurs"))
}

func TestReaderFails(t *testing.T) {
	broken := errors.New("disk gone")
	for _, readBefore := range []string{"", header, header + sale("411000", "1", "0"), header + strings.Repeat("9", 100000)} {
		_, err := fec.Read("f.txt", io.MultiReader(strings.NewReader(readBefore), iotest.ErrReader(broken)), fec.Options{})
		require.ErrorIs(t, err, broken)
		assert.Contains(t, err.Error(), "cannot be read: disk gone")
		var es *fec.Errors
		require.ErrorAs(t, err, &es)
		assert.Contains(t, es.Text(law.French), ": le fichier ne peut pas être lu : disk gone")
	}
}

// A reader may hand out one byte at a time.
func TestSlowReader(t *testing.T) {
	l, err := fec.Read("demo", iotest.OneByteReader(strings.NewReader(demo(t))), fec.Options{})
	require.NoError(t, err)
	assert.Equal(t, summary(read(t, demo(t), fec.Options{})), summary(l))
}

func TestOptions(t *testing.T) {
	_, err := fec.Read("f.txt", strings.NewReader(header), fec.Options{
		Customers: []string{"411", " "}, Doubtful: []string{""}, Allocation: 9, Foreign: 9, Charset: "KOI8-R",
		Journals: map[string]fec.JournalKind{"VE": 9},
	})
	var ps dunning.Problems
	require.ErrorAs(t, err, &ps)
	assert.EqualError(t, err, `options: allocation "9" is no rule
options: charset "KOI8-R" is not read; use UTF8, ISO8859_15, Windows1252 or CP850
options: customers " " has an empty prefix, which is that of every account; give account numbers: 411
options: doubtful has an empty prefix, which is that of every account; give account numbers: 411
options: foreign "9" is no rule
options: journals "VE" has an unknown kind`)
	assert.Equal(t, `options : allocation « 9 » n’est pas une règle connue
options : charset « KOI8-R » n’est pas pris en charge ; choisissez UTF8, ISO8859_15, Windows1252 ou CP850
options : customers «   » contient un préfixe vide, qui est celui de tous les comptes ; donnez des numéros de compte : 411
options : doubtful contient un préfixe vide, qui est celui de tous les comptes ; donnez des numéros de compte : 411
options : foreign « 9 » n’est pas une règle connue
options : journals « VE » a une nature inconnue`, ps.Text(law.French))
}

// Signs and words of the euro, in any character set, are no foreign currency.
func TestEuroSigns(t *testing.T) {
	for _, sign := range []string{"EUR", "eur", "Euros", "€", "\xa4", "\x80", "978", "0"} {
		src := header + sale("411000", "12,00", "0,00", "", "", "", "12,00", sign) + sale("706000", "0,00", "12,00")
		l, err := fec.Read("f.txt", strings.NewReader(src), fec.Options{})
		require.NoError(t, err, sign)
		assert.Equal(t, "12.00", l.Balance(l.Until).StringFixed(2))
	}
	// What a supplier is paid in concerns no customer.
	src := header + sale("411000", "12,00", "0,00") + sale("706000", "0,00", "12,00") +
		row("AC", "", "2", "20260105", "401000", "", "", "", "", "", "", "0", "5,00", "", "", "", "6", "USD") + row("AC", "", "2", "20260105", "607000", "", "", "", "", "", "", "5", "")
	_, err := fec.Read("f.txt", strings.NewReader(src), fec.Options{})
	require.NoError(t, err)
}
