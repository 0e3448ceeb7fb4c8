package letter_test

import (
	"errors"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/penalty"
)

// rows is what an account claims, as text.
func rows(d letter.Data) []string {
	var all []string
	for _, inv := range d.Invoices {
		all = append(all, inv.ID+" "+inv.Due.String()+" "+inv.Claimed().StringFixed(2)+" of "+inv.Amount.StringFixed(2))
	}
	return all
}

func TestOverdue(t *testing.T) {
	a := account(dunning.Business)
	a.Invoices = append(a.Invoices,
		&dunning.Invoice{ID: "A-12", Client: "C-7", Issued: date.New(2026, 11, 1), Due: date.New(2026, 11, 1), Amount: dec("-200")},
		&dunning.Invoice{ID: "L-1", Client: "C-7", Issued: date.New(2026, 8, 1), Due: date.New(2026, 8, 31), Amount: dec("500"),
			Disputes: []dunning.Dispute{{From: date.New(2026, 9, 1), Amount: dec("120")}}},
		&dunning.Invoice{ID: "L-2", Client: "C-7", Issued: date.New(2026, 8, 1), Due: date.New(2026, 8, 31), Amount: dec("500"),
			Disputes: []dunning.Dispute{{From: date.New(2026, 9, 1)}}},
		&dunning.Invoice{ID: "E-1", Client: "C-7", Issued: date.New(2026, 8, 1), Amount: dec("900"), Instalments: []dunning.Instalment{
			{Due: date.New(2026, 9, 30), Amount: dec("300")}, {Due: date.New(2026, 10, 31), Amount: dec("300")}, {Due: date.New(2026, 12, 31), Amount: dec("300")}},
			Settlements: []dunning.Settlement{{Date: date.New(2026, 10, 2), Amount: dec("300")}}},
		&dunning.Invoice{ID: "D-1", Client: "C-7", Currency: "USD", Issued: date.New(2026, 8, 1), Due: date.New(2026, 8, 31), Amount: dec("70")},
		&dunning.Invoice{ID: "P-1", Client: "C-7", Issued: date.New(2026, 8, 1), Due: date.New(2026, 8, 31), Amount: dec("80"),
			Settlements: []dunning.Settlement{{Date: date.New(2026, 9, 2), Amount: dec("80")}}},
	)
	d, err := letter.Overdue(a, "EUR", today)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"F-2026-118 2026-05-31 10000.00 of 12000.00",
		"L-1 2026-08-31 380.00 of 500.00",
		"F-2026-141 2026-10-03 1234.50 of 1234.50",
		"E-1 2026-10-31 300.00 of 900.00",
		"A-12 2026-11-01 -200.00 of -200.00",
	}, rows(d), "what is late and not contested, the credit set off; neither paid, not yet due nor in another currency")
	assert.Equal(t, "Menuiserie Tessier SAS", d.Debtor.Name)

	m, err := letter.Default().Write(firm, complete(d, dunning.Business))
	require.NoError(t, err)
	assert.Contains(t, m.Body, "380,00\u00a0€ sur 500,00\u00a0€, hors 120,00\u00a0€ contestés (84\u00a0jours de retard)")
	assert.Contains(t, m.Body, "– à déduire, avoir ou acompte n°\u00a0A-12 du 1er\u00a0novembre 2026\u00a0: 200,00\u00a0€")
	assert.Contains(t, m.Body, "Soit un total de 11\u202f714,50\u00a0€.")

	d, err = letter.Overdue(a, "USD", today)
	require.NoError(t, err)
	assert.Equal(t, []string{"D-1 2026-08-31 70.00 of 70.00"}, rows(d))

	d, err = letter.Upcoming(a, "", today, date.New(2026, 12, 31))
	require.NoError(t, err)
	assert.Equal(t, []string{"A-12 2026-11-01 -200.00 of -200.00", "F-2026-170 2026-12-02 860.00 of 860.00", "E-1 2026-12-31 300.00 of 900.00"}, rows(d))
}

func TestNoticeOverInstalmentsAndDisputes(t *testing.T) {
	a := &dunning.Account{Client: dunning.Client{ID: "C", Name: "Client"}, Invoices: []*dunning.Invoice{
		{ID: "E-1", Client: "C", Issued: date.New(2026, 8, 1), Amount: dec("900"), Instalments: []dunning.Instalment{
			{Due: date.New(2026, 9, 30), Amount: dec("300")}, {Due: date.New(2026, 12, 31), Amount: dec("600")}}},
	}}
	stated := statements(t, a, penalty.B2B())
	d, err := letter.Overdue(a, "", today, stated...)
	require.NoError(t, err)
	_, err = letter.Default().Write(notices[0], complete(d, dunning.Business))
	assert.NoError(t, err, "the statement leaves more open than the letter claims: the rest is not due yet")

	a.Invoices[0].Disputes = []dunning.Dispute{{From: today - 9, Amount: dec("100")}}
	d, err = letter.Overdue(a, "", today, stated...)
	require.NoError(t, err)
	_, err = letter.Default().Write(notices[0], complete(d, dunning.Business))
	assert.ErrorContains(t, err, "compute it on the part that is not contested")
}

func TestAccountProblems(t *testing.T) {
	a := account(dunning.Business)
	a.Client.Insolvency = today
	a.Invoices[0].ID = ""
	a.Invoices[1].Due, a.Invoices[1].Terms = 0, terms.Net(30).From(terms.Receipt)
	_, err := letter.Overdue(a, "", today)
	problems, ok := errors.AsType[dunning.Problems](err)
	require.True(t, ok, "%v", err)
	fields := make([]string, len(problems))
	for i, p := range problems {
		fields[i] = p.Field
	}
	assert.Subset(t, fields, []string{"insolvency", "id", "due"}, "%v", err)
	a = account(dunning.Business)
	a.Client.Insolvency = today + 1
	_, err = letter.Overdue(a, "", today)
	assert.NoError(t, err, "the judgment is still to come")
}
