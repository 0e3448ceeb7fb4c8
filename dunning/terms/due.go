package terms

import "github.com/rickb777/date/v2"

// lastDay bounds the dates that Due takes: later ones are no business dates.
var lastDay = date.New(9000, 12, 31)

// Due is the last day to pay, from the date of the event that t counts from
// (see [Terms.Base]). For terms in parts it is the due date of the last part;
// [Terms.Parts] has them all. It is 0, "absent", when from is not in the years
// 1-9000, and when Validate refuses t. It allocates nothing.
func (t Terms) Due(from date.Date) date.Date {
	if from <= 0 || from > lastDay || !t.rule.valid() || t.method >= endMethod {
		return 0
	}
	return t.rule.due(from)
}
