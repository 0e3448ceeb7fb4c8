package kpi_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/law"
)

// missing are the reasons why figures have no value, in a language.
func missing(t *testing.T, r kpi.Result, lang law.Lang) map[kpi.Code]string {
	t.Helper()
	texts := map[kpi.Code]string{}
	for f, err := range r.Figures() {
		if err == nil {
			continue
		}
		why, ok := err.(kpi.Missing)
		require.True(t, ok, "%T", err)
		texts[f.Code] = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(why.Text(lang))
		assert.NotContains(t, texts[f.Code], "%")
	}
	return texts
}

func TestReasonsInBothLanguages(t *testing.T) {
	opening := invoice("O1", "1200")
	opening.Kind = dunning.Opening
	credit := invoice("A1", "-20")
	for name, c := range map[string]struct {
		invoices []*dunning.Invoice
		code     kpi.Code
		fr, en   string
	}{
		"no sales":      {nil, kpi.DSO, "aucune vente du 1er avril 2026 au 30 juin 2026", "no sales from 1 April 2026 to 30 June 2026"},
		"credits only":  {[]*dunning.Invoice{credit}, kpi.DSO, "les avoirs dépassent les ventes du 1er avril 2026 au 30 juin 2026", "credit notes exceed the sales from 1 April 2026 to 30 June 2026"},
		"owed more":     {[]*dunning.Invoice{credit}, kpi.DSOCountBack, "les clients ont plus à recevoir qu’à payer", "the clients are owed more than they owe"},
		"exhausted":     {[]*dunning.Invoice{opening, invoice("F1", "10")}, kpi.DSOCountBack, "1 200,00 € de créances sont plus anciens que les ventes connues, qui commencent le 1er mai 2026", "€1,200.00 of the balance is older than the sales known, which begin on 1 May 2026"},
		"nothing due":   {nil, kpi.RecoveryRate, "rien n’était échu et impayé au début de la période", "nothing was due and unpaid at the start of the period"},
		"nothing paid":  {nil, kpi.PaidOnTime, "aucune facture d’échéance connue soldée dans la période", "no invoice with a known due date was paid in the period"},
		"nothing open":  {nil, kpi.OverdueShare, "rien n’est ouvert à la clôture", "nothing is open at closing"},
		"no late money": {nil, kpi.LatePaymentDelay, "aucun paiement en retard dans la période", "no payment came late in the period"},
	} {
		r := result(t, quarter, c.invoices...)
		assert.Equal(t, c.fr, missing(t, r, law.French)[c.code], name)
		assert.Equal(t, c.en, missing(t, r, law.English)[c.code], name)
	}
	french, english := missing(t, result(t, quarter), law.French), missing(t, result(t, quarter), law.English)
	assert.Len(t, french, 18)
	for code := range french {
		assert.NotEqual(t, french[code], english[code], string(code))
	}
	own := &kpi.UndefinedError{Figure: kpi.DSO, Missing: "no idea"}
	assert.Equal(t, "no idea", own.Text(law.French), "made elsewhere, it has no French")
	assert.True(t, errors.As(error(own), new(kpi.Missing)))
}
