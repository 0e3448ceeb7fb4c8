package einvoice

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// creditTypes are the codes of BT-3 (UNTDID 1001) that name a credit note, in
// EN 16931 and in the French profile.
var creditTypes = []string{"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"}

// invoiceTypes are those that name an invoice.
var invoiceTypes = []string{
	"71", "80", "82", "84", "102", "130", "202", "203", "204", "211", "218", "219", "295", "325", "326", "331",
	"380", "382", "383", "384", "385", "386", "387", "388", "389", "390", "393", "394", "395", "456", "457",
	"471", "472", "473", "500", "501", "527", "553", "575", "623", "633", "751", "780", "817", "870", "875",
	"876", "877", "935",
}

// build turns the facts of the document into a Document, then looks at it.
func (r *reader) build(syn *syntax, root *element) {
	f := syn.facts(root)
	d := &r.doc
	d.Syntax, d.Profile = syn.Syntax, f.profile
	d.Seller, d.Buyer, d.Means = f.seller, f.buyer, f.means
	for _, n := range f.notes {
		d.Notes = append(d.Notes, n.Note)
	}

	inv := &d.Invoice
	inv.Client = d.Buyer.ID()
	inv.ID = r.required("BT-1", f.number)
	inv.Issued = r.requiredDate("BT-2", f.issued)
	r.buildType(syn, root, f.kind)
	r.buildCurrency(f.currency)
	inv.Delivered = r.usefulDate("BT-72", f.delivered)
	d.PeriodStart = r.usefulDate("BT-73", f.periodStart)
	d.PeriodEnd = r.usefulDate("BT-74", f.periodEnd)
	for _, p := range f.preceding {
		if p.number != "" {
			d.Preceding = append(d.Preceding, Reference{p.number, r.usefulDate("BT-26", p.issued)})
		}
	}
	r.buildAmounts(&f)
	r.buildPayment(f)
	if len(r.errs.List) > 0 {
		return
	}
	r.settle(f)
	r.buildDue(f)
	r.buildTerms(root, f)
	r.check(root, f)
}

func (r *reader) buildType(syn *syntax, root *element, kind field) {
	d := &r.doc
	d.Credit = syn.credit
	if len(kind.found) == 0 {
		if syn.Syntax == CII { // nothing else would give the sign
			r.refuse(r.absent(Missing, "BT-3", kind))
			return
		}
		unknown := r.absent(TypeUnknown, "BT-3", kind)
		unknown.Expected = root.name
		r.find(unknown)
		return
	}
	d.Type = r.required("BT-3", kind)
	credit := slices.Contains(creditTypes, d.Type)
	about := r.about(TypeUnknown, "BT-3", kind.found[0])
	about.Expected = root.name
	switch {
	case !credit && !slices.Contains(invoiceTypes, d.Type):
		r.find(about)
	case syn.Syntax == UBL && credit != syn.credit:
		about.Code = TypeDiffers
		r.find(about)
	}
	d.Credit = d.Credit || credit
}

func (r *reader) buildCurrency(f field) {
	r.doc.Invoice.Currency = r.required("BT-5", f)
	digits, known := minor.Digits(r.doc.Invoice.Currency)
	if !known {
		digits = 2
		r.find(r.about(CurrencyUnknown, "BT-5", f.found[0]))
	}
	r.digits = digits
}

func (r *reader) buildAmounts(f *facts) {
	r.doc.Amounts = Amounts{
		Lines:      r.usefulAmount("BT-106", &f.lines),
		Allowances: r.usefulAmount("BT-107", &f.allowances),
		Charges:    r.usefulAmount("BT-108", &f.charges),
		Net:        r.usefulAmount("BT-109", &f.net),
		VAT:        r.usefulAmount("BT-110", &f.vat),
		Total:      r.requiredAmount("BT-112", f.total),
		Prepaid:    r.amount("BT-113", f.prepaid),
		Rounding:   r.amount("BT-114", f.rounding),
		Due:        r.requiredAmount("BT-115", f.due),
	}
}

// settle gives the invoice its amount, and settlements that bring its balance
// to BT-115, the sum the document asks for. None of them has a date of its own
// in the document, so they bear its date of issue.
func (r *reader) settle(f facts) {
	inv, a := &r.doc.Invoice, r.doc.Amounts
	sign := decimal.NewFromInt(1)
	if r.doc.Credit {
		sign = sign.Neg()
	}
	inv.Amount, inv.Net = a.Total.Mul(sign), a.Net.Mul(sign)
	settle := func(reduces decimal.Decimal, kind dunning.SettlementKind, ref string) {
		if reduces.IsNegative() {
			kind = dunning.Adjustment // the only kind that may be negative: a credit already paid out
		}
		if !reduces.IsZero() {
			inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: inv.Issued, Amount: reduces, Kind: kind, Ref: ref})
		}
	}
	settle(a.Prepaid.Mul(sign), dunning.Payment, "BT-113")
	settle(a.Rounding.Mul(sign).Neg(), dunning.Adjustment, "BT-114")

	asked := a.Total.Sub(a.Prepaid).Add(a.Rounding)
	gap := asked.Sub(a.Due)
	if gap.IsZero() {
		return
	}
	differs := r.sumDiffers("BT-115", f.due, asked)
	if _, err := minor.Of(gap, r.digits); err != nil { // each amount is in bounds, their sum is not
		differs.Err = err
		r.refuse(differs)
		return
	}
	r.find(differs)
	settle(gap.Mul(sign), dunning.Adjustment, "BT-115")
}
