package einvoice_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/einvoice"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

func TestUBLDates(t *testing.T) {
	for text, want := range map[string]string{
		"2026-10-05": "2026-10-05", "2026-10-05Z": "2026-10-05", "2026-10-05+01:00": "2026-10-05", "2026-10-05-05:30": "2026-10-05",
		" \n 2026-10-05\t": "2026-10-05", "2028-02-29": "2028-02-29",
		"2026-10-05+1:00": "", "2026-10-05+01:60": "", "2026-10-05T00:00:00": "", "20261005": "", "2026-02-29": "", "2026-10-32": "",
		"2026-00-05": "", "05/10/2026": "", "0000-00-00": "", "2026-10-5": "", "１２３４-10-05": "",
	} {
		checkDate(t, strings.Replace(sample().ubl(), ">2026-10-05<", ">"+text+"<", 1), text, want)
	}
}

func TestCIIDates(t *testing.T) {
	const plain = `<udt:DateTimeString format="102">20261005</udt:DateTimeString>`
	for text, want := range map[string]string{
		plain: "2026-10-05",
		`<udt:DateTimeString>20261005</udt:DateTimeString>`:                    "2026-10-05",
		`<udt:DateTimeString format="203">202610052359</udt:DateTimeString>`:   "2026-10-05",
		`<udt:DateTimeString format="204">20261005235959</udt:DateTimeString>`: "2026-10-05",
		`<udt:DateTime>2026-10-05T12:30:00</udt:DateTime>`:                     "2026-10-05",
		`<udt:DateTime>2026-10-05T12:30:00.5+02:00</udt:DateTime>`:             "2026-10-05",
		`<udt:DateTime>2026-10-05</udt:DateTime>`:                              "2026-10-05",
		`<udt:DateTime>2026-10-05T25:30:00</udt:DateTime>`:                     "",
		`<udt:DateTimeString format="203">202610052360</udt:DateTimeString>`:   "",
		`<udt:DateTimeString format="204">20261005</udt:DateTimeString>`:       "",
		`<udt:DateTimeString format="610">202610</udt:DateTimeString>`:         "",
		`<udt:DateTimeString format="101">261005</udt:DateTimeString>`:         "",
		`<udt:DateTimeString format="102">2026-10-05</udt:DateTimeString>`:     "",
		`<udt:DateTimeString format="102">20260431</udt:DateTimeString>`:       "",
		`<udt:DateTimeString format="102">20170230</udt:DateTimeString>`:       "",
		`<udt:DateTimeString format="102">+2026105</udt:DateTimeString>`:       "",
	} {
		checkDate(t, strings.Replace(sample().cii(), plain, text, 1), text, want)
	}
}

func checkDate(t *testing.T, xml, text, want string) {
	t.Helper()
	if want == "" {
		f := refusedAs(t, xml)
		assert.Equal(t, einvoice.BadDate, f.Code, text)
		assert.Equal(t, "BT-2", f.Term, text)
		return
	}
	d, err := einvoice.Read("x.xml", strings.NewReader(xml))
	require.NoError(t, err, text)
	assert.Equal(t, want, d.Invoice.Issued.String(), text)
}

func TestAmounts(t *testing.T) {
	for text, want := range map[string]string{
		"1200": "1200.00", "1200.0": "1200.00", "+1200.00": "1200.00", "1200.": "1200.00", "1200.000": "1200.00", " 1200.00 ": "1200.00", "01200.00": "1200.00",
		"1200,00": "", "1 200.00": "", "1.200,00": "", "1e3": "", "0x10": "", "NaN": "", "INF": "", "--1": "", ".": "", "-": "", "1200.001": "",
		"12345678901234": "", "1200.00 EUR": "",
	} {
		xml := strings.Replace(sample().ubl(), ">1200.00</cbc:TaxInclusiveAmount>", ">"+text+"</cbc:TaxInclusiveAmount>", 1)
		if want == "" {
			f := refusedAs(t, xml)
			assert.Equal(t, einvoice.BadAmount, f.Code, text)
			assert.Equal(t, "BT-112", f.Term, text)
			continue
		}
		d, err := einvoice.Read("x.xml", strings.NewReader(xml))
		require.NoError(t, err, text)
		assert.Equal(t, want, d.Amounts.Total.StringFixed(2), text)
	}
	v := sample()
	v.VAT, v.Net, v.Lines, v.Total, v.Payable = ".50", "-.5", "-.5", "0", "0.00"
	assert.Empty(t, both(t, v).Findings)
}

