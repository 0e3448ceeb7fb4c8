package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/internal/shared"
)

func output(t *testing.T, c config, p screen) string {
	t.Helper()
	if c.format == "" {
		c.format = "text"
	}
	if c.lang == "" {
		c.lang = "fr"
	}
	var b bytes.Buffer
	require.NoError(t, run(c, &b, p))
	return b.String()
}

func readJSON(t *testing.T, c config) document {
	t.Helper()
	c.format = "json"
	var doc document
	dec := json.NewDecoder(strings.NewReader(output(t, c, screen{width: 120})))
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(&doc))
	return doc
}

// adds checks the promises of the JSON form.
func adds(t *testing.T, doc document) {
	t.Helper()
	sum := decimal.Decimal{}
	for _, amount := range doc.Buckets {
		sum = sum.Add(decimal.RequireFromString(amount))
	}
	assert.Equal(t, doc.OpenTotal, sum.StringFixed(2), "the buckets add up to open_total")
	assert.Equal(t, doc.OpenTotal, doc.Ledger, "and to the ledger")
	sum = decimal.Decimal{}
	for _, c := range doc.Clients {
		sum = sum.Add(decimal.RequireFromString(c.Open))
		for _, n := range c.Next {
			assert.True(t, n.Step != "" || len(n.Blockers) > 0, "client %s: a step, or every reason why not", c.ID)
			assert.NotEmpty(t, n.Why)
		}
	}
	assert.Equal(t, doc.OpenTotal, sum.StringFixed(2), "the clients add up to open_total")
	sum = decimal.Decimal{}
	for _, c := range doc.Penalties.Invoices {
		sum = sum.Add(decimal.RequireFromString(c.Total))
		lines := decimal.Decimal{}
		for _, l := range c.Lines {
			lines = lines.Add(decimal.RequireFromString(l.Interest))
		}
		assert.Equal(t, c.Interest, lines.StringFixed(2), c.Invoice)
	}
	assert.Equal(t, doc.Penalties.Total, sum.StringFixed(2))
	assert.NotEmpty(t, doc.KPIs)
}

func TestInventedLedger(t *testing.T) {
	doc := readJSON(t, config{})
	adds(t, doc)
	assert.True(t, doc.Invented)
	assert.Equal(t, "2026-11-23", doc.AsOf)
	steps := map[string]string{}
	for _, c := range doc.Clients {
		for _, n := range c.Next {
			steps[c.ID] = n.Step
			for _, b := range n.Blockers {
				steps[c.ID] += " " + b.Code
			}
		}
	}
	// One client for each situation the ledger was invented to show.
	assert.Equal(t, "mise-en-demeure", steps["C003"], "a repeat defaulter who had three reminders")
	assert.Contains(t, steps["C006"], "promised")
	assert.Contains(t, steps["C007"], "below_min_item")
	assert.Contains(t, steps["C009"], "nothing_open", "owed money")
	assert.NotContains(t, steps["C010"], "disputed", "the undisputed part is chased")
	assert.Contains(t, steps["C011"], "hold", "collective proceedings")
	assert.Contains(t, steps["C012"], "held")
}

func TestPartialDisputeIsNotAskedFor(t *testing.T) {
	for _, c := range readJSON(t, config{}).Clients {
		if c.ID == "C010" {
			assert.Equal(t, "1296.00", c.Open)
			assert.Equal(t, "996.00", c.Next[0].Amount)
		}
	}
}

func TestRealLedger(t *testing.T) {
	doc := readJSON(t, config{
		fec:  shared.Path(t, "data/fec/111111111FEC20221231.TXT"),
		asOf: "2023-07-31", terms: "30 jours fin de mois",
	})
	adds(t, doc)
	assert.Equal(t, "14416.52", doc.OpenTotal)
	assert.False(t, doc.Invented)
}

func TestEveryFormatAndLanguage(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		text := output(t, config{lang: lang}, screen{width: 120})
		assert.NotContains(t, text, "\x1b", "no colour outside a terminal")
		assert.NotContains(t, text, "%!")
		assert.Contains(t, text, "C009")
		assert.Contains(t, output(t, config{lang: lang}, screen{width: 120, colours: true}), "\x1b[1m")

		html := output(t, config{lang: lang, format: "html"}, screen{width: 120})
		assert.Equal(t, 6, strings.Count(html, "<svg"), "aged balance, DSO and collection, for a screen and for a telephone")
		assert.Contains(t, html, `<html lang="`+lang+`">`)
		for _, outside := range []string{"<script", "http://", "https://", "src=", "@import"} {
			assert.NotContains(t, strings.ReplaceAll(html, `xmlns="http://www.w3.org/2000/svg"`, ""), outside, "the page needs nothing else")
		}
		wellFormed(t, html)
	}
}

