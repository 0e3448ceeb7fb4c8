package policy_test

import (
	"fmt"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// A client owes 1 200 EUR since 4 February and has had the first reminder.
func ExamplePolicy_Decide() {
	account := &dunning.Account{
		Client: dunning.Client{ID: "C042", Name: "Menuiserie Durand"},
		Invoices: []*dunning.Invoice{{
			ID: "FA-2026-012", Client: "C042", Issued: date.New(2026, 1, 5), Due: date.New(2026, 2, 4),
			Amount: decimal.RequireFromString("1200.00"),
		}},
		History: dunning.History{{Date: date.New(2026, 2, 5), Step: "relance-1", Channel: dunning.Email, Invoice: "FA-2026-012"}},
	}
	p := policy.Standard()
	for _, day := range []date.Date{date.New(2026, 2, 10), date.New(2026, 2, 12)} {
		files, err := p.Facts(account, day)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, facts := range files {
			decision, err := p.Decide(facts)
			if err != nil {
				fmt.Println(err)
				return
			}
			fmt.Printf("%s %q next %s\n", day, decision.Step, decision.Next)
			for _, b := range decision.Blockers {
				fmt.Println("  ", b.Code, b.Rule, b.LiftsOn)
			}
		}
	}
	// Output:
	// 2026-02-10 "" next 2026-02-12
	//    not_reached relance-2 2026-02-12
	//    contact_delay  2026-02-12
	// 2026-02-12 "relance-2" next 2026-02-12
}

// Every mistake is reported at its place before anybody receives a letter.
func ExampleCompile() {
	doc, err := policy.Parse("relance.yaml", []byte(`policy: relance
version: 1
segments:
  - { id: public, when: client_kind == "publik" }
  - { id: standard }
steps:
  - { id: relance-1, at: due + 1, channel: email, when: overdeu > 50.00 }
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = policy.Compile[policy.Facts](doc)
	fmt.Println(err)
	// Output:
	// relance.yaml:4:40: client_kind is never "publik" (did you mean "public"?) [P206]
	//     - { id: public, when: client_kind == "publik" }
	//                                          ^
	// relance.yaml:7:57: unknown name "overdeu" (did you mean "overdue"?) [P201]
	//     - { id: relance-1, at: due + 1, channel: email, when: overdeu > 50.00 }
	//                                                           ^
}

// Facts of your own come by embedding.
func ExampleCompile_ownFacts() {
	type supplier struct {
		policy.Facts
		Contract string `policy:"contract,enum=standard|essential"`
	}
	doc, err := policy.Parse("energie.yaml", []byte(`policy: energie
version: 1
segments: [{ id: tous }]
holds:
  - { id: hiver, when: contract == "essential", reason: "Trêve hivernale : pas de coupure" }
steps:
  - { id: relance-1, at: due + 10, channel: letter }
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := policy.Compile[supplier](doc)
	if err != nil {
		fmt.Println(err)
		return
	}
	facts := policy.Facts{
		AsOf: date.New(2026, 3, 16), Client: "C7", Invoice: "F1", Due: date.New(2026, 3, 2),
		Balance: decimal.RequireFromString("90.00"), Overdue: decimal.RequireFromString("90.00"),
	}
	for _, contract := range []string{"standard", "essential"} {
		d, err := p.Decide(supplier{Facts: facts, Contract: contract})
		if err != nil {
			fmt.Println(err)
			return
		}
		if d.None() {
			fmt.Println("nothing:", d.Blockers[0].Text(law.French))
			continue
		}
		fmt.Println(d.Step, d.Amount, d.Channels)
	}
	// Output:
	// relance-1 90 [letter]
	// nothing: Trêve hivernale : pas de coupure
}

// A nightly run keeps one evaluator and one decision for each goroutine. The
// name of the step is only worked out for what is really sent.
func ExampleEvaluator() {
	account := &dunning.Account{
		Client: dunning.Client{ID: "Garage Petit"},
		Invoices: []*dunning.Invoice{{
			ID: "F-2026-001", Client: "Garage Petit",
			Issued: date.New(2026, time.January, 5), Due: date.New(2026, time.February, 4),
			Amount: decimal.RequireFromString("1200.00"),
		}},
	}
	standard := policy.Standard()
	evaluator := standard.Evaluator()
	var decision policy.Decision
	for today := date.New(2026, time.February, 3); today < date.New(2026, time.February, 6); today++ {
		files, err := standard.Facts(account, today)
		if err != nil {
			fmt.Println(err)
			return
		}
		for i := range files {
			if err := evaluator.Decide(&files[i], &decision); err != nil {
				fmt.Println(err)
				continue
			}
			if decision.None() {
				fmt.Println(today, "nothing")
				continue
			}
			fmt.Println(today, decision.Step, decision.Amount, len(decision.Identify()))
		}
	}
	// Output:
	// 2026-02-03 preventive 1200 32
	// 2026-02-04 preventive 1200 32
	// 2026-02-05 relance-1 1200 32
}

// The clients of a portfolio, decided on by two goroutines, in order.
func ExamplePolicy_DecideAll() {
	files := func(yield func(policy.Facts) bool) {
		for i := range 3 {
			amount := decimal.New(int64(1+i)*100_00, -2)
			due := date.New(2026, time.March, 4+7*i)
			late := max(0, int(date.New(2026, time.March, 12)-due))
			f := policy.Facts{
				AsOf: date.New(2026, time.March, 12), Client: fmt.Sprint("C", i), Invoice: fmt.Sprint("F", i),
				Issued: due - 30, Due: due, Balance: amount, Outstanding: amount, OldestDaysLate: late,
			}
			if late > 0 {
				f.Overdue, f.OverdueCount = amount, 1
			}
			if !yield(f) {
				return
			}
		}
	}
	for d, err := range policy.Standard().DecideAll(files, 2) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(d.Client, d.Step, d.Amount, d.DaysLate)
	}
	// Output:
	// C0 relance-1 100 8
	// C1 relance-1 200 1
	// C2 preventive 300 -6
}

// What a policy would do with a client who pays nothing but a part, a person
// approving formal notices within two days.
func ExamplePolicy_Simulate() {
	accounts := []dunning.Account{{
		Client: dunning.Client{ID: "C042"},
		Invoices: []*dunning.Invoice{{
			ID: "FA-12", Client: "C042", Issued: date.New(2026, 1, 5), Due: date.New(2026, 2, 4), Amount: decimal.RequireFromString("1200.00"),
		}},
	}}
	s, err := policy.Standard().Simulate(policy.PortfolioOf(accounts), policy.Assumptions{
		From: date.New(2026, 1, 20), Until: date.New(2026, 4, 1), ReviewDays: 2,
		Payments: []policy.AssumedPayment{{Client: "C042", Invoice: "FA-12", Date: date.New(2026, 2, 16), Amount: decimal.RequireFromString("500.00")}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range s.Actions {
		fmt.Println(a.Day(), a.Step, a.Amount.StringFixed(2))
	}
	// Output:
	// 2026-01-29 preventive 1200.00
	// 2026-02-05 relance-1 1200.00
	// 2026-02-12 relance-2 1200.00
	// 2026-02-20 relance-3 700.00
	// 2026-03-11 mise-en-demeure 700.00
	// 2026-03-30 agence 700.00
}

// Who is treated otherwise when the second reminder comes later.
func ExampleDiff() {
	accounts := []dunning.Account{{
		Client: dunning.Client{ID: "C042"},
		Invoices: []*dunning.Invoice{{
			ID: "FA-12", Client: "C042", Issued: date.New(2026, 1, 5), Due: date.New(2026, 2, 4), Amount: decimal.RequireFromString("1200.00"),
		}},
		History: dunning.History{{Date: date.New(2026, 2, 5), Step: "relance-1", Channel: dunning.Email, Invoice: "FA-12"}},
	}}
	doc := policy.StandardDocument()
	doc.Version++
	doc.Steps[2].At = "previous + 10"
	next, err := policy.Compile[policy.Facts](doc)
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := policy.Diff(policy.Standard(), next, policy.PortfolioOf(accounts), date.New(2026, 2, 9))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range c.Groups {
		fmt.Println(g.To, g.Move, "for", len(g.Changes))
		for _, r := range g.Reasons {
			fmt.Println("  ", r.Text(law.English))
		}
	}
	// Output:
	// relance-2 later for 1
	//    steps.relance-2.at: previous + 7 → previous + 10
}

// A function of the program, with its types.
func ExampleFunction() {
	weekday := policy.Function("weekday(date) int", func(d date.Date) int { return int(d.Weekday()) })
	doc, err := policy.Parse("relance.yaml", []byte(`policy: relance
version: 1
segments: [{ id: tous }]
steps:
  - { id: relance-1, at: due + 1, channel: phone, when: "weekday(as_of) in [2, 4]" }   # mardi, jeudi
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := policy.Compile[policy.Facts](doc, weekday)
	if err != nil {
		fmt.Println(err)
		return
	}
	monday := date.New(2026, 3, 9)
	d, err := p.Decide(policy.Facts{
		AsOf: monday, Client: "C1", Invoice: "F1", Issued: monday - 40, Due: monday - 10,
		Balance: decimal.NewFromInt(100), Overdue: decimal.NewFromInt(100), Outstanding: decimal.NewFromInt(100),
	})
	fmt.Println(d.None(), d.Next, err)
	// Output: true 2026-03-10 <nil>
}
