package nightly

import (
	"encoding/json"
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/penalty"
)

// A Line is what a run says of one document, in its currency. It is a figure
// without its grounds: [dunning.Invoice.DeriveDue] derives the due date and
// [penalty.Calculator.Statement] the rest, with the articles, for the documents
// somebody asks about.
//
// A document that the books do not carry on the day ([dunning.Invoice.BookedOn])
// has a line as the books have it: nothing of it is open or late, what was paid
// already is a credit, and lateness costs nothing. The claim exists all the same,
// which [penalty.Compute] answers for; once it is booked its interest is
// counted from its own due date, so that nothing is lost by waiting.
//
// It keeps whole minor units and makes decimals when asked: most amounts of a
// night are never read, and decimals would be most of its garbage.
type Line struct {
	Invoice  string
	Currency string    // ISO 4217
	Due      date.Date // 0: the document lacks the date that its terms count from; no interest is then counted
	DaysLate int       // while something is open; 0 when it is not due

	digits int32
	open   int64
	charge penalty.Charge
}

// describe says what the document says of itself; its balance is known.
func (l *Line) describe(inv *dunning.Invoice, asOf date.Date) {
	l.Invoice, l.Currency, l.Due = inv.ID, inv.CurrencyCode(), inv.DueDate()
	l.digits, _ = dunning.CurrencyDigits(inv.Currency)
	if l.open > 0 && l.Due != 0 && l.Due < asOf {
		l.DaysLate = int(asOf - l.Due)
	}
}

// Open is the balance, negative in the client's favour.
func (l Line) Open() decimal.Decimal { return l.amount(l.open) }

// Interest is all the interest counted, paid or not.
func (l Line) Interest() decimal.Decimal { return l.amount(l.charge.Interest) }

// Indemnity is the fixed sum for recovery costs, paid or not.
func (l Line) Indemnity() decimal.Decimal { return l.amount(l.charge.Indemnity) }

// Paid is the part of interest and indemnity that payments covered.
func (l Line) Paid() decimal.Decimal { return l.amount(l.charge.Paid) }

func (l Line) amount(n int64) decimal.Decimal { return minor.Decimal(n, l.digits) }

// lineText is a line in JSON.
type lineText struct {
	Invoice   string          `json:"invoice"`
	Currency  string          `json:"currency"`
	Due       date.Date       `json:"due,omitzero"`
	DaysLate  int             `json:"days_late"`
	Open      decimal.Decimal `json:"open"`
	Interest  decimal.Decimal `json:"interest"`
	Indemnity decimal.Decimal `json:"indemnity"`
	Paid      decimal.Decimal `json:"paid"`
}

// MarshalJSON writes amounts as decimals.
func (l Line) MarshalJSON() ([]byte, error) {
	return json.Marshal(lineText{l.Invoice, l.Currency, l.Due, l.DaysLate, l.Open(), l.Interest(), l.Indemnity(), l.Paid()})
}

// UnmarshalJSON reads what MarshalJSON writes; an amount that its currency
// cannot express is refused.
func (l *Line) UnmarshalJSON(data []byte) error {
	var t lineText
	if err := json.Unmarshal(data, &t); err != nil {
		return err
	}
	digits, known := dunning.CurrencyDigits(t.Currency)
	if !known {
		return fmt.Errorf("nightly: line of %.40q: currency %.10q is unknown", t.Invoice, t.Currency)
	}
	read := Line{Invoice: t.Invoice, Currency: t.Currency, Due: t.Due, DaysLate: t.DaysLate, digits: digits}
	for _, f := range []struct {
		name string
		from decimal.Decimal
		to   *int64
	}{
		{"open", t.Open, &read.open}, {"interest", t.Interest, &read.charge.Interest},
		{"indemnity", t.Indemnity, &read.charge.Indemnity}, {"paid", t.Paid, &read.charge.Paid},
	} {
		n, err := minor.Of(f.from, digits)
		if err != nil {
			return fmt.Errorf("nightly: line of %.40q: %s %w", t.Invoice, f.name, err)
		}
		*f.to = n
	}
	*l = read
	return nil
}
