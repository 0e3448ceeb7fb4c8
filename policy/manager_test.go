package policy_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// managerPolicy is what a credit manager starts from.
const managerPolicy = `policy: relance
version: 1
effective: 2026-01-01
constants:
  seuil: 1_500.00
let:
  gros: outstanding >= 50_000.00
limits:
  min_account: 20.00
  min_contact_delay: 7
segments:
  - id: public
    when: client_kind == "public"
  - id: grands
    when: gros
  - id: standard
holds:
  - id: litige
    when: disputed
    reason: Litige ouvert
steps:
  - { id: relance-1, at: due + 1, channel: email, tone: courteous }
  - id: relance-2
    at: previous + 7
    channel: [email, phone]
    tone: firm
    when: overdue >= 150.00 and not insured
  - id: mise-en-demeure
    at: previous + 15
    channel: registered_letter
    deadline: 8
    mandatory: true
    review: manual
  - { id: contentieux, at: previous + 15, when: overdue >= seuil, final: true }
`

const (
	condition = "overdue >= 150.00 and not insured"
	first     = "- { id: relance-1, at: due + 1, channel: email, tone: courteous }"
)

// managerMistakes are what people type who know accounting and no programming:
// each is one slip, the text that is replaced and by what.
var managerMistakes = [][2]string{
	// the form of the file
	{"version: 1", "version 1"},
	{"version: 1", "version:1"},
	{"policy: relance", "policy relance"},
	{"constants:", "constants"},
	{"  min_account: 20.00", "\tmin_account: 20.00"},
	{"  min_account: 20.00", "   min_account: 20.00"},
	{"    tone: firm", "  tone: firm"},
	{"    tone: firm", "      tone: firm"},
	{"    tone: firm", "   tone: firm"},
	{"  - id: standard", "  -id: standard"},
	{"  - id: standard", "  id: standard"},
	{"  - id: standard", "- id: standard"},
	{"reason: Litige ouvert", "reason: Litige : ouvert le 3"},
	{"reason: Litige ouvert", "reason: Litige: ouvert"},
	{"reason: Litige ouvert", "reason: 'Litige, l'avoir'"},
	{"reason: Litige ouvert", "reason: \"Litige \"ouvert\"\""},
	{"reason: Litige ouvert", "reason: \"Litige ouvert"},
	{"reason: Litige ouvert", "reason: « Litige ouvert »"},
	{"reason: Litige ouvert", "reason: @compta"},
	{"reason: Litige ouvert", "reason: > 30 jours"},
	{"reason: Litige ouvert", "reason: - Litige"},
	{"channel: email, tone", "channel: email tone"},
	{"channel: email, tone", "channel: email; tone"},
	{first, "- { id: relance-1, at: due + 1, channel: email"},
	{first, "- { id: relance-1, at: due + 1, channel: email }}"},
	{first, "- id: relance-1, at: due + 1, channel: email }"},
	{"[email, phone]", "[email, phone"},
	{"[email, phone]", "email, phone"},
	{"[email, phone]", "email et phone"},
	{"overdue >= seuil, final", "client_kind in [\"public\", \"consumer\"], final"},
	{"overdue >= seuil, final", "overdue >= 1500,00 and gros, final"},
	// keys and words
	{"segments:\n", "segment:\n"},
	{"channel: registered_letter", "canal: registered_letter"},
	{"channel: registered_letter", "channel: lettre recommandée"},
	{"channel: registered_letter", "channel: LRAR"},
	{"channel: email, tone: courteous", "channel: e-mail, tone: courtois"},
	{"tone: firm", "ton: ferme"},
	{"mandatory: true", "mandatory: oui"},
	{"review: manual", "review: manuel"},
	{"review: manual", "review: true"},
	{"at: due + 1,", "at: échéance + 1,"},
	{"at: due + 1,", "at: J+1,"},
	{"at: due + 1,", "at: due + 1 jour,"},
	{"at: due + 1,", "at: due + 1j,"},
	{"at: previous + 7", "at: relance-1 + 7"},
	{"id: relance-2", "id: Relance 2"},
	{"id: relance-2", "id: relance-1"},
	{"    at: previous + 7\n", ""},
	{"  - id: standard", "  - id: standard\n    when: not gros"},
	// numbers and dates
	{"effective: 2026-01-01", "effective: 01/01/2026"},
	{"effective: 2026-01-01", "effective: 2026-02-30"},
	{"effective: 2026-01-01", "effective: 1er janvier 2026"},
	{"seuil: 1_500.00", "seuil: 1 500,00 €"},
	{"seuil: 1_500.00", "seuil: 40%"},
	{"seuil: 1_500.00", "seuil: 1.500,00"},
	{"seuil: 1_500.00", "seuil: overdue >= 1_500.00"},
	{"min_account: 20.00", "min_account: 20,00"},
	{"min_account: 20.00", "min_account: 20 €"},
	{"min_account: 20.00", "min_account: vingt"},
	{"min_account: 20.00", "min_account: 1.500"},
	{"min_contact_delay: 7", "min_contact_delay: 7 jours"},
	{"min_contact_delay: 7", "min_contact_delay: 7.5"},
	{"deadline: 8", "deadline: 08"},
	{"deadline: 8", "deadline: 8 jours"},
	{"version: 1\n", "version: 1.0\n"},
	// conditions
	{condition, "overdue >= 150,00"},
	{condition, "overdue ≥ 150.00"},
	{condition, "overdue => 150.00"},
	{condition, "overdue = 150.00"},
	{condition, "overdue == 150.00"},
	{condition, "overdue > 1 500.00"},
	{condition, "overdue > 1 500,00 €"},
	{condition, "overdue > 1.500"},
	{condition, "overdue > 150 euros"},
	{condition, "overdue > 150 et disputed"},
	{condition, "disputed ou insured"},
	{condition, "non disputed"},
	{condition, "not disputed AND insured"},
	{condition, "overdue ≥ 1 500,00 et non disputed ou late_ratio > 40%"},
	{condition, "late_ratio > 40 %"},
	{condition, "late_ratio > 40"},
	{condition, "late_ratio == 0.4"},
	{condition, "encours > 1_000.00"},
	{condition, "jours_retard > 30"},
	{condition, "days_late > 30"},
	{condition, "solde > 100.00"},
	{condition, "montant > 100.00"},
	{condition, "litige"},
	{condition, "nb_relances > 2"},
	{condition, "plafond > 0"},
	{condition, "Overdue > 100.00"},
	{condition, "overdue.amount > 100.00"},
	{condition, "client_kind == public"},
	{condition, "client_kind == « public »"},
	{condition, "client_kind == 'publique'"},
	{condition, "client_kind = \"public\""},
	{condition, "client_kind == “public”"},
	{condition, "client_kind in public, consumer"},
	{condition, "client_kind == \"public\" or \"consumer\""},
	{condition, "last_step == relance-1"},
	{condition, "segment == \"public\""},
	{condition, "due < 31/12/2026"},
	{condition, "due < 2026-12-31"},
	{condition, "due < \"31/12/2026\""},
	{condition, "due < date(\"31/12/2026\")"},
	{condition, "30 < days_overdue < 60"},
	{condition, "days_overdue between 30 and 60"},
	{condition, "overdue > days_overdue"},
	{condition, "disputed == oui"},
	{condition, "disputed == true"},
	{condition, "disputed = oui"},
	{condition, "overdue / 2 > 100.00"},
	{condition, "overdue >"},
	{condition, "(overdue > 100.00"},
	{condition, "overdue > 100.00)"},
	{condition, "overdue > 100.00 or"},
	{condition, "overdue 100.00"},
	{condition, "si overdue > 100.00"},
	{condition, "overdue > 100.00 # gros"},
	{condition, "overdue > \"100.00\""},
	{condition, "overdue\u00a0> 100.00"},
	{condition, "average_days_late > 30 and overdue > seuil_bas"},
	{condition, "previous > due"},
	{condition, "days_overdue > 30 jours"},
	{condition, "insured == \"oui\""},
	{condition, "today > due"},
	{"  gros:", "  gros-client:"},
	{"  gros: outstanding >= 50_000.00", "  tres: gros and insured\n  gros: outstanding >= 50_000.00"},
	{"at: due + 1,", "at: 1 jour après l'échéance,"},
	{"at: due + 1,", "at: due + 30 jours,"},
	{"at: due + 1,", "at: due+1,"},
	{"at: due + 1,", "at: +1,"},
	{"at: due + 1,", "at: previous + 7,"},
	{"deadline: 8", "délai: 8"},
	{"when: disputed", "when: disputed and"},
	{"final: true }", "final: true, segments: [publics] }"},
	{"final: true }", "final: true, segments: [clients] }"},
	{"effective: 2026-01-01", "effective: 2026-13-01"},
	{"effective: 2026-01-01", "currency: €"},
	{"effective: 2026-01-01", "calendar: { business_days: France }"},
}

