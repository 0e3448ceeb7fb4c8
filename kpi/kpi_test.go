package kpi_test

import (
	"errors"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "penalty":          "a key figure needs no rate",
		deptest.Module + "aging":            "kpi and aging stand side by side",
		deptest.Module + "policy":           "policy decides on what others computed",
		"github.com/expr-lang/expr":         "only policy has an expression language",
		"go.yaml.in/yaml/v3":                "only policy reads YAML",
		deptest.Module + "dunning/exchange": "only programs exchange files",
		deptest.Module + "dunning/fec":      "only programs read ledgers",
	})
}

// A figureCase is one case of testdata/law.
type figureCase struct {
	Name, Source string
	Given        struct {
		From, Until, Tax string
		Days             int
		Invoices         []ledgertest.Entry
	}
	Expect map[kpi.Code]string
}

func (c figureCase) period(t *testing.T) kpi.Period {
	p := kpi.Period{From: ledgertest.Day(t, c.Given.From), Until: ledgertest.Day(t, c.Given.Until)}
	if c.Given.Days == 360 {
		p.Days = kpi.Days360
	}
	if c.Given.Tax == "HT" {
		p.Tax = dunning.HT
	}
	return p
}

// outcome is what a case writes for a figure.
func outcome(f kpi.Figure, err error) string {
	if err == nil {
		return f.Value.StringFixed(2)
	}
	if _, ok := errors.AsType[*kpi.NoSalesError](err); ok {
		return "no sales"
	}
	if _, ok := errors.AsType[*kpi.SalesExhaustedError](err); ok {
		return "sales exhausted"
	}
	if _, ok := errors.AsType[*kpi.UndefinedError](err); ok {
		return "undefined"
	}
	return err.Error()
}

func TestCases(t *testing.T) {
	n := 0
	ledgertest.Cases(t, func(file string, c figureCase) {
		n++
		t.Run(file+"/"+c.Name, func(t *testing.T) {
			require.NotEmpty(t, c.Source)
			require.NotEmpty(t, c.Expect)
			got := map[kpi.Code]string{}
			for f, err := range result(t, c.period(t), ledgertest.Invoices(t, c.Given.Invoices)...).Figures() {
				if _, asked := c.Expect[f.Code]; asked {
					got[f.Code] = outcome(f, err)
				}
			}
			assert.Equal(t, c.Expect, got)
		})
	})
	assert.GreaterOrEqual(t, n, 50)
}

