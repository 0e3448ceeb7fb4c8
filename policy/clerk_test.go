package policy_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/calendar"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/policy"
)

// A clerk decides by reading the documentation of [policy.Document] aloud: with
// decimals, day by day, without compiling anything. Conditions and days are
// phrases that he knows by heart, so nothing of the package is used to decide.
type clerk struct {
	doc *policy.Document
	f   policy.Facts
	pos place
	out ruling
}

// A ruling is what the clerk answers.
type ruling struct {
	Segment, Step string
	Since         date.Date
	Amount        string
	Channels      []dunning.Channel
	Deadline      date.Date
	Passed        []string
	Times         int
	Blockers      []string // code and rule
}

// A place is where a file stands on the ladder.
type place struct {
	step    int // the highest step sent; -1 before the first
	on      date.Date
	times   int
	contact date.Date
}

// A phrase is a condition and what it means.
type phrase struct {
	text string
	true func(policy.Facts) bool
}

var phrases = []phrase{
	{"", func(policy.Facts) bool { return true }},
	{"overdue >= 150.00", func(f policy.Facts) bool { return !f.Overdue.LessThan(amount("150.00")) }},
	{"balance < 300.00 or promises_broken >= 2", func(f policy.Facts) bool {
		return f.Balance.LessThan(amount("300.00")) || f.PromisesBroken >= 2
	}},
	{`client_kind == "public"`, func(f policy.Facts) bool { return f.ClientKind == dunning.Public }},
	{`client_kind in ["business", "consumer"] and not email_missing`, func(f policy.Facts) bool {
		return f.ClientKind != dunning.Public && !f.EmailMissing
	}},
	{"late_ratio > 0.4 and late_count >= 3", func(f policy.Facts) bool { return f.LateRatio.GreaterThan(amount("0.4")) && f.LateCount >= 3 }},
	{"days_overdue >= 30", func(f policy.Facts) bool { return f.AsOf-f.Due >= 30 }},
	{"disputed", func(f policy.Facts) bool { return f.Disputed }},
	{"not (promise_open or held)", func(f policy.Facts) bool { return !f.PromiseOpen && !f.Held }},
	{"insolvency or limitation_days_left < 400", func(f policy.Facts) bool { return f.Insolvency || f.LimitationDaysLeft < 400 }},
	{"outstanding > overdue", func(f policy.Facts) bool { return f.Outstanding.GreaterThan(f.Overdue) }},
}

func isTrue(text string, f policy.Facts) bool {
	for _, p := range phrases {
		if p.text == text {
			return p.true(f)
		}
	}
	panic(text)
}

// day is a day such as "due + 5", moved by nothing; false when what it counts from
// is not there.
func (c *clerk) day(text string, previous date.Date) (date.Date, bool) {
	var from string
	var days int
	if n, _ := fmt.Sscanf(text, "end_of_month(previous + %d)", &days); n == 1 {
		if previous == 0 {
			return 0, false
		}
		d := previous + date.Date(days)
		for (d + 1).Day() != 1 {
			d++
		}
		return d, true
	}
	if _, err := fmt.Sscanf(text, "%s + %d", &from, &days); err != nil {
		_, err = fmt.Sscanf(text, "%s - %d", &from, &days)
		if err != nil {
			panic(text)
		}
		days = -days
	}
	base := map[string]date.Date{"due": c.f.Due, "previous": previous, "promise_until": c.f.PromiseUntil}[from]
	return base + date.Date(days), base != 0
}

func (c *clerk) open(d date.Date) bool {
	if c.doc.Calendar.BusinessDays == "" {
		return true
	}
	days, _ := calendar.ByName(c.doc.Calendar.BusinessDays)
	return days.IsBusinessDay(d)
}

