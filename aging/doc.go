// Package aging computes the aged balance of customer accounts (balance âgée):
// what is open on a day, by how long it is overdue, and the table of payment
// delays that article D441-6 of the code de commerce prescribes.
//
// # Aged balance
//
// [Of] ages a sequence of invoices in one pass; an [Accumulator] does the same
// over many machines. Each document is counted with its balance at the end of
// the as-of day: settlements dated later are ignored, so that the balance of
// any past day can be asked again. What is open goes to exactly one column:
//
//   - credits: a negative balance (credit note, money on account, overpayment);
//   - due date unknown: the terms count from a date the invoice does not have;
//   - not due: the due date is the as-of day or later. An invoice due on the
//     as-of day is not late;
//   - a bucket of days late: 1-30, 31-60, 61-90 and over 90 by default.
//
// An invoice with instalments is aged part by part, each from its own due date.
// Disputed and doubtful amounts are shown beside the columns, not taken out of
// them: a balance must add up to the ledger.
//
// # The identity
//
// Columns and ledger balance are summed apart, the columns from the parts and
// the balance from the documents. [Balance.Identity] compares them and
// [Balance.Against] compares them with a balance the caller brings from the
// ledger; a program prints both.
//
// # The statutory table
//
// [Statutory] is the request for the table of payment delays of article D441-6,
// customer side, in either of its two models; [Statutory.Table] says how the
// edge cases are counted. The answer carries its legal basis and can be written
// as CSV and HTML, in French. The supplier side needs the purchase ledger, which
// this module does not keep.
//
// # Conventions
//
// Amounts are TTC, in the currency of the document; currencies are never mixed:
// a [Report] has one [Balance] for each. Sums are exact integers of minor
// units and nothing is rounded, save the percentages and the amounts HT of the
// statutory table, which say so.
//
// # Errors
//
// Add refuses a document whose currency or amounts cannot be read, with all its
// problems ([dunning.Problems]), and is then as if Add had not been called.
// Other defects of a document are found by [dunning.Invoice.Validate], which
// belongs at the door of a program and is not repeated here for each of a
// million invoices.
//
// # What it does not do
//
// It converts no currency, allocates no payment and judges no risk.
package aging
