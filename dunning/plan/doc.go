// Package plan cuts a sum into payments: an instalment plan (échéancier), a
// deposit and its balance (acompte et solde), the progress claims of a contract
// (situations de travaux), the discount for early payment (escompte), and the
// loss of the term when an instalment is missed (déchéance du terme).
//
// # Sums
//
// The parts of a plan add up to the invoice to the cent, always. Each part but
// one is rounded half up to the minor unit of the currency, or to
// [Plan.Unit]; the remaining one takes what rounding left. That part is the
// last one, or the first with [RestFirst]; where the plan has balance lines it
// is the last or first of those. An instalment of zero or less is refused: a
// plan that promises more than the sum due is a mistake, not a credit.
//
// Amounts are TTC unless their name says otherwise. [Stages] takes any one
// basis and stays on it.
//
// # Dates
//
// Each line has a fixed due date, or payment terms counted from the invoice's
// dates or from the line before. A line that counts from a date the invoice
// does not have is pending: its amount is known, its due date is not, and
// [Schedule.Instalments] refuses until it is.
//
// # Law
//
// Instalments, discounts and acceleration are contract: nothing here is due
// unless it was agreed. Two limits come from the law. The discount terms, or
// their absence, are on the invoice (art. L441-9 C. com.). And unless the
// contract says expressly and without ambiguity that no notice is needed, the
// term is lost only after a formal notice that names the time left to pay and
// stays without effect (Cass. 1re civ. 3 June 2015, 14-15.655; 22 June 2017,
// 16-18.418, both about loans to non-traders; applied here to every debtor by
// default, which is the careful reading).
//
// # Errors
//
// A plan is checked whole: [Plan.Validate] joins all errors. [*PercentError],
// [*RestError], [*LineError] and [*PendingError] carry the figures.
//
// # What it does not do
//
// No interest inside an instalment, no credit agreement: a plan over more than
// three months for a consumer may be consumer credit. It does not know
// collective proceedings, in which the term is not lost by the judgment alone.
// It informs and gives no advice.
package plan