func wellFormed(t *testing.T, html string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(html))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		if _, err := d.Token(); err != nil {
			assert.ErrorContains(t, err, "EOF")
			return
		}
	}
}

func TestHostileNamesStayText(t *testing.T) {
	ledger := strings.Replace(string(demoLedger), "Librairie Inventée", `<script>alert("x")</script>`, -1)
	file := filepath.Join(t.TempDir(), "hostile.txt")
	require.NoError(t, os.WriteFile(file, []byte(ledger), 0o600))
	html := output(t, config{fec: file, asOf: "2026-11-23", format: "html"}, screen{width: 120})
	assert.NotContains(t, html, "<script>")
	assert.Contains(t, html, "&lt;script&gt;")
}

func TestEmptyLedger(t *testing.T) {
	header, _, _ := strings.Cut(string(demoLedger), "\n")
	file := filepath.Join(t.TempDir(), "empty.txt")
	require.NoError(t, os.WriteFile(file, []byte(header+"\n"), 0o600))
	err := run(config{fec: file, format: "text", lang: "fr"}, &bytes.Buffer{}, screen{width: 120})
	assert.ErrorContains(t, err, "-as-of")
	doc := readJSON(t, config{fec: file, asOf: "2026-11-23"})
	assert.Equal(t, "0.00", doc.OpenTotal)
	assert.Contains(t, strings.Join(doc.Warnings, ""), "aucune ligne de compte client")
	assert.NotEmpty(t, output(t, config{fec: file, asOf: "2026-11-23", format: "html"}, screen{width: 120}))
}

// A rate that is not published yet is said, and nothing is priced without it.
func TestUnknownRateIsSaid(t *testing.T) {
	doc := readJSON(t, config{asOf: "2027-01-15"})
	require.NotEmpty(t, doc.Penalties.Unpriced)
	assert.Contains(t, strings.Join(doc.Penalties.Unpriced, "\n"), "2027-01-01")
	assert.Contains(t, output(t, config{asOf: "2027-01-15"}, screen{width: 120}), "le taux applicable le 01/01/2027 n’est pas connu")
	assert.Contains(t, output(t, config{asOf: "2027-01-15", lang: "en"}, screen{width: 120}), "2027-01-01")
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		file := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
		return file
	}
	for name, c := range map[string]struct {
		config
		want string
	}{
		"format":      {config{format: "pdf", lang: "fr"}, `-format "pdf" : choisissez`},
		"language":    {config{format: "text", lang: "de"}, `-lang "de"`},
		"date":        {config{format: "text", lang: "fr", asOf: "2026-02-30"}, `-as-of : la date "2026-02-30" n’existe pas dans le calendrier : ce mois a 28 jours`},
		"terms":       {config{format: "text", lang: "fr", terms: "selon accord"}, "-terms : "},
		"terms, en":   {config{format: "text", lang: "en", terms: "selon accord"}, "-terms: "},
		"no file":     {config{format: "text", lang: "fr", fec: filepath.Join(dir, "none")}, "none"},
		"not a FEC":   {config{format: "text", lang: "fr", fec: write("a.txt", "Dear customer,\n")}, "a.txt:1"},
		"truncated":   {config{format: "text", lang: "fr", fec: write("t.txt", string(demoLedger[:len(demoLedger)/2]))}, "t.txt:"},
		"30 February": {config{format: "text", lang: "fr", fec: write("f.txt", strings.Replace(string(demoLedger), "\t20260203\t", "\t20260230\t", 1))}, "20260230"},
		"1e9999":      {config{format: "text", lang: "fr", fec: write("e.txt", strings.Replace(string(demoLedger), "\t1980,00\t", "\t1e9999\t", 1))}, "1e9999"},
		"cell":        {config{format: "text", lang: "fr", fec: write("c.txt", strings.Replace(string(demoLedger), "Maintenance", strings.Repeat("x", 10<<20), 1))}, "c.txt:"},
		"policy":      {config{format: "text", lang: "fr", policy: write("p.yaml", "policy: [")}, "p.yaml:1:9"},
		"in French":   {config{format: "text", lang: "fr", policy: write("v.yaml", "policy: v\nversion: 1\nsegments: [{ id: s, when: encour > 1.00 }]\n")}, "nom inconnu"},
		"in English":  {config{format: "text", lang: "en", policy: write("v.yaml", "policy: v\nversion: 1\nsegments: [{ id: s, when: encour > 1.00 }]\n")}, "unknown name"},
		"context":     {config{format: "text", lang: "fr", context: write("c.json", `[{"client":{"id":"C999"}}]`)}, `client "C999" is not in the ledger`},
		"invoice":     {config{format: "text", lang: "fr", context: write("i.json", `[{"client":{"id":"C010"},"invoices":[{"id":"F","issued":"2026-01-01","amount":"1"}]}]`)}, `invoice "F" of client "C010"`},
	} {
		var b bytes.Buffer
		err := run(c.config, &b, screen{width: 120})
		if assert.ErrorContains(t, err, c.want, name) {
			assert.Less(t, len(err.Error()), 2000, name)
		}
		assert.Zero(t, b.Len(), "%s: nothing is written with an error", name)
	}
}

