package kpi_test

import (
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
)

// Two invoices of 100 and 300: the first is paid on its 30th day, a third of the
// second on its 45th, and the first payment comes back on the 70th.
func TestCollectionCurve(t *testing.T) {
	issued, asOf := date.New(2026, 3, 2), date.New(2026, 11, 30)
	euros := func(n int64) decimal.Decimal { return decimal.New(n, 0) }
	first := &dunning.Invoice{ID: "A", Client: "C", Issued: issued, Amount: euros(100), Settlements: []dunning.Settlement{
		{Date: issued + 30, Amount: euros(100)}, {Date: issued + 70, Amount: euros(100), Kind: dunning.Returned},
	}}
	second := &dunning.Invoice{ID: "B", Client: "C", Issued: issued + 5, Amount: euros(300), Settlements: []dunning.Settlement{{Date: issued + 50, Amount: euros(100)}}}
	all := []*dunning.Invoice{
		first, second,
		{ID: "young", Client: "C", Issued: asOf - 119, Amount: euros(500)},
		{ID: "old", Client: "C", Issued: asOf - 120 - 365, Amount: euros(500)},
		{ID: "brought forward", Client: "C", Kind: dunning.Carried, Issued: issued, Amount: euros(500)},
		{ID: "credit", Client: "C", Issued: issued, Amount: euros(-500)},
		{ID: "dollars", Client: "C", Currency: "USD", Issued: issued, Amount: euros(500)},
	}
	percents := func(currency string, invoices ...*dunning.Invoice) (list []string) {
		curve, err := kpi.CollectionCurve(slices.Values(invoices), asOf, currency)
		require.NoError(t, err)
		for i, p := range curve {
			assert.Equal(t, 10*i, p.Days)
			list = append(list, p.Percent.StringFixed(1))
		}
		return list
	}
	assert.Equal(t, []string{"0.0", "0.0", "0.0", "25.0", "25.0", "50.0", "50.0", "25.0", "25.0", "25.0", "25.0", "25.0", "25.0"}, percents("", all...))
	assert.Equal(t, percents("EUR", all...), percents("", all...))
	assert.Nil(t, percents("CHF", all...))

	// The books carry it from its 40th day: it was paid when it was paid.
	paid := percents("", first)
	first.Booked = issued + 40
	assert.Equal(t, paid, percents("", first))

	first.Amount = decimal.RequireFromString("1e9999")
	_, err := kpi.CollectionCurve(slices.Values(all), asOf, "")
	var problems dunning.Problems
	assert.ErrorAs(t, err, &problems)
	first.Amount, first.Settlements[0].Amount = euros(100), decimal.RequireFromString("0.001")
	_, err = kpi.CollectionCurve(slices.Values(all), asOf, "")
	assert.ErrorAs(t, err, &problems)
}
