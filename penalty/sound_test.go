package penalty_test

import (
	"reflect"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/penalty"
)

// TestNoDateIsForgotten puts an impossible day into every date of an invoice, by
// reflection, so that a field added later is in: all paths must refuse what
// Validate refuses.
func TestNoDateIsForgotten(t *testing.T) {
	fields := reflect.TypeFor[date.Date]()
	tried := 0
	for i := range reflect.TypeOf(*threeHalfYears(t)).NumField() {
		for _, bad := range []date.Date{1, date.New(3000, 1, 1)} {
			inv := threeHalfYears(t)
			field := reflect.ValueOf(inv).Elem().Field(i)
			if field.Type() != fields {
				continue
			}
			field.Set(reflect.ValueOf(bad))
			invalid := inv.Validate()
			require.Error(t, invalid)
			_, err := amounts(t, inv, penalty.B2B(), day(t, "2026-06-30"))
			require.EqualError(t, err, invalid.Error())
			tried++
		}
	}
	require.GreaterOrEqual(t, tried, 10)

	inv := threeHalfYears(t)
	inv.DoubtfulFrom = inv.Due // without Doubtful
	_, err := amounts(t, inv, penalty.B2B(), day(t, "2026-06-30"))
	require.EqualError(t, err, inv.Validate().Error())
}

// A public invoice received before the rule of its rate is refused by all paths,
// whatever day it bears and whatever the rule says of its beginning.
func TestTermsBegunBeforeTheRule(t *testing.T) {
	for _, since := range []string{"2013-05-01", "2020-01-01"} {
		rule := penalty.PublicBuyer()
		rule.Rate.Since = day(t, since)
		for _, received := range []date.Date{rule.Rate.Since - 1, rule.Rate.Since} {
			inv := threeHalfYears(t)
			inv.Received = received
			_, err := amounts(t, inv, rule, day(t, "2026-06-30"))
			require.Equal(t, received < rule.Rate.Since, err != nil, "%s: %v", received, err)
		}
	}
}
