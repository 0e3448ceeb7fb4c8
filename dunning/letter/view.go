package letter

import (
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
)

// A View is what a template sees: words already written in its language, with
// amounts and dates in its typography, and yes-or-no questions. It has no
// method and no link back to the data, so a template can change nothing.
type View struct {
	Kind, Channel, Tone          string
	Business, Public, Consumer   bool // which law may be quoted
	Courteous, Firm, Formal      bool
	Registered                   bool
	RegisteredRef                string
	Date, Place, Signatory, Role string
	Salutation                   string // "Madame, Monsieur", "Dear Sir or Madam"
	Creditor, Debtor             PartyView

	Invoices  []InvoiceView // what is owed, the oldest first
	Credits   []InvoiceView // what is set off, as positive amounts
	First     InvoiceView   // the oldest
	One       bool          // one invoice and no credit
	Principal string        // what is claimed of the invoices, credits set off

	HasStatement, HasInterest, HasIndemnity bool
	Lines                                   []LineView
	Interest, Indemnity                     string
	Penalties                               string // interest and indemnity
	Paid                                    bool   // payments were counted towards interest first
	Total                                   string // principal, interest and indemnity

	Deadline, DeadlineShort string
	Payment                 PaymentView

	Plan                            []InstalmentView
	PlanTotal                       string
	PromiseMade, PromiseDate        string
	PromiseDateShort, PromiseAmount string
	ReceiptDate, ReceiptAmount      string
	Settled                         bool // nothing is left to pay
	Discount, AfterDiscount         string
	OfferUntil                      string
	FreezeFrom, FreezeUntil         string // first and last day
	Agency, Lawyer, Bailiff         bool
	Agent                           PartyView
	Subject                         string // in the frames only
	Text                            string // in the frames only: the text they surround
	Extra                           map[string]string
}

// A PartyView is a party as printed.
type PartyView struct {
	Name, Short, SIREN, Email, Phone string
	Address                          []string
}

// An InvoiceView is an invoice as printed.
type InvoiceView struct {
	Number, Issued, Due, DueShort string
	Amount, Open, Claimed         string
	Disputed                      string // "" when nothing is
	Late                          string // "12 jours"; "" when it is not late
	Part                          bool   // Claimed is not the whole Amount
}

// A LineView is one line of the statement of interest.
type LineView struct {
	Invoice, From, Until string // first and last day
	Days                 string
	Principal, Rate      string
	Interest             string
	Ground               string // where the rate comes from
	Text                 string // the computation in one line
}

// An InstalmentView is one payment of a plan, counted from 1.
type InstalmentView struct {
	Number                int
	Due, DueShort, Amount string
}

// A PaymentView is how to pay; Any is false when nothing was given.
type PaymentView struct {
	Any                                       bool
	IBAN, BIC, Holder, Link, Other, Reference string
}

// writer puts data in words of one language and currency.
type writer struct {
	lang     law.Lang
	currency string
}

func (w writer) money(d decimal.Decimal) string { return locale.Money(d, w.currency, w.lang) }

func (w writer) date(d date.Date) string {
	if d == 0 {
		return ""
	}
	return locale.Date(d, w.lang)
}

func (w writer) short(d date.Date) string {
	if d == 0 {
		return ""
	}
	return locale.ShortDate(d, w.lang)
}

func (w writer) say(french, english string) string {
	if w.lang == law.English {
		return english
	}
	return french
}

