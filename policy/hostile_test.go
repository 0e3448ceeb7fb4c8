package policy_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/policy"
)

const hostileHead = "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n"

// inWhen is a policy with a condition, written as a YAML value of its own line.
func inWhen(value string) string {
	return hostileHead + "  - id: b\n    at: due + 2\n    when: " + value + "\n"
}

// A blow is a hostile policy, the code of its first mistake, and the text under
// whose first character the caret must stand.
type blow struct{ name, text, code, under string }

var blows = []blow{
	{"plain after accents", inWhen("client == \"é\" or overdu > 1.00"), "P201", "overdu > 1.00"},
	{"single quoted", inWhen("'client == \"éà\" or overdu > 1.00'"), "P201", "overdu > 1.00'"},
	{"single quoted with doubled quotes", inWhen("'client == \"l''été\" or overdu > 1.00'"), "P201", "overdu > 1.00'"},
	{"double quoted", inWhen("\"client == \\\"é\\\" or overdu > 1.00\""), "P201", "overdu > 1.00\""},
	{"double quoted with escapes", inWhen("\"client == \\\"\\u00e9\\x41\\\" or overdu > 1.00\""), "P201", "overdu > 1.00\""},
	{"double quoted over two lines", inWhen("\"disputed or\n      overdu > 1.00\""), "P201", "overdu > 1.00\""},
	{"double quoted with a joined line", inWhen("\"disputed or \\\n      overdu > 1.00\""), "P201", "overdu > 1.00\""},
	{"literal", inWhen("|\n      client == \"é\" or\n      overdu > 1.00"), "P201", "overdu > 1.00"},
	{"literal, stripped", inWhen("|-\n      client == \"é\"\n      or overdu > 1.00"), "P201", "overdu > 1.00"},
	{"literal, indented by hand", inWhen("|2\n      disputed or\n       overdu > 1.00"), "P201", "overdu > 1.00"},
	{"folded", inWhen(">\n      disputed or\n      overdu > 1.00"), "P201", "overdu > 1.00"},
	{"folded, kept", inWhen(">+\n      disputed\n\n      or overdu > 1.00\n"), "P201", "overdu > 1.00"},
	{"folded with deeper lines", inWhen(">-\n      disputed or\n        insured or\n      overdu > 1.00"), "P201", "overdu > 1.00"},
	{"plain over two lines", inWhen("disputed or\n      overdu > 1.00"), "P201", "overdu > 1.00"},
	{"plain over two lines in a flow mapping", hostileHead + "  - { id: b, at: due + 2, when: disputed or\n      overdu > 1.00 }\n", "P201", "overdu > 1.00 "},
	{"carriage returns", "policy: x\r\nversion: 1\r\nsegments: [{ id: s }]\r\nsteps:\r\n  - { id: a, at: due + 1 }\r\n  - id: b\r\n    at: due + 2\r\n    when: 'disputed or overdu > 1.00'\r\n", "P201", "overdu > 1.00'"},
	{"carriage returns alone", "policy: x\rversion: 1\rsegments: [{ id: s }]\rsteps:\r  - { id: a, at: due + 1 }\r  - id: b\r    at: due + 2\r    when: 'disputed or overdu > 1.00'\r", "P201", "overdu > 1.00'"},
	{"carriage returns in a literal", "policy: x\r\nversion: 1\r\nsegments: [{ id: s }]\r\nsteps:\r\n  - { id: a, at: due + 1 }\r\n  - id: b\r\n    at: due + 2\r\n    when: |\r\n      disputed or\r\n      overdu > 1.00\r\n", "P201", "overdu > 1.00"},
	{"a byte order mark", "\ufeffpolicy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n  - id: b\n    at: due + 2\n    when: disputed or overdu > 1.00\n", "P201", "overdu > 1.00"},
	{"a tab inside", inWhen("disputed\tor\toverdu > 1.00"), "P201", "overdu > 1.00"},
	{"a wide character before", inWhen("'client == \"日本\" or overdu > 1.00'"), "P201", "overdu > 1.00'"},
	{"a combining accent before", inWhen("'client == \"e\u0301\" or overdu > 1.00'"), "P201", "overdu > 1.00'"},
	{"an emoji before", inWhen("'client == \"👩\u200d⚖\ufe0f\" or overdu > 1.00'"), "P201", "overdu > 1.00'"},
	{"a comment after", inWhen("overdu > 1.00 # en retard"), "P201", "overdu > 1.00 "},
	{"a key with accents before", hostileHead + "  - { id: b, label: \"Étape à vérifier\", at: due + 2, when: overdu > 1.00 }\n", "P201", "overdu > 1.00 "},
	{"a NUL byte", inWhen("disputed \x00 or insured"), "P001", "\x00 or insured"},
	{"a NUL in quotes", inWhen("\"disputed \\0 or insured\""), "P104", "\\0 or insured\""},
	{"an escape character", inWhen("'disputed \x1b[31m or insured'"), "P001", "\x1b[31m or insur"},
	{"a bell in an escape", inWhen("\"disputed \\a\""), "P104", "\\a\""},
	{"a zero width space", inWhen("'disputed\u200b or insured'"), "P104", "\u200b or insured'"},
	{"right to left", inWhen("'disputed \u202eor insured'"), "P001", "\u202eor insured'"},
	{"right to left in a text", inWhen("'client == \"a\u202eb\"'"), "P001", "\u202eb\"'"},
	{"right to left in a comment", inWhen("disputed # \u2067or insured"), "P001", "\u2067or insured"},
	{"right to left in an escape", inWhen("\"client == 'a\\u202eb'\""), "P001", "\"client =="},
	{"Cyrillic о", inWhen("'disputed оr insured'"), "P104", "оr insured'"},
	{"Greek fact", inWhen("'οverdue > 1.00'"), "P201", "οverdue > 1.00"},
	{"full width digits", inWhen("'overdue > １００'"), "P201", "１００'"},
	{"typographic quotes", inWhen("'client_kind == “public”'"), "P104", "“public”'"},
	{"guillemets", inWhen("'client_kind == « public »'"), "P104", "« public »'"},
	{"typographic comparison", inWhen("'overdue ≥ 100.00'"), "P104", "≥ 100.00'"},
	{"a decimal comma", inWhen("'overdue >= 100,00'"), "P205", "100,00'"},
	{"thousands in spaces", inWhen("'overdue >= 1 000.00'"), "P205", "1 000.00'"},
	{"a euro sign", inWhen("'overdue >= 100 €'"), "P205", "100 €'"},
	{"a per cent", inWhen("'late_ratio > 40 %'"), "P205", "40 %'"},
	{"octal", inWhen("'days_overdue > 010'"), "P205", "010'"},
	{"binary", inWhen("'days_overdue > 0b11'"), "P205", "0b11'"},
	{"hexadecimal", inWhen("'days_overdue > 0xFF'"), "P205", "0xFF'"},
	{"octal with an o", inWhen("'days_overdue > 0o17'"), "P205", "0o17'"},
	{"exponent", inWhen("'overdue > 1e3'"), "P205", "1e3'"},
	{"a number beyond int64", inWhen("'days_overdue > 99999999999999999999'"), "P205", "99999999999999"},
	{"money beyond its bound", inWhen("'overdue > 99999999999999999999.00'"), "P205", "99999999999999"},
	{"three decimals of money", inWhen("'overdue > 1.005'"), "P205", "1.005'"},
	{"many decimals of a ratio", inWhen("'late_ratio > 0.12345678'"), "P205", "0.12345678'"},
	{"days with decimals", inWhen("'days_overdue > 1.5'"), "P205", "1.5'"},
	{"underscores at the end", inWhen("'overdue > 1_000_'"), "P205", "1_000_'"},
	{"two dots", inWhen("'overdue > 1.000.00'"), "P104", ".00'"},
	{"a dot alone", inWhen("'overdue > .'"), "P104", ".'"},
	{"not a number", inWhen("'overdue > NaN'"), "P201", "NaN'"},
	{"infinity", inWhen("'overdue > Infinity'"), "P201", "Infinity'"},
	{"money equal to money", inWhen("'overdue == balance'"), "P204", "== balance'"},
	{"money unlike money", inWhen("'overdue != 100.00'"), "P204", "!= 100.00'"},
	{"money in a list", inWhen("'overdue in [100.00, 200.00]'"), "P204", "in [100.00, 20"},
	{"money times money", inWhen("'overdue * balance > 1.00'"), "P202", "* balance > 1."},
	{"days and money", inWhen("'days_overdue > overdue'"), "P202", "> overdue'"},
	{"money plus days", inWhen("'overdue + days_overdue > 1.00'"), "P202", "+ days_overdue"},
	{"a day and days", inWhen("'due > days_overdue'"), "P202", "> days_overdue"},
	{"two days added", inWhen("'due + issued > as_of'"), "P202", "+ issued > as_"},
	{"a ratio and money", inWhen("'late_ratio > overdue'"), "P202", "> overdue'"},
	{"a bool compared to a number", inWhen("'disputed == 1'"), "P202", "1'"},
	{"a bool in order", inWhen("'disputed < insured'"), "P202", "< insured'"},
	{"a text in order", inWhen("'client < \"b\"'"), "P202", "< \"b\"'"},
	{"a choice compared with another choice", inWhen("'client_kind == terms_verdict'"), "P202", "== terms_verdi"},
	{"a choice with a typo", inWhen("'client_kind == \"bussiness\"'"), "P206", "\"bussiness\"'"},
	{"a choice in capitals", inWhen("'client_kind == \"Public\"'"), "P206", "\"Public\"'"},
	{"a choice in a list with a typo", inWhen("'client_kind in [\"public\", \"consumers\"]'"), "P206", "\"consumers\"]'"},
	{"a step that is none", inWhen("'last_step == \"relance-9\"'"), "P206", "\"relance-9\"'"},
	{"a number for a condition", inWhen("'days_overdue'"), "P203", "days_overdue'"},
	{"a text for a condition", inWhen("'\"oui\"'"), "P203", "\"oui\"'"},
	{"not of a number", inWhen("'not days_overdue'"), "P202", "not days_overd"},
	{"not before in", inWhen("'not client_kind in [\"public\"]'"), "P202", "not client_kin"},
	{"an empty list", inWhen("'client_kind in []'"), "P210", "[]'"},
	{"a list of mixed types", inWhen("'days_overdue in [1, \"a\"]'"), "P202", "\"a\"]'"},
	{"in a fact", inWhen("'days_overdue in steps_sent'"), "P202", "steps_sent'"},
	{"a date of no calendar", inWhen("'due > date(\"2026-02-30\")'"), "P211", "\"2026-02-30\")'"},
	{"a date of month thirteen", inWhen("'due > date(\"2026-13-01\")'"), "P211", "\"2026-13-01\")'"},
	{"a date in French order", inWhen("'due > date(\"31/01/2026\")'"), "P211", "\"31/01/2026\")'"},
	{"a date of a fact", inWhen("'due > date(client)'"), "P208", "date(client)'"},
	{"date without an argument", inWhen("'due > date()'"), "P208", "date()'"},
	{"end_of_month of days", inWhen("'end_of_month(days_overdue) > due'"), "P208", "days_overdue) "},
	{"the currency of another policy in a list", inWhen("'currency in [\"EUR\", 1]'"), "P202", "1]'"},
	{"expr: environment", inWhen("'$env'"), "P201", "$env'"},
	{"expr: environment member", inWhen("'$env.overdue > 1'"), "P105", "overdue > 1'"},
	{"expr: environment index", inWhen("'$env[\"overdue\"] > 1'"), "P105", "[\"overdue\"] > "},
	{"expr: a method", inWhen("'overdue.IsZero()'"), "P105", "IsZero()'"},
	{"expr: a method of a date", inWhen("'due.Weekday() == 1'"), "P105", "Weekday() == 1"},
	{"expr: a member of a text", inWhen("'client.length > 1'"), "P105", "length > 1'"},
	{"expr: a pipe", inWhen("'overdue | string() == \"1\"'"), "P208", "string() == \"1"},
	{"expr: a closure", inWhen("'all([1], {# > 0})'"), "P105", "all([1], {# > "},
	{"expr: count", inWhen("'count([1,2], # > 1) > 0'"), "P105", "count([1,2], #"},
	{"expr: filter", inWhen("'len(filter([1], true)) > 0'"), "P208", "len(filter([1]"},
	{"expr: map literal", inWhen("'{\"a\": 1}.a == 1'"), "P105", "a == 1'"},
	{"expr: a let", inWhen("'let x = 1; x > 0'"), "P105", "x = 1; x > 0'"},
	{"expr: a sequence", inWhen("'disputed; true'"), "P105", "disputed; true"},
	{"expr: a ternary", inWhen("'disputed ? true : false'"), "P105", "e'"},
	{"expr: if else", inWhen("'if disputed { true } else { false }'"), "P104", "if disputed { "},
	{"expr: nil", inWhen("'client == nil'"), "P105", "nil'"},
	{"expr: coalescing", inWhen("'client ?? \"a\" == \"b\"'"), "P104", "== \"b\"'"},
	{"expr: optional chaining", inWhen("'client?.x == 1'"), "P105", "x == 1'"},
	{"expr: a range", inWhen("'days_overdue in 1..1000000000'"), "P202", "..1000000000'"},
	{"expr: a slice", inWhen("'client[1:2] == \"a\"'"), "P105", "[1:2] == \"a\"'"},
	{"expr: an index", inWhen("'client[0] == \"a\"'"), "P105", "[0] == \"a\"'"},
	{"expr: a power", inWhen("'days_overdue ** 99 > 1'"), "P105", "** 99 > 1'"},
	{"expr: division", inWhen("'overdue / 2 > 1.00'"), "P105", "/ 2 > 1.00'"},
	{"expr: modulo", inWhen("'days_overdue % 2 == 0'"), "P105", "% 2 == 0'"},
	{"expr: a regular expression", inWhen("'client matches \"(a+)+$\"'"), "P105", "matches \"(a+)+"},
	{"expr: contains", inWhen("'client contains \"a\"'"), "P105", "contains \"a\"'"},
	{"expr: starts with", inWhen("'client startsWith \"a\"'"), "P105", "startsWith \"a\""},
	{"expr: now", inWhen("'now() > due'"), "P208", "now() > due'"},
	{"expr: a duration", inWhen("'duration(\"1h\") > 1'"), "P208", "duration(\"1h\")"},
	{"expr: sprintf like", inWhen("'string(overdue) == \"1\"'"), "P208", "string(overdue"},
	{"expr: an environment variable", inWhen("'env(\"HOME\") == \"\"'"), "P208", "env(\"HOME\") =="},
	{"expr: a dollar", inWhen("'$x > 1'"), "P205", "$x > 1'"},
	{"expr: a bare hash", inWhen("'# > 1'"), "P104", "# > 1'"},
	{"expr: an assignment", inWhen("'disputed = true'"), "P104", "= true'"},
	{"expr: a C comment", inWhen("'disputed /* or */'"), "P104", "/* or */'"},
	{"expr: a line comment", inWhen("'disputed // or insured'"), "P104", "// or insured'"},
	{"expr: two ampersands", inWhen("'disputed && & insured'"), "P104", "& insured'"},
	{"expr: a bitwise and", inWhen("'days_overdue & 1'"), "P104", "& 1'"},
	{"expr: an arrow", inWhen("'disputed => insured'"), "P104", "=> insured'"},
	{"expr: a lone bracket", inWhen("'(disputed'"), "P104", "'"},
	{"expr: a closing bracket", inWhen("'disputed)'"), "P104", ")'"},
	{"expr: an operator at the end", inWhen("'disputed or'"), "P104", "'"},
	{"expr: an operator at the start", inWhen("'or disputed'"), "P104", "or disputed'"},
	{"expr: two facts", inWhen("'disputed insured'"), "P104", "insured'"},
	{"expr: an unclosed text", inWhen("'client == \"abc'"), "P104", "'"},
	{"an anchor on a mapping", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - &x { id: a, at: due + 1 }\n", "P004", "&x { id: a, at"},
	{"an alias", hostileHead + "  - *x\n", "P001", "*x"},
	{"an alias to an anchor", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - &x { id: a, at: due + 1 }\n  - *x\n", "P004", "&x { id: a, at"},
	{"an anchor on a scalar", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: &x a, at: due + 1 }\n", "P004", "&x a, at: due "},
	{"a merge key", hostileHead + "  - { <<: { id: b }, at: due + 2 }\n", "P007", "{ <<: { id: b "},
	{"a merge of an alias", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - &x { id: a, at: due + 1 }\n  - { <<: *x, id: b }\n", "P004", "&x { id: a, at"},
	{"a tag of ours", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: !!str a, at: due + 1 }\n", "P004", "!!str a, at: d"},
	{"a tag of Python", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: !!python/object/apply:os.system [ls], at: due + 1 }\n", "P004", "!!python/objec"},
	{"a binary tag", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: !!binary YQ==, at: due + 1 }\n", "P004", "!!binary YQ==,"},
	{"a set", "policy: x\nversion: 1\nsegments: !!set { s }\nsteps:\n  - { id: a, at: due + 1 }\n", "P004", "!!set { s }"},
	{"a local tag", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: !x a, at: due + 1 }\n", "P004", "!x a, at: due "},
	{"a second document", hostileHead + "---\npolicy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P001", "---"},
	{"an end of document and more", hostileHead + "...\nx: 1\n", "P001", "x: 1"},
	{"the same key twice", hostileHead + "version: 2\n", "P006", "version: 2"},
	{"the same key in a step twice", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, id: b, at: due + 1 }\n", "P006", "id: b, at: due"},
	{"a list for a key", "? [a, b]\n: x\npolicy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P008", "[a, b]"},
	{"a null key", hostileHead + "~: 1\n", "P005", "~: 1"},
	{"an empty key", hostileHead + "\"\": 1\n", "P005", "\"\": 1"},
	{"a number for a key", hostileHead + "1: 1\n", "P005", "1: 1"},
	{"a key in capitals", "policy: x\nVersion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P005", "Version: 1"},
	{"a key in French", "policy: x\nversion: 1\nsegments: [{ id: s }]\netapes:\n  - { id: a, at: due + 1 }\n", "P005", "etapes:"},
	{"tabs for indentation", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n\t- { id: a, at: due + 1 }\n", "P001", "\t- { id: a, at"},
	{"indentation that falls", hostileHead + " - { id: b, at: due + 2 }\n", "P001", "- { id: b, at:"},
	{"a mapping for a list", "policy: x\nversion: 1\nsegments: { id: s }\nsteps:\n  - { id: a, at: due + 1 }\n", "P008", "{ id: s }"},
	{"a text for a step", hostileHead + "  - relance\n", "P008", "relance"},
	{"a list for a step", hostileHead + "  - [a, b]\n", "P008", "[a, b]"},
	{"a null step", hostileHead + "  -\n", "P008", ""},
	{"null steps", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps: ~\n", "P008", "~"},
	{"a mapping for a text", "policy: { x: 1 }\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P008", "{ x: 1 }"},
	{"yes for true", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1, mandatory: yes }\n", "P011", "yes }"},
	{"a colon in a plain text", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, label: Relance : une, at: due + 1 }\n", "P001", "Relance : une,"},
	{"a comma in a plain text", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, label: Relance, la première, at: due + 1 }\n", "P005", "la première, a"},
	{"a bracket in a plain text", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1, when: client_kind in [\"public\"] }\n", "P001", "client_kind in"},
	{"a hash in a plain text", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, label: n° #1, at: due + 1 }\n", "P001", "{ id: a, label"},
	{"an at sign", "policy: @x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P001", "@x"},
	{"a backquote", "policy: `x`\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P001", "`x`"},
	{"a per cent sign first", "policy: %x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P001", "%x"},
	{"a version of two numbers", "policy: x\nversion: 1.2\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P009", "1.2"},
	{"a negative version", "policy: x\nversion: -1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P009", "-1"},
	{"an octal version", "policy: x\nversion: 01\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P009", "01"},
	{"a huge version", "policy: x\nversion: 99999999999999999999\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P009", "99999999999999"},
	{"a version in words", "policy: x\nversion: un\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P009", "un"},
	{"a date that does not exist", hostileHead + "effective: 2026-02-29\n", "P010", "2026-02-29"},
	{"a date with a time", hostileHead + "effective: 2026-02-28T10:00:00Z\n", "P010", "2026-02-28T10:"},
	{"a date in French", hostileHead + "effective: 28/02/2026\n", "P010", "28/02/2026"},
	{"a date of year nought", hostileHead + "effective: 0000-00-00\n", "P010", "0000-00-00"},
	{"closed on no day", hostileHead + "calendar: { closed: [2026-04-31] }\n", "P010", "2026-04-31] }"},
	{"an unknown calendar", hostileHead + "calendar: { business_days: FRANCE }\n", "P301", "FRANCE }"},
	{"an unknown currency", hostileHead + "currency: EURO\n", "P301", "EURO"},
	{"currency in small letters", hostileHead + "currency: eur\n", "P301", "eur"},
	{"a limit with a comma", hostileHead + "limits: { min_item: 5,00 }\n", "P009", "00 }"},
	{"a negative limit", hostileHead + "limits: { min_item: -5.00 }\n", "P301", "-5.00 }"},
	{"a limit with an exponent", hostileHead + "limits: { min_item: 1e400 }\n", "P009", "1e400 }"},
	{"a limit with three decimals", hostileHead + "limits: { min_item: 5.005 }\n", "P301", "5.005 }"},
	{"a delay in hours", hostileHead + "limits: { min_contact_delay: 12h }\n", "P009", "12h }"},
	{"a delay of a thousand years", hostileHead + "limits: { min_contact_delay: 365000 }\n", "P009", "365000 }"},
	{"a constant that shadows a fact", hostileHead + "constants: { overdue: 1.00 }\n", "P302", "overdue: 1.00 "},
	{"a constant named and", hostileHead + "constants: { and: 1.00 }\n", "P302", "and: 1.00 }"},
	{"a constant with a dash", hostileHead + "constants: { seuil-haut: 1.00 }\n", "P302", "seuil-haut: 1."},
	{"a constant of words", hostileHead + "constants: { seuil: beaucoup }\n", "P009", "beaucoup }"},
	{"a constant that names itself", hostileHead + "constants: { seuil: seuil }\n", "P009", "seuil }"},
	{"a constant nobody uses", hostileHead + "constants: { seuil: 1.00 }\n", "P307", "seuil: 1.00 }"},
	{"a let that shadows a fact", hostileHead + "let: { disputed: insured }\n", "P302", "disputed: insu"},
	{"a let that shadows a constant", hostileHead + "constants: { grand: 1.00 }\nlet: { grand: insured }\n", "P307", "grand: 1.00 }"},
	{"a let that names itself", hostileHead + "let: { a: a }\n", "P307", "a: a }"},
	{"lets in a ring", hostileHead + "let: { a: b, b: c, c: a }\n", "P201", "b, b: c, c: a "},
	{"a let that names a later one", hostileHead + "let: { a: b or insured, b: disputed }\n", "P307", "a: b or insure"},
	{"a let named previous", hostileHead + "let: { previous: disputed }\n", "P302", "previous: disp"},
	{"a let named true", hostileHead + "let: { \"true\": disputed }\n", "P302", "true\": dispute"},
	{"previous in a condition", inWhen("previous > due"), "P209", "previous > due"},
	{"a step called none", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: none, at: due + 1 }\n", "P302", "none, at: due "},
	{"a step twice", hostileHead + "  - { id: a, at: due + 2 }\n", "P303", "a, at: due + 2"},
	{"a segment twice", "policy: x\nversion: 1\nsegments: [{ id: s, when: disputed }, { id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n", "P303", "s }]"},
	{"an id with spaces", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: relance un, at: due + 1 }\n", "P302", "relance un, at"},
	{"an id with accents", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: relancé, at: due + 1 }\n", "P302", "relancé, at: d"},
	{"an id of a path", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: ../../etc/passwd, at: due + 1 }\n", "P302", "../../etc/pass"},
	{"an id of markup", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: <script>, at: due + 1 }\n", "P302", "<script>, at: "},
	{"days that go back", hostileHead + "  - { id: b, at: due - 5 }\n", "P316", "due - 5 }"},
	{"a day of money", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1.50 }\n", "P205", "1.50 }"},
	{"a day times two", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due * 2 }\n", "P202", "* 2 }"},
	{"a day of a condition", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: disputed }\n", "P203", "disputed }"},
	{"a day of a text", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: '\"2026-01-01\"' }\n", "P203", "\"2026-01-01\"' "},
	{"a first step after nothing", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: previous + 1 }\n", "P308", "previous + 1 }"},
	{"a channel of another time", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1, channel: fax }\n", "P011", "fax }"},
	{"a channel twice", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1, channel: [email, email] }\n", "P303", "email] }"},
	{"a tone in French", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1, tone: ferme }\n", "P011", "ferme }"},
	{"an endless repetition", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1, repeat: { every: 1 } }\n", "P007", "{ every: 1 } }"},
	{"a repetition at once", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1, repeat: { every: 0, max: 5 } }\n", "P310", "{ every: 0, ma"},
	{"a million repetitions", "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1, repeat: { every: 1, max: 1000000 } }\n", "P009", "1000000 } }"},
	{"a guarantee of nothing", hostileHead + "guarantees: [{ id: g }]\n", "P317", "{ id: g }]"},
	{"a guarantee of two things", hostileHead + "guarantees: [{ id: g, apart: 3, never: disputed }]\n", "P317", "{ id: g, apart"},
	{"a guarantee about no step", hostileHead + "guarantees: [{ id: g, reaches: z }]\n", "P306", "z }]"},
	{"a guarantee with a step that is none", hostileHead + "guarantees: [{ id: g, never: step == \"z\" }]\n", "P206", "\"z\" }]"},
	{"a word of guarantees in a condition", inWhen("tone == \"firm\""), "P201", "tone == \"firm\""},
	{"a test file", "policy: x.yaml\ntests: []\n", "P007", "policy: x.yaml"},
	{"a no-break space", inWhen("'disputed\u00a0or insured'"), "P104", "\u00a0or insured'"},
	{"HTML", "<!DOCTYPE html><html></html>", "P008", "<!DOCTYPE html"},
	{"JSON with a comment", "{\"policy\": \"x\", // non\n\"version\": 1}", "P001", "{\"policy\": \"x\""},
	{"a FEC", "JournalCode\tJournalLib\tEcritureNum\n", "P008", "JournalCode\tJo"},
	{"separators before a mistake", "# a\u2028# b\npolicy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n  - id: b\n    at: due + 2\n    when: client == \"é\" or overdu > 1.00\n", "P201", "overdu > 1.00"},
	{"a next line before a mistake", "# a\u0085# b\npolicy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n  - id: b\n    at: due + 2\n    when: client == \"é\" or overdu > 1.00\n", "P201", "overdu > 1.00"},
}

func TestHostileStrings(t *testing.T) {
	for _, b := range blows {
		t.Run(b.name, func(t *testing.T) {
			err := build("hostile.yaml", []byte(b.text))
			checkDiagnostics(t, err)
			d := err.(policy.Diagnostics)[0]
			assert.Equal(t, b.code, d.Code, "%v", err)
			line := []rune(strings.TrimRight(d.Snippet, "…"))
			require.LessOrEqual(t, d.Column-1, len(line), "%v", err)
			assert.True(t, strings.HasPrefix(string(line[d.Column-1:]), b.under), "%v", err)
		})
	}
}

// What is odd and means one thing only is taken as it stands.
func TestOddAndHarmless(t *testing.T) {
	for name, text := range map[string]string{
		"a directive":          "%YAML 1.1\n---\n" + hostileHead,
		"a quoted true":        strings.Replace(hostileHead, "due + 1", "due + 1, mandatory: \"true\"", 1),
		"a chained comparison": inWhen("'1 < days_overdue < 5'"),
		"a last line open":     strings.TrimSuffix(hostileHead, "\n"),
		"JSON":                 `{"policy":"x","version":1,"segments":[{"id":"s"}],"steps":[{"id":"a","at":"due + 1"}]}`,
	} {
		assert.NoError(t, build("odd.yaml", []byte(text)), name)
	}
	p := compile(t, "steps:\n  - { id: a, at: due + 1, when: '1 < days_overdue < 5' }\n")
	for on, want := range map[string]string{"2026-02-05": "", "2026-02-06": "a", "2026-02-08": "a", "2026-02-09": ""} {
		assert.Equal(t, want, decide(t, p, account(invoice("F1", "2026-02-04", "5.00")), on).Step, on)
	}
}

// The largest documents take memory in proportion to their size, be they
// refused or not.
func TestHostileMemory(t *testing.T) {
	repeated := func(n int, line string) string {
		var b strings.Builder
		for i := range n / ledgertest.Less {
			fmt.Fprintf(&b, line, i)
		}
		return b.String()
	}
	large := map[string]string{
		"steps":      hostileHead + repeated(9_000, "  - {id: b%d, at: due+9}\n"),
		"segments":   "policy: x\nversion: 1\nsteps: [{ id: a, at: due }]\nsegments:\n" + repeated(7_000, "  - {id: b%d, when: disputed}\n") + "  - {id: z}\n",
		"holds":      hostileHead + "holds:\n" + repeated(7_000, "  - {id: b%d, when: disputed}\n"),
		"constants":  hostileHead + "constants:\n" + repeated(15_000, "  c%d: 1\n"),
		"lets":       "policy: x\nversion: 1\nsegments: [{ id: s, when: c1000 }, { id: z }]\nsteps: [{ id: a, at: due }]\nlet:\n  c0: disputed\n" + chain(1_000),
		"guarantees": hostileHead + "guarantees:\n" + repeated(6_000, "  - {id: b%d, never: disputed}\n"),
		"closed":     hostileHead + "calendar:\n  closed:\n" + repeated(12_000, "   - 2026-01-%02d\n"),
		"mistakes":   hostileHead + repeated(6_000, "  - {id: b%d, at: du, when: x}\n"),
	}
	for name, text := range large {
		t.Run(name, func(t *testing.T) {
			require.LessOrEqual(t, len(text), 256<<10)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := build("large.yaml", []byte(text))
			runtime.ReadMemStats(&after)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<30), "bytes allocated in all")
			if err != nil {
				checkDiagnostics(t, err)
			}
		})
	}
}

// chain are conditions each of which names the one before, twice.
func chain(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  c%d: c%d or c%d\n", i+1, i, i)
	}
	return b.String()
}
