// Package notice checks a formal notice (mise en demeure) and the letter of a
// collection agency before they are sent, and says what each does and does not
// do.
//
// # Formal notice
//
// The law gives no list of contents: art. 1344 C. civ. asks for an act with
// sufficient interpellation (or a contract that makes the due date enough).
// [Check] therefore separates what makes the letter a notice (Required: who
// owes what to whom, a clear demand to pay) from what practice adds (Usual).
// The usual time to pay is 8 to 15 days, up to 30.
//
// Effects, as data: see [Effects]. A notice starts legal interest where no
// other interest runs, shows good faith, and opens the ways that ask for it. It
// does not interrupt limitation (Cass. com. 18 May 2022, 20-23.204), except
// against a public debtor, for whom it is a written claim.
//
// # Collection agency
//
// Whoever collects for others must send the letter of art. R124-4 CPCE;
// [AgencyLetter.Check] goes through its items. A missing one is a fine of the
// fifth class (art. R124-7).
//
// Findings come all at once, each with a stable code, words in French and
// English, and its ground. Everything is pure and panics on no input. This
// package checks contents, not truth; it informs and gives no advice.
package notice
