package penalty_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/shared"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
)

func TestOfficialSeries(t *testing.T) {
	var names []string
	for info := range penalty.Official().Series() {
		names = append(names, string(info.Series))
		assert.NotEmpty(t, info.Title)
		assert.NotEmpty(t, info.Source)
		assert.NotEmpty(t, info.Next)
		assert.GreaterOrEqual(t, info.Checked, day(t, "2026-11-22"))
		for q := range penalty.Official().Quotes(info.Series) {
			assert.NotEmpty(t, q.Source)
			assert.NotZero(t, q.Confidence)
			assert.Equal(t, info.Series, q.Series)
		}
	}
	assert.Equal(t, []string{"ecb-mro", "legal-private", "legal-professional"}, names)
	assert.Equal(t, "2026-10-03", through(penalty.Official(), penalty.ECB).String())
	assert.Equal(t, "2026-12-31", through(penalty.Official(), penalty.LegalPrivate).String())
}

// The reference tables beside the project hold the same facts, typed by others.
func TestSecondSource(t *testing.T) {
	rows := func(name string) [][]string {
		src, err := os.ReadFile(shared.Path(t, name))
		require.NoError(t, err)
		r := csv.NewReader(strings.NewReader(string(src)))
		r.Comment = '#'
		all, err := r.ReadAll()
		require.NoError(t, err)
		return all[1:]
	}
	compare := func(s penalty.Series, table [][]string, column int) {
		i := 0
		for q := range penalty.Official().Quotes(s) {
			require.Less(t, i, len(table))
			assert.Equal(t, table[i][0], q.From.String())
			assert.Equal(t, table[i][column], q.Percent.StringFixed(2), "%s of %s", s, q.From)
			i++
		}
		assert.Len(t, table, i)
	}
	compare(penalty.ECB, rows("law/ecb_mro.csv"), 1)
	legal := rows("law/legal_rate.csv")
	compare(penalty.LegalPrivate, legal, 2)
	compare(penalty.LegalProfessional, legal, 3)
}

func TestKnownDays(t *testing.T) {
	r := penalty.Official()
	for text, want := range map[string]string{
		"1999-01-01": "3.00", "2026-06-16": "2.15", "2026-06-17": "2.40", "2026-09-15": "2.40", "2026-10-03": "2.65",
	} {
		got, err := r.At(penalty.ECB, day(t, text))
		require.NoError(t, err)
		assert.Equal(t, want, got.StringFixed(2), text)
	}
	for _, text := range []string{"1998-12-31", "2026-10-04", "2027-01-01"} {
		_, err := r.At(penalty.ECB, day(t, text))
		e, ok := errors.AsType[*penalty.RateError](err)
		require.True(t, ok)
		assert.Equal(t, penalty.ECB, e.Series)
		assert.Equal(t, text, e.Day.String())
		assert.Equal(t, "1999-01-01", e.KnownFrom.String())
		assert.Contains(t, e.Error(), "2026-10-03")
	}
	_, err := r.At("nowhere", day(t, "2026-01-01"))
	assert.ErrorContains(t, err, "is not loaded")
	var none *penalty.Rates
	_, err = none.At(penalty.ECB, day(t, "2026-01-01"))
	assert.Error(t, err)
	for range none.Series() {
		t.Error("no set has no series")
	}
	for range none.Quotes(penalty.ECB) {
		t.Error("no set has no quotes")
	}
}

// A newer table answers at once for the half-year that was unknown.
func TestNewerTable(t *testing.T) {
	rates, err := penalty.Official().With("ecb.csv", []byte(`# series: ecb-mro
# source: invented
# checked: 2027-01-02
# known-through: 2027-01-02
effective,rate_percent,confidence,published,source
2026-06-17,2.40,2+,2026-06-11,ECB
2026-12-23,2.9,1,,invented
`))
	require.NoError(t, err)
	rule := penalty.B2B()
	rule.Rates = rates
	s, err := penalty.Compute(invoice(t, "36500", "2026-12-31"), rule, day(t, "2027-06-30"))
	require.NoError(t, err)
	require.Len(t, s.Lines, 1)
	assert.Equal(t, "12.90", s.Lines[0].Rate.StringFixed(2))
	_, err = penalty.Compute(invoice(t, "36500", "2026-12-31"), penalty.B2B(), day(t, "2027-06-30"))
	assert.Error(t, err, "the official set is as it was")
}