// A customer entry in dollars is refused at its place, or read in euros when
// asked: the balance is the same.
func TestForeignCurrency(t *testing.T) {
	lines := strings.SplitAfter(string(demoLedger), "\n")
	for i, line := range lines {
		if strings.Contains(line, "\t411000\t") && strings.HasPrefix(line, "VE") {
			cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
			cells[16], cells[17] = "1000,00", "USD"
			lines[i] = strings.Join(cells, "\t") + "\n"
			break
		}
	}
	file := filepath.Join(t.TempDir(), "usd.txt")
	require.NoError(t, os.WriteFile(file, []byte(strings.Join(lines, "")), 0o600))
	err := run(config{fec: file, asOf: "2026-11-23", format: "text", lang: "fr"}, &bytes.Buffer{}, screen{width: 120})
	require.ErrorContains(t, err, "usd.txt:")
	require.ErrorContains(t, err, "-keep-euros")
	assert.ErrorContains(t, err, "USD")
	doc := readJSON(t, config{fec: file, asOf: "2026-11-23", keepEuros: true})
	assert.Equal(t, readJSON(t, config{}).OpenTotal, doc.OpenTotal)
}

// Balances brought forward whose date the ledger does not have are said with
// their amount; nothing is claimed on them, and no reason is in another language.
func TestBalancesWithoutTheirDate(t *testing.T) {
	ledger := strings.Split(string(demoLedger), "\n")
	for i, line := range ledger {
		if cells := strings.Split(line, "\t"); cells[0] == "AN" {
			cells[9] = ""
			ledger[i] = strings.Join(cells, "\t")
		}
	}
	file := filepath.Join(t.TempDir(), "blind.txt")
	require.NoError(t, os.WriteFile(file, []byte(strings.Join(ledger, "\n")), 0o600))
	c := config{fec: file, asOf: "2026-11-23"}
	doc := readJSON(t, c)
	adds(t, doc)
	for _, claim := range doc.Penalties.Invoices {
		assert.True(t, strings.HasPrefix(claim.Invoice, "FA-2026-"), claim.Invoice)
	}
	assert.Equal(t, undatedJSON{Documents: 3, Open: "11268.00"}, doc.Penalties.Undated)
	assert.Equal(t, periodJSON{From: "2026-01-01", Until: "2026-11-23", Days: 327}, doc.Period)
	text := strings.ReplaceAll(output(t, c, screen{width: 400}), "\u202f", " ")
	text = strings.ReplaceAll(text, "\u00a0", " ")
	assert.Contains(t, text, "Sans intérêts ni indemnité : 3 soldes à nouveau dont ce grand livre ne dit pas la date d’origine, 11 268,00 € encore dus.")
	assert.Contains(t, text, "à-nouveaux sans date d’origine (lignes : 7), solde 35 988,00 € : échéances comptées de l’ouverture du 01/01/2026, sans intérêts")
	assert.Contains(t, text, "pas de valeur : rien n’était échu et impayé au début de la période")
	assert.NotContains(t, text, "kpi:")
}

