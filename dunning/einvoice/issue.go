package einvoice

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/ceiling"
	"github.com/creance/creance/dunning/mention"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// PaymentTexts are what an invoice about to be issued says about its payment,
// to be put in its business terms by the program that writes the XML.
type PaymentTexts struct {
	Due      date.Date  // BT-9; 0 when the terms count from a day still to come
	Terms    string     // BT-20, in the French that terms.Parse reads back
	Notes    []Note     // BT-22 with BT-21: PMD, PMT and AAB; none for a consumer or a credit note
	Findings []*Finding // what a careful sender looks at: DueContradicts, DueBeforeIssue, CeilingExceeded
}

// A DiscountError says that the mention rule and the terms of an invoice grant
// different discounts for early payment.
type DiscountError struct {
	Rule  mention.Discount
	Terms []terms.Discount
}

func (e *DiscountError) Error() string {
	return fmt.Sprintf("e-invoice: the rule for the AAB note grants a discount of %s %%, and the terms of the invoice %s; leave it out of the rule", e.Rule.Percent, e.Terms[0])
}

// Texts gives the texts of an invoice. The notes follow the rule, in the
// language asked for; a discount that the rule leaves out is taken from the
// terms of the invoice.
//
// The schedule of an invoice with instalments is not written: BT-9 is one date.
//
// The error joins those of [dunning.Invoice.Validate], terms.Terms.Validate and
// [mention.Rule.Validate], or is a [*DiscountError].
func Texts(inv *dunning.Invoice, rule mention.Rule, lang law.Lang) (PaymentTexts, error) {
	granted := inv.Terms.Discounts()
	if err := errors.Join(inv.Validate(), inv.Terms.Validate(), rule.Validate()); err != nil {
		return PaymentTexts{}, err
	}
	if len(granted) > 0 && !rule.Discount.None() && !sameDiscount(rule.Discount, granted) {
		return PaymentTexts{}, &DiscountError{rule.Discount, granted}
	}
	t := PaymentTexts{Due: inv.DueDate(), Terms: inv.Terms.String()}
	t.look(inv, rule.Client)
	if inv.IsCredit() {
		return t, nil
	}
	mentions, err := rule.Mentions(lang)
	if err != nil {
		return PaymentTexts{}, err
	}
	for _, m := range mentions {
		n := Note{Code: string(m.Code), Text: m.Text}
		if m.Code == mention.AAB && len(granted) > 0 {
			n.Text = discountText(granted, lang)
		}
		t.Notes = append(t.Notes, n)
	}
	return t, nil
}

// look adds the findings of an invoice about to be issued.
func (t *PaymentTexts) look(inv *dunning.Invoice, client dunning.ClientKind) {
	if inv.IsCredit() || t.Due == 0 {
		return
	}
	add := func(code Code, expected date.Date, basis law.Basis) {
		t.Findings = append(t.Findings, &Finding{Code: code, Term: "BT-9", Value: t.Due.String(), Expected: expected.String(), Basis: basis})
	}
	if t.Due < inv.Issued {
		add(DueBeforeIssue, inv.Issued, law.Basis{})
	}
	byTerms := *inv
	byTerms.Due = 0
	if stated := byTerms.DueDate(); inv.Terms.Agreed() && stated != 0 && stated != t.Due {
		add(DueContradicts, stated, law.Basis{})
	}
	if client != dunning.Business { // a public buyer's delay is not the seller's to choose
		return
	}
	if v := ceiling.Check(t.Due, ceiling.Deal{Issued: inv.Issued, Delivered: inv.Delivered}); v.Outcome == ceiling.Exceeds {
		add(CeilingExceeded, v.Latest, v.Basis)
	}
}

func sameDiscount(d mention.Discount, granted []terms.Discount) bool {
	one := granted[0]
	return len(granted) == 1 && !d.Yearly && one.Percent.Decimal().Equal(d.Percent) && one.Days == d.Days && one.Condition != terms.NotSpecified
}

// discountText is the AAB note of the discounts that the terms grant.
func discountText(granted []terms.Discount, lang law.Lang) string {
	french := lang != law.English
	parts := make([]string, len(granted))
	for i, d := range granted {
		percent := d.Percent.Decimal()
		rate := locale.Percent(percent, max(0, -percent.Normalize().Exponent()), lang)
		days := locale.Days(d.Days, lang)
		switch {
		case d.Condition == terms.Within && french:
			parts[i] = fmt.Sprintf("%s pour un règlement sous %s", rate, days)
		case d.Condition == terms.Within:
			parts[i] = fmt.Sprintf("%s if paid within %s", rate, days)
		case d.Condition == terms.BeforeDue && d.Days > 0 && french:
			parts[i] = fmt.Sprintf("%s pour un règlement %s avant l’échéance", rate, days)
		case d.Condition == terms.BeforeDue && d.Days > 0:
			parts[i] = fmt.Sprintf("%s if paid %s before the due date", rate, days)
		case french:
			parts[i] = rate + " pour un règlement avant l’échéance"
		default:
			parts[i] = rate + " if paid before the due date"
		}
	}
	if french {
		return "Escompte pour paiement anticipé\u00a0: " + strings.Join(parts, "\u00a0; ") + "."
	}
	return "Discount for early payment: " + strings.Join(parts, "; ") + "."
}
