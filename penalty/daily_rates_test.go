package penalty_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/internal/shared"
	"github.com/creance/creance/penalty"
)

// The oracle has rates of its own, in ten-thousandths of a percent, typed here
// from the ECB table and the arrêtés. Nothing of the package under test reads
// them, and it reads none of the package's.

// mro is the ECB rate on 1 January and 1 July of each year since 2013.
var mro = map[int][2]int64{
	2013: {7500, 5000}, 2014: {2500, 1500}, 2015: {500, 500}, 2016: {500, 0},
	2017: {0, 0}, 2018: {0, 0}, 2019: {0, 0}, 2020: {0, 0}, 2021: {0, 0}, 2022: {0, 0},
	2023: {25000, 40000}, 2024: {45000, 42500}, 2025: {31500, 21500}, 2026: {21500, 24000},
}

// mroBefore2013 is every change of the ECB rate that reaches into 2009-2012.
var mroBefore2013 = []struct {
	from  date.Date
	units int64
}{
	{date.New(2008, 12, 10), 25000}, {date.New(2009, 1, 21), 20000}, {date.New(2009, 3, 11), 15000},
	{date.New(2009, 4, 8), 12500}, {date.New(2009, 5, 13), 10000}, {date.New(2011, 4, 13), 12500},
	{date.New(2011, 7, 13), 15000}, {date.New(2011, 11, 9), 12500}, {date.New(2011, 12, 14), 10000}, {date.New(2012, 7, 11), 7500},
}

// legalYears are the legal rates of 2009-2014, one for each year.
var legalYears = map[int]int64{2009: 37900, 2010: 6500, 2011: 3800, 2012: 7100, 2013: 400, 2014: 400}

// legalHalves are the legal rates since 2015: private and professional creditor,
// first and second half-year.
var legalHalves = map[int][2][2]int64{
	2015: {{40600, 42900}, {9300, 9900}}, 2016: {{45400, 43500}, {10100, 9300}}, 2017: {{41600, 39400}, {9000, 9000}},
	2018: {{37300, 36000}, {8900, 8800}}, 2019: {{34000, 32600}, {8600, 8700}}, 2020: {{31500, 31100}, {8700, 8400}},
	2021: {{31400, 31200}, {7900, 7600}}, 2022: {{31300, 31500}, {7600, 7700}}, 2023: {{44700, 68200}, {20600, 42200}},
	2024: {{80100, 81600}, {50700, 49200}}, 2025: {{72100, 66500}, {37100, 27600}}, 2026: {{66700, 68400}, {26200, 27500}},
}

func half(d date.Date) int {
	if d.Month() >= 7 {
		return 1
	}
	return 0
}

// ecbOn is the reference of day d, and a number that changes wherever it is read
// anew: the half-year since 2013, each operation before.
func ecbOn(d date.Date) (units int64, reading int) {
	if y := d.Year(); y >= 2013 {
		return mro[y][half(d)], 2*y + half(d)
	}
	for i, m := range mroBefore2013 {
		if m.from <= d {
			units, reading = m.units, i
		}
	}
	return units, reading
}

// legalOn is the legal rate of day d: private is 0, professional 1.
func legalOn(d date.Date, column int) (units int64, reading int) {
	y := d.Year()
	if y < 2015 {
		return legalYears[y], 2 * y
	}
	return legalHalves[y][column][half(d)], 2*y + half(d)
}

// A foreign is the rule of another country as its texts give it, typed apart from
// the profile that it checks.
type foreign struct {
	reference penalty.Series
	points    int64 // ten-thousandths of a percent
	halves    bool  // rounded up to the half point
	path      penalty.RatePath
	from      date.Date
}

var foreigners = map[string]foreign{
	"AT":          {penalty.AustrianBase, 92_000, false, penalty.PerHalfYear, date.New(2013, 7, 1)},
	"BE":          {penalty.ECB, 80_000, true, penalty.PerHalfYear, date.New(2013, 7, 1)},
	"DE":          {penalty.GermanBase, 90_000, false, penalty.PerHalfYear, date.New(2014, 7, 29)},
	"DE-CONSUMER": {penalty.GermanBase, 50_000, false, penalty.PerHalfYear, date.New(2013, 7, 1)},
	"ES":          {penalty.ECB, 80_000, false, penalty.PerHalfYear, date.New(2013, 7, 1)},
	"GB":          {penalty.BankOfEngland, 80_000, false, penalty.FrozenAtStart, date.New(2013, 7, 1)},
	"IE":          {penalty.ECB, 80_000, false, penalty.AtPayment, date.New(2013, 7, 1)},
	"IT":          {penalty.ECB, 80_000, false, penalty.PerHalfYear, date.New(2013, 7, 1)},
	"IT-FOOD":     {penalty.ECB, 120_000, false, penalty.PerHalfYear, date.New(2022, 1, 1)},
	"LU":          {penalty.ECB, 80_000, false, penalty.PerHalfYear, date.New(2013, 7, 1)},
	"NL":          {penalty.ECB, 80_000, false, penalty.PerHalfYear, date.New(2013, 7, 1)},
}

