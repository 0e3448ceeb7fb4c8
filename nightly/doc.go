// Package nightly runs everything over a portfolio in one pass: due dates, the
// aged balance, key figures, the price of lateness, and the next step of each
// client.
//
// Accounts stream in and results stream out, in the order they came, so that a
// portfolio larger than the memory can be worked through: what is kept at any
// time are the accounts in flight, a few dozen for each worker, and the totals.
//
// # What is promised
//
// The same accounts and settings give the same results and the same [Summary],
// byte for byte, whatever the number of workers. A worker computes the result of
// one account with [Job.Account], which depends on nothing else; the totals are
// summed in the order of the input.
//
// # The books
//
// A run shows a portfolio as the books had it at the end of the day AsOf: the
// balance, the figures, the lines and their charges, the facts of a decision. A
// document booked later ([dunning.Invoice.BookedOn]) counts in none of them, so
// that the charges of a summary are those of its balance; see [Line].
//
// # Errors
//
// An account with an error is refused whole: its result has the error and
// nothing else, and it counts in no total. The others go on. All errors come
// back together as [Errors], each with its account; [Settings].MaxErrors stops a
// run whose input is broken.
//
// # What it does not do
//
// It reads no file and writes none: dunning/exchange and dunning/fec do. It sends
// nothing: what was really sent is given with the account, so a run that is
// repeated on the same day decides the same, and a night that was missed costs
// nothing. There is nothing to cancel; to stop early, end the input or return
// an error from the function that takes the results.
package nightly