func TestRateFileErrors(t *testing.T) {
	const head = "# series: x\n# source: s\n# checked: 2026-01-01\n# known-through: 2026-06-30\n"
	open := head + "effective,rate_percent,confidence,published,source\n"
	periods := head + "from,to,private_percent,professional_percent,confidence,published,source\n"
	for name, c := range map[string]struct {
		src  string
		want []string // place and field of each problem
	}{
		"empty":           {"", []string{":1 series", ":1 source", ":1 checked", ":1 known-through", ":1 header"}},
		"header":          {head + "day,rate\n", []string{":5 header"}},
		"no row":          {open, []string{":1 rows"}},
		"order":           {open + "2026-01-01,1,2+,,s\n2025-01-01,2,2+,,s\n", []string{":7 effective"}},
		"duplicate":       {open + "2026-01-01,1,2+,,s\n2026-01-01,1,2+,,s\n", []string{":7 effective"}},
		"date":            {open + "2026-02-30,1,2+,,s\n", []string{":6 effective"}},
		"decimals":        {open + "2026-01-01,1.23456,2+,,s\n", []string{":6 rate_percent"}},
		"size":            {open + "2026-01-01,1001,2+,,s\n", []string{":6 rate_percent"}},
		"exponent":        {open + "2026-01-01,1e9999,2+,,s\n", []string{":6 rate_percent"}},
		"mark":            {open + "2026-01-01,1,sure,,s\n", []string{":6 confidence"}},
		"published":       {open + "2026-01-01,1,2+,June,s\n", []string{":6 published"}},
		"columns":         {open + "2026-01-01,1,2+\n2026-01-02,2,2+,,s\n", []string{":6 row"}},
		"quote":           {open + "2026-01-01,\"1,2+,,s\n", []string{":6 row"}},
		"beyond":          {open + "2026-07-01,1,2+,,s\n", []string{":1 known-through"}},
		"gap":             {periods + "2026-01-01,2026-02-28,1,2,1,,s\n2026-03-02,2026-06-30,1,2,1,,s\n", []string{":7 from"}},
		"overlap":         {periods + "2026-01-01,2026-02-28,1,2,1,,s\n2026-02-28,2026-06-30,1,2,1,,s\n", []string{":7 from"}},
		"end before":      {periods + "2026-01-01,2025-02-28,1,2,1,,s\n", []string{":6 to", ":1 known-through"}},
		"through":         {periods + "2026-01-01,2026-02-28,1,2,1,,s\n", []string{":1 known-through"}},
		"several at once": {open + "2026-01-01,x,2+,,s\n2026-13-01,1,2+,,s\n", []string{":6 rate_percent", ":7 effective"}},
		"huge":            {strings.Repeat("#\n", 1<<20), []string{":1 file"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := penalty.Official().With("f.csv", []byte(c.src))
			problems, ok := errors.AsType[dunning.Problems](err)
			require.True(t, ok, "%v", err)
			var got []string
			for _, p := range problems {
				got = append(got, strings.TrimPrefix(p.Of, "f.csv")+" "+p.Field)
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// The half-year tables as printed in the reference, against the series.
func TestHalfYearTables(t *testing.T) {
	points := map[string][]string{ // MRO + 10, S1 and S2
		"2013": {"10.75", "10.50"}, "2014": {"10.25", "10.15"}, "2015": {"10.05", "10.05"}, "2016": {"10.05", "10.00"},
		"2017": {"10.00", "10.00"}, "2022": {"10.00", "10.00"}, "2023": {"12.50", "14.00"}, "2024": {"14.50", "14.25"},
		"2025": {"13.15", "12.15"}, "2026": {"12.15", "12.40"},
	}
	for year, want := range points {
		for i, first := range []string{"-01-01", "-07-01"} {
			got, err := penalty.Official().At(penalty.ECB, day(t, year+first))
			require.NoError(t, err)
			assert.Equal(t, want[i], got.Add(dec("10")).StringFixed(2), year+first)
		}
	}
}

func ExampleRates_At() {
	for _, text := range []string{"2026-07-01", "2027-01-01"} {
		d, _ := dunning.ParseDate(text)
		rate, err := penalty.Official().At(penalty.ECB, d)
		if e, ok := errors.AsType[*penalty.RateError](err); ok {
			fmt.Println(text, "unknown, known through", e.KnownThrough)
			continue
		}
		fmt.Println(text, rate.StringFixed(2), "%")
	}
	// Output:
	// 2026-07-01 2.40 %
	// 2027-01-01 unknown, known through 2026-10-03
}

func TestEveryBasisHasAConfidence(t *testing.T) {
	rules := []penalty.Rule{penalty.B2B(), penalty.Contract(penalty.Fixed(dec("12"))), penalty.PublicBuyer(), penalty.Consumer()}
	for _, code := range []string{"BE", "ES", "IT", "IT-FOOD", "LU", "NL", "IE"} {
		p, err := penalty.ForCountry(code)
		require.NoError(t, err)
		rules = append(rules, p.Rule)
	}
	for _, r := range rules {
		if r.Regime == penalty.Business {
			r.Insolvency, r.CompoundFrom = day(t, "2026-10-01"), day(t, "2026-10-01")
		}
		r.Notice = noticeOf(r, day(t, "2026-05-31"))
		s, err := penalty.Compute(invoice(t, "1000", "2026-05-31"), r, day(t, "2026-11-22"))
		require.NoError(t, err)
		assert.NotEmpty(t, s.Bases)
		for _, b := range s.Bases {
			assert.NotZero(t, b.Confidence)
			assert.NotEqual(t, law.Memory, b.Confidence, "a fact from memory is no ground of a sum of money")
			assert.NotEmpty(t, b.Source)
			assert.NotZero(t, b.Checked)
		}
		for _, f := range s.Findings {
			assert.NotZero(t, f.Basis.Confidence)
			assert.NotEmpty(t, f.Basis.Source)
		}
	}
}

func noticeOf(r penalty.Rule, d date.Date) date.Date {
	if r.Regime == penalty.Civil {
		return d
	}
	return 0
}
