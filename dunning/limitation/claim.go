package limitation

import (
	"errors"
	"fmt"
	"time"

	"github.com/rickb777/date/v2"
)

// Kind says which period applies.
type Kind uint8

const (
	Commercial       Kind = iota // between merchants, or merchant and non-merchant; also the civil period of art. 2224
	Consumer                     // a professional against a consumer
	Carriage                     // carriage of goods
	Telecom                      // operator against user
	PublicDebtor                 // the State, a local authority, a body with a public accountant
	Judgment                     // an enforceable judgment
	JudgmentInterest             // interest falling due after a judgment
	endKind
)

// ConsumerStart says what the two years of art. L218-2 C. consom. are counted
// from. The start is disputed.
type ConsumerStart uint8

const (
	FromPerformance ConsumerStart = iota // end of the service, knowledge of the facts: the present reading, and the default
	FromInvoice                          // date of the invoice: older case law, later in most cases
	endStart
)

// A Claim is what is known of a debt.
type Claim struct {
	Kind Kind

	Due       date.Date     // due date: Commercial, Telecom, JudgmentInterest
	Performed date.Date     // delivery, end of the service: Consumer, Carriage, PublicDebtor
	Invoiced  date.Date     // Consumer with FromInvoice
	Judged    date.Date     // the day the judgment became enforceable: Judgment
	Start     ConsumerStart // Consumer only
	Longer    int           // Judgment: the claim's own period in years where it is longer than ten; else 0

	Events []Event // in any order
}

// An Event is what happened to the claim.
type Event struct {
	Kind EventKind
	Date date.Date

	// Proceedings and suspensions last. Until is the day they ended; Pending
	// says that they have not. A suspension needs one of the two.
	Until   date.Date
	Pending bool

	Void bool // the claim in court was withdrawn, lapsed or was finally rejected: it interrupted nothing (art. 2243 C. civ.)
}

// EventKind says what happened.
type EventKind uint8

const (
	Acknowledgment EventKind = iota // the debtor admits the debt
	PartPayment                     // the debtor pays a part: an acknowledgment of the whole
	CourtClaim                      // claim in court, even in interim proceedings
	OrderRequest                    // request for a payment order, before it is served
	OrderService                    // service of the payment order
	Enforcement                     // protective measure or act of enforcement
	ProofOfClaim                    // declaration of the claim in collective proceedings
	WrittenClaim                    // written request for payment or complaint
	FormalNotice                    // mise en demeure
	Mediation                       // mediation or conciliation, from the agreement to it or the first meeting
	Participative                   // participative procedure, from its agreement
	SmallClaims                     // the debtor's agreement to the L125-1 procedure
	ExpertMeasure                   // measure of inquiry ordered before trial
	endEvent
)

// A ClaimError says what is wrong with a claim.
type ClaimError struct {
	Field string // "due", "events[2].until"
	What  string
	Fix   string
}

func (e *ClaimError) Error() string {
	text := "limitation: " + e.Field + " " + e.What
	if e.Fix != "" {
		text += "; " + e.Fix
	}
	return text
}

var (
	firstDay = date.New(1900, time.January, 1)
	lastDay  = date.New(2900, time.December, 31)

	// reform is the day law 2008-561 came into force.
	reform = date.New(2008, time.June, 19)
)

// Validate joins a [*ClaimError] for each thing wrong with the claim.
func (c Claim) Validate() error {
	var errs []error
	report := func(field, what, fix string) {
		errs = append(errs, &ClaimError{Field: field, What: what, Fix: fix})
	}
	if c.Kind >= endKind {
		report("kind", "is unknown", "use one of the kinds of this package")
		return errors.Join(errs...)
	}
	if c.Start >= endStart || c.Start != FromPerformance && c.Kind != Consumer {
		report("start", "is an option for consumers", "leave it zero")
	}
	if c.Longer != 0 && (c.Kind != Judgment || c.Longer <= 10 || c.Longer > 30) {
		report("longer", "is no period of a claim longer than ten years", "it goes with Judgment, from 11 to 30 years, else leave it zero")
	}
	field, origin := c.origin()
	switch {
	case origin == 0:
		report(field, "is missing", "this kind of claim is counted from it")
	case !inBounds(origin):
		report(field, "is outside the years 1900-2900", "")
	case origin < reform && c.Kind != PublicDebtor && c.Kind != Carriage && c.Kind != Telecom:
		report(field, "is before 19 June 2008", "the transitional rules of law 2008-561 are not covered")
	}
	for i, e := range c.Events {
		at := fmt.Sprintf("events[%d]", i)
		if e.Kind >= endEvent {
			report(at+".kind", "is unknown", "use one of the events of this package")
			continue
		}
		k := kinds[e.Kind]
		lasts := k.effect == Suspends || k.lasting
		switch {
		case !inBounds(e.Date):
			report(at+".date", "is missing or outside the years 1900-2900", "")
		case (e.Until != 0 || e.Pending) && !lasts:
			report(at+".until", "is given for an event of one day", "leave Until and Pending zero")
		case e.Until != 0 && e.Pending:
			report(at+".until", "is given for something pending", "keep one of them")
		case e.Until != 0 && (e.Until < e.Date || e.Until > lastDay):
			report(at+".until", "is before its date or out of bounds", "")
		case k.effect == Suspends && e.Until == 0 && !e.Pending:
			report(at+".until", "is missing", "say when the suspension ended, or that it is pending")
		}
		if e.Void && !k.lasting {
			report(at+".void", "is said of something that is no proceedings", "leave it false")
		}
	}
	return errors.Join(errs...)
}

func inBounds(d date.Date) bool { return d >= firstDay && d <= lastDay }

// origin is the date the period is counted from, and the name of its field.
func (c Claim) origin() (string, date.Date) {
	switch {
	case c.Kind == Consumer && c.Start == FromInvoice:
		return "invoiced", c.Invoiced
	case c.Kind == Consumer || c.Kind == Carriage || c.Kind == PublicDebtor:
		return "performed", c.Performed
	case c.Kind == Judgment:
		return "judged", c.Judged
	}
	return "due", c.Due
}
