package aging_test

import (
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "penalty":          "an aged balance needs no rate",
		deptest.Module + "kpi":              "kpi and aging stand side by side",
		deptest.Module + "policy":           "policy decides on what others computed",
		"github.com/expr-lang/expr":         "only policy has an expression language",
		"go.yaml.in/yaml/v3":                "only policy reads YAML",
		deptest.Module + "dunning/exchange": "only programs exchange files",
		deptest.Module + "dunning/fec":      "only programs read ledgers",
	})
}

func day(s string) date.Date {
	d, err := dunning.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func text(d decimal.Decimal) string { return d.StringFixed(2) }

// asOf is the closing day of most tests.
var asOf = day("2026-06-30")

// invoice is issued 90 days before it is due.
func invoice(id, client, amount, due string) *dunning.Invoice {
	return &dunning.Invoice{ID: id, Client: client, Issued: day(due) - 90, Due: day(due), Amount: dec(amount)}
}

func report(t *testing.T, b aging.Buckets, invoices ...*dunning.Invoice) aging.Report {
	t.Helper()
	r, err := aging.Of(asOf, b, slices.Values(invoices))
	require.NoError(t, err)
	return r
}

// cells writes a row as "not due | buckets… | unknown | credits = open".
func cells(r aging.Row) string {
	out := text(r.NotDue)
	for _, n := range r.Overdue {
		out += " | " + text(n)
	}
	return out + " | " + text(r.Unknown) + " | " + text(r.Credits) + " = " + text(r.Open)
}

func TestColumnsByDaysLate(t *testing.T) {
	for name, c := range map[string]struct{ due, want string }{
		"due tomorrow":    {"2026-07-01", "1.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 = 1.00"},
		"due today":       {"2026-06-30", "1.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 = 1.00"},
		"one day late":    {"2026-06-29", "0.00 | 1.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 = 1.00"},
		"thirty":          {"2026-05-31", "0.00 | 1.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 = 1.00"},
		"thirty-one":      {"2026-05-30", "0.00 | 0.00 | 1.00 | 0.00 | 0.00 | 0.00 | 0.00 = 1.00"},
		"sixty":           {"2026-05-01", "0.00 | 0.00 | 1.00 | 0.00 | 0.00 | 0.00 | 0.00 = 1.00"},
		"sixty-one":       {"2026-04-30", "0.00 | 0.00 | 0.00 | 1.00 | 0.00 | 0.00 | 0.00 = 1.00"},
		"ninety":          {"2026-04-01", "0.00 | 0.00 | 0.00 | 1.00 | 0.00 | 0.00 | 0.00 = 1.00"},
		"ninety-one":      {"2026-03-31", "0.00 | 0.00 | 0.00 | 0.00 | 1.00 | 0.00 | 0.00 = 1.00"},
		"fifteen years":   {"2011-06-30", "0.00 | 0.00 | 0.00 | 0.00 | 1.00 | 0.00 | 0.00 = 1.00"},
		"next millennium": {"2999-12-31", "0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 = 0.00"},
	} {
		t.Run(name, func(t *testing.T) {
			r := report(t, aging.Standard(), invoice("F1", "C", "1", c.due)).Balance("")
			assert.Equal(t, c.want, cells(r.Total))
			assert.True(t, r.Identity.Holds())
		})
	}
}

func TestTheZeroBucketsAreTheStandard(t *testing.T) {
	r := report(t, aging.Buckets{}, invoice("F1", "C", "1", "2026-04-30"))
	assert.Equal(t, aging.Standard(), r.Buckets)
	var labels []string
	for i := range r.Buckets.Len() {
		labels = append(labels, r.Buckets.Label(i, law.French))
	}
	assert.Equal(t, []string{"1-30", "31-60", "61-90", "plus de 90"}, labels)
	assert.Equal(t, "over 90", r.Buckets.Label(3, law.English))
	assert.Empty(t, r.Buckets.Label(4, law.French))
	assert.Empty(t, r.Buckets.Label(-1, law.French))
}

func TestSingleDayBucketAndIssueBasisLabels(t *testing.T) {
	b := aging.Buckets{UpTo: []int{1, 2, 15}}
	assert.Equal(t, []string{"1", "2", "3-15", "plus de 15"},
		[]string{b.Label(0, law.French), b.Label(1, law.French), b.Label(2, law.French), b.Label(3, law.French)})
	b.Basis = aging.FromIssue
	assert.Equal(t, "0-1", b.Label(0, law.French), "the day of issue is age 0")
}

func TestPaymentsAfterTheDayAreIgnored(t *testing.T) {
	inv := invoice("F1", "C", "100", "2026-05-15")
	inv.Settlements = []dunning.Settlement{
		{Date: asOf, Amount: dec("40")},
		{Date: asOf + 1, Amount: dec("60")},
	}
	assert.Equal(t, "60.00", text(report(t, aging.Standard(), inv).Balance("").Total.Open))

	r, err := aging.Of(asOf+1, aging.Standard(), slices.Values([]*dunning.Invoice{inv}))
	require.NoError(t, err)
	assert.Empty(t, r.Balances, "a client who owes nothing has no row")
}

func TestNotIssuedYetCountsForNothing(t *testing.T) {
	inv := &dunning.Invoice{ID: "F1", Client: "C", Issued: asOf + 1, Due: asOf + 31, Amount: dec("100")}
	assert.Empty(t, report(t, aging.Standard(), inv).Balances)

	inv.Settlements = []dunning.Settlement{{Date: asOf, Amount: dec("10")}}
	assert.Equal(t, "-10.00", text(report(t, aging.Standard(), inv).Balance("EUR").Total.Credits), "a deposit is a credit until the invoice is issued")
}

func TestCreditsStandApart(t *testing.T) {
	overpaid := invoice("F2", "C", "100", "2026-05-15")
	overpaid.Settlements = []dunning.Settlement{{Date: asOf, Amount: dec("110")}}
	onAccount := &dunning.Invoice{ID: "R1", Client: "C", Kind: dunning.OnAccount, Issued: asOf - 5, Amount: dec("-30")}
	r := report(t, aging.Standard(),
		invoice("F1", "C", "200", "2026-06-15"), overpaid, invoice("A1", "C", "-25", "2026-06-15"), onAccount)
	total := r.Balance("").Total
	assert.Equal(t, "0.00 | 200.00 | 0.00 | 0.00 | 0.00 | 0.00 | -65.00 = 135.00", cells(total))
	assert.Equal(t, 4, total.Documents)
	assert.Equal(t, "2026-06-15", total.Oldest.String(), "a credit is not the oldest debt")
}

func TestInstalmentsAgeEachFromItsOwnDate(t *testing.T) {
	inv := invoice("F1", "C", "100", "2026-07-31")
	inv.Instalments = []dunning.Instalment{
		{Due: day("2026-07-31"), Amount: dec("20")},
		{Due: day("2026-04-15"), Amount: dec("30")},
		{Due: day("2026-06-10"), Amount: dec("50")},
	}
	total := report(t, aging.Standard(), inv).Balance("").Total
	assert.Equal(t, "20.00 | 50.00 | 0.00 | 30.00 | 0.00 | 0.00 | 0.00 = 100.00", cells(total))
	assert.Equal(t, 1, total.Documents, "three parts, one document")

	inv.Settlements = []dunning.Settlement{{Date: asOf, Amount: dec("40")}}
	total = report(t, aging.Standard(), inv).Balance("").Total
	assert.Equal(t, "20.00 | 40.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 = 60.00", cells(total))
	assert.Equal(t, "2026-06-10", total.Oldest.String())
}

func TestAgeFromIssue(t *testing.T) {
	b := aging.Buckets{UpTo: []int{30, 60}, Basis: aging.FromIssue}
	a := &dunning.Invoice{ID: "F1", Client: "C", Issued: asOf, Due: asOf + 30, Amount: dec("1")}
	c := &dunning.Invoice{ID: "F2", Client: "C", Issued: asOf - 31, Due: asOf, Amount: dec("2"),
		Instalments: []dunning.Instalment{{Due: asOf, Amount: dec("2")}}}
	assert.Equal(t, "0.00 | 1.00 | 2.00 | 0.00 | 0.00 | 0.00 = 3.00", cells(report(t, b, a, c).Balance("").Total))
}

func TestMemoItemsStayInTheColumns(t *testing.T) {
	contested := invoice("F1", "C", "100", "2026-06-15")
	contested.Disputes = []dunning.Dispute{
		{From: day("2026-06-20"), Amount: dec("40")},
		{From: day("2026-06-01"), Until: day("2026-06-10"), Amount: dec("60")},
	}
	bad := invoice("F2", "D", "500", "2025-06-15")
	bad.Doubtful = true
	b := report(t, aging.Standard(), contested, bad).Balance("")
	assert.Equal(t, "40.00", text(b.Total.Disputed))
	assert.Equal(t, "500.00", text(b.Total.Doubtful))
	assert.Equal(t, "600.00", text(b.Total.Late()))
	assert.True(t, b.Identity.Holds())
}

func TestCurrenciesAreNeverMixed(t *testing.T) {
	usd := invoice("F2", "C", "7", "2026-06-15")
	usd.Currency = "USD"
	jpy := invoice("F3", "B", "700", "2026-06-15")
	jpy.Currency = "JPY"
	named := invoice("F4", "C", "2", "2026-06-15")
	named.Currency = "EUR"
	r := report(t, aging.Standard(), usd, jpy, invoice("F1", "C", "1", "2026-06-15"), named)
	require.Len(t, r.Balances, 3)
	assert.Equal(t, "EUR", r.Balances[0].Currency)
	assert.Equal(t, "3.00", text(r.Balance("EUR").Total.Open))
	assert.Equal(t, "7.00", text(r.Balance("USD").Total.Open))
	assert.Equal(t, "700", r.Balance("JPY").Total.Open.String())
	none := r.Balance("GBP")
	assert.Empty(t, none.Clients)
	assert.Equal(t, "0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 = 0.00", cells(none.Total))
	assert.Equal(t, "0.00", text(r.Balance("nonsense").Total.Open))
}

func TestAgainstTheLedger(t *testing.T) {
	b := report(t, aging.Standard(), invoice("F1", "C", "100", "2026-06-15")).Balance("")
	assert.True(t, b.Against(dec("100.0")).Holds())
	off := b.Against(dec("99.99"))
	assert.False(t, off.Holds())
	assert.Equal(t, "0.01", text(off.Difference))
}

func TestBucketsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		b     aging.Buckets
		index int
		bound int
	}{
		"overlap":       {aging.Buckets{UpTo: []int{30, 30}}, 1, 30},
		"decreasing":    {aging.Buckets{UpTo: []int{30, 60, 45}}, 2, 45},
		"zero":          {aging.Buckets{UpTo: []int{0, 30}}, 0, 0},
		"negative":      {aging.Buckets{UpTo: []int{-1}}, 0, -1},
		"too old":       {aging.Buckets{UpTo: []int{30, 1 << 40}}, 1, 1 << 40},
		"too many":      {aging.Buckets{UpTo: make([]int, 61)}, 0, 61},
		"unknown basis": {aging.Buckets{Basis: 9}, 0, 9},
		"no month":      {aging.Monthly(asOf, 1, 0), 1, 0},
		"month huge":    {aging.Monthly(asOf, 1<<62), 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var bad *aging.BucketError
			require.ErrorAs(t, c.b.Validate(), &bad)
			assert.Equal(t, c.index, bad.Index)
			assert.Equal(t, c.bound, bad.Bound)
			_, err := aging.Of(asOf, c.b, slices.Values([]*dunning.Invoice{}))
			require.ErrorAs(t, err, &bad)
			assert.NotEmpty(t, bad.Error())
		})
	}
	both := aging.Buckets{UpTo: []int{0, 60, 45}}.Validate()
	assert.Len(t, both.(interface{ Unwrap() []error }).Unwrap(), 2, "all problems at once")
}

