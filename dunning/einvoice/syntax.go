package einvoice

import "encoding/xml"

// A syntax is one of the two bindings of EN 16931, and where it puts the
// business terms that are read.
type syntax struct {
	Syntax
	root    xml.Name
	credit  bool     // the root itself says credit note
	spaces  []string // namespaces of the standard; others are extensions
	skipped []string // elements never needed: lines and attachments
	facts   func(root *element) facts
}

// facts are the business terms of a document as they stand in it, the same for
// both syntaxes.
type facts struct {
	profile                              string
	number, issued, kind, currency       field
	delivered, periodStart, periodEnd    field
	seller, buyer                        Party
	notes                                []noted
	payment                              []payment
	means                                []string
	preceding                            []preceding
	lines, allowances, charges, net, vat field
	total, prepaid, rounding, due        field
}

// noted is a note and where it stands.
type noted struct {
	Note
	in *element
}

// payment is one group of payment terms.
type payment struct {
	text      string
	words     *element // where the text begins; nil without one
	due       field
	amount    field
	discounts []discount
}

// discount is an early-payment discount given in figures.
type discount struct {
	in      *element
	percent field
	amount  field
	basis   field
	period  field
}

// preceding is a reference to an earlier invoice.
type preceding struct {
	number string
	issued field
}
