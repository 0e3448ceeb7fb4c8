package letter

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning/notice"
	"github.com/creance/creance/law"
)

// Words by which a formal notice is known, and by which it says what follows.
// A template of one's own may use any of them.
var (
	noticeWords      = regexp.MustCompile(`(?i)mise?\s+en\s+demeure|mettons\s+en\s+demeure`)
	consequenceWords = [2]*regexp.Regexp{
		law.French:  regexp.MustCompile(`(?i)juridiction|tribunal|judiciaire|injonction|en justice|le juge`),
		law.English: regexp.MustCompile(`(?i)court|legal proceedings|judicial|payment order`),
	}
)

// incomplete lists what a written formal notice lacks: what its data holds and
// its template forgot, and what package notice requires of any notice.
func incomplete(lang law.Lang, d *Data, view View, m Message) []Missing {
	missing := unwritten(view, m.Body)
	words, consequence := noticeWords.FindString(m.Body), consequenceWords[lang&1].FindString(m.Body)
	if words == "" {
		missing = append(missing, Missing{NoticeWords, `write "mise en demeure", in an English text too`})
	}
	if consequence == "" {
		missing = append(missing, Missing{Consequence, "say that the court may be asked once the deadline has passed"})
	}
	sums, credits := d.sums(), decimal.Decimal{}
	n := notice.Notice{
		Creditor: notice.Party{Name: d.Creditor.Name, Address: strings.Join(d.Creditor.Address, ", ")},
		Debtor:   notice.Party{Name: d.Debtor.Name, Address: strings.Join(d.Debtor.Address, ", ")},
		Client:   d.Client, Date: d.Date, Currency: d.Currency,
		Subject: m.Subject, Demand: words, Consequence: consequence,
		Interest: sums.interest, Indemnity: sums.indemnity,
		Deadline: int(d.Deadline - d.Date), Means: view.Payment.IBAN + view.Payment.Link + view.Payment.Other,
		Signature: d.Signatory, Registered: true,
	}
	for _, inv := range d.Invoices {
		if inv.Open.IsNegative() {
			credits = credits.Add(inv.Open)
			continue
		}
		n.Items = append(n.Items, notice.Item{Invoice: inv.ID, Issued: inv.Issued, Due: inv.Due, Amount: inv.Claimed()})
	}
	// A notice has no line for what is set off, so its total is before it.
	n.Total = sums.total().Sub(credits)
	for _, f := range notice.Check(n) {
		if f.Weight == notice.Required {
			missing = append(missing, Missing{Element(f.Code), strings.TrimSpace(f.Field + " " + f.Value + " " + f.Text(law.English))})
		}
	}
	return missing
}

// unwritten lists what the data of a formal notice holds and its text does not
// say: a template of one's own may forget it.
func unwritten(view View, body string) []Missing {
	var missing []Missing
	need := func(element Element, what, words string) {
		if words != "" && !strings.Contains(body, words) {
			missing = append(missing, Missing{element, fmt.Sprintf("the template does not print %s, %s", what, quoted(words))})
		}
	}
	need(CreditorName, ".Creditor.Name", view.Creditor.Name)
	for _, line := range view.Creditor.Address {
		need(CreditorAddress, ".Creditor.Address", line)
	}
	need(DebtorName, ".Debtor.Name", view.Debtor.Name)
	for _, line := range view.Debtor.Address {
		need(DebtorAddress, ".Debtor.Address", line)
	}
	need(TextDate, ".Date", view.Date)
	need(SignedAt, ".Place", view.Place)
	need(SignedBy, ".Signatory", view.Signatory)
	need(RegisteredMail, ".RegisteredRef", view.RegisteredRef)
	for _, inv := range view.Invoices {
		need(InvoiceList, "the number of an invoice", inv.Number)
		need(InvoiceList, "the date of an invoice", inv.Issued)
		need(InvoiceList, "the due date of an invoice", inv.Due)
		need(InvoiceList, "what is claimed of an invoice", inv.Claimed)
	}
	if view.HasInterest {
		need(StatementOfCost, ".Interest", view.Interest)
		for _, l := range view.Lines {
			need(StatementOfCost, "the .Text of a line", l.Text)
		}
	}
	if view.HasIndemnity {
		need(StatementOfCost, ".Indemnity", view.Indemnity)
	}
	need(StatementOfCost, ".Total", view.Total)
	need(DayToPay, ".Deadline", view.Deadline)
	need(MeansOfPayment, ".Payment.IBAN", view.Payment.IBAN)
	need(MeansOfPayment, ".Payment.Link", view.Payment.Link)
	need(MeansOfPayment, ".Payment.Other", view.Payment.Other)
	return missing
}
