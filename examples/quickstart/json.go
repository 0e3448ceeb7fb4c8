package main

import (
	"encoding/json"
	"io"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/law"
)

// document is the JSON form of the report. Its names are stable: names may be
// added, none is removed or changes its meaning. Amounts are strings of euros
// with two decimals, dates are YYYY-MM-DD; an absent date is left out.
//
// The buckets add up to open_total. They are not_due, 1-30, 31-60, 61-90,
// over_90, due_unknown and credits, which is negative or zero.
type document struct {
	Source    string            `json:"source"`
	Invented  bool              `json:"invented"` // the shipped example
	AsOf      string            `json:"as_of"`
	Currency  string            `json:"currency"`
	OpenTotal string            `json:"open_total"`     // of accounts 411, credits deducted
	Ledger    string            `json:"ledger_balance"` // of the same, from the lines of the ledger
	Doubtful  string            `json:"doubtful_total"` // of accounts 416, not in open_total
	Buckets   map[string]string `json:"buckets"`
	Clients   []clientJSON      `json:"clients"`
	KPIs      []kpiJSON         `json:"kpis"`
	Period    periodJSON        `json:"kpi_period"`
	Penalties penaltiesJSON     `json:"penalties"`
	Findings  []findingJSON     `json:"findings"`           // of the ledger, by line
	Warnings  []string          `json:"warnings,omitempty"` // the ledger does not cover the day, or has no customers
}

type clientJSON struct {
	ID      string            `json:"id"`
	Name    string            `json:"name,omitempty"`
	Open    string            `json:"open"`               // accounts 411
	Doubt   string            `json:"doubtful,omitempty"` // accounts 416
	Since   string            `json:"since,omitempty"`    // earliest due date still unpaid
	Buckets map[string]string `json:"buckets"`
	Next    []nextJSON        `json:"next"` // one for each dunning file; none when nothing is open
}

type nextJSON struct {
	Step     string        `json:"step"` // "" is nothing to do: see blockers
	Invoice  string        `json:"invoice,omitempty"`
	Amount   string        `json:"amount"`
	Segment  string        `json:"segment,omitempty"`
	Channels []string      `json:"channels,omitempty"`
	Review   string        `json:"review,omitempty"`
	Passed   []string      `json:"passed,omitempty"` // steps that were passed over; why leaves the optional ones out
	Why      string        `json:"why"`
	Blockers []blockerJSON `json:"blockers,omitempty"`
	LeftOut  []leftJSON    `json:"left_out,omitempty"` // what is owed and not in amount
	NotUntil string        `json:"not_before,omitempty"`
	NextStep string        `json:"next_step,omitempty"`
	Policy   string        `json:"policy"`
	Version  int           `json:"policy_version"`
	Hash     string        `json:"policy_hash"`
}

type blockerJSON struct {
	Code    string `json:"code"`
	Text    string `json:"text"`
	LiftsOn string `json:"lifts_on,omitempty"`
}

type leftJSON struct {
	Invoice string `json:"invoice"`
	Amount  string `json:"amount"`
	Code    string `json:"code"` // those of blockers, and set_off, unexplained, no_due_date
	Text    string `json:"text"`
	LiftsOn string `json:"lifts_on,omitempty"`
}

type periodJSON struct {
	From  string `json:"from"`
	Until string `json:"until"` // the last day, that of the report
	Days  int    `json:"days"`
}

type kpiJSON struct {
	Code        string `json:"code"` // "dso": see package kpi
	Name        string `json:"name"`
	Value       string `json:"value,omitempty"`
	Unit        string `json:"unit"` // days, percent or the currency
	Formula     string `json:"formula"`
	Tax         string `json:"tax_basis"`
	Sample      int    `json:"sample,omitempty"`
	Numerator   string `json:"numerator,omitempty"`
	Denominator string `json:"denominator,omitempty"`
	Error       string `json:"error,omitempty"` // why there is no value
}

type penaltiesJSON struct {
	Interest  string      `json:"interest"`
	Indemnity string      `json:"indemnity"`
	Total     string      `json:"total"`
	Invoices  []claimJSON `json:"invoices"`
	Barred    []claimJSON `json:"time_barred,omitempty"` // too old to be enforced, not in the totals
	Held      []claimJSON `json:"held,omitempty"`        // on hold since the ledger was read, see reason; not in the totals
	Unpriced  []string    `json:"unpriced,omitempty"`    // why some interest is missing
	Undated   undatedJSON `json:"undated"`               // owed on documents whose origin the ledger does not say: nothing is claimed
	ToExplain undatedJSON `json:"to_explain"`            // of these, the debits that are no sale
}

type undatedJSON struct {
	Documents int    `json:"documents"`
	Open      string `json:"open"`
}

type claimJSON struct {
	Invoice   string     `json:"invoice"`
	Client    string     `json:"client"`
	Due       string     `json:"due"`
	DaysLate  int        `json:"days_late"`
	Interest  string     `json:"interest"`
	Indemnity string     `json:"indemnity"`
	Total     string     `json:"total"`
	Reason    string     `json:"reason,omitempty"` // why it is held
	Lines     []lineJSON `json:"lines"`
}

type lineJSON struct {
	From      string `json:"from"`  // first day
	Until     string `json:"until"` // first day after
	Days      int    `json:"days"`
	Principal string `json:"principal"`
	Rate      string `json:"rate"` // percent a year
	Interest  string `json:"interest"`
}

type findingJSON struct {
	Code string `json:"code"`
	Line int    `json:"line"`
	Text string `json:"text"`
}

