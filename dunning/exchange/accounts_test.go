package exchange_test

import (
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/exchange"
	"github.com/creance/creance/dunning/terms"
)

func TestClients(t *testing.T) {
	clients, err := exchange.Clients("c.csv", strings.NewReader(
		"code;nom;type;conditions;depuis;plafond;assuré;procédure\n"+
			"C1;Mairie d'Exemple;public;30 jours;01/01/2020;10 000,00;oui;\n"+
			"C2;Client;;;;;;15/03/2026\n"), exchange.French())
	require.NoError(t, err)
	assert.Equal(t, dunning.Public, clients[0].Kind)
	assert.Equal(t, terms.Net(30), clients[0].Terms)
	assert.Equal(t, "10000.00", clients[0].CreditLimit.StringFixed(2))
	assert.True(t, clients[0].Insured)
	assert.Equal(t, "2026-03-15", clients[1].Insolvency.String())

	_, err = exchange.Clients("c.csv", strings.NewReader("id,kind\nC1,shop\nC2,\nC2,\n"), exchange.ISO())
	assert.ErrorContains(t, err, `"shop" is none of`)
	_, err = exchange.Clients("c.csv", strings.NewReader("id\nC2\nC2\n"), exchange.ISO())
	assert.ErrorContains(t, err, "stands already on line 2")
}

func accounts(t *testing.T, settlements string) ([]dunning.Account, error) {
	t.Helper()
	clients, err := exchange.Clients("c.csv", strings.NewReader("id\nC1\nC2\n"), exchange.ISO())
	require.NoError(t, err)
	invoices, err := exchange.Invoices("i.csv", strings.NewReader(
		"id,client,issued,amount\nF-1,C1,2026-01-01,100\nF-1,C2,2026-01-01,70\nF-2,C2,2026-01-01,50\n"), exchange.ISO())
	require.NoError(t, err)
	found, err := exchange.Settlements("s.csv", strings.NewReader("invoice,client,date,amount,kind,ref\n"+settlements), exchange.ISO())
	require.NoError(t, err)
	first, err := exchange.Accounts("s.csv", clients, invoices, found)
	again, _ := exchange.Accounts("s.csv", clients, invoices, found)
	assert.Equal(t, len(first), len(again))
	for _, inv := range invoices {
		assert.Empty(t, inv.Settlements, "the invoices given are not changed")
	}
	return first, err
}

func TestAccounts(t *testing.T) {
	got, err := accounts(t, "F-1,C1,2026-02-01,60,,VIR 1\nF-2,,2026-02-02,50,avoir,A-1\nF-1,C1,2026-02-03,60,returned,\n")
	require.NoError(t, err)
	d := date.New(2026, time.March, 1)
	assert.Equal(t, "100.00", got[0].Invoices[0].OpenAt(d).StringFixed(2))
	assert.Equal(t, "0.00", got[1].Invoices[1].OpenAt(d).StringFixed(2))
	assert.Equal(t, dunning.CreditNote, got[1].Invoices[1].Settlements[0].Kind)
}

func TestAccountsLoseNothingSilently(t *testing.T) {
	_, err := accounts(t, "F-1,,2026-02-01,60,,\nF-9,,2026-02-01,60,,\nF-2,C2,2026-02-01,-1,,\n")
	assert.ErrorContains(t, err, `s.csv:2: invoice: settles invoice "F-1", which 2 clients have; fill the client column`)
	assert.ErrorContains(t, err, `s.csv:3: invoice: settles invoice "F-9", which is in no list`)
	assert.ErrorContains(t, err, `s.csv:4: amount: of invoice "F-2" is negative; write it positive`)

	orphan := &dunning.Invoice{ID: "F-3", Client: "nobody"}
	_, err = exchange.Accounts("s.csv", nil, []*dunning.Invoice{orphan}, nil)
	assert.ErrorContains(t, err, `invoice "F-3" is of client "nobody", who is in no list`)
	_, err = exchange.Settlements("s.csv", strings.NewReader("invoice,date,amount,kind\nF,2026-01-01,1,gift\n"), exchange.ISO())
	assert.ErrorContains(t, err, `"gift" is none of`)
}