// newView puts checked data in words.
func newView(v Variant, d *Data) View {
	w := writer{v.Lang, d.Currency}
	sums := d.sums()
	view := View{
		Kind: string(v.Kind), Channel: v.Channel.String(), Tone: string(v.Tone),
		Business: d.Client == dunning.Business, Public: d.Client == dunning.Public, Consumer: d.Client == dunning.Consumer,
		Courteous: v.Tone == Courteous, Firm: v.Tone == Firm, Formal: v.Tone == Formal,
		Registered: v.Channel == dunning.RegisteredLetter, RegisteredRef: d.RegisteredRef,
		Date: w.date(d.Date), Place: d.Place, Signatory: d.Signatory, Role: d.Role,
		Salutation: d.Debtor.Salutation,
		Creditor:   w.party(d.Creditor), Debtor: w.party(d.Debtor),

		Principal:    w.money(sums.principal),
		HasStatement: len(d.Statements) > 0, HasInterest: sums.interest.IsPositive(), HasIndemnity: sums.indemnity.IsPositive(),
		Interest: w.money(sums.interest), Indemnity: w.money(sums.indemnity),
		Penalties: w.money(sums.interest.Add(sums.indemnity)), Total: w.money(sums.total()), Paid: sums.interestFirst,

		Deadline: w.date(d.Deadline), DeadlineShort: w.short(d.Deadline),
		Payment: w.payment(d),

		PromiseMade: w.date(d.Promise.Made), PromiseDate: w.date(d.Promise.For),
		PromiseDateShort: w.short(d.Promise.For), PromiseAmount: w.money(d.Promise.Amount),
		ReceiptDate: w.date(d.Receipt.Date), ReceiptAmount: w.money(d.Receipt.Amount), Settled: sums.principal.IsZero(),
		Discount: w.money(d.Offer.Discount), AfterDiscount: w.money(sums.total().Sub(d.Offer.Discount)), OfferUntil: w.date(d.Offer.Until),
		FreezeFrom: w.date(d.Freeze.From),
		Agency:     d.Agent.Role == Agency, Lawyer: d.Agent.Role == Lawyer, Bailiff: d.Agent.Role == Bailiff,
		Agent: w.party(d.Agent.Party),
		Extra: d.Extra,
	}
	if view.Salutation == "" {
		view.Salutation = w.say("Madame, Monsieur", "Dear Sir or Madam")
	} else if v.Lang == law.English {
		view.Salutation = "Dear " + view.Salutation
	}
	if d.Freeze.Until != 0 {
		view.FreezeUntil = w.date(d.Freeze.Until - 1)
	}
	// The oldest debt first, so that First is the one due first.
	invoices := slices.Clone(d.Invoices)
	slices.SortStableFunc(invoices, func(a, b Invoice) int { return int(a.Due - b.Due) })
	for _, inv := range invoices {
		if inv.Open.IsNegative() {
			view.Credits = append(view.Credits, w.invoice(inv, d.Date))
		} else {
			view.Invoices = append(view.Invoices, w.invoice(inv, d.Date))
		}
	}
	if len(view.Invoices) > 0 {
		view.First = view.Invoices[0]
	}
	view.One = len(view.Invoices) == 1 && len(view.Credits) == 0
	for _, s := range d.Statements {
		for _, l := range s.Lines {
			view.Lines = append(view.Lines, w.line(s.Invoice, l))
		}
	}
	total := decimal.Decimal{}
	for i, p := range d.Plan {
		view.Plan = append(view.Plan, InstalmentView{Number: i + 1, Due: w.date(p.Due), DueShort: w.short(p.Due), Amount: w.money(p.Amount)})
		total = total.Add(p.Amount)
	}
	view.PlanTotal = w.money(total)
	return view
}

func (w writer) party(p Party) PartyView {
	short := p.Short
	if short == "" {
		short = p.Name
	}
	return PartyView{Name: p.Name, Short: short, SIREN: printedSIREN(p.SIREN), Email: p.Email, Phone: p.Phone, Address: p.Address}
}

func (w writer) invoice(i Invoice, on date.Date) InvoiceView {
	view := InvoiceView{
		Number: i.ID, Issued: w.date(i.Issued), Due: w.date(i.Due), DueShort: w.short(i.Due),
		Amount: w.money(i.Amount.Abs()), Open: w.money(i.Open.Abs()), Claimed: w.money(i.Claimed().Abs()),
		Part: !i.Claimed().Equal(i.Amount),
	}
	if i.Disputed.IsPositive() {
		view.Disputed = w.money(i.Disputed)
	}
	if days := int(on - i.Due); days > 0 && !i.Open.IsNegative() {
		view.Late = locale.Days(days, w.lang)
	}
	return view
}

func (w writer) line(invoice string, l penalty.Line) LineView {
	return LineView{
		Invoice: invoice, From: w.date(l.From), Until: w.date(l.Until - 1), Days: locale.Days(l.Days, w.lang),
		Principal: w.money(l.Principal), Rate: locale.Percent(l.Rate, max(2, -l.Rate.Normalize().Exponent()), w.lang),
		Interest: w.money(l.Interest), Ground: l.Ground.Text(w.lang), Text: l.Text(w.lang),
	}
}

func (w writer) payment(d *Data) PaymentView {
	p := d.Payment
	view := PaymentView{
		Any:  !blank(p.IBAN, p.Link, p.Other),
		IBAN: printedIBAN(p.IBAN), BIC: p.BIC, Holder: p.Holder, Link: p.Link, Other: p.Other, Reference: p.Reference,
	}
	if view.Holder == "" {
		view.Holder = d.Creditor.Name
	}
	return view
}
