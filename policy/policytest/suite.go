package policytest

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
)

// A suite is a test file as it was read.
type suite struct {
	policy   string   // path of the policy, from the test file
	coverage int      // percent
	lang     law.Lang // of the failures and their explanations
	tests    []*scenario
}

// A scenario is one test: an account over time and what is expected of it.
type scenario struct {
	name    string
	line    int
	account dunning.Account
	listed  bool // only the listed days are decided
	unsent  bool // decided steps are not taken as sent
	events  []*event
	given   []given
	days    []*expectedDay // in order
}

// given are facts that the ledger does not know, from a day on.
type given struct {
	from       date.Date
	name, text string
	path       string
}

// An event is something that happens, as it is written.
type event struct {
	path    string
	day     date.Date
	invoice string

	settled        decimal.Decimal // of a payment and its kin
	promise, until date.Date
	amount         decimal.Decimal
	disputed       string // an amount, or "all"
	hold, owner    string
	sent, reason   string
	channel        dunning.Channel
	contact        dunning.Channel
	kinds          []string // the keys that say what it is: one, or it is reported
}

// An expectedDay is what a day expects of each file that it names.
type expectedDay struct {
	day   date.Date
	path  string
	files []*expectation
}

// An expectation is what one file must give. A nil pointer or slice expects
// nothing.
type expectation struct {
	path string

	// Which file, when there are several.
	invoice, currency string
	due               date.Date

	step           string
	none, include  []string // codes of blockers, with or without a rule
	isNone, unsent bool

	segment, tone, review, route, nextStep *string
	amount                                 *decimal.Decimal
	deadline, next                         *date.Date
	channels                               []dunning.Channel
	passed, left                           []string
	final                                  *bool
}