// TestSecondaryAmounts: an amount that does not decide what is owed is left
// aside when it cannot be read.
func TestSecondaryAmounts(t *testing.T) {
	for _, net := range []string{"mille", "1000.001", "1e3"} {
		v := sample()
		v.Net = net
		d := both(t, v)
		assert.Equal(t, []einvoice.Code{einvoice.ValueIgnored}, codes(d))
		assert.True(t, d.Invoice.Net.IsZero())
		assert.Equal(t, "1200.00", d.Invoice.Amount.StringFixed(2))
	}
	twice := strings.Replace(sample().cii(), "<ram:GrandTotalAmount", "<ram:TaxTotalAmount>214.50</ram:TaxTotalAmount><ram:TaxTotalAmount>?</ram:TaxTotalAmount><ram:GrandTotalAmount", 1)
	d, err := einvoice.Read("x.xml", strings.NewReader(twice))
	require.NoError(t, err)
	assert.Equal(t, []einvoice.Code{einvoice.ValueIgnored}, codes(d))
}

// TestTaxCurrency: the VAT stands there twice, once in the currency of the tax.
func TestTaxCurrency(t *testing.T) {
	v := sample()
	v.Currency = "CHF"
	u := strings.Replace(v.ubl(), "<cac:LegalMonetaryTotal>", `<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">214.50</cbc:TaxAmount></cac:TaxTotal><cac:LegalMonetaryTotal>`, 1)
	c := strings.Replace(v.cii(), "<ram:RoundingAmount", `<ram:TaxTotalAmount currencyID="EUR">214.50</ram:TaxTotalAmount><ram:RoundingAmount`, 1)
	c = strings.Replace(c, "<ram:GrandTotalAmount", `<ram:TaxTotalAmount currencyID="EUR">214.50</ram:TaxTotalAmount><ram:GrandTotalAmount`, 1)
	for _, xml := range []string{u, c} {
		d, err := einvoice.Read("x.xml", strings.NewReader(xml))
		require.NoError(t, err)
		assert.Equal(t, "200.00", d.Amounts.VAT.StringFixed(2))
		assert.Empty(t, d.Findings)
	}
}

// TestExtensions: elements of another namespace are no part of the document,
// even under a known name.
func TestExtensions(t *testing.T) {
	u := strings.Replace(sample().ubl(), "<cbc:ID>F-2026-081", `<ext:UBLExtensions xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"><cbc:ID>X</cbc:ID><cbc:IssueDate>x</cbc:IssueDate></ext:UBLExtensions><x:ID xmlns:x="urn:x">Y</x:ID><cbc:ID>F-2026-081`, 1)
	d, err := einvoice.Read("x.xml", strings.NewReader(u))
	require.NoError(t, err)
	assert.Equal(t, "F-2026-081", d.Invoice.ID)

	commented := strings.Replace(sample().ubl(), "<cbc:DueDate>2026-11-04</cbc:DueDate>", "<!--<cbc:DueDate>2026-11-04</cbc:DueDate>-->", 1)
	d, err = einvoice.Read("x.xml", strings.NewReader(commented))
	require.NoError(t, err)
	assert.Zero(t, d.Invoice.Due, "a comment is no part of the document")

	split := strings.Replace(sample().ubl(), "F-2026-081", "F-<!-- -->2026<![CDATA[-081]]>", 1)
	d, err = einvoice.Read("x.xml", strings.NewReader(split))
	require.NoError(t, err)
	assert.Equal(t, "F-2026-081", d.Invoice.ID)
}

