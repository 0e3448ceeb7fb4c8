package penalty_test

import (
	"errors"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// The rates of 2027 are not known: whatever would need one says which series, on
// which day, and through which day it is known, by every way in.
func TestUnknownHalfYear(t *testing.T) {
	eve, first := day(t, "2026-12-31"), day(t, "2027-01-01")
	type rules map[string]func(*penalty.Rule)
	asIs := func(*penalty.Rule) {}
	for _, c := range []struct {
		name   string
		rule   penalty.Rule
		series penalty.Series
		also   rules // changes under which the rate of 2027 is needed all the same
		not    rules // changes under which it is not
	}{
		{"B2B", penalty.B2B(), penalty.ECB, rules{
			"as it is":       asIs,
			"at payment":     func(r *penalty.Rule) { r.Path, r.Allocation = penalty.AtPayment, penalty.PrincipalFirst },
			"excluded":       func(r *penalty.Rule) { r.PaymentDay = penalty.Excluded },
			"on total":       func(r *penalty.Rule) { r.Rounding = penalty.OnTotal },
			"costs first":    func(r *penalty.Rule) { r.Allocation = penalty.CostsFirst },
			"insolvent 2027": func(r *penalty.Rule) { r.Insolvency = first + 40 },
			"frozen before":  func(r *penalty.Rule) { r.Freezes = []penalty.Freeze{{From: eve - 9, Until: first}} },
		}, rules{
			"frozen at start":   func(r *penalty.Rule) { r.Path = penalty.FrozenAtStart },
			"insolvent in 2026": func(r *penalty.Rule) { r.Insolvency = eve },
			"frozen after":      func(r *penalty.Rule) { r.Freezes = []penalty.Freeze{{From: first, Until: first + 400}} },
			"waived":            func(r *penalty.Rule) { r.Waived = penalty.WaiveInterest },
		}},
		{"B2B from 2009", penalty.B2BFrom2009(), penalty.ECB, rules{"as it is": asIs}, nil},
		{"contract, ECB + 5", penalty.Contract(penalty.Above(penalty.ECB, dec("5"))), penalty.ECB, rules{"as it is": asIs}, nil},
		{"contract, 3 × legal", penalty.Contract(penalty.TimesLegal(3)), penalty.LegalProfessional, rules{"as it is": asIs}, nil},
		{"contract, 12 %", penalty.Contract(penalty.Fixed(dec("12"))), penalty.LegalProfessional, rules{
			"raised to the floor": func(r *penalty.Rule) { r.Floor = penalty.RaiseToFloor },
			"statutory instead":   func(r *penalty.Rule) { r.Floor = penalty.StatutoryInstead },
		}, rules{
			"kept": asIs,
		}},
		{"contract, 1 % a month", penalty.Contract(penalty.PerMonth(dec("1"))), penalty.LegalProfessional, rules{
			"raised to the floor": func(r *penalty.Rule) { r.Floor = penalty.RaiseToFloor },
		}, rules{"kept": asIs}},
		{"consumer", penalty.Consumer(), penalty.LegalProfessional, rules{
			"noticed":        func(r *penalty.Rule) { r.Notice = eve - 30 },
			"noticed on eve": func(r *penalty.Rule) { r.Notice = eve },
			"judged":         func(r *penalty.Rule) { r.Notice, r.Enforceable = eve-200, eve-100 },
		}, rules{
			"not noticed": asIs,
		}},
		{"private creditor", func() penalty.Rule { r := penalty.Consumer(); r.Rate.Reference = penalty.LegalPrivate; return r }(), penalty.LegalPrivate, rules{
			"noticed": func(r *penalty.Rule) { r.Notice = eve - 30 },
		}, nil},
		{"BE", country(t, "BE"), penalty.ECB, rules{"as it is": asIs}, nil},
		{"IE, at payment", country(t, "IE"), penalty.ECB, rules{"as it is": asIs}, nil},
		{"NL", country(t, "NL"), penalty.ECB, rules{"as it is": asIs}, nil},
	} {
		through := through(penalty.Official(), c.series)
		for name, change := range c.also {
			t.Run(c.name+" "+name, func(t *testing.T) {
				rule := c.rule
				change(&rule)
				inv := invoice(t, "36500", "2026-11-30")
				inv.Issued, inv.Delivered = inv.Due-30, inv.Due-30
				refused(t, inv, rule, first, c.series, first, through)
				refused(t, inv, rule, first+200, c.series, first, through)
				_, err := amounts(t, inv, rule, eve)
				require.NoError(t, err, "the last day of 2026 is known")
				paid := paid(t, invoice(t, "36500", "2026-11-30"), "2026-12-31", "36500")
				if rule.PaymentDay == penalty.Included && rule.Path != penalty.AtPayment {
					_, err = amounts(t, paid, rule, first+200)
					require.NoError(t, err, "paid in 2026, nothing is counted in 2027")
				}
				paid.Settlements[0].Date = first + 3
				if rule.PaymentDay == penalty.Included {
					_, err = amounts(t, paid, rule, first+200)
					require.Error(t, err, "paid in 2027")
				}
			})
		}
		for name, change := range c.not {
			t.Run(c.name+" "+name, func(t *testing.T) {
				rule := c.rule
				change(&rule)
				_, err := amounts(t, invoice(t, "36500", "2026-11-30"), rule, first+90)
				require.NoError(t, err)
			})
		}
	}
	// A public buyer's rate is frozen, so that only interest that starts in 2027
	// needs that half-year.
	refused(t, invoice(t, "50000", "2026-12-31"), penalty.PublicBuyer(), first, penalty.ECB, first, through(penalty.Official(), penalty.ECB))
	_, err := amounts(t, invoice(t, "50000", "2026-12-30"), penalty.PublicBuyer(), first+90)
	require.NoError(t, err)
}

func country(t testing.TB, code string) penalty.Rule {
	p, err := penalty.ForCountry(code)
	require.NoError(t, err)
	return p.Rule
}

// refused asks by every way in.
func refused(t testing.TB, inv *dunning.Invoice, rule penalty.Rule, asOf date.Date, series penalty.Series, asked, through date.Date) {
	t.Helper()
	c, err := penalty.NewCalculator(rule)
	require.NoError(t, err)
	for name, ask := range map[string]func() error{
		"Compute":              func() error { _, err := penalty.Compute(inv, rule, asOf); return err },
		"Calculator.Statement": func() error { _, err := c.Statement(inv, asOf); return err },
		"Calculator.Amount":    func() error { _, err := c.Amount(inv, asOf); return err },
		"Calculator.Charge":    func() error { _, err := c.Charge(inv, asOf); return err },
	} {
		e, ok := errors.AsType[*penalty.RateError](ask())
		require.True(t, ok, "%s answered", name)
		require.Equal(t, series, e.Series, name)
		if rule.Path != penalty.AtPayment {
			require.Equal(t, asked, e.Day, name)
		}
		require.Equal(t, through, e.KnownThrough, name)
		require.Contains(t, e.Error(), through.String(), name)
		require.Contains(t, e.Error(), string(series), name)
	}
}
