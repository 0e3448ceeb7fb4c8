package limitation_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/limitation"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "penalty":          "limitation is about days, not money",
		deptest.Module + "policy":           "nothing here decides",
		deptest.Module + "dunning/calendar": "limitation does not roll to business days",
	})
}

func TestValidateReportsEverythingAtOnce(t *testing.T) {
	c := limitation.Claim{Kind: limitation.Commercial, Start: limitation.FromInvoice, Longer: 12, Events: []limitation.Event{
		{Kind: 99},
		{Kind: limitation.Acknowledgment},
		{Kind: limitation.Acknowledgment, Date: date.New(2025, 1, 1), Until: date.New(2025, 2, 1)},
		{Kind: limitation.CourtClaim, Date: date.New(2025, 1, 1), Until: date.New(2025, 2, 1), Pending: true},
		{Kind: limitation.CourtClaim, Date: date.New(2025, 1, 1), Until: date.New(2024, 2, 1)},
		{Kind: limitation.Mediation, Date: date.New(2025, 1, 1)},
		{Kind: limitation.Enforcement, Date: date.New(2025, 1, 1), Void: true},
	}}
	_, err := c.At(date.New(2026, 1, 1))
	var fields []string
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		ce, ok := errors.AsType[*limitation.ClaimError](e)
		require.True(t, ok)
		assert.NotEmpty(t, ce.Error())
		fields = append(fields, ce.Field)
	}
	assert.Equal(t, []string{"start", "longer", "due", "events[0].kind", "events[1].date", "events[2].until",
		"events[3].until", "events[4].until", "events[5].until", "events[6].void"}, fields)
}

func TestRefusals(t *testing.T) {
	for name, c := range map[string]limitation.Claim{
		"unknown kind":         {Kind: 99},
		"transitional law":     {Due: date.New(2007, 1, 1)},
		"out of bounds":        {Due: 1},
		"no delivery":          {Kind: limitation.Carriage, Due: date.New(2025, 1, 1)},
		"no invoice date":      {Kind: limitation.Consumer, Start: limitation.FromInvoice, Performed: date.New(2025, 1, 1)},
		"no judgment":          {Kind: limitation.Judgment, Due: date.New(2025, 1, 1)},
		"consumer from due":    {Kind: limitation.Consumer, Due: date.New(2025, 1, 1)},
		"public without right": {Kind: limitation.PublicDebtor, Due: date.New(2025, 1, 1)},
	} {
		_, err := c.At(date.New(2026, 1, 1))
		_, typed := errors.AsType[*limitation.ClaimError](err)
		assert.True(t, typed, name)
	}
	_, err := limitation.Claim{Due: date.New(2025, 1, 1)}.At(0)
	assert.ErrorContains(t, err, "today is a parameter")
}

// naive walks the calendar: a budget of days, spent one by one, set anew by
// each interruption and untouched while suspended.
func naive(c limitation.Claim, years int) date.Date {
	anniversary := func(d date.Date, months int) date.Date {
		y, m, dd := d.Date()
		for ; ; dd-- {
			got := date.New(y, m, 1)
			for range months {
				got += date.Date(got.LastDayOfMonth())
			}
			if dd <= got.LastDayOfMonth() {
				return got + date.Date(dd-1)
			}
		}
	}
	budget := int(anniversary(c.Due, 12*years) - c.Due)
	for d := c.Due + 1; ; d++ {
		spend := true
		for _, e := range c.Events {
			switch e.Kind {
			case limitation.Mediation:
				if e.Date <= d && d < e.Until {
					spend = false
				}
				if d == e.Until {
					budget = max(budget, int(anniversary(d, 6)-d)+1)
				}
			case limitation.CourtClaim:
				if e.Date <= d && d <= e.Until {
					spend = false
				}
				if d == e.Until {
					budget = int(anniversary(d, 12*years) - d)
				}
			case limitation.Acknowledgment:
				if e.Date == d {
					spend = false
					budget = int(anniversary(d, 12*years) - d)
				}
			}
		}
		if spend {
			budget--
		}
		if budget <= 0 {
			return d
		}
	}
}

