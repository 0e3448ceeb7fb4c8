// Package dunning holds the facts of accounts receivable: invoices and what
// settled them, clients, promises, disputes, and the history of what was sent.
//
// It is the vocabulary of the module. The packages beside it take these facts
// and answer: dunning/terms gives due dates, penalty the interest and the fixed
// indemnity, aging the aged balance, kpi the key figures, policy the next step.
// The packages dunning/fec, dunning/einvoice and dunning/exchange read them from
// files. [Invoice] and [Account] are where to start.
//
// # Conventions
//
// Amounts are decimals TTC (VAT included) in the invoice's currency; the client
// owes positive amounts. Dates are calendar dates without a time of day; the
// zero date means "absent". Periods are half-open, [From, Until).
//
// Everything here is pure: no clock, no file, no state. "Today" is always a
// parameter, so that the balance of any past day can be asked again.
//
// # Errors
//
// Inputs are checked by [Invoice.Validate], which reports all problems at once
// as [Problems]. Text becomes a date only through [ParseDate] and an amount
// only through [ParseAmount]: both are strict, and bounded against hostile
// input. No function of this package panics on any input.
package dunning
