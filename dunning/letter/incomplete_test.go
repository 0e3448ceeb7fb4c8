package letter_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
)

func TestIncompleteNotice(t *testing.T) {
	for element, remove := range map[letter.Element]func(*letter.Data){
		letter.CreditorName:    func(d *letter.Data) { d.Creditor.Name = "" },
		letter.CreditorAddress: func(d *letter.Data) { d.Creditor.Address = nil },
		letter.DebtorName:      func(d *letter.Data) { d.Debtor.Name = "  " },
		letter.DebtorAddress:   func(d *letter.Data) { d.Debtor.Address = nil },
		letter.SignedAt:        func(d *letter.Data) { d.Place = "" },
		letter.SignedBy:        func(d *letter.Data) { d.Signatory = "" },
		letter.RegisteredMail:  func(d *letter.Data) { d.RegisteredRef = "" },
		letter.InvoiceList:     func(d *letter.Data) { d.Invoices, d.Statements = nil, nil },
		letter.StatementOfCost: func(d *letter.Data) { d.Statements = d.Statements[:1] },
		letter.DayToPay:        func(d *letter.Data) { d.Deadline = 0 },
		letter.MeansOfPayment:  func(d *letter.Data) { d.Payment = letter.Payment{} },
	} {
		d := sample(t, letter.FormalNotice, dunning.Business)
		remove(&d)
		m, err := letter.Default().Write(notices[0], d)
		incomplete, ok := errors.AsType[*letter.IncompleteError](err)
		require.True(t, ok, "%s: %v", element, err)
		assert.Len(t, incomplete.Missing, 1, "%s", element)
		assert.True(t, incomplete.Has(element), "%v", err)
		assert.False(t, incomplete.Has(letter.NoticeWords))
		assert.Empty(t, m.Body)
	}
}

func TestEverythingMissingIsListed(t *testing.T) {
	_, err := letter.Default().Write(notices[0], letter.Data{})
	incomplete, ok := errors.AsType[*letter.IncompleteError](err)
	require.True(t, ok)
	for _, element := range []letter.Element{
		letter.CreditorName, letter.CreditorAddress, letter.DebtorName, letter.DebtorAddress, letter.TextDate, letter.SignedAt,
		letter.SignedBy, letter.RegisteredMail, letter.InvoiceList, letter.DayToPay, letter.MeansOfPayment,
	} {
		assert.True(t, incomplete.Has(element), element)
	}
	assert.Contains(t, err.Error(), "letter fr/formal-notice by registered_letter, formal lacks:\n  creditor-name: set Creditor.Name\n")
}

func TestWhatOtherKindsNeed(t *testing.T) {
	for kind, element := range map[letter.Kind]letter.Element{
		letter.HandOver: letter.HandOverAgent, letter.PlanProposal: letter.PlanLines, letter.PlanConfirmation: letter.PlanLines,
		letter.PromiseReceipt: letter.PromisedPayment, letter.PaymentReceipt: letter.ReceivedPayment,
		letter.DiscountOffer: letter.DiscountTerms, letter.PenaltyFreeze: letter.FreezePeriod, letter.Mediation: letter.DayToPay,
	} {
		d := sample(t, kind, dunning.Business)
		d.Agent, d.Plan, d.Promise, d.Receipt, d.Offer, d.Freeze, d.Deadline = letter.Agent{}, nil, letter.Promise{}, letter.Receipt{}, letter.Offer{}, letter.Freeze{}, 0
		for _, v := range letter.Default().Variants() {
			if v.Kind == kind {
				_, err := letter.Default().Write(v, d)
				incomplete, ok := errors.AsType[*letter.IncompleteError](err)
				require.True(t, ok, "%s: %v", v, err)
				assert.True(t, incomplete.Has(element), "%s: %v", v, err)
			}
		}
	}
}

// TestNoticeThatForgets: a template of one's own that drops an element of the
// formal notice writes nothing.
func TestNoticeThatForgets(t *testing.T) {
	all := `{{define "registered_letter/formal"}}Nous vous mettons en demeure de payer {{.Total}} le {{.Deadline}}, sinon le tribunal.
{{range .Invoices}}{{.Number}} {{.Issued}} {{.Due}} {{.Claimed}}
{{end}}{{template "statement" .}}{{template "payment" .}}{{end}}`
	set, err := letter.Default().With(map[string]string{"fr/formal-notice.tmpl": all})
	require.NoError(t, err)
	_, err = set.Write(notices[0], sample(t, letter.FormalNotice, dunning.Business))
	require.NoError(t, err, "a short notice with everything in it")

	bare := `{{define "subject"}}Facture{{end}}{{define "registered_letter/formal"}}Payez.{{end}}{{define "frame/letter"}}{{.Text}}{{end}}`
	set, err = letter.Default().With(map[string]string{"fr/formal-notice.tmpl": bare})
	require.NoError(t, err)
	_, err = set.Write(notices[0], sample(t, letter.FormalNotice, dunning.Business))
	incomplete, ok := errors.AsType[*letter.IncompleteError](err)
	require.True(t, ok, "%v", err)
	for _, element := range []letter.Element{
		letter.CreditorName, letter.CreditorAddress, letter.DebtorName, letter.DebtorAddress, letter.TextDate, letter.SignedAt, letter.SignedBy,
		letter.RegisteredMail, letter.InvoiceList, letter.StatementOfCost, letter.DayToPay, letter.MeansOfPayment, letter.NoticeWords, letter.Consequence,
		"no-demand", // of the checklist of package notice
	} {
		assert.True(t, incomplete.Has(element), "%s", element)
	}
}
