package penalty_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
)

func fields(t *testing.T, err error) []string {
	t.Helper()
	problems, ok := errors.AsType[dunning.Problems](err)
	require.True(t, ok, "%v", err)
	var out []string
	for _, p := range problems {
		assert.NotEmpty(t, p.What)
		out = append(out, p.Field)
	}
	return out
}

func TestShippedRulesAreValid(t *testing.T) {
	for _, r := range []penalty.Rule{penalty.B2B(), penalty.Contract(penalty.PerMonth(dec("1"))), penalty.PublicBuyer(), penalty.Consumer()} {
		assert.NoError(t, r.Validate())
	}
	for _, code := range []string{"AT", "BE", "DE", "DE-CONSUMER", "ES", "GB", "UK", "IE", "IT", "IT-FOOD", "LU", "NL"} {
		p, err := penalty.ForCountry(code)
		require.NoError(t, err)
		assert.NoError(t, p.Rule.Validate(), code)
		assert.NotEmpty(t, p.Bases)
		assert.NotEmpty(t, p.Name)
	}
	_, err := penalty.ForCountry("XX")
	assert.ErrorContains(t, err, "BE")
}

func TestRuleProblems(t *testing.T) {
	huge := decimal.New(1, math.MaxInt32)
	for name, c := range map[string]struct {
		change func(*penalty.Rule)
		want   []string
	}{
		"zero":       {func(r *penalty.Rule) { *r = penalty.Rule{} }, []string{"regime"}},
		"constants":  {func(r *penalty.Rule) { r.Path, r.DayCount, r.Waived = 9, 9, 9 }, []string{"path", "day count", "waived"}},
		"huge":       {func(r *penalty.Rule) { *r = penalty.Contract(penalty.Fixed(huge)) }, []string{"rate.points"}},
		"negative":   {func(r *penalty.Rule) { *r = penalty.Contract(penalty.Fixed(dec("-1"))) }, []string{"rate.points"}},
		"decimals":   {func(r *penalty.Rule) { *r = penalty.Contract(penalty.Fixed(dec("1.00001"))) }, []string{"rate.points"}},
		"times":      {func(r *penalty.Rule) { *r = penalty.Contract(penalty.Formula{Times: 3}) }, []string{"rate.times"}},
		"many times": {func(r *penalty.Rule) { *r = penalty.Contract(penalty.TimesLegal(101)) }, []string{"rate.times"}},
		"monthly reference": {func(r *penalty.Rule) {
			*r = penalty.Contract(penalty.Above(penalty.ECB, dec("1")))
			r.Rate.Monthly = true
		}, []string{"rate.monthly"}},
		"round up":      {func(r *penalty.Rule) { r.Rate.RoundUp, r.Floor = dec("-1"), penalty.KeepAndWarn }, []string{"rate.round up"}},
		"scale":         {func(r *penalty.Rule) { r.Indemnity.Scale = nil }, []string{"indemnity.scale"}},
		"both":          {func(r *penalty.Rule) { r.Indemnity.Scale[0].Percent = dec("1") }, []string{"indemnity.scale[0]"}},
		"open end":      {func(r *penalty.Rule) { r.Indemnity.Scale[0].UpTo = dec("10") }, []string{"indemnity.scale[0].up to"}},
		"bad amount":    {func(r *penalty.Rule) { r.Indemnity.Max = dec("1.001") }, []string{"indemnity.max"}},
		"currency":      {func(r *penalty.Rule) { r.Indemnity.Currency = "euro" }, []string{"indemnity.currency"}},
		"descending":    {func(r *penalty.Rule) { r.Indemnity.Scale = []penalty.Band{{UpTo: dec("9")}, {UpTo: dec("8")}, {}} }, []string{"indemnity.scale[1].up to"}},
		"huge band":     {func(r *penalty.Rule) { r.Indemnity.Scale = []penalty.Band{{UpTo: huge}, {}} }, []string{"indemnity.scale[0].up to"}},
		"statute floor": {func(r *penalty.Rule) { r.Floor = penalty.KeepAndWarn }, []string{"floor"}},
		"public floor":  {func(r *penalty.Rule) { *r = penalty.PublicBuyer(); r.Floor = penalty.RaiseToFloor }, []string{"floor"}},
		"public day":    {func(r *penalty.Rule) { *r = penalty.PublicBuyer(); r.PaymentDay = penalty.Excluded }, []string{"payment day"}},
		"public base":   {func(r *penalty.Rule) { *r = penalty.PublicBuyer(); r.Base = penalty.HT }, []string{"base"}},
		"closing": {func(r *penalty.Rule) {
			r.Allocation, r.Closing = penalty.PrincipalFirst, penalty.AtFullPayment
		}, []string{"closing"}},
		"compound at payment": {func(r *penalty.Rule) {
			r.Path, r.Allocation, r.CompoundFrom = penalty.AtPayment, penalty.PrincipalFirst, day(t, "2026-01-01")
		}, []string{"compound from"}},
		"judgment on a frozen rate": {func(r *penalty.Rule) {
			*r = penalty.Contract(penalty.TimesLegal(1))
			r.Path, r.Enforceable = penalty.FrozenAtStart, day(t, "2026-01-01")
		}, []string{"enforceable"}},
		"judgment without a start": {func(r *penalty.Rule) { *r = penalty.Consumer(); r.Enforceable = day(t, "2026-01-01") }, []string{"notice"}},
		"judgment on three times the legal rate": {func(r *penalty.Rule) {
			*r = penalty.Contract(penalty.TimesLegal(3))
			r.Enforceable = day(t, "2026-01-01")
		}, []string{"enforceable"}},
		"an agreed rate rounded up":         {func(r *penalty.Rule) { *r = penalty.Contract(penalty.Fixed(dec("12.3"))); r.Rate.RoundUp = dec("0.5") }, []string{"rate.round up"}},
		"a minimum above the maximum":       {func(r *penalty.Rule) { r.Indemnity.Min, r.Indemnity.Max = dec("50"), dec("40") }, []string{"indemnity.min"}},
		"a rate agreed with a public buyer": {func(r *penalty.Rule) { *r = penalty.PublicBuyer(); r.Rate = penalty.Fixed(dec("12")) }, []string{"rate"}},
		"a French judgment abroad": {func(r *penalty.Rule) {
			p, err := penalty.ForCountry("BE")
			require.NoError(t, err)
			*r = p.Rule
			r.Insolvency, r.CompoundFrom = day(t, "2026-01-01"), day(t, "2026-01-01")
		}, []string{"compound from", "insolvency"}},
		"year":        {func(r *penalty.Rule) { r.Insolvency = 5 }, []string{"insolvency"}},
		"freeze":      {func(r *penalty.Rule) { d := day(t, "2026-01-01"); r.Freezes = []penalty.Freeze{{From: d, Until: d}} }, []string{"freezes[0]"}},
		"country":     {func(r *penalty.Rule) { r.Country = "BE" }, []string{"country"}},
		"no country":  {func(r *penalty.Rule) { r.Regime = penalty.Foreign }, []string{"country"}},
		"all at once": {func(r *penalty.Rule) { r.Path, r.Notice, r.Floor = 9, day(t, "2026-01-01"), penalty.KeepAndWarn }, []string{"path", "floor", "notice"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := penalty.B2B()
			c.change(&r)
			err := r.Validate()
			assert.Equal(t, c.want, fields(t, err))
			_, err2 := penalty.Compute(invoice(t, "10", "2026-01-31"), r, day(t, "2026-03-31"))
			assert.Equal(t, err.Error(), err2.Error())
			_, err3 := penalty.NewCalculator(r)
			assert.Equal(t, err.Error(), err3.Error())
		})
	}
}

