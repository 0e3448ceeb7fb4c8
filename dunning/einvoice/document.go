package einvoice

import (
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// A Document is what was read of one e-invoice. The numbers in the comments are
// the business terms of EN 16931.
type Document struct {
	Syntax  Syntax
	Profile string // BT-24, as written
	Type    string // BT-3: "380" invoice, "381" credit note, "386" prepayment invoice…
	Credit  bool   // a credit note, by its type or its root element

	// Invoice is the document as the rest of this module takes it: see the
	// package documentation for how each field is filled.
	Invoice dunning.Invoice

	Seller, Buyer Party          // BG-4, BG-7
	Amounts       Amounts        // with the signs of the document
	Notes         []Note         // BG-1
	Payment       []PaymentTerms // BT-20 and BT-9, in the order of the document
	Means         []string       // BT-81, codes of UNTDID 4461: "30" credit transfer, "59" SEPA direct debit
	Preceding     []Reference    // BG-3
	PeriodStart   date.Date      // BT-73; 0 when absent
	PeriodEnd     date.Date      // BT-74, the last day of the period; 0 when absent
	Findings      []*Finding     // what to look at before relying on the document
}

// TermsText is the whole BT-20 as written, its parts on a line each.
func (d *Document) TermsText() string {
	var lines []string
	for _, p := range d.Payment {
		if p.Text != "" {
			lines = append(lines, p.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// Syntax is a binding of EN 16931.
type Syntax uint8

const (
	UBL Syntax = iota + 1 // OASIS UBL 2.1 Invoice or CreditNote
	CII                   // UN/CEFACT Cross Industry Invoice, also inside Factur-X and ZUGFeRD 2
)

// String is "UBL" or "CII"; "unknown" for another value.
func (s Syntax) String() string {
	switch s {
	case UBL:
		return "UBL"
	case CII:
		return "CII"
	}
	return "unknown"
}

// Amounts are the document totals as written; zero when absent.
type Amounts struct {
	Lines      decimal.Decimal // BT-106, sum of the lines, HT
	Allowances decimal.Decimal // BT-107
	Charges    decimal.Decimal // BT-108
	Net        decimal.Decimal // BT-109, total HT
	VAT        decimal.Decimal // BT-110
	Total      decimal.Decimal // BT-112, total TTC
	Prepaid    decimal.Decimal // BT-113
	Rounding   decimal.Decimal // BT-114
	Due        decimal.Decimal // BT-115, what remains to be paid
}

// A Note is BT-22 with its subject code BT-21.
type Note struct {
	Code string // "PMD", "PMT", "AAB"…; "" when the note has none
	Text string
}

// UBL is the note as UBL writes it in France, which has no element for the
// subject code: "#PMD#Pénalités…".
func (n Note) UBL() string {
	if n.Code == "" {
		return n.Text
	}
	return "#" + n.Code + "#" + n.Text
}

// PaymentTerms are one group of payment terms.
type PaymentTerms struct {
	Text      string          // BT-20 as written
	Due       date.Date       // BT-9; 0 when absent
	Amount    decimal.Decimal // the part due on that day; zero: not said
	Discounts []Discount      // given in figures (CII only)
}

// A Discount is an early-payment discount (escompte) given in figures.
type Discount struct {
	Percent decimal.Decimal // flat; zero: not said
	Amount  decimal.Decimal // zero: not said
	Basis   decimal.Decimal // what the percentage is of; zero: not said
	Days    int             // paid within so many days; 0: not said in days
}

// A Reference names an earlier invoice.
type Reference struct {
	Number string    // BT-25
	Issued date.Date // BT-26; 0 when absent
}
