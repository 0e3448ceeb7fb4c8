package dunning

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning/terms"
)

// ClientKind says which law applies to a client.
type ClientKind uint8

const (
	Business ClientKind = iota // another firm: art. L441-10 C. com.
	Public                     // public buyer: code de la commande publique
	Consumer                   // private person: no 40 EUR, legal rate from the formal notice
	endClientKind
)

var clientKindNames = [...]string{"business", "public", "consumer"}

// String is "business", "public" or "consumer"; "unknown" for another value.
func (k ClientKind) String() string {
	if k >= endClientKind {
		return "unknown"
	}
	return clientKindNames[k]
}

// A Client is a debtor. Only ID is needed; what the zero value of the others
// means is said beside them.
type Client struct {
	ID           string
	Name         string
	Kind         ClientKind
	Terms        terms.Terms     // usual payment terms, to be put on his invoices: nothing copies them; zero: nothing agreed
	Since        date.Date       // first dealing; 0 when not known
	CreditLimit  decimal.Decimal // TTC; zero: none set
	Insured      bool            // the credit is insured
	Insolvency   date.Date       // day of the judgment opening safeguard, receivership or liquidation; 0: none
	EmailMissing bool            // no address to write to: a silence that must be reported
}

// A Promise is a client's word to pay an amount by a day. Package policy takes it
// as kept once the payments since Made reach the amount; without an amount, once
// nothing that was to fall due by For is open.
type Promise struct {
	Invoice string          // the invoice it is about; "" for the whole account
	Made    date.Date       // the day it was given
	For     date.Date       // the last day to keep it
	Amount  decimal.Decimal // zero: everything due
}

// A Hold is a decision to leave a client or an invoice alone over [From, Until).
type Hold struct {
	Invoice string // the invoice it is about; "" for the whole account
	From    date.Date
	Until   date.Date // 0: no end was set
	Reason  string
	Owner   string // who decided
}

// OpenOn reports whether the hold applies on day d.
func (h Hold) OpenOn(d date.Date) bool {
	return h.From <= d && (h.Until == 0 || d < h.Until)
}

// An Account is all that is known of one client: the input of a decision.
type Account struct {
	Client   Client
	Invoices []*Invoice
	Promises []Promise
	Holds    []Hold
	History  History // what was really sent
}