// ofForeigner is the yearly rate of another country on day d.
func ofForeigner(country string, d date.Date) (r reading) {
	f := foreigners[country]
	var base int64
	switch f.reference {
	case penalty.ECB:
		base, r.agreed = ecbOn(d)
	case penalty.GermanBase:
		base, r.agreed = germanOn(d)
	case penalty.AustrianBase, penalty.BankOfEngland:
		base, r.agreed = bankOn(d)
	}
	r.units = base + f.points
	if rest := r.units % 5_000; f.halves && rest > 0 {
		r.units += 5_000 - rest
	}
	return r
}

// basiszins is the German base rate of both half-years, as baurechtsuche.de (2015),
// ra-haensch.de (2014) and law.md (the ECB rate less 0.88 since 2016) have it.
var basiszins = map[int][2]int64{
	2013: {-1300, -3800}, 2014: {-6300, -7300}, 2015: {-8300, -8300}, 2016: {-8300, -8800},
	2023: {16200, 31200}, 2024: {36200, 33700}, 2025: {22700, 12700}, 2026: {12700, 15200},
}

func germanOn(d date.Date) (units int64, reading int) {
	y := d.Year()
	rates, known := basiszins[y]
	if !known { // 2017 to 2022
		rates = [2]int64{-8800, -8800}
	}
	return rates[half(d)], 2*y + half(d)
}

// rate is the yearly rate of day d under the rule.
func (o *daily) rate(d date.Date) reading {
	if o.rule.Regime == penalty.Foreign {
		return ofForeigner(o.rule.Country, d)
	}
	f := o.rule.Rate
	r := reading{units: f.Points.Shift(4).IntPart()}
	times := int64(max(1, f.Times))
	var reference int64
	switch f.Reference {
	case penalty.ECB:
		reference, r.agreed = ecbOn(d)
	case penalty.LegalPrivate:
		reference, r.agreed = legalOn(d, 0)
	case penalty.LegalProfessional:
		reference, r.agreed = legalOn(d, 1)
	}
	if f.Monthly {
		r.units *= 12
	}
	r.units += reference * times
	if step := f.RoundUp.Shift(4).IntPart(); step > 0 {
		r.units = (r.units + step - 1) / step * step
	}
	if o.rule.Floor == penalty.RaiseToFloor || o.rule.Floor == penalty.StatutoryInstead {
		legal, read := legalOn(d, 1)
		r.floor = read
		if r.units < 3*legal {
			r.units, r.agreed = 3*legal, -1
			if o.rule.Floor == penalty.StatutoryInstead {
				ecb, read := ecbOn(d)
				r.units, r.law = ecb+100_000, read
			}
		}
	}
	if e := o.rule.Enforceable; e != 0 && d > addMonths(e, 2) {
		r.units, r.judge = r.units+50_000, 1
	}
	return r
}

// bankOn is an invented base rate, now and then below zero. It is that of 31
// December or 30 June before in the United Kingdom, of 1 January or 1 July in
// Austria.
func bankOn(d date.Date) (units int64, reading int) {
	n := 2*d.Year() + half(d)
	return int64(n%17)*2500 - 7500, n
}

// The rates shipped and the rates typed here are the same, day by day: a second
// source that no test run is without.
func TestSecondTyping(t *testing.T) {
	rates := penalty.Official()
	for d := date.New(2009, 1, 1); d <= date.New(2026, 12, 31); d++ {
		reference := d
		if d.Year() >= 2013 {
			reference = date.New(d.Year(), []time.Month{1, 7}[half(d)], 1)
		}
		for _, c := range []struct {
			series penalty.Series
			read   func(date.Date) (int64, int)
			on     date.Date
		}{
			{penalty.ECB, ecbOn, reference},
			{penalty.LegalPrivate, func(d date.Date) (int64, int) { return legalOn(d, 0) }, d},
			{penalty.LegalProfessional, func(d date.Date) (int64, int) { return legalOn(d, 1) }, d},
		} {
			want, _ := c.read(d)
			got, err := rates.At(c.series, c.on)
			require.NoError(t, err)
			require.Equal(t, want, got.Shift(4).IntPart(), "%s on %s", c.series, d)
		}
	}
}

// The rates typed here are those of the reference beside the project.
func TestOracleRates(t *testing.T) {
	table := func(name string) [][]string {
		src, err := os.ReadFile(shared.Path(t, name))
		require.NoError(t, err)
		r := csv.NewReader(strings.NewReader(string(src)))
		r.Comment = '#'
		rows, err := r.ReadAll()
		require.NoError(t, err)
		return rows[1:]
	}
	units := func(percent string) int64 { return dec(percent).Shift(4).IntPart() }
	ecb, legal := table("law/ecb_mro.csv"), table("law/legal_rate.csv")
	for d := date.New(2009, 1, 1); d <= date.New(2026, 12, 31); d += ledgertest.Less {
		reference := d
		if d.Year() >= 2013 {
			reference = date.New(d.Year(), []time.Month{1, 7}[half(d)], 1)
		}
		want := ""
		for _, row := range ecb {
			if row[0] <= reference.String() {
				want = row[1]
			}
		}
		got, _ := ecbOn(d)
		require.Equal(t, units(want), got, "ECB rate for %s", d)
		for _, row := range legal {
			if row[0] <= d.String() && d.String() <= row[1] {
				for column := range 2 {
					got, _ := legalOn(d, column)
					require.Equal(t, units(row[2+column]), got, "legal rate of %s", d)
				}
			}
		}
	}
}
