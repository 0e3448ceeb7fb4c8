package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// plain makes no-break spaces spaces.
func plain(text string) string {
	return strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(text)
}

// Findings name the client as the tables do, beside his code.
func TestFindingsNameTheClient(t *testing.T) {
	b := &books{}
	b.receive("DUPONT", "20260105", "VIR", "50,00", "")
	c := config{fec: b.file(t), asOf: "2026-01-31"}
	assert.Contains(t, said(t, c), "client DUPONT (Maison DUPONT) : 50,00 € au crédit, non affectés")
	assert.Contains(t, plain(readJSON(t, c).Findings[0].Text), "client DUPONT (Maison DUPONT)")
}

// More than three findings of a sort are one line, what must be checked first
// comes first, and the JSON has them all.
func TestFindingsAreGrouped(t *testing.T) {
	b := &books{}
	for i := range 4 { // lines 2 to 17, two for each
		b.receive(fmt.Sprint("C", i), "20260105", "VIR", "50,00", "")
		b.payBack(fmt.Sprint("D", i), "20260106", "REMB", "10,00", "")
	}
	for i := range 3 {
		b.sell(fmt.Sprint("L", i), "20260107", fmt.Sprint("L-", i), "5,00", "AA 20260107")
	}
	c := config{fec: b.file(t), asOf: "2026-01-31"}
	text := said(t, c)
	known := part(t, text, "À savoir sur tout le fichier, quel que soit le jour")
	assert.Contains(t, known, "4 crédits non affectés : 200,00 € en tout (lignes 3, 7, 11…)")
	assert.Contains(t, known, "4 débits qui ne sont pas des ventes, à justifier : 40,00 € en tout (lignes 4, 8, 12…)")
	assert.Equal(t, 3, strings.Count(known, "sans règlement dans ce fichier"), "three of a sort are told one by one")
	explain, outside, account := strings.Index(known, "à justifier"), strings.Index(known, "sans règlement"), strings.Index(known, "non affectés")
	assert.Less(t, explain, outside)
	assert.Less(t, outside, account)
	codes := map[string]int{}
	for _, f := range readJSON(t, c).Findings {
		codes[f.Code]++
	}
	assert.Equal(t, map[string]int{"on-account": 4, "to-explain": 4, "letter-outside": 3}, codes)
	c.lang = "en"
	known = part(t, said(t, c), "What to know about the whole file, whatever the day")
	assert.Contains(t, known, "4 credits on account, not allocated: €200.00 together (lines 3, 7, 11…)")
}

// One of a thing is written as one.
func TestOneOfAThing(t *testing.T) {
	b := &books{}
	b.sell("SEUL", "20260105", "S-1", "50,00", "AA 20260107")
	c := config{fec: b.file(t), asOf: "2026-01-05"}
	text := said(t, c)
	assert.Contains(t, text, "1 ligne de compte client sur 2, du 05/01/2026 au 05/01/2026 ; 1 groupe lettré, dont 1 déséquilibré.")
	assert.Contains(t, text, "(1 jour)")
	c.lang = "en"
	text = said(t, c)
	assert.Contains(t, text, "1 customer line of 2, from 2026-01-05 to 2026-01-05; 1 lettered group, 1 unbalanced.")
	assert.Contains(t, text, "(1 day)")
	assert.Contains(t, said(t, config{}), "79 lignes de comptes clients sur 191, du 01/01/2026 au 16/11/2026 ; 28 groupes lettrés, dont 0 déséquilibré.")
}

func TestNoLetterAtAll(t *testing.T) {
	b := &books{}
	b.sell("SEUL", "20260105", "S-1", "50,00", "")
	assert.Contains(t, said(t, config{fec: b.file(t)}), "du 05/01/2026 au 05/01/2026 ; aucun lettrage.")
}

// Interest and indemnity are between professionals.
func TestBetweenProfessionals(t *testing.T) {
	assert.Contains(t, part(t, said(t, config{}), "Ce que la loi permet de réclamer"),
		"Entre professionnels seulement (art. L441-10 C. com.) : dites avec -context quel client est un particulier ou un acheteur public, qui ont d’autres règles.")
	assert.Contains(t, part(t, said(t, config{lang: "en"}), "What the law lets you claim"),
		"Between professionals only (art. L441-10 C. com.): say with -context which client is a consumer or a public buyer; they have other rules.")
}

// A step that the policy holds for optional is not missed: its day passes on
// every ledger that is read for the first time. Those it wanted are named.
func TestOptionalStepsAreNotMissed(t *testing.T) {
	c := config{}
	steps := part(t, said(t, c), "Que faire maintenant")
	assert.NotContains(t, steps, "Rappel avant échéance")
	assert.Contains(t, row(t, steps, "Transports Fictifs Durand"), "sans Deuxième relance, Troisième relance, dont le jour est passé")
	next := nextOf(t, readJSON(t, c), "C004")
	require.Equal(t, "relance-1", next.Step)
	assert.Equal(t, []string{"preventive"}, next.Passed)
	assert.NotContains(t, output(t, config{format: "html"}, screen{}), "sans Rappel avant échéance")
}
