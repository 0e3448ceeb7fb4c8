package policy

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// Assumptions are what a simulation takes for granted about days on which
// nothing is known. By default nobody pays, nobody promises, and every step is
// sent on the day it is decided.
//
// What the accounts already say of these days still holds: the payments,
// disputes and promises of last quarter, when last quarter is simulated. Only
// the steps really sent on these days are left out, in favour of those that the
// policy decides; contacts outside any step are kept.
type Assumptions struct {
	From, Until date.Date // the days simulated, [From, Until); at most ten years

	Payments []AssumedPayment
	Promises []AssumedPromise
	// Pays is how clients behave: what one pays on a day, asked once for each
	// account and day, before anything is decided. The account is as simulated
	// so far, its History included; it must not be modified. Client and Date of
	// the payments need not be set. Nil: only Payments.
	Pays func(account *dunning.Account, day date.Date) []AssumedPayment

	Sending    Sending // "" is Everything
	ReviewDays int     // days that a step with review: manual waits before it is sent
}

// An AssumedPayment is money received on a day of a simulation.
type AssumedPayment struct {
	Client  string
	Invoice string
	Date    date.Date
	Amount  decimal.Decimal // zero: all that is open on that day
}

// An AssumedPromise is a promise made on a day of a simulation.
type AssumedPromise struct {
	Client string
	dunning.Promise
}

// Sending says what becomes of the steps that are decided.
type Sending string

const (
	Everything  Sending = "everything"   // sent: at once, or after ReviewDays where somebody approves
	NotReviewed Sending = "not_reviewed" // sent, except those that somebody must approve: nobody does
	Nothing     Sending = "nothing"      // none is sent: what the policy would say to a firm that does nothing
)

// A Simulation is what a policy would do over some days.
type Simulation struct {
	Edition
	From     date.Date `json:"from"`
	Until    date.Date `json:"until"`
	Accounts int       `json:"accounts"`
	Actions  []Planned `json:"actions,omitempty"`  // the calendar: by [Planned.Day], client, invoice
	Steps    []Tally   `json:"steps"`              // every step of the policy, in its order
	Channels []Tally   `json:"channels,omitempty"` // of the steps with channels; a step by two counts twice
	Blocked  []Blocked `json:"blocked,omitempty"`  // by first day, client, invoice
}

// Planned is a step that the simulation decided: the decision of the day it was
// sent, or of the first day when it was not.
type Planned struct {
	Decided date.Date `json:"decided"`       // first day on which it was decided
	Sent    date.Date `json:"sent,omitzero"` // 0 when it was not sent
	Decision
}

// Day is when it was sent, or decided when it was not sent.
func (p Planned) Day() date.Date { return or(p.Sent, p.Decided) }

// Tally counts what was decided and what was sent.
type Tally struct {
	Name    string `json:"name"`
	Decided int    `json:"decided"`
	Sent    int    `json:"sent"`
}

// Blocked is a reason why a file was left alone, and since when.
type Blocked struct {
	Client   string    `json:"client"`
	Currency string    `json:"currency"`
	Invoice  string    `json:"invoice,omitempty"`
	Code     Code      `json:"code"`
	Rule     string    `json:"rule,omitempty"`
	First    date.Date `json:"first"`
	Days     int       `json:"days"` // on how many of the days it stood
}

// Simulate decides day by day over a portfolio and carries the decisions out as
// the assumptions say. On each day the assumed payments come first, then every
// file of an account is decided on the same facts, then what is sent joins the
// history. The same input gives the same simulation; nothing is modified.
//
// The cost is one decision for each file and day, at most 20 million; the result
// holds at most one action for each of them.
//
// The error is dunning.Problems, with all that is wrong with the assumptions and
// the accounts: an assumed payment or promise that meets no client or invoice of
// the portfolio is an error too. Or it is a *[FunctionError].
func (p *Policy[F]) Simulate(portfolio Portfolio[F], a Assumptions) (Simulation, error) {
	s := &simulator[F]{trial: newTrial(p, portfolio), Assumptions: a, met: map[string]bool{}, paid: map[string][]int{}}
	s.Sending = or(a.Sending, Everything)
	s.check()
	if err := s.problems.Err(); err != nil {
		return Simulation{}, err
	}
	s.result = Simulation{Edition: p.engine.edition(), From: a.From, Until: a.Until}
	for account := range portfolio.Accounts {
		if err := s.play(account); err != nil {
			return Simulation{}, err
		}
	}
	for i, pay := range a.Payments {
		s.mustMeet(fmt.Sprintf("payments[%d].client", i), pay.Client)
	}
	for i, promise := range a.Promises {
		s.mustMeet(fmt.Sprintf("promises[%d].client", i), promise.Client)
	}
	if err := s.problems.Err(); err != nil {
		return Simulation{}, err
	}
	s.conclude()
	return s.result, nil
}

