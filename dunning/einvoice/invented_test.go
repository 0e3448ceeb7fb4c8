package einvoice_test

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/einvoice"
)

// invented is an invoice that exists in no syntax yet. The two syntaxes of it
// must be read alike.
type invented struct {
	Number, Issued, Type, Currency string
	Terms, Due                     string
	Schedule                       [][2]string // due date and amount
	Notes                          [][2]string // code and text
	Delivered, From, To            string
	Seller, Buyer                  inventedParty
	Preceding                      [2]string // number and date
	Means                          string
	Lines, Net, VAT, Total         string
	Prepaid, Rounding, Payable     string
}

type inventedParty struct{ Name, SIREN, VAT, Country string }

// sample is a French invoice with nothing wrong.
func sample() invented {
	return invented{
		Number: "F-2026-081", Issued: "2026-10-05", Type: "380", Currency: "EUR",
		Terms: "30 jours nets", Due: "2026-11-04",
		Notes: [][2]string{
			{"PMD", "Pénalités de retard : trois fois le taux d'intérêt légal."},
			{"PMT", "Indemnité forfaitaire pour frais de recouvrement : 40 €."},
			{"AAB", "Escompte : néant."},
			{"", "Merci de votre <confiance> & à bientôt."},
		},
		Delivered: "2026-10-02", From: "2026-09-01", To: "2026-09-30",
		Seller: inventedParty{"Menuiserie Ravel", "123456782", "FR32123456782", "FR"},
		Buyer:  inventedParty{"Hôtel de l'Étang", "987654324", "FR05987654324", "FR"},
		Means:  "30",
		Lines:  "1000.00", Net: "1000.00", VAT: "200.00", Total: "1200.00", Payable: "1200.00",
	}
}

// writer writes elements, leaving out those without a text.
type writer struct{ strings.Builder }

func (w *writer) leaf(name, text string, attrs ...string) {
	if text == "" {
		return
	}
	w.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		fmt.Fprintf(w, " %s=%q", attrs[i], attrs[i+1])
	}
	w.WriteString(">")
	if err := xml.EscapeText(w, []byte(text)); err != nil {
		panic(err)
	}
	w.WriteString("</" + name + ">\n")
}

func (w *writer) in(name string, inside func()) {
	w.WriteString("<" + name + ">\n")
	inside()
	name, _, _ = strings.Cut(name, " ")
	w.WriteString("</" + name + ">\n")
}

