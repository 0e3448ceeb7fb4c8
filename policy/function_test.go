package policy_test

import (
	"errors"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// registered are functions of every type.
var registered = []policy.Option{
	policy.Function("risk(money, days) ratio", func(overdue decimal.Decimal, late int) decimal.Decimal {
		if overdue.GreaterThan(decimal.NewFromInt(1000)) && late > 10 {
			return decimal.New(9, -1)
		}
		return decimal.New(1, -1)
	}),
	policy.Function("fee(money) money", func(d decimal.Decimal) decimal.Decimal { return d.Mul(decimal.New(1, -1)).Round(2) }),
	policy.Function("weekday(date) text", func(d date.Date) string { return d.Weekday().String() }),
	policy.Function("later(date, int) date", func(d date.Date, n int) date.Date { return d + date.Date(n) }),
	policy.Function("region(text) text", func(client string) string { return client[:1] }),
	policy.Function("even(days) bool", func(n int) bool { return n%2 == 0 }),
	policy.Function("both(bool, bool) bool", func(a, b bool) bool { return a && b }),
	policy.Function("count_of(ratio) int", func(d decimal.Decimal) int { return int(d.Shift(2).IntPart()) }),
	policy.Function("open_day() date", func() date.Date { return date.New(2026, 3, 9) }),
}

func compileWith(when, at string, opts ...policy.Option) (*policy.Policy[policy.Facts], error) {
	return policy.Compile[policy.Facts](&policy.Document{
		Policy: "f", Version: 1, Segments: []policy.Segment{{ID: "s"}},
		Steps: []policy.Step{{ID: "a", At: at, When: when}},
	}, opts...)
}

func TestFunctionsOnBothPaths(t *testing.T) {
	for when, want := range map[string]bool{
		"risk(overdue, days_overdue) > 0.5":                                          true,
		"risk(900.00, days_overdue) > 0.5":                                           false,
		"risk(overdue * 2 - 1_000, oldest_days_late) >= 0.9":                         true,
		"fee(overdue) >= 120.00 and fee(overdue) <= 120":                             true,
		"2 * fee(overdue) > 240.00":                                                  false,
		`weekday(due) == "Monday"`:                                                   true,
		`weekday(as_of) in ["Saturday", "Sunday"]`:                                   true,
		"later(due, 12) == as_of":                                                    true,
		`end_of_month(later(due, 3)) == date("2026-03-31")`:                          true,
		`region(client) == "C"`:                                                      true,
		`region("Lyon") == region(client)`:                                           false,
		"even(days_overdue)":                                                         true,
		"not even(days_overdue + 1) and even(-4 + days_overdue)":                     true,
		"both(even(days_overdue), disputed or overdue > 5.00)":                       true,
		"both(disputed, true)":                                                       false,
		"count_of(late_ratio) in [100]":                                              true,
		`open_day() < as_of`:                                                         true,
		`open_day() == date("2026-03-09") and weekday(open_day()) != weekday(as_of)`: true,
	} {
		t.Run(when, func(t *testing.T) {
			for _, opts := range [][]policy.Option{registered, append([]policy.Option{policy.OnVM()}, registered...)} {
				p, err := compileWith(when, "later(due, 1)", opts...)
				require.NoError(t, err)
				d := decide(t, p, account(invoice("F1", "2026-03-02", "1200.00")), "2026-03-14")
				assert.Equal(t, want, !d.None(), d.Text(law.English))
				if want {
					assert.Equal(t, day("2026-03-03"), d.Since)
				}
			}
		})
	}
}

// A day that is to come is found through a function whose argument moves.
func TestFunctionsOfDaysToCome(t *testing.T) {
	p, err := compileWith(`weekday(as_of) == "Wednesday"`, "due + 1", registered...)
	require.NoError(t, err)
	d := decide(t, p, account(invoice("F1", "2026-03-02", "100.00")), "2026-03-05")
	assert.Equal(t, "none: condition:a<2026-03-11", shown(d))
	assert.Equal(t, "2026-03-11 a", d.Next.String()+" "+d.NextStep)
	p, err = compileWith("risk(overdue, days_overdue) > 0.5", "due + 1", registered...)
	require.NoError(t, err)
	d = decide(t, p, account(invoice("F1", "2026-03-02", "1500.00")), "2026-03-05")
	assert.Equal(t, "none: condition:a<2026-03-13", shown(d))
}

func TestFunctionsAreExplained(t *testing.T) {
	p, err := compileWith("risk(overdue, days_overdue) > 0.5 or even(days_overdue)", "due + 1", registered...)
	require.NoError(t, err)
	files, err := p.Facts(account(invoice("F1", "2026-03-02", "100.00")), day("2026-03-06"))
	require.NoError(t, err)
	trace, err := p.Explain(files[0])
	require.NoError(t, err)
	assert.Equal(t, []policy.Atom{
		{Text: "risk(overdue, days_overdue) > 0.5", Fact: "risk(overdue, days_overdue)", Value: "0.1", Operator: ">", Constant: "0.5", Outcome: policy.False},
		{Text: "even(days_overdue)", Fact: "even(days_overdue)", Value: "true", Outcome: policy.True},
	}, trace.Steps[0].Atoms)
}

func TestFunctionMistakes(t *testing.T) {
	for when, want := range map[string]string{
		"rsik(overdue, 3) > 0.5":            `1:1 P208 unknown function "rsik" did you mean "risk"?`,
		"risk(overdue) > 0.5":               "1:1 P208 risk takes 2 values, and this has 1 it is declared as risk(money, int) ratio",
		"risk(days_overdue, 3) > 0.5":       "1:6 P202 risk takes an amount here, and this is a whole number it is declared as risk(money, int) ratio",
		"risk(overdue, 3.5) > 0.5":          "1:15 P205 3.5 is compared with a whole number: it must be a whole number write 3 or 4",
		`risk(overdue, "x") > 0.5`:          "1:15 P202 a text meets a whole number write a number, without quotes",
		"risk(overdue, 3) == 0.5":           "1:18 P204 ratios are rounded and not compared with == use <= or >=",
		"fee(overdue) > days_overdue":       "1:14 P202 fee(overdue) (an amount) meets days_overdue (a whole number) compare two values of one type",
		"risk(overdu, 3) > 0.5":             `1:6 P201 unknown name "overdu" did you mean "overdue"?`,
		"open_day() > as_of and open_day":   `1:24 P201 unknown name "open_day" it is a function: open_day() date`,
		"risk(1.00, 3) > 0.5":               "1:15 P210 this does not depend on any fact: it is always the same leave it out",
		"even(days_overdue * 99) == 1":      "1:28 P202 a number meets a condition a condition stands alone: write even(days_overdue * 99), or not even(days_overdue * 99)",
		"later(promise_until, 1) > as_of":   "1:7 P209 promise_until may be absent: it can be used in a day, not in a condition in a condition write promise_open",
		"fee(overdue) * 9_000_000 > 3.00":   "1:14 P207 the result could be too large to be exact use smaller factors",
		"overdue > 3.00 and fee(overdue)":   "1:20 P202 and joins conditions, and this is an amount compare it, as in overdue >= 100.00",
		"overdue.fee(overdue)":              "1:9 P105 only functions called by their name are part of the policy language ",
		`client | region() == "C"`:          "",
		"even(2, 3) and even() and disputd": "1:1 P208 even takes 1 value, and this has 2 it is declared as even(int) bool",
	} {
		_, err := compileWith(when, "due + 1", registered...)
		if want == "" {
			assert.NoError(t, err, when)
			continue
		}
		list, ok := errors.AsType[policy.Diagnostics](err)
		if assert.True(t, ok, "%s: %v", when, err) {
			d := list[0]
			assert.Equal(t, want, "1:"+decimal.NewFromInt(int64(d.Column)).String()+" "+d.Code+" "+d.Message+" "+d.Suggestion, when)
		}
	}
	_, err := policy.Compile[policy.Facts](&policy.Document{
		Policy: "f", Version: 1, Segments: []policy.Segment{{ID: "s"}}, Constants: []policy.Constant{{Name: "risk", Value: "3"}},
		Steps: []policy.Step{{ID: "a", At: "due + 1"}},
	}, registered...)
	assert.ErrorContains(t, err, `"risk" is a function`)
}

func TestSignatures(t *testing.T) {
	same := func(d decimal.Decimal) decimal.Decimal { return d }
	for signature, c := range map[string]struct {
		fn   any
		want string
	}{
		"risk":                      {same, "has no brackets"},
		"Risk(money) money":         {same, "does not start with a name in lower case"},
		"overdue(money) money":      {same, "has the name of a fact"},
		"days_overdue(money) money": {same, "has the name of a fact"},
		"date(money) money":         {same, "has the name of a word of the language"},
		"count(money) money":        {same, "has the name of a word of the language"},
		"f(money, money) money":     {same, "names 2 parameters and one result; the Go function has 1 and 1"},
		"f(float) money":            {same, `has the type "float", which is none of`},
		"f(days) money":             {same, "says days where the Go function has decimal.Decimal and not int"},
		"f(money)":                  {same, `has the type ""`},
		"f(money) days":             {same, "says days where the Go function has decimal.Decimal"},
		"f(days) days":              {func(n int64) int { return int(n) }, "says days where the Go function has int64 and not int"},
		"g(days) days":              {func(n ...int) int { return 0 }, "is not given a Go function"},
		"h() days":                  {3, "is not given a Go function"},
		"i() days":                  {nil, "is not given a Go function"},
		"j() days":                  {(func() int)(nil), "is not given a Go function"},
	} {
		_, err := compileWith("", "due + 1", policy.Function(signature, c.fn))
		_, ok := errors.AsType[dunning.Problems](err)
		assert.True(t, ok, "%s: %v", signature, err)
		assert.ErrorContains(t, err, c.want, signature)
	}
	_, err := compileWith("", "due + 1", policy.Function("f(money) money", same), policy.Function("f(ratio) ratio", same))
	assert.ErrorContains(t, err, "is registered twice")
	_, err = compileWith("", "due + 1", policy.Function(" f ( money ) money ", same))
	assert.NoError(t, err)
}

// A function that is not total gives an error, never a decision: today, and on
// the days that are looked at for the next action.
func TestFunctionsThatFail(t *testing.T) {
	for name, c := range map[string]struct {
		option policy.Option
		when   string
		want   string
	}{
		"panic":       {policy.Function("f(money) bool", func(decimal.Decimal) bool { panic("no such client") }), "f(overdue)", "policy: function f(money) bool on (100) panics: no such client"},
		"index":       {policy.Function("f(text) text", func(s string) string { return s[9:] }), `f(client) == "x"`, "policy: function f(text) text on (C1) panics: runtime error"},
		"too exact":   {policy.Function("f(money) money", func(decimal.Decimal) decimal.Decimal { return decimal.New(1005, -3) }), "f(overdue) > 1.00", "gives 1.005: has more decimals than its currency"},
		"too large":   {policy.Function("f(int) int", func(int) int { return 1 << 40 }), "f(days_overdue) > 3", "gives 1099511627776: is too large"},
		"hostile":     {policy.Function("f(ratio) ratio", func(decimal.Decimal) decimal.Decimal { return decimal.New(1, 1<<30) }), "f(late_ratio) > 3", "exponent 1073741824: is not a ratio"},
		"no date":     {policy.Function("f(date) date", func(date.Date) date.Date { return 0 }), "f(due) < as_of", "is the absent date"},
		"far date":    {policy.Function("f(date) date", func(date.Date) date.Date { return 1 << 40 }), "f(due) < as_of", "is outside the calendar"},
		"another day": {policy.Function("f(days) bool", func(n int) bool { return n/(n-9) > 3 }), "f(days_overdue)", "on (9) panics: runtime error: integer divide by zero"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, opts := range [][]policy.Option{{c.option}, {c.option, policy.OnVM()}} {
				p, err := compileWith(c.when, "due + 1", opts...)
				require.NoError(t, err)
				files, err := p.Facts(account(invoice("F1", "2026-03-02", "100.00")), day("2026-03-06"))
				require.NoError(t, err)
				d, err := p.Decide(files[0])
				assert.ErrorContains(t, err, c.want)
				assert.Zero(t, d)
				_, err = p.Explain(files[0])
				_, ok := errors.AsType[*policy.FunctionError](err)
				assert.True(t, ok, "%v", err)
			}
		})
	}
}