// A claim made doubtful is one invoice: claimed once, sold once, apart from its
// day on and an ordinary one before.
func TestMadeDoubtful(t *testing.T) {
	for asOf, apart := range map[string]string{"2026-03-15": "0.00", "2026-11-23": "5760.00"} {
		doc := readJSON(t, config{asOf: asOf})
		adds(t, doc)
		assert.Equal(t, apart, doc.Doubtful, asOf)
		claims := 0
		for _, c := range doc.Penalties.Invoices {
			if c.Client == "C011" {
				claims++
				assert.Equal(t, "FA-2025-064", c.Invoice)
				assert.Equal(t, "40.00", c.Indemnity)
			}
		}
		assert.Equal(t, 1, claims, asOf)
	}
}

// A zero or an old balance is never silent.
func TestTheLedgerCoversTheDay(t *testing.T) {
	for asOf, want := range map[string]string{
		"2025-12-31": "Ce grand livre commence le 01/01/2026 : il ne dit rien du 31/12/2025.",
		"2026-11-23": "",
		"2027-01-18": "Ce grand livre finit le 16/11/2026",
	} {
		doc := readJSON(t, config{asOf: asOf})
		adds(t, doc)
		assert.Contains(t, strings.Join(doc.Warnings, ""), want)
		assert.Equal(t, want == "", len(doc.Warnings) == 0, asOf)
		for _, format := range []string{"text", "html"} {
			assert.Contains(t, strings.ReplaceAll(output(t, config{asOf: asOf, format: format}, screen{width: 120}), "&#39;", "'"), want)
		}
	}
	assert.Contains(t, output(t, config{asOf: "2025-12-31"}, screen{width: 120}), "0 facture ")
	assert.Contains(t, output(t, config{asOf: "2025-12-31", lang: "en"}, screen{width: 120}), "0 invoices")
}

// Lines keep to the page, and a narrow one loses nothing: no cent, no word.
func TestNarrowPage(t *testing.T) {
	words := func(page string) []string {
		all := strings.Fields(strings.NewReplacer("\u00a0;", " ;", "\u00a0:", " :").Replace(page))
		slices.Sort(all)
		return all
	}
	for _, lang := range []string{"fr", "en"} {
		wide := words(output(t, config{lang: lang}, screen{width: 400}))
		for _, width := range []int{60, 72, 80, 105, 120, 132} {
			page := output(t, config{lang: lang}, screen{width: width})
			for line := range strings.Lines(page) {
				assert.LessOrEqual(t, len([]rune(strings.TrimRight(line, "\n"))), width, line)
			}
			assert.Equal(t, wide, words(page), "%s, %d columns", lang, width)
		}
	}
	millions := &table{heads: []string{"client", ">un", ">deux", ">trois", "depuis"}}
	millions.add("Établissements Exemple", "123 456 789,01", "123 456 789,02", "123 456 789,03", "01/01/2026")
	var b strings.Builder
	millions.write(&b, screen{width: 40})
	assert.Equal(t, `  client                  depuis
                un            deux
             trois
  Établissements Exemple  01/01/2026
    123 456 789,01  123 456 789,02
    123 456 789,03
`, b.String())
}

func TestFold(t *testing.T) {
	assert.Equal(t, []string{"un deux", "trois", "quatre"}, fold("un deux trois quatre", 8))
	assert.Equal(t, []string{"un", "deux\u00a0;", "trois"}, fold("un deux ; trois", 6), "no line begins with ;")
	assert.Equal(t, []string{"non", "anticons", "titution", "nellemen", "t oui"}, fold("non anticonstitutionnellement oui", 8), "a word longer than a line is broken")
}

func TestColours(t *testing.T) {
	t.Setenv("COLUMNS", "90")
	file, err := os.CreateTemp(t.TempDir(), "out")
	require.NoError(t, err)
	defer file.Close()
	assert.Equal(t, screen{width: 90}, terminal(file), "a file is no terminal")
	t.Setenv("COLUMNS", "9")
	assert.Equal(t, screen{width: 120}, terminal(file))
}

// A debt that nobody touched for five years is not counted as claimable; a
// part payment starts the five years again.
func TestOldClaimsAreNotCounted(t *testing.T) {
	barred := func(asOf string) (invoices []string) {
		for _, c := range readJSON(t, config{asOf: asOf}).Penalties.Barred {
			invoices = append(invoices, c.Invoice)
		}
		return invoices
	}
	assert.Empty(t, barred("2026-11-23"))
	later := barred("2031-07-15")
	assert.Contains(t, later, "FA-2026-011", "due on 14 May 2026, never paid")
	assert.NotContains(t, later, "FA-2026-017", "due on 10 July 2026, partly paid on 20 July")
}
