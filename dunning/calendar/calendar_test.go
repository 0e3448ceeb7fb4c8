package calendar_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/calendar"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/internal/shared"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "dunning": "the calendar knows days, not receivables",
	})
}

func TestNationalHolidaysOf2026(t *testing.T) {
	want := []string{
		"2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25",
		"2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25",
	}
	assert.Equal(t, want, holidays(calendar.France, 2026))
}

func TestRegionsAddTheirOwnDays(t *testing.T) {
	for _, c := range []struct {
		region calendar.Region
		extra  []string
	}{
		{calendar.AlsaceMoselle, []string{"2026-04-03", "2026-12-26"}},
		{calendar.Guadeloupe, []string{"2026-05-27"}},
		{calendar.Martinique, []string{"2026-05-22"}},
		{calendar.Guyane, []string{"2026-06-10"}},
		{calendar.Reunion, []string{"2026-12-20"}},
		{calendar.Mayotte, []string{"2026-04-27"}},
		{calendar.SaintBarthelemy, []string{"2026-10-09"}},
		{calendar.SaintMartin, []string{"2026-05-28"}},
	} {
		assert.ElementsMatch(t, append(holidays(calendar.France, 2026), c.extra...), holidays(c.region, 2026), c.region.String())
	}
}

func TestTargetStaysOpenOnFrenchHolidays(t *testing.T) {
	assert.Equal(t, []string{"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25", "2026-12-26"},
		holidays(calendar.Target, 2026))
}

// The movable feasts against a second computation of Easter, over three
// centuries: inside and outside the table.
func TestMovableFeastsFollowEaster(t *testing.T) {
	for year := 1900; year <= 2199; year++ {
		easter := easter(year)
		for offset, name := range map[date.Date]string{1: "Lundi de Pâques", 39: "Ascension", 50: "Lundi de Pentecôte"} {
			got, ok := calendar.France.Holiday(easter + offset)
			require.True(t, ok, "%s of %d", name, year)
			if got != name { // Ascension falls on 1 or 8 May now and then
				assert.Contains(t, []string{"Fête du Travail", "Fête de la Victoire"}, got, "%d", year)
			}
			assert.False(t, france.IsBusinessDay(easter+offset), "%s of %d", name, year)
		}
	}
}

// Every region and every year from 2000 to 2050, day for day, against the list
// of the law written here and the second computation of Easter.
func TestHolidaysOfHalfACentury(t *testing.T) {
	national := []string{"01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"}
	movable := []date.Date{1, 39, 50} // Easter Monday, Ascension, Whit Monday
	for _, c := range []struct {
		region  calendar.Region
		fixed   []string
		movable []date.Date
	}{
		{calendar.France, national, movable},
		{calendar.AlsaceMoselle, append(slices.Clone(national), "12-26"), append(slices.Clone(movable), -2)},
		{calendar.Guadeloupe, append(slices.Clone(national), "05-27"), movable},
		{calendar.Martinique, append(slices.Clone(national), "05-22"), movable},
		{calendar.Guyane, append(slices.Clone(national), "06-10"), movable},
		{calendar.Reunion, append(slices.Clone(national), "12-20"), movable},
		{calendar.Mayotte, append(slices.Clone(national), "04-27"), movable},
		{calendar.SaintBarthelemy, append(slices.Clone(national), "10-09"), movable},
		{calendar.SaintMartin, append(slices.Clone(national), "05-28"), movable},
		{calendar.Target, []string{"01-01", "05-01", "12-25", "12-26"}, []date.Date{-2, 1}},
	} {
		for year := 2000; year <= 2050; year++ {
			var want []string
			for _, d := range c.fixed {
				want = append(want, fmt.Sprintf("%d-%s", year, d))
			}
			for _, offset := range c.movable {
				want = append(want, (easter(year) + offset).String())
			}
			slices.Sort(want)
			assert.Equal(t, slices.Compact(want), holidays(c.region, year), "%s %d", c.region, year)
		}
	}
}

// Saint-Martin observes 28 May; who follows the older text says so.
func TestSaintMartinIsConfigurable(t *testing.T) {
	c := calendar.Calendar{Region: calendar.SaintMartin}
	assert.True(t, c.IsBusinessDay(day("2026-05-27")))
	assert.False(t, c.IsBusinessDay(day("2026-05-28")))
	c.Closed, c.Open = []date.Date{day("2026-05-27")}, []date.Date{day("2026-05-28")}
	assert.False(t, c.IsBusinessDay(day("2026-05-27")))
	assert.True(t, c.IsBusinessDay(day("2026-05-28")))
	b, ok := c.Basis()
	assert.True(t, ok)
	assert.Equal(t, law.Single, b.Confidence, "the doubt is visible")
}

