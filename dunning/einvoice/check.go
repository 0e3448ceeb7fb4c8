package einvoice

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning/ceiling"
)

// check looks at the document as a whole.
func (r *reader) check(root *element, f facts) {
	r.checkSums(f)
	r.checkDue(root, f)
	r.checkNotes(root, f)
}

func (r *reader) checkSums(f facts) {
	a := r.doc.Amounts
	if present(f.lines, f.net) {
		if sum := a.Lines.Sub(a.Allowances).Add(a.Charges); !sum.Equal(a.Net) {
			r.find(r.sumDiffers("BT-109", f.net, sum))
		}
	}
	if present(f.net, f.vat) {
		if sum := a.Net.Add(a.VAT); !sum.Equal(a.Total) {
			r.find(r.sumDiffers("BT-112", f.total, sum))
		}
	}
	if a.Prepaid.Abs().GreaterThan(a.Total.Abs()) {
		about := r.about(PrepaidExceeds, "BT-113", f.prepaid.found[0])
		about.Expected = f.total.found[0].text()
		r.find(about)
	}
	if a.Total.IsNegative() {
		code := NegativeInvoice
		if r.doc.Credit {
			code = NegativeCredit
		}
		r.find(r.about(code, "BT-112", f.total.found[0]))
	}
}

func present(fields ...field) bool {
	for _, f := range fields {
		if len(f.found) == 0 {
			return false
		}
	}
	return true
}

func (r *reader) sumDiffers(term string, f field, sum decimal.Decimal) *Finding {
	about := r.about(SumDiffers, term, f.found[0])
	about.Expected = r.shownAmount(sum)
	return about
}

func (r *reader) shownAmount(d decimal.Decimal) string { return d.StringFixed(r.digits) }

// checkDue compares the due date with the issue date, the terms and the law. A
// document on which nothing is left to pay has no due date worth a remark.
func (r *reader) checkDue(root *element, f facts) {
	d, inv := &r.doc, &r.doc.Invoice
	if d.Amounts.Due.IsZero() {
		return
	}
	about := func(code Code, expected date.Date) *Finding {
		found := r.duePlace(code, root, f)
		found.Value, found.Expected = inv.DueDate().String(), expected.String()
		r.find(found)
		return found
	}
	if inv.Due == 0 && d.TermsText() == "" {
		found := r.duePlace(NoTerms, root, f)
		found.Basis = ceiling.Check(0, ceiling.Deal{NothingAgreed: true}).Basis
		r.find(found)
	}
	if _, err := inv.CountedFrom(); inv.Due == 0 && err != nil {
		unknown := r.duePlace(DueUnknown, root, f)
		unknown.Value, unknown.Err = inv.Terms.String(), err
		r.find(unknown)
	}
	if inv.Due != 0 && inv.Due < inv.Issued {
		about(DueBeforeIssue, inv.Issued)
	}
	if stated := r.dueByTerms(); inv.Due != 0 && stated != 0 && stated != inv.Due {
		about(DueContradicts, stated)
	}
	if d.Credit || inv.Amount.IsNegative() || !d.Seller.French() || !d.Buyer.French() || !d.Buyer.Firm() {
		return
	}
	due := inv.DueDate()
	if due == 0 || inv.Due == 0 && !inv.Terms.Agreed() {
		return
	}
	// The longest of the general ceilings: what the contract stipulates is not
	// in the document, and the rule of a sector may still allow more.
	if v := ceiling.Check(due, ceiling.Deal{Issued: inv.Issued, Delivered: inv.Delivered}); v.Outcome == ceiling.Exceeds {
		about(CeilingExceeded, v.Latest).Basis = v.Basis
	}
}

// dueByTerms is the date that BT-20 gives: by its terms, or by itself; 0 when it
// gives none.
func (r *reader) dueByTerms() date.Date {
	inv := r.doc.Invoice
	if r.stated != 0 || !inv.Terms.Agreed() {
		return r.stated
	}
	inv.Due = 0
	return inv.DueDate()
}

// duePlace is where the due date stands, or the document when it has none.
func (r *reader) duePlace(code Code, root *element, f facts) *Finding {
	for _, p := range f.payment {
		if len(p.due.found) > 0 {
			return r.about(code, "BT-9", p.due.found[0])
		}
	}
	return r.about(code, "BT-9", root)
}
