package terms_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/shared"
)

// notOurs are the facts of the list that terms do not express, and why.
var notOurs = map[string]string{
	"T035": "amounts: parts of a fixed sum", "T038": "amounts: cash rounding", "T048": "amounts: a part rounded up",
	"T057": "amounts: shares of the net sum", "T128": "amounts: no due date stated",
	"T046": "parts counted from the part before", "T047": "parts counted from the part before",
	"T090": "parts of a remainder and of a fixed sum, a day set before the days are added",
	"T055": "a table of postponed dates: see dunning/calendar", "T059": "a check of such a table", "T060": "a check of such a table",
	"T062": "closing periods of the debtor: see dunning/calendar", "T063": "closing periods of the debtor: see dunning/calendar", "T064": "closing periods of the debtor: see dunning/calendar",
	"T065": "closing periods of the debtor: see dunning/calendar", "T066": "closing periods of the debtor: see dunning/calendar", "T067": "closing periods of the debtor: see dunning/calendar", "T072": "closing periods of the debtor: see dunning/calendar",
	"T093": "a ratio and its divisor: shares here are exact percentages", "T094": "a ratio and its divisor",
	"T098": "two equal parts are lawful here", "T130": "a closed list of keys: wordings are read instead",
	"T123": "counts from a letter of credit", "T125": "counts from a letter of credit, a bill of lading, an arrival",
	"T135": "a cut-off day", "T136": "a day of the month that overflows February, a known defect",
	"T140": "working days: see dunning/calendar", "T144": "working days: see dunning/calendar", "T145": "working days: see dunning/calendar", "T147": "working days: see dunning/calendar",
	"T149": "a holiday: see dunning/calendar", "T150": "a holiday: see dunning/calendar", "T152": "a holiday: see dunning/calendar", "T153": "a holiday: see dunning/calendar", "T155": "a holiday: see dunning/calendar", "T156": "a holiday: see dunning/calendar", "T157": "a holiday: see dunning/calendar",
	"T159": "a holiday: see dunning/calendar", "T160": "a holiday: see dunning/calendar", "T161": "a holiday: see dunning/calendar", "T162": "a holiday: see dunning/calendar", "T163": "a holiday: see dunning/calendar", "T164": "a holiday: see dunning/calendar", "T166": "a holiday: see dunning/calendar", "T167": "a holiday: see dunning/calendar", "T170": "a holiday: see dunning/calendar",
}

type fact struct {
	ID      string
	Invoice string   `json:"invoice_date"`
	Due     []string `json:"expected_due_dates"`
	Error   string   `json:"expected_error"`
	Term    struct {
		Days        int
		Split       string
		Ops         []op
		Instalments []struct {
			Kind  string
			Value json.Number
			Ops   []op
		}
	}
}

type op struct {
	Op   string
	N    int
	Day  int
	Days []int
}

func TestFactsOfOtherSystems(t *testing.T) {
	text, err := os.ReadFile(shared.Path(t, "cases/terms.json"))
	require.NoError(t, err)
	var file struct{ Cases []fact }
	require.NoError(t, json.Unmarshal(text, &file))
	require.Len(t, file.Cases, 116)
	refused := map[string]func() error{
		"T036": func() error { _, err := terms.Parse("50 % à la commande, 30 % à 30 jours"); return err },
		"T097": func() error { return terms.Net(-30).Validate() },
		"T129": func() error { _, err := terms.InParts(terms.Part{Share: 0}); return err },
	}
	for _, f := range file.Cases {
		if _, skip := notOurs[f.ID]; skip {
			continue
		}
		if refuse, ok := refused[f.ID]; ok {
			assert.Error(t, refuse(), f.ID)
			continue
		}
		assert.Empty(t, f.Error, f.ID)
		v := termsOf(t, f)
		assert.Equal(t, f.Due, dues(v, isoDate(t, f.Invoice)), "%s: %s", f.ID, v)
	}
}

