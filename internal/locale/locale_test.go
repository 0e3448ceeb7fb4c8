package locale_test

import (
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// spaced makes the spaces of typography visible in this file: ~ is a no-break
// space, _ a narrow one.
var spaced = strings.NewReplacer("~", "\u00a0", "_", "\u202f").Replace

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{deptest.Module + "dunning": "it writes numbers and dates, nothing of the trade"})
}

func TestMoney(t *testing.T) {
	for _, c := range []struct{ amount, code, fr, en string }{
		{"0", "", "0,00~€", "€0.00"},
		{"1234.5", "EUR", "1_234,50~€", "€1,234.50"},
		{"-1234567.89", "EUR", "−1_234_567,89~€", "-€1,234,567.89"},
		{"999.995", "EUR", "1_000,00~€", "€1,000.00"},
		{"-0.001", "EUR", "0,00~€", "€0.00"},
		{"1500", "JPY", "1_500~JPY", "1,500~JPY"},
		{"12", "GBP", "12,00~£", "£12.00"},
		{"12", "CHF", "12,00~CHF", "12.00~CHF"},
		{"12", "nope", "12,00~nope", "12.00~nope"},
	} {
		d := decimal.RequireFromString(c.amount)
		assert.Equal(t, spaced(c.fr), locale.Money(d, c.code, law.French), c.amount)
		assert.Equal(t, spaced(c.en), locale.Money(d, c.code, law.English), c.amount)
	}
}

func TestPercent(t *testing.T) {
	d := decimal.RequireFromString("12.4")
	assert.Equal(t, spaced("12,40~%"), locale.Percent(d, 2, law.French))
	assert.Equal(t, "12.40%", locale.Percent(d, 2, law.English))
	assert.Equal(t, "12", locale.Number(d, 0, law.French))
}

func TestDates(t *testing.T) {
	assert.Equal(t, spaced("1er~août 2026"), locale.Date(date.New(2026, 8, 1), law.French))
	assert.Equal(t, spaced("23~November 2026"), locale.Date(date.New(2026, 11, 23), law.English))
	assert.Equal(t, "05/01/2026", locale.ShortDate(date.New(2026, 1, 5), law.French))
	assert.Equal(t, "2026-01-05", locale.ShortDate(date.New(2026, 1, 5), law.English))
	assert.Equal(t, "–", locale.Date(0, law.French))
	assert.Equal(t, "–", locale.ShortDate(0, law.English))
}

func TestDays(t *testing.T) {
	assert.Equal(t, spaced("0~jour"), locale.Days(0, law.French))
	assert.Equal(t, spaced("0~days"), locale.Days(0, law.English))
	assert.Equal(t, spaced("1~jour"), locale.Days(1, law.French))
	assert.Equal(t, spaced("-3~days"), locale.Days(-3, law.English))
}