func TestInvoiceProblems(t *testing.T) {
	asOf := day(t, "2026-03-31")
	_, err := penalty.Compute(&dunning.Invoice{Amount: decimal.New(1, 9999)}, penalty.B2B(), asOf)
	assert.Equal(t, []string{"id", "issued", "amount"}, fields(t, err))
	for name, c := range map[string]struct {
		inv  *dunning.Invoice
		asOf string
		want string
	}{
		"none":        {nil, "2026-03-31", "invoice"},
		"as of":       {invoice(t, "10", "2026-01-31"), "", "as of"},
		"currency":    {&dunning.Invoice{ID: "F", Issued: asOf, Due: asOf, Currency: "USD", Amount: dec("10")}, "2026-04-30", "currency"},
		"no net":      {invoice(t, "10", "2026-01-31"), "2026-03-31", "net"},
		"astronomic":  {invoice(t, "9999999999999.99", "1950-01-31"), "2950-03-31", "amount"},
		"astronomic2": {paid(t, invoice(t, "9999999999999.99", "1950-01-31"), "2940-01-31", "1"), "2950-03-31", "amount"},
	} {
		t.Run(name, func(t *testing.T) {
			rule := penalty.Contract(penalty.Fixed(dec("900")))
			if name == "no net" {
				rule.Base = penalty.HT
			}
			var on date.Date
			if c.asOf != "" {
				on = day(t, c.asOf)
			}
			_, err := penalty.Compute(c.inv, rule, on)
			p, ok := errors.AsType[*dunning.Problem](err)
			require.True(t, ok, "%v", err)
			assert.Equal(t, c.want, p.Field)
			calculator, err2 := penalty.NewCalculator(rule)
			require.NoError(t, err2)
			_, err2 = calculator.Amount(c.inv, on)
			assert.Error(t, err2)
		})
	}
	inv := &dunning.Invoice{ID: "F", Issued: asOf, Amount: dec("10"), Terms: onDelivery(t)}
	_, err = penalty.Compute(inv, penalty.B2B(), asOf+90)
	missing, ok := errors.AsType[*dunning.MissingDateError](err)
	require.True(t, ok, "%v", err)
	assert.Equal(t, "F", missing.Invoice)
}

// The law of before 2013 is quoted where it set a rate, and only there.
func TestOldLawIsQuotedWhereItCounts(t *testing.T) {
	rule := penalty.Contract(penalty.Fixed(dec("1")))
	rule.Floor = penalty.StatutoryInstead
	for due, old := range map[string]bool{"2010-06-30": true, "2026-01-31": false} {
		s, err := penalty.Compute(invoice(t, "36500", due), rule, day(t, due)+30)
		require.NoError(t, err)
		quoted := slices.ContainsFunc(s.Bases, func(b law.Basis) bool { return strings.Contains(b.Article, "L441-6") })
		assert.Equal(t, old, quoted, due)
	}
}
