package plan_test

import (
	"errors"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/plan"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "penalty": "a plan knows no interest",
		deptest.Module + "aging":   "a plan is an input of the aged balance",
		deptest.Module + "kpi":     "a plan is an input of the key figures",
		deptest.Module + "policy":  "policies decide about plans, not the reverse",
	})
}

var start = date.New(2026, 1, 1)

func day(t testing.TB, s string) date.Date {
	t.Helper()
	if s == "" {
		return 0
	}
	d, err := dunning.ParseDate(s)
	require.NoError(t, err)
	return d
}

func num(s string) decimal.Decimal {
	if s == "" {
		return decimal.Decimal{}
	}
	return decimal.RequireFromString(s)
}

func percent(v string, net int) plan.Line {
	return plan.Line{Share: plan.Percent, Value: num(v), Terms: terms.Net(net)}
}

func invoice(amount string) *dunning.Invoice {
	return &dunning.Invoice{ID: "F-1", Issued: date.New(2026, 1, 15), Amount: num(amount)}
}

func TestValidateReportsEverythingAtOnce(t *testing.T) {
	p := plan.Plan{
		Unit: num("-1"), Rest: 9,
		Lines: []plan.Line{
			{Share: plan.Percent, Value: num("50"), Terms: terms.Net(30), AfterPrevious: true},
			{Share: plan.Percent, Value: num("120"), Terms: terms.Net(30)},
			{Share: plan.Percent, Value: num("-1"), Due: 1, Terms: terms.Net(30)},
			{Share: plan.Fixed, Value: num("1e40"), Due: 1},
			{Share: plan.Balance, Value: num("1")},
			{Share: 99, Due: 1},
			{Share: plan.Percent, Value: num("0"), Terms: terms.Net(60)},
		},
	}
	err := p.Validate()
	var lines []int
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		le, ok := errors.AsType[*plan.LineError](e)
		require.True(t, ok, "%v", e)
		assert.NotEmpty(t, le.Error())
		lines = append(lines, le.Line)
	}
	assert.Equal(t, []int{0, 0, 1, 2, 3, 3, 4, 5, 5, 6, 7}, lines)
}

func TestPlansThatCannotWork(t *testing.T) {
	same := percent("50", 30)
	for name, p := range map[string]plan.Plan{
		"no line":                         {},
		"too many lines":                  {Lines: make([]plan.Line, 601)},
		"the same line twice":             {Lines: []plan.Line{same, same}},
		"part of the net without balance": {Lines: []plan.Line{{Share: plan.PercentOfNet, Value: num("10"), Terms: terms.Net(1)}}},
		"months out of bounds":            plan.Monthly(601, date.New(2026, 1, 1)),
		"no first day":                    plan.Monthly(3, 0),
	} {
		_, ok := errors.AsType[*plan.LineError](p.Validate())
		assert.True(t, ok, name)
		_, err := p.Cut(invoice("10"))
		assert.Error(t, err, name)
	}
	_, ok := errors.AsType[*plan.PercentError](plan.Plan{Lines: []plan.Line{percent("50", 1), percent("30", 2)}}.Validate())
	assert.True(t, ok)
}

