package einvoice_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/einvoice"
	"github.com/creance/creance/law"
)

// TestRefused keeps the messages of a gallery of files that must be refused,
// one or more for each code.
func TestRefused(t *testing.T) {
	files, err := filepath.Glob("testdata/refused/*")
	require.NoError(t, err)
	var b strings.Builder
	for _, path := range files {
		d, err := read(t, path)
		errs, ok := err.(*einvoice.Errors)
		require.True(t, ok, "%s: %v", path, err)
		assert.Zero(t, d, path)
		fmt.Fprintln(&b, errs)
		for _, f := range errs.List {
			fmt.Fprintln(&b, "   ", f.Text(law.French))
		}
	}
	golden(t, "refused.messages", b.String())
}

// refusedAs reads a text and gives the one code it is refused with.
func refusedAs(t *testing.T, text string) *einvoice.Finding {
	t.Helper()
	_, err := einvoice.Read("x.xml", strings.NewReader(text))
	errs, ok := err.(*einvoice.Errors)
	require.True(t, ok, "%v", err)
	require.Len(t, errs.List, 1)
	return errs.List[0]
}

func TestLimits(t *testing.T) {
	small := sample().ubl()
	end := strings.LastIndex(small, "</Invoice>")
	within := func(extra string) string { return small[:end] + extra + small[end:] }

	deep := strings.Repeat("<a>", 200_000)
	assert.Equal(t, einvoice.TooDeep, refusedAs(t, within(deep)).Code)
	assert.Equal(t, einvoice.TooMany, refusedAs(t, within(strings.Repeat("<cbc:Note>a</cbc:Note>", 60_000))).Code)
	assert.Equal(t, einvoice.TooLarge, refusedAs(t, within(strings.Repeat("<!-- 4 KiB "+strings.Repeat("-- ", 0)+strings.Repeat("x", 4080)+" -->", 9_000))).Code)

	for _, attribute := range []string{` a=""`, ` xmlns:a="urn:a"`, ` a='>">'`} {
		many := strings.Repeat(attribute, 64<<10/len(attribute))
		f := refusedAs(t, within("<cac:Delivery"+many+"/>"))
		assert.Equal(t, einvoice.TagTooLong, f.Code)
		assert.Equal(t, strings.Count(small[:end], "\n")+1, f.Line)
		_, err := einvoice.Read("attributes.xml", strings.NewReader(within("<cac:Delivery"+many[:60<<10/len(attribute)*len(attribute)]+"/>")))
		require.NoError(t, err)
	}

	// What is passed over costs nothing, whatever its size.
	lines := strings.Repeat("<cac:InvoiceLine><cbc:ID>1</cbc:ID></cac:InvoiceLine>", 100_000)
	_, err := einvoice.Read("lines.xml", strings.NewReader(within(lines)))
	require.NoError(t, err)
}

// TestManyFindings: thousands of findings on one line of megabytes take no
// longer than reading it.
func TestManyFindings(t *testing.T) {
	small := strings.ReplaceAll(sample().ubl(), "\n", " ")
	end := strings.LastIndex(small, "</Invoice>")
	reference := "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>1</cbc:ID><cbc:IssueDate>2026-02-30</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>"
	text := small[:end] + strings.Repeat(" ", 8<<20) + strings.Repeat(reference, 10_000) + small[end:]
	d, err := einvoice.Read("x.xml", strings.NewReader(text))
	require.NoError(t, err)
	assert.Len(t, d.Findings, 10_000)
	assert.Equal(t, 1, d.Findings[0].Line)
	assert.Equal(t, "2026-02-30", string([]rune(text)[d.Findings[9_999].Col-1:][:10]))
}

// TestNoExpansion: a kilobyte of nested entities does not become gigabytes.
func TestNoExpansion(t *testing.T) {
	text, err := os.ReadFile("testdata/refused/billion-laughs.xml")
	require.NoError(t, err)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f := refusedAs(t, string(text))
	runtime.ReadMemStats(&after)
	assert.Equal(t, einvoice.Doctype, f.Code)
	assert.Equal(t, 2, f.Line)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20))
}

func TestReaderFails(t *testing.T) {
	broken := errors.New("the line went dead")
	_, err := einvoice.Read("x.xml", iotest.ErrReader(broken))
	require.ErrorIs(t, err, broken)
	found, ok := errors.AsType[*einvoice.Finding](err)
	require.True(t, ok)
	assert.Equal(t, einvoice.Unreadable, found.Code)
	assert.Equal(t, "x.xml: reading stopped: the line went dead", found.Error())
	assert.Equal(t, "lecture interrompue : the line went dead", found.Text(law.French))
}

// TestBeyondBounds: amounts in bounds whose difference is not.
func TestBeyondBounds(t *testing.T) {
	v := sample()
	v.Lines, v.Net, v.VAT, v.Total, v.Payable = "", "", "", "9999999999999.99", "-9999999999999.99"
	_, err := einvoice.Read("x.xml", strings.NewReader(v.cii()))
	found, ok := errors.AsType[*einvoice.Finding](err)
	require.True(t, ok)
	assert.Equal(t, einvoice.SumDiffers, found.Code)
	assert.Error(t, found.Err)
}

