package dunning_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
)

func TestValidInvoices(t *testing.T) {
	for name, change := range map[string]func(*dunning.Invoice){
		"the sample":              func(*dunning.Invoice) {},
		"a credit note":           func(inv *dunning.Invoice) { inv.Amount, inv.Net = dec("-10"), dec("-8") },
		"nothing to pay":          func(inv *dunning.Invoice) { inv.Amount, inv.Net = dec("0"), dec("0") },
		"without client or terms": func(inv *dunning.Invoice) { inv.Client, inv.Due = "", 0 },
		"a deposit":               func(inv *dunning.Invoice) { inv.Settlements = append(inv.Settlements, on("2026-01-01", "1")) },
		"money on account":        func(inv *dunning.Invoice) { inv.Kind, inv.Amount = dunning.OnAccount, dec("-5") },
		"rounding downwards": func(inv *dunning.Invoice) {
			inv.Settlements = append(inv.Settlements, on("2026-06-02", "-0.01", dunning.Adjustment))
		},
		"three decimals in dinars": func(inv *dunning.Invoice) { inv.Currency, inv.Amount = "TND", dec("1.234") },
		"instalments":              func(inv *dunning.Invoice) { inv.Instalments = inThree().Instalments },
		"a dispute closed at once": func(inv *dunning.Invoice) {
			inv.Disputes = []dunning.Dispute{{From: day("2026-06-02"), Until: day("2026-06-02")}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			inv := sample()
			change(inv)
			assert.NoError(t, inv.Validate())
		})
	}
}

func TestProblems(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*dunning.Invoice)
		field  string
		what   string
	}{
		"no number":         {func(inv *dunning.Invoice) { inv.ID = "" }, "id", "is empty"},
		"currency":          {func(inv *dunning.Invoice) { inv.Currency = "euro" }, "currency", "ISO 4217"},
		"not issued":        {func(inv *dunning.Invoice) { inv.Issued = 0 }, "issued", "is missing"},
		"issued in 1066":    {func(inv *dunning.Invoice) { inv.Issued = 389_000 }, "issued", "outside the years"},
		"due in 20260":      {func(inv *dunning.Invoice) { inv.Due = 7_400_000 }, "due", "outside the years"},
		"ordered":           {func(inv *dunning.Invoice) { inv.Ordered = -1 }, "ordered", "outside the years"},
		"delivered":         {func(inv *dunning.Invoice) { inv.Delivered = 1 }, "delivered", "outside the years"},
		"received":          {func(inv *dunning.Invoice) { inv.Received = 1 }, "received", "outside the years"},
		"terms":             {func(inv *dunning.Invoice) { inv.Terms = terms.Net(-1) }, "terms", "outside 0-3650"},
		"fraction of cent":  {func(inv *dunning.Invoice) { inv.Amount = dec("0.001") }, "amount", "more decimals"},
		"too large":         {func(inv *dunning.Invoice) { inv.Amount = dec("1e9999") }, "amount", "too large"},
		"net":               {func(inv *dunning.Invoice) { inv.Net = dec("0.001") }, "net", "more decimals"},
		"kind":              {func(inv *dunning.Invoice) { inv.Kind = 9 }, "kind", "no document kind"},
		"on account":        {func(inv *dunning.Invoice) { inv.Kind = dunning.OnAccount }, "amount", "positive on money received"},
		"settlement day":    {func(inv *dunning.Invoice) { inv.Settlements[0].Date = 0 }, "settlements[0].date", "is missing"},
		"settlement amount": {func(inv *dunning.Invoice) { inv.Settlements[0].Amount = dec("0.001") }, "settlements[0].amount", "more decimals"},
		"settlement kind":   {func(inv *dunning.Invoice) { inv.Settlements[0].Kind = 9 }, "settlements[0].kind", "no settlement kind"},
		"negative payment":  {func(inv *dunning.Invoice) { inv.Settlements[0].Amount = dec("-1") }, "settlements[0].amount", "is negative"},
		"too many":          {func(inv *dunning.Invoice) { inv.Settlements = make([]dunning.Settlement, 4097) }, "settlements", "too many"},
		"instalment sum": {func(inv *dunning.Invoice) {
			inv.Instalments = []dunning.Instalment{{Due: inv.Due, Amount: dec("1199.99")}}
		}, "instalments", "do not add up to the amount 1200"},
		"instalment day":    {func(inv *dunning.Invoice) { inv.Instalments = []dunning.Instalment{{Amount: dec("1200")}} }, "instalments[0].due", "is missing"},
		"instalment amount": {func(inv *dunning.Invoice) { inv.Instalments = []dunning.Instalment{{Due: inv.Due}} }, "instalments[0].amount", "not positive"},
		"dispute day":       {func(inv *dunning.Invoice) { inv.Disputes = []dunning.Dispute{{}} }, "disputes[0].from", "is missing"},
		"dispute end": {func(inv *dunning.Invoice) {
			inv.Disputes = []dunning.Dispute{{From: inv.Due, Until: inv.Issued}}
		}, "disputes[0].until", "before its start"},
		"dispute amount": {func(inv *dunning.Invoice) {
			inv.Disputes = []dunning.Dispute{{From: inv.Due, Amount: dec("-1")}}
		}, "disputes[0].amount", "is negative"},
	} {
		t.Run(name, func(t *testing.T) {
			inv := sample(on("2026-06-10", "100"))
			c.change(inv)
			p, ok := errors.AsType[*dunning.Problem](inv.Validate())
			require.True(t, ok)
			assert.Equal(t, c.field, p.Field)
			assert.Contains(t, p.What, c.what)
			assert.Contains(t, p.Error(), p.Of+": "+p.Field)
		})
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	inv := &dunning.Invoice{Currency: "?", Amount: hostile, Kind: 9, Settlements: []dunning.Settlement{{Kind: 9, Amount: hostile.Neg()}}}
	var ps dunning.Problems
	require.ErrorAs(t, inv.Validate(), &ps)
	var fields []string
	for _, p := range ps {
		fields = append(fields, p.Field)
	}
	assert.Equal(t, []string{"id", "currency", "issued", "amount", "kind", "settlements[0].date", "settlements[0].amount", "settlements[0].kind", "settlements[0].amount"}, fields)
	assert.ErrorIs(t, ps, ps[3])
	assert.NoError(t, dunning.Problems{}.Err())
	assert.NoError(t, dunning.Problems(nil).Err())
}

func TestProblemInWords(t *testing.T) {
	p := &dunning.Problem{Of: `invoice "F-12"`, Field: "settlements[2].amount", Value: "-5", What: "is negative", Fix: "write it positive"}
	assert.Equal(t, `invoice "F-12": settlements[2].amount "-5" is negative; write it positive`, p.Error())
	assert.Equal(t, `invoice "F-12": issued is missing`, (&dunning.Problem{Of: `invoice "F-12"`, Field: "issued", What: "is missing"}).Error())
}

func TestAValidInvoiceCostsNoAllocation(t *testing.T) {
	inv := inThree(on("2026-06-10", "100"))
	inv.Disputes = []dunning.Dispute{{From: day("2026-06-12"), Amount: dec("5")}}
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = inv.Validate() }))
}