// FuzzClock compares the clock with the walk, for three events that do not
// overlap, and checks that a formal notice and the order of events change
// nothing.
func FuzzClock(f *testing.F) {
	f.Add(uint16(0), uint16(100), uint16(50), uint16(300), uint16(10), uint16(700), uint8(0))
	f.Add(uint16(400), uint16(1700), uint16(90), uint16(30), uint16(400), uint16(1), uint8(7))
	f.Fuzz(func(t *testing.T, due, gap1, len1, gap2, len2, gap3 uint16, order uint8) {
		c := limitation.Claim{Due: date.New(2010, 1, 1) + date.Date(due%3000)}
		at := c.Due + 1 + date.Date(gap1%1500)
		mediation := limitation.Event{Kind: limitation.Mediation, Date: at, Until: at + 1 + date.Date(len1%800)}
		at = mediation.Until + 1 + date.Date(gap2%150)
		suit := limitation.Event{Kind: limitation.CourtClaim, Date: at, Until: at + date.Date(len2%800)}
		ack := limitation.Event{Kind: limitation.Acknowledgment, Date: suit.Until + 1 + date.Date(gap3%1500)}
		c.Events = []limitation.Event{mediation, suit, ack}
		asOf := date.New(2060, 1, 1)
		got, err := c.At(asOf)
		require.NoError(t, err)
		require.Equal(t, naive(c, 5), got.LastDay)

		shuffled := c
		i := int(order % 3)
		shuffled.Events = []limitation.Event{c.Events[(i+1)%3], {Kind: limitation.FormalNotice, Date: ack.Date}, c.Events[i], c.Events[(i+2)%3]}
		again, err := shuffled.At(asOf)
		require.NoError(t, err)
		require.Equal(t, got.LastDay, again.LastDay)
		checkAnswer(t, again)
	})
}

// FuzzEvents: any mix of events gives an answer or a typed error, and one more
// acknowledgment never shortens the time.
func FuzzEvents(f *testing.F) {
	f.Add(uint8(0), uint8(9), uint16(10), uint16(20), uint8(2), uint16(300), uint16(0), uint16(2000))
	f.Fuzz(func(t *testing.T, kind, k1 uint8, at1, len1 uint16, k2 uint8, at2, len2, asOf uint16) {
		start := date.New(2012, 2, 29)
		c := limitation.Claim{Kind: limitation.Kind(kind % 8), Due: start, Performed: start, Judged: start, Events: []limitation.Event{
			{Kind: limitation.EventKind(k1 % 14), Date: start + date.Date(at1), Until: start + date.Date(at1) + date.Date(len1)},
			{Kind: limitation.EventKind(k2 % 14), Date: start + date.Date(at2), Pending: len2%2 == 0},
		}}
		day := start + date.Date(asOf)
		a, err := c.At(day)
		if err != nil {
			return
		}
		require.GreaterOrEqual(t, len(a.Steps), 3)
		require.Equal(t, int(a.LastDay-day), a.DaysLeft)
		require.Equal(t, a.DaysLeft < 0, a.Expired)
		require.False(t, a.Expired && a.Stopped)
		checkAnswer(t, a)
		c.Events = append(c.Events, limitation.Event{Kind: limitation.Acknowledgment, Date: day})
		more, err := c.At(day)
		require.NoError(t, err)
		require.GreaterOrEqual(t, more.LastDay, a.LastDay)
	})
}

// A firm wrote to its client and believes the clock was reset.
func ExampleClaim_At() {
	claim := limitation.Claim{
		Kind: limitation.Commercial,
		Due:  date.New(2021, 11, 30),
		Events: []limitation.Event{
			{Kind: limitation.FormalNotice, Date: date.New(2025, 3, 3)},
		},
	}
	answer, err := claim.At(date.New(2026, 11, 23))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(answer.LastDay, answer.DaysLeft, answer.Confidence)
	for _, s := range answer.Steps {
		fmt.Println(s.Date, s.Code, s.Basis.Article)
	}
	fmt.Println(answer.Steps[1].Basis.Source)
	// Output:
	// 2026-11-30 7 2+
	// 2021-12-01 start art. L110-4 C. com. et 2224 C. civ.
	// 2025-03-03 no-effect art. 2240 à 2244 C. civ.
	// Cass. com. 18 May 2022, 20-23.204
}

func ExampleAnswer_Text() {
	claim := limitation.Claim{Kind: limitation.Consumer, Performed: date.New(2025, 1, 10)}
	answer, _ := claim.At(date.New(2026, 11, 23))
	fmt.Println(strings.ReplaceAll(answer.Text(law.English), "\u00a0", " "))
	// Output: Last day to act: 10 January 2027 (48 days). A formal notice does not interrupt limitation (Cass. com. 18 May 2022, 20-23.204). Information, not advice.
}
