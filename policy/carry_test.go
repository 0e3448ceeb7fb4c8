package policy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/dunning"
)

// A reminder on the whole account, sent before the books were opened, counts for
// the invoice that carries now where that one was overdue on its day: the ladder
// does not start again because a year was closed. It does not count for an
// invoice that it cannot have asked for, which would then get a formal notice
// without a reminder.
func TestAccountWideBeforeTheBooks(t *testing.T) {
	p := compile(t, "steps:\n  - { id: r1, at: due + 1, channel: email, mandatory: true }\n  - { id: med, at: previous + 15, channel: registered_letter, tone: formal, deadline: 8, mandatory: true }\n  - { id: z, at: previous + 15, final: true }\n")
	carried := func(id, due string) *dunning.Invoice {
		inv := invoice(id, due, "500.00")
		inv.Booked = day("2026-01-01") // the opening entry of the year
		return inv
	}
	for name, c := range map[string]struct {
		invoices []*dunning.Invoice
		on       string
		want     string
	}{
		"overdue on its day":                  {[]*dunning.Invoice{carried("A", "2025-11-30")}, "2025-12-10", "med 500.00 A"},
		"the older of two carries":            {[]*dunning.Invoice{carried("B", "2025-12-05"), carried("A", "2025-11-30")}, "2025-12-10", "med 1000.00 A"},
		"due on that very day":                {[]*dunning.Invoice{carried("A", "2025-12-10")}, "2025-12-10", "r1 500.00 A"},
		"not yet due":                         {[]*dunning.Invoice{carried("A", "2025-12-20")}, "2025-12-10", "r1 500.00 A"},
		"not yet issued":                      {[]*dunning.Invoice{carried("A", "2026-01-20")}, "2025-12-10", "r1 500.00 A"},
		"the books knew another, since paid":  {[]*dunning.Invoice{carried("A", "2025-11-30"), paid(invoice("B", "2025-11-20", "90.00"), "2025-12-28", "90.00")}, "2025-12-10", "r1 500.00 A"},
		"no opening entry, the same reminder": {[]*dunning.Invoice{invoice("A", "2025-11-30", "500.00")}, "2025-12-10", "med 500.00 A"},
	} {
		a := account(c.invoices...)
		a.History = dunning.History{{Date: day(c.on), Step: "r1", Channel: dunning.Email}}
		assert.Equal(t, c.want, shown(decide(t, p, a, "2026-02-10")), name)
	}
	// A part that fell due later was not asked for.
	inv := carried("A", "2025-11-30")
	inv.Instalments = []dunning.Instalment{{Due: day("2025-11-30"), Amount: amount("200.00")}, {Due: day("2026-01-30"), Amount: amount("300.00")}}
	inv.Settlements = []dunning.Settlement{{Date: day("2026-01-05"), Amount: amount("200.00")}}
	a := account(inv)
	a.History = dunning.History{{Date: day("2025-12-10"), Step: "r1", Channel: dunning.Email}}
	assert.Equal(t, "r1 300.00 A", shown(decide(t, p, a, "2026-02-10")))
}
