package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"html/template"
	"net/http"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// policyFile is the name of the editor's content in messages.
const policyFile = "policy.yaml"

// trial is what the page sends: a policy, a client, a day.
type trial struct {
	Lang   string `json:"lang"`
	Policy string `json:"policy"`
	Day    string `json:"day"`
	form
}

// outcome is what the page shows of a trial.
type outcome struct {
	Marks  []mark        `json:"marks"`  // places in the editor
	Policy template.HTML `json:"policy"` // what is said under the editor
	Fields []fieldError  `json:"fields"` // what is wrong in the form
	Result template.HTML `json:"result"` // the decision and what follows
	Steps  []string      `json:"steps"`  // of the policy, to choose from
}

// mark is a place in the editor.
type mark struct {
	Line   int    `json:"line"`
	Column int    `json:"column"` // in characters
	Text   string `json:"text"`
}

func tryPolicy(w http.ResponseWriter, r *http.Request) {
	var t trial
	if !readJSON(w, r, &t) {
		return
	}
	out, err := t.run(r.Context())
	if err != nil {
		fail(w, err)
		return
	}
	answer(w, out)
}

// run checks the policy and the form, each by itself, and decides when both are
// right.
func (t trial) run(ctx context.Context) (*outcome, error) {
	in := &formReader{reader: readerOf(t.Lang)}
	out := &outcome{Steps: []string{}}
	doc, compiled, mistakes := compile(t.Policy)
	if doc != nil {
		for _, s := range doc.Steps {
			out.Steps = append(out.Steps, s.ID)
		}
	}
	out.Marks = in.marks(mistakes)
	var err error
	if out.Policy, err = in.render("mistakes.html", map[string]any{"Mistakes": in.mistakes(mistakes), "Document": doc}); err != nil {
		return nil, err
	}
	day := in.date("day", t.Day, true)
	account := in.account(t.form)
	if compiled != nil && len(in.errs) == 0 {
		out.Result, err = in.decide(ctx, doc, compiled, account, day)
		if errors.Is(err, context.DeadlineExceeded) {
			in.wrong("", "le calcul a pris trop de temps et a été arrêté", "the computation took too long and was stopped")
		} else if err != nil {
			in.refused(err)
		}
	}
	out.Fields = in.errs
	if out.Result == "" {
		out.Result, err = in.render("undecided.html", map[string]any{"Policy": len(mistakes), "Fields": len(in.errs)})
		return out, err
	}
	return out, nil
}

// compile reads and checks a policy. There are mistakes, or a policy; what could
// be read of the document is there in any case.
func compile(text string) (*policy.Document, *policy.Policy[policy.Facts], policy.Diagnostics) {
	doc, _ := policy.Parse(policyFile, []byte(text)) // Load says why there is none
	p, err := policy.Load[policy.Facts](policyFile, []byte(text))
	if err == nil {
		return doc, p, nil
	}
	ds, ok := errors.AsType[policy.Diagnostics](err)
	if !ok {
		ds = policy.Diagnostics{{Message: err.Error()}}
	}
	return doc, nil, ds
}

// verdict is the decision for one file, with the whole path to it.
type verdict struct {
	policy.Trace
	Line string // the decision in a line: what and why, or why nothing
	Text string // the path as text
	JSON string // the path as data
}

func (r *formReader) decide(ctx context.Context, doc *policy.Document, p *policy.Policy[policy.Facts], account *dunning.Account, day date.Date) (template.HTML, error) {
	files, err := p.Facts(account, day)
	if err != nil {
		return "", err
	}
	var verdicts []verdict
	for _, f := range files {
		trace, err := p.Explain(f)
		if err != nil {
			return "", err
		}
		var data bytes.Buffer
		e := json.NewEncoder(&data)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(trace); err != nil {
			return "", err
		}
		told := trace.Decision
		if r.lang == law.French {
			told = p.Labelled(told)
		}
		line := told.Text(r.lang)
		if told.None() {
			line = told.Reason(r.lang)
		}
		verdicts = append(verdicts, verdict{trace, line, trace.Text(r.lang), data.String()})
	}
	list, err := lanes(ctx, p, account, day, doc.Carrying == policy.EachInvoice)
	if err != nil {
		return "", err
	}
	plan := r.plan(day, list, account.Invoices)
	return r.render("decision.html", map[string]any{"Verdicts": verdicts, "Day": day, "Plan": plan})
}
