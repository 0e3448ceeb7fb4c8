package penalty_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// choices are all values of all options, and all that may happen to a claim.
func choices(t *testing.T) (names []string, by map[string]func(*penalty.Rule)) {
	by = map[string]func(*penalty.Rule){
		"path frozen":          func(r *penalty.Rule) { r.Path = penalty.FrozenAtStart },
		"path at payment":      func(r *penalty.Rule) { r.Path = penalty.AtPayment },
		"path per half-year":   func(r *penalty.Rule) { r.Path = penalty.PerHalfYear },
		"floor none":           func(r *penalty.Rule) { r.Floor = penalty.NoFloor },
		"floor keep":           func(r *penalty.Rule) { r.Floor = penalty.KeepAndWarn },
		"floor raise":          func(r *penalty.Rule) { r.Floor = penalty.RaiseToFloor },
		"floor statutory":      func(r *penalty.Rule) { r.Floor = penalty.StatutoryInstead },
		"day count actual":     func(r *penalty.Rule) { r.DayCount = penalty.ActualYear },
		"day count 360":        func(r *penalty.Rule) { r.DayCount = penalty.Days360 },
		"payment day excluded": func(r *penalty.Rule) { r.PaymentDay = penalty.Excluded },
		"payment day due day":  func(r *penalty.Rule) { r.PaymentDay = penalty.DueDayInstead },
		"rounding on total":    func(r *penalty.Rule) { r.Rounding = penalty.OnTotal },
		"base HT":              func(r *penalty.Rule) { r.Base = penalty.HT },
		"allocation interest":  func(r *penalty.Rule) { r.Allocation = penalty.InterestFirst },
		"allocation costs":     func(r *penalty.Rule) { r.Allocation = penalty.CostsFirst },
		"allocation principal": func(r *penalty.Rule) { r.Allocation = penalty.PrincipalFirst },
		"closing full payment": func(r *penalty.Rule) { r.Closing = penalty.AtFullPayment },
		"credits from invoice": func(r *penalty.Rule) { r.Credits = penalty.FromInvoiceDate },
		"returns never paid":   func(r *penalty.Rule) { r.Returns = penalty.NeverPaid },
		"indemnity none":       func(r *penalty.Rule) { r.Indemnity.Unit = penalty.NoIndemnity },
		"indemnity invoice":    func(r *penalty.Rule) { r.Indemnity = b2bIndemnity(r, penalty.PerInvoice) },
		"indemnity instalment": func(r *penalty.Rule) { r.Indemnity = b2bIndemnity(r, penalty.PerInstalment) },
		"rate fixed":           func(r *penalty.Rule) { r.Rate = penalty.Fixed(dec("12")) },
		"rate monthly":         func(r *penalty.Rule) { r.Rate = penalty.PerMonth(dec("1")) },
		"rate 3 × legal":       func(r *penalty.Rule) { r.Rate = penalty.TimesLegal(3) },
		"rate legal":           func(r *penalty.Rule) { r.Rate = penalty.TimesLegal(1) },
		"rate ECB + 5":         func(r *penalty.Rule) { r.Rate = penalty.Above(penalty.ECB, dec("5")) },
		"rate rounded up":      func(r *penalty.Rule) { r.Rate.RoundUp = dec("0.5") },
		"rate monthly flag":    func(r *penalty.Rule) { r.Rate.Monthly = true },
		"rate times 2":         func(r *penalty.Rule) { r.Rate.Times = 2 },
		"rate daily":           func(r *penalty.Rule) { r.Rate.Anchor = penalty.Daily },
		"notice":               func(r *penalty.Rule) { r.Notice = day(t, "2026-02-10") },
		"judgment":             func(r *penalty.Rule) { r.Enforceable = day(t, "2026-03-10") },
		"insolvency":           func(r *penalty.Rule) { r.Insolvency = day(t, "2026-04-10") },
		"long credit":          func(r *penalty.Rule) { r.AfterOpening = penalty.InterestRunsOn },
		"compounding":          func(r *penalty.Rule) { r.CompoundFrom = day(t, "2026-04-10") },
		"freeze": func(r *penalty.Rule) {
			r.Freezes = []penalty.Freeze{{From: day(t, "2026-04-10"), Until: day(t, "2026-04-20")}}
		},
		"waived interest":        func(r *penalty.Rule) { r.Waived = penalty.WaiveInterest },
		"waived indemnity":       func(r *penalty.Rule) { r.Waived = penalty.WaiveIndemnity },
		"waived all":             func(r *penalty.Rule) { r.Waived = penalty.WaiveAll },
		"country":                func(r *penalty.Rule) { r.Country = "BE" },
		"minimum above maximum":  func(r *penalty.Rule) { r.Indemnity.Min, r.Indemnity.Max = dec("50"), dec("40") },
		"indemnity in a percent": func(r *penalty.Rule) { r.Indemnity.Scale = []penalty.Band{{Percent: dec("10")}} },
	}
	for name := range by {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, by
}

func b2bIndemnity(r *penalty.Rule, unit penalty.IndemnityUnit) penalty.Indemnity {
	in := penalty.B2B().Indemnity
	in.Unit, in.Currency = unit, r.Indemnity.Currency
	return in
}

// Every pair of options is either a rule that counts, or is refused with a
// reason and what to do instead. testdata/refused.txt is the list of what is
// refused: an option alone, then pairs of options that may each stand alone.
func TestEveryPairOfOptions(t *testing.T) {
	names, by := choices(t)
	be, err := penalty.ForCountry("BE")
	require.NoError(t, err)
	var list []string
	counted := 0
	for _, base := range []struct {
		name string
		rule penalty.Rule
	}{
		{"B2B", penalty.B2B()}, {"B2BFrom2009", penalty.B2BFrom2009()}, {"Contract", penalty.Contract(penalty.Fixed(dec("12")))},
		{"PublicBuyer", penalty.PublicBuyer()}, {"Consumer", penalty.Consumer()}, {"Belgium", be.Rule},
	} {
		alone := map[string]bool{}
		try := func(pair ...string) bool {
			rule := base.rule
			rule.Indemnity.Scale = slices.Clone(rule.Indemnity.Scale)
			for _, name := range pair {
				by[name](&rule)
			}
			err := rule.Validate()
			if err == nil {
				counts(t, rule, strings.Join(pair, ", "))
				counted++
				return true
			}
			problems, ok := errors.AsType[dunning.Problems](err)
			require.True(t, ok)
			var why []string
			for _, p := range problems {
				require.NotEmpty(t, p.What, "%s %v", base.name, pair)
				assert.NotEmpty(t, p.Fix, "%s %v: %s %s", base.name, pair, p.Field, p.What)
				why = append(why, p.Field+" "+p.What)
			}
			if len(pair) == 1 || !alone[pair[0]] && !alone[pair[1]] {
				list = append(list, base.name+", "+strings.Join(pair, " + ")+": "+strings.Join(why, "; "))
			}
			return false
		}
		for _, name := range names {
			alone[name] = !try(name)
		}
		for i, a := range names {
			for _, b := range names[i+1:] {
				try(a, b)
			}
		}
	}
	require.Greater(t, counted, 2000)
	want, err := os.ReadFile("testdata/refused.txt")
	require.NoError(t, err)
	assert.Equal(t, string(want), strings.Join(list, "\n")+"\n")
}

// counts asks for a statement: a rule that is valid answers.
func counts(t *testing.T, rule penalty.Rule, pair string) {
	t.Helper()
	inv := invoice(t, "12000", "2026-01-31")
	if rule.AfterOpening == penalty.InterestRunsOn {
		inv.Issued = inv.Due - 400
	}
	inv.Currency, inv.Net = rule.Indemnity.Currency, decimal.New(10_000, 0)
	paid(t, inv, "2026-03-31", "4000")
	s, err := penalty.Compute(inv, rule, day(t, "2026-09-30"))
	require.NoError(t, err, pair)
	identities(t, inv, s)
}
