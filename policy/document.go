package policy

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// A Document is a policy as it is written: the content of a YAML or JSON file,
// or a Go literal. It is plain data; [Compile] checks it and makes it decide.
//
// Fields that hold a condition or a day are texts in the expression language
// described in the package documentation.
type Document struct {
	Policy    string    // its name, printed in every decision
	Version   int       // 1 or more; raise it with every change
	Effective date.Date // first day it applies; 0: always
	Currency  string    // of every amount in it, ISO 4217; "" is EUR
	Constants []Constant
	Let       []Condition

	Limits         Limits
	Calendar       Calendar
	Carrying       Carrying // "" is OldestDue
	OnCarryingPaid Restart  // "" is Contextual
	CatchUp        CatchUp  // "" is MandatoryThenJump

	Segments []Segment
	Holds    []Hold
	Steps    []Step

	Guarantees []Guarantee // what Verify proves; they decide nothing

	name string     // the file it was read from
	text sourceText // where each of its values stands there; empty for a Go literal
}

// A Constant is a number with a name. It takes its type where it is used: 30 is
// a number of days beside days_overdue, an amount beside overdue.
type Constant struct {
	Name  string
	Value string // as written: 1_500.00
}

// A Condition is a condition with a name, used in the others like a fact.
type Condition struct {
	Name string
	When string
}

// Limits hold for every step.
type Limits struct {
	MinItem         decimal.Decimal // an invoice with less left to pay is not chased
	MinAccount      decimal.Decimal // a client who owes less is left alone
	MinContactDelay int             // days between two contacts of a client, whatever the step; 0 still allows one a day only
}

// A Calendar says on which days a contact may take place.
type Calendar struct {
	BusinessDays string      // a name of dunning/calendar, such as "FR" or "FR-57"; "": every day
	Closed       []date.Date // further days without contact
}

// Carrying says which invoice of a client carries his file on the ladder: its
// due date is the clock of the steps and its history their position.
type Carrying string

// The oldest due date carries by default. Of several equal invoices the one
// with most left to pay carries, then the one whose number sorts first.
const (
	OldestDue   Carrying = "oldest_due"   // the invoice due first
	HighestStep Carrying = "highest_step" // the invoice furthest on the ladder
	Largest     Carrying = "largest"      // the invoice with most left to pay, among the late ones first
	EachInvoice Carrying = "invoice"      // no grouping: each invoice has its own file
)

// Restart says where the file goes on when the carrying invoice has been paid
// and another one carries.
type Restart string

const (
	FromStart  Restart = "restart"    // at the first step
	Contextual Restart = "contextual" // at the step that fits the age of the new carrying invoice
	Continue   Restart = "continue"   // after the last step sent, while something stayed overdue
)

// CatchUp says what happens when several steps are due at once, because the
// policy is new or was not run. In every mode a mandatory step is never passed
// over, and an optional one is as soon as a later step is due. Two steps are
// never sent on one day.
type CatchUp string

const (
	OneStep           CatchUp = "one_step"            // the next step, whatever the delay; `previous` is the day it was really sent
	Jump              CatchUp = "jump"                // the last step that is due; a mandatory step on the way comes first
	MandatoryThenJump CatchUp = "mandatory_then_jump" // the default: the missed mandatory steps in their order, then the last step that is due; Jump by its full name
	Replay            CatchUp = "replay"              // every missed step, spaced only by the minimum contact delay; `previous` is the day the step was due
)

// A Segment is a group of clients. The first one whose condition holds is
// taken; the last one has none and takes everybody else.
type Segment struct {
	ID   string
	When string
}

// A Hold is a reason to leave a file alone, looked at before any step.
type Hold struct {
	ID     string
	When   string
	Reason string // shown to the reader
	Owner  string // who lifts it
	Scope  Scope  // "" is WholeFile
	Start  string // a day: the hold applies from it
	End    string // a day: the hold no longer applies on it
}

// Scope is how much a hold stops.
type Scope string

const (
	WholeFile    Scope = "file"          // nothing is sent
	DisputedPart Scope = "disputed_part" // the disputed amount is left out, the rest is chased
)

// A Step is one rung of the ladder.
type Step struct {
	ID       string
	Label    string // what a reader sees; "" is the ID
	At       string // the earliest day, such as "due + 1" or "previous + 7"
	When     string
	Segments []string          // whom it is for; empty: everybody
	Channels []dunning.Channel // all of them are used
	// WithoutEmail are the channels for a client without an e-mail address; empty:
	// those of Channels but e-mail, and where none is left the step is not sent.
	WithoutEmail []dunning.Channel
	Tone         Tone
	Deadline     int    // days given to pay; 0: none is announced
	Route        string // where the file goes: a court procedure, an agency
	Review       Review // "" is sent without one
	Repeat       Repeat

	Optional  bool // passed over when a later step is due
	Mandatory bool // never passed over: the ladder waits until it is sent
	Final     bool // the ladder ends here
}

// Repeat sends a step again while nothing happens.
type Repeat struct {
	Every int // days between two
	Max   int // how often in all, the first time included
}

// Tone is how a step speaks.
type Tone string

// The tones, from the softest.
const (
	Courteous Tone = "courteous"
	Firm      Tone = "firm"
	Formal    Tone = "formal"
)

// Review says whether somebody looks at a step before it is sent.
type Review string

// Manual is a step that a person approves before it is sent. A draft that waits
// for approval is not history: the decision stays the same until it is sent.
const Manual Review = "manual"
