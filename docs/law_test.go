package docs_test

import (
	"fmt"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
)

func Example_option() {
	invoice := &dunning.Invoice{
		ID: "F-2026-041", Issued: date.New(2026, 4, 30), Due: date.New(2026, 5, 31),
		Amount:      decimal.RequireFromString("12000.00"),
		Settlements: []dunning.Settlement{{Date: date.New(2026, 7, 15), Amount: decimal.RequireFromString("12000.00")}},
	}
	for _, path := range []penalty.RatePath{penalty.PerHalfYear, penalty.FrozenAtStart} {
		rule := penalty.B2B()
		rule.Path = path
		statement, err := penalty.Compute(invoice, rule, date.New(2026, 11, 23))
		check(err)
		fmt.Println("interest", statement.Interest.StringFixed(2))
		for _, line := range statement.Lines {
			fmt.Println("  ", strings.ReplaceAll(line.Text(law.English), "\u00a0", " "))
		}
	}
	// Output:
	// interest 180.99
	//    12,000.00 × 12.15% × 30/365 = 119.84 (ECB rate 2.15% on 1 January 2026 + 10 points)
	//    12,000.00 × 12.40% × 15/365 = 61.15 (ECB rate 2.40% on 1 July 2026 + 10 points)
	// interest 179.75
	//    12,000.00 × 12.15% × 45/365 = 179.75 (ECB rate 2.15% on 1 January 2026 + 10 points)
}
