package einvoice_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/einvoice"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/law"
)

func TestASoundInvoice(t *testing.T) {
	d := both(t, sample())
	assert.Empty(t, d.Findings)
	inv := d.Invoice
	assert.Equal(t, "F-2026-081", inv.ID)
	assert.Equal(t, "987654324", inv.Client)
	assert.Equal(t, "EUR", inv.Currency)
	assert.Equal(t, "2026-10-05", inv.Issued.String())
	assert.Equal(t, "2026-11-04", inv.Due.String())
	assert.Equal(t, "2026-10-02", inv.Delivered.String())
	assert.Equal(t, terms.Net(30), inv.Terms)
	assert.Equal(t, "1200.00", inv.Amount.StringFixed(2))
	assert.Equal(t, "1000.00", inv.Net.StringFixed(2))
	assert.Empty(t, inv.Settlements)
	assert.Equal(t, einvoice.Party{Name: "Menuiserie Ravel", SIREN: "123456782", VAT: "FR32123456782", Legal: "123456782", Country: "FR"}, d.Seller)
	assert.Equal(t, []string{"30"}, d.Means)
	assert.Equal(t, "2026-09-01", d.PeriodStart.String())
	assert.Equal(t, "2026-09-30", d.PeriodEnd.String())
	assert.Equal(t, "Merci de votre <confiance> & à bientôt.", d.Notes[3].Text)
	assert.Equal(t, "urn:cen.eu:en16931:2017", d.Profile)
}

