package kpi

import (
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// A Missing error is one that says why a figure has no value: a [*NoSalesError],
// a [*SalesExhaustedError] or an [*UndefinedError].
type Missing interface {
	error
	// Text is the reason for a reader, beside the name of the figure.
	Text(lang law.Lang) string
}

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

// Text is "aucune vente du 1er janvier 2026 au 31 mars 2026".
func (e *NoSalesError) Text(lang law.Lang) string {
	texts := [2]string{"aucune vente du %s au %s", "no sales from %s to %s"}
	if !e.Sales.IsZero() {
		texts = [2]string{"les avoirs dépassent les ventes du %s au %s", "credit notes exceed the sales from %s to %s"}
	}
	return fmt.Sprintf(pick(texts, lang), locale.Date(e.Period.From, lang), locale.Date(e.Period.Closing(), lang))
}

// A SalesExhaustedError says that the count-back method has used up all the
// sales it knows before the balance. Add the invoices of earlier months too,
// the paid ones included.
type SalesExhaustedError struct {
	Figure    Code
	Back      date.Date       // first day of the earliest month with sales known
	Remaining decimal.Decimal // the balance that no sales are left for
	Currency  string          // of Remaining
}

func (e *SalesExhaustedError) Error() string {
	return fmt.Sprintf("kpi: %s: %s of the balance is older than the sales known, which go back to %s; add earlier invoices, the paid ones included", e.Figure, e.Remaining, e.Back)
}

// Text is "1 200,00 € de créances sont plus anciens que les ventes connues,
// qui commencent le 1er mai 2026".
func (e *SalesExhaustedError) Text(lang law.Lang) string {
	texts := [2]string{"%s de créances sont plus anciens que les ventes connues, qui commencent le %s", "%s of the balance is older than the sales known, which begin on %s"}
	return fmt.Sprintf(pick(texts, lang), locale.Money(e.Remaining, e.Currency, lang), locale.Date(e.Back, lang))
}

// An UndefinedError says that a figure has nothing to divide by.
type UndefinedError struct {
	Figure  Code
	Missing string // "no invoice was paid in the period"
	french  string
}

// undefined makes the error from its French and English texts.
func undefined(code Code, missing [2]string) *UndefinedError {
	return &UndefinedError{Figure: code, Missing: missing[law.English], french: missing[law.French]}
}

func (e *UndefinedError) Error() string {
	return fmt.Sprintf("kpi: %s: %s", e.Figure, e.Missing)
}

// Text is "aucune facture soldée dans la période"; Missing in English.
func (e *UndefinedError) Text(lang law.Lang) string {
	if lang == law.English || e.french == "" {
		return e.Missing
	}
	return e.french
}
