package main

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/nightly"
	"github.com/creance/creance/policy"
)

// A resultLine is what results-NAME.jsonl says of an account.
type resultLine struct {
	Client    string            `json:"client"`
	Refused   string            `json:"refused,omitempty"` // why
	Lines     []nightly.Line    `json:"lines,omitempty"`
	Decisions []policy.Decision `json:"decisions,omitempty"`
}

func lineOf(r nightly.Result) (string, error) {
	l := resultLine{Client: r.Client, Lines: r.Lines(), Decisions: r.Decisions}
	if r.Err != nil {
		l.Refused = r.Err.Error()
	}
	text, err := json.Marshal(l)
	return string(text) + "\n", err
}

// A counter is one sum of the whole portfolio under a name.
type counter func(name string, n int64)

// Names of counters; amounts are in minor units, their currency after the colon.
const (
	accounts  = "accounts"
	refused   = "refused"
	invoices  = "invoices"
	step      = "step:"
	interest  = "interest:"
	indemnity = "indemnity:"
	paid      = "paid:"
)

// count names what a result adds to the summary, beside accumulators.
func count(r nightly.Result, add counter) {
	add(accounts, 1)
	if r.Err != nil {
		add(refused, 1)
		return
	}
	add(invoices, int64(len(r.Lines())))
	for _, d := range r.Decisions {
		add(step+d.Step, 1)
	}
	for _, c := range nightly.Charges(r.Lines()) {
		digits, _ := dunning.CurrencyDigits(c.Currency)
		minor := func(d decimal.Decimal) int64 { return d.Shift(digits).IntPart() }
		add(interest+c.Currency, minor(c.Interest))
		add(indemnity+c.Currency, minor(c.Indemnity))
		add(paid+c.Currency, minor(c.Paid))
	}
}

// A summary is summary.json.
type summary struct {
	Counts  map[string]int64 `json:"counts"` // encoding/json sorts them
	Aged    aging.Report     `json:"aged"`
	Figures []kpi.Result     `json:"figures"`
}

func (s summary) text() ([]byte, error) {
	text, err := json.MarshalIndent(s, "", "  ")
	return append(text, '\n'), err
}
