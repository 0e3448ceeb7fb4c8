package dunning

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// A Settlement is one thing that changed the balance of an invoice after it
// was issued. The amount is positive and Kind says which way it works.
type Settlement struct {
	Date   date.Date       // the day the money is on the creditor's account (CJEU C-306/06), or the day of the document
	Amount decimal.Decimal // in the invoice's currency; positive except for Adjustment
	Kind   SettlementKind  // zero value: Payment
	Ref    string          // bank line, number of the credit note…; free text
}

// SettlementKind says what a settlement is.
type SettlementKind uint8

const (
	Payment    SettlementKind = iota // money received
	CreditNote                       // avoir: reduces the principal, is not a payment
	Returned                         // a payment that came back (impayé, rejet): raises the balance again
	Discount                         // escompte granted for early payment
	WriteOff                         // passage en perte: closed without money
	Adjustment                       // rounding or transfer entry; the only kind that may be negative (it then raises the balance)
	endSettlementKind
)

var settlementNames = [...]string{"payment", "credit-note", "returned", "discount", "write-off", "adjustment"}

// String is the English name in lower case: "payment", "credit-note"…; "unknown"
// for another value.
func (k SettlementKind) String() string {
	if k >= endSettlementKind {
		return "unknown"
	}
	return settlementNames[k]
}

// Effect is what the settlement does to the open balance: negative when it
// reduces it.
func (s Settlement) Effect() decimal.Decimal {
	if s.Kind == Returned {
		return s.Amount
	}
	return s.Amount.Neg()
}
