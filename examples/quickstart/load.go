package main

import (
	"bytes"
	"cmp"
	_ "embed" // the invented ledger
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/exchange"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// The invented ledger, and what a ledger does not say of its clients.
var (
	//go:embed demo.fec.txt
	demoLedger []byte
	//go:embed demo.context.json
	demoContext []byte
)

// demoDay is the day the invented ledger was "exported".
var demoDay = date.New(2026, 11, 23)

// input is all that a report is made of.
type input struct {
	name   string
	demo   bool
	asOf   date.Date
	lang   law.Lang
	terms  terms.Terms
	ledger *fec.Ledger
	policy *policy.Policy[policy.Facts]
	holds  map[string][]dunning.Hold // what the reader put on hold, by client
	steps  map[string]step           // of the policy
}

// step is what a reader sees of a step of the policy, and whether it may be passed
// over without a word.
type step struct {
	label    string
	optional bool
}

// load reads the files and the flags, and reports all that is wrong with them.
func load(c config) (*input, error) {
	in := &input{name: c.fec, demo: c.fec == ""}
	var errs []error
	fail := func(err error) {
		if err != nil {
			errs = append(errs, err)
		}
	}
	var err error
	var ok bool
	if in.lang, ok = law.ParseLang(c.lang); !ok {
		fail(in.mistake("-lang %q : choisissez fr ou en", "-lang %q: choose fr or en", c.lang))
	}
	if c.format != "text" && c.format != "json" && c.format != "html" {
		fail(in.mistake("-format %q : choisissez text, json ou html", "-format %q: choose text, json or html", c.format))
	}
	if c.terms != "" {
		if in.terms, err = terms.Parse(c.terms); err != nil {
			fail(in.mistake("-terms : %s", "-terms: %s", in.spoken(err)))
		}
	}
	if c.asOf != "" {
		if in.asOf, err = dunning.ParseDate(c.asOf); err != nil {
			fail(in.mistake("-as-of : la date %.40q %s", "-as-of: date %.40q %s", c.asOf, in.spoken(err)))
		}
	}
	fail(in.loadPolicy(c.policy))
	ledger, context := demoLedger, demoContext
	if in.demo {
		in.name = "demo.fec.txt"
	} else {
		ledger, err = readFile("-fec", c.fec)
		context = nil
		fail(err)
	}
	contextName := "demo.context.json"
	if c.context != "" {
		contextName = c.context
		context, err = readFile("-context", c.context)
		fail(err)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	options := fec.Options{Terms: in.terms}
	if c.keepEuros {
		options.Foreign = fec.KeepEuros
	}
	in.ledger, err = fec.Read(in.name, bytes.NewReader(ledger), options)
	if err != nil {
		return nil, in.refusal(err)
	}
	if in.asOf == 0 && in.demo {
		in.asOf = demoDay
	}
	if in.asOf == 0 {
		in.asOf = in.ledger.Until
	}
	if in.asOf == 0 {
		return nil, in.mistake("%s : aucune écriture, donc pas de dernier jour ; donnez-en un avec -as-of", "%s: holds no entry, so it has no last day; give one with -as-of", in.name)
	}
	in.holds = map[string][]dunning.Hold{}
	for _, a := range in.ledger.Accounts {
		in.holds[a.Client.ID] = a.Holds
	}
	if context != nil {
		known, err := exchange.ReadJSON(contextName, bytes.NewReader(context))
		if err != nil {
			return nil, err
		}
		if err := enrich(in.ledger.Accounts, known); err != nil {
			return nil, fmt.Errorf("%s: %w", contextName, err)
		}
	}
	return in, nil
}

// mistake says what is wrong with the input in the language of the report.
func (in *input) mistake(french, english string, args ...any) error {
	if in.lang == law.English {
		return fmt.Errorf(english, args...)
	}
	return fmt.Errorf(french, args...)
}

// spoken is an error in the language of the report, if it speaks it.
func (in *input) spoken(err error) string {
	switch e := err.(type) {
	case interface{ Message(law.Lang) string }:
		return e.Message(in.lang)
	case *dunning.DateError:
		return e.Why(in.lang)
	}
	return err.Error()
}

// readFile says which flag named a file that cannot be read.
func readFile(flag, name string) ([]byte, error) {
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flag, err)
	}
	return src, nil
}

// refusal says what is wrong with a ledger in the language of the report, and
// names the flag behind an option that the library names.
func (in *input) refusal(err error) error {
	all, ok := errors.AsType[*fec.Errors](err)
	if !ok {
		return err
	}
	foreign := func(e *fec.Error) bool { return e.Code == fec.BadCurrency }
	if slices.ContainsFunc(all.List, foreign) {
		return in.mistake("%s\nl’option -keep-euros choisit KeepEuros", "%s\nthe flag -keep-euros chooses KeepEuros", all.Text(in.lang))
	}
	return errors.New(all.Text(in.lang))
}

// loadPolicy reads the file of a policy, or takes the standard one.
func (in *input) loadPolicy(file string) error {
	in.policy = policy.Standard()
	if file != "" {
		src, err := readFile("-policy", file)
		if err != nil {
			return err
		}
		in.policy, err = policy.Load[policy.Facts](file, src)
		if mistakes, ok := errors.AsType[policy.Diagnostics](err); ok {
			return errors.New(mistakes.Text(in.lang))
		}
		if err != nil {
			return err
		}
	}
	in.steps = map[string]step{}
	for _, s := range in.policy.Document().Steps {
		in.steps[s.ID] = step{cmp.Or(s.Label, s.ID), s.Optional}
	}
	return nil
}

// enrich adds to the accounts of a ledger what it does not know: the client
// himself, promises, holds, reminders, and the disputes of invoices, which are
// matched by their number. What matches nothing is an error: a dispute that is
// lost is a letter too many.
func enrich(accounts, known []dunning.Account) error {
	of := map[string]*dunning.Account{}
	for i := range accounts {
		of[accounts[i].Client.ID] = &accounts[i]
	}
	var errs []error
	for _, k := range known {
		a := of[k.Client.ID]
		if a == nil {
			errs = append(errs, fmt.Errorf("client %q is not in the ledger", k.Client.ID))
			continue
		}
		name := a.Client.Name
		a.Client = k.Client
		if a.Client.Name == "" {
			a.Client.Name = name
		}
		a.Promises, a.History = k.Promises, k.History
		a.Holds = append(slices.Clip(a.Holds), k.Holds...)
		if a.Client.Terms.Agreed() {
			for _, inv := range a.Invoices {
				inv.Terms = a.Client.Terms
			}
		}
		for _, inv := range k.Invoices {
			found := false
			for _, mine := range a.Invoices {
				if mine.ID == inv.ID {
					mine.Disputes, found = inv.Disputes, true
				}
			}
			if !found {
				errs = append(errs, fmt.Errorf("invoice %q of client %q is not in the ledger", inv.ID, k.Client.ID))
			}
		}
	}
	return errors.Join(errs...)
}
