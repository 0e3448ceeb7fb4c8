// Package letter writes what leaves for the client at each step of the ladder:
// e-mails, text messages, call scripts, letters and the formal notice (mise en
// demeure), in French and in English, courteous, firm or formal.
//
//	data, err := letter.Overdue(client, "EUR", today, statements...)
//	data.Creditor, data.Debtor, data.Payment = us, them, bank
//	message, err := letter.Default().Write(letter.Variant{
//		Kind: letter.Reminder1, Channel: dunning.Email, Tone: letter.Courteous,
//	}, data)
//
// # Texts
//
// [Set.Variants] lists the texts there are. Not every combination makes sense:
// a reminder before the due date is courteous, and a formal notice goes by
// registered letter. What does not exist is a [*VariantError], never another
// text in its place.
//
// # Law
//
// What a text may quote follows [Data].Client. A firm is reminded of penalties
// and of the 40 EUR (art. L441-10 II and D441-5 C. com.); a public buyer of
// moratory interest and the 40 EUR (art. L2192-13, R2192-31 and D2192-35 CCP);
// a consumer of neither: legal interest runs from the receipt of the formal
// notice (art. 1231-6 and 1344-1 C. civ.) and costs of collection without a
// title stay with the creditor (art. L111-8 CPCE). Statements whose grounds are
// those of another kind of client are refused. Interest of a public buyer is
// never frozen or given up (art. L2192-14 CCP).
//
// A formal notice is written only when nothing of the usual list is missing:
// parties and addresses, invoices with dates and amounts, the statement of
// interest and indemnity, total, deadline of 8 to 30 days, means of payment,
// consequence, place, date, signature, number of the registered letter. What is
// missing is listed in an [*IncompleteError]; package notice has the grounds.
// No text says that the notice interrupts limitation: it does not (Cass. com.
// 18 May 2022, 20-23.204).
//
// # Amounts
//
// A text claims the balance of the invoices in the ledger, contested parts
// left out and credits set off, and, where statements are given, interest and
// indemnity in full; that is [penalty.Statement.Payable] whatever payments were
// counted towards first. Nothing is computed here but sums and differences,
// exactly. French typography: 1 234,56 €, no-break spaces, 23 novembre 2026.
//
// # Text messages
//
// SMS texts are folded to the GSM 03.38 alphabet where French or English letters
// lack in it (ê becomes e) and measured: [MeasureSMS]. The shipped texts fit in
// one message of 160 septets when the short name of the creditor, the number of
// the invoice and its amount have at most 20, 15 and 12 characters; longer ones
// are not cut but counted in segments.
//
// # Templates of your own
//
// [Set.With] replaces blocks of the shipped files, which are in the folder
// templates, by your own:
//
//	set, err := letter.Default().With(map[string]string{
//		"fr/reminder-1.tmpl": `{{define "text/firm"}}…{{end}}`,
//	})
//
// A file of a kind defines "subject" and the texts: "text/firm" for what is
// written (e-mail and letter), "email/firm" to set one channel apart, "sms",
// "phone" for every tone of a channel. A file common.tmpl defines the frames
// around them ("frame/email", "frame/letter") and blocks that several share.
//
// Templates are those of text/template, narrowed: they see a [View], which is
// words and yes-or-no questions, may compare, choose and repeat, and call no
// function but and, or, not, eq, ne, lt, le, gt, ge, len. Unknown fields, functions, files
// and blocks, comparisons of unlike things, circles and excessive repetition are
// reported when the set is made, with file, line and column, all at once. Words
// in Data.Extra are free; one that is not there when a letter is written is an
// error, never an empty place. Plain spaces and apostrophes in templates get the
// typography of their language.
//
// # Data is inert
//
// Names and references take one line without control characters: they can carry
// no header, line or template. Bodies are plain text; a program that puts one
// into HTML escapes it.
//
// # What it does not do
//
// It sends nothing and stores nothing, and knows no layout but lines. It does
// not write the first letter of a collection agency (art. R124-4 CPCE: see
// package notice) nor acts of a commissaire de justice. It does not ask whether a
// plan for a consumer is consumer credit (package plan says when). It gives no advice:
// have the texts you send read by somebody who knows your contracts.
package letter
