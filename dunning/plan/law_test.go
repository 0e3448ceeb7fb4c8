package plan_test

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/plan"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/ledgertest"
)

// lawCase is one case of testdata/law, written for an accountant.
type lawCase struct {
	Name, Article, Source string
	Given                 struct {
		Amount, Net, Currency           string
		Issued, Due, Ordered, Delivered string
		Unit, Rest                      string
		Lines                           []struct {
			Label, Share, Value, Due string
			Days                     int
			Terms                    string // net, eom, eom-then; on: order, delivery
			On                       string
			After                    bool `yaml:"after_previous"`
		}
		Monthly             int
		First               string
		Percent, Base, Paid string
		ProRata             bool `yaml:"pro_rata"`
		Year, Within        int
		Deposit, Retention  string
		Done                []string
		Instalments         []struct{ Due, Amount string }
		Payments            []struct{ Date, Amount, Kind string }
		Grace, Deadline     int
		Waived              bool
		Notified            string
		AsOf                string `yaml:"as_of"`
	}
	Expect struct {
		Amounts, Dates            []string
		Error, Residual, Total    string
		Reason, Discount, Payable string
		VAT                       string
		LastDay                   string `yaml:"last_day"`
		Days                      int
		Values, Recovered         []string
		Retained                  []string
		Code, Since, From, Due    string
	}
}

func TestLaw(t *testing.T) {
	runners := map[string]func(*testing.T, lawCase){
		"cut.yaml": runCut, "discount.yaml": runDiscount, "stages.yaml": runStages, "acceleration.yaml": runClause,
	}
	ledgertest.Cases(t, func(file string, c lawCase) {
		t.Run(file+"/"+c.Name, func(t *testing.T) {
			require.NotEmpty(t, c.Article+c.Source, "a case says where it comes from")
			require.Contains(t, runners, file)
			runners[file](t, c)
		})
	})
}

func (c lawCase) invoice(t *testing.T) *dunning.Invoice {
	g := c.Given
	inv := &dunning.Invoice{
		ID: "F-1", Currency: g.Currency, Amount: num(g.Amount), Net: num(g.Net),
		Issued: day(t, g.Issued), Due: day(t, g.Due), Ordered: day(t, g.Ordered), Delivered: day(t, g.Delivered),
	}
	for _, i := range g.Instalments {
		inv.Instalments = append(inv.Instalments, dunning.Instalment{Due: day(t, i.Due), Amount: num(i.Amount)})
	}
	for _, p := range g.Payments {
		kind := dunning.Payment
		if p.Kind == "returned" {
			kind = dunning.Returned
		}
		inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: day(t, p.Date), Amount: num(p.Amount), Kind: kind})
	}
	return inv
}

func runCut(t *testing.T, c lawCase) {
	shares := map[string]plan.Share{}
	for s := plan.Balance; s <= plan.Fixed; s++ {
		shares[s.String()] = s
	}
	p := plan.Plan{Unit: num(c.Given.Unit)}
	if c.Given.Monthly > 0 {
		p = plan.Monthly(c.Given.Monthly, day(t, c.Given.First))
	}
	if c.Given.Rest == "first" {
		p.Rest = plan.RestFirst
	}
	for _, l := range c.Given.Lines {
		share, known := shares[l.Share]
		require.True(t, known, l.Share)
		line := plan.Line{Label: l.Label, Share: share, Value: num(l.Value), Due: day(t, l.Due), AfterPrevious: l.After}
		switch l.Terms {
		case "net":
			line.Terms = terms.Net(l.Days)
		case "eom":
			line.Terms = terms.EndOfMonth(l.Days)
		case "eom-then":
			line.Terms = terms.EndOfMonthThen(l.Days)
		}
		if l.On == "order" {
			line.Terms = line.Terms.From(terms.Order)
		}
		p.Lines = append(p.Lines, line)
	}
	s, err := p.Cut(c.invoice(t))
	switch c.Expect.Error {
	case "":
		require.NoError(t, err)
	case "percent":
		e, ok := errors.AsType[*plan.PercentError](err)
		require.True(t, ok, "%v", err)
		assert.Equal(t, c.Expect.Total, e.Total.String())
		assert.Contains(t, e.Error(), "percentages must total 100")
		return
	case "rest":
		e, ok := errors.AsType[*plan.RestError](err)
		require.True(t, ok, "%v", err)
		assert.Equal(t, c.Expect.Residual, e.Rest.StringFixed(2))
		assert.NotEmpty(t, e.Error())
		return
	default:
		require.ErrorContains(t, err, c.Expect.Error)
		return
	}
	sum := decimal.Decimal{}
	var amounts, dates []string
	for _, part := range s.Parts {
		sum = sum.Add(part.Amount)
		amounts = append(amounts, part.Amount.StringFixed(2))
		if part.Missing != nil {
			dates = append(dates, "pending")
		} else {
			dates = append(dates, part.Due.String())
		}
	}
	assert.Equal(t, c.Expect.Amounts, amounts)
	assert.True(t, sum.Equal(num(c.Given.Amount)))
	if len(c.Expect.Dates) > 0 {
		assert.Equal(t, c.Expect.Dates, dates)
	}
}

