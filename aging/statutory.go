package aging

import (
	"errors"
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/law"
)

// Model is one of the two presentations that article D441-6 lets a company
// choose between.
type Model uint8

const (
	AtClosing  Model = iota // I: invoices issued, unpaid at closing and past due
	DuringYear              // II: invoices that were late during the year, paid since or not
	endModel
)

// Statutory says which table of payment delays is wanted (art. D441-6 C. com.):
// the one that a company with an auditor prints in its management report, on
// the side of its customers.
type Statutory struct {
	From     date.Date // first day of the financial year
	Until    date.Date // first day after it; the closing day is the day before
	Model    Model     // zero value: AtClosing
	Tax      dunning.TaxBasis
	Currency string // ISO 4217, "" is EUR; convert other invoices at the closing rate first

	// Turnover of the year on the basis Tax, the base of the percentages of
	// model I. Model II takes what was invoiced in the year from the invoices
	// themselves; Turnover must then be zero.
	Turnover decimal.Decimal

	// Unrecorded are invoices that are not in the books. They are left out and
	// listed apart, as disputed ones are.
	Unrecorded []*dunning.Invoice

	// The reference terms (C): those of the contracts, in words, and the legal
	// ones where there is no contract. One of them at least.
	Contractual, Legal string
}

// Validate reports all that is wrong with the request: every error is a
// [*StatutoryError].
func (s Statutory) Validate() error {
	var errs []error
	bad := func(field string, value any, problem string) {
		errs = append(errs, &StatutoryError{Field: field, Value: fmt.Sprint(value), Problem: problem})
	}
	if s.From == 0 {
		bad("From", "", "is missing; give the first day of the financial year")
	} else if s.Until <= s.From {
		bad("Until", s.Until, "is not after From; give the first day after the financial year")
	}
	if s.Model >= endModel {
		bad("Model", uint8(s.Model), "is neither AtClosing nor DuringYear")
	}
	if !s.Tax.Valid() {
		bad("Tax", uint8(s.Tax), "is neither TTC nor HT")
	}
	digits, known := dunning.CurrencyDigits(s.Currency)
	if !known {
		bad("Currency", s.Currency, "is no ISO 4217 code")
	}
	_, err := minor.Of(s.Turnover, digits)
	switch {
	case err != nil:
		bad("Turnover", "", err.Error())
	case s.Model == AtClosing && !s.Turnover.IsPositive():
		bad("Turnover", s.Turnover, "is not positive; percentages at closing are of the turnover of the year")
	case s.Model == DuringYear && !s.Turnover.IsZero():
		bad("Turnover", s.Turnover, "has no use in a table of the year, whose base is what was invoiced; leave it out")
	}
	if s.Contractual == "" && s.Legal == "" {
		bad("Contractual, Legal", "", "are both missing; say which terms the delays are counted against")
	}
	return errors.Join(errs...)
}

// A StatutoryError says which field of a request is wrong and why.
type StatutoryError struct {
	Field, Value string
	Problem      string
}

func (e *StatutoryError) Error() string {
	return fmt.Sprintf("table D441-6: %s %.40s %s", e.Field, e.Value, e.Problem)
}

// A Column is one column of the table.
type Column struct {
	Amount  decimal.Decimal
	Percent decimal.Decimal // of the base, rounded half up to two decimals, each column by itself
}

// A CountedColumn also has the number of invoices, which the model asks for at
// day 0 and in the total only.
type CountedColumn struct {
	Column
	Invoices        int
	InvoicesPercent decimal.Decimal // model II: of the invoices of the year
}

// An Exclusion is a group of documents that the columns leave out.
type Exclusion struct {
	Invoices []string        // their numbers, sorted
	Amount   decimal.Decimal // sum of what is open (model I) or was invoiced (model II)
}

// A StatutoryTable is the table of payment delays of the customers. Percentages
// are rounded one by one and need not add up.
type StatutoryTable struct {
	Request Statutory // what it answers

	ZeroDay  CountedColumn // on the due date: indicative, not part of the total
	Tranches [4]Column     // 1-30, 31-60, 61-90, 91 days and more
	Total    CountedColumn // 1 day and more

	Base         decimal.Decimal // what the percentages are of
	BaseInvoices int             // model II: invoices issued in the year

	Disputed    Exclusion // (B) in dispute at closing
	NotRecorded Exclusion // (B) not in the books
	Undated     Exclusion // due date not known: in no column, to be cleared up
	Credits     Exclusion // balances in the client's favour, not deducted from the columns

	Basis  law.Basis // of the table
	Layout law.Basis // of which cells are filled: the official model is an image
}

// The law of the table.
var (
	statutoryBasis = law.Basis{
		Article:    "art. L441-14 et D441-6 C. com.",
		Source:     "décret 2021-211 du 24 février 2021, modèle de l’art. A441-2, arrêté du 20 mars 2017, annexe 4-1",
		Confidence: law.Agreed,
		From:       date.New(2021, 2, 27),
		Checked:    date.New(2026, 11, 22),
	}
	statutoryLayout = law.Basis{
		Article:    "art. A441-2 C. com., annexe 4-1",
		Source:     "the model is printed as an image in the Journal officiel; cell layout from memory",
		Confidence: law.Memory,
		From:       date.New(2017, 3, 22),
		Checked:    date.New(2026, 11, 22),
	}
)
