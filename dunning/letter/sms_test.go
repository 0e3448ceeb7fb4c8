package letter_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
)

func TestMeasureSMS(t *testing.T) {
	for _, c := range []struct {
		text string
		want letter.SMSSize
	}{
		{"", letter.SMSSize{}},
		{"a", letter.SMSSize{Units: 1, Segments: 1}},
		{"€", letter.SMSSize{Units: 2, Segments: 1}},
		{"éèùìòÇàäöñü", letter.SMSSize{Units: 11, Segments: 1}},
		{"ê", letter.SMSSize{Encoding: letter.UCS2, Units: 1, Segments: 1}},
		{"ç", letter.SMSSize{Encoding: letter.UCS2, Units: 1, Segments: 1}},
		{"😀", letter.SMSSize{Encoding: letter.UCS2, Units: 2, Segments: 1}},
		{strings.Repeat("a", 160), letter.SMSSize{Units: 160, Segments: 1}},
		{strings.Repeat("a", 161), letter.SMSSize{Units: 161, Segments: 2}},
		{strings.Repeat("a", 306), letter.SMSSize{Units: 306, Segments: 2}},
		{strings.Repeat("a", 307), letter.SMSSize{Units: 307, Segments: 3}},
		{strings.Repeat("a", 158) + "€", letter.SMSSize{Units: 160, Segments: 1}},
		{strings.Repeat("a", 159) + "€", letter.SMSSize{Units: 161, Segments: 2}},
		// A pair does not straddle two segments: 152 + 2 would be 154.
		{strings.Repeat("a", 152) + "€" + strings.Repeat("a", 152), letter.SMSSize{Units: 306, Segments: 3}},
		{strings.Repeat("ê", 70), letter.SMSSize{Encoding: letter.UCS2, Units: 70, Segments: 1}},
		{strings.Repeat("ê", 71), letter.SMSSize{Encoding: letter.UCS2, Units: 71, Segments: 2}},
		{strings.Repeat("ê", 66) + "😀" + strings.Repeat("ê", 66), letter.SMSSize{Encoding: letter.UCS2, Units: 134, Segments: 3}},
	} {
		assert.Equal(t, c.want, letter.MeasureSMS(c.text), "%.20q", c.text)
	}
	assert.Equal(t, "GSM-7", letter.GSM7.String())
	assert.Equal(t, "UCS-2", letter.UCS2.String())
}

// gsmTable is 3GPP TS 23.038 table 6.2.1 written by position, as a second
// source for the alphabet.
const gsmTable = "@£$¥èéùìòÇ\nØø\rÅå" + "Δ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ" + " !\"#¤%&'()*+,-./" + "0123456789:;<=>?" +
	"¡ABCDEFGHIJKLMNO" + "PQRSTUVWXYZÄÖÑÜ§" + "¿abcdefghijklmno" + "pqrstuvwxyzäöñüà"

func TestAlphabet(t *testing.T) {
	table := []rune(gsmTable)
	require.Len(t, table, 128)
	for r := rune(0); r < 0x2fff; r++ {
		size := letter.MeasureSMS(string(r))
		inTable := strings.ContainsRune(gsmTable, r) && r != 0x1b
		extension := strings.ContainsRune("\f^{}\\[~]|€", r)
		assert.Equal(t, inTable || extension, size.Encoding == letter.GSM7, "%q", r)
		if extension {
			assert.Equal(t, 2, size.Units, "%q", r)
		}
	}
}

func FuzzMeasureSMS(f *testing.F) {
	f.Add("Atelier Brun : la facture F-1 de 10,00 €")
	f.Add(strings.Repeat("😀", 40))
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		size := letter.MeasureSMS(text)
		single, joined := 160, 153
		if size.Encoding == letter.UCS2 {
			assert.Equal(t, len(utf16.Encode([]rune(text))), size.Units)
			single, joined = 70, 67
		}
		switch {
		case text == "":
			assert.Zero(t, size.Segments)
		case size.Units <= single:
			assert.Equal(t, 1, size.Segments)
		default:
			assert.GreaterOrEqual(t, size.Segments, (size.Units+joined-1)/joined)
			// A segment loses at most one unit to a pair it does not cut.
			assert.LessOrEqual(t, size.Segments, (size.Units+joined-2)/(joined-1))
		}
	})
}

// TestShippedSMSFit: the documented lengths fit in one message.
func TestShippedSMSFit(t *testing.T) {
	long, count := letter.Party{Name: "Établissements Lefèvre et Fils SARL", Short: "Établ. Lefèvre & Cie"}, 0
	require.Len(t, []rune(long.Short), 20)
	for _, v := range letter.Default().Variants() {
		if v.Channel != dunning.SMS {
			continue
		}
		for _, single := range []bool{true, false} {
			d := sample(t, v.Kind, dunning.Business)
			d.Creditor = long
			d.Invoices[0].ID, d.Invoices[0].Amount, d.Invoices[0].Open = "FA-2026-11-00118", dec("999999.99"), dec("999999.99")
			d.Invoices[0].ID = d.Invoices[0].ID[:15]
			d.Statements = nil
			if single {
				d.Invoices = d.Invoices[:1]
			}
			d.Receipt.Amount, d.Promise.Amount = dec("999999.99"), dec("999999.99")
			m, err := letter.Default().Write(v, d)
			require.NoError(t, err)
			assert.Empty(t, m.Subject)
			assert.Equal(t, letter.GSM7, m.SMS.Encoding, m.Body)
			assert.Equal(t, 1, m.SMS.Segments, "%s: %d septets: %s", v, m.SMS.Units, m.Body)
			assert.Equal(t, letter.MeasureSMS(m.Body), m.SMS)
			count++
		}
	}
	assert.Greater(t, count, 20)
}

func TestLongSMSIsCountedNotCut(t *testing.T) {
	v := letter.Variant{Kind: letter.Reminder1, Channel: dunning.SMS, Tone: letter.Firm}
	d := one(sample(t, v.Kind, dunning.Business))
	d.Creditor.Short = ""
	d.Creditor.Name = strings.Repeat("Forêt ", 30)
	m, err := letter.Default().Write(v, d)
	require.NoError(t, err)
	assert.Contains(t, m.Body, strings.Repeat("Foret ", 30))
	assert.Equal(t, 2, m.SMS.Segments)
	d.Creditor.Name = "Ελλάδα α"
	m, err = letter.Default().Write(v, d)
	require.NoError(t, err)
	assert.Equal(t, letter.UCS2, m.SMS.Encoding, "what cannot be folded is sent as it is")
	assert.Contains(t, m.Body, "Ελλάδα α")
}
