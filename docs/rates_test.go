package docs_test

import (
	"errors"
	"fmt"
	"os"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

func Example_rates() {
	invoice := &dunning.Invoice{
		ID: "F-2026-102", Issued: date.New(2026, 11, 2), Due: date.New(2026, 12, 2),
		Amount: decimal.RequireFromString("10000.00"),
	}
	today := date.New(2027, 1, 15)

	rule := penalty.B2B()
	_, err := penalty.Compute(invoice, rule, today)
	if unknown, ok := errors.AsType[*penalty.RateError](err); ok {
		fmt.Println("not known:", unknown.Series, unknown.Day)
	}

	src, err := os.ReadFile("testdata/ecb_mro_newer.csv")
	check(err)
	rule.Rates, err = penalty.Official().With("ecb_mro_newer.csv", src)
	check(err)
	statement, err := penalty.Compute(invoice, rule, today)
	check(err)
	for _, line := range statement.Lines {
		fmt.Println(line.From, line.Days, "days at", line.Rate.StringFixed(2))
	}
	// Output:
	// not known: ecb-mro 2027-01-01
	// 2026-12-03 29 days at 12.40
	// 2027-01-01 15 days at 12.90
}

func Example_freshness() {
	for series := range penalty.Official().Series() {
		fmt.Println(series.Series, "checked", series.Checked, "known through", series.KnownThrough)
	}
	// Output:
	// ecb-mro checked 2026-11-22 known through 2026-10-03
	// legal-private checked 2026-11-22 known through 2026-12-31
	// legal-professional checked 2026-11-22 known through 2026-12-31
}
