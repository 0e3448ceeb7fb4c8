package terms

import (
	"fmt"

	"github.com/rickb777/date/v2"
)

// A Refusal is the typed answer to a wording that does not fix exactly one
// payment agreement. It is an error, and often a perfectly good answer: "selon
// contrat" means that the date is elsewhere.
type Refusal struct {
	Reason Reason
	Text   string    // the words that decided, at most 60 bytes of them
	At     int       // where they stand in the wording, in bytes from 0
	Date   date.Date // the due date that a FixedDate wording states; else 0
}

func (e *Refusal) Error() string {
	text := e.Reason.String()
	if e.Date != 0 {
		text += " (" + e.Date.String() + ")"
	}
	if e.Text != "" {
		text = fmt.Sprintf("%q at byte %d: %s", e.Text, e.At, text)
	}
	return "payment terms: " + text + "; " + remedies[e.Reason]
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

var reasonTexts = [...]string{
	NotUnderstood: "not understood",
	Empty:         "no wording",
	TooLong:       "the wording is too long",
	Ambiguous:     "can mean more than one agreement",
	Conditional:   "depends on a condition",
	Elsewhere:     "refers to terms written elsewhere",
	Incomplete:    "does not say when to pay",
	FixedDate:     "states a date, not a rule",
	NeverDue:      "never falls due",
	Prepaid:       "is paid in advance",
	UndatedParts:  "has parts whose dates are not all known",
	NotATerm:      "is not a payment delay",
	BusinessDays:  "counts business days",
	OutOfBounds:   "is out of bounds",
}

var remedies = [...]string{
	NotUnderstood: "remove what does not say when to pay, or write it as in the examples of this package",
	Empty:         "give the wording, or use the zero Terms for the legal default",
	TooLong:       "give the payment terms alone, at most 500 bytes",
	Ambiguous:     "say which one, in the order it is counted: \"45 jours fin de mois\" or \"fin de mois 45 jours\"",
	Conditional:   "give the terms that apply once the condition is settled",
	Elsewhere:     "give the terms of that document",
	Incomplete:    "add the delay: \"30 jours\", \"à réception de facture\"",
	FixedDate:     "set the invoice's due date instead",
	NeverDue:      "record the payment instead",
	Prepaid:       "record the payment instead",
	UndatedParts:  "give each part its delay: \"50 % à la commande, 50 % à 30 jours\"",
	NotATerm:      "give the sentence about payment",
	BusinessDays:  "give calendar days, or roll the date with package dunning/calendar",
	OutOfBounds:   "delays go to 3650 days or 120 months, days of the month from 1 to 31, shares to 100 % in all",
}

// String is the reason in English: "can mean more than one agreement".
func (r Reason) String() string {
	if r >= endReason {
		return "unknown reason"
	}
	return reasonTexts[r]
}
