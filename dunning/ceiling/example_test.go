package ceiling_test

import (
	"fmt"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning/ceiling"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

// The same words are lawful on one invoice and not on the next.
func ExampleCheckTerms() {
	agreed := terms.EndOfMonth(30).On(15) // 30 jours fin de mois le 15
	for _, issued := range []date.Date{date.New(2026, 3, 31), date.New(2026, 4, 1)} {
		v := ceiling.CheckTerms(agreed, ceiling.Deal{Issued: issued, Stipulated: ceiling.Yes})
		fmt.Println(issued, v.Outcome, v.DaysOver)
		fmt.Println(v.Text(law.English))
	}
	// Output:
	// 2026-03-31 lawful 0
	// The due date of 15 May 2026 keeps within the legal ceiling, 31 May 2026 (art. L441-10 I C. com.).
	// 2026-04-01 exceeds 1
	// The due date of 15 June 2026 is 1 day beyond the legal ceiling of 14 June 2026 (art. L441-10 I C. com.). Administrative fine incurred: €75,000.00 for a natural person, €2,000,000.00 for a company, doubled on repetition within two years (art. L441-16 C. com.).
}

// A public buyer has thirty days from receipt of the payment request. What is
// missing to answer is named.
func ExampleVerdict() {
	due := date.New(2026, 11, 20)
	v := ceiling.Check(due, ceiling.Deal{Buyer: ceiling.Authority, Issued: date.New(2026, 10, 5)})
	fmt.Println(v.Outcome, v.Missing)
	v = ceiling.Check(due, ceiling.Deal{Buyer: ceiling.Authority, Issued: date.New(2026, 10, 5), Received: date.New(2026, 10, 8)})
	fmt.Println(v.Outcome, v.Latest, v.Basis.Article)
	// Output:
	// cannot-tell [Received]
	// exceeds 2026-11-07 art. R2192-10 CCP
}
