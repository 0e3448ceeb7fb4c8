package penalty_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// A lawCase is one worked case of testdata/law. Everything is text, so that an
// accountant can read and add cases; see testdata/law/README.md.
type lawCase struct {
	Name    string
	Article string
	Source  string
	Given   given
	Expect  expect
}

type given struct {
	Rule string // b2b, b2b-2009, contract, public, consumer, or a country code

	Amount, Net, Currency     string
	Issued, Delivered, Due    string
	AsOf                      string `yaml:"as_of"`
	Kind                      string
	Instalments               []map[string]string
	Payments                  []map[string]string // on, amount, kind
	Rate, Monthly, Points     string
	TimesLegal                int `yaml:"times_legal"`
	Path, Floor, Base         string
	DayCount                  string `yaml:"day_count"`
	PaymentDay                string `yaml:"payment_day"`
	Rounding, Allocation      string
	Closing, Credits, Returns string
	Indemnity                 string
	Creditor                  string
	Notice, Enforceable       string
	Insolvency                string
	CompoundFrom              string `yaml:"compound_from"`
	AfterOpening              string `yaml:"after_opening"`
	Freezes                   []map[string]string
	Waived                    string
	Series                    map[string]string // name, from, rate, through: a series that is not shipped
}

type expect struct {
	Lines, Rates, Findings      []string
	Days                        []int
	Interest, Indemnity, Total  string
	Principal, Payable, Surplus string
	InterestPaid                string            `yaml:"interest_paid"`
	DaysLate                    *int              `yaml:"days_late"`
	Trap                        string            // a figure published by mistake: never the answer
	UnknownRate                 map[string]string `yaml:"unknown_rate"`
	Invalid                     []string          // fields that Validate refuses
}

func TestLaw(t *testing.T) {
	files, err := filepath.Glob("testdata/law/*.yaml")
	require.NoError(t, err)
	total, names := 0, map[string]bool{}
	for _, file := range files {
		cases := readCases(t, file)
		total += len(cases)
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			for _, c := range cases {
				assert.False(t, names[c.Name], "two cases are named %q", c.Name)
				names[c.Name] = true
				t.Run(c.Name, func(t *testing.T) { c.run(t) })
			}
		})
	}
	assert.GreaterOrEqual(t, total, 150, "cases were lost")
}

func readCases(t *testing.T, file string) []lawCase {
	t.Helper()
	src, err := os.ReadFile(file)
	require.NoError(t, err)
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	var cases []lawCase
	if err := dec.Decode(&cases); err != nil && !errors.Is(err, io.EOF) {
		t.Fatalf("%s: %v", file, err)
	}
	require.NotEmpty(t, cases, file)
	return cases
}

func (c *lawCase) run(t *testing.T) {
	assert.NotEmpty(t, c.Article, "a law case names its article")
	assert.NotEmpty(t, c.Source, "a law case names its source")
	rule, inv := c.Given.rule(t), c.Given.invoice(t)
	s, err := penalty.Compute(inv, rule, day(t, c.Given.AsOf))
	e := c.Expect
	if e.UnknownRate != nil {
		rateErr, ok := errors.AsType[*penalty.RateError](err)
		require.True(t, ok, "error: %v", err)
		assert.Equal(t, e.UnknownRate["series"], string(rateErr.Series))
		assert.Equal(t, e.UnknownRate["day"], rateErr.Day.String())
		if through, ok := e.UnknownRate["known_through"]; ok {
			assert.Equal(t, through, rateErr.KnownThrough.String())
		}
		assert.Contains(t, rateErr.Error(), e.UnknownRate["says"])
		return
	}
	if e.Invalid != nil {
		problems, ok := errors.AsType[dunning.Problems](err)
		require.True(t, ok, "error: %v", err)
		var fields []string
		for _, p := range problems {
			fields = append(fields, p.Field)
		}
		assert.Equal(t, e.Invalid, fields)
		return
	}
	require.NoError(t, err)
	var lines, rates, findings []string
	var days []int
	for _, l := range s.Lines {
		lines = append(lines, l.Interest.StringFixed(2))
		rates = append(rates, l.Rate.StringFixed(2))
		days = append(days, l.Days)
	}
	for _, f := range s.Findings {
		findings = append(findings, string(f.Code))
	}
	checks := 0
	check := func(wanted bool, want, got any, what string) {
		if wanted {
			checks++
			assert.Equal(t, want, got, what)
		}
	}
	money := func(want string, got decimal.Decimal, what string) {
		check(want != "", want, got.StringFixed(2), what)
	}
	check(e.Lines != nil, fmt.Sprint(e.Lines), fmt.Sprint(lines), "interest of the lines")
	check(e.Rates != nil, fmt.Sprint(e.Rates), fmt.Sprint(rates), "rates of the lines")
	check(e.Days != nil, e.Days, days, "days of the lines")
	check(e.Findings != nil, fmt.Sprint(e.Findings), fmt.Sprint(findings), "findings")
	money(e.Interest, s.Interest, "interest")
	money(e.Indemnity, s.Indemnity, "indemnity")
	money(e.Total, s.Total, "total")
	money(e.Principal, s.Principal, "principal")
	money(e.Payable, s.Payable, "payable")
	money(e.Surplus, s.Surplus, "surplus")
	money(e.InterestPaid, s.InterestPaid, "interest paid")
	if e.DaysLate != nil {
		check(true, *e.DaysLate, s.DaysLate, "days late")
	}
	if e.Trap != "" {
		checks++
		assert.NotEqual(t, e.Trap, s.Interest.StringFixed(2), "the published mistake")
		for _, l := range append(lines, rates...) {
			assert.NotEqual(t, e.Trap, l, "the published mistake")
		}
	}
	assert.Positive(t, checks, "a case that expects nothing cannot fail")
	identities(t, inv, s)
}