func (c *clerk) rule() ruling {
	c.locate()
	c.out = ruling{}
	if currency := or(c.f.Currency, "EUR"); currency != or(c.doc.Currency, "EUR") {
		c.block(policy.OtherCurrency, "")
		return c.out
	}
	if c.f.Balance.IsZero() {
		c.block(policy.NothingOpen, "")
		return c.out
	}
	if c.f.AsOf < c.doc.Effective {
		c.block(policy.NotEffective, "")
	}
	for _, s := range c.doc.Segments {
		if isTrue(s.When, c.f) {
			c.out.Segment = s.ID
			break
		}
	}
	ask, account := c.amounts()
	c.holds(ask)
	step, since, passed, waiting := c.climb()
	if c.f.Balance.LessThan(c.doc.Limits.MinItem) {
		c.block(policy.BelowItem, "")
	}
	if ask.IsZero() {
		c.block(policy.InDispute, "") // nothing else is set aside in these files
	} else if decimal.Max(ask, account).LessThan(c.doc.Limits.MinAccount) {
		c.block(policy.BelowAccount, "")
	}
	if step >= 0 || waiting {
		last := max(c.pos.contact, c.pos.on)
		if c.pos.contact != 0 && c.f.AsOf < c.pos.contact+date.Date(c.doc.Limits.MinContactDelay) || last != 0 && c.f.AsOf <= last {
			c.block(policy.ContactDelay, "")
		}
		if !c.open(c.f.AsOf) {
			c.block(policy.ClosedDay, "")
		}
		if step >= 0 && len(c.doc.Steps[step].Channels) > 0 && len(c.channels(step)) == 0 {
			c.block(policy.NoAddress, c.doc.Steps[step].ID)
		}
	}
	if step < 0 || len(c.out.Blockers) > 0 {
		return c.out
	}
	s := c.doc.Steps[step]
	c.out.Step, c.out.Since, c.out.Passed, c.out.Channels = s.ID, since, passed, c.channels(step)
	c.out.Amount = ask.StringFixed(2)
	if s.Deadline > 0 {
		c.out.Deadline = c.f.AsOf + date.Date(s.Deadline)
	}
	if step == c.pos.step {
		c.out.Times = c.pos.times
	}
	return c.out
}

func (c *clerk) block(code policy.Code, rule string) {
	c.out.Blockers = append(c.out.Blockers, string(code)+":"+rule)
}

// locate reads the history up to today.
func (c *clerk) locate() {
	c.pos = place{step: -1}
	for _, a := range c.f.History {
		if a.Date > c.f.AsOf {
			continue
		}
		if a.Channel != dunning.NoChannel {
			c.pos.contact = max(c.pos.contact, a.Date)
		}
		i := slices.IndexFunc(c.doc.Steps, func(s policy.Step) bool { return s.ID == a.Step })
		if i < 0 {
			continue
		}
		c.pos.on = max(c.pos.on, a.Date)
		if i > c.pos.step {
			c.pos.step, c.pos.times = i, 0
		}
		if i == c.pos.step {
			c.pos.times++
		}
	}
}

// amounts are what a step asks for, and all that can be collected from the client.
func (c *clerk) amounts() (ask, account decimal.Decimal) {
	contested := c.f.DisputedAmount
	if c.f.Disputed && contested.IsZero() {
		contested = c.f.Balance
	}
	none := decimal.Decimal{}
	ask, account = c.f.Balance.Sub(contested), c.f.Overdue
	if c.f.AsOf > c.f.Due {
		account = account.Sub(contested)
		if c.doc.Carrying != policy.EachInvoice {
			ask = account
		}
	}
	return decimal.Max(none, ask), decimal.Max(none, account)
}

func (c *clerk) holds(ask decimal.Decimal) {
	for _, h := range c.doc.Holds {
		applies := isTrue(h.When, c.f)
		if h.Start != "" {
			start, known := c.day(h.Start, 0)
			applies = applies && known && c.f.AsOf >= start
		}
		if h.End != "" {
			end, known := c.day(h.End, 0)
			applies = applies && !(known && c.f.AsOf >= end)
		}
		if applies && !(h.Scope == policy.DisputedPart && ask.IsPositive()) {
			c.block(policy.OnHold, h.ID)
		}
	}
	if c.f.Held {
		c.block(policy.Held, "")
	}
}

func (c *clerk) channels(step int) []dunning.Channel {
	s := c.doc.Steps[step]
	if !c.f.EmailMissing {
		return s.Channels
	}
	if len(s.WithoutEmail) > 0 {
		return s.WithoutEmail
	}
	return slices.DeleteFunc(slices.Clone(s.Channels), func(ch dunning.Channel) bool { return ch == dunning.Email })
}