func TestCutRefusesSumsItCannotCut(t *testing.T) {
	half := plan.Plan{Lines: []plan.Line{percent("50", 1), percent("50", 2)}}
	for name, inv := range map[string]*dunning.Invoice{
		"credit note":      invoice("-10"),
		"nothing":          invoice("0"),
		"no date":          {ID: "F", Amount: num("1")},
		"fraction of cent": invoice("1.001"),
	} {
		_, err := half.Cut(inv)
		assert.Error(t, err, name)
	}
	half.Unit = num("20")
	_, err := half.Cut(invoice("10"))
	assert.ErrorContains(t, err, "rounding unit")

	net := plan.Plan{Lines: []plan.Line{{Share: plan.PercentOfNet, Value: num("10"), Terms: terms.Net(1)}, {Terms: terms.Net(2)}}}
	_, err = net.Cut(invoice("10"))
	assert.ErrorContains(t, err, "net amount")

	fixed := plan.Plan{Lines: []plan.Line{{Share: plan.Fixed, Value: num("1.234"), Terms: terms.Net(1)}, {Terms: terms.Net(2)}}}
	_, err = fixed.Cut(invoice("10"))
	assert.ErrorContains(t, err, "plan line 1")

	fixed.Lines = []plan.Line{{Share: plan.Fixed, Value: num("4"), Terms: terms.Net(1)}, {Share: plan.Fixed, Value: num("5"), Terms: terms.Net(2)}}
	_, err = fixed.Cut(invoice("10"))
	rest, ok := errors.AsType[*plan.RestError](err)
	require.True(t, ok)
	assert.Equal(t, "1", rest.Rest.String())

	tiny := plan.Monthly(7, date.New(2026, 1, 1))
	_, err = tiny.Cut(invoice("0.03"))
	assert.ErrorContains(t, err, "rounds to nothing")
}

func TestPendingInstalments(t *testing.T) {
	byOrder := terms.Net(0).From(terms.Order)
	p := plan.Plan{Lines: []plan.Line{
		{Label: "acompte", Share: plan.Percent, Value: num("30"), Terms: byOrder},
		{Label: "solde", Terms: terms.Net(30), AfterPrevious: true},
	}}
	s, err := p.Cut(invoice("100"))
	require.NoError(t, err)
	_, err = s.Instalments()
	pending, ok := errors.AsType[*plan.PendingError](err)
	require.True(t, ok)
	assert.Equal(t, 1, pending.Line)
	missing, ok := errors.AsType[*dunning.MissingDateError](err)
	require.True(t, ok)
	assert.Equal(t, terms.Order, missing.Base)
	assert.NotEmpty(t, pending.Error())
	assert.Same(t, s.Parts[0].Missing, s.Parts[1].Missing)

	inv := invoice("100")
	inv.Ordered = date.New(2026, 1, 2)
	s, err = p.Cut(inv)
	require.NoError(t, err)
	inv.Instalments, err = s.Instalments()
	require.NoError(t, err)
	require.NoError(t, inv.Validate())
	assert.Equal(t, date.New(2026, 2, 1), inv.Instalments[1].Due)
}

func TestPlanOfTermsInParts(t *testing.T) {
	half := terms.Part{Share: 50 * terms.OnePercent, Terms: terms.Net(10)}
	other := terms.Part{Share: 50 * terms.OnePercent, Terms: terms.EndOfMonth(30)}
	inParts, err := terms.InParts(half, other)
	require.NoError(t, err)
	s, err := plan.FromTerms(inParts).Cut(invoice("99.99"))
	require.NoError(t, err)
	assert.Equal(t, "50", s.Parts[0].Amount.String())
	assert.Equal(t, "49.99", s.Parts[1].Amount.String())
	assert.Equal(t, date.New(2026, 2, 28), s.Parts[1].Due)

	s, err = plan.FromTerms(terms.Net(30)).Cut(invoice("99.99"))
	require.NoError(t, err)
	assert.Len(t, s.Parts, 1)
	assert.Error(t, plan.FromTerms(terms.Terms{}).Validate())
	assert.Error(t, plan.FromTerms(terms.Net(-1)).Validate())
}

func TestMonthlyKeepsTheDay(t *testing.T) {
	p := plan.Monthly(4, date.New(2027, 12, 31))
	got := []date.Date{}
	for _, l := range p.Lines {
		got = append(got, l.Due)
	}
	assert.Equal(t, []date.Date{date.New(2027, 12, 31), date.New(2028, 1, 31), date.New(2028, 2, 29), date.New(2028, 3, 31)}, got)
}

func TestRestIsShown(t *testing.T) {
	p := plan.Monthly(3, date.New(2026, 1, 1))
	s, err := p.Cut(invoice("100"))
	require.NoError(t, err)
	assert.Equal(t, "0.01", s.Parts[2].Rounded.StringFixed(2))
	p.Rest = plan.RestFirst
	s, err = p.Cut(invoice("100"))
	require.NoError(t, err)
	assert.Equal(t, "33.34", s.Parts[0].Amount.StringFixed(2))
	assert.True(t, s.Parts[2].Rounded.IsZero())
}

