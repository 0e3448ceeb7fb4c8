package penalty

import (
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
)

// Statement is [Compute] under the rule of c.
func (c *Calculator) Statement(inv *dunning.Invoice, asOf date.Date) (s Statement, err error) {
	if c.silent {
		var n notes
		q := quick{c: c, notes: &n}
		if q.count(inv, asOf) && q.surplus == 0 {
			p := q.write(&s, c, inv, asOf, n.strips[:n.lines], n.shares[:n.payments])
			q.residue(c, &s, p.findings[:0])
			return s, nil
		}
	}
	k := claim{c: c, inv: inv, asOf: asOf, detailed: true}
	if err := k.count(); err != nil {
		return Statement{}, err
	}
	k.write(&s, c, inv, asOf, k.strips, k.shares)
	if len(k.parts) > 1 {
		slices.SortStableFunc(s.Lines, func(a, b Line) int { return int(a.From - b.From) })
	}
	err = k.explain(&s)
	return s, err
}

// silent reports whether a rule has nothing to add to a statement of the quick
// path but what was received in excess.
func (r *Rule) silent() bool { return r.simple() && r.Floor == NoFloor && !r.unclaimed() }

// count reads the invoice and walks its life.
func (k *claim) count() error {
	var room [maxQuick]event
	events, err := k.read(room[:0])
	if err != nil || k.idle() {
		return err
	}
	if err := k.schedule(); err != nil {
		return err
	}
	return k.walk(events)
}

// write puts an outcome into a statement, in decimals; its memory has room for
// findings.
func (o *outcome) write(s *Statement, c *Calculator, inv *dunning.Invoice, asOf date.Date, strips []strip, shares []share) *page {
	var m mint
	p := &page{}
	m.open(c, inv, o.amount, len(strips)+max(1, len(shares))+2, p.cells[:])
	s.Invoice, s.Currency, s.AsOf, s.Due, s.Bases = inv.ID, inv.CurrencyCode(), asOf, o.due, c.bases
	s.Interest, s.Indemnity, s.Total = m.coin(o.total), m.coin(o.indemnities), m.coin(o.total+o.indemnities)
	s.Principal, s.InterestPaid, s.IndemnityPaid, s.Surplus = m.coin(o.principal), m.coin(o.interestPaid), m.coin(o.indemnityPaid), m.coin(o.surplus)
	s.Payable = m.coin(o.principal + o.total + o.indemnities - o.interestPaid - o.indemnityPaid - o.surplus)
	if o.firstLate != 0 {
		end := asOf
		if o.closedOn != 0 {
			end = o.closedOn
		}
		s.Due, s.DaysLate = o.firstLate, int(end-o.firstLate)
	}
	if len(strips) > 0 {
		s.Lines = slice(p.lines[:], len(strips))
	}
	for i := range strips {
		t, l := &strips[i], &s.Lines[i]
		l.Due, l.From, l.Until, l.Days = t.due, t.from, t.until, int(t.until-t.from)
		l.Divisor, _, _ = c.rule.DayCount.year(t.from)
		l.Principal, l.Interest = m.coin(t.base), m.coin(t.interest)
		l.Rate, l.Ground = t.rate.percent, t.rate.public
	}
	s.Allocations = slice(p.shares[:], len(shares))
	for i := range shares {
		h := &shares[i]
		s.Allocations[i] = Share{Settlement: h.index, Date: h.date,
			Principal: m.coin(h.principal), Interest: m.coin(h.interest), Indemnity: m.coin(h.indemnity), Surplus: m.coin(h.surplus)}
	}
	return p
}

func (g ground) public() Ground {
	m := g.formula
	out := Ground{Reference: m.Reference, Day: g.day, Points: m.Points, Monthly: m.Monthly, Raised: g.raised, Surcharge: g.surcharge}
	if g.quote != nil {
		out.Percent, out.Times = g.quote.Percent, max(1, m.Times)
	}
	return out
}
