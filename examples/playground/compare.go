package main

import (
	"html/template"
	"net/http"
	"slices"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

// comparison is what the page sends to compare two versions on its client.
type comparison struct {
	Before string `json:"before"`
	trial
}

// compareAnswer is what the page shows of it.
type compareAnswer struct {
	Marks  []mark        `json:"marks"` // places in the version before
	Result template.HTML `json:"result"`
}

func comparePolicies(w http.ResponseWriter, r *http.Request) {
	var c comparison
	if !readJSON(w, r, &c) {
		return
	}
	out, err := c.run()
	if err != nil {
		fail(w, err)
		return
	}
	answer(w, out)
}

// run compares the versions when both are right and the form is too.
func (c comparison) run() (*compareAnswer, error) {
	in := &formReader{reader: readerOf(c.Lang)}
	_, before, mistakes := compile(c.Before)
	_, after, ofAfter := compile(c.Policy)
	out := &compareAnswer{Marks: in.marks(mistakes)}
	day := in.date("day", c.Day, true)
	account := in.account(c.form)
	var result *policy.Comparison
	if before != nil && after != nil && len(in.errs) == 0 {
		both, err := policy.Diff(before, after, policy.Portfolio[policy.Facts]{Accounts: slices.Values([]*dunning.Account{account})}, day)
		if err != nil {
			in.refused(err)
		} else {
			result = &both
		}
	}
	var err error
	out.Result, err = in.render("compare.html", map[string]any{
		"Mistakes": in.mistakes(mistakes), "OfAfter": len(ofAfter), "Fields": in.errs, "Result": result, "Lang": in.lang,
	})
	return out, err
}