func (v invented) ubl() string {
	root, kind := "Invoice", "cbc:InvoiceTypeCode"
	if v.Type == "381" {
		root, kind = "CreditNote", "cbc:CreditNoteTypeCode"
	}
	w := &writer{}
	w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	w.in(root+` xmlns="urn:oasis:names:specification:ubl:schema:xsd:`+root+`-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"`, func() {
		w.leaf("cbc:CustomizationID", "urn:cen.eu:en16931:2017")
		w.leaf("cbc:ID", v.Number)
		w.leaf("cbc:IssueDate", v.Issued)
		if root == "Invoice" {
			w.leaf("cbc:DueDate", v.Due)
		}
		w.leaf(kind, v.Type)
		for _, n := range v.Notes {
			w.leaf("cbc:Note", einvoice.Note{Code: n[0], Text: n[1]}.UBL())
		}
		w.leaf("cbc:DocumentCurrencyCode", v.Currency)
		w.in("cac:InvoicePeriod", func() {
			w.leaf("cbc:StartDate", v.From)
			w.leaf("cbc:EndDate", v.To)
		})
		if v.Preceding[0] != "" {
			w.in("cac:BillingReference", func() {
				w.in("cac:InvoiceDocumentReference", func() {
					w.leaf("cbc:ID", v.Preceding[0])
					w.leaf("cbc:IssueDate", v.Preceding[1])
				})
			})
		}
		for _, p := range []struct {
			name string
			inventedParty
		}{{"cac:AccountingSupplierParty", v.Seller}, {"cac:AccountingCustomerParty", v.Buyer}} {
			w.in(p.name, func() {
				w.in("cac:Party", func() {
					w.in("cac:PartyName", func() { w.leaf("cbc:Name", "Enseigne "+p.Name) })
					w.in("cac:PostalAddress", func() {
						w.in("cac:Country", func() { w.leaf("cbc:IdentificationCode", p.Country) })
					})
					w.in("cac:PartyTaxScheme", func() {
						w.leaf("cbc:CompanyID", p.VAT)
						w.in("cac:TaxScheme", func() { w.leaf("cbc:ID", "VAT") })
					})
					w.in("cac:PartyLegalEntity", func() {
						w.leaf("cbc:RegistrationName", p.Name)
						w.leaf("cbc:CompanyID", p.SIREN, "schemeID", "0002")
					})
				})
			})
		}
		w.in("cac:Delivery", func() { w.leaf("cbc:ActualDeliveryDate", v.Delivered) })
		w.in("cac:PaymentMeans", func() {
			w.leaf("cbc:PaymentMeansCode", v.Means)
			if root == "CreditNote" {
				w.leaf("cbc:PaymentDueDate", v.Due)
			}
		})
		w.in("cac:PaymentTerms", func() { w.leaf("cbc:Note", v.Terms) })
		for _, s := range v.Schedule {
			w.in("cac:PaymentTerms", func() {
				w.leaf("cbc:Amount", s[1], "currencyID", v.Currency)
				w.leaf("cbc:PaymentDueDate", s[0])
			})
		}
		w.in("cac:TaxTotal", func() { w.leaf("cbc:TaxAmount", v.VAT, "currencyID", v.Currency) })
		w.in("cac:LegalMonetaryTotal", func() {
			for _, a := range [][2]string{
				{"LineExtensionAmount", v.Lines}, {"TaxExclusiveAmount", v.Net}, {"TaxInclusiveAmount", v.Total},
				{"PrepaidAmount", v.Prepaid}, {"PayableRoundingAmount", v.Rounding}, {"PayableAmount", v.Payable},
			} {
				w.leaf("cbc:"+a[0], a[1], "currencyID", v.Currency)
			}
		})
		w.in("cac:"+root+"Line", func() { w.leaf("cbc:ID", "1") })
	})
	return w.String()
}