func runDiscount(t *testing.T, c lawCase) {
	bases := map[string]plan.Base{"": plan.Gross, "gross": plan.Gross, "net": plan.Net, "net-vat-kept": plan.NetVATKept}
	base, known := bases[c.Given.Base]
	require.True(t, known)
	d := plan.Discount{Percent: num(c.Given.Percent), ProRata: c.Given.ProRata, Year: c.Given.Year, Within: c.Given.Within, Base: base}
	r, err := d.At(c.invoice(t), day(t, c.Given.Paid))
	require.NoError(t, err)
	assert.Equal(t, c.Expect.Reason, r.Reason)
	assert.Equal(t, c.Expect.Payable, r.Payable.StringFixed(2))
	assert.True(t, r.Gross.Add(r.Payable).Equal(num(c.Given.Amount)))
	assert.True(t, r.Net.Add(r.VAT).Equal(r.Gross))
	if c.Expect.Discount != "" {
		got := r.Gross
		if base != plan.Gross {
			got = r.Net
		}
		assert.Equal(t, c.Expect.Discount, got.StringFixed(2))
	}
	if c.Expect.VAT != "" {
		assert.Equal(t, c.Expect.VAT, r.VATLeft.StringFixed(2))
	}
	if c.Expect.LastDay != "" {
		assert.Equal(t, c.Expect.LastDay, r.LastDay.String())
	}
	assert.Equal(t, c.Expect.Days, r.Days)
}

func runStages(t *testing.T, c lawCase) {
	var done []decimal.Decimal
	for _, p := range c.Given.Done {
		done = append(done, num(p))
	}
	claims, err := plan.Stages(plan.Contract{Amount: num(c.Given.Amount), Currency: c.Given.Currency, Deposit: num(c.Given.Deposit), Retention: num(c.Given.Retention)}, done...)
	if c.Expect.Error != "" {
		require.ErrorContains(t, err, c.Expect.Error)
		return
	}
	require.NoError(t, err)
	var values, recovered, retained, payable []string
	for _, k := range claims {
		values = append(values, k.Value.StringFixed(2))
		recovered = append(recovered, k.Recovered.StringFixed(2))
		retained = append(retained, k.Retained.StringFixed(2))
		payable = append(payable, k.Payable.StringFixed(2))
	}
	assert.Equal(t, c.Expect.Values, values)
	if c.Expect.Recovered != nil {
		assert.Equal(t, c.Expect.Recovered, recovered)
	}
	if c.Expect.Retained != nil {
		assert.Equal(t, c.Expect.Retained, retained)
	}
	assert.Equal(t, c.Expect.Amounts, payable)
}

func runClause(t *testing.T, c lawCase) {
	clause := plan.Clause{Grace: c.Given.Grace, Waived: c.Given.Waived, Notified: day(t, c.Given.Notified), Deadline: c.Given.Deadline}
	f, err := clause.At(c.invoice(t), day(t, c.Given.AsOf))
	require.NoError(t, err)
	assert.Equal(t, c.Expect.Code, f.Code)
	assert.Equal(t, day(t, c.Expect.Since), f.Since)
	assert.Equal(t, day(t, c.Expect.From), f.From)
	assert.Equal(t, c.Expect.Due, f.Due.StringFixed(2))
	assert.Equal(t, c.Expect.Code == "lost", f.Lost())
}
