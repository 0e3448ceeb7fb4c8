package einvoice_test

import (
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/einvoice"
	"github.com/creance/creance/dunning/mention"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

func outgoing(wording string) *dunning.Invoice {
	agreed, err := terms.Parse(wording)
	if err != nil {
		panic(err)
	}
	return &dunning.Invoice{ID: "F-1", Client: "C", Issued: date.New(2026, 11, 23), Amount: decimal.RequireFromString("120.00"), Terms: agreed}
}

// TestTextsReadBack: what is written on an invoice is read back without a doubt,
// in both languages of the notes.
func TestTextsReadBack(t *testing.T) {
	for _, wording := range []string{
		"30 jours", "45 jours fin de mois", "comptant", "60 jours, escompte 2 % sous 8 jours",
		"60 jours, escompte 2,25 % sous 8 jours, escompte 1 % sous 14 jours", "30 jours, escompte 1 % avant échéance",
		"30 jours, escompte 3 % 10 jours avant échéance",
	} {
		for _, lang := range []law.Lang{law.French, law.English} {
			inv := outgoing(wording)
			out, err := einvoice.Texts(inv, mention.Rule{}, lang)
			require.NoError(t, err, wording)
			assert.Empty(t, out.Findings, wording)
			v := sample()
			v.Issued, v.Terms, v.Due, v.Notes = "2026-11-23", out.Terms, out.Due.String(), nil
			for _, n := range out.Notes {
				v.Notes = append(v.Notes, [2]string{n.Code, n.Text})
			}
			d := both(t, v)
			assert.Empty(t, d.Findings, wording)
			assert.Equal(t, inv.Terms, d.Invoice.Terms, wording)
			assert.Equal(t, inv.DueDate(), d.Invoice.Due, wording)
		}
	}
}

func TestTextsNotes(t *testing.T) {
	out, err := einvoice.Texts(outgoing("60 jours, escompte 2 % sous 8 jours, escompte 1 % avant échéance"), mention.Rule{}, law.French)
	require.NoError(t, err)
	require.Len(t, out.Notes, 3)
	assert.Equal(t, []string{"PMD", "PMT", "AAB"}, []string{out.Notes[0].Code, out.Notes[1].Code, out.Notes[2].Code})
	assert.Contains(t, out.Notes[2].Text, "2\u00a0% pour un règlement sous 8\u00a0jours\u00a0; 1\u00a0% pour un règlement avant l’échéance")

	out, err = einvoice.Texts(outgoing("30 jours"), mention.Rule{Client: dunning.Consumer}, law.French)
	require.NoError(t, err)
	assert.Empty(t, out.Notes, "a consumer owes neither")

	credit := outgoing("30 jours")
	credit.Amount = credit.Amount.Neg()
	out, err = einvoice.Texts(credit, mention.Rule{}, law.French)
	require.NoError(t, err)
	assert.Empty(t, out.Notes)
	assert.Equal(t, "30 jours", out.Terms)

	assert.Equal(t, "#PMD#x", einvoice.Note{Code: "PMD", Text: "x"}.UBL())
	assert.Equal(t, "x", einvoice.Note{Text: "x"}.UBL())
}

func TestTextsFindings(t *testing.T) {
	codesOf := func(change func(inv *dunning.Invoice), rule mention.Rule) []einvoice.Code {
		t.Helper()
		inv := outgoing("30 jours")
		change(inv)
		out, err := einvoice.Texts(inv, rule, law.French)
		require.NoError(t, err)
		return codes(einvoice.Document{Findings: out.Findings})
	}
	assert.Equal(t, []einvoice.Code{einvoice.DueContradicts}, codesOf(func(inv *dunning.Invoice) { inv.Due = inv.Issued + 29 }, mention.Rule{}))
	assert.Equal(t, []einvoice.Code{einvoice.DueBeforeIssue, einvoice.DueContradicts}, codesOf(func(inv *dunning.Invoice) { inv.Due = inv.Issued - 1 }, mention.Rule{}))
	late := func(inv *dunning.Invoice) { inv.Terms = terms.Net(90) }
	assert.Equal(t, []einvoice.Code{einvoice.CeilingExceeded}, codesOf(late, mention.Rule{}))
	assert.Empty(t, codesOf(late, mention.Rule{Client: dunning.Consumer}))
	assert.Empty(t, codesOf(func(inv *dunning.Invoice) { inv.Terms = terms.Net(90).From(terms.Delivery) }, mention.Rule{}), "the day is still to come")
}

func TestTextsRefused(t *testing.T) {
	_, err := einvoice.Texts(&dunning.Invoice{}, mention.Rule{}, law.French)
	assert.IsType(t, (*dunning.Problem)(nil), func() error { var p *dunning.Problem; _ = assert.ErrorAs(t, err, &p); return p }())
	_, err = einvoice.Texts(outgoing("30 jours"), mention.Rule{Rate: mention.Rate{Kind: mention.LegalMultiple, Value: decimal.NewFromInt(1)}}, law.French)
	var rule *mention.RuleError
	assert.ErrorAs(t, err, &rule)

	two := mention.Discount{Percent: decimal.NewFromInt(2), Days: 8}
	_, err = einvoice.Texts(outgoing("60 jours, escompte 2 % sous 8 jours"), mention.Rule{Discount: two}, law.French)
	assert.NoError(t, err, "the same discount")
	_, err = einvoice.Texts(outgoing("60 jours, escompte 1 % sous 8 jours"), mention.Rule{Discount: two}, law.French)
	var differ *einvoice.DiscountError
	require.ErrorAs(t, err, &differ)
	assert.Contains(t, err.Error(), "a discount of 2 %, and the terms of the invoice escompte 1 % sous 8 jours")
	out, err := einvoice.Texts(outgoing("60 jours"), mention.Rule{Discount: two}, law.French)
	require.NoError(t, err)
	assert.Contains(t, out.Notes[2].Text, "2,00")
}
