// Package fec reads a Fichier des Écritures Comptables, the accounting export
// that every French firm can hand to the tax authority (art. L47 A and A47 A-1
// LPF), and gives the customer accounts in it: documents, what settled them,
// and all that is odd about the lines.
//
// # What is read
//
// A text file whose first line names its columns: the eighteen of the order,
// those of cash-basis books (DateRglt, ModeRglt, NatOp, IdClient), and any
// other, in any order. Names are matched whatever their case, blanks and
// accents. The separator is tab, | or ;, one may end each line, and a comma is
// refused since it also writes decimals. Lines end with LF, CR LF, CR CR LF or
// CR. Character sets are UTF-8 with or without byte order mark, ISO-8859-15,
// Windows-1252 and CP850 (see [AutoCharset]); UTF-16 and EBCDIC are refused. Double quotes enclose
// cells only in a file whose header is quoted; elsewhere they are letters of a
// label. Amounts stand in Debit and Credit, or in Montant and Sens (D and C, +1
// and -1), with comma or point, padded with blanks or zeros. Dates are AAAAMMJJ.
//
// DateRglt, ModeRglt and NatOp are not used: the ledger counts by EcritureDate,
// and another date would make balances disagree with it. IdClient names the
// client where CompAuxNum is empty.
//
// # What a line becomes
//
// Customers are the accounts 411, and 416 for doubtful ones (see [Options]). A
// client is a CompAuxNum, else an IdClient, else a CompteNum; a collective account,
// "clients divers" and takings name none, and a hold keeps reminders away from
// them, as from retention money (4117). The nature of a
// line comes from the other lines of its entry (same journal, number and date,
// side by side or not): against revenue (70, 75 without 758, 775) or 4457 it is a
// sale, against class 5 money, against 654 a loss, against 665 a discount; the
// journal decides where they are silent. Balances brought forward are told by the
// name of their journal, unless it goes through the year day by day, or by their
// label.
//
//   - A debit is a document: of kind Ordinary when it is a sale; Carried when it
//     is brought forward with a PieceDate of its own (and is more than 1 EUR, which
//     is a difference), else Opening; otherwise Suspense, to be explained before it
//     is chased. Sales of one entry, client and PieceRef, if not lettered apart, are
//     one invoice on several lines.
//   - A debit that moves debts to a doubtful account is no document: they are
//     doubtful from that day. Only what cannot be followed there is an Opening.
//   - A debit against the bank takes a payment back when one of that amount is
//     in its lettered group, or when PieceRef or the label (impayé, rejet) says
//     so: what the payment had settled is open again.
//   - A debit of at most 1 EUR in a lettered group, from a transfer, is an
//     adjustment of the group's last invoice: the cent paid too much.
//   - A credit settles documents as a payment, a credit note, a discount, a loss
//     or a transfer (Adjustment); what it does not settle is a document in the
//     client's favour.
//   - A line without amount is not used.
//
// Lettered groups go first: in each, what can only mean one debt (see [Evident]),
// then the oldest debt; a credit note settles the latest invoice of its amount. A
// letter used several times by one client is told apart by account and letter
// date. What does not balance in a group, and what has no letter, is allocated by
// [Allocation]. The date of a settlement is that of its line, never DateLet;
// between two lines brought forward with their dates it is the PieceDate.
//
// # What is promised
//
// On every day, for every client, and for ordinary and doubtful accounts apart
// (dunning.Invoice.DoubtfulOn), the documents add up to the lines: see [Ledger]. Every line has a [Use]. What
// was allocated without a letter, or is odd in another way, is a [Finding] with
// its line. The same file gives the same ledger.
//
// Amounts are euros and cents, TTC; nothing is rounded. An invoice is Issued on
// its PieceDate, from which its terms count, and Booked on its EcritureDate, by
// which balances count. A balance brought forward has a PieceDate of its own
// when that is before the opening and not the same for all of them; without one
// it is issued on the opening day, and bears no interest. Net is set for a sale
// whose entry has no other customer line and otherwise only class 7 and VAT.
//
// # Errors
//
// [Read] gives a ledger or [*Errors], never both: each [Error] has file, line,
// column, cell and remedy, in French and English; one mistake of a column is listed
// five times and the others are counted. Line numbers count LF (or CR in a file
// without LF). A line holds at most 64 KiB. A file that ends in the middle of a
// line, or of the only entry that does not balance, is truncated. A customer entry
// whose Idevise is not the euro is refused, unless [KeepEuros].
//
// # What is not done
//
// A FEC has no due date, so terms come from the options. The file is not
// checked for conformity. Bills (413), advances (4191), sales not yet invoiced
// (418) and suspense accounts (47) are no customers; their balances are
// findings. Several years in one file are read as they stand: balances brought
// forward a second time count twice, which a finding says.
package fec
