package einvoice

import "encoding/xml"

const ciiSpace = "urn:un:unece:uncefact:data:standard:"

var cii = syntax{
	Syntax: CII,
	root:   xml.Name{Space: ciiSpace + "CrossIndustryInvoice:100", Local: "CrossIndustryInvoice"},
	spaces: []string{
		ciiSpace + "CrossIndustryInvoice:100",
		ciiSpace + "ReusableAggregateBusinessInformationEntity:100",
		ciiSpace + "QualifiedDataType:100",
		ciiSpace + "UnqualifiedDataType:100",
	},
	skipped: []string{"IncludedSupplyChainTradeLineItem", "AdditionalReferencedDocument"},
	facts:   ciiFacts,
}

const (
	ciiDocument   = "ExchangedDocument/"
	ciiAgreement  = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement/"
	ciiDelivery   = "SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery/"
	ciiSettlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/"
)

func ciiFacts(root *element) facts {
	const totals = ciiSettlement + "SpecifiedTradeSettlementHeaderMonetarySummation/"
	return facts{
		profile:     root.first("ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"),
		number:      root.at(ciiDocument + "ID"),
		issued:      root.date(ciiDocument + "IssueDateTime"),
		kind:        root.at(ciiDocument + "TypeCode"),
		currency:    root.at(ciiSettlement + "InvoiceCurrencyCode"),
		delivered:   root.date(ciiDelivery + "ActualDeliverySupplyChainEvent/OccurrenceDateTime"),
		periodStart: root.date(ciiSettlement + "BillingSpecifiedPeriod/StartDateTime"),
		periodEnd:   root.date(ciiSettlement + "BillingSpecifiedPeriod/EndDateTime"),
		seller:      ciiParty(root.all(ciiAgreement + "SellerTradeParty")),
		buyer:       ciiParty(root.all(ciiAgreement + "BuyerTradeParty")),
		notes:       ciiNotes(root),
		payment:     ciiPayment(root),
		means:       texts(root.all(ciiSettlement + "SpecifiedTradeSettlementPaymentMeans/TypeCode")),
		preceding:   ciiPreceding(root),
		lines:       root.at(totals + "LineTotalAmount"),
		allowances:  root.at(totals + "AllowanceTotalAmount"),
		charges:     root.at(totals + "ChargeTotalAmount"),
		net:         root.at(totals + "TaxBasisTotalAmount"),
		vat:         root.at(totals + "TaxTotalAmount"),
		total:       root.at(totals + "GrandTotalAmount"),
		prepaid:     root.at(totals + "TotalPrepaidAmount"),
		rounding:    root.at(totals + "RoundingAmount"),
		due:         root.at(totals + "DuePayableAmount"),
	}
}

// date is the date at a path: CII wraps each in an element that says how it is
// written.
func (e *element) date(path string) field {
	f := e.at(path + "/DateTimeString")
	if len(f.found) == 0 {
		if plain := e.at(path + "/DateTime"); len(plain.found) > 0 {
			return plain
		}
	}
	return f
}

func ciiParty(parties []*element) (p Party) {
	if len(parties) == 0 {
		return p
	}
	e := parties[0]
	p.Name = e.first("Name", "SpecifiedLegalOrganization/TradingBusinessName")
	p.Country = e.first("PostalTradeAddress/CountryID")
	for _, id := range e.all("SpecifiedTaxRegistration/ID") {
		if scheme := id.attr("schemeID"); (scheme == "VA" || scheme == "VAT") && p.VAT == "" {
			p.VAT = compact(id.text())
		}
	}
	for _, id := range e.all("SpecifiedLegalOrganization/ID") {
		p.register(id.attr("schemeID"), id.text(), true)
	}
	for _, path := range []string{"GlobalID", "ID"} {
		for _, id := range e.all(path) {
			p.register(id.attr("schemeID"), id.text(), false)
		}
	}
	return p
}

func ciiNotes(root *element) []noted {
	var notes []noted
	for _, e := range root.all(ciiDocument + "IncludedNote") {
		notes = append(notes, noted{Note{Code: e.first("SubjectCode"), Text: joined(e.all("Content"))}, e})
	}
	return notes
}

func ciiPayment(root *element) []payment {
	var list []payment
	for _, e := range root.all(ciiSettlement + "SpecifiedTradePaymentTerms") {
		p := payment{
			text:   joined(e.all("Description")),
			words:  firstWords(e.all("Description")),
			due:    e.date("DueDateDateTime"),
			amount: e.at("PartialPaymentAmount"),
		}
		for _, d := range e.all("ApplicableTradePaymentDiscountTerms") {
			p.discounts = append(p.discounts, discount{
				in:      d,
				percent: d.at("CalculationPercent"),
				amount:  d.at("ActualDiscountAmount"),
				basis:   d.at("BasisAmount"),
				period:  d.at("BasisPeriodMeasure"),
			})
		}
		list = append(list, p)
	}
	return list
}

func ciiPreceding(root *element) []preceding {
	var list []preceding
	for _, e := range root.all(ciiSettlement + "InvoiceReferencedDocument") {
		list = append(list, preceding{e.first("IssuerAssignedID"), e.date("FormattedIssueDateTime")})
	}
	return list
}