func TestRootAndType(t *testing.T) {
	v := sample()
	v.Type = "381"
	credit := v.ubl()
	for name, c := range map[string]struct {
		xml    string
		credit bool
		want   []einvoice.Code
	}{
		"credit root, invoice type": {strings.Replace(credit, ">381<", ">380<", 1), true, []einvoice.Code{einvoice.TypeDiffers}},
		"invoice root, credit type": {strings.Replace(sample().ubl(), ">380<", ">381<", 1), true, []einvoice.Code{einvoice.TypeDiffers}},
		"credit root, no type":      {strings.Replace(credit, "<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>", "", 1), true, []einvoice.Code{einvoice.TypeUnknown}},
		"invoice root, no type":     {strings.Replace(sample().ubl(), "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>", "", 1), false, []einvoice.Code{einvoice.TypeUnknown}},
		"self-billed credit note":   {strings.Replace(sample().cii(), ">380<", ">261<", 1), true, []einvoice.Code{}},
		"prepayment":                {strings.Replace(sample().cii(), ">380<", ">386<", 1), false, []einvoice.Code{}},
	} {
		d, err := einvoice.Read("x.xml", strings.NewReader(c.xml))
		require.NoError(t, err, name)
		assert.Equal(t, c.credit, d.Credit, name)
		assert.Equal(t, c.credit, d.Invoice.IsCredit(), name)
		assert.Equal(t, c.want, codes(d), name)
	}
	f := refusedAs(t, strings.Replace(sample().cii(), "<ram:TypeCode>380</ram:TypeCode>", "", 1))
	assert.Equal(t, einvoice.Missing, f.Code)
	assert.Equal(t, "BT-3", f.Term)
}

// TestStructuredDiscounts: CII can give an early-payment discount in figures.
func TestStructuredDiscounts(t *testing.T) {
	with := func(description, period string) einvoice.Document {
		t.Helper()
		v := sample()
		v.Terms = description
		discount := `<ram:ApplicableTradePaymentDiscountTerms>` + period +
			`<ram:BasisAmount>1200.00</ram:BasisAmount><ram:CalculationPercent>2.25</ram:CalculationPercent><ram:ActualDiscountAmount>27.00</ram:ActualDiscountAmount></ram:ApplicableTradePaymentDiscountTerms>`
		xml := strings.Replace(v.cii(), "<ram:SpecifiedTradePaymentTerms>\n", "<ram:SpecifiedTradePaymentTerms>"+discount, 1)
		d, err := einvoice.Read("x.xml", strings.NewReader(xml))
		require.NoError(t, err)
		return d
	}
	d := with("30 jours", `<ram:BasisPeriodMeasure unitCode="DAY">10</ram:BasisPeriodMeasure>`)
	require.Len(t, d.Payment[0].Discounts, 1)
	got := d.Payment[0].Discounts[0]
	assert.Equal(t, []string{"2.25", "1200.00", "27.00"}, []string{got.Percent.StringFixed(2), got.Basis.StringFixed(2), got.Amount.StringFixed(2)})
	assert.Equal(t, 10, got.Days)
	want, err := terms.Net(30).WithDiscounts(terms.Discount{Percent: 9 * terms.OnePercent / 4, Condition: terms.Within, Days: 10})
	require.NoError(t, err)
	assert.Equal(t, want, d.Invoice.Terms)

	d = with("30 jours", `<ram:BasisPeriodMeasure unitCode="WEE">2</ram:BasisPeriodMeasure>`)
	assert.Equal(t, 14, d.Payment[0].Discounts[0].Days)

	d = with("30 jours, escompte 1 % sous 5 jours", `<ram:BasisPeriodMeasure unitCode="DAY">10</ram:BasisPeriodMeasure>`)
	assert.Equal(t, terms.OnePercent, d.Invoice.Terms.Discounts()[0].Percent, "the wording comes first")

	for _, period := range []string{`<ram:BasisPeriodMeasure unitCode="MON">1</ram:BasisPeriodMeasure>`, `<ram:BasisPeriodMeasure unitCode="DAY">99999</ram:BasisPeriodMeasure>`, `<ram:BasisPeriodMeasure>dix</ram:BasisPeriodMeasure>`} {
		d = with("30 jours", period)
		assert.Equal(t, []einvoice.Code{einvoice.ValueIgnored}, codes(d), period)
		assert.Equal(t, terms.Net(30), d.Invoice.Terms, period)
	}
	xml := strings.Replace(sample().cii(), "<ram:SpecifiedTradePaymentTerms>\n", "<ram:SpecifiedTradePaymentTerms><ram:ApplicableTradePaymentDiscountTerms><ram:CalculationPercent>2 %</ram:CalculationPercent></ram:ApplicableTradePaymentDiscountTerms>", 1)
	d, err = einvoice.Read("x.xml", strings.NewReader(xml))
	require.NoError(t, err)
	assert.Equal(t, []einvoice.Code{einvoice.ValueIgnored}, codes(d))
}

