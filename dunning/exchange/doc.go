// Package exchange reads clients, invoices and settlements from CSV and JSON,
// and writes accounts and results back.
//
// # CSV
//
// The first line names the columns, in any order, in English or in French:
//
//	clients      id (code), name (nom), kind (type), terms (conditions), since (depuis),
//	             credit_limit (plafond), insured (assuré), insolvency (procédure)
//	invoices     id (numéro), client, issued (date), due (échéance), terms (conditions),
//	             amount (montant_ttc), net (montant_ht), currency (devise),
//	             ordered (commande), delivered (livraison), received (réception), kind (nature),
//	             booked (comptabilisation), doubtful (douteux), doubtful_from (douteux_depuis)
//	settlements  invoice (facture), client, date, amount (montant), kind (nature), ref (référence)
//
// The columns id, client, issued and amount of an invoice, invoice, date and
// amount of a settlement, and id of a client are required. A column that is not
// listed is an error, so that a misspelt due date cannot be ignored; add its name
// to [Format].Ignore to leave it aside.
//
// The kind of a client is business (entreprise), public or consumer (particulier);
// that of a document invoice (facture; a credit note is one of a negative amount),
// on-account (acompte), opening (à-nouveau), suspense (attente) or carried
// (reprise); that of a settlement payment (paiement), credit-note (avoir), returned
// (impayé, rejet), discount (escompte), write-off (perte) or adjustment (écart).
// Yes is yes, oui, true or 1; no is no, non, false or 0. An empty cell is the zero
// value.
//
// An invoice is booked on the day from which the books carry it, by which balances
// count; empty is the day it was issued ([dunning.Invoice.BookedOn]). A doubtful one
// stands on account 416 from doubtful_from on, empty is since ever
// ([dunning.Invoice.DoubtfulOn]); that day is refused of one that is not doubtful.
//
// What a number and a date look like is declared with a [Format], never guessed:
// 01/02/2026 is February in Paris and January in Boston. [French] is what a
// French spreadsheet writes, [ISO] what a program does. Files are in UTF-8, or
// in Windows-1252 where the format says so.
//
// # JSON
//
// [ReadJSON] and [WriteJSON] carry whole accounts. Amounts are strings, dates are
// ISO 8601 strings; unknown names are errors. The names are those of the dunning
// types in snake_case, and what is absent may be left out:
//
//	[{"client": {"id": "durand", "kind": "business", "terms": "45 jours fin de mois"},
//	  "invoices": [{"id": "F-1", "issued": "2026-04-10", "amount": "1200.00",
//	    "settlements": [{"date": "2026-07-15", "amount": "400.00", "kind": "payment"}],
//	    "disputes": [{"from": "2026-08-03", "amount": "150.00", "reason": "pose"}]}],
//	  "promises": [{"invoice": "F-1", "made": "2026-11-16", "for": "2026-11-30"}],
//	  "holds": [{"from": "2026-08-01", "until": "2026-09-01", "reason": "congés"}],
//	  "history": [{"date": "2026-06-03", "step": "relance-1", "channel": "email"}]}]
//
// # Errors
//
// All problems of a file are reported at once, as [Problems], each with its line,
// column and remedy: wrong cells, JSON values of another type, names that stand
// twice, and documents that do not hold together. Beyond
// 100 problems are only counted. Nothing is returned of a file with a problem, so
// no invoice is lost without a word.
package exchange
