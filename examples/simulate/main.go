// Simulate plays the standard policy over a quarter of a ledger, compares it with
// what was really sent, and shows who would change when the policy is edited.
//
//	go run ./examples/simulate
//	go run ./examples/simulate -accounts FILE -from 2026-04-01 -until 2026-07-01 -lang en
//
// Without -accounts it takes the invented ledger of the quickstart.
package main

import (
	"bytes"
	_ "embed" // the invented ledger
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/exchange"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

//go:embed accounts.json
var invented []byte

// config is the command line.
type config struct{ accounts, from, until, day, lang string }

func main() {
	var c config
	flag.StringVar(&c.accounts, "accounts", "", "accounts as JSON, in the form of package exchange (default: an invented ledger)")
	flag.StringVar(&c.from, "from", "2026-07-01", "first day, YYYY-MM-DD")
	flag.StringVar(&c.until, "until", "2026-10-01", "first day after")
	flag.StringVar(&c.day, "day", "2026-08-21", "day on which the edited policy is compared")
	flag.StringVar(&c.lang, "lang", "fr", "fr or en")
	flag.Parse()
	if err := run(os.Stdout, c); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(w io.Writer, c config) error {
	var errs []error
	fail := func(err error) { errs = append(errs, err) }
	parse := func(text string) date.Date {
		d, err := dunning.ParseDate(text)
		fail(err)
		return d
	}
	from, until, day := parse(c.from), parse(c.until), parse(c.day)
	lang, known := law.ParseLang(c.lang)
	if !known {
		fail(fmt.Errorf("-lang %q: choose fr or en", c.lang))
	}
	accounts, err := read(c.accounts)
	fail(err)
	if err := errors.Join(errs...); err != nil {
		return err
	}
	portfolio := policy.PortfolioOf(accounts)
	standard := policy.Standard()

	// What the policy would have done, a person approving within three days.
	simulation, err := standard.Simulate(portfolio, policy.Assumptions{From: from, Until: until, ReviewDays: 3})
	if err != nil {
		return err
	}
	fmt.Fprintln(w, simulation.Text(lang))

	// What was done instead.
	replayed, err := standard.Replay(portfolio, from, until, 3)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, replayed.Text(lang))

	// Who would be treated otherwise by the next version of the policy.
	comparison, err := compare(standard, portfolio, day)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(w, comparison.Text(lang))
	return err
}

// compare edits the standard policy: the reminders closer together, the formal
// notice after three weeks, and no call below 2 000 EUR.
func compare(standard *policy.Policy[policy.Facts], portfolio policy.Portfolio[policy.Facts], day date.Date) (policy.Comparison, error) {
	doc := policy.StandardDocument()
	doc.Version++
	doc.Constants[0].Value = "2_000.00" // seuil_telephone
	for i := range doc.Steps {
		switch s := &doc.Steps[i]; s.ID {
		case "relance-2", "relance-3":
			s.At = "previous + 5"
		case "mise-en-demeure":
			s.When = "days_overdue >= 21"
		}
	}
	next, err := policy.Compile[policy.Facts](doc)
	if err != nil {
		return policy.Comparison{}, err
	}
	return policy.Diff(standard, next, portfolio, day)
}

func read(file string) ([]dunning.Account, error) {
	if file == "" {
		return exchange.ReadJSON("accounts.json", bytes.NewReader(invented))
	}
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return exchange.ReadJSON(file, bytes.NewReader(src))
}