func TestMonthlyBucketsEndOnCalendarMonths(t *testing.T) {
	// 28 February, 31 January and 31 December.
	assert.Equal(t, []int{31, 59, 90}, aging.Monthly(day("2026-03-31"), 1, 2, 3).UpTo)
	assert.Equal(t, []int{28}, aging.Monthly(day("2026-03-28"), 1).UpTo)
	assert.Equal(t, []int{365}, aging.Monthly(day("2026-03-28"), 12).UpTo)
}

func TestBadInputIsRefusedWhole(t *testing.T) {
	bad := invoice("F1", "C", "1.001", "2026-06-15")
	parts := invoice("F2", "C", "10", "2026-06-15")
	parts.Instalments = []dunning.Instalment{{Due: asOf - 1, Amount: dec("9.999")}, {Due: asOf, Amount: dec("0.001")}}
	contested := invoice("F3", "C", "10", "2026-06-15")
	contested.Disputes = []dunning.Dispute{{From: asOf, Amount: dec("0.001")}}
	huge := invoice("F4", "C", "1e9999", "2026-06-15")
	coin := invoice("F5", "C", "1", "2026-06-15")
	coin.Currency = "XXZ"

	r, err := aging.Of(asOf, aging.Standard(), slices.Values([]*dunning.Invoice{
		bad, parts, contested, huge, coin, nil, invoice("F6", "C", "5", "2026-06-15"),
	}))
	var problems dunning.Problems
	require.ErrorAs(t, err, &problems)
	for _, id := range []string{"F1", "F2", "F3", "F4", "F5", "nil invoice"} {
		assert.ErrorContains(t, err, id)
	}
	assert.Equal(t, "5.00", text(r.Balance("").Total.Open), "what was refused left no trace")
	assert.Equal(t, 1, r.Balance("").Total.Documents)
}