// The schema names every fact and function that a policy was checked against;
// its hash and the rates of the facts stand in each decision.
func TestIdentity(t *testing.T) {
	plain, err := compileWith("", "due + 1")
	require.NoError(t, err)
	again, err := compileWith("overdue > 5.00", "due + 2")
	require.NoError(t, err)
	more, err := compileWith("", "due + 1", registered[0])
	require.NoError(t, err)
	a := account(invoice("F1", "2026-03-02", "100.00"))
	first, second, third := decide(t, plain, a, "2026-03-06"), decide(t, again, a, "2026-03-06"), decide(t, more, a, "2026-03-06")
	assert.Len(t, first.Schema, 64)
	assert.Equal(t, first.Schema, second.Schema, "the same facts")
	assert.NotEqual(t, first.Hash, second.Hash)
	assert.NotEqual(t, first.Schema, third.Schema, "a function more")
	assert.Equal(t, first.Hash, third.Hash, "the same document")
	assert.Contains(t, string(more.Schema()), "\nrisk(money, int) ratio\n")
	assert.Contains(t, string(more.Schema()), "\nclient_kind enum=business|public|consumer\n")
	assert.Contains(t, string(more.Schema()), "\npromise_until date?\n")
	assert.NotContains(t, string(plain.Schema()), "risk")

	files, err := plain.Facts(a, day("2026-03-06"))
	require.NoError(t, err)
	files[0].Rates = "BCE 2026-07"
	d, err := plain.Decide(files[0])
	require.NoError(t, err)
	assert.Equal(t, "BCE 2026-07", d.Rates)
	assert.Equal(t, first.ID, d.ID)
}