// identities hold for every statement.
func identities(t testing.TB, inv *dunning.Invoice, s penalty.Statement) {
	t.Helper()
	sum := decimal.Decimal{}
	for _, l := range s.Lines {
		sum = sum.Add(l.Interest)
		assert.Equal(t, int(l.Until-l.From), l.Days)
		assert.Positive(t, l.Days)
		assert.True(t, l.Principal.IsPositive())
		assert.False(t, l.Interest.IsNegative())
		assert.LessOrEqual(t, l.Until, s.AsOf+1)
	}
	assert.Equal(t, sum.StringFixed(3), s.Interest.StringFixed(3), "the lines add up")
	assert.Equal(t, s.Interest.Add(s.Indemnity).StringFixed(3), s.Total.StringFixed(3))
	if inv.Amount.IsPositive() && inv.Kind == dunning.Ordinary && s.AsOf >= inv.Issued {
		// Whatever the allocation, what is left is the ledger and the price of lateness.
		assert.Equal(t, inv.OpenAt(s.AsOf).Add(s.Total).StringFixed(3), s.Payable.StringFixed(3), "payable")
		paid := s.Interest.Sub(s.InterestPaid).Add(s.Indemnity).Sub(s.IndemnityPaid).Add(s.Principal).Sub(s.Surplus)
		assert.Equal(t, paid.StringFixed(3), s.Payable.StringFixed(3), "what is open")
	}
	for _, a := range s.Allocations {
		effect := inv.Settlements[a.Settlement].Effect().Neg()
		assert.Equal(t, effect.StringFixed(3), a.Principal.Add(a.Interest).Add(a.Indemnity).Add(a.Surplus).StringFixed(3), "shares of one settlement")
	}
}

func (g *given) invoice(t *testing.T) *dunning.Invoice {
	t.Helper()
	inv := &dunning.Invoice{ID: "F-1", Currency: g.Currency, Amount: dec(g.Amount)}
	if g.Due != "" {
		inv.Due = day(t, g.Due)
		inv.Issued = inv.Due - 30
	}
	if g.Net != "" {
		inv.Net = dec(g.Net)
	}
	for text, to := range map[string]*date.Date{g.Issued: &inv.Issued, g.Delivered: &inv.Delivered} {
		if text != "" {
			*to = day(t, text)
		}
	}
	inv.Kind = choose(t, g.Kind, map[string]dunning.DocumentKind{"opening": dunning.Opening, "suspense": dunning.Suspense})
	for _, i := range g.Instalments {
		part := dunning.Instalment{Due: day(t, i["due"]), Amount: dec(i["amount"])}
		if inv.Issued == 0 {
			inv.Issued = part.Due - 30
		}
		inv.Instalments = append(inv.Instalments, part)
	}
	for _, p := range g.Payments {
		kind := choose(t, p["kind"], map[string]dunning.SettlementKind{"credit-note": dunning.CreditNote,
			"returned": dunning.Returned, "discount": dunning.Discount, "write-off": dunning.WriteOff, "adjustment": dunning.Adjustment})
		inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: day(t, p["on"]), Amount: dec(p["amount"]), Kind: kind})
	}
	return inv
}

