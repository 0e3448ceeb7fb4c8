// Package penalty counts what late payment costs the debtor: interest and the
// fixed indemnity for recovery costs, under French law and, as data, under that
// of other European countries.
//
// # Law
//
// Between firms art. L441-10 II C. com. gives, for want of a contract rate, the
// rate of the European Central Bank (taux de refinancement) plus 10 points, and
// 40 EUR for each invoice (art. D441-5). [B2B] is that rule, [Contract] the one
// with an agreed rate and its floor of three times the legal rate, [PublicBuyer]
// that of the code de la commande publique, [Consumer] the legal rate from a
// formal notice (mise en demeure). [B2BFrom2009] answers for debts late before
// 2013, and [ForCountry] has the rules of other countries. A [Rule] is plain data:
// where the law is silent or leaves a choice, the choice is a field with a named
// default.
//
// # Rates
//
// The ECB rate and the French legal rate are shipped with their sources, as
// dated series ([Official]); a newer table can be read ([Rates.With]). The rate
// of a half-year is that in force on its first day, and it is keyed by its
// effective date, never by the day it was decided. A day whose rate is not known
// is refused with a [*RateError]: nothing is extrapolated.
//
// # Days
//
// Interest runs from the day after the due date to the day of payment included:
// payment − due days. Each day bears the rate of its own half-year, on the
// balance of the evening before. Periods are half-open, [From, Until). A line
// ends where the balance, the rate or, for actual years, the year changes.
//
// # Rounding
//
// Half up to the minor unit, on each line (or on the running total, see
// [Rounding]). The lines always add up to the total. [Statement.Unrounded] is
// exact. Computations are on integers.
//
// # Payments
//
// Money received for several invoices is shared among them by [Impute] (art.
// 1342-10 C. civ.). Within one invoice a part payment pays interest first (art.
// 1343-1), see [Allocation]; when the ledger is settled interest stops, and a
// finding says what that leaves, see [Closing]. A rate fixed by the day of payment ([AtPayment]) is not known when an
// earlier payment would pay interest first: it goes with [PrincipalFirst] only.
// The statement says what each settlement paid, and whatever the order, what is
// payable is the open balance of the ledger plus the price of lateness.
//
// # The claim and the books
//
// A debt exists from its issue, not from its booking: everything here is about the
// claim and reads Issued and the due date, never [dunning.Invoice.BookedOn]. An
// invoice that is booked late, or brought forward by books that open later
// ([dunning.Carried]), was owed and late before, and is priced from its own due
// date; the same invoice gives the same statement whenever it is booked. Balances
// do count by the books, so on a day before the booking what is payable exceeds
// the balance by the whole amount. Whoever adds up a portfolio as the books show it
// leaves such invoices out, as nightly does.
//
// # Errors
//
// An invoice or a rule that is not valid gives [dunning.Problems], all at once;
// an unknown due date a [*dunning.MissingDateError]; an unknown rate a
// [*RateError]. No function panics on any input.
//
// # What it does not do
//
// It does not say whether a claim is disputed, time-barred or worth pursuing,
// claims no recovery costs beyond the fixed sum, knows neither retention money
// nor suspended public payment terms (give the due date that results), converts no
// currency, and is no legal advice.
package penalty
