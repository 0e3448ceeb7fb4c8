package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// A Decision is the answer for one file on one day: a step to take, or none
// and every reason why.
type Decision struct {
	AsOf     date.Date `json:"as_of"`
	Client   string    `json:"client"`
	Currency string    `json:"currency"`
	Invoice  string    `json:"invoice,omitempty"` // the carrying invoice
	Segment  string    `json:"segment,omitempty"`

	ID       string            `json:"id,omitempty"`   // the same until the step has been sent: an executor that keeps it never sends twice; see [Decision.Identify]
	Step     string            `json:"step,omitempty"` // "" is nothing to do
	Label    string            `json:"label,omitempty"`
	Since    date.Date         `json:"since,omitzero"` // the day the step became due
	Channels []dunning.Channel `json:"channels,omitempty"`
	Tone     Tone              `json:"tone,omitempty"`
	Deadline date.Date         `json:"deadline,omitzero"` // last day given to pay
	Review   Review            `json:"review,omitempty"`
	Route    string            `json:"route,omitempty"`
	Final    bool              `json:"final,omitempty"`
	Amount   decimal.Decimal   `json:"amount"`           // what the step asks for
	Rule     string            `json:"rule,omitempty"`   // the step's own words: "at previous + 7, when overdue >= 150.00"
	After    After             `json:"after,omitzero"`   // what the day of the step counts from
	Passed   []string          `json:"passed,omitempty"` // steps passed over to catch up
	Times    int               `json:"times,omitempty"`  // how often this very step was sent before: 1 or more when it is repeated
	DaysLate int               `json:"days_late"`        // of the carrying invoice; negative before its due date

	Blockers []Blocker `json:"blockers,omitempty"` // all of them, in the order of the stages
	Next     date.Date `json:"next,omitzero"`      // the earliest day something may happen if nothing changes; AsOf with a step; 0 when no day is known
	NextStep string    `json:"next_step,omitempty"`
	Left     []Left    `json:"left,omitempty"` // what is owed and not asked for

	Policy  string `json:"policy"`
	Version int    `json:"version"`
	Hash    string `json:"hash"`            // SHA-256 of the policy's canonical form, in hexadecimal
	Schema  string `json:"schema"`          // SHA-256 of [Policy.Schema]: the facts and functions it was checked against
	Rates   string `json:"rates,omitempty"` // Facts.Rates
}

// After says which day the day of a step counts from.
type After struct {
	Step string    `json:"step,omitempty"` // the step sent before; "" when it is the due date
	On   date.Date `json:"on,omitzero"`    // the day it was sent, or the due date; 0 for a day that is neither
}

// None reports whether there is nothing to do.
func (d Decision) None() bool { return d.Step == "" }

// Identify is the ID of a decision: a name for the step of a file that was not
// sent yet, "" with nothing to do. The day and the version of the policy are
// left out: tomorrow it is still the same letter. It costs more than the
// decision, so an [Evaluator] leaves it to those who send the step.
func (d *Decision) Identify() string {
	if d.None() {
		return ""
	}
	due := d.AsOf - date.Date(d.DaysLate)
	key := make([]byte, 0, 192)
	for _, part := range [...]string{d.Policy, d.Client, d.Currency, d.Invoice} {
		key = append(strconv.AppendQuote(key, part), ' ')
	}
	if y := due.Year(); y >= 1 && y <= 9999 { // String goes through fmt
		key = due.MidnightUTC().AppendFormat(key, time.DateOnly)
	} else {
		key = append(key, due.String()...)
	}
	key = append(key, ' ')
	key = append(strconv.AppendQuote(key, d.Step), ' ')
	sum := sha256.Sum256(strconv.AppendInt(key, int64(d.Times), 10))
	return hex.EncodeToString(sum[:16])
}

// A Blocker is one reason why nothing is sent.
type Blocker struct {
	Code    Code      `json:"code"`
	Rule    string    `json:"rule,omitempty"`    // id of the hold or step
	Detail  string    `json:"detail,omitempty"`  // the hold's reason, the condition…
	Owner   string    `json:"owner,omitempty"`   // who lifts the hold
	LiftsOn date.Date `json:"lifts_on,omitzero"` // first day it no longer stands if nothing else changes; 0 when no day is known
}

// Left is an amount that is owed and not asked for.
type Left struct {
	Invoice string          `json:"invoice"`
	Amount  decimal.Decimal `json:"amount"`
	Code    Code            `json:"code"`
	LiftsOn date.Date       `json:"lifts_on,omitzero"`
}

// Code is a stable name for a reason. New ones may be added: treat one you do
// not know as "do not send".
type Code string

const (
	NothingOpen    Code = "nothing_open"      // nothing is owed
	NotEffective   Code = "not_effective"     // the policy starts later
	OtherCurrency  Code = "other_currency"    // the policy's amounts are in another currency
	OnHold         Code = "hold"              // a hold of the policy
	Held           Code = "held"              // a hold of the facts: somebody decided so
	InDispute      Code = "disputed"          // all that could be chased is disputed
	Promised       Code = "promised"          // a promise is running
	NotReached     Code = "not_reached"       // the day of the step is still to come
	ConditionFalse Code = "condition"         // the condition of the step does not hold
	Finished       Code = "finished"          // the last step has been sent
	NoStep         Code = "no_step"           // no step is for this segment
	ContactDelay   Code = "contact_delay"     // too soon after the last contact
	ClosedDay      Code = "closed_day"        // not a business day
	BelowItem      Code = "below_min_item"    // the invoice is under min_item
	BelowAccount   Code = "below_min_account" // the client owes less than min_account
	NoAddress      Code = "no_address"        // no channel of the step can reach the client
	SetOff         Code = "set_off"           // paid by credits not yet allocated
	NoDueDate      Code = "no_due_date"       // the due date is not known
	Unexplained    Code = "unexplained"       // an entry of a suspense account
)
