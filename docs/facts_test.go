package docs_test

import (
	"fmt"
	"os"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

type supplier struct {
	policy.Facts
	Contract string          `policy:"contract,enum=standard|essential" en:"kind of supply contract" fr:"nature du contrat"`
	Score    int             `policy:"score,int" en:"credit score, 0 to 10" fr:"note de crédit, de 0 à 10"`
	Margin   decimal.Decimal `policy:"margin,ratio" en:"our margin on the client" fr:"notre marge sur le client"`
}

func Example_facts() {
	src, err := os.ReadFile("testdata/fourniture.yaml")
	check(err)
	doc, err := policy.Parse("fourniture.yaml", src)
	check(err)
	p, err := policy.Compile[supplier](doc)
	check(err)
	files, err := p.Facts(martin(), date.New(2026, 11, 16))
	check(err)
	for _, contract := range []string{"standard", "essential"} {
		next, err := p.Decide(supplier{
			Facts: files[0], Contract: contract, Score: 2, Margin: decimal.RequireFromString("0.12"),
		})
		check(err)
		fmt.Println(next.Segment+":", next.Text(law.English))
	}
	// Output:
	// fragile: relance-2 by phone for €90.00: 14 days late, 11 days after relance-1 of 5 November 2026.
	// fragile: Nothing to send: Fourniture essentielle.
}

func Example_vocabulary() {
	words, err := policy.Vocabulary[supplier]()
	check(err)
	for _, w := range words {
		switch w.Name {
		case "contract", "score", "margin":
			fmt.Printf("%s (%s): %s\n", w.Name, w, w.English)
		}
	}
	// Output:
	// contract (choice: standard, essential): kind of supply contract
	// score (int): credit score, 0 to 10
	// margin (ratio): our margin on the client
}