// easter is the anonymous Gregorian computus (Meeus, Jones, Butcher).
func easter(y int) date.Date {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	return date.New(y, time.Month((h+l-7*m+114)/31), (h+l-7*m+114)%31+1)
}

// The table and the direct computation agree on every day of the table.
func TestBusinessDaysAgreeWithHolidays(t *testing.T) {
	for i, name := range calendar.Names() {
		if i%ledgertest.Less != 0 {
			continue
		}
		c, ok := calendar.ByName(name)
		require.True(t, ok, name)
		for d := date.New(1949, 12, 1); d < date.New(2150, 2, 1); d++ {
			_, holiday := c.Region.Holiday(d)
			weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
			if worked := !holiday && !weekend; worked != c.IsBusinessDay(d) {
				t.Fatalf("%s %s: worked %t", name, d, !worked)
			}
			if d.Year() > 1960 && d.Year() < 2140 && d.Day() == 3 {
				d += 25 // the rest of the year differs by its feasts only
			}
		}
	}
}

func TestSharedHolidayFacts(t *testing.T) {
	names := map[string]string{"easter_monday": "Lundi de Pâques", "ascension": "Ascension", "whit_monday": "Lundi de Pentecôte"}
	tried := 0
	for _, c := range sharedCases(t) {
		name, ok := names[c.Term.Holiday]
		if !ok {
			continue
		}
		tried++
		got, _ := calendar.France.Holiday(day(c.Expected[0]))
		assert.Equal(t, name, got, c.ID)
	}
	assert.Greater(t, tried, 15)
}

func TestSharedWorkdayFacts(t *testing.T) {
	tried := 0
	for _, c := range sharedCases(t) {
		if c.Term.WorkingDays == nil {
			continue
		}
		tried++
		cal := calendar.Calendar{Region: calendar.Target} // week-ends, and no French holiday near these dates
		for _, h := range c.Term.Holidays {
			cal.Closed = append(cal.Closed, day(h))
		}
		// The facts were computed in a calendar of week-ends and those days only.
		cal.Open = []date.Date{day("2015-12-25"), day("2015-12-26"), day("2016-01-01")}
		assert.Equal(t, c.Expected[0], cal.Add(day(c.Issued), *c.Term.WorkingDays).String(), c.ID)
	}
	assert.GreaterOrEqual(t, tried, 4)
}

type sharedCase struct {
	ID     string
	Issued string `json:"invoice_date"`
	Term   struct {
		Holiday     string
		WorkingDays *int `json:"working_days"`
		Holidays    days
		Ops         []struct {
			Op  string
			N   int
			Map []struct{ Date, To, From, Until string }
		}
	}
	Expected []string `json:"expected_due_dates"`
}

// The facts that postpone a due date to the reopening of the debtor, with a
// calendar that closes those days only.
func TestSharedClosingFacts(t *testing.T) {
	var tried []string
	for _, c := range sharedCases(t) {
		var closed calendar.Calendar
		delay, known := 0, true
		for _, op := range c.Term.Ops {
			switch op.Op {
			case "days":
				delay += op.N
			case "weeks":
				delay += 7 * op.N
			case "postpone":
				for _, p := range op.Map {
					from, until := p.From, p.Until
					if p.Date != "" { // closed from that day, open again on the other
						from, until = p.Date, (day(p.To) - 1).String()
					}
					for d := day(from); d <= day(until); d++ {
						closed.Closed = append(closed.Closed, d)
					}
				}
			default:
				known = false
			}
		}
		if !known || closed.Closed == nil {
			continue
		}
		tried = append(tried, c.ID)
		assert.Equal(t, c.Expected[0], closed.Next(day(c.Issued)+date.Date(delay)).String(), c.ID)
	}
	assert.Equal(t, []string{"T055", "T062", "T063", "T064", "T065", "T066", "T067", "T072"}, tried)
}

// days are listed in some cases and described in words in others.
type days []string

func (d *days) UnmarshalJSON(b []byte) error {
	var list []string
	if json.Unmarshal(b, &list) == nil {
		*d = list
	}
	return nil
}

func sharedCases(t *testing.T) []sharedCase {
	t.Helper()
	text, err := os.ReadFile(shared.Path(t, "cases/terms.json"))
	require.NoError(t, err)
	var file struct{ Cases []sharedCase }
	require.NoError(t, json.Unmarshal(text, &file))
	return file.Cases
}