// TestFindings changes one thing at a time in a sound invoice, in both syntaxes.
func TestFindings(t *testing.T) {
	type codes2 = []einvoice.Code
	cases := []struct {
		name   string
		change func(v *invented)
		want   codes2
		check  func(t *testing.T, d einvoice.Document)
	}{
		{"due date that the terms do not give", func(v *invented) { v.Due = "2026-11-05" }, codes2{einvoice.DueContradicts}, func(t *testing.T, d einvoice.Document) {
			assert.Equal(t, "2026-11-05", d.Invoice.DueDate().String(), "BT-9 is kept")
			assert.Equal(t, "2026-11-04", d.Findings[0].Expected)
		}},
		{"due before issue", func(v *invented) { v.Due, v.Terms = "2026-10-04", "" }, codes2{einvoice.DueBeforeIssue}, nil},
		{"due before issue, nothing left to pay", func(v *invented) {
			v.Due, v.Terms, v.Prepaid, v.Payable = "2026-10-04", "", "1200.00", "0.00"
		}, codes2{}, nil},
		{"no due date and no terms", func(v *invented) { v.Due, v.Terms = "", "" }, codes2{einvoice.NoTerms}, func(t *testing.T, d einvoice.Document) {
			assert.Equal(t, "2026-11-01", d.Invoice.DueDate().String(), "30 days from delivery")
		}},
		{"terms alone", func(v *invented) { v.Due, v.Terms = "", "45 jours fin de mois" }, codes2{}, func(t *testing.T, d einvoice.Document) {
			assert.Equal(t, "2026-11-30", d.Invoice.DueDate().String())
		}},
		{"terms that state the date", func(v *invented) { v.Due, v.Terms = "", "Payable le 20/11/2026" }, codes2{}, func(t *testing.T, d einvoice.Document) {
			assert.Equal(t, "2026-11-20", d.Invoice.Due.String())
		}},
		{"a discount beside the date", func(v *invented) {
			v.Due, v.Terms = "", "Payable le 20/11/2026, escompte 2 % sous 8 jours"
		}, codes2{}, func(t *testing.T, d einvoice.Document) {
			assert.Equal(t, "2026-11-20", d.Invoice.DueDate().String())
			assert.Len(t, d.Invoice.Terms.Discounts(), 1)
		}},
		{"terms that state another date", func(v *invented) { v.Terms = "Payable le 20/11/2026" }, codes2{einvoice.DueContradicts}, nil},
		{"terms from a day not known", func(v *invented) { v.Due, v.Terms, v.Delivered = "", "30 jours après livraison", "" }, codes2{einvoice.DueUnknown}, nil},
		{"refused terms stay as written", func(v *invented) { v.Terms = "selon contrat  cadre" }, codes2{einvoice.TermsUnreadable}, func(t *testing.T, d einvoice.Document) {
			assert.Equal(t, "selon contrat  cadre", d.TermsText())
			assert.Equal(t, d.TermsText(), d.Findings[0].Value)
			assert.True(t, d.Invoice.Terms.IsZero())
			assert.IsType(t, &terms.Refusal{}, d.Findings[0].Unwrap())
			assert.Contains(t, d.Findings[0].Text(law.French), "« selon » : renvoie à des conditions écrites ailleurs")
		}},
		{"markup in the terms", func(v *invented) { v.Terms = "<p>30&nbsp;</p>" }, codes2{einvoice.HTMLTerms, einvoice.TermsUnreadable}, nil},
		{"readable behind the markup", func(v *invented) { v.Terms = "<b>30 jours</b> nets<br/>" }, codes2{einvoice.HTMLTerms}, func(t *testing.T, d einvoice.Document) {
			assert.Equal(t, terms.Net(30), d.Invoice.Terms)
		}},
		{"a due date past every general ceiling", func(v *invented) { v.Terms, v.Due = "90 jours", "2027-01-03" }, codes2{einvoice.CeilingExceeded}, func(t *testing.T, d einvoice.Document) {
			assert.Equal(t, "2026-12-15", d.Findings[0].Expected, "end of October, then 45 days, is later than 60 days")
		}},
		{"the same towards a foreign buyer", func(v *invented) {
			v.Terms, v.Due, v.Buyer = "90 jours", "2027-01-03", inventedParty{"Hotel zum See", "", "DE123456789", "DE"}
		}, codes2{}, nil},
		{"no note", func(v *invented) { v.Notes = nil }, codes2{einvoice.NoteMissing, einvoice.NoteMissing, einvoice.NoteMissing}, nil},
		{"an empty note", func(v *invented) { v.Notes[1][1] = "" }, codes2{einvoice.NoteMissing}, nil},
		{"a mention without its code", func(v *invented) { v.Notes[0][0] = "" }, codes2{einvoice.NoteUncoded}, nil},
		{"a note that denies the law", func(v *invented) { v.Notes[1][1] = "Aucune indemnité forfaitaire de recouvrement." }, codes2{einvoice.NoteDeficient}, func(t *testing.T, d einvoice.Document) {
			f := d.Findings[0]
			assert.Contains(t, f.Error(), f.Err.Error())
			assert.NotContains(t, f.Text(law.French), f.Err.Error(), "in French too")
			assert.NotEmpty(t, f.Basis.Article)
		}},
		{"no note for a consumer", func(v *invented) { v.Notes, v.Buyer = nil, inventedParty{Name: "Mme Roy", Country: "FR"} }, codes2{}, func(t *testing.T, d einvoice.Document) {
			assert.Equal(t, "Mme Roy", d.Invoice.Client)
		}},
		{"no note from a foreign seller", func(v *invented) { v.Notes, v.Seller = nil, inventedParty{"Müller", "", "DE123456789", "DE"} }, codes2{}, nil},
		{"totals that do not add up", func(v *invented) { v.Total = "1100.00" }, codes2{einvoice.SumDiffers, einvoice.SumDiffers}, func(t *testing.T, d einvoice.Document) {
			assert.Equal(t, "1200.00", d.Invoice.OpenAt(d.Invoice.Issued).StringFixed(2), "what the document asks for")
		}},
		{"lines that do not add up", func(v *invented) { v.Lines = "999.99" }, codes2{einvoice.SumDiffers}, nil},
		{"more prepaid than invoiced", func(v *invented) { v.Prepaid, v.Payable = "1500.00", "-300.00" }, codes2{einvoice.PrepaidExceeds}, nil},
		{"negative invoice", func(v *invented) {
			v.Lines, v.Net, v.VAT, v.Total, v.Payable = "-1000.00", "-1000.00", "-200.00", "-1200.00", "-1200.00"
		}, codes2{einvoice.NegativeInvoice}, func(t *testing.T, d einvoice.Document) {
			assert.True(t, d.Invoice.IsCredit())
		}},
		{"negative credit note", func(v *invented) {
			v.Type, v.Lines, v.Net, v.VAT, v.Total, v.Payable = "381", "-1000.00", "-1000.00", "-200.00", "-1200.00", "-1200.00"
		}, codes2{einvoice.NegativeCredit}, func(t *testing.T, d einvoice.Document) {
			assert.Equal(t, "1200.00", d.Invoice.Amount.StringFixed(2))
		}},
		{"unknown type", func(v *invented) { v.Type = "999" }, codes2{einvoice.TypeUnknown}, nil},
		{"unknown currency", func(v *invented) { v.Currency = "EURO" }, codes2{einvoice.CurrencyUnknown}, nil},
		{"an unreadable delivery date", func(v *invented) { v.Delivered = "2026-02-30" }, codes2{einvoice.DateIgnored}, func(t *testing.T, d einvoice.Document) {
			assert.Zero(t, d.Invoice.Delivered)
		}},
		{"several due dates without amounts", func(v *invented) { v.Schedule, v.Terms = [][2]string{{"2026-12-01", ""}, {"2026-12-15", ""}}, "" },
			codes2{einvoice.SeveralDue}, func(t *testing.T, d einvoice.Document) {
				assert.Equal(t, "2026-12-15", d.Invoice.DueDate().String(), "the whole is certainly due then")
			}},
		{"a schedule that does not add up", func(v *invented) {
			v.Schedule, v.Terms, v.Due = [][2]string{{"2026-11-01", "500.00"}, {"2026-12-01", "600.00"}}, "", ""
		}, codes2{einvoice.ScheduleDiffers}, nil},
		{"a schedule with a negative part", func(v *invented) {
			v.Schedule, v.Terms, v.Due = [][2]string{{"2026-11-01", "1300.00"}, {"2026-12-01", "-100.00"}}, "", ""
		}, codes2{einvoice.ScheduleDiffers}, nil},
	}
	var messages strings.Builder
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v := sample()
			c.change(&v)
			d := both(t, v)
			for _, f := range d.Findings {
				if f.Code == einvoice.TermsUnreadable || f.Code == einvoice.NoteDeficient {
					continue // their causes are worded elsewhere
				}
				if law := f.Code == einvoice.NoTerms || f.Code == einvoice.NoteMissing || f.Code == einvoice.NoteUncoded || f.Code == einvoice.CeilingExceeded; law {
					assert.NotEmpty(t, f.Basis.Article)
					assert.NotZero(t, f.Basis.Confidence)
				} else {
					assert.Zero(t, f.Basis)
				}
				fmt.Fprintf(&messages, "%s\n    %s\n", f, f.Text(law.French))
			}
			got := codes(d)
			assert.ElementsMatch(t, c.want, got)
			if c.check != nil {
				c.check(t, d)
			}
		})
	}
	golden(t, "findings.messages", messages.String())
}

