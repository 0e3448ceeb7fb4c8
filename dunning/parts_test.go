package dunning_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
)

// inThree is the sample in three instalments, written out of order.
func inThree(settlements ...dunning.Settlement) *dunning.Invoice {
	inv := sample(settlements...)
	inv.Instalments = []dunning.Instalment{
		{Due: day("2026-09-01"), Amount: dec("200")},
		{Due: day("2026-07-01"), Amount: dec("600")},
		{Due: day("2026-08-01"), Amount: dec("400")},
	}
	return inv
}

func parts(inv *dunning.Invoice, on string) string {
	var out []string
	for p := range inv.OpenParts(day(on)) {
		out = append(out, fmt.Sprintf("%s %s", p.Due, p.Open.StringFixed(2)))
	}
	return strings.Join(out, ", ")
}

func TestOpenParts(t *testing.T) {
	for name, c := range map[string]struct {
		invoice  *dunning.Invoice
		on, want string
	}{
		"whole invoice":            {sample(), "2026-06-01", "2026-07-01 1200.00"},
		"nothing open":             {sample(on("2026-06-02", "1200")), "2026-06-02", ""},
		"all instalments":          {inThree(), "2026-06-01", "2026-07-01 600.00, 2026-08-01 400.00, 2026-09-01 200.00"},
		"the oldest is paid first": {inThree(on("2026-06-02", "700")), "2026-06-02", "2026-08-01 300.00, 2026-09-01 200.00"},
		"one exactly":              {inThree(on("2026-06-02", "600")), "2026-06-02", "2026-08-01 400.00, 2026-09-01 200.00"},
		"all paid":                 {inThree(on("2026-06-02", "1200")), "2026-06-02", ""},
		"paid too much":            {inThree(on("2026-06-02", "1250")), "2026-06-02", "2026-09-01 -50.00"},
		"returned with costs":      {inThree(on("2026-06-02", "1200"), on("2026-06-05", "1212", dunning.Returned)), "2026-06-05", "2026-07-01 612.00, 2026-08-01 400.00, 2026-09-01 200.00"},
		"before it is issued":      {inThree(on("2026-05-02", "100")), "2026-05-31", "2026-09-01 -100.00"},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, parts(c.invoice, c.on)) })
	}
	for range inThree().OpenParts(day("2026-06-01")) {
		break // an iteration may end early
	}
	unknown := sample()
	unknown.Due, unknown.Terms = 0, terms.Net(30).From(terms.Receipt)
	for p := range unknown.OpenParts(day("2026-06-01")) {
		assert.Zero(t, p.Due)
	}
	inv := inThree()
	parts(inv, "2026-06-01")
	assert.Equal(t, "2026-09-01", inv.Instalments[0].Due.String(), "the schedule of the caller stays in its order")
}

func FuzzOpenParts(f *testing.F) {
	f.Add(uint64(3), uint8(2), uint16(500), uint16(700), int16(20))
	f.Fuzz(func(t *testing.T, seed uint64, n uint8, first, second uint16, offset int16) {
		inv := random(seed, int(n%8))
		inv.Instalments = []dunning.Instalment{
			{Due: day("2026-08-01"), Amount: decimal.New(int64(first)+1, -2)},
			{Due: day("2026-07-01"), Amount: decimal.New(int64(second)+1, -2)},
		}
		inv.Amount = inv.Instalments[0].Amount.Add(inv.Instalments[1].Amount)
		require.NoError(t, inv.Validate())
		d := inv.Issued + date.Date(offset%80)
		sum, last := decimal.Zero, date.Date(0)
		for p := range inv.OpenParts(d) {
			require.False(t, p.Open.IsZero())
			require.Greater(t, p.Due, last, "in order of date")
			sum, last = sum.Add(p.Open), p.Due
		}
		require.Equal(t, inv.OpenAt(d).StringFixed(2), sum.StringFixed(2), "the parts add up")
	})
}

func TestDisputedAt(t *testing.T) {
	whole := dunning.Dispute{From: day("2026-06-10"), Until: day("2026-06-20")}
	part := dunning.Dispute{From: day("2026-06-15"), Amount: dec("300")}
	for name, c := range map[string]struct {
		invoice  *dunning.Invoice
		disputes []dunning.Dispute
		on, want string
	}{
		"none":                    {sample(), nil, "2026-06-15", "0.00"},
		"before it":               {sample(), []dunning.Dispute{whole}, "2026-06-09", "0.00"},
		"its first day":           {sample(), []dunning.Dispute{whole}, "2026-06-10", "1200.00"},
		"its last day":            {sample(), []dunning.Dispute{whole}, "2026-06-19", "1200.00"},
		"the day it is closed":    {sample(), []dunning.Dispute{whole}, "2026-06-20", "0.00"},
		"a part, no end":          {sample(), []dunning.Dispute{part}, "2030-01-01", "300.00"},
		"two parts":               {sample(), []dunning.Dispute{part, part}, "2026-07-01", "600.00"},
		"more than is open":       {sample(on("2026-06-11", "1000")), []dunning.Dispute{part}, "2026-06-15", "200.00"},
		"nothing is open":         {sample(on("2026-06-11", "1200")), []dunning.Dispute{whole}, "2026-06-15", "0.00"},
		"a negative part (wrong)": {sample(), []dunning.Dispute{{From: day("2026-06-10"), Amount: dec("-1")}}, "2026-06-15", "0.00"},
	} {
		t.Run(name, func(t *testing.T) {
			c.invoice.Disputes = c.disputes
			assert.Equal(t, c.want, c.invoice.DisputedAt(day(c.on)).StringFixed(2))
		})
	}
}

func TestHoldIsHalfOpen(t *testing.T) {
	h := dunning.Hold{From: day("2026-06-10"), Until: day("2026-06-20")}
	assert.False(t, h.OpenOn(day("2026-06-09")))
	assert.True(t, h.OpenOn(day("2026-06-10")))
	assert.True(t, h.OpenOn(day("2026-06-19")))
	assert.False(t, h.OpenOn(day("2026-06-20")))
	assert.True(t, dunning.Hold{From: h.From}.OpenOn(day("2030-01-01")))
}

func TestHistory(t *testing.T) {
	h := dunning.History{
		{Date: day("2026-06-10"), Step: "second"},
		{Date: day("2026-06-01"), Step: "first"},
		{Date: day("2026-06-10"), Step: "third"},
		{Date: day("2026-07-01"), Step: "later"},
	}
	last, ok := h.Last(day("2026-06-30"))
	assert.True(t, ok)
	assert.Equal(t, "third", last.Step, "the last of the slice among those of one day")
	_, ok = h.Last(day("2026-05-31"))
	assert.False(t, ok)

	var steps []string
	for a := range h.Until(day("2026-06-10")) {
		steps = append(steps, a.Step)
	}
	assert.Equal(t, []string{"second", "first", "third"}, steps)
	assert.Len(t, slices.Collect(h.Until(day("2026-07-01"))), 4)
	for range h.Until(day("2026-07-01")) {
		break
	}
}
