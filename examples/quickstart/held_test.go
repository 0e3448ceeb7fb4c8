package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Nobody is asked for a debt that is too old to be enforced; what he owes beside
// it is asked for. Both were due thirty days after the sale.
func TestBarredInvoicesAreNotChased(t *testing.T) {
	b := &books{}
	b.sell("VIEUX", "20190110", "V-1", "500,00", "")
	b.sell("MIXTE", "20190110", "M-1", "700,00", "")
	b.sell("MIXTE", "20260302", "M-2", "1100,00", "")
	c := config{fec: b.file(t), asOf: "2026-06-30"}

	doc := readJSON(t, c)
	adds(t, doc)
	alone := nextOf(t, doc, "VIEUX")
	assert.Empty(t, alone.Step)
	require.Len(t, alone.Blockers, 1)
	assert.Equal(t, "held", alone.Blockers[0].Code)
	mixed := nextOf(t, doc, "MIXTE")
	assert.Equal(t, "relance-1", mixed.Step)
	assert.Equal(t, "M-2", mixed.Invoice)
	assert.Equal(t, "1100.00", mixed.Amount)

	text := said(t, c)
	assert.NotContains(t, part(t, text, "Que faire maintenant"), "VIEUX")
	// Due on 9 February 2019: the last day to act was 9 February 2024.
	assert.Contains(t, row(t, part(t, text, "Clients laissés tranquilles"), "VIEUX"),
		"V-1 : créance prescrite depuis le 10/02/2024 (art. L110-4 C. com. et 2224 C. civ.), sauf interruption que ce grand livre ignore")
	c.lang = "en"
	assert.Contains(t, row(t, part(t, said(t, c), "Clients left alone"), "VIEUX"),
		"V-1: time-barred since 2024-02-10 (art. L110-4 C. com. et 2224 C. civ.), unless interrupted in a way this ledger does not show")

	c.asOf = "2024-02-09"
	assert.Equal(t, "relance-1", nextOf(t, readJSON(t, c), "VIEUX").Step, "the last day to act")
}

// The due dates that the transitional rules of 2008 cover have no day here.
func TestBarredBeforeTheReform(t *testing.T) {
	b := &books{}
	b.sell("ANCIEN", "20060110", "A-1", "500,00", "")
	b.sell("RECENT", "20260302", "R-1", "100,00", "")
	text := said(t, config{fec: b.file(t), asOf: "2026-06-30"})
	assert.Contains(t, row(t, part(t, text, "Clients laissés tranquilles"), "ANCIEN"), "A-1 : créance prescrite, échue avant la réforme du 19/06/2008, sauf")
}

// A settled invoice has penalties that are too old, and is itself nothing.
func TestBarredPenaltiesAreSaid(t *testing.T) {
	b := &books{}
	b.sell("VIEUX", "20190110", "V-1", "500,00", "AA 20190501")
	b.receive("VIEUX", "20190501", "VIR", "500,00", "AA 20190501")
	b.sell("RECENT", "20260302", "R-1", "100,00", "")
	c := config{fec: b.file(t), asOf: "2026-06-30"}
	assert.Contains(t, said(t, c), "Hors total : pénalités de 1 facture prescrite, sauf interruption")
	c.lang = "en"
	assert.Contains(t, said(t, c), "Not counted: penalties on 1 time-barred invoice, unless")
}