// History is what the simulation sent to a client, as an executor would record
// it, to be added to the history of his account.
func (s Simulation) History(client string) dunning.History {
	var h dunning.History
	for _, a := range s.Actions {
		if a.Client == client && a.Sent != 0 {
			h = append(h, a.Decision.action(a.Sent))
		}
	}
	return h
}

// action is the record of a decision that was carried out.
func (d Decision) action(on date.Date) dunning.Action {
	a := dunning.Action{Date: on, Step: d.Step, Invoice: d.Invoice, Policy: fmt.Sprintf("%s/%d", d.Policy, d.Version)}
	if len(d.Channels) > 0 {
		a.Channel = d.Channels[0]
	}
	return a
}

// A simulator is a simulation under way.
type simulator[F any] struct {
	*trial[F]
	Assumptions
	result Simulation
	met    map[string]bool  // clients seen
	paid   map[string][]int // of each client, places in Payments
}

// check looks at the assumptions by themselves.
func (s *simulator[F]) check() {
	s.period(s.From, s.Until)
	if !slices.Contains([]Sending{Everything, NotReviewed, Nothing}, s.Sending) {
		s.report("sending", string(s.Sending), "is unknown", suggest(string(s.Sending), []string{string(Everything), string(NotReviewed), string(Nothing)}))
	}
	if s.ReviewDays < 0 || s.ReviewDays > maxTrialDays {
		s.report("review_days", fmt.Sprint(s.ReviewDays), "is not a number of days from 0 to 3660", "")
	}
	inside := func(field string, d date.Date) {
		if d < s.From || d >= s.Until {
			s.report(field, shownDay(d), "is not a day of the simulation", "put what is known of other days into the accounts")
		}
	}
	for i, pay := range s.Payments {
		inside(fmt.Sprintf("payments[%d].date", i), pay.Date)
		s.paid[pay.Client] = append(s.paid[pay.Client], i)
	}
	for i, promise := range s.Promises {
		inside(fmt.Sprintf("promises[%d].made", i), promise.Made)
	}
}

func (s *simulator[F]) mustMeet(field, client string) {
	if !s.met[client] {
		s.report(field, clip(client), "is no client of the portfolio", "")
	}
}

// play goes through the days of one account.
func (s *simulator[F]) play(account *dunning.Account) error {
	if err := checkAccount(account, s.From); err != nil {
		return s.fail(err)
	}
	s.result.Accounts++
	s.met[account.Client.ID] = true
	a := s.copy(account)
	pending := map[string]int{} // decided and not sent, by ID: its place in Actions
	blocked := map[Blocked]*Blocked{}
	for day := s.From; day < s.Until; day++ {
		if !s.pay(a, day) {
			return nil
		}
		decisions, err := s.trial.decide(a, day)
		if err != nil {
			return s.fail(err)
		}
		seen := map[string]bool{}
		for _, d := range decisions {
			seen[d.ID] = true
			if !d.None() {
				s.carryOut(a, d, pending)
			}
			for _, b := range d.Blockers {
				s.note(blocked, d, b)
			}
		}
		if s.engine.calendar.IsBusinessDay(day) { // on the others a draft only waits
			maps.DeleteFunc(pending, func(id string, _ int) bool { return !seen[id] })
		}
	}
	for _, b := range blocked {
		s.result.Blocked = append(s.result.Blocked, *b)
	}
	return nil
}

// copy is an account that the simulation may change.
func (s *simulator[F]) copy(account *dunning.Account) *dunning.Account {
	a := *account
	a.Invoices = slices.Clone(account.Invoices)
	a.Promises = slices.Clone(account.Promises)
	a.History = slices.DeleteFunc(slices.Clone(account.History), func(h dunning.Action) bool { return h.Date >= s.From && h.Step != "" })
	for i, p := range s.Promises {
		if p.Client != a.Client.ID {
			continue
		}
		if p.Invoice != "" && find(&a, p.Invoice) < 0 {
			s.report(fmt.Sprintf("promises[%d].invoice", i), clip(p.Invoice), "is no invoice of client "+quoted(a.Client.ID), "leave it out for a promise about the whole account")
		}
		a.Promises = append(a.Promises, p.Promise)
	}
	return &a
}

