package policy_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/shared"
	"github.com/creance/creance/policy"
)

func TestStandardCompiles(t *testing.T) {
	doc := policy.StandardDocument()
	require.NotNil(t, doc)
	_, err := policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
	require.NotNil(t, policy.Standard())
	vm, err := policy.Compile[policy.Facts](doc, policy.OnVM())
	require.NoError(t, err)
	for i := range 200 {
		f := factsFrom([]byte{byte(i), byte(i * 7), byte(i * 13), 3, byte(i * 31), 5, byte(i), 1, byte(i * 3), 0, byte(i * 11), 7, byte(i), 2, byte(i * 5), 0, byte(i), 9, byte(i * 17), 1, 4, 4, 8, 8, byte(i), 3})
		d, err := policy.Standard().Decide(f)
		require.NoError(t, err)
		onVM, err := vm.Decide(f)
		require.NoError(t, err)
		assert.Equal(t, d, onVM)
	}
}

// The document of the design is a policy as it stands.
func TestDesignDocument(t *testing.T) {
	src, err := os.ReadFile(shared.Path(t, "design.md"))
	require.NoError(t, err)
	_, text, found := strings.Cut(string(src), "```yaml\n")
	require.True(t, found)
	text, _, _ = strings.Cut(text, "```")
	doc, err := policy.Parse("design.md", []byte(text))
	require.NoError(t, err)
	p, err := policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
	assert.Equal(t, "01-30 preventive, 02-06 relance-1, 02-13 relance-2, 02-23 relance-3, 03-10 mise-en-demeure, 03-25 contentieux",
		play(t, p, account(invoice("F1", "2026-02-04", "2000.00")), "2026-01-10", "2026-07-01", 1))
}

// The whole life of an unpaid invoice due on Wednesday 4 February 2026, when
// nothing happens.
func TestStandardLadders(t *testing.T) {
	for name, c := range map[string]struct {
		kind  dunning.ClientKind
		total string
		want  string
	}{
		"business":       {dunning.Business, "2000.00", "01-29 preventive, 02-05 relance-1, 02-12 relance-2, 02-20 relance-3, 03-09 mise-en-demeure, 03-24 contentieux"},
		"small":          {dunning.Business, "100.00", "01-29 preventive, 02-05 relance-1, 02-13 relance-3, 03-06 mise-en-demeure, 03-23 agence"},
		"tiny":           {dunning.Business, "19.99", ""},
		"key account":    {dunning.Business, "60000.00", "01-29 preventive, 02-05 relance-1, 02-12 relance-2, 02-20 relance-3, 03-09 mise-en-demeure, 03-24 mediation, 04-08 contentieux"},
		"public buyer":   {dunning.Public, "2000.00", "02-05 relance-1, 02-12 relance-2, 02-20 relance-3, 03-09 mise-en-demeure, 03-24 mediation, 04-08 refere-provision"},
		"private person": {dunning.Consumer, "2000.00", "02-05 relance-1, 02-12 relance-2, 02-20 relance-3, 03-09 mise-en-demeure, 03-24 petites-creances"},
	} {
		a := account(invoice("F1", "2026-02-04", c.total))
		a.Client.Kind = c.kind
		assert.Equal(t, c.want, play(t, policy.Standard(), a, "2026-01-10", "2026-07-01", 1), name)
	}
}

// What a credit manager expects of it.
func TestStandardGuarantees(t *testing.T) {
	p := policy.Standard()
	a := account(invoice("F1", "2026-02-04", "2000.00"))
	assert.Equal(t, "relance-1", decide(t, p, a, "2026-05-05").Step, "an old debt never reminded starts with a reminder, not with a formal notice")
	reminded := sent(account(invoice("F1", "2026-02-04", "2000.00")), "2026-02-05", "relance-1", "F1")
	assert.Equal(t, "mise-en-demeure", decide(t, p, reminded, "2026-05-05").Step, "one that was reminded once and forgotten catches up")
	assert.Equal(t, policy.Manual, decide(t, p, reminded, "2026-05-05").Review)
	last := ""
	for d := day("2026-01-01"); d < day("2026-08-01"); d++ {
		got := decide(t, p, a, d.String())
		if got.None() {
			continue
		}
		if got.Step == "mise-en-demeure" {
			assert.GreaterOrEqual(t, got.DaysLate, 30)
		}
		if last != "" {
			assert.GreaterOrEqual(t, int(d-day(last)), 7)
		}
		if got.DaysLate <= 0 {
			assert.Equal(t, policy.Courteous, got.Tone)
		}
		last = d.String()
		sent(a, last, got.Step, got.Invoice)
	}
	// A good payer who is late once keeps the courtesy; a repeat defaulter does not.
	good := account(invoice("F9", "2026-02-04", "300.00"))
	bad := account(invoice("F9", "2026-02-04", "300.00"))
	for i, due := range []string{"2025-06-04", "2025-07-04", "2025-08-04", "2025-09-04"} {
		good.Invoices = append(good.Invoices, paid(invoice(string(rune('A'+i)), due, "300.00"), due, "300.00"))
		bad.Invoices = append(bad.Invoices, paid(invoice(string(rune('A'+i)), due, "300.00"), "2025-12-20", "300.00"))
	}
	good.Invoices[1].Settlements[0].Date += 20
	assert.Equal(t, "preventive", decide(t, p, good, "2026-01-29").Step)
	assert.Equal(t, "recidiviste", decide(t, p, bad, "2026-01-29").Segment)
	assert.True(t, decide(t, p, bad, "2026-01-29").None())
	// Insolvency stops everything.
	a = account(invoice("F1", "2026-02-04", "2000.00"))
	a.Client.Insolvency = day("2026-02-10")
	assert.Equal(t, "none: hold:procedure", shown(decide(t, p, a, "2026-03-10")))
}

// What a policy was compiled from can be asked for, and changed without harm.
func TestDocumentOfAPolicy(t *testing.T) {
	doc := policy.Standard().Document()
	assert.Equal(t, policy.StandardDocument().Hash(), doc.Hash())
	doc.Steps[0].ID = "autre"
	assert.Equal(t, "preventive", policy.Standard().Document().Steps[0].ID)
}
