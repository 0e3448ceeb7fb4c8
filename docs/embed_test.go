package docs_test

import (
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

func decide(account *dunning.Account, today date.Date) (decisions []policy.Decision, err error) {
	p := policy.Standard()
	files, err := p.Facts(account, today)
	for _, facts := range files {
		next, err := p.Decide(facts)
		if err != nil {
			return nil, err
		}
		decisions = append(decisions, next)
	}
	return decisions, err
}

func Example_embed() {
	account := &dunning.Account{
		Client: dunning.Client{ID: "durand", Name: "Menuiserie Durand"},
		Invoices: []*dunning.Invoice{{
			ID: "F-2026-041", Client: "durand", Issued: date.New(2026, 10, 5),
			Terms: terms.Net(30), Amount: decimal.RequireFromString("1200.00"),
		}},
		History: dunning.History{
			{Date: date.New(2026, 11, 5), Step: "relance-1", Channel: dunning.Email, Invoice: "F-2026-041"},
		},
	}
	decisions, err := decide(account, date.New(2026, 11, 12))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, next := range decisions {
		fmt.Println(next.Step, next.Channels, next.Amount.StringFixed(2))
		fmt.Println(next.Text(law.English))
	}
	// Output:
	// relance-2 [email phone] 1200.00
	// Deuxième relance by e-mail + phone for €1,200.00: 8 days late, 7 days after relance-1 of 5 November 2026.
}