func termsOf(t *testing.T, f fact) terms.Terms {
	if len(f.Term.Instalments) == 0 {
		return ofOps(t, f.ID, f.Term.Ops)
	}
	var parts []terms.Part
	rest := 100 * terms.OnePercent
	for _, in := range f.Term.Instalments {
		p := terms.Part{Share: rest, Terms: ofOps(t, f.ID, in.Ops)}
		if in.Kind == "percent" {
			n, err := strconv.Atoi(string(in.Value))
			require.NoError(t, err)
			p.Share = terms.Percent(n) * terms.OnePercent
		}
		rest -= p.Share
		parts = append(parts, p)
	}
	v, err := terms.InParts(parts...)
	require.NoError(t, err, f.ID)
	return v
}

func ofOps(t *testing.T, id string, ops []op) terms.Terms {
	var names []string
	n := map[string]int{}
	var on []int
	for _, o := range ops {
		names = append(names, o.Op)
		n[o.Op] += o.N
		if o.Op == "next_month_day" && o.Day > 0 {
			on = []int{o.Day}
		}
		on = append(on, o.Days...)
	}
	switch strings.Join(names, " ") {
	case "", "days":
		return terms.Net(n["days"])
	case "weeks":
		return terms.Net(7 * n["weeks"])
	case "months":
		return terms.Months(n["months"])
	case "end_of_month", "days end_of_month":
		return terms.EndOfMonth(n["days"])
	case "months end_of_month":
		return terms.EndOfMonthAfter(n["months"])
	case "end_of_month days":
		return terms.EndOfMonthThen(n["days"])
	case "first_of_next_month", "first_of_next_month days":
		return terms.EndOfMonthThen(n["days"] + 1)
	case "day_on_or_after", "days day_on_or_after":
		return terms.Net(n["days"]).On(on...)
	case "days next_month_day", "days end_of_month next_month_day":
		if on == nil {
			return terms.EndOfMonth(n["days"])
		}
		return terms.EndOfMonth(n["days"]).On(on...)
	}
	t.Fatalf("%s: steps %v are neither expressed nor listed", id, names)
	return terms.Terms{}
}

var plain = regexp.MustCompile(`^(?:kind=immediate;?)?(?:base=(?:receipt|invoice|delivery|order);?)?(?:days=(\d+);?)?(?:base=(?:receipt|invoice|delivery|order);?)?(?:eom=([01])(?:\(\w+\))?;?)?(?:dom=(\d+);?)?(?:method=\w+;?)?(?:code=\w+)?$`)

// TestWordingFacts reads the list of the field itself: where its meaning is a
// plain rule, our due dates are those of that rule on every day of two years;
// where it fixes no date, the wording is refused.
func TestWordingFacts(t *testing.T) {
	text, err := os.ReadFile(shared.Path(t, "cases/terms_wording.tsv"))
	require.NoError(t, err)
	known := map[string]bool{}
	for _, w := range wordings(t) {
		known[w.Wording] = true
	}
	checked, refused := 0, 0
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		cells := strings.Split(line, "\t")
		if i == 0 {
			continue
		}
		assert.True(t, known[cells[0]], "%q is not in testdata/wordings.tsv", cells[0])
		v, err := terms.Parse(cells[0])
		meaning, _, _ := strings.Cut(cells[2], " ")
		if strings.HasPrefix(meaning, "due=") || regexp.MustCompile(`kind=(out|amb|not|inc|nev)`).MatchString(meaning) {
			assert.Error(t, err, cells[0])
			refused++
			continue
		}
		m := plain.FindStringSubmatch(meaning)
		if m == nil || err != nil {
			continue
		}
		checked++
		n, _ := strconv.Atoi(m[1])
		on, _ := strconv.Atoi(m[3])
		for from := date.New(2023, 6, 1); from < date.New(2025, 6, 1); from++ {
			want := naive(0, n, from.MidnightUTC())
			if m[2] == "1" {
				want = naive(1, n, from.MidnightUTC())
			}
			if on > 0 {
				want = naiveOn(want, on, m[2] == "1")
			}
			require.Equal(t, date.NewAt(want), v.Due(from), "%q from %s", cells[0], from)
		}
	}
	assert.Greater(t, checked, 70)
	assert.Greater(t, refused, 15)
}
