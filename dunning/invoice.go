package dunning

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/minor"
)

// An Invoice is one document of a customer account: an invoice, a credit note,
// or money received that is not yet allocated to an invoice. Amounts are TTC
// (VAT included); what the client owes is positive, what he is owed is negative.
//
// The zero value is not a valid invoice: see [Invoice.Validate]. An Invoice is
// data: no method changes it, and the same invoice may be read by many
// goroutines at once.
type Invoice struct {
	ID       string // the number printed on the document, unique for its client
	Client   string // the [Client.ID] it belongs to
	Currency string // ISO 4217; "" is EUR
	Kind     DocumentKind

	Issued    date.Date   // date of the document; 0 is refused by Validate
	Booked    date.Date   // day from which the books carry it, where that is another: balances count by it; 0: Issued
	Due       date.Date   // agreed or printed due date; 0: derived from Terms
	Terms     terms.Terms // payment terms; zero: nothing agreed, the legal default applies
	Ordered   date.Date   // 0 when not known; the dates some terms count from
	Delivered date.Date   // receipt of the goods or end of the service
	Received  date.Date   // receipt of the invoice by the client

	Amount      decimal.Decimal // TTC; negative for a credit note or money on account
	Net         decimal.Decimal // HT (without VAT), for key figures on that basis; zero when not known
	Settlements []Settlement    // in any order
	Instalments []Instalment    // agreed schedule (échéancier); empty: one due date
	Disputes    []Dispute

	// Doubtful: client douteux (account 416), kept in the balance and shown
	// apart, from DoubtfulFrom on; 0 is since ever. See DoubtfulOn.
	Doubtful     bool
	DoubtfulFrom date.Date
}

// DocumentKind says what a document of a customer account is.
type DocumentKind uint8

const (
	Ordinary  DocumentKind = iota // an invoice, or a credit note when its amount is negative
	OnAccount                     // money received and not allocated (règlement non affecté, acompte): negative
	Opening                       // balance brought forward (à-nouveau), its documents unknown
	Suspense                      // an entry to be explained (compte d'attente)
	Carried                       // an invoice brought forward with its own date: no sale of these books, else like an Ordinary one
	endDocumentKind
)

var documentNames = [...]string{"invoice", "on-account", "opening", "suspense", "carried"}

// String is the English name in lower case: "invoice", "on-account"…; "unknown"
// for another value.
func (k DocumentKind) String() string {
	if k >= endDocumentKind {
		return "unknown"
	}
	return documentNames[k]
}

// IsCredit reports whether the document is in the client's favour.
func (inv *Invoice) IsCredit() bool { return inv.Amount.IsNegative() }

// BookedOn is the day from which the books carry the document: Booked, or
// Issued when that is 0.
func (inv *Invoice) BookedOn() date.Date {
	if inv.Booked != 0 {
		return inv.Booked
	}
	return inv.Issued
}

// DoubtfulOn reports whether the document stands on the doubtful accounts on
// day d.
func (inv *Invoice) DoubtfulOn(d date.Date) bool { return inv.Doubtful && inv.DoubtfulFrom <= d }

// CurrencyCode is the ISO 4217 code, "EUR" when Currency is empty.
func (inv *Invoice) CurrencyCode() string {
	if inv.Currency == "" {
		return "EUR"
	}
	return inv.Currency
}

// OpenAt is the balance of the document at the end of day d, in the invoice's
// currency: the amount once booked (see [Invoice.BookedOn]), less what settled
// it. Settlements dated after d are ignored, so a balance of last month still
// shows what has been paid since. Before it is booked the document itself counts
// for nothing and a payment made early shows as a credit, exactly as in the
// ledger; of a document brought forward ([Carried]) such a payment counts for
// nothing either, since the books took both over on one day.
//
// A negative balance means that the client is owed money (overpayment, credit).
// An amount beyond all bounds counts for nothing here; Validate refuses it.
func (inv *Invoice) OpenAt(d date.Date) decimal.Decimal {
	if open, err := inv.OpenMinorAt(d); err == nil {
		digits, _ := minor.Digits(inv.Currency)
		return minor.Decimal(open, digits)
	}
	// An invoice that Validate refuses still gets exact arithmetic, save amounts
	// such as 1e999999999 that no arithmetic survives.
	open := decimal.Decimal{}
	if inv.takenOverAfter(d) {
		return open
	}
	if inv.BookedOn() <= d && bounded(inv.Amount) {
		open = inv.Amount
	}
	for _, s := range inv.Settlements {
		if s.Date <= d && bounded(s.Amount) {
			open = open.Add(s.Effect())
		}
	}
	return open
}

// OpenMinorAt is [Invoice.OpenAt] in minor units (cents), without allocation.
// It fails when the currency is unknown, or an amount is out of bounds or has a
// fraction of a minor unit; Validate tells which.
func (inv *Invoice) OpenMinorAt(d date.Date) (int64, error) {
	digits, ok := minor.Digits(inv.Currency)
	if !ok {
		return 0, errUnknownCurrency
	}
	var open int64
	if inv.takenOverAfter(d) {
		return 0, nil
	}
	if inv.BookedOn() <= d {
		n, err := minor.Of(inv.Amount, digits)
		if err != nil {
			return 0, err
		}
		open = n
	}
	for i := range inv.Settlements {
		s := &inv.Settlements[i]
		if s.Date > d {
			continue
		}
		n, err := minor.Of(s.Amount, digits)
		if err != nil {
			return 0, err
		}
		if s.Kind == Returned {
			n = -n
		}
		// Each |n| is at most minor.Limit, so only thousands of settlements
		// at the limit could overflow; Validate bounds their number.
		open -= n
	}
	return open, nil
}

// takenOverAfter reports whether the books took the document over after day d,
// with all that had happened to it.
func (inv *Invoice) takenOverAfter(d date.Date) bool { return inv.Kind == Carried && d < inv.Booked }

// Claim is the document as the client owes it: open from the day it bears,
// though the books carry it from a later one only. Delays are counted on it,
// balances are not. It is inv itself when the books had it by then, else a copy.
func (inv *Invoice) Claim() *Invoice {
	if inv.Booked <= inv.Issued { // 0 included
		return inv
	}
	claim := *inv
	claim.Booked = 0
	return &claim
}

// SettledOn is the day from which nothing has been owed on the document without
// interruption up to day d, and true; false when something is still open on d
// or the document is not booked yet. A payment counts on its own day, though the
// books had the document later: being booked late makes no payer late. One made
// before the document counts on the day of the document. A payment returned
// afterwards reopens the invoice.
func (inv *Invoice) SettledOn(d date.Date) (date.Date, bool) {
	if d < inv.BookedOn() || inv.owedAt(d) {
		return 0, false
	}
	// The balance only changes on settlement days; the last one before which
	// something was owed is the day looked for.
	claim := inv.Claim()
	settled := claim.BookedOn()
	for i := range claim.Settlements {
		on := claim.Settlements[i].Date
		if on <= d && on > settled && claim.owedAt(on-1) {
			settled = on
		}
	}
	return settled, true
}

func (inv *Invoice) owedAt(d date.Date) bool {
	if open, err := inv.OpenMinorAt(d); err == nil {
		return open > 0
	}
	return inv.OpenAt(d).IsPositive()
}
