package dunning

import (
	"iter"

	"github.com/rickb777/date/v2"
)

// An Action is one contact that really took place. A planned or drafted letter
// is not an action: a ladder that counts drafts skips steps.
type Action struct {
	Date    date.Date
	Step    string // the id of the policy step, "" for a contact outside any policy
	Channel Channel
	Invoice string // the invoice that carried it; "" for the whole account
	Policy  string // the policy and version that decided it, when known
	Ref     string // registered-mail number, message id…
}

// A History is what was sent to one client, in any order.
type History []Action

// Until yields the actions dated d or before, in the order of the slice: a
// decision asked for a past day does not know what came later.
func (h History) Until(d date.Date) iter.Seq[Action] {
	return func(yield func(Action) bool) {
		for _, a := range h {
			if a.Date <= d && !yield(a) {
				return
			}
		}
	}
}

// Last is the latest action dated d or before; of several on one day, the last
// of the slice. False when there is none.
func (h History) Last(d date.Date) (last Action, ok bool) {
	for a := range h.Until(d) {
		if !ok || a.Date >= last.Date {
			last, ok = a, true
		}
	}
	return last, ok
}

// Channel is a means of contact.
type Channel uint8

const (
	NoChannel        Channel = iota // an action without contact: a note, a task
	Email                           // e-mail
	SMS                             // text message
	Phone                           // call
	Letter                          // simple letter
	RegisteredLetter                // lettre recommandée avec accusé de réception
	Bailiff                         // commissaire de justice
	endChannel
)

var channelNames = [...]string{"none", "email", "sms", "phone", "letter", "registered_letter", "bailiff"}

// String is the name used in policies: "email", "registered_letter"…; "unknown"
// for another value.
func (c Channel) String() string {
	if c >= endChannel {
		return "unknown"
	}
	return channelNames[c]
}

// ParseChannel reads the name of a channel; false when there is none of that name.
func ParseChannel(name string) (Channel, bool) {
	for i, n := range channelNames {
		if n == name {
			return Channel(i), true
		}
	}
	return 0, false
}

// MarshalText writes the name, so that a list of channels is not written as
// bytes in JSON.
func (c Channel) MarshalText() ([]byte, error) { return []byte(c.String()), nil }
