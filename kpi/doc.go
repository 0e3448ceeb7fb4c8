// Package kpi computes the key figures of customer credit: DSO and its family,
// payment delays, collection, disputes, overdue share.
//
// An [Accumulator] takes every document of the accounts once and keeps sums;
// its [Result] has one method for each definition. [By] keeps one accumulator
// for each client, segment or whatever a key function says.
//
// # Definitions
//
// No article defines these figures, and publications use one name for several
// of them. Each method therefore states one definition and its [Figure] carries
// it: formula in French and English, numerator, denominator, tax basis, days,
// sample size, and where the definition was read.
//
// # What is counted
//
//   - Receivables are the balances of the documents at the end of the closing
//     day, credits deducted, as in the ledger. Doubtful clients (account 416)
//     are left out of them, at the start and at the end of the period.
//   - A balance brought forward within the period (à-nouveau) is a receivable at
//     its start: the books carry it from that day, but it was owed before.
//   - Sales are invoices and credit notes by the day the books carry them, and
//     credit notes recorded as settlements by their date. Money on account,
//     balances brought forward and suspense entries are no sales. The sales of
//     clients who became doubtful remain sales.
//   - Collected is money received less money returned, money on account included.
//   - Delays are measured on the payments of invoices, those brought forward with
//     their date included. A returned payment undoes
//     the latest ones before it; instalments are paid earliest first
//     (art. 1342-10 C. civ.).
//   - Settlements after the closing day are ignored, so that the figures of a
//     past period can be computed again.
//
// # Conventions
//
// Both sides of a ratio are on one tax basis: TTC by default, HT when the
// period asks for it, and then every document must have its net amount; open
// amounts are taken without tax in proportion, rounded half away from zero to
// the cent. One period has one currency. Sums are exact; each figure is rounded
// once, half away from zero, to two decimals.
//
// # Errors
//
// A figure that would divide by nothing is an error ([*NoSalesError],
// [*SalesExhaustedError], [*UndefinedError]), never zero.
package kpi