func TestShareNames(t *testing.T) {
	assert.Equal(t, "percent-of-net", plan.PercentOfNet.String())
	assert.Equal(t, "unknown", plan.Share(99).String())
}

func TestDiscountRefusals(t *testing.T) {
	inv := &dunning.Invoice{ID: "F", Issued: start, Due: start + 30, Amount: num("120"), Net: num("100")}
	for _, d := range []plan.Discount{
		{}, {Percent: num("101")}, {Percent: num("1e30")}, {Percent: num("2"), Within: -1},
		{Percent: num("2"), Base: 7}, {Percent: num("2"), Year: 364, ProRata: true}, {Percent: num("2"), Year: 365},
	} {
		_, err := d.At(inv, start+1)
		assert.Error(t, err, "%+v", d)
	}
	d := plan.Discount{Percent: num("2")}
	_, err := d.At(&dunning.Invoice{ID: "F", Issued: start, Amount: num("120")}, start+1)
	assert.ErrorContains(t, err, "net amount")
	_, err = d.At(&dunning.Invoice{}, start+1)
	assert.Error(t, err)
	late, err := d.At(inv, start+40)
	require.NoError(t, err)
	assert.Equal(t, "too-late", late.Reason)
	assert.Equal(t, "120", late.Payable.String())
}

func TestStagesRefusals(t *testing.T) {
	ok := plan.Contract{Amount: num("1000")}
	for name, f := range map[string]func() error{
		"currency": func() error { _, err := plan.Stages(plan.Contract{Amount: num("1"), Currency: "eur"}); return err },
		"fraction": func() error { _, err := plan.Stages(plan.Contract{Amount: num("1.001")}); return err },
		"nothing":  func() error { _, err := plan.Stages(plan.Contract{}); return err },
		"negative": func() error { _, err := plan.Stages(plan.Contract{Amount: num("1"), Deposit: num("-1")}); return err },
		"retention": func() error {
			_, err := plan.Stages(plan.Contract{Amount: num("1"), Retention: num("5.01")})
			return err
		},
		"too much taken": func() error {
			_, err := plan.Stages(plan.Contract{Amount: num("1"), Deposit: num("0.99"), Retention: num("5")})
			return err
		},
		"over 100":    func() error { _, err := plan.Stages(ok, num("101")); return err },
		"not growing": func() error { _, err := plan.Stages(ok, num("50"), num("50")); return err },
	} {
		_, typed := errors.AsType[*plan.LineError](f())
		assert.True(t, typed, name)
	}
}

func TestClauseRefusals(t *testing.T) {
	inv := invoice("10")
	for _, c := range []plan.Clause{{Grace: -1}, {Deadline: 400}, {Waived: true, Deadline: 8}} {
		_, err := c.At(inv, start)
		assert.Error(t, err, "%+v", c)
	}
	_, err := plan.Clause{}.At(&dunning.Invoice{}, start)
	assert.Error(t, err)
}

// Every answer that rests on law says on what.
func TestEveryAnswerHasABasis(t *testing.T) {
	inv := invoice("10")
	for _, waived := range []bool{false, true} {
		f, err := plan.Clause{Waived: waived}.At(inv, inv.Issued+400)
		require.NoError(t, err)
		checkBasis(t, f.Basis)
	}
	inv.Net, inv.Due = num("8"), inv.Issued+30
	r, err := plan.Discount{Percent: num("2")}.At(inv, inv.Issued)
	require.NoError(t, err)
	checkBasis(t, r.Basis)
}

func checkBasis(t *testing.T, b law.Basis) {
	t.Helper()
	assert.NotEmpty(t, b.Article)
	assert.NotEmpty(t, b.Source)
	assert.NotZero(t, b.Confidence)
	assert.NotZero(t, b.Checked)
}
