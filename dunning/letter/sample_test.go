package letter_test

import (
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
	"github.com/creance/creance/penalty"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

var today = date.New(2026, 11, 23)

var creditor = letter.Party{
	Name: "Atelier Brun SARL", Short: "Atelier Brun", SIREN: "732829320",
	Address: []string{"12 rue des Lices", "49100 Angers"}, Email: "compta@atelier-brun.example", Phone: "02 41 00 00 00",
}

var debtors = map[dunning.ClientKind]letter.Party{
	dunning.Business: {Name: "Menuiserie Tessier SAS", SIREN: "552100554", Address: []string{"ZA des Noyers", "44150 Ancenis"}, Salutation: "Madame Tessier"},
	dunning.Public:   {Name: "Commune de Villebois", Address: []string{"1 place de la Mairie", "16320 Villebois"}},
	dunning.Consumer: {Name: "Mme Anne Forêt", Address: []string{"3 allée du Parc", "75020 Paris"}, Salutation: "Madame"},
}

// account is a client with two late invoices, one of them partly paid, one
// partly disputed, and one not yet due.
func account(kind dunning.ClientKind) *dunning.Account {
	return &dunning.Account{
		Client: dunning.Client{ID: "C-7", Name: debtors[kind].Name, Kind: kind},
		Invoices: []*dunning.Invoice{
			{ID: "F-2026-118", Client: "C-7", Issued: date.New(2026, 5, 1), Due: date.New(2026, 5, 31), Amount: dec("12000.00"),
				Settlements: []dunning.Settlement{{Date: date.New(2026, 7, 15), Amount: dec("2000")}}},
			{ID: "F-2026-141", Client: "C-7", Issued: date.New(2026, 9, 3), Due: date.New(2026, 10, 3), Amount: dec("1234.50")},
			{ID: "F-2026-170", Client: "C-7", Issued: date.New(2026, 11, 2), Due: date.New(2026, 12, 2), Amount: dec("860.00")},
		},
	}
}

func ruleFor(kind dunning.ClientKind) penalty.Rule {
	switch kind {
	case dunning.Public:
		return penalty.PublicBuyer()
	case dunning.Consumer:
		return penalty.Consumer()
	}
	return penalty.B2B()
}

func statements(t testing.TB, a *dunning.Account, rule penalty.Rule) []penalty.Statement {
	t.Helper()
	var all []penalty.Statement
	for _, inv := range a.Invoices {
		s, err := penalty.Compute(inv, rule, today)
		require.NoError(t, err)
		all = append(all, s)
	}
	return all
}

// sample is complete data for a kind of text to a kind of client.
func sample(t testing.TB, kind letter.Kind, client dunning.ClientKind) letter.Data {
	t.Helper()
	a := account(client)
	d, err := letter.Overdue(a, "", today, statements(t, a, ruleFor(client))...)
	if kind == letter.Preventive {
		d, err = letter.Upcoming(a, "", today, today+15)
	}
	require.NoError(t, err)
	if kind == letter.DiscountOffer && client == dunning.Public {
		d.Statements = nil
	}
	return complete(d, client)
}

func complete(d letter.Data, client dunning.ClientKind) letter.Data {
	d.Creditor, d.Debtor = creditor, debtors[client]
	d.Place, d.Signatory, d.Role = "Angers", "Claire Morel", "Responsable du crédit clients"
	d.Deadline = today + 15
	d.RegisteredRef = "1A 234 567 8901 2"
	d.Payment = letter.Payment{IBAN: "FR14 2004 1010 0505 0001 3M02 606", BIC: "PSSTFRPPPAR"}
	total := decimal.Decimal{}
	for _, inv := range d.Invoices {
		total = total.Add(inv.Claimed())
	}
	d.Promise = letter.Promise{Made: today, For: today + 11, Amount: total}
	for _, s := range d.Statements {
		total = total.Add(s.Total)
	}
	third := total.DivRound(dec("3"), 2)
	d.Plan = []letter.Instalment{
		{Due: date.New(2026, 12, 31), Amount: third},
		{Due: date.New(2027, 1, 31), Amount: third},
		{Due: date.New(2027, 2, 28), Amount: total.Sub(third).Sub(third)},
	}
	d.Receipt = letter.Receipt{Date: today - 1, Amount: dec("2000")}
	d.Offer = letter.Offer{Discount: dec("150"), Until: today + 8}
	d.Freeze = letter.Freeze{From: today + 1, Until: today + 31}
	d.Agent = letter.Agent{Role: letter.Agency, Party: letter.Party{Name: "Recouvrement Anjou", Address: []string{"5 quai du Roi", "49100 Angers"}, Phone: "02 41 11 11 11"}}
	return d
}

// possible is false for what the law does not let a text offer.
func possible(kind letter.Kind, client dunning.ClientKind) bool {
	return kind != letter.PenaltyFreeze || client == dunning.Business
}

// one keeps the first invoice only.
func one(d letter.Data) letter.Data {
	d.Invoices = slices.Clone(d.Invoices[:1])
	d.Statements = slices.DeleteFunc(slices.Clone(d.Statements), func(s penalty.Statement) bool { return s.Invoice != d.Invoices[0].ID })
	return d
}