func TestParty(t *testing.T) {
	v := sample()
	v.Buyer.SIREN = "987 654 324 00017" // a SIRET under the scheme of the SIREN
	d := both(t, v)
	assert.Equal(t, "987654324", d.Buyer.SIREN)
	assert.Equal(t, "98765432400017", d.Buyer.SIRET)
	assert.Equal(t, "987654324", d.Invoice.Client)

	v.Buyer = inventedParty{"Étang GmbH", "HRB 1234", "", "DE"}
	d = both(t, v)
	assert.Equal(t, "HRB 1234", d.Buyer.Legal)
	assert.Equal(t, "HRB 1234", d.Invoice.Client)
	assert.True(t, d.Buyer.Firm())
	assert.False(t, d.Buyer.French())
	assert.Equal(t, "", einvoice.Party{}.ID())

	nobody := strings.NewReplacer("SellerTradeParty", "OtherParty", "BuyerTradeParty", "OtherParty").Replace(sample().cii())
	d, err := einvoice.Read("x.xml", strings.NewReader(nobody))
	require.NoError(t, err)
	assert.Zero(t, d.Buyer)
}

// TestTexts: each finding has a text in both languages, without a brace left.
func TestFindingTexts(t *testing.T) {
	for _, code := range []einvoice.Code{
		einvoice.Unreadable, einvoice.TooLarge, einvoice.BadCharset, einvoice.BadBytes, einvoice.NotXML, einvoice.Doctype, einvoice.TooDeep,
		einvoice.TagTooLong, einvoice.TooMany, einvoice.IsPDF, einvoice.NotInvoice, einvoice.Missing, einvoice.Twice, einvoice.BadDate, einvoice.BadAmount, einvoice.OtherCurrency,
		einvoice.DueContradicts, einvoice.DueBeforeIssue, einvoice.DueUnknown, einvoice.NoTerms, einvoice.TermsUnreadable, einvoice.HTMLTerms,
		einvoice.SeveralDue, einvoice.ScheduleDiffers, einvoice.NoteMissing, einvoice.NoteUncoded, einvoice.NoteDeficient, einvoice.CeilingExceeded,
		einvoice.SumDiffers, einvoice.PrepaidExceeds, einvoice.NegativeInvoice, einvoice.NegativeCredit, einvoice.TypeDiffers, einvoice.TypeUnknown,
		einvoice.CurrencyUnknown, einvoice.DateIgnored, einvoice.ValueIgnored,
	} {
		f := &einvoice.Finding{Code: code, Term: "BT-0", Value: strings.Repeat("long ", 100), Expected: "x"}
		for _, lang := range []law.Lang{law.French, law.English} {
			text := f.Text(lang)
			assert.NotEmpty(t, text, code)
			assert.NotContains(t, text, "{", code)
			assert.Less(t, len(text), 400, code)
		}
		assert.NotEqual(t, f.Text(law.French), f.Text(law.English))
	}
	assert.Equal(t, "unknown", einvoice.Syntax(9).String())
}
