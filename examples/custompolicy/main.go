// Custompolicy decides with a policy over facts of its own: the margin and the
// risk of each client, and a function that says what waiting costs.
//
//	go run ./examples/custompolicy
package main

import (
	_ "embed" // the policy
	"fmt"
	"io"
	"os"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

//go:embed policy.yaml
var source []byte

// facts are what the policy can name: everything that creance knows of a file,
// and what this firm knows of its clients.
type facts struct {
	policy.Facts
	Margin decimal.Decimal `policy:"margin,ratio" en:"gross margin of the client" fr:"marge brute du client"`
	Risk   string          `policy:"risk,enum=low|medium|high" en:"rating of the credit insurer" fr:"notation de l'assureur-crédit"`
}

// costOfWaiting is what the bank charges for money that is late: 6 % a year.
func costOfWaiting(amount decimal.Decimal, days int) decimal.Decimal {
	return amount.Mul(decimal.NewFromInt(int64(6*days))).DivRound(decimal.NewFromInt(36_500), 2)
}

// A client is an account with what this firm adds to it.
type client struct {
	dunning.Account
	margin string
	risk   string
}

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(w io.Writer) error {
	p, err := compile(source)
	if err != nil {
		return err
	}
	today := date.New(2026, 11, 23)
	for _, c := range clients() {
		files, err := p.Facts(&c.Account, today)
		if err != nil {
			return err
		}
		for _, f := range files {
			own := facts{Facts: f, Margin: decimal.RequireFromString(c.margin), Risk: c.risk}
			trace, err := p.Explain(own)
			if err != nil {
				return err
			}
			fmt.Fprintf(w, "%s (%s) : %s\n", c.Client.Name, trace.Decision.Segment, p.Labelled(trace.Decision).Text(law.French))
			for _, s := range trace.Steps {
				for _, a := range s.Atoms {
					fmt.Fprintf(w, "  %s : %s, soit %s = %s\n", s.ID, a.Text, a.Fact, a.Value)
				}
			}
		}
	}
	return nil
}

// compile checks a policy against the facts and the function of this firm.
func compile(source []byte) (*policy.Policy[facts], error) {
	return policy.Load[facts]("policy.yaml", source, policy.Function("cost_of_waiting(money, days) money", costOfWaiting))
}

// clients are invented. A real program reads them from its database.
func clients() []client {
	owes := func(id, name, margin, risk, amount string, due date.Date, sent ...dunning.Action) client {
		return client{dunning.Account{
			Client: dunning.Client{ID: id, Name: name},
			Invoices: []*dunning.Invoice{{
				ID: "FA-" + id, Client: id, Issued: due - 30, Due: due, Amount: decimal.RequireFromString(amount),
			}},
			History: sent,
		}, margin, risk}
	}
	step := func(day date.Date, step string, channel dunning.Channel) dunning.Action {
		return dunning.Action{Date: day, Step: step, Channel: channel}
	}
	due := date.New(2026, 11, 2)
	first, second := step(due+1, "relance-1", dunning.Email), step(due+8, "relance-2", dunning.SMS)
	return []client{
		owes("101", "Épicerie Fictive", "0.38", "low", "2400.00", due, first),
		owes("102", "Bazar Imaginaire", "0.12", "medium", "860.00", due, first),
		owes("103", "Dépôt Inventé", "0.41", "high", "3150.00", due, first, second),
		owes("104", "Kiosque Supposé", "0.22", "high", "640.00", due, first, second),
	}
}
