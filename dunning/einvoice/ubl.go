package einvoice

import (
	"encoding/xml"
	"strings"
)

const (
	ublSpace = "urn:oasis:names:specification:ubl:schema:xsd:"
	ublCAC   = ublSpace + "CommonAggregateComponents-2"
	ublCBC   = ublSpace + "CommonBasicComponents-2"
)

var ublInvoice = syntax{
	Syntax:  UBL,
	root:    xml.Name{Space: ublSpace + "Invoice-2", Local: "Invoice"},
	spaces:  []string{ublCAC, ublCBC},
	skipped: []string{"InvoiceLine", "AdditionalDocumentReference"},
	facts:   ublFacts,
}

var ublCreditNote = syntax{
	Syntax:  UBL,
	root:    xml.Name{Space: ublSpace + "CreditNote-2", Local: "CreditNote"},
	credit:  true,
	spaces:  []string{ublCAC, ublCBC},
	skipped: []string{"CreditNoteLine", "AdditionalDocumentReference"},
	facts:   ublFacts,
}

func ublFacts(root *element) facts {
	kind := root.at("InvoiceTypeCode")
	if root.name == "CreditNote" {
		kind = root.at("CreditNoteTypeCode")
	}
	const totals = "LegalMonetaryTotal/"
	return facts{
		profile:     root.first("CustomizationID"),
		number:      root.at("ID"),
		issued:      root.at("IssueDate"),
		kind:        kind,
		currency:    root.at("DocumentCurrencyCode"),
		delivered:   root.at("Delivery/ActualDeliveryDate"),
		periodStart: root.at("InvoicePeriod/StartDate"),
		periodEnd:   root.at("InvoicePeriod/EndDate"),
		seller:      ublParty(root.all("AccountingSupplierParty/Party")),
		buyer:       ublParty(root.all("AccountingCustomerParty/Party")),
		notes:       ublNotes(root),
		payment:     ublPayment(root),
		means:       texts(root.all("PaymentMeans/PaymentMeansCode")),
		preceding:   ublPreceding(root),
		lines:       root.at(totals + "LineExtensionAmount"),
		allowances:  root.at(totals + "AllowanceTotalAmount"),
		charges:     root.at(totals + "ChargeTotalAmount"),
		net:         root.at(totals + "TaxExclusiveAmount"),
		vat:         root.at("TaxTotal/TaxAmount"),
		total:       root.at(totals + "TaxInclusiveAmount"),
		prepaid:     root.at(totals + "PrepaidAmount"),
		rounding:    root.at(totals + "PayableRoundingAmount"),
		due:         root.at(totals + "PayableAmount"),
	}
}

func ublParty(parties []*element) (p Party) {
	if len(parties) == 0 {
		return p
	}
	e := parties[0]
	p.Name = e.first("PartyLegalEntity/RegistrationName", "PartyName/Name")
	p.Country = e.first("PostalAddress/Country/IdentificationCode")
	for _, tax := range e.all("PartyTaxScheme") {
		if strings.EqualFold(tax.first("TaxScheme/ID"), "VAT") && p.VAT == "" {
			p.VAT = compact(tax.first("CompanyID"))
		}
	}
	for _, id := range e.all("PartyLegalEntity/CompanyID") {
		p.register(id.attr("schemeID"), id.text(), true)
	}
	for _, id := range e.all("PartyIdentification/ID") {
		p.register(id.attr("schemeID"), id.text(), false)
	}
	return p
}

// ublNotes reads the French convention that puts the subject code (BT-21),
// which UBL has no element for, before the text: "#PMD#Pénalités…".
func ublNotes(root *element) []noted {
	var notes []noted
	for _, e := range root.all("Note") {
		n := Note{Text: e.text()}
		if rest, ok := strings.CutPrefix(n.Text, "#"); ok {
			if code, text, ok := strings.Cut(rest, "#"); ok && len(code) == 3 && code == strings.ToUpper(code) {
				n = Note{Code: code, Text: strings.TrimSpace(text)}
			}
		}
		notes = append(notes, noted{n, e})
	}
	return notes
}

// ublPayment gathers BT-20 and BT-9. An invoice has its due date at the top, a
// credit note with its means of payment.
func ublPayment(root *element) []payment {
	var list []payment
	for _, e := range root.all("PaymentTerms") {
		p := payment{text: joined(e.all("Note")), words: firstWords(e.all("Note")), amount: e.at("Amount")}
		for _, name := range []string{"PaymentDueDate", "InstallmentDueDate"} {
			if len(p.due.found) == 0 {
				p.due = e.at(name)
			}
		}
		list = append(list, p)
	}
	seen := map[string]bool{}
	for _, path := range []string{"DueDate", "PaymentMeans/PaymentDueDate"} {
		due := root.at(path)
		for _, e := range due.found {
			if !seen[e.text()] { // each means of payment repeats it
				seen[e.text()] = true
				list = append(list, payment{due: field{in: root, path: due.path, found: []*element{e}}})
			}
		}
	}
	return list
}

func ublPreceding(root *element) []preceding {
	var list []preceding
	for _, e := range root.all("BillingReference/InvoiceDocumentReference") {
		list = append(list, preceding{e.first("ID"), e.at("IssueDate")})
	}
	return list
}
