package docs_test

import (
	"fmt"
	"maps"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/exchange"
	"github.com/creance/creance/policy"
)

// rehearse decides for everybody, sends nothing, and counts what would leave on
// each step and why the rest stays.
func rehearse(p *policy.Policy[policy.Facts], accounts []dunning.Account, today date.Date) (steps, reasons map[string]int, wrong []error) {
	steps, reasons = map[string]int{}, map[string]int{}
	for _, account := range accounts {
		files, err := p.Facts(&account, today)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		for _, facts := range files {
			next, err := p.Decide(facts)
			if err != nil {
				wrong = append(wrong, err)
				continue
			}
			if !next.None() {
				steps[next.Step]++
			}
			for _, b := range next.Blockers {
				reasons[string(b.Code)]++
			}
		}
	}
	return steps, reasons, wrong
}

func Example_rehearse() {
	accounts, err := exchange.ReadJSON("accounts.json", open("accounts.json"))
	check(err)
	accounts = append(accounts, *martin())
	p, err := load("testdata/relance.yaml")
	check(err)
	steps, reasons, wrong := rehearse(p, accounts, date.New(2026, 11, 23))
	for _, step := range slices.Sorted(maps.Keys(steps)) {
		fmt.Println("would send", step, steps[step])
	}
	for _, reason := range slices.Sorted(maps.Keys(reasons)) {
		fmt.Println("would wait", reason, reasons[reason])
	}
	fmt.Println("to correct", len(wrong))
	// Output:
	// would send mise-en-demeure 1
	// would wait hold 2
	// would wait promised 1
	// to correct 0
}
