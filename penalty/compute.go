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
	if c.silent {
		var n notes
		q := quick{c: c, notes: &n}
		if q.count(inv, asOf) && q.surplus == 0 {
			s := q.statement(c, inv, asOf, n.strips[:n.lines], n.shares[:n.payments])
			q.residue(c, &s)
			return s, nil
		}
	}
	k := claim{c: c, inv: inv, asOf: asOf, detailed: true}
	if err := k.count(); err != nil {
		return Statement{}, err
	}
	s := k.statement(c, inv, asOf, k.strips, k.shares)
	if len(k.parts) > 1 {
		slices.SortStableFunc(s.Lines, func(a, b Line) int { return int(a.From - b.From) })
	}
	err := k.explain(&s)
	return s, err
}

// silent reports whether a rule has nothing to add to a statement of the quick
// path but what was received in excess.
func (r *Rule) silent() bool { return r.simple() && r.Floor == NoFloor }

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

// statement writes an outcome out in decimals.
func (o *outcome) statement(c *Calculator, inv *dunning.Invoice, asOf date.Date, strips []strip, shares []share) Statement {
	mint := newMint(c, inv)
	money := mint.coin
	s := Statement{
		Invoice: inv.ID, Currency: inv.CurrencyCode(), AsOf: asOf, Due: o.due, Bases: c.bases,
		Interest: money(o.total), Indemnity: money(o.indemnities), Total: money(o.total + o.indemnities),
		Principal: money(o.principal), InterestPaid: money(o.interestPaid), IndemnityPaid: money(o.indemnityPaid), Surplus: money(o.surplus),
		Payable: money(o.principal + o.total + o.indemnities - o.interestPaid - o.indemnityPaid - o.surplus),
	}
	if o.firstLate != 0 {
		end := asOf
		if o.closedOn != 0 {
			end = o.closedOn
		}
		s.Due, s.DaysLate = o.firstLate, int(end-o.firstLate)
	}
	if len(strips) > 0 {
		s.Lines = make([]Line, len(strips))
	}
	for i := range strips {
		t := &strips[i]
		year, _, _ := c.rule.DayCount.year(t.from)
		s.Lines[i] = Line{
			Due: t.due, From: t.from, Until: t.until, Days: int(t.until - t.from),
			Principal: money(t.base), Rate: t.rate.percent, Divisor: year,
			Interest: money(t.interest), Ground: t.rate.public,
		}
	}
	s.Allocations = make([]Share, len(shares))
	for i, h := range shares {
		s.Allocations[i] = Share{Settlement: h.index, Date: h.date,
			Principal: money(h.principal), Interest: money(h.interest), Indemnity: money(h.indemnity), Surplus: money(h.surplus)}
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

// A mint turns amounts into decimals. Those of a statement repeat, and each
// decimal costs two allocations, so the latest are kept and shared, and those
// that exist already are put in first.
type mint struct {
	digits  int32
	made    int
	amounts [8]int64
	coins   [8]decimal.Decimal
}

func newMint(c *Calculator, inv *dunning.Invoice) mint {
	m := mint{}
	m.digits, _ = minor.Digits(inv.Currency)
	m.keep(0, zero[m.digits])
	if c.fixed > 0 {
		m.keep(c.fixed, c.fixedSum)
	}
	if n, err := minor.Of(inv.Amount, m.digits); err == nil && inv.Amount.Exponent() == -m.digits {
		m.keep(n, inv.Amount)
	}
	return m
}

// zero has the decimals of a currency; ISO 4217 knows none with more than four.
var zero = [...]decimal.Decimal{decimal.New(0, 0), decimal.New(0, -1), decimal.New(0, -2), decimal.New(0, -3), decimal.New(0, -4)}

func (m *mint) keep(n int64, d decimal.Decimal) {
	m.amounts[m.made%len(m.amounts)], m.coins[m.made%len(m.coins)] = n, d
	m.made++
}

func (m *mint) coin(n int64) decimal.Decimal {
	for i := range min(m.made, len(m.coins)) {
		if m.amounts[i] == n {
			return m.coins[i]
		}
	}
	d := minor.Decimal(n, m.digits)
	m.keep(n, d)
	return d
}
