package dunning

import (
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// A DueDerivation is how the due date of an invoice was reached.
type DueDerivation struct {
	Due   date.Date
	Start Start            // where it begins
	Terms terms.Derivation // its steps; zero when the due date is stated on the invoice
	Basis law.Basis        // ground of the delay; zero when the due date is stated
}

// Start names the date a due date was counted from. The codes are stable.
type Start string

const (
	StatedDue        Start = "stated"             // nothing counted: Invoice.Due
	FromIssue        Start = "issue"              // as the terms say
	FromReceipt      Start = "receipt"            // as the terms say
	FromDelivery     Start = "delivery"           // as the terms or the law say
	FromOrder        Start = "order"              // as the terms say
	IssueForReceipt  Start = "issue-for-receipt"  // by default: payable on receipt, day of receipt not known
	IssueForDelivery Start = "issue-for-delivery" // by default: legal delay, delivery date not known
)

var startTexts = map[Start][2]string{
	StatedDue:        {"échéance portée sur la facture", "due date stated on the invoice"},
	FromIssue:        {"date de facture", "invoice date"},
	FromReceipt:      {"réception de la facture", "receipt of the invoice"},
	FromDelivery:     {"livraison", "delivery"},
	FromOrder:        {"commande", "order"},
	IssueForReceipt:  {"date de facture, faute de connaître celle de réception", "invoice date, the day of receipt not being known"},
	IssueForDelivery: {"date de facture, faute de connaître celle de livraison", "invoice date, the delivery date not being known"},
}

// ByDefault reports whether the date counted from is a default of this library
// and not the one that the terms or the law name.
func (s Start) ByDefault() bool { return s == IssueForReceipt || s == IssueForDelivery }

// DeriveDue explains [Invoice.DueDate]: the date it counts from, whether that
// date is a default, and each step of the terms. The error is a
// [*MissingDateError], or what terms.Terms.Validate says of the terms.
func (inv *Invoice) DeriveDue() (DueDerivation, error) {
	if inv.Due != 0 {
		return DueDerivation{Due: inv.Due, Start: StatedDue}, nil
	}
	if err := inv.Terms.Validate(); err != nil {
		return DueDerivation{}, err
	}
	from, start, err := inv.start()
	if err != nil {
		return DueDerivation{}, err
	}
	steps := inv.Terms.Derive(from)
	return DueDerivation{Due: steps.Due, Start: start, Terms: steps, Basis: dueBasis(start)}, nil
}

// dueBasis is the article on payment terms; a default start is this library's
// judgment, since the law counts from a date that is not known.
func dueBasis(s Start) law.Basis {
	b := law.Basis{
		Article:    "art. L441-10 I C. com.",
		Source:     "code de commerce; DGCCRF, « Délais de paiement : les règles à connaître »",
		Confidence: law.Agreed,
		From:       date.New(2019, 4, 26),
		Checked:    date.New(2026, 11, 22),
	}
	if s.ByDefault() {
		b.Confidence = law.Judgment
		b.Source += "; date de facture par défaut"
	}
	return b
}

// Text says the derivation in one line: "livraison : 15 janvier 2025 ; + 30
// jours : 14 février 2025".
func (d DueDerivation) Text(lang law.Lang) string {
	from := d.Due
	steps := d.Terms.Text(lang)
	rest := ""
	if len(d.Terms.Steps) > 0 {
		first := d.Terms.Steps[0]
		from = first.On
		rest = strings.TrimPrefix(steps, first.Text(lang)) // the start says which date it really is
	}
	texts, colon := startTexts[d.Start], " : "
	name := texts[0]
	if lang == law.English {
		name, colon = texts[1], ": "
	}
	return name + colon + locale.Date(from, lang) + rest
}