func day(s string) date.Date {
	d, err := dunning.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

var quarter = kpi.Period{From: day("2026-04-01"), Until: day("2026-07-01")}

func accumulate(t testing.TB, p kpi.Period, invoices ...*dunning.Invoice) *kpi.Accumulator {
	t.Helper()
	a := kpi.New(p)
	for _, inv := range invoices {
		require.NoError(t, a.Add(inv))
	}
	return a
}

func result(t testing.TB, p kpi.Period, invoices ...*dunning.Invoice) kpi.Result {
	t.Helper()
	r, err := accumulate(t, p, invoices...).Result()
	require.NoError(t, err)
	return r
}

func invoice(id, amount string) *dunning.Invoice {
	return &dunning.Invoice{ID: id, Client: "C", Issued: day("2026-05-10"), Due: day("2026-06-09"), Amount: dec(amount)}
}

func TestEveryFigureSaysWhatItIs(t *testing.T) {
	paid := invoice("F2", "100")
	paid.Settlements = []dunning.Settlement{{Date: day("2026-06-20"), Amount: dec("100")}}
	old := invoice("F3", "50")
	old.Issued, old.Due = day("2026-01-10"), day("2026-02-10")
	seen := map[kpi.Code]bool{}
	for f, err := range result(t, quarter, invoice("F1", "300"), paid, old).Figures() {
		require.NoError(t, err, string(f.Code))
		assert.False(t, seen[f.Code], "%s comes twice", f.Code)
		seen[f.Code] = true
		for _, lang := range []law.Lang{law.French, law.English} {
			assert.NotEmpty(t, f.Name(lang))
			assert.NotEmpty(t, f.Formula(lang))
		}
		assert.NotEqual(t, f.Name(law.French), f.Name(law.English), string(f.Code))
		b := f.Basis()
		assert.NotEmpty(t, b.Source)
		assert.NotEqual(t, "?", b.Confidence.String())
		assert.NotZero(t, b.Checked)
		assert.Equal(t, dunning.TTC, f.Tax)
		assert.Equal(t, "EUR", f.Currency)
		assert.Equal(t, 91, f.Days)
		assert.Positive(t, f.Sample, string(f.Code))

		value := f.Numerator.DivRound(f.Denominator, 8)
		if f.Unit == kpi.Percent {
			value = f.Numerator.Shift(2).DivRound(f.Denominator, 8)
		}
		assert.Equal(t, value.Round(2).StringFixed(2), f.Value.StringFixed(2), string(f.Code))
	}
	assert.Len(t, seen, 19)
}

func TestAFigureWithoutValueStillHasItsName(t *testing.T) {
	n := 0
	for f, err := range result(t, quarter).Figures() {
		if err != nil {
			n++
			assert.NotEmpty(t, f.Name(law.French))
			assert.Contains(t, err.Error(), string(f.Code))
		}
	}
	assert.Equal(t, 18, n, "only the cash withheld is zero when there is nothing")

	for range result(t, quarter).Figures() {
		break // an iteration may end early
	}
}

func TestAmountsOfTheResult(t *testing.T) {
	credit := invoice("A1", "-20")
	contested := invoice("F2", "100")
	contested.Disputes = []dunning.Dispute{{From: day("2026-06-01"), Amount: dec("30")}}
	later := invoice("F3", "40")
	later.Due = day("2026-07-01")
	old := invoice("F4", "1000")
	old.Issued = day("2026-01-15")
	old.Settlements = []dunning.Settlement{{Date: day("2026-04-02"), Amount: dec("1000")}}
	r := result(t, quarter, credit, contested, later, old)
	for name, c := range map[string]struct {
		got  decimal.Decimal
		want string
	}{
		"opening":     {r.Opening, "1000.00"},
		"receivables": {r.Receivables, "120.00"},
		"owed":        {r.Owed, "140.00"},
		"not due":     {r.NotDue, "40.00"},
		"overdue":     {r.Overdue, "100.00"},
		"disputed":    {r.Disputed, "30.00"},
		"sales":       {r.Sales, "120.00"},
		"collected":   {r.Collected, "1000.00"},
	} {
		assert.Equal(t, c.want, c.got.StringFixed(2), name)
	}
}

func TestPeriodsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		p     kpi.Period
		field string
	}{
		"zero":             {kpi.Period{}, "From"},
		"no start":         {kpi.Period{Until: day("2026-07-01")}, "From"},
		"empty":            {kpi.Period{From: day("2026-07-01"), Until: day("2026-07-01")}, "Until"},
		"backwards":        {kpi.Period{From: day("2026-07-01"), Until: day("2026-04-01")}, "Until"},
		"millennium":       {kpi.Period{From: day("2026-07-01"), Until: day("2999-12-31") + 9}, "Until"},
		"unknown days":     {kpi.Period{From: day("2026-04-01"), Until: day("2026-07-01"), Days: 7}, "Days"},
		"no day of thirty": {kpi.Period{From: day("2026-03-30"), Until: day("2026-03-31"), Days: kpi.Days360}, "Days"},
		"unknown tax":      {kpi.Period{From: day("2026-04-01"), Until: day("2026-07-01"), Tax: 7}, "Tax"},
		"unknown currency": {kpi.Period{From: day("2026-04-01"), Until: day("2026-07-01"), Currency: "euro"}, "Currency"},
	} {
		t.Run(name, func(t *testing.T) {
			a := kpi.New(c.p)
			for _, err := range []error{c.p.Validate(), a.Add(invoice("F1", "1")), a.Merge(kpi.New(quarter)), kpi.New(quarter).Merge(a)} {
				bad, ok := errors.AsType[*kpi.PeriodError](err)
				require.True(t, ok, "%v", err)
				assert.Equal(t, c.field, bad.Field)
				assert.Contains(t, bad.Error(), c.field)
			}
			_, err := a.Result()
			assert.Error(t, err)
			_, err = a.MarshalBinary()
			assert.Error(t, err)
			assert.Zero(t, a.State())
		})
	}
	var zero kpi.Accumulator
	assert.ErrorContains(t, zero.Add(invoice("F1", "1")), "New")
}

