// Package ceiling checks a due date against the legal ceilings on payment terms
// between French firms and for public buyers.
//
// # What law
//
// Art. L441-10 I C. com. (60 days, or 45 days end of month when the contract
// says so; 45 days for periodic invoices; 30 days from delivery when nothing
// was agreed), the sectors of art. L441-11 II, exports (L441-12), goods sent
// overseas (L441-13), and the terms of public buyers (R2192-10 and R2192-11
// CCP). Consumers have no such ceiling.
//
// # Dates, not labels
//
// The same words are lawful on one invoice and not on the next: "30 jours fin
// de mois le 15" passes every reading on seven invoice dates of ten and none on
// the others. So [Check] takes a due date and the facts of the deal, and
// answers with each limit the law admits, the latest of them, and the days over.
//
// "45 jours fin de mois" has two official readings that never agree. When the
// contract does not say which, both are admitted and the answer says so.
//
// # Facts it needs
//
// A limit counts from a date; when the deal does not have it, or does not say
// whether the contract stipulates a derogation, the answer is [CannotTell] with
// what is missing, unless the date is lawful, or over, whatever the missing
// fact. Nothing is guessed. A ceiling is never moved by a week-end or a holiday.
//
// Facts that exclude each other, such as a stipulated derogation in a contract
// that agrees on nothing, are refused by [Deal.Validate] with the reason.
//
// The rules are those in force since 26 April 2019 (ordonnance 2019-359);
// of earlier invoices the answer is [CannotTell]. From 1 January 2027 the ground
// of the periodic invoice cites the CIBS instead of the CGI, with the same days.
// This package informs; it is not legal advice.
package ceiling
