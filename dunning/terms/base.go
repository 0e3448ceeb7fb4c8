package terms

// Base is the event that terms count from.
type Base uint8

const (
	Issue    Base = iota // date of the invoice
	Receipt              // the client receives the invoice
	Delivery             // the client receives the goods, or the service ends
	Order                // the client orders
	endBase
)

var baseNames = [...]string{"issue", "receipt", "delivery", "order"}

// String is the English name in lower case: "issue", "receipt", "delivery",
// "order"; "unknown" for another value.
func (b Base) String() string {
	if b >= endBase {
		return "unknown"
	}
	return baseNames[b]
}

// Method is a means of payment agreed with the terms.
type Method uint8

// The means of payment of the field; Unstated when the terms name none.
const (
	Unstated       Method = iota
	Transfer              // virement
	Cheque                // chèque
	DirectDebit           // prélèvement
	Bill                  // traite, lettre de change, LCR: drawn by the creditor
	AcceptedBill          // traite acceptée: signed by the debtor
	PromissoryNote        // billet à ordre, BOR
	Card                  // carte bancaire
	Cash                  // espèces
	endMethod
)

var methodNames = [...]string{"unstated", "transfer", "cheque", "direct-debit", "bill", "accepted-bill", "promissory-note", "card", "cash"}

// String is the English name in lower case: "transfer", "direct-debit"…;
// "unknown" for another value.
func (m Method) String() string {
	if m >= endMethod {
		return "unknown"
	}
	return methodNames[m]
}