func TestRoll(t *testing.T) {
	for _, c := range []struct {
		day  string
		by   calendar.Convention
		want string
		why  string
	}{
		{"2026-05-14", calendar.Unadjusted, "2026-05-14", "no rule moves a contractual date"},
		{"2026-05-14", calendar.Following, "2026-05-15", "Ascension, then a worked Friday"},
		{"2026-05-14", calendar.Preceding, "2026-05-13", "Ascension"},
		{"2026-05-31", calendar.Following, "2026-06-01", "Sunday"},
		{"2026-05-31", calendar.ModifiedFollowing, "2026-05-29", "Monday would be in June"},
		{"2026-05-30", calendar.Preceding, "2026-05-29", "Saturday"},
		{"2026-05-25", calendar.ModifiedFollowing, "2026-05-26", "Whit Monday"},
		{"2026-05-26", calendar.Following, "2026-05-26", "a business day stays"},
		{"2026-05-14", calendar.Convention(99), "2026-05-14", "an unknown convention changes nothing"},
	} {
		assert.Equal(t, c.want, france.Roll(day(c.day), c.by).String(), c.why)
	}
}

func TestClosedAndOpenDays(t *testing.T) {
	c := calendar.Calendar{
		Region: calendar.France,
		Closed: []date.Date{day("2026-05-15")}, // bridge after Ascension
		Open:   []date.Date{day("2026-05-25")}, // journée de solidarité
	}
	assert.Equal(t, "2026-05-18", c.Next(day("2026-05-14")).String())
	assert.True(t, c.IsBusinessDay(day("2026-05-25")))
}

// A debtor closed in February and March, the way other products postpone.
func TestEveryDayKeepsWeekends(t *testing.T) {
	var c calendar.Calendar
	assert.True(t, c.IsBusinessDay(day("2026-11-22")))
	for d := day("2021-02-01"); d <= day("2021-04-01"); d++ {
		c.Closed = append(c.Closed, d)
	}
	assert.Equal(t, "2021-04-02", c.Next(day("2021-02-11")).String())
	_, ok := c.Basis()
	assert.False(t, ok)
}

func TestSearchEnds(t *testing.T) {
	var closed calendar.Calendar
	for d := day("2020-01-01"); d < day("2026-01-01"); d++ {
		closed.Closed = append(closed.Closed, d)
	}
	assert.Equal(t, "2022-06-01", closed.Next(day("2022-06-01")).String())
	assert.Equal(t, france.Add(day("2026-01-01"), 10_000), france.Add(day("2026-01-01"), 1<<40))
}

func TestUnknownRegion(t *testing.T) {
	_, ok := calendar.ByName("FR-75")
	assert.False(t, ok)
	odd := calendar.Region(200)
	assert.Equal(t, "every-day", odd.String())
	assert.True(t, calendar.Calendar{Region: odd}.IsBusinessDay(day("2026-12-25")))
	_, ok = calendar.Calendar{Region: odd}.Basis()
	assert.False(t, ok)
}

func TestEveryRegionHasABasis(t *testing.T) {
	for _, name := range calendar.Names() {
		c, _ := calendar.ByName(name)
		b, ok := c.Basis()
		require.True(t, ok, name)
		assert.NotEmpty(t, b.Source, name)
		assert.NotZero(t, b.Checked, name)
		assert.Contains(t, []law.Confidence{law.Agreed, law.Single}, b.Confidence, name)
	}
	assert.Equal(t, "FR-57", calendar.AlsaceMoselle.String())
}

var france = calendar.Calendar{Region: calendar.France}

func holidays(r calendar.Region, year int) (list []string) {
	for d := date.New(year, 1, 1); d < date.New(year+1, 1, 1); d++ {
		if _, ok := r.Holiday(d); ok {
			list = append(list, d.String())
		}
	}
	return list
}

func day(s string) date.Date { return date.MustParse(time.DateOnly, s) }

func ExampleCalendar_Add() {
	fr, _ := calendar.ByName("FR")
	fmt.Println(fr.Add(date.New(2026, time.April, 30), 5))
	// Output: 2026-05-11
}

func ExampleCalendar_Roll() {
	due := date.New(2026, time.November, 1) // a Sunday, and All Saints' Day
	fr := calendar.Calendar{Region: calendar.France}
	fmt.Println(fr.Roll(due, calendar.Following))
	// Output: 2026-11-02
}
