package main

import (
	"context"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

// ahead is how many days a timeline shows.
const ahead = 120

// A lane is what one file of the client goes through, day after day, if every
// step is sent on the day it is decided and nobody pays.
type lane struct {
	Name string // the invoice, when each has its own file
	Days [ahead]state
	Sent []policy.Decision
}

// state is what a day of a file is.
type state string

const (
	absent  state = ""        // nothing is open
	sending state = "sending" // a step is sent
	waiting state = "waiting" // its day is to come
	onHold  state = "hold"    // a hold, a promise, a dispute
	ended   state = "ended"   // nothing will come
)

// lanes decides every day from the first on. The account is not changed.
func lanes(ctx context.Context, p *policy.Policy[policy.Facts], account *dunning.Account, first date.Date, each bool) ([]*lane, error) {
	a := *account
	a.History = slices.Clone(account.History)
	var list []*lane
	byName := map[string]*lane{}
	for i := range ahead {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		day := first + date.Date(i)
		files, err := p.Facts(&a, day)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			d, err := p.Decide(f)
			if err != nil {
				return nil, err
			}
			name := ""
			if each {
				name = f.Invoice
			}
			l := byName[name]
			if l == nil {
				l = &lane{Name: name}
				byName[name] = l
				list = append(list, l)
			}
			l.Days[i] = stateOf(d)
			if d.None() {
				continue
			}
			l.Sent = append(l.Sent, d)
			act := dunning.Action{Date: day, Step: d.Step, Invoice: d.Invoice}
			if len(d.Channels) > 0 {
				act.Channel = d.Channels[0]
			}
			a.History = append(a.History, act)
		}
	}
	return list, nil
}

func stateOf(d policy.Decision) state {
	if !d.None() {
		return sending
	}
	s := waiting
	for _, b := range d.Blockers {
		switch b.Code {
		case policy.OnHold, policy.Held, policy.InDispute, policy.Promised:
			return onHold
		case policy.NothingOpen, policy.SetOff:
			return absent
		case policy.Finished, policy.NoStep, policy.OtherCurrency, policy.BelowItem, policy.BelowAccount, policy.NoDueDate, policy.Unexplained, policy.NoAddress:
			s = ended
		}
	}
	return s
}