func TestLengthOfThirtyDayMonths(t *testing.T) {
	for from, c := range map[string]struct {
		until string
		want  int
	}{
		"2026-01-01": {"2027-01-01", 360},
		"2026-02-01": {"2026-03-01", 30},
		"2026-01-31": {"2026-03-01", 31},
		"2026-07-15": {"2026-10-15", 90},
	} {
		assert.Equal(t, c.want, kpi.Period{From: day(from), Until: day(c.until), Days: kpi.Days360}.Length(), from)
	}
}

func TestAnotherCurrencyIsRefused(t *testing.T) {
	usd := invoice("F1", "1")
	usd.Currency = "USD"
	bad, ok := errors.AsType[*dunning.CurrencyError](kpi.New(quarter).Add(usd))
	require.True(t, ok)
	assert.Equal(t, "EUR", bad.Want)
	assert.Equal(t, "USD", bad.Have)
	assert.Contains(t, bad.Error(), "each currency apart")

	p := quarter
	p.Currency = "USD"
	assert.Equal(t, "1.00", result(t, p, usd).Sales.StringFixed(2))
}

func TestWithoutTaxNeedsTheNetAmountOfEveryDocument(t *testing.T) {
	p := quarter
	p.Tax = dunning.HT
	for name, net := range map[string]string{"missing": "0", "more than gross": "101", "other sign": "-80"} {
		inv := invoice("F1", "100")
		inv.Net = dec(net)
		bad, ok := errors.AsType[*dunning.NetError](kpi.New(p).Add(inv))
		require.True(t, ok, name)
		assert.Equal(t, "F1", bad.Invoice)
		assert.Contains(t, bad.Error(), "net amount")
	}
	credit := invoice("A1", "-120")
	credit.Net = dec("-100")
	half := invoice("F2", "0.05")
	half.Net = dec("0.03") // an open cent is 0.6 cents net: rounded half away from zero
	half.Settlements = []dunning.Settlement{{Date: day("2026-06-20"), Amount: dec("0.04")}}
	assert.Equal(t, "-99.99", result(t, p, credit, half).Receivables.StringFixed(2))
}

func TestBadDocumentsChangeNothing(t *testing.T) {
	good := accumulate(t, quarter, invoice("F1", "300"))
	before, err := good.MarshalBinary()
	require.NoError(t, err)

	fraction, huge, undated, ancient := invoice("F2", "0.001"), invoice("F3", "1e9999"), invoice("F4", "1"), invoice("F5", "1")
	undated.Issued = 0
	ancient.Settlements = []dunning.Settlement{{Date: 1, Amount: dec("1")}}
	paidOdd := invoice("F6", "1")
	paidOdd.Settlements = []dunning.Settlement{{Date: day("2026-06-20"), Amount: dec("0.001")}}
	parts := invoice("F7", "10")
	parts.Instalments = []dunning.Instalment{{Due: day("2026-06-20"), Amount: dec("0.001")}, {Due: day("2026-06-21"), Amount: dec("9.999")}}
	contested := invoice("F8", "10")
	contested.Disputes = []dunning.Dispute{{From: day("2026-06-20"), Amount: dec("0.001")}}
	for _, inv := range []*dunning.Invoice{fraction, huge, undated, ancient, paidOdd, parts, contested} {
		_, ok := errors.AsType[*dunning.Problem](good.Add(inv))
		assert.True(t, ok, inv.ID)
	}
	assert.Error(t, good.Add(nil))
	after, err := good.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, before, after)
}

func TestSalesExhaustedSaysHowFarBack(t *testing.T) {
	opening := invoice("O1", "500")
	opening.Kind = dunning.Opening
	_, err := result(t, quarter, invoice("F1", "100"), opening).DSOCountBack()
	e, ok := errors.AsType[*kpi.SalesExhaustedError](err)
	require.True(t, ok)
	assert.Equal(t, "500.00", e.Remaining.StringFixed(2))
	assert.Equal(t, "2026-05-01", e.Back.String())
	assert.Contains(t, e.Error(), "2026-05-01")
}
