// Package einvoice reads EN 16931 invoices and credit notes, in the two
// syntaxes of the standard, and gives the texts on payment of an invoice about
// to be issued.
//
// # What is read
//
// UBL 2 Invoice and CreditNote, and the Cross Industry Invoice (CII D16B) that
// Factur-X and ZUGFeRD 2 put inside a PDF (the program examples/facturx takes it
// out). The syntax is told by the name and namespace of the root element. Lines,
// attachments, and the extensions of a profile are passed over.
//
// # What becomes of it
//
// The [Document] has the business terms that matter for being paid, as they
// stand. Its Invoice is filled so:
//
//   - ID is BT-1; Client is the buyer's SIREN, else VAT number, register entry
//     or name ([Party.ID]); Currency is BT-5.
//   - Amount is the total TTC (BT-112) and Net the total HT (BT-109), negative
//     for a credit note (type 381 and the like, or the root CreditNote). A
//     negative total under an invoice type stays negative.
//   - The balance on the day of issue is what the document asks for, BT-115.
//     What is prepaid (BT-113) is a Payment, rounding (BT-114) an Adjustment;
//     if that still does not make BT-115, the rest is an Adjustment too and a
//     finding says so. The document dates none of them: they bear its date.
//     Settlement.Ref names the business term.
//   - Due is BT-9, Terms what terms.Parse makes of BT-20; when they contradict
//     each other BT-9 is kept. When BT-9 is absent and BT-20 names a date, Due
//     is that date. When BT-20 is refused its words stay in Payment and Terms
//     is zero: without BT-9 the legal delay then applies, and a finding says so.
//   - Several due dates with amounts that make the total are Instalments; what
//     is prepaid is one more, on the day of issue.
//   - Delivered is BT-72. The period BT-73 and BT-74 is in the Document only: a
//     period billed in advance is no delivery.
//
// # Dates and amounts
//
// Dates are checked against the calendar: 20260431 is an error. UBL dates may
// have a time zone, which is left aside. CII dates are in format 102 (YYYYMMDD),
// or 203 and 204, whose time is left aside; month formats such as 610 are
// refused. Amounts are plain decimals with no more decimals than their currency
// has. Totals in the currency of the tax are passed over. Nothing is rounded.
// A date or an amount that does not decide what is owed or when (delivery,
// period, totals HT and VAT) is left aside when it cannot be read.
//
// # Errors and findings
//
// A document without a number, a date of issue, a type, a currency, a total TTC
// or an amount due, or with one of these or its due date unreadable, is refused
// with [Errors]: all problems at once, each with line, column, path, value and
// remedy. What can be kept with a doubt is a [Finding] of the document. Codes
// are stable; texts are in French and English.
//
// On an invoice from a French seller to a firm, the notes of art. L441-9 C.
// com. are looked for (PMD penalties, PMT indemnity, AAB discount) and read by
// package mention. Between French firms the due date is held against the
// longest general ceiling of art. L441-10 I C. com. by package ceiling.
//
// # Hostile input
//
// Files are read up to 32 MiB, 100 nested elements and 64 KiB of one tag. A
// document type declaration is refused, so no entity is ever defined or
// expanded. UTF-8, UTF-16, ISO-8859-1, ISO-8859-15 and Windows-1252 are read,
// and a byte that the character set does not have is an error. A byte order
// mark goes before the declaration. No function panics.
//
// # What it does not do
//
// It validates neither the XML schemas nor the business rules of EN 16931 or of
// a national profile; it checks no signature and writes no XML. It informs and
// is not legal advice.
package einvoice