func TestCreditNote(t *testing.T) {
	v := sample()
	v.Type, v.Notes, v.Preceding = "381", nil, [2]string{"F-2026-070", "2026-09-01"}
	v.Prepaid, v.Payable = "100.00", "1100.00"
	d := both(t, v)
	assert.Empty(t, d.Findings)
	assert.True(t, d.Credit)
	assert.Equal(t, "-1200.00", d.Invoice.Amount.StringFixed(2))
	assert.Equal(t, "-1000.00", d.Invoice.Net.StringFixed(2))
	assert.Equal(t, "-1100.00", d.Invoice.OpenAt(d.Invoice.Issued).StringFixed(2), "100 are paid out already")
	require.Len(t, d.Preceding, 1)
	assert.Equal(t, "F-2026-070", d.Preceding[0].Number)
	assert.Equal(t, "2026-09-01", d.Preceding[0].Issued.String())
	require.NoError(t, d.Invoice.Validate())
}

func TestPrepaidAndRounding(t *testing.T) {
	v := sample()
	v.Prepaid, v.Rounding, v.Payable = "200.00", "-0.04", "999.96"
	d := both(t, v)
	assert.Empty(t, d.Findings)
	require.Len(t, d.Invoice.Settlements, 2)
	payment, rounding := d.Invoice.Settlements[0], d.Invoice.Settlements[1]
	assert.Equal(t, []any{dunning.Payment, "BT-113", "200.00", d.Invoice.Issued}, []any{payment.Kind, payment.Ref, payment.Amount.StringFixed(2), payment.Date})
	assert.Equal(t, []any{dunning.Adjustment, "BT-114", "0.04"}, []any{rounding.Kind, rounding.Ref, rounding.Amount.StringFixed(2)})
	assert.Equal(t, "999.96", d.Invoice.OpenAt(d.Invoice.Issued).StringFixed(2))
}

