package civil_test

import (
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/internal/civil"
	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{deptest.Module: "dates rest on nothing"})
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from date.Date
		n    int
		want date.Date
	}{
		{date.New(2026, 1, 31), 1, date.New(2026, 2, 28)},
		{date.New(2028, 1, 31), 1, date.New(2028, 2, 29)},
		{date.New(2026, 11, 30), 3, date.New(2027, 2, 28)},
		{date.New(2026, 8, 31), 6, date.New(2027, 2, 28)},
		{date.New(2026, 3, 31), -1, date.New(2026, 2, 28)},
		{date.New(2026, 5, 15), 0, date.New(2026, 5, 15)},
	} {
		assert.Equal(t, c.want, civil.AddMonths(c.from, c.n), "%s %+d", c.from, c.n)
	}
	assert.Equal(t, date.New(2029, 2, 28), civil.AddYears(date.New(2024, 2, 29), 5))
	assert.Equal(t, date.New(2028, 2, 29), civil.AddYears(date.New(2024, 2, 29), 4))
}
