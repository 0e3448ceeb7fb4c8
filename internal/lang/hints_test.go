package lang_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/law"
)

// What an author probably meant is said, in both languages.
func TestHints(t *testing.T) {
	for text, want := range map[string][2]string{
		"overdu > 1.00":                      {"vouliez-vous dire « overdue » ?", "did you mean \"overdue\"?"},
		"public":                             {"une valeur se met entre guillemets droits : kind == \"public\"", "a value stands in quotes: kind == \"public\""},
		"kind == public":                     {"une valeur se met entre guillemets droits : kind == \"public\"", "a value stands in quotes: kind == \"public\""},
		"thirds > 3":                         {"c’est une fonction : thirds(int) int", "it is a function: thirds(int) int"},
		"segment == \"public\"":              {"pour limiter une étape à un segment, écrivez segments: [public]", "to limit a step to a segment write segments: [public]"},
		"zzz":                                {"prenez un fait de policy/FACTS.md, ou déclarez ce nom sous constants ou let", "take a fact of policy/FACTS.md, or declare this name under constants or let"},
		"overdue > 1 500.00":                 {"écrivez 1_500.00", "write 1_500.00"},
		"overdue > 150,00":                   {"écrivez 150.00", "write 150.00"},
		"overdue > 150 €":                    {"écrivez 150", "write 150"},
		"late_ratio > 40 %":                  {"écrivez 0.4", "write 0.4"},
		"disputed et promise_open":           {"écrivez and", "write and"},
		"disputed ou promise_open":           {"écrivez or", "write or"},
		"non disputed":                       {"écrivez not", "write not"},
		"days_overdue ≥ 30":                  {"écrivez >=", "write >="},
		"days_overdue => 30":                 {"écrivez >=", "write >="},
		"due > 31/12/2026":                   {"écrivez date(\"2026-12-31\")", "write date(\"2026-12-31\")"},
		"due > 2026-12-31":                   {"écrivez date(\"2026-12-31\")", "write date(\"2026-12-31\")"},
		"kind == «public»":                   {"écrivez \"public\"", "write \"public\""},
		"if disputed":                        {"supprimez ce mot", "remove this word"},
		"thirds(1, 2) > 3":                   {"elle est déclarée thirds(int) int", "it is declared as thirds(int) int"},
		"thirds() > 3":                       {"elle est déclarée thirds(int) int", "it is declared as thirds(int) int"},
		"weekend(days_overdue, disputed)":    {"elle est déclarée weekend(date, bool) bool", "it is declared as weekend(date, bool) bool"},
		"tiers(3) > 3":                       {"au choix : date, end_of_month, letter, thirds, weekend", "known: date, end_of_month, letter, thirds, weekend"},
		"overdue == 1.00":                    {"écrivez <= ou >= ; pour zéro, > 0 ou <= 0", "use <= or >=, or compare with 0 by > or <"},
		"overdue > 1.500":                    {"écrivez 1500 ou 1.50", "write 1500 or 1.50"},
		"disputed and":                       {"écrivez ce qui suit, par exemple overdue >= 150.00, ou fermez la parenthèse", "write what follows, such as overdue >= 150.00, or close the bracket"},
		"disputed or or promise_open":        {"écrivez un fait ou un nombre : overdue >= 150.00", "write a fact or a number: overdue >= 150.00"},
		"days_overdue > 30 days":             {"écrivez 30", "write 30"},
		"client == 'C042' and kind == \"x\"": {"au choix : business, public, consumer", "known: business, public, consumer"},
	} {
		_, errs := scope().Check(text, lang.Bool)
		require.NotEmpty(t, errs, text)
		e := errs[0]
		assert.Equal(t, want, [2]string{e.Suggestion[law.French], e.Suggestion[law.English]}, text)
	}
}
