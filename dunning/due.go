package dunning

import (
	"fmt"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning/terms"
)

// DueDate is the last day on which the client may pay without being late: Due
// when it is set, else the date that Terms give. It is 0 when the terms count
// from a date the invoice does not have; [Invoice.CountedFrom] says which.
// Instalments have due dates of their own, see [Invoice.OpenParts]: this is then
// the date of the invoice as a whole.
//
// Without terms the law applies: 30 days after the goods or the service were
// received (art. L441-10 I C. com.), or after the issue date when the delivery
// date is not known.
func (inv *Invoice) DueDate() date.Date {
	if inv.Due != 0 {
		return inv.Due
	}
	from, err := inv.CountedFrom()
	if err != nil {
		return 0
	}
	return inv.Terms.Due(from)
}

// CountedFrom is the date that the invoice's terms count from; [Invoice.DeriveDue]
// says which of its dates that is. The error is a [*MissingDateError].
//
// Two documented defaults: terms payable on receipt count from the issue date
// when the day of receipt is not known, and so does the legal delay when the
// delivery date is not known.
func (inv *Invoice) CountedFrom() (date.Date, error) {
	from, _, err := inv.start()
	return from, err
}

func (inv *Invoice) start() (date.Date, Start, error) {
	base := inv.Terms.Base()
	from, start := inv.Issued, FromIssue
	switch base {
	case terms.Delivery:
		from, start = inv.Delivered, FromDelivery
		if from == 0 && !inv.Terms.Agreed() {
			from, start = inv.Issued, IssueForDelivery
		}
	case terms.Receipt:
		from, start = inv.Received, FromReceipt
		if from == 0 && inv.Terms.Immediate() {
			from, start = inv.Issued, IssueForReceipt
		}
	case terms.Order:
		from, start = inv.Ordered, FromOrder
	}
	if from == 0 {
		return 0, start, &MissingDateError{Invoice: inv.ID, Base: base}
	}
	return from, start, nil
}

// DaysLate is how many days the due date is past on day d: 1 on the day after
// it, 0 on the day itself, negative before. The second result is false when
// the due date is not known.
func (inv *Invoice) DaysLate(d date.Date) (int, bool) {
	due := inv.DueDate()
	return int(d - due), due != 0
}

// A MissingDateError says which date an invoice needs before it can have a due
// date.
type MissingDateError struct {
	Invoice string
	Base    terms.Base
}

func (e *MissingDateError) Error() string {
	return fmt.Sprintf("invoice %q: its terms count from the %s date, which it does not have", clip(e.Invoice), e.Base)
}
