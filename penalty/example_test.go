package penalty_test

import (
	"errors"
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

func euros(n int64) decimal.Decimal { return decimal.New(n, 0) }

// An invoice of 12 000 EUR paid 45 days late, across two half-years.
func ExampleCompute() {
	inv := &dunning.Invoice{
		ID: "F-2026-041", Issued: date.New(2026, 4, 30), Due: date.New(2026, 5, 31), Amount: euros(12_000),
		Settlements: []dunning.Settlement{{Date: date.New(2026, 7, 15), Amount: euros(12_000)}},
	}
	s, err := penalty.Compute(inv, penalty.B2B(), date.New(2026, 11, 23))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range s.Lines {
		fmt.Printf("%s to %s: %s at %s %%, %s\n", l.From, l.Until-1, l.Principal.StringFixed(2), l.Rate.StringFixed(2), l.Interest.StringFixed(2))
	}
	fmt.Println("interest ", s.Interest.StringFixed(2))
	fmt.Println("indemnity", s.Indemnity.StringFixed(2))
	fmt.Println("ground   ", s.Bases[0].Article)
	// Output:
	// 2026-06-01 to 2026-06-30: 12000.00 at 12.15 %, 119.84
	// 2026-07-01 to 2026-07-15: 12000.00 at 12.40 %, 61.15
	// interest  180.99
	// indemnity 40.00
	// ground    art. L441-10 II C. com.
}

// A part payment pays interest first: what it leaves of the principal is more
// than the ledger shows.
func ExampleCompute_partPayment() {
	inv := &dunning.Invoice{
		ID: "F-1", Issued: date.New(2026, 1, 1), Due: date.New(2026, 1, 31), Amount: euros(10_000),
		Settlements: []dunning.Settlement{{Date: date.New(2026, 3, 31), Amount: euros(4_000)}},
	}
	for _, order := range []penalty.Allocation{penalty.InterestFirst, penalty.PrincipalFirst} {
		rule := penalty.B2B()
		rule.Allocation = order
		s, err := penalty.Compute(inv, rule, date.New(2026, 5, 31))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("principal %s, interest %s, payable %s\n", s.Principal.StringFixed(2), s.Interest.StringFixed(2), s.Payable.StringFixed(2))
	}
	// Output:
	// principal 6196.40, interest 322.22, payable 6362.22
	// principal 6000.00, interest 318.23, payable 6358.23
}

// A rate that nobody has published yet is not guessed.
func ExampleRateError() {
	inv := &dunning.Invoice{ID: "F-1", Issued: date.New(2026, 10, 1), Due: date.New(2026, 10, 31), Amount: euros(500)}
	_, err := penalty.Compute(inv, penalty.B2B(), date.New(2027, 1, 15))
	if e, ok := errors.AsType[*penalty.RateError](err); ok {
		fmt.Println(e.Series, e.Day, e.KnownThrough)
	}
	// Output: ecb-mro 2027-01-01 2026-10-03
}

// A contract rate that was lawful when it was written and is below the floor
// since July.
func ExampleContract() {
	inv := &dunning.Invoice{ID: "F-1", Issued: date.New(2026, 5, 1), Due: date.New(2026, 5, 31), Amount: euros(1_000)}
	s, err := penalty.Compute(inv, penalty.Contract(penalty.Fixed(euros(8))), date.New(2026, 7, 31))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range s.Findings {
		fmt.Println(f.Code, f.From, f.Until, f.Rate, f.Floor)
	}
	// Output: below-floor 2026-07-01 2026-08-01 8 8.25
}

// A debt of December 2012: the article then named the latest operation of the
// ECB, day by day, and gave no indemnity; the half-years begin with 2013.
func ExampleB2BFrom2009() {
	issued, _ := dunning.ParseDate("2012-11-01")
	due, _ := dunning.ParseDate("2012-12-15")
	asOf, _ := dunning.ParseDate("2013-07-31")
	inv := &dunning.Invoice{ID: "F-77", Issued: issued, Due: due, Amount: decimal.New(10_000, 0)}
	_, err := penalty.Compute(inv, penalty.B2B(), asOf)
	fmt.Println(err)
	s, _ := penalty.Compute(inv, penalty.B2BFrom2009(), asOf)
	for _, l := range s.Lines {
		fmt.Println(l.From, l.Days, l.Rate.StringFixed(2), l.Interest.StringFixed(2))
	}
	fmt.Println(s.Indemnity, s.Findings[0].Code)
	// Output:
	// rates: no rate for 2012-12-16: the rule applies from 2013-01-01; for debts late from 2009 on use B2BFrom2009
	// 2012-12-16 16 10.75 47.12
	// 2013-01-01 181 10.75 533.08
	// 2013-07-01 31 10.50 89.18
	// 0 indemnity-too-early
}
