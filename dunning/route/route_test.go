package route_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/route"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "penalty":            "the caller brings the interest",
		deptest.Module + "policy":             "a route informs, a policy decides",
		deptest.Module + "dunning/calendar":   "deadlines are given without roll",
		deptest.Module + "dunning/limitation": "the caller says whether the claim is time-barred",
	})
}

var today = date.New(2026, 11, 23)

func usual() route.Claim {
	return route.Claim{Principal: decimal.New(3000, 0), Due: date.New(2026, 3, 31), Invoiced: route.Yes, Contested: route.No}
}

func TestValidateReportsEverythingAtOnce(t *testing.T) {
	bad := route.Claim{
		Interest: num("-1"), Costs: num("0.001"), Creditor: 9, Debtor: 9, Source: 9, Titled: 7, Due: 1,
		OrderServed: today, Published: today, Contested: route.No, SeriousDispute: route.Yes, AlsaceMoselle: true, EconomicCourt: route.Yes,
	}
	_, err := route.For(bad, today)
	fields := []string{}
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		ce, ok := errors.AsType[*route.ClaimError](e)
		require.True(t, ok)
		assert.NotEmpty(t, ce.Error())
		fields = append(fields, ce.Field)
	}
	assert.Equal(t, []string{"interest", "costs", "principal", "creditor", "debtor", "source", "titled", "due",
		"orderServed", "published", "seriousDispute", "economicCourt"}, fields)
	assert.Error(t, route.Claim{Principal: num("1"), Currency: "euro"}.Validate())
	assert.Error(t, route.Claim{Principal: num("1e90")}.Validate())
}

func TestEarlierLawIsRefused(t *testing.T) {
	for _, d := range []date.Date{0, date.New(2023, 9, 30), date.New(2999, 1, 1)} {
		_, err := route.For(usual(), d)
		de, ok := errors.AsType[*route.DateError](err)
		require.True(t, ok)
		assert.Equal(t, date.New(2023, 10, 1), de.First)
		assert.NotEmpty(t, de.Error())
	}
	_, err := route.For(usual(), date.New(2023, 10, 1))
	assert.NoError(t, err)
}

func TestServed(t *testing.T) {
	for issued, want := range map[date.Date]date.Date{
		date.New(2026, 8, 31):  date.New(2027, 2, 28),
		date.New(2026, 9, 1):   date.New(2026, 12, 1),
		date.New(2026, 11, 30): date.New(2027, 2, 28),
	} {
		d := route.Served(issued)
		assert.Equal(t, want, d.Date)
		assert.True(t, d.Basis.InForce(issued), "the rule is that of the day of the order")
	}
}

func TestContributionShowsItsConflict(t *testing.T) {
	c := usual()
	c.Debtor = route.Consumer
	a, err := route.For(c, today)
	require.NoError(t, err)
	merits, _ := a.Route("merits")
	require.Len(t, merits.Charges, 1)
	charge := merits.Charges[0]
	assert.Equal(t, date.New(2026, 5, 1), charge.Basis.From)
	require.Len(t, charge.Conflict, 1)
	assert.Equal(t, date.New(2026, 3, 1), charge.Conflict[0].From)
	assert.Equal(t, law.Single, charge.Basis.Confidence)
}

func TestNames(t *testing.T) {
	assert.Equal(t, "unknown", route.Verdict(0).String())
	_, found := route.Answer{}.Route("merits")
	assert.False(t, found)
	assert.NotEqual(t, route.Notice(law.French), route.Notice(law.English))
}

// What was only to be known does not change with what is not known: learning a
// fact never turns an open route into "cannot tell", and the rest of the answer
// is complete for any claim.
func FuzzFor(f *testing.F) {
	f.Add(int64(300000), uint8(0), uint8(0), uint8(0), uint32(0), uint16(1100), int16(-200), int16(0))
	f.Add(int64(600000), uint8(0), uint8(2), uint8(1), uint32(12345), uint16(900), int16(5), int16(40))
	f.Fuzz(func(t *testing.T, cents int64, creditor, debtor, source uint8, facts uint32, at uint16, due, opening int16) {
		asOf := date.New(2023, 10, 1) + date.Date(at)
		fact := func(n int) route.Tri { return route.Tri(facts >> (2 * n) & 3) }
		c := route.Claim{
			Principal: decimal.New(cents, -2), Creditor: route.Person(creditor % 6), Debtor: route.Person(debtor % 6), Source: route.Source(source % 4),
			Invoiced: fact(0), Contested: fact(1), SeriousDispute: fact(2), DebtorConsents: fact(3), SettlementTried: fact(4),
			Arbitration: fact(5), TimeBarred: fact(6), Titled: fact(7), EconomicCourt: fact(8), LargeClaimant: fact(9),
			AlsaceMoselle: fact(10) == route.Yes, Abroad: fact(11) == route.Yes,
		}
		if due != 0 {
			c.Due = asOf + date.Date(due)
		}
		if opening != 0 {
			c.Opening, c.Arose = asOf+date.Date(opening), c.Due
			c.Published = c.Opening + 9
		}
		a, err := route.For(c, asOf)
		if err != nil {
			return
		}
		checkAnswer(t, a)
		if c.Invoiced == route.Unknown {
			for _, known := range []route.Tri{route.Yes, route.No} {
				c.Invoiced = known
				more, err := route.For(c, asOf)
				require.NoError(t, err)
				for i, r := range a.Routes {
					if r.Verdict != route.CannotTell {
						require.Equal(t, r.Verdict, more.Routes[i].Verdict, r.Code)
					}
				}
			}
		}
	})
}

// An invoice of 8 000 EUR between merchants, eight months late and not
// contested.
func ExampleFor() {
	claim := route.Claim{
		Principal: decimal.New(8000, 0), Interest: decimal.New(650, 0), Costs: decimal.New(40, 0),
		Creditor: route.Merchant, Debtor: route.Merchant,
		Due: date.New(2026, 3, 31), Invoiced: route.Yes, Contested: route.No, Titled: route.No,
	}
	answer, err := route.For(claim, date.New(2026, 11, 23))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range answer.Routes {
		fmt.Println(r.Text(law.English))
	}
	fmt.Println(route.Notice(law.English))
	// Output:
	// Formal notice: open
	// Mediation or conciliation: open
	// Arbitration: cannot tell
	// Collection agency: open
	// Simplified small-claims procedure: closed
	// Uncontested commercial claims: open
	// Payment order: open
	// Interim payment order in summary proceedings: open
	// Action on the merits: open
	// Enforcement: closed
	// Declaration of the claim: closed
	// General information, not legal advice: check the texts and ask a professional before acting.
}

// The same order is served within six months or within three, by the day it was
// issued.
func ExampleServed() {
	fmt.Println(route.Served(date.New(2026, 8, 31)).Date)
	fmt.Println(route.Served(date.New(2026, 9, 1)).Date)
	// Output:
	// 2027-02-28
	// 2026-12-01
}
