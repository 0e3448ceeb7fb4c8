package penalty_test

import (
	"encoding/json"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

func day(t testing.TB, s string) date.Date {
	t.Helper()
	d, err := dunning.ParseDate(s)
	require.NoError(t, err)
	return d
}

func invoice(t testing.TB, amount, due string) *dunning.Invoice {
	d := day(t, due)
	return &dunning.Invoice{ID: "F-1", Issued: d - 30, Due: d, Amount: decimal.RequireFromString(amount)}
}

func paid(t testing.TB, inv *dunning.Invoice, on, amount string) *dunning.Invoice {
	inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: day(t, on), Amount: decimal.RequireFromString(amount)})
	return inv
}

// through is the last day for which a series is attested; 0 when it is not there.
func through(rates *penalty.Rates, name penalty.Series) date.Date {
	for info := range rates.Series() {
		if info.Series == name {
			return info.KnownThrough
		}
	}
	return 0
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// amounts asks for the same by every path: Compute walks the plain one, a
// Calculator the quick one where it can. They must agree to the last field.
func amounts(t testing.TB, inv *dunning.Invoice, rule penalty.Rule, asOf date.Date) (int64, error) {
	t.Helper()
	plain, err := penalty.Compute(inv, rule, asOf)
	c, err2 := penalty.NewCalculator(rule)
	require.NoError(t, err2)
	n, err2 := c.Amount(inv, asOf)
	require.Equal(t, err, err2)
	s, err2 := c.Statement(inv, asOf)
	require.Equal(t, err, err2)
	charge, err2 := c.Charge(inv, asOf)
	require.Equal(t, err, err2)
	if err == nil {
		require.Equal(t, asJSON(t, plain), asJSON(t, s))
		digits, _ := dunning.CurrencyDigits(inv.Currency)
		money := func(n int64) string { return decimal.New(n, -digits).String() }
		require.Equal(t, money(n), s.Interest.String())
		require.Equal(t, money(charge.Interest), s.Interest.String())
		require.Equal(t, money(charge.Indemnity), s.Indemnity.String())
		require.Equal(t, money(charge.Paid), s.InterestPaid.Add(s.IndemnityPaid).String())
	}
	return n, err
}

// asJSON shows every exported field, amounts without trailing zeros.
func asJSON(t testing.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return string(text)
}
