package penalty_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/penalty"
)

// A draw makes one invoice, one rule and one day out of random numbers.
type draw struct {
	*rand.Rand
	t testing.TB
}

func (r draw) one(in int) bool { return r.IntN(in) == 0 }

// regime is one of the rules of law, with its own options drawn.
func (r draw) regime(due date.Date) penalty.Rule {
	var rule penalty.Rule
	points := func(least, most int64) decimal.Decimal { return decimal.New(least+r.Int64N(most-least), -2) }
	switch r.IntN(11) {
	case 0:
		rule = penalty.B2BFrom2009()
	case 1:
		rule = penalty.B2B()
	case 2, 3:
		rule = penalty.Contract(penalty.Fixed(points(1, 2500)))
	case 4:
		rule = penalty.Contract(penalty.PerMonth(points(1, 250)))
	case 5:
		rule = penalty.Contract([]penalty.Formula{penalty.TimesLegal(1 + r.IntN(5)), penalty.Above(penalty.ECB, points(0, 1500))}[r.IntN(2)])
		rule.Rate.Since = 0
	case 6:
		rule = penalty.PublicBuyer()
	case 7:
		rule = penalty.Consumer()
		rule.Notice = due + date.Date(r.IntN(120)-40)
		if r.one(8) {
			rule.Notice = 0
		}
		if r.one(3) {
			rule.Rate = penalty.Above(penalty.LegalPrivate, decimal.Decimal{})
		}
		if rule.Path == penalty.PerHalfYear && r.one(2) {
			rule.Enforceable = due + date.Date(r.IntN(400))
		}
	default:
		code := []string{"AT", "BE", "DE", "DE-CONSUMER", "ES", "GB", "IE", "IT", "IT", "LU", "NL"}[r.IntN(11)]
		if code == "IT" && due.Year() > 2021 {
			code = "IT-FOOD"
		}
		if due < foreigners[code].from {
			code = "ES"
		}
		p, err := penalty.ForCountry(code)
		require.NoError(r.t, err)
		rule = p.Rule
		rule.Rates, err = foreignRates()
		require.NoError(r.t, err)
	}
	if rule.Floor != penalty.NoFloor {
		rule.Floor = penalty.Floor(1 + r.IntN(3))
		if r.one(4) {
			rule.Base = penalty.HT
		}
	}
	return rule
}

// options draws what may be combined with any regime.
func (r draw) options(rule *penalty.Rule, due date.Date) {
	rule.Rounding = penalty.Rounding(r.IntN(2))
	rule.DayCount = penalty.DayCount(r.IntN(3))
	rule.Credits = penalty.CreditEffect(r.IntN(2))
	rule.Returns = penalty.ReturnEffect(r.IntN(2))
	if rule.Regime == penalty.Business && r.one(3) {
		rule.Path = penalty.RatePath(r.IntN(3))
	}
	if rule.Path == penalty.AtPayment {
		rule.Allocation = penalty.PrincipalFirst
	} else {
		rule.Allocation = penalty.Allocation(r.IntN(3))
	}
	if rule.Allocation != penalty.PrincipalFirst {
		rule.Closing = penalty.Closing(r.IntN(2))
	}
	if rule.Indemnity.Unit != penalty.NoIndemnity {
		rule.Indemnity.Unit = penalty.IndemnityUnit(r.IntN(3))
	}
	if rule.Path != penalty.AtPayment && r.one(4) {
		rule.CompoundFrom = due + date.Date(r.IntN(700))
	}
	if r.one(6) {
		rule.Insolvency = due + date.Date(r.IntN(400)-30)
	}
	if rule.Regime == penalty.Procurement {
		return
	}
	rule.PaymentDay = penalty.PaymentDay(r.IntN(3))
	for range r.IntN(3) * r.IntN(2) {
		from := due + date.Date(r.IntN(400)-30)
		rule.Freezes = append(rule.Freezes, penalty.Freeze{From: from, Until: from + 1 + date.Date(r.IntN(90))})
	}
	if r.one(12) {
		rule.Waived = penalty.Waiver(1 + r.IntN(3))
	}
}

