package dunning_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
)

func TestParseDate(t *testing.T) {
	for _, text := range []string{"1900-01-01", "2026-11-23", "2024-02-29", "2000-02-29", "2999-12-31"} {
		d, err := dunning.ParseDate(text)
		require.NoError(t, err)
		assert.Equal(t, text, d.String())
	}
	for text, problem := range map[string]string{
		"":                         "YYYY-MM-DD",
		"2026-02-30":               "28 days",
		"2024-02-30":               "29 days",
		"1900-02-29":               "28 days",
		"2026-04-31":               "30 days",
		"2026-01-00":               "31 days",
		"2026-13-02":               "month outside",
		"2026-00-02":               "month outside",
		"1899-12-31":               "year outside",
		"3000-01-01":               "year outside",
		"0000-00-00":               "year outside",
		"2026-1-2":                 "YYYY-MM-DD",
		"31/01/2026":               "YYYY-MM-DD",
		"01.02.2026":               "YYYY-MM-DD",
		"2026-01-02T10:00":         "YYYY-MM-DD",
		" 2026-01-0":               "YYYY-MM-DD",
		"2026-01-02 ":              "YYYY-MM-DD",
		"+026-01-02":               "YYYY-MM-DD",
		"2026-0１-2":                "YYYY-MM-DD",
		"2026 01 02":               "YYYY-MM-DD",
		"20260102--":               "YYYY-MM-DD",
		strings.Repeat("9", 1<<20): "YYYY-MM-DD",
	} {
		_, err := dunning.ParseDate(text)
		var bad *dunning.DateError
		require.ErrorAs(t, err, &bad, text)
		assert.Contains(t, bad.Error(), problem)
		assert.Less(t, len(bad.Error()), 200, "a hostile cell stays out of the message")
	}
}

func TestNewDate(t *testing.T) {
	d, err := dunning.NewDate(2026, 2, 28, "28 février 2026")
	require.NoError(t, err)
	assert.Equal(t, "2026-02-28", d.String())
	_, err = dunning.NewDate(2026, 2, 30, "30 février 2026")
	assert.ErrorContains(t, err, "30 février 2026")
	_, err = dunning.NewDate(2026, 2, -1, "")
	assert.ErrorContains(t, err, "2026-02--1")
}

func FuzzParseDate(f *testing.F) {
	f.Add("2026-02-28")
	f.Add("2026-02-30")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := dunning.ParseDate(text)
		strict, want := time.Parse(time.DateOnly, text)
		inRange := want == nil && strict.Year() >= 1900 && strict.Year() <= 2999
		require.Equal(t, inRange, err == nil, "%q: %v", text, err)
		if err == nil {
			require.Equal(t, text, d.String())
			require.Equal(t, date.NewAt(strict), d)
		}
	})
}

func TestParseAmount(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0.00", "1234.56": "1234.56", "-0.5": "-0.50", "+5": "5.00", "0001": "1.00",
		"9999999999999.99": "9999999999999.99", "00000000000000000001.10": "1.10", "0.123456789": "0.12",
	} {
		d, err := dunning.ParseAmount(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, d.StringFixed(2), text)
	}
	for text, problem := range map[string]string{
		"":                          "plain decimal",
		"-":                         "plain decimal",
		".5":                        "plain decimal",
		"5.":                        "plain decimal",
		"1,5":                       "plain decimal",
		"1 000":                     "plain decimal",
		"1.2.3":                     "plain decimal",
		"1e9999":                    "plain decimal",
		"0x10":                      "plain decimal",
		"١":                         "plain decimal",
		"NaN":                       "plain decimal",
		"--1":                       "plain decimal",
		"+-1":                       "plain decimal",
		"-+1":                       "two signs",
		"10000000000000":            "13 digits",
		"0.1234567890":              "9 decimals",
		strings.Repeat("1", 10<<20): "13 digits",
	} {
		_, err := dunning.ParseAmount(text)
		var bad *dunning.AmountError
		require.ErrorAs(t, err, &bad, "%.40q", text)
		assert.Contains(t, bad.Error(), problem)
		assert.Less(t, len(bad.Error()), 200)
	}
}

func TestMessagesAreNotCutWithinALetter(t *testing.T) {
	for n := 36; n < 42; n++ {
		_, err := dunning.ParseAmount(strings.Repeat("x", n) + "€€€€")
		assert.True(t, utf8.ValidString(err.Error()))
		assert.NotContains(t, err.Error(), `\x`)
	}
	_, err := dunning.ParseAmount(strings.Repeat("\x80", 50))
	assert.Error(t, err)
}

func FuzzParseAmount(f *testing.F) {
	f.Add("1234.56")
	f.Add("-0.000000001")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := dunning.ParseAmount(text)
		if err != nil {
			return
		}
		again, err := dunning.ParseAmount(d.String())
		require.NoError(t, err)
		require.Equal(t, d.String(), again.String())
		require.True(t, d.Abs().LessThan(dec("1e13")))
		require.LessOrEqual(t, -d.Exponent(), int32(9))
	})
}

func TestNamesOfKinds(t *testing.T) {
	for name, kind := range map[string]interface{ String() string }{
		"invoice": dunning.Ordinary, "on-account": dunning.OnAccount, "opening": dunning.Opening, "suspense": dunning.Suspense,
		"payment": dunning.Payment, "credit-note": dunning.CreditNote, "returned": dunning.Returned,
		"discount": dunning.Discount, "write-off": dunning.WriteOff, "adjustment": dunning.Adjustment,
		"business": dunning.Business, "public": dunning.Public, "consumer": dunning.Consumer,
		"TTC": dunning.TTC, "HT": dunning.HT,
	} {
		assert.Equal(t, name, kind.String())
	}
	for _, beyond := range []interface{ String() string }{
		dunning.DocumentKind(99), dunning.SettlementKind(99), dunning.ClientKind(99), dunning.TaxBasis(99), dunning.Channel(99),
	} {
		assert.Equal(t, "unknown", beyond.String())
	}
	for c := range dunning.Channel(7) {
		parsed, ok := dunning.ParseChannel(c.String())
		assert.True(t, ok)
		assert.Equal(t, c, parsed)
		text, err := c.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, c.String(), string(text))
	}
	_, ok := dunning.ParseChannel("pigeon")
	assert.False(t, ok)
	digits, ok := dunning.CurrencyDigits("JPY")
	assert.True(t, ok)
	assert.Zero(t, digits)
}