func TestInstalments(t *testing.T) {
	v := sample()
	v.Due, v.Terms, v.Prepaid, v.Payable = "", "", "200.00", "1000.00"
	v.Schedule = [][2]string{{"2026-12-05", "600.00"}, {"2026-11-05", "400.00"}}
	d := both(t, v)
	assert.Empty(t, d.Findings)
	require.NoError(t, d.Invoice.Validate())
	got := ""
	for p := range d.Invoice.OpenParts(d.Invoice.Issued) {
		got += fmt.Sprintln(p.Due, p.Open.StringFixed(2))
	}
	assert.Equal(t, "2026-11-05 400.00\n2026-12-05 600.00\n", got)
}

// TestDueWithMeans: a credit note has its due date with each means of payment.
func TestDueWithMeans(t *testing.T) {
	v := sample()
	v.Type, v.Notes = "381", nil
	means := func(day string) string {
		return "<cac:PaymentMeans><cbc:PaymentMeansCode>59</cbc:PaymentMeansCode><cbc:PaymentDueDate>" + day + "</cbc:PaymentDueDate></cac:PaymentMeans>"
	}
	for day, want := range map[string][]einvoice.Code{"2026-11-04": {}, "2026-11-20": {einvoice.DueContradicts, einvoice.SeveralDue}} {
		d, err := einvoice.Read("x.xml", strings.NewReader(strings.Replace(v.ubl(), "<cac:PaymentTerms>", means(day)+"<cac:PaymentTerms>", 1)))
		require.NoError(t, err)
		assert.Equal(t, day, d.Invoice.Due.String())
		assert.Equal(t, []string{"30", "59"}, d.Means)
		assert.ElementsMatch(t, want, codes(d))
	}
}

// TestTwoSyntaxes reads many random invoices in both syntaxes.
func TestTwoSyntaxes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 16931))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	day := func() string { return fmt.Sprintf("2026-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28)) }
	for range 400 / ledgertest.Less {
		v := sample()
		cents := int64(r.IntN(1_000_000))
		vat, prepaid, rounding := cents/5, int64(r.IntN(3))*cents/10, int64(r.IntN(5)-2)
		money := func(n int64) string {
			sign := ""
			if n < 0 {
				sign, n = "-", -n
			}
			return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
		}
		v.Number, v.Issued, v.Due = fmt.Sprintf("F%d", r.IntN(1e6)), day(), pick("", day())
		v.Type = pick("380", "380", "381", "384", "386", "389", "393")
		v.Currency = pick("EUR", "EUR", "CHF", "SEK")
		v.Terms = pick("", "30 jours", "45 jours fin de mois", "à réception de facture", "selon accord", "30 % à la commande, solde à 30 jours", "60 jours, escompte 2 % sous 8 jours")
		v.Lines, v.Net, v.VAT, v.Total = money(cents), money(cents), money(vat), money(cents+vat)
		v.Prepaid, v.Rounding, v.Payable = money(prepaid), money(rounding), money(cents+vat-prepaid+rounding)
		v.Delivered, v.From, v.To = pick("", day()), pick("", day()), pick("", day())
		v.Notes = v.Notes[:r.IntN(len(v.Notes)+1)]
		if r.IntN(3) == 0 {
			v.Buyer.SIREN = ""
		}
		if r.IntN(3) == 0 {
			v.Preceding = [2]string{"F-1", pick("", day())}
		}
		d := both(t, v)
		open := d.Invoice.OpenAt(d.Invoice.Issued)
		if d.Credit {
			open = open.Neg()
		}
		require.Equal(t, v.Payable, open.StringFixed(2))
		require.NoError(t, d.Invoice.Validate())
	}
}
