// Package mention writes and checks the three notes on payment that French law
// asks for on an invoice between businesses (art. L441-9 C. com.):
//
//	PMD  the late-payment rate            (pénalités de retard)
//	PMT  the 40 EUR recovery indemnity    (indemnité forfaitaire)
//	AAB  the discount for early payment   (escompte), or that there is none
//
// The codes are those of EN 16931 notes in French use.
//
// # Writing
//
// A [Rule] says what was agreed; [Rule.Mentions] gives the notes in French or
// English. The zero Rule is what the law sets when nothing was agreed: the
// refinancing rate of the European Central Bank plus 10 points, 40 EUR, no
// discount. A public buyer has his own rate, plus 8 points, which no contract
// changes. A consumer owes none of the first two: no note is written for him.
//
// # Checking
//
// [Check] reads a given text, French or English, and reports what is missing,
// what denies the law ("aucune pénalité") and what is doubtful. It recognises
// usual wordings only: what it does not see is reported as missing, so a
// finding is a reason to look, and no finding is not a certificate. What it
// understood (rate, amount, discount) is in the [Report], to be compared with
// the contract and, with [Rate.BelowFloor], with three times the legal rate.
//
// Missing the notes is fined (art. L441-9 and L441-16 C. com.); penalties and
// indemnity are due all the same (Cass. com. 3 March 2009, 07-16.527).
//
// Everything is pure, bounded and panics on no input. This package informs and
// gives no advice.
package mention