func (g *given) rule(t *testing.T) penalty.Rule {
	t.Helper()
	var r penalty.Rule
	switch g.Rule {
	case "b2b":
		r = penalty.B2B()
	case "b2b-2009":
		r = penalty.B2BFrom2009()
	case "contract":
		r = penalty.Contract(penalty.Formula{})
	case "public":
		r = penalty.PublicBuyer()
	case "consumer":
		r = penalty.Consumer()
	default:
		p, err := penalty.ForCountry(g.Rule)
		require.NoError(t, err)
		r = p.Rule
	}
	switch {
	case g.Rate != "":
		r.Rate = penalty.Fixed(dec(g.Rate))
	case g.Monthly != "":
		r.Rate = penalty.PerMonth(dec(g.Monthly))
	case g.Points != "":
		r.Rate = penalty.Above(penalty.ECB, dec(g.Points))
	case g.TimesLegal != 0:
		r.Rate = penalty.TimesLegal(g.TimesLegal)
	}
	if g.Creditor == "private" {
		r.Rate = penalty.Above(penalty.LegalPrivate, decimal.Decimal{})
	}
	set(t, &r.Path, g.Path, map[string]penalty.RatePath{"per-half-year": penalty.PerHalfYear, "frozen": penalty.FrozenAtStart, "at-payment": penalty.AtPayment})
	set(t, &r.Floor, g.Floor, map[string]penalty.Floor{"none": penalty.NoFloor, "keep": penalty.KeepAndWarn, "raise": penalty.RaiseToFloor, "statutory": penalty.StatutoryInstead})
	set(t, &r.Base, g.Base, map[string]penalty.Base{"HT": penalty.HT})
	set(t, &r.DayCount, g.DayCount, map[string]penalty.DayCount{"365": penalty.Days365, "actual": penalty.ActualYear, "360": penalty.Days360})
	set(t, &r.PaymentDay, g.PaymentDay, map[string]penalty.PaymentDay{"excluded": penalty.Excluded, "due-day-instead": penalty.DueDayInstead})
	set(t, &r.Rounding, g.Rounding, map[string]penalty.Rounding{"total": penalty.OnTotal})
	set(t, &r.Allocation, g.Allocation, map[string]penalty.Allocation{"interest-first": penalty.InterestFirst, "costs-first": penalty.CostsFirst, "principal-first": penalty.PrincipalFirst})
	set(t, &r.Closing, g.Closing, map[string]penalty.Closing{"full-payment": penalty.AtFullPayment})
	set(t, &r.Credits, g.Credits, map[string]penalty.CreditEffect{"from-invoice": penalty.FromInvoiceDate})
	set(t, &r.Returns, g.Returns, map[string]penalty.ReturnEffect{"never-paid": penalty.NeverPaid})
	set(t, &r.Indemnity.Unit, g.Indemnity, map[string]penalty.IndemnityUnit{"none": penalty.NoIndemnity, "per-invoice": penalty.PerInvoice, "per-instalment": penalty.PerInstalment})
	set(t, &r.AfterOpening, g.AfterOpening, map[string]penalty.OpeningEffect{"runs-on": penalty.InterestRunsOn})
	set(t, &r.Waived, g.Waived, map[string]penalty.Waiver{"interest": penalty.WaiveInterest, "indemnity": penalty.WaiveIndemnity, "all": penalty.WaiveAll})
	for _, d := range []struct {
		to   *date.Date
		text string
	}{{&r.Notice, g.Notice}, {&r.Enforceable, g.Enforceable}, {&r.Insolvency, g.Insolvency}, {&r.CompoundFrom, g.CompoundFrom}} {
		if d.text != "" {
			*d.to = day(t, d.text)
		}
	}
	for _, f := range g.Freezes {
		r.Freezes = append(r.Freezes, penalty.Freeze{From: day(t, f["from"]), Until: day(t, f["until"])})
	}
	if g.Series != nil {
		src := fmt.Sprintf("# series: %s\n# source: case\n# checked: 2026-11-22\n# known-through: %s\neffective,rate_percent,confidence,published,source\n%s,%s,2+,,case\n",
			g.Series["name"], g.Series["through"], g.Series["from"], g.Series["rate"])
		rates, err := penalty.Official().With("case.csv", []byte(src))
		require.NoError(t, err)
		r.Rates = rates
	}
	return r
}

func set[V any](t *testing.T, to *V, text string, values map[string]V) {
	t.Helper()
	if text != "" {
		*to = choose(t, text, values)
	}
}

func choose[V any](t *testing.T, text string, values map[string]V) V {
	t.Helper()
	v, ok := values[text]
	require.True(t, ok || text == "" || text == "payment", "unknown value %q", text)
	return v
}
