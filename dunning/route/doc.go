// Package route lists the ways to recover a claim in France and says for each
// whether it is open, why, by which deadlines, who acts, and whether a lawyer is
// needed.
//
// The answer to one claim on one day is a list in a fixed order, from the
// amicable to the forced:
//
//	formal-notice       mise en demeure
//	mediation           mediation or conciliation
//	arbitration         needs a clause
//	agency              collection agency, letter of art. R124-4 CPCE
//	small-claims        simplified procedure up to 5 000 EUR, art. L125-1 CPCE
//	uncontested         uncontested invoices between merchants, art. L126-1 CPCE (law 2026-307)
//	payment-order       injonction de payer, art. 1405 CPC
//	interim             référé-provision, art. 835 and 873 CPC
//	merits              action on the merits
//	enforcement         with an enforceable title
//	proof-of-claim      declaration of the claim in collective proceedings
//
// # Verdicts
//
// A route is open, closed, or cannot be told: a fact is missing ([Unknown]), or
// the law is not settled. Open means that nothing given here closes it, not that
// it will succeed. Every reason has a stable code, words in French and English,
// and a law.Basis with its dates and confidence; a reason known from memory only
// ([M]) never closes a route, it makes it "cannot tell".
//
// # Dates
//
// The day asked decides: the procedure of art. L126-1 exists from 23 April 2026,
// a payment order issued from 1 September 2026 is served within three months
// instead of six. The package knows the law from 1 October 2023 (art. 750-1 CPC
// restored) and refuses earlier days with a [*DateError]. The contribution of 50
// EUR is modelled with the conflict about its first day: see [Charge.Conflict].
//
// Deadlines in months go to the same day-number (art. 641 CPC). They are not
// rolled to a business day (art. 642): the date given is the careful one.
//
// # What it does not do
//
// It gives information and no advice, and each answer says so ([Notice]). It
// knows nothing of evidence, solvency, foreign debtors, consumers' collective
// proceedings (surendettement), rents, or the administrative courts that judge
// most claims on public bodies. Everything is pure; no input panics.
package route