// What was lettered with a line of another file may be paid: nothing is claimed
// on it, and the reason of the hold is shown.
func TestLetteredOutsideIsNotClaimed(t *testing.T) {
	b := &books{}
	b.sell("LETTRE", "20260105", "L-1", "1000,00", "AA 20260105")
	b.sell("LETTRE", "20260106", "L-2", "2000,00", "AB 20260106")
	b.sell("LIBRE", "20260105", "F-1", "400,00", "")
	c := config{fec: b.file(t), asOf: "2026-06-30"}

	doc := readJSON(t, c)
	adds(t, doc)
	require.Len(t, doc.Penalties.Invoices, 1)
	assert.Equal(t, "F-1", doc.Penalties.Invoices[0].Invoice)
	require.Len(t, doc.Penalties.Held, 2)
	assert.Equal(t, "L-2", doc.Penalties.Held[0].Invoice, "the larger first")
	assert.Equal(t, "40.00", doc.Penalties.Held[0].Indemnity)
	assert.Equal(t, "lettrage avec une écriture absente du fichier", doc.Penalties.Held[0].Reason)
	assert.Equal(t, "held", nextOf(t, doc, "LETTRE").Blockers[0].Code)

	// 1 000 EUR, due on 4 February: 146 days at 12.15 %, 48.60. 2 000 EUR, due on
	// 5 February: 145 days, 96.53. And two indemnities.
	assert.Equal(t, "48.60", doc.Penalties.Held[1].Interest)
	assert.Equal(t, "96.53", doc.Penalties.Held[0].Interest)
	for _, format := range []string{"text", "html"} {
		c.format = format
		assert.Contains(t, said(t, c), "Hors total : pénalités de 2 factures lettrées avec un règlement absent de ce fichier (225,13 €).", format)
	}
	c.format = "text"
	assert.Contains(t, row(t, part(t, said(t, c), "Clients laissés tranquilles"), "LETTRE"), "L-1, L-2 : lettrage avec une écriture absente du fichier")
	c.lang = "en"
	text := said(t, c)
	assert.Contains(t, text, "Not counted: penalties on 2 invoices lettered with a settlement that is not in this file (€225.13).")
	assert.Contains(t, row(t, part(t, text, "Clients left alone"), "LETTRE"), "L-1, L-2: lettered with an entry that is not in the file")
}

// An account without a client has nobody to claim from.
func TestPooledAccountIsNotClaimed(t *testing.T) {
	b := &books{}
	b.sell("", "20260105", "P-1", "1000,00", "")
	c := config{fec: b.file(t), asOf: "2026-06-30"}
	doc := readJSON(t, c)
	assert.Empty(t, doc.Penalties.Invoices)
	assert.Equal(t, "0.00", doc.Penalties.Total)
	require.Len(t, doc.Penalties.Held, 1)
	text := said(t, c)
	assert.Contains(t, text, "Hors total : pénalités de 1 facture d’un compte collectif, client à identifier (88,60 €).")
	assert.Contains(t, part(t, text, "Clients laissés tranquilles"), "–            compte collectif, client à identifier")
	assert.NotContains(t, text, "suspendu par décision")
}

// The holds of the reader stand when a context speaks of the same client, and
// what the firm decided itself keeps its own words.
func TestContextKeepsTheHoldsOfTheReader(t *testing.T) {
	b := &books{}
	b.sell("LETTRE", "20260105", "L-1", "1000,00", "AA 20260105")
	b.sell("LIBRE", "20260105", "F-1", "400,00", "")
	context := filepath.Join(t.TempDir(), "context.json")
	require.NoError(t, os.WriteFile(context, []byte(`[
		{"client": {"id": "LETTRE", "kind": "business"}},
		{"client": {"id": "LIBRE", "kind": "business"}, "holds": [{"invoice": "F-1", "from": "2026-06-01", "reason": "geste commercial"}]}]`), 0o600))
	c := config{fec: b.file(t), asOf: "2026-06-30", context: context}
	doc := readJSON(t, c)
	assert.Empty(t, nextOf(t, doc, "LETTRE").Step)
	assert.Len(t, doc.Penalties.Invoices, 1, "a decision of the firm gives up no interest")
	alone := part(t, said(t, c), "Clients laissés tranquilles")
	assert.Contains(t, row(t, alone, "LIBRE"), "F-1 : suspendu par décision (geste commercial)")
}

// "Nothing is owed" is not said of somebody with overdue lines.
func TestWhyNothingIsAskedFor(t *testing.T) {
	b := &books{}
	b.payBack("DEBIT", "20260105", "REMB", "150,00", "")
	b.receive("CREDIT", "20260629", "VIR", "50,00", "")
	c := config{fec: b.file(t), asOf: "2026-06-30"}
	doc := readJSON(t, c)
	assert.Equal(t, "nothing_open", nextOf(t, doc, "DEBIT").Blockers[0].Code, "the code of the policy stays")
	assert.Equal(t, "débits à justifier : 150,00 €", plain(nextOf(t, doc, "DEBIT").Blockers[0].Text))
	alone := part(t, said(t, c), "Clients laissés tranquilles")
	assert.Contains(t, row(t, alone, "DEBIT"), "débits à justifier : 150,00 €")
	assert.Contains(t, row(t, alone, "CREDIT"), "rien n’est dû")
	assert.NotContains(t, row(t, alone, "DEBIT"), "rien n’est dû")
}