// find is the place of an invoice in an account, -1 when it has none of that number.
func find(a *dunning.Account, id string) int {
	return slices.IndexFunc(a.Invoices, func(inv *dunning.Invoice) bool { return inv.ID == id })
}

// pay adds the payments of a day; false when one of them is wrong.
func (s *simulator[F]) pay(a *dunning.Account, day date.Date) bool {
	known := len(s.problems)
	for _, i := range s.paid[a.Client.ID] {
		if p := s.Payments[i]; p.Date == day {
			s.settle(a, p, day, fmt.Sprintf("payments[%d]", i))
		}
	}
	if s.Pays != nil {
		for _, p := range s.Pays(a, day) {
			s.settle(a, p, day, fmt.Sprintf("pays(%s, %s)", clip(a.Client.ID), day))
		}
	}
	return len(s.problems) == known
}

// settle adds one payment to a copy of its invoice.
func (s *simulator[F]) settle(a *dunning.Account, p AssumedPayment, day date.Date, field string) {
	i := find(a, p.Invoice)
	switch {
	case i < 0:
		s.report(field+".invoice", clip(p.Invoice), "is no invoice of client "+quoted(a.Client.ID), "")
		return
	case p.Amount.IsNegative():
		s.report(field+".amount", "", "is negative", "a payment that comes back belongs into the account")
		return
	}
	inv := *a.Invoices[i]
	if p.Amount.IsZero() {
		p.Amount = inv.OpenAt(day)
	}
	if !p.Amount.IsPositive() {
		return // nothing is open
	}
	inv.Settlements = append(slices.Clip(inv.Settlements), dunning.Settlement{Date: day, Amount: p.Amount})
	a.Invoices[i] = &inv
}

// carryOut records a decision and sends it, as the assumptions say.
func (s *simulator[F]) carryOut(a *dunning.Account, d Decision, pending map[string]int) {
	i, waiting := pending[d.ID]
	if !waiting {
		i = len(s.result.Actions)
		pending[d.ID] = i
		s.result.Actions = append(s.result.Actions, Planned{Decided: d.AsOf, Decision: d})
	}
	planned := &s.result.Actions[i]
	switch {
	case s.Sending == Nothing, s.Sending == NotReviewed && d.Review == Manual:
		return
	case d.Review == Manual && d.AsOf < planned.Decided+date.Date(s.ReviewDays):
		return
	}
	planned.Decision, planned.Sent = d, d.AsOf
	a.History = append(a.History, d.action(d.AsOf))
	delete(pending, d.ID)
}

// note counts a reason why a file is left alone.
func (s *simulator[F]) note(blocked map[Blocked]*Blocked, d Decision, b Blocker) {
	k := Blocked{Client: d.Client, Currency: d.Currency, Invoice: d.Invoice, Code: b.Code, Rule: b.Rule}
	if blocked[k] == nil {
		first := k
		first.First = d.AsOf
		blocked[k] = &first
	}
	blocked[k].Days++
}

// conclude puts the result into its order and counts.
func (s *simulator[F]) conclude() {
	r := &s.result
	slices.SortStableFunc(r.Actions, func(a, b Planned) int {
		return cmp.Or(cmp.Compare(a.Day(), b.Day()), cmp.Compare(a.Client, b.Client), cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Invoice, b.Invoice))
	})
	slices.SortFunc(r.Blocked, func(a, b Blocked) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Client, b.Client), cmp.Compare(a.Currency, b.Currency),
			cmp.Compare(a.Invoice, b.Invoice), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Rule, b.Rule))
	})
	r.Steps = make([]Tally, len(s.engine.steps))
	for i, step := range s.engine.steps {
		r.Steps[i].Name = step.ID
	}
	channels := map[dunning.Channel]*Tally{}
	for _, a := range r.Actions {
		r.Steps[s.engine.stepIndex[a.Step]].count(a)
		for _, c := range a.Channels {
			if channels[c] == nil {
				channels[c] = &Tally{Name: c.String()}
			}
			channels[c].count(a)
		}
	}
	for _, c := range slices.Sorted(maps.Keys(channels)) {
		r.Channels = append(r.Channels, *channels[c])
	}
}

func (t *Tally) count(a Planned) {
	t.Decided++
	if a.Sent != 0 {
		t.Sent++
	}
}
