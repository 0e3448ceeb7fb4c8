package letter

import (
	"fmt"
	"strings"

	"github.com/creance/creance/dunning"
)

// Element is something a text cannot do without. The list of a formal notice
// is that of usage, since art. 1344 C. civ. asks only for a summons that is
// sufficiently clear. Of a formal notice it may also be a code of the checklist
// of package notice.
type Element string

// The elements that a letter may lack.
const (
	CreditorName    Element = "creditor-name"
	CreditorAddress Element = "creditor-address"
	DebtorName      Element = "debtor-name"
	DebtorAddress   Element = "debtor-address"
	TextDate        Element = "date"
	SignedAt        Element = "place"
	SignedBy        Element = "signatory"
	RegisteredMail  Element = "registered-ref"
	InvoiceList     Element = "invoices"
	StatementOfCost Element = "statement" // interest and indemnity; of a consumer nothing is owed before the notice, so none is asked for
	DayToPay        Element = "deadline"
	MeansOfPayment  Element = "payment"
	PlanLines       Element = "plan"
	PromisedPayment Element = "promise"
	ReceivedPayment Element = "receipt"
	DiscountTerms   Element = "offer"
	FreezePeriod    Element = "freeze"
	HandOverAgent   Element = "agent"
	NoticeWords     Element = "notice-words" // « mise en demeure »
	Consequence     Element = "consequence"  // what follows when nothing is paid
)

// Missing is an element that is not there, and what to do.
type Missing struct {
	Element Element
	Detail  string
}

// An IncompleteError lists all that a text lacks, in its data or in what a
// template of yours wrote. Nothing is written.
type IncompleteError struct {
	Variant Variant
	Missing []Missing
}

func (e *IncompleteError) Error() string {
	lines := make([]string, len(e.Missing))
	for i, m := range e.Missing {
		lines[i] = fmt.Sprintf("  %s: %s", m.Element, m.Detail)
	}
	return fmt.Sprintf("letter %s lacks:\n%s", e.Variant, strings.Join(lines, "\n"))
}

// Has reports whether the element is among the missing ones.
func (e *IncompleteError) Has(element Element) bool {
	for _, m := range e.Missing {
		if m.Element == element {
			return true
		}
	}
	return false
}

// required lists what the data of a text lacks.
func (d *Data) required(v Variant) []Missing {
	var missing []Missing
	need := func(absent bool, element Element, detail string) {
		if absent {
			missing = append(missing, Missing{element, detail})
		}
	}
	byPost := v.Channel == dunning.Letter || v.Channel == dunning.RegisteredLetter
	notice := v.Kind == FormalNotice
	need(blank(d.Creditor.Name), CreditorName, "set Creditor.Name")
	need(byPost && blank(d.Creditor.Address...), CreditorAddress, "set Creditor.Address, one string for each line")
	need(blank(d.Debtor.Name), DebtorName, "set Debtor.Name")
	need(byPost && blank(d.Debtor.Address...), DebtorAddress, "set Debtor.Address, one string for each line")
	need(d.Date == 0, TextDate, "set Date, the day of the text")
	need(byPost && blank(d.Place), SignedAt, "set Place, where the letter is signed")
	need(byPost && blank(d.Signatory), SignedBy, "set Signatory, who signs")
	need(v.Channel == dunning.RegisteredLetter && blank(d.RegisteredRef), RegisteredMail, "set RegisteredRef, the number of the registered letter")
	need(len(d.Invoices) == 0 && v.Kind != PaymentReceipt, InvoiceList, "add at least one invoice")
	if notice && d.Client != dunning.Consumer {
		for _, id := range d.withoutStatement() {
			need(true, StatementOfCost, fmt.Sprintf("compute the penalty statement of invoice %s as of the date of the letter", quoted(id)))
		}
	}
	deadline := notice || v.Kind == PlanProposal || v.Kind == Mediation
	need(deadline && d.Deadline == 0, DayToPay, "set Deadline, the last day to pay or to answer")
	pay := notice || v.Kind == PlanProposal || v.Kind == PlanConfirmation || v.Kind == DiscountOffer
	need(pay && blank(d.Payment.IBAN, d.Payment.Link, d.Payment.Other), MeansOfPayment, "set Payment.IBAN, Link or Other")
	need((v.Kind == PlanProposal || v.Kind == PlanConfirmation) && len(d.Plan) == 0, PlanLines, "set Plan, one line for each payment")
	need(v.Kind == PromiseReceipt && (d.Promise.Made == 0 || d.Promise.For == 0 || d.Promise.Amount.IsZero()), PromisedPayment, "set the two days and the amount of Promise")
	need(v.Kind == PaymentReceipt && (d.Receipt.Date == 0 || d.Receipt.Amount.IsZero()), ReceivedPayment, "set the day and the amount of Receipt")
	need(v.Kind == DiscountOffer && (d.Offer.Until == 0 || d.Offer.Discount.IsZero()), DiscountTerms, "set the discount and the last day of Offer")
	need(v.Kind == PenaltyFreeze && (d.Freeze.From == 0 || d.Freeze.Until == 0), FreezePeriod, "set both ends of Freeze")
	need(v.Kind == HandOver && (d.Agent.Role == NoAgent || blank(d.Agent.Party.Name)), HandOverAgent, "set the role and the name of Agent")
	return missing
}

// withoutStatement are the claimed invoices that no statement speaks of.
func (d *Data) withoutStatement() []string {
	stated := map[string]bool{}
	for _, s := range d.Statements {
		stated[s.Invoice] = true
	}
	var ids []string
	for _, inv := range d.Invoices {
		if !stated[inv.ID] && inv.Open.IsPositive() {
			ids = append(ids, inv.ID)
			stated[inv.ID] = true
		}
	}
	return ids
}

// blank is true when nothing would be seen of the texts.
func blank(texts ...string) bool {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			return false
		}
	}
	return true
}