func writeJSON(w io.Writer, r *report) error {
	interest, indemnity, total := sum(r.claims)
	doc := document{
		Source: r.name, Invented: r.demo, AsOf: r.asOf.String(), Currency: "EUR",
		OpenTotal: cents(r.balance.Total.Open), Ledger: cents(r.identity.Ledger), Buckets: buckets(r.balance.Total), Doubtful: cents(r.doubtful.Total.Open),
		Clients:   []clientJSON{},
		KPIs:      r.figuresJSON(),
		Period:    periodJSON{From: r.period.From.String(), Until: r.asOf.String(), Days: r.period.Length()},
		Penalties: penaltiesJSON{Interest: cents(interest), Indemnity: cents(indemnity), Total: cents(total), Invoices: []claimJSON{}},
		Findings:  []findingJSON{},
		Warnings:  r.warnings(),
	}
	doc.Penalties.Undated = undatedJSON{r.blind.count + r.suspense.count, cents(r.blind.open.Add(r.suspense.open))}
	doc.Penalties.ToExplain = undatedJSON{r.suspense.count, cents(r.suspense.open)}
	next := map[string][]nextJSON{}
	for _, f := range r.files {
		next[f.client] = append(next[f.client], f.json(r.lang))
	}
	doubtful := map[string]aging.Row{}
	for _, row := range r.doubtful.Clients {
		doubtful[row.Client] = row
	}
	rows := map[string]aging.Row{}
	for _, row := range r.balance.Clients {
		rows[row.Client] = row
	}
	for _, a := range r.ledger.Accounts {
		id := a.Client.ID
		row, bad := rows[id], doubtful[id]
		if row.Client == "" && bad.Client == "" && len(next[id]) == 0 {
			continue
		}
		c := clientJSON{ID: id, Name: r.names[id], Open: cents(row.Open), Since: dated(row.Oldest), Buckets: buckets(row), Next: append([]nextJSON{}, next[id]...)}
		if bad.Client != "" {
			c.Doubt = cents(bad.Open)
		}
		doc.Clients = append(doc.Clients, c)
	}
	for _, c := range r.claims {
		doc.Penalties.Invoices = append(doc.Penalties.Invoices, c.json())
	}
	for _, c := range r.barred {
		doc.Penalties.Barred = append(doc.Penalties.Barred, c.json())
	}
	for _, c := range r.held {
		j := c.json()
		j.Reason = wordsOf(c.hold).why[r.lang&1]
		doc.Penalties.Held = append(doc.Penalties.Held, j)
	}
	for _, err := range r.unpriced {
		doc.Penalties.Unpriced = append(doc.Penalties.Unpriced, err.Error())
	}
	for _, f := range r.ledger.Findings {
		doc.Findings = append(doc.Findings, findingJSON{Code: string(f.Code), Line: f.Line, Text: r.finding(f)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

func (r *report) figuresJSON() []kpiJSON {
	list := make([]kpiJSON, len(r.figures))
	for i, f := range r.figures {
		unit := map[kpi.Unit]string{kpi.Days: "days", kpi.Percent: "percent", kpi.Money: f.Currency}[f.Unit]
		list[i] = kpiJSON{Code: string(f.Code), Name: f.Name(r.lang), Unit: unit, Formula: f.Formula(r.lang), Tax: f.Tax.String()}
		if f.missing != nil {
			list[i].Error = f.reason(r.lang)
			continue
		}
		list[i].Value, list[i].Sample = f.Value.String(), f.Sample
		list[i].Numerator, list[i].Denominator = f.Numerator.String(), f.Denominator.String()
	}
	return list
}

func buckets(row aging.Row) map[string]string {
	names := []string{"not_due", "1-30", "31-60", "61-90", "over_90", "due_unknown", "credits"}
	m := make(map[string]string, len(names))
	for _, name := range names {
		m[name] = "0.00"
	}
	if row.Client == "" && row.Documents == 0 {
		return m
	}
	for i, amount := range columns(row) {
		m[names[i]] = cents(amount)
	}
	return m
}

func (f file) json(lang law.Lang) nextJSON {
	n := nextJSON{
		Step: f.Step, Invoice: f.Invoice, Amount: cents(f.Amount), Segment: f.Segment, Review: string(f.Review), Why: f.told.Text(lang),
		Passed: f.Passed, NotUntil: dated(f.Next), NextStep: f.NextStep, Policy: f.Policy, Version: f.Version, Hash: f.Hash,
	}
	for _, c := range f.Channels {
		n.Channels = append(n.Channels, c.String())
	}
	for i, b := range f.Blockers {
		n.Blockers = append(n.Blockers, blockerJSON{Code: string(b.Code), Text: f.why[i], LiftsOn: dated(b.LiftsOn)})
	}
	for i, l := range f.Left {
		n.LeftOut = append(n.LeftOut, leftJSON{Invoice: l.Invoice, Amount: cents(l.Amount), Code: string(l.Code), Text: f.left[i], LiftsOn: dated(l.LiftsOn)})
	}
	return n
}

func (c claim) json() claimJSON {
	j := claimJSON{Invoice: c.Invoice, Client: c.client, Due: dated(c.Due), DaysLate: c.DaysLate, Interest: cents(c.Interest), Indemnity: cents(c.Indemnity), Total: cents(c.Total)}
	for _, l := range c.Lines {
		j.Lines = append(j.Lines, lineJSON{dated(l.From), dated(l.Until), l.Days, cents(l.Principal), l.Rate.String(), cents(l.Interest)})
	}
	return j
}

func cents(d decimal.Decimal) string { return d.StringFixed(2) }

func dated(d date.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}
