package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A step says what it does not ask for, and why.
func TestStepsSayWhatTheyLeave(t *testing.T) {
	b := &books{}
	b.sell("MIXTE", "20190110", "M-1", "700,00", "")
	b.sell("MIXTE", "20260302", "M-2", "1100,00", "")
	b.sell("MIXTE", "20260303", "M-3", "200,00", "AA 20260303")
	b.payBack("MIXTE", "20260304", "RB-1", "30,00", "AB 20260304")
	b.sell("TENU", "20260303", "T-1", "200,00", "AA 20260303")
	b.payBack("TENU", "20260304", "RB-2", "40,00", "AB 20260304")
	c := config{fec: b.file(t), asOf: "2026-06-30"}
	step := row(t, part(t, said(t, c), "Que faire maintenant"), "MIXTE")
	assert.Contains(t, step, "1 100,00  Première relance")
	assert.Contains(t, step, "; hors 700,00 € de M-1 : créance prescrite depuis le 10/02/2024")
	assert.Contains(t, step, "; hors 200,00 € de M-3 : lettrage avec une écriture absente du fichier")
	assert.Contains(t, step, "; hors 30,00 € de RB-1 : à justifier")
	left := nextOf(t, readJSON(t, c), "MIXTE").LeftOut
	assert.Equal(t, leftJSON{Invoice: "M-3", Amount: "200.00", Code: "held", Text: "lettrage avec une écriture absente du fichier"}, left[1])

	assert.Contains(t, row(t, part(t, said(t, c), "Clients laissés tranquilles"), "TENU"),
		"T-1 : lettrage avec une écriture absente du fichier ; débits à justifier : 40,00 €")

	c.lang = "en"
	step = row(t, part(t, said(t, c), "What to do now"), "MIXTE")
	assert.Contains(t, step, "; without €200.00 of M-3: lettered with an entry that is not in the file")
	assert.Contains(t, row(t, part(t, said(t, config{}), "Que faire maintenant"), "Cabinet Spécimen"), "hors 300,00 € de FA-2026-032 : montant en litige")
}