// invoice has up to three due dates and up to seven settlements of all kinds.
func (r draw) invoice(due date.Date, currency string) *dunning.Invoice {
	cents := int64(1+r.IntN(9)) * []int64{1, 100, 10_000, 1_000_000}[r.IntN(4)] * (1 + r.Int64N(99))
	inv := &dunning.Invoice{ID: "F", Currency: currency, Issued: due - 30 + date.Date(r.IntN(40)), Due: due, Amount: decimal.New(cents, -2)}
	inv.Net = decimal.New((cents*100+60)/120, -2)
	if r.one(5) {
		inv.Delivered = due - date.Date(r.IntN(60))
	}
	if n := int64(2 + r.IntN(2)); cents > 10 && r.one(4) {
		for i := range n {
			part := cents / n
			if i == n-1 {
				part = cents - part*(n-1)
			}
			inv.Instalments = append(inv.Instalments, dunning.Instalment{Due: due + date.Date(int64(r.IntN(40))+40*i), Amount: decimal.New(part, -2)})
		}
		inv.Due = 0
	}
	var amounts []int64
	for range r.IntN(8) {
		amount := 1 + r.Int64N(cents)
		switch {
		case r.one(5):
			amount = cents
		case r.one(6):
			amount = cents + r.Int64N(cents/3+2)
		case len(amounts) > 0 && r.one(2):
			amount = amounts[r.IntN(len(amounts))]
		}
		kind := []dunning.SettlementKind{0, 0, 0, dunning.CreditNote, dunning.Returned, dunning.Returned, dunning.Discount, dunning.WriteOff, dunning.Adjustment}[r.IntN(9)]
		if kind == dunning.Adjustment && r.one(2) {
			amount = -amount / 3
		} else {
			amounts = append(amounts, amount)
		}
		inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: due + date.Date(r.IntN(500)-40), Amount: decimal.New(amount, -2), Kind: kind})
	}
	return inv
}

func (r draw) scenario() (penalty.Rule, *dunning.Invoice, date.Date) {
	due := date.New(2013, 7, 1) + date.Date(r.IntN(4800))
	rule := r.regime(due)
	fixed := rule.Rate.Reference == ""
	if rule.Rate.Anchor == penalty.HalfYearFrom2013 || fixed && r.one(4) {
		due = date.New(2009, 2, 15) + date.Date(r.IntN(2000))
	}
	r.options(&rule, due)
	inv := r.invoice(due, rule.Indemnity.Currency)
	if rule.Insolvency != 0 && rule.Floor != penalty.NoFloor && rule.CompoundFrom == 0 && r.one(2) {
		rule.AfterOpening = penalty.InterestRunsOn
		inv.Issued -= 400
	}
	if rule.Regime == penalty.Foreign {
		inv.Issued = max(inv.Issued, foreigners[rule.Country].from)
	}
	asOf := min(date.New(2026, 12, 31), due+date.Date(r.IntN(900)-20))
	return rule, inv, asOf
}

// foreignRates are the series that are not shipped. Each changes on the day that
// the law reads, and again the day after: the eve of a half-year for the United
// Kingdom, its first day for the others. Only those days have the rate of the oracle.
var foreignRates = sync.OnceValues(func() (*penalty.Rates, error) {
	rates := penalty.Official()
	for name, s := range map[penalty.Series]struct {
		on    func(date.Date) (int64, int)
		shift date.Date
	}{penalty.BankOfEngland: {bankOn, -1}, penalty.AustrianBase: {bankOn, 0}, penalty.GermanBase: {germanOn, 0}} {
		var b strings.Builder
		fmt.Fprintf(&b, "# series: %s\n# source: invented\n# checked: 2026-11-22\n# known-through: 2026-12-31\neffective,rate_percent,confidence,published,source\n", name)
		for y := 2013; y <= 2026; y++ {
			for _, start := range []date.Date{date.New(y, 1, 1), date.New(y, 7, 1)} {
				units, _ := s.on(start)
				fmt.Fprintf(&b, "%s,%s,1,,x\n%s,99,1,,x\n", start+s.shift, decimal.New(units, -4), start+s.shift+1)
			}
		}
		var err error
		if rates, err = rates.With("foreign.csv", []byte(b.String())); err != nil {
			return nil, err
		}
	}
	return rates, nil
})