func (v invented) cii() string {
	w := &writer{}
	day := func(name, text string) {
		if text != "" {
			w.in(name, func() { w.leaf("udt:DateTimeString", strings.ReplaceAll(text, "-", ""), "format", "102") })
		}
	}
	w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	w.in(`rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"`, func() {
		w.in("rsm:ExchangedDocumentContext", func() {
			w.in("ram:GuidelineSpecifiedDocumentContextParameter", func() { w.leaf("ram:ID", "urn:cen.eu:en16931:2017") })
		})
		w.in("rsm:ExchangedDocument", func() {
			w.leaf("ram:ID", v.Number)
			w.leaf("ram:TypeCode", v.Type)
			day("ram:IssueDateTime", v.Issued)
			for _, n := range v.Notes {
				w.in("ram:IncludedNote", func() {
					w.leaf("ram:Content", n[1])
					w.leaf("ram:SubjectCode", n[0])
				})
			}
		})
		w.in("rsm:SupplyChainTradeTransaction", func() {
			w.in("ram:IncludedSupplyChainTradeLineItem", func() { w.leaf("ram:Note", "ligne") })
			w.in("ram:ApplicableHeaderTradeAgreement", func() {
				for _, p := range []struct {
					name string
					inventedParty
				}{{"ram:SellerTradeParty", v.Seller}, {"ram:BuyerTradeParty", v.Buyer}} {
					w.in(p.name, func() {
						w.leaf("ram:Name", p.Name)
						w.in("ram:SpecifiedLegalOrganization", func() {
							w.leaf("ram:ID", p.SIREN, "schemeID", "0002")
							w.leaf("ram:TradingBusinessName", "Enseigne "+p.Name)
						})
						w.in("ram:PostalTradeAddress", func() { w.leaf("ram:CountryID", p.Country) })
						w.in("ram:SpecifiedTaxRegistration", func() { w.leaf("ram:ID", p.VAT, "schemeID", "VA") })
					})
				}
			})
			w.in("ram:ApplicableHeaderTradeDelivery", func() {
				w.in("ram:ActualDeliverySupplyChainEvent", func() { day("ram:OccurrenceDateTime", v.Delivered) })
			})
			w.in("ram:ApplicableHeaderTradeSettlement", func() {
				w.leaf("ram:InvoiceCurrencyCode", v.Currency)
				w.in("ram:SpecifiedTradeSettlementPaymentMeans", func() { w.leaf("ram:TypeCode", v.Means) })
				w.in("ram:BillingSpecifiedPeriod", func() {
					day("ram:StartDateTime", v.From)
					day("ram:EndDateTime", v.To)
				})
				w.in("ram:SpecifiedTradePaymentTerms", func() { w.leaf("ram:Description", v.Terms) })
				for _, s := range v.Schedule {
					w.in("ram:SpecifiedTradePaymentTerms", func() {
						day("ram:DueDateDateTime", s[0])
						w.leaf("ram:PartialPaymentAmount", s[1])
					})
				}
				if v.Due != "" {
					w.in("ram:SpecifiedTradePaymentTerms", func() { day("ram:DueDateDateTime", v.Due) })
				}
				w.in("ram:SpecifiedTradeSettlementHeaderMonetarySummation", func() {
					w.leaf("ram:LineTotalAmount", v.Lines)
					w.leaf("ram:TaxBasisTotalAmount", v.Net)
					w.leaf("ram:TaxTotalAmount", v.VAT, "currencyID", v.Currency)
					w.leaf("ram:RoundingAmount", v.Rounding)
					w.leaf("ram:GrandTotalAmount", v.Total)
					w.leaf("ram:TotalPrepaidAmount", v.Prepaid)
					w.leaf("ram:DuePayableAmount", v.Payable)
				})
				if v.Preceding[0] != "" {
					w.in("ram:InvoiceReferencedDocument", func() {
						w.leaf("ram:IssuerAssignedID", v.Preceding[0])
						day("ram:FormattedIssueDateTime", v.Preceding[1])
					})
				}
			})
		})
	})
	return w.String()
}

// both reads the two syntaxes of an invention, checks that they say the same,
// and gives what they say.
func both(t *testing.T, v invented) einvoice.Document {
	t.Helper()
	u, err := einvoice.Read("u.xml", strings.NewReader(v.ubl()))
	require.NoError(t, err, "UBL")
	c, err := einvoice.Read("c.xml", strings.NewReader(v.cii()))
	require.NoError(t, err, "CII")
	require.Equal(t, einvoice.UBL, u.Syntax)
	require.Equal(t, einvoice.CII, c.Syntax)
	require.Equal(t, plain(u), plain(c))
	return u
}

// plain is a document without what tells its syntax and places.
func plain(d einvoice.Document) string {
	var findings []string
	for _, f := range d.Findings {
		if f.Code == einvoice.DateIgnored || f.Code == einvoice.TypeUnknown { // they show the form of the syntax
			f = &einvoice.Finding{Code: f.Code, Term: f.Term}
		}
		findings = append(findings, fmt.Sprintf("%s %s %s %s", f.Code, f.Term, f.Value, f.Expected))
	}
	slices.Sort(findings) // each syntax has its own order of elements
	d.Syntax, d.Findings = 0, nil
	return fmt.Sprintf("%+v\n%s", d, findings)
}

// codes are the findings of a document.
func codes(d einvoice.Document) []einvoice.Code {
	list := []einvoice.Code{}
	for _, f := range d.Findings {
		list = append(list, f.Code)
	}
	return list
}
