package penalty

import (
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// Statement is [Compute] under the rule of c.
func (c *Calculator) Statement(inv *dunning.Invoice, asOf date.Date) (Statement, error) {
	k := claim{c: c, inv: inv, asOf: asOf, detailed: true}
	if err := k.count(); err != nil {
		return Statement{}, err
	}
	s := k.statement()
	err := k.explain(&s)
	return s, err
}

// count reads the invoice and walks its life.
func (k *claim) count() error {
	events, err := k.read()
	if err != nil || k.idle() {
		return err
	}
	if err := k.schedule(); err != nil {
		return err
	}
	return k.walk(events)
}

func (k *claim) statement() Statement {
	money := k.money
	s := Statement{
		Invoice: k.inv.ID, Currency: k.inv.CurrencyCode(), AsOf: k.asOf,
		Lines: k.lines, Bases: k.c.bases,
		Interest: money(k.total), Indemnity: money(k.indemnities), Total: money(k.total + k.indemnities),
		InterestPaid: money(k.interestPaid), IndemnityPaid: money(k.indemnityPaid), Surplus: money(k.surplus),
	}
	var principal int64
	for _, p := range k.parts {
		principal += p.principal
	}
	if len(k.parts) > 0 {
		s.Due = k.parts[0].due
	}
	if k.firstLate != 0 {
		end := k.asOf
		if k.closedOn != 0 {
			end = k.closedOn
		}
		s.Due, s.DaysLate = k.firstLate, int(end-k.firstLate)
	}
	s.Principal = money(principal)
	s.Payable = money(principal + k.capitalised + k.interest + k.indemnity - k.surplus)
	s.Allocations = make([]Share, 0, len(k.shares))
	for _, h := range k.shares {
		s.Allocations = append(s.Allocations, Share{Settlement: h.index, Date: h.date,
			Principal: money(h.principal), Interest: money(h.interest), Indemnity: money(h.indemnity), Surplus: money(h.surplus)})
	}
	if len(k.parts) > 1 {
		slices.SortStableFunc(s.Lines, func(a, b Line) int { return int(a.From - b.From) })
	}
	return s
}

func (g ground) public() Ground {
	m := g.formula
	out := Ground{Reference: m.Reference, Day: g.day, Points: m.Points, Monthly: m.Monthly, Raised: g.raised, Surcharge: g.surcharge}
	if g.quote != nil {
		out.Percent, out.Times = g.quote.Percent, max(1, m.Times)
	}
	return out
}

// money is an amount as a decimal. The amounts of a statement repeat, and each
// decimal costs an allocation, so the latest are kept and shared.
func (k *claim) money(n int64) decimal.Decimal {
	for i := range k.coined {
		if k.coined[i] == n && k.coins[i] != (decimal.Decimal{}) {
			return k.coins[i]
		}
	}
	d := minor.Decimal(n, k.digits)
	k.coined[k.coin], k.coins[k.coin] = n, d
	k.coin = (k.coin + 1) % len(k.coins)
	return d
}
