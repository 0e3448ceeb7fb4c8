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
//	             ordered (commande), delivered (livraison), received (réception), doubtful (douteux)
//	settlements  invoice (facture), client, date, amount (montant), kind (nature), ref (référence)
//
// The columns id, client, issued and amount of an invoice, invoice, date and
// amount of a settlement, and id of a client are required. A column that is not
// listed is an error, so that a misspelt due date cannot be ignored; add its name
// to [Format].Ignore to leave it aside.
//
// What a number and a date look like is declared with a [Format], never guessed:
// 01/02/2026 is February in Paris and January in Boston. [French] is what a
// French spreadsheet writes, [ISO] what a program does.
//
// # JSON
//
// [ReadJSON] and [WriteJSON] carry whole accounts. Amounts are strings, dates are
// ISO 8601 strings; unknown names are errors.
//
// # Errors
//
// All problems of a file are reported at once, as [Problems], each with its line,
// column and remedy; beyond 100 they are only counted. Nothing is returned of a
// file with a problem, so no invoice is lost without a word.
package exchange
