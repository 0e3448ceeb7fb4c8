package kpi

import (
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// A PeriodError says which field of a period is wrong and why.
type PeriodError struct {
	Field   string // "From", "Until", "Days", "Tax", "Currency"
	Value   string
	Problem string
}

func (e *PeriodError) Error() string {
	return fmt.Sprintf("kpi: period: %s %s %s", e.Field, e.Value, e.Problem)
}

// A MergeError says that two accumulators were made for different periods.
type MergeError struct {
	Have, Other Period
}

func (e *MergeError) Error() string {
	return fmt.Sprintf("kpi: cannot merge: the period is %s here and %s there", e.Have, e.Other)
}

// A NoSalesError says that a figure divides by sales and that there are none,
// or that credit notes exceed them. The figure does not exist then; it is not
// zero.
type NoSalesError struct {
	Figure Code
	Sales  decimal.Decimal // zero or negative
	Period Period
}

func (e *NoSalesError) Error() string {
	return fmt.Sprintf("kpi: %s: sales are %s in %s; there is no such figure without sales", e.Figure, e.Sales, e.Period)
}

// A SalesExhaustedError says that the count-back method has used up all the
// sales it knows before the balance. Add the invoices of earlier months too,
// the paid ones included.
type SalesExhaustedError struct {
	Figure    Code
	Back      date.Date       // first day of the earliest month with sales known
	Remaining decimal.Decimal // the balance that no sales are left for
}

func (e *SalesExhaustedError) Error() string {
	return fmt.Sprintf("kpi: %s: %s of the balance is older than the sales known, which go back to %s; add earlier invoices, the paid ones included", e.Figure, e.Remaining, e.Back)
}

// An UndefinedError says that a figure has nothing to divide by.
type UndefinedError struct {
	Figure  Code
	Missing string // "no invoice was paid in the period"
}

func (e *UndefinedError) Error() string {
	return fmt.Sprintf("kpi: %s: %s", e.Figure, e.Missing)
}
