package letter

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// Data is what a text speaks of. Start from [Overdue] or [Upcoming] and add who
// writes; or fill it by hand. All amounts are TTC and in one currency.
//
// Every text needs Creditor.Name, Debtor.Name and Date; what else a kind needs
// is said by the error when it is missing. A text field takes one line of at
// most 200 characters without control characters: nothing of the data can
// become a header, a second recipient or a template.
type Data struct {
	Creditor Party
	Debtor   Party
	Client   dunning.ClientKind // which law the text may quote
	Currency string             // ISO 4217; "" is EUR

	Invoices   []Invoice           // what is claimed; credits, negative, are set off
	Statements []penalty.Statement // what lateness costs, as of Date; none: no amount of it is claimed

	Date          date.Date // of the text
	Place         string    // where a letter is signed
	Signatory     string    // who signs
	Role          string    // of the signatory: "Responsable du crédit clients"
	Deadline      date.Date // last day to pay, or to answer; 0: none
	RegisteredRef string    // number of the registered letter
	Payment       Payment

	Plan    []Instalment // PlanProposal, PlanConfirmation: adds up to what is claimed
	Promise Promise      // PromiseReceipt
	Receipt Receipt      // PaymentReceipt
	Offer   Offer        // DiscountOffer
	Freeze  Freeze       // PenaltyFreeze
	Agent   Agent        // HandOver; Mediation: a name to suggest, may be absent

	Extra map[string]string // further words for templates of your own: {{.Extra.portal}}
}

// A Party is the creditor, the debtor or a third person.
type Party struct {
	Name       string
	Short      string   // name in an SMS; "": Name
	Salutation string   // "Madame Lefèvre": how a letter addresses the person; "": "Madame, Monsieur"
	Address    []string // lines of the postal address, at most 6
	SIREN      string   // nine digits, checked
	Email      string
	Phone      string
}

// An Invoice is one line of what is claimed. An invoice with several due dates
// has one line for each.
type Invoice struct {
	ID       string
	Issued   date.Date
	Due      date.Date
	Amount   decimal.Decimal // of the whole document
	Open     decimal.Decimal // still to pay on this due date; negative for a credit
	Disputed decimal.Decimal // part of Open that is contested and not claimed
}

// Claimed is Open less what is contested.
func (i Invoice) Claimed() decimal.Decimal { return i.Open.Sub(i.Disputed) }

// Payment is how to pay.
type Payment struct {
	IBAN      string // checked; spaces are ignored
	BIC       string // checked; may be absent with an IBAN
	Holder    string // holder of the account; "": the creditor
	Link      string // https address of a payment page
	Other     string // "par chèque à l'ordre de …"
	Reference string // to be quoted with the payment; "": the invoice numbers
}

// An Instalment (échéance) is one payment of a plan.
type Instalment struct {
	Due    date.Date
	Amount decimal.Decimal
}

// A Promise is the debtor's word to pay an amount by a day.
type Promise struct {
	Made   date.Date // the day it was given
	For    date.Date
	Amount decimal.Decimal
}

// A Receipt is a payment that arrived. What is left is what Data.Invoices
// claims.
type Receipt struct {
	Date   date.Date
	Amount decimal.Decimal
}

// An Offer is a discount on what is claimed, for payment of the rest by a day.
type Offer struct {
	Discount decimal.Decimal // given up
	Until    date.Date       // last day
}

// A Freeze is a period [From, Until) without penalties.
type Freeze struct{ From, Until date.Date }

// AgentRole is the trade of the person a file is handed over to.
type AgentRole uint8

// Who a file may be handed over to.
const (
	NoAgent AgentRole = iota
	Agency            // société de recouvrement
	Lawyer            // avocat
	Bailiff           // commissaire de justice
	endAgentRole
)

// An Agent is the person a file is handed over to, or the mediator suggested.
type Agent struct {
	Role  AgentRole
	Party Party
}