// A stair is a step that may still come.
type stair struct {
	step  int
	again bool
}

// climb is the step that is due, since when, what it leaves out, and whether
// something else is waited for.
func (c *clerk) climb() (chosen int, since date.Date, passed []string, waiting bool) {
	stairs := c.stairs()
	if len(stairs) == 0 {
		if c.pos.step < 0 {
			c.block(policy.NoStep, "")
		} else {
			c.block(policy.Finished, "")
		}
		return -1, 0, nil, false
	}
	mode := or(c.doc.CatchUp, policy.MandatoryThenJump)
	if c.f.Succeeds && c.pos.step < 0 {
		switch or(c.doc.OnCarryingPaid, policy.Contextual) {
		case policy.FromStart:
			mode = policy.OneStep
		case policy.Contextual:
			mode = policy.MandatoryThenJump
		}
	}
	// What `previous` means for the next stair: the day of the last step sent, or of
	// the last one that counts as sent; failing both, the day of the stair above.
	sent, above := c.sent(mode), date.Date(0)
	chosen = -1
	var due []stair
	var waits []string
	for _, at := range stairs {
		s := c.doc.Steps[at.step]
		previous := sent
		if previous == 0 {
			previous = above
		}
		d, known := c.day(s.At, previous)
		if at.again {
			d, known = c.pos.on+date.Date(s.Repeat.Every), true
		}
		for known && !c.open(d) {
			d++
		}
		if known {
			above = d
		}
		wanted := isTrue(s.When, c.f)
		if wanted && known && d <= c.f.AsOf {
			due, chosen, since = append(due, at), at.step, d
			patient := mode == policy.OneStep || mode == policy.Replay
			if s.Mandatory || patient && !s.Optional {
				break
			}
			if !patient && !s.Optional {
				sent = d
			}
			continue
		}
		code := policy.ConditionFalse
		if wanted {
			code = policy.NotReached
		}
		waits = append(waits, string(code)+":"+s.ID)
		if s.Mandatory || wanted && !s.Optional {
			break
		}
	}
	if chosen < 0 {
		c.out.Blockers = append(c.out.Blockers, waits...)
	}
	for _, at := range due {
		if at.step != chosen && at.step > c.pos.step {
			passed = append(passed, c.doc.Steps[at.step].ID)
		}
	}
	return chosen, since, passed, len(waits) > 0
}

// stairs are the steps of the segment that have not been sent, the one to be
// repeated before them.
func (c *clerk) stairs() (list []stair) {
	if i := c.pos.step; i >= 0 && c.doc.Steps[i].Repeat.Max > c.pos.times {
		list = append(list, stair{i, true})
	}
	if i := c.pos.step; i >= 0 && c.doc.Steps[i].Final {
		return list
	}
	for i, s := range c.doc.Steps {
		if i > c.pos.step && (len(s.Segments) == 0 || slices.Contains(s.Segments, c.out.Segment)) {
			list = append(list, stair{step: i})
		}
	}
	return list
}

// sent is the day of the last step sent; under Replay the day it was due, counted
// from step to step up the ladder of the segment.
func (c *clerk) sent(mode policy.CatchUp) date.Date {
	if mode != policy.Replay || c.pos.step < 0 {
		return c.pos.on
	}
	day := date.Date(0)
	for i, s := range c.doc.Steps[:c.pos.step+1] {
		if len(s.Segments) > 0 && !slices.Contains(s.Segments, c.out.Segment) {
			continue
		}
		if d, known := c.day(c.doc.Steps[i].At, day); known {
			for !c.open(d) {
				d++
			}
			day = d
		}
	}
	return day
}

func or[T comparable](a, b T) T {
	var zero T
	if a == zero {
		return b
	}
	return a
}