// agree holds a statement against the oracle, line by line and sum by sum.
func agree(t testing.TB, rule penalty.Rule, inv *dunning.Invoice, asOf date.Date) {
	t.Helper()
	s, err := penalty.Compute(inv, rule, asOf)
	require.NoError(t, err)
	o := newDaily(rule, inv, asOf)
	var want, got []string
	slices.SortStableFunc(o.lines, func(a, b dayLine) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.due, b.due), cmp.Compare(a.days, b.days), cmp.Compare(a.base, b.base))
	})
	money := func(n int64) string { return decimal.New(n, -2).StringFixed(2) }
	line := func(due, from date.Date, days int, year int64, base, rate, interest string) string {
		if rule.Rounding == penalty.OnTotal && len(inv.Instalments) > 0 {
			interest = "" // which of several due dates shows the cent of the running total is no matter of law
		}
		return fmt.Sprintf("due %s from %s %d/%d of %s at %s: %s", due, from, days, year, base, rate, interest)
	}
	for _, l := range o.lines {
		want = append(want, line(l.due, l.from, l.days, l.year, money(l.base), decimal.New(l.rate.units, -4).StringFixed(4), money(l.interest)))
	}
	lines := slices.Clone(s.Lines)
	slices.SortStableFunc(lines, func(a, b penalty.Line) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Due, b.Due), cmp.Compare(a.Days, b.Days), a.Principal.Cmp(b.Principal))
	})
	for _, l := range lines {
		got = append(got, line(l.Due, l.From, l.Days, int64(l.Divisor), l.Principal.StringFixed(2), l.Rate.StringFixed(4), l.Interest.StringFixed(2)))
	}
	var principal int64
	for _, p := range o.parts {
		principal += p.sum
	}
	sum := func(interest, indemnity, principal, interestPaid, indemnityPaid, surplus string) string {
		return fmt.Sprintf("interest %s, indemnity %s, principal %s, paid %s and %s, surplus %s", interest, indemnity, principal, interestPaid, indemnityPaid, surplus)
	}
	want = append(want, sum(money(o.total), money(o.costs), money(principal), money(o.interestPaid), money(o.costPaid), money(o.spare)))
	got = append(got, sum(s.Interest.StringFixed(2), s.Indemnity.StringFixed(2), s.Principal.StringFixed(2), s.InterestPaid.StringFixed(2), s.IndemnityPaid.StringFixed(2), s.Surplus.StringFixed(2)))
	if !slices.Equal(want, got) {
		t.Fatalf("as of %s, %s\nwant\n%s\ngot\n%s", asOf, told(inv, rule), strings.Join(want, "\n"), strings.Join(got, "\n"))
	}
	identities(t, inv, s)
	c, err := penalty.NewCalculator(rule)
	require.NoError(t, err)
	charge, err := c.Charge(inv, asOf)
	require.NoError(t, err)
	require.Equal(t, penalty.Charge{Interest: o.total, Indemnity: o.costs, Paid: o.interestPaid + o.costPaid}, charge, told(inv, rule))
	if rule.Path != penalty.AtPayment { // which goes payment by payment
		require.True(t, slices.IsSortedFunc(s.Lines, func(a, b penalty.Line) int { return cmp.Compare(a.From, b.From) }), "lines follow the days")
	}
}

// told is a scenario in words, to be made a law case of.
func told(inv *dunning.Invoice, rule penalty.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s issued %s due %s delivered %s", inv.Amount, inv.Issued, inv.Due, inv.Delivered)
	for _, i := range inv.Instalments {
		fmt.Fprintf(&b, "\n  instalment %s on %s", i.Amount, i.Due)
	}
	for _, s := range inv.Settlements {
		fmt.Fprintf(&b, "\n  %s %s kind %d", s.Date, s.Amount, s.Kind)
	}
	rule.Rates = nil
	fmt.Fprintf(&b, "\n  %+v", rule)
	return b.String()
}

// Every regime and every option, drawn together, against the day by day oracle.
func TestAgainstTheDailyOracle(t *testing.T) {
	r := draw{rand.New(rand.NewPCG(2026, 11)), t}
	seen := map[string]int{}
	for range 5000 / ledgertest.Less {
		rule, inv, asOf := r.scenario()
		if rule.Validate() != nil {
			seen["refused"]++
			continue
		}
		agree(t, rule, inv, asOf)
		seen[rule.Country]++
		seen[fmt.Sprint("regime ", rule.Regime, " path ", rule.Path, " allocation ", rule.Allocation)]++
		for what, is := range map[string]bool{"compound": rule.CompoundFrom != 0, "insolvency": rule.Insolvency != 0, "long credit": rule.AfterOpening != penalty.InterestStops, "freeze": len(rule.Freezes) > 0,
			"judgment": rule.Enforceable != 0, "instalments": len(inv.Instalments) > 0, "HT": rule.Base == penalty.HT, "waived": rule.Waived != 0} {
			if is {
				seen[what]++
			}
		}
	}
	require.Less(t, seen["refused"], 600)
	for _, what := range []string{"compound", "insolvency", "long credit", "freeze", "judgment", "instalments", "HT", "waived", "regime 1 path 2 allocation 2", "regime 2 path 1 allocation 0", "regime 4 path 2 allocation 2", "AT", "BE", "DE", "DE-CONSUMER", "ES", "GB", "IE", "IT", "IT-FOOD", "LU", "NL"} {
		require.Greater(t, seen[what], 25/ledgertest.Less, what)
	}
}
