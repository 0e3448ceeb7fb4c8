package terms

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/law"
)

// A Refusal is the typed answer to a wording that does not fix exactly one
// payment agreement. It is an error, and often a perfectly good answer: "selon
// contrat" means that the date is elsewhere.
type Refusal struct {
	Reason     Reason
	Text       string    // the words that decided, at most 60 bytes of them
	At         int       // where they stand in the wording, in bytes from 0
	Column     int       // the same in characters, from 1
	Date       date.Date // the due date that a FixedDate wording states; else 0
	Readings   []Terms   // of an Ambiguous wording, the agreements it can mean, each with its own Due; nil when they cannot all be named
	Understood []Span    // what was understood besides: the delay, the event, the means of payment
	Suggestion string    // a word for one that is not understood: "jours" for "jorus"; else ""
}

// Reason is why a wording was refused.
type Reason uint8

const (
	NotUnderstood Reason = iota // words or numbers that could change the meaning
	Empty                       // no word at all
	TooLong                     // longer than MaxText
	Ambiguous                   // two or more agreements fit: "30 ou 60 jours"
	Conditional                 // depends on something the text only names: "sous réserve de…"
	Elsewhere                   // the terms are in another document: "selon contrat"
	Incomplete                  // payment terms that say no delay: "prélèvement à échéance"
	FixedDate                   // one date instead of a rule; Refusal.Date has it
	NeverDue                    // "jamais dû": paid otherwise
	Prepaid                     // paid before the invoice: "paiement anticipé"
	UndatedParts                // parts without their dates: "en 3 fois", "40 % / 40 % / 20 %"
	NotATerm                    // another delay: warranty, offer, delivery
	BusinessDays                // "10 jours ouvrés": needs a calendar
	OutOfBounds                 // a delay, day or share that cannot be
	endReason
)

// String is the reason in English: "can mean more than one agreement".
func (r Reason) String() string { return r.Text(law.English) }

// Text is the reason without its place and its remedy.
func (r Reason) Text(lang law.Lang) string { return r.texts().what[lang&1] }