// clerkDocument is a policy made of his phrases.
func clerkDocument(r *rand.Rand) *policy.Document {
	phrase := func() string { return phrases[r.IntN(len(phrases))].text }
	some := func() string { return phrases[1+r.IntN(len(phrases)-1)].text }
	doc := &policy.Document{
		Policy: "clerk", Version: 1,
		Calendar:       policy.Calendar{BusinessDays: []string{"", "FR"}[r.IntN(2)]},
		Limits:         policy.Limits{MinItem: amount("5.00"), MinAccount: amount("80.00"), MinContactDelay: r.IntN(9)},
		Carrying:       []policy.Carrying{"", policy.EachInvoice}[r.IntN(2)],
		OnCarryingPaid: []policy.Restart{"", policy.FromStart, policy.Contextual, policy.Continue}[r.IntN(4)],
		CatchUp:        []policy.CatchUp{"", policy.OneStep, policy.Jump, policy.Replay}[r.IntN(4)],
	}
	if r.IntN(20) == 0 {
		doc.Effective = day("2026-10-01")
	}
	for i, text := range r.Perm(len(phrases) - 1)[:r.IntN(3)] {
		doc.Segments = append(doc.Segments, policy.Segment{ID: fmt.Sprint("g", i), When: phrases[1+text].text})
	}
	doc.Segments = append(doc.Segments, policy.Segment{ID: "autres"})
	for i := range r.IntN(3) {
		doc.Holds = append(doc.Holds, policy.Hold{ID: fmt.Sprint("h", i), When: some(), Scope: []policy.Scope{"", policy.DisputedPart}[r.IntN(2)],
			Start: []string{"", "", "due + 20"}[r.IntN(3)], End: []string{"", "", "due + 40", "promise_until + 1"}[r.IntN(4)]})
	}
	for i := range 1 + r.IntN(6) {
		s := policy.Step{
			ID: fmt.Sprint("s", i+1), When: phrase(), Deadline: r.IntN(3) * 8,
			Channels: [][]dunning.Channel{nil, {dunning.Email}, {dunning.Email, dunning.Letter}}[r.IntN(3)],
		}
		switch {
		case i == 0:
			s.At = []string{"due + 1", "due - 6"}[r.IntN(2)]
		case r.IntN(6) == 0:
			s.At = "end_of_month(previous + 3)"
		case r.IntN(6) == 0:
			s.At = fmt.Sprintf("due + %d", 10*i)
		default:
			s.At = fmt.Sprintf("previous + %d", 1+r.IntN(16))
		}
		if len(s.Channels) > 0 && r.IntN(3) == 0 {
			s.WithoutEmail = []dunning.Channel{dunning.Phone}
		}
		if i > 0 && r.IntN(4) == 0 {
			s.Segments = []string{doc.Segments[r.IntN(len(doc.Segments))].ID}
		}
		switch r.IntN(6) {
		case 0:
			s.Mandatory = true
		case 1:
			s.Optional = true
		case 2:
			s.Repeat = policy.Repeat{Every: 1 + r.IntN(9), Max: 2 + r.IntN(3)}
		}
		doc.Steps = append(doc.Steps, s)
	}
	doc.Steps[len(doc.Steps)-1].Final = r.IntN(2) == 0
	return doc
}

// The package decides what its documentation says, for any policy and any file.
func FuzzAgainstTheClerk(f *testing.F) {
	for seed := range uint64(600 / ledgertest.Less) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 7))
		doc := clerkDocument(r)
		p, err := policy.Compile[policy.Facts](doc)
		require.NoError(t, err)
		for range 20 {
			facts := factsFrom(randomBytes(r, 60))
			facts.Succeeds = r.IntN(4) == 0
			for i := range facts.History {
				facts.History[i].Step = []string{"s1", "s2", "s3", "s4", "autre"}[r.IntN(5)]
			}
			d, err := p.Decide(facts)
			require.NoError(t, err)
			got := ruling{Segment: d.Segment, Step: d.Step, Since: d.Since, Channels: d.Channels, Deadline: d.Deadline, Passed: d.Passed, Times: d.Times}
			if !d.None() {
				got.Amount = d.Amount.StringFixed(2)
			}
			for _, b := range d.Blockers {
				got.Blockers = append(got.Blockers, string(b.Code)+":"+b.Rule)
			}
			c := clerk{doc: doc, f: facts}
			want := c.rule()
			require.Equal(t, fmt.Sprintf("%+v", want), fmt.Sprintf("%+v", got), "%+v\n%+v", doc, facts)
		}
	})
}