// What a credit manager is told: the golden file is read by people. One slip
// gives one message, whatever its place, save where a line says more.
func TestManagerMistakes(t *testing.T) {
	require.NoError(t, build("relance.yaml", []byte(managerPolicy)))
	var page bytes.Buffer
	several := map[string]int{
		"overdue ≥ 1 500,00 et non disputed ou late_ratio > 40%":     6, // six slips
		"channel: e-mail, tone: courtois":                            2, // two
		"disputed = oui":                                             2,
		"  tres: gros and insured\n  gros: outstanding >= 50_000.00": 2, // and it is not used
	}
	for _, m := range managerMistakes {
		require.Equal(t, 1, strings.Count(managerPolicy, m[0]), "%q", m[0])
		err := build("relance.yaml", []byte(strings.Replace(managerPolicy, m[0], m[1], 1)))
		if err == nil {
			fmt.Fprintf(&page, "%s\n\n(accepted)\n\n%s\n", m[1], strings.Repeat("─", 72))
			continue
		}
		ds := err.(policy.Diagnostics)
		assert.Len(t, ds, max(1, several[m[1]]), "%s\n%v", m[1], ds)
		fmt.Fprintf(&page, "%s\n\n%s\n\n%s\n\n%s\n", m[1], ds.Text(law.French), ds.Text(law.English), strings.Repeat("─", 72))
	}
	golden(t, "testdata/manager.txt", page.Bytes())
}