func TestAllErrorsAtOnce(t *testing.T) {
	text := sample().ubl()
	text = strings.Replace(text, "2026-10-05", "2026-13-05", 1)
	text = strings.Replace(text, "2026-11-04", "2026-11-31", 1)
	text = strings.Replace(text, ">1200.00</cbc:PayableAmount>", ">douze</cbc:PayableAmount>", 1)
	_, err := einvoice.Read("x.xml", strings.NewReader(text))
	errs, ok := err.(*einvoice.Errors)
	require.True(t, ok)
	require.Len(t, errs.List, 3)
	for i, want := range []string{"BT-2", "BT-9", "BT-115"} {
		assert.Equal(t, want, errs.List[i].Term, "in the order of the document")
	}
	date, ok := errors.AsType[*dunning.DateError](err)
	require.True(t, ok)
	assert.Equal(t, "2026-13-05", date.Text)
	_, ok = errors.AsType[*dunning.AmountError](err)
	assert.True(t, ok)
}

func TestErrorsAreBounded(t *testing.T) {
	v := sample()
	for range 130 {
		v.Schedule = append(v.Schedule, [2]string{"2026-02-31", ""})
	}
	_, err := einvoice.Read("x.xml", strings.NewReader(v.ubl()))
	errs, ok := err.(*einvoice.Errors)
	require.True(t, ok)
	assert.Len(t, errs.List, 100)
	assert.Equal(t, 30, errs.More)
	assert.Contains(t, err.Error(), "and 30 more errors")
	assert.Len(t, errs.Unwrap(), 100)
}

// TestPlaces counts columns in characters, not in bytes.
func TestPlaces(t *testing.T) {
	text := strings.Replace(sample().ubl(), "<cbc:DueDate>2026-11-04", "<!-- échéance --><cbc:DueDate>\n  2026-11-04", 1)
	text = strings.Replace(text, "\n  2026-11-04", "2026-02-30", 1)
	f := refusedAs(t, text)
	lines := strings.Split(text, "\n")
	line := []rune(lines[f.Line-1])
	assert.Equal(t, "2026-02-30", string(line[f.Col-1:f.Col+9]))
	assert.Equal(t, "/Invoice/DueDate", f.Path)
}

func TestCharsets(t *testing.T) {
	text := sample().cii()
	want, err := einvoice.Read("x.xml", strings.NewReader(text))
	require.NoError(t, err)
	utf16 := func(order func(r rune) []byte, mark bool) []byte {
		var b bytes.Buffer
		if mark {
			b.Write(order('\ufeff'))
		}
		for _, r := range strings.Replace(text, "UTF-8", "UTF-16", 1) {
			b.Write(order(r))
		}
		return b.Bytes()
	}
	big := func(r rune) []byte { return []byte{byte(r >> 8), byte(r)} }
	little := func(r rune) []byte { return []byte{byte(r), byte(r >> 8)} }
	latin := func(name, euro string) []byte {
		var b bytes.Buffer
		for _, r := range strings.Replace(text, "UTF-8", name, 1) {
			if r == '€' {
				b.WriteString(euro)
			} else {
				b.WriteByte(byte(r))
			}
		}
		return b.Bytes()
	}
	for name, raw := range map[string][]byte{
		"mark":         []byte("\ufeff" + text),
		"utf-16be":     utf16(big, true),
		"utf-16le":     utf16(little, true),
		"no mark be":   utf16(big, false),
		"no mark le":   utf16(little, false),
		"iso-8859-15":  latin("ISO-8859-15", "\xa4"),
		"windows-1252": latin("Windows-1252", "\x80"),
		"iso-8859-1":   latin("ISO-8859-1", "&#8364;"),
		"single quote": []byte(strings.Replace(text, `version="1.0" encoding="UTF-8"`, `version='1.0' encoding='utf-8'`, 1)),
		"no encoding":  []byte(strings.Replace(text, ` encoding="UTF-8"`, "", 1)),
	} {
		got, err := einvoice.Read("x.xml", bytes.NewReader(raw))
		require.NoError(t, err, name)
		assert.Equal(t, plain(want), plain(got), name)
	}
	beyond := strings.Replace(text, "Ravel", "Ravel 🪑", 1) // a surrogate pair in UTF-16
	var pair bytes.Buffer
	for _, r := range []uint16{0xfeff} {
		pair.Write([]byte{byte(r >> 8), byte(r)})
	}
	for _, r := range beyond {
		if r > 0xffff {
			r -= 0x10000
			pair.Write([]byte{byte(0xd8 | r>>18), byte(r >> 10), byte(0xdc | r>>8&3), byte(r)})
			continue
		}
		pair.Write(big(r))
	}
	got, err := einvoice.Read("x.xml", &pair)
	require.NoError(t, err)
	assert.Equal(t, "Menuiserie Ravel 🪑", got.Seller.Name)
}
