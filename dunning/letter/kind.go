package letter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
)

// Kind is what a text is for.
type Kind string

const (
	Preventive       Kind = "preventive"        // before the due date
	Reminder1        Kind = "reminder-1"        // first reminder: an oversight is assumed
	Reminder2        Kind = "reminder-2"        // second reminder
	Reminder3        Kind = "reminder-3"        // last reminder before the formal notice
	FormalNotice     Kind = "formal-notice"     // mise en demeure
	HandOver         Kind = "hand-over"         // the file goes to a collection agency, a lawyer or a commissaire de justice
	Mediation        Kind = "mediation"         // an amicable settlement through a third person is proposed
	PlanProposal     Kind = "plan-proposal"     // an instalment plan (échéancier) is proposed
	PlanConfirmation Kind = "plan-confirmation" // an instalment plan was agreed
	PromiseReceipt   Kind = "promise-receipt"   // a promise to pay was noted
	PaymentReceipt   Kind = "payment-receipt"   // a payment arrived
	DiscountOffer    Kind = "discount-offer"    // a discount for prompt payment of the whole
	PenaltyFreeze    Kind = "penalty-freeze"    // penalties stop for a while, as a commercial gesture
)

// kinds are all kinds, in the order of the ladder.
var kinds = []Kind{
	Preventive, Reminder1, Reminder2, Reminder3, FormalNotice, HandOver, Mediation,
	PlanProposal, PlanConfirmation, PromiseReceipt, PaymentReceipt, DiscountOffer, PenaltyFreeze,
}

// Tone is how a text speaks. The words are those of a policy step.
type Tone string

// The tones, from the softest.
const (
	Courteous Tone = "courteous"
	Firm      Tone = "firm"
	Formal    Tone = "formal"
)

var tones = []Tone{Courteous, Firm, Formal}

// channels are those that carry a text.
var channels = []dunning.Channel{dunning.Email, dunning.SMS, dunning.Phone, dunning.Letter, dunning.RegisteredLetter}

// A Variant names one text.
type Variant struct {
	Kind    Kind
	Channel dunning.Channel
	Tone    Tone
	Lang    law.Lang
}

// String is "fr/reminder-1 by email, courteous".
func (v Variant) String() string {
	return fmt.Sprintf("%s/%s by %s, %s", v.Lang, v.Kind, v.Channel, v.Tone)
}

func (v Variant) compare(w Variant) int {
	return cmp.Or(
		cmp.Compare(v.Lang, w.Lang),
		cmp.Compare(slices.Index(kinds, v.Kind), slices.Index(kinds, w.Kind)),
		cmp.Compare(v.Channel, w.Channel),
		cmp.Compare(slices.Index(tones, v.Tone), slices.Index(tones, w.Tone)),
	)
}

// A VariantError says that a text does not exist, and which ones of its kind do.
// A reminder before the due date is courteous or it is not written; a formal
// notice goes by registered letter.
type VariantError struct {
	Variant Variant
	Exist   []Variant // of the same kind and language; empty when there are none
}

func (e *VariantError) Error() string {
	if len(e.Exist) == 0 {
		return fmt.Sprintf("letter: no text %s; kinds are %s", e.Variant, join(kinds))
	}
	names := make([]string, len(e.Exist))
	for i, v := range e.Exist {
		names[i] = fmt.Sprintf("%s %s", v.Channel, v.Tone)
	}
	return fmt.Sprintf("letter: no text %s; there is %s", e.Variant, strings.Join(names, ", "))
}

func join[S ~string](words []S) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return strings.Join(texts, ", ")
}
