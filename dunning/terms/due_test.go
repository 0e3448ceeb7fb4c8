package terms_test

import (
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/ledgertest"
)

// TestDueAgreesWithTheNaiveCalendar holds every constructor to the second
// computation of FuzzDue on every date from 2020 to 2032, and to its own steps.
func TestDueAgreesWithTheNaiveCalendar(t *testing.T) {
	from, until := date.New(2020, 1, 1), date.New(2033, 1, 1)
	for kind := range uint8(9) {
		for _, n := range []int{0, 1, 2, 10, 30, 45, 60, 90} {
			for _, on := range []int{0, 1, 10, 15, 30, 31} {
				v := build(kind, n)
				step := date.Date(1)
				if on > 0 {
					if kind >= 7 {
						continue // the month and a half has its own day, nothing agreed has none
					}
					v, step = v.On(on), 5 // 5 and the months have no common period
				}
				strict := kind == 1 || kind == 4 || kind == 2 && n == 0
				last := date.Date(0)
				for d := from; d < until; d += step * ledgertest.Less {
					want := naive(kind, n, d.MidnightUTC())
					if on > 0 {
						want = naiveOn(want, on, strict)
					}
					got := v.Due(d)
					if got != date.NewAt(want) || got < last {
						t.Fatalf("%s from %s: %s, by hand %s, the day before %s", v, d, got, want.Format(time.DateOnly), last)
					}
					last = got
				}
			}
		}
	}
}

// Each step of a derivation leads from the date before it to its own, by the
// definition of its code alone.
func TestStepsAddUp(t *testing.T) {
	seen := map[terms.StepCode]bool{}
	for kind := range uint8(9) {
		for _, n := range []int{0, 1, 30, 45} {
			for _, v := range []terms.Terms{build(kind, n), build(kind, n).On(10), build(kind, n).On(31).From(terms.Delivery)} {
				for d := date.New(2023, 12, 1); d < date.New(2025, 4, 1); d++ {
					derived := v.Derive(d)
					require.NotEmpty(t, derived.Steps)
					at := derived.Steps[0]
					require.Equal(t, terms.Step{Code: terms.FromEvent, Base: v.Base(), On: d}, at)
					for _, s := range derived.Steps[1:] {
						seen[s.Code] = true
						if want := move(s, at.On); want != s.On {
							t.Fatalf("%s from %s: %s %d from %s is %s, by hand %s", v, d, s.Code, s.N, at.On, s.On, want)
						}
						at = s
					}
					require.Equal(t, derived.Due, at.On)
					require.Equal(t, v.Due(d), at.On)
					for _, o := range derived.Readings {
						require.Equal(t, o.Terms.Due(d), o.Due)
						require.Equal(t, int(o.Due-derived.Due), o.Gap)
					}
				}
			}
		}
	}
	assert.Len(t, seen, 8, "every code but the first")
}

// move is one step, counted day by day.
func move(s terms.Step, d date.Date) date.Date {
	last := func(d date.Date) bool { return (d + 1).Day() == 1 }
	walk := func(stop func(date.Date) bool) date.Date {
		for !stop(d) {
			d++
		}
		return d
	}
	switch s.Code {
	case terms.LegalDefault, terms.AddDays:
		return d + date.Date(s.N)
	case terms.AddMonths:
		return date.NewAt(naive(3, s.N, d.MidnightUTC()))
	case terms.ToEndOfMonth:
		return walk(last)
	case terms.ToEndOfDecade:
		return walk(func(d date.Date) bool { return d.Day() == 10 || d.Day() == 20 || last(d) })
	case terms.ToEndOfFortnight:
		return walk(func(d date.Date) bool { return d.Day() == 15 || last(d) })
	case terms.DayAfterMonthEnd:
		d++
		fallthrough
	case terms.DayOnOrAfter:
		return walk(func(d date.Date) bool { return d.Day() == s.N })
	}
	return 0
}

// A days-and-month-end term always shows its other official reading; the month
// and a half shows only beside 45 days, and is never one of them.
func TestBothReadingsSideBySide(t *testing.T) {
	for _, n := range []int{1, 15, 30, 45, 60, 110} {
		for name, v := range map[string]terms.Terms{"B": terms.EndOfMonth(n), "A": terms.EndOfMonthThen(n)} {
			readings := v.Derive(date.New(2026, 1, 20)).Readings
			require.NotEmpty(t, readings)
			assert.Equal(t, name, readings[0].Name)
			assert.True(t, readings[0].Official)
			assert.Equal(t, n == 45, len(readings) == 2, "%s", v)
			if n == 45 {
				assert.Equal(t, terms.OtherReading{Name: "C", Terms: terms.MonthAndHalf(), Due: date.New(2026, 3, 15), Gap: int(date.New(2026, 3, 15) - v.Due(date.New(2026, 1, 20)))}, readings[1])
			}
		}
	}
	assert.Empty(t, terms.MonthAndHalf().Derive(date.New(2026, 1, 20)).Readings)
	assert.Empty(t, terms.Net(45).Derive(date.New(2026, 1, 20)).Readings)
}