// Money that no letter ties to an invoice is set off against it.
func TestCreditsCoverWhatIsOverdue(t *testing.T) {
	b := &books{}
	b.sell("COUVERT", "20260105", "C-1", "100,00", "AA 20260105")
	b.receive("COUVERT", "20260401", "VIR", "150,00", "")
	b.payBack("COUVERT", "20260402", "REMB", "20,00", "AB 20260402")
	c := config{fec: b.file(t), asOf: "2026-06-30"}
	assert.Contains(t, row(t, part(t, said(t, c), "Clients laissés tranquilles"), "COUVERT"),
		"débits à justifier : 20,00 € ; ses crédits couvrent ce qui est échu")
	c.lang = "en"
	assert.Contains(t, row(t, part(t, said(t, c), "Clients left alone"), "COUVERT"),
		"debits to be explained: €20.00; the client’s credits cover what is overdue")
}

// A debit that is no sale has its day and its number: it waits for an
// explanation, not for a date.
func TestSuspenseDebitsAreNoOldBalances(t *testing.T) {
	b := &books{}
	b.enter("AN", "20260101", "RAN", "À nouveau", side{"411000", "ANCIEN", "900,00", "", ""}, side{"110000", "", "", "900,00", ""})
	b.payBack("DEBIT", "20260629", "REMB", "150,00", "")
	b.payBack("DEBIT", "20260629", "REMB2", "50,00", "")
	c := config{fec: b.file(t), asOf: "2026-06-30"}
	text := said(t, c)
	assert.Contains(t, text, "Sans intérêts ni indemnité : 1 solde à nouveau dont ce grand livre ne dit pas la date d’origine, 900,00 € encore dus.")
	assert.Contains(t, text, "Sans intérêts ni indemnité : 2 débits qui ne sont pas des ventes, 200,00 €, à justifier avant toute relance.")
	doc := readJSON(t, c)
	assert.Equal(t, undatedJSON{Documents: 3, Open: "1100.00"}, doc.Penalties.Undated)
	assert.Equal(t, undatedJSON{Documents: 2, Open: "200.00"}, doc.Penalties.ToExplain)
	c.lang = "en"
	text = said(t, c)
	assert.Contains(t, text, "Without interest and indemnity: 1 balance brought forward whose date this ledger does not say, €900.00 still owed.")
	assert.Contains(t, text, "Without interest and indemnity: 2 debits that are no sales, €200.00, to be explained before they are chased.")
}

// A consumer is free after two years from the service.
func TestConsumersHaveTheirOwnLimitation(t *testing.T) {
	b := &books{}
	b.sell("PARTICULIER", "20240110", "P-1", "500,00", "")
	b.sell("SOCIETE", "20240110", "S-1", "500,00", "")
	context := filepath.Join(t.TempDir(), "context.json")
	require.NoError(t, os.WriteFile(context, []byte(`[{"client": {"id": "PARTICULIER", "kind": "consumer"}}]`), 0o600))
	text := said(t, config{fec: b.file(t), asOf: "2026-06-30", context: context})
	assert.Contains(t, row(t, part(t, text, "Clients laissés tranquilles"), "PARTICULIER"), "P-1 : créance prescrite depuis le 11/01/2026 (art. L218-2 C. consom.)")
	assert.Contains(t, part(t, text, "Que faire maintenant"), "SOCIETE")
}

// An invoice that a credit note takes back years later bears nothing; one that a
// credit note lowers does.
func TestCancelledInvoice(t *testing.T) {
	b := &books{}
	b.sell("A", "20250110", "F1", "216,00", "")
	b.enter("VE", "20260310", "AV1", "Avoir", side{"411000", "A", "", "216,00", ""}, side{"706000", "", "216,00", "", ""})
	b.sell("B", "20250110", "F2", "500,00", "AA 20260401")
	b.enter("VE", "20260310", "AV2", "Avoir", side{"411000", "B", "", "100,00", "AA 20260401"}, side{"706000", "", "100,00", "", ""})
	b.receive("B", "20260401", "V2", "400,00", "AA 20260401")
	claims := part(t, said(t, config{fec: b.file(t), asOf: "2026-06-30"}), "Ce que la loi permet de réclamer")
	assert.NotContains(t, claims, "F1")
	assert.Contains(t, claims, "F2")
}
