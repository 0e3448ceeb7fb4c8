package main

import (
	"fmt"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// lateClaim was due on 31 March 2025 and paid a year later: three half-years.
func lateClaim() (inv *dunning.Invoice, asOf date.Date) {
	due := date.New(2025, 3, 31)
	sum := decimal.RequireFromString("10000.00")
	return &dunning.Invoice{ID: "F-1", Client: "C", Issued: due - 30, Due: due, Amount: sum,
		Settlements: []dunning.Settlement{{Date: date.New(2026, 3, 31), Amount: sum}}}, date.New(2026, 6, 30)
}

// longClaim is the same due in 2013: as many half-years as the
// statutory rate answers for.
func longClaim(c *penalty.Calculator) (inv *dunning.Invoice, asOf date.Date, err error) {
	inv, asOf = lateClaim()
	inv.Due = date.New(2013, 6, 30)
	inv.Issued = inv.Due - 30
	s, err := c.Statement(inv, asOf)
	if err == nil && len(s.Lines) != 26 {
		err = fmt.Errorf("a long claim has %d half-years", len(s.Lines))
	}
	return inv, asOf, err
}

// onTotal rounds once: interest over any number of half-years is then one
// subtraction. By default each line is rounded, and so counted by itself.
func onTotal() penalty.Rule {
	rule := penalty.B2B()
	rule.Rounding = penalty.OnTotal
	return rule
}

// What follows is what a program without this library would write first: dates
// and decimals, one half-year after the other, no more checks than needed.

var (
	ecb = []struct {
		from date.Date
		rate decimal.Decimal
	}{
		{date.New(2024, 7, 1), decimal.RequireFromString("4.25")},
		{date.New(2025, 1, 1), decimal.RequireFromString("3.15")},
		{date.New(2025, 7, 1), decimal.RequireFromString("2.15")},
		{date.New(2026, 1, 1), decimal.RequireFromString("2.15")},
		{date.New(2026, 7, 1), decimal.RequireFromString("2.40")},
	}
	tenPoints  = decimal.NewFromInt(10)
	daysOfYear = decimal.NewFromInt(36500) // and a percentage
	fortyEuros = decimal.NewFromInt(40)
)

type plainLine struct {
	from, until               date.Date
	days                      int
	principal, rate, interest decimal.Decimal
}

type plainStatement struct {
	lines                      []plainLine
	interest, indemnity, total decimal.Decimal
}

// plainInterest is the sum only.
func plainInterest(inv *dunning.Invoice) decimal.Decimal {
	sum := decimal.Decimal{}
	for from, paid := inv.Due+1, inv.Settlements[0].Date+1; from < paid; {
		until := min(nextHalfYear(from), paid)
		sum = sum.Add(plainLineOf(inv, from, until).interest)
		from = until
	}
	return sum
}

// plainFull is the statement: lines, indemnity and total.
func plainFull(inv *dunning.Invoice) plainStatement {
	s := plainStatement{}
	for from, paid := inv.Due+1, inv.Settlements[0].Date+1; from < paid; {
		until := min(nextHalfYear(from), paid)
		l := plainLineOf(inv, from, until)
		s.lines = append(s.lines, l)
		s.interest = s.interest.Add(l.interest)
		from = until
	}
	if len(s.lines) > 0 {
		s.indemnity = fortyEuros
	}
	s.total = s.interest.Add(s.indemnity)
	return s
}

func plainLineOf(inv *dunning.Invoice, from, until date.Date) plainLine {
	l := plainLine{from: from, until: until, days: int(until - from), principal: inv.Amount}
	for _, r := range ecb {
		if r.from <= from {
			l.rate = r.rate
		}
	}
	l.rate = l.rate.Add(tenPoints)
	l.interest = l.principal.Mul(l.rate).Mul(decimal.NewFromInt(int64(l.days))).DivRound(daysOfYear, 2)
	return l
}

func nextHalfYear(d date.Date) date.Date {
	if d.Month() < time.July {
		return date.New(d.Year(), time.July, 1)
	}
	return date.New(d.Year()+1, time.January, 1)
}