func TestWithoutADay(t *testing.T) {
	for _, a := range []*aging.Accumulator{aging.New(0, aging.Standard()), {}} {
		assert.Error(t, a.Add(invoice("F1", "C", "1", "2026-06-15")))
		_, err := a.Result()
		assert.Error(t, err)
		assert.Error(t, a.Merge(aging.New(asOf, aging.Standard())))
		assert.Error(t, aging.New(asOf, aging.Standard()).Merge(a))
		_, err = a.MarshalBinary()
		assert.Error(t, err)
		assert.Zero(t, a.State())
	}
}

// The balance counts a document from the day the books carry it, and its age
// from its own date.
func TestBroughtForwardKeepsItsAge(t *testing.T) {
	inv := invoice("F1", "A", "100", "2026-02-01")
	inv.Kind, inv.Booked = dunning.Carried, day("2026-06-01")
	before, err := aging.Of(day("2026-05-31"), aging.Standard(), slices.Values([]*dunning.Invoice{inv}))
	require.NoError(t, err)
	assert.Zero(t, before.Balance("EUR").Total.Documents)
	after, err := aging.Of(day("2026-06-01"), aging.Standard(), slices.Values([]*dunning.Invoice{inv}))
	require.NoError(t, err)
	assert.Equal(t, "100.00", text(after.Balance("EUR").Total.Overdue[3]), "120 days late on the first day")
}

func TestDoubtfulFromItsDay(t *testing.T) {
	inv := invoice("F1", "A", "100", "2026-02-01")
	inv.Doubtful, inv.DoubtfulFrom = true, day("2026-06-01")
	for on, want := range map[string]string{"2026-05-31": "0.00", "2026-06-01": "100.00"} {
		r, err := aging.Of(day(on), aging.Standard(), slices.Values([]*dunning.Invoice{inv}))
		require.NoError(t, err)
		assert.Equal(t, want, text(r.Balance("EUR").Total.Doubtful), on)
		assert.Equal(t, "100.00", text(r.Balance("EUR").Total.Open), "it stays in the balance")
	}
}
