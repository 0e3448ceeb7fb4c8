package main

import (
	"cmp"
	"fmt"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/limitation"
)

// A limit is what is known of the limitation of a claim.
type limit struct {
	barred  bool
	since   date.Date // first day too late; 0 for a claim too old for the rules of today
	article string
}

// limitOf reckons whether a claim is too old to be enforced on a day, as far as a
// ledger tells: each payment of a part acknowledges the debt and starts the
// period again; what happened outside the ledger is not known. A claim too old
// for the transitional rules of 2008 is too old here.
func limitOf(inv *dunning.Invoice, kind dunning.ClientKind, asOf date.Date) limit {
	claim := limitation.Claim{Kind: limitation.Commercial, Due: inv.DueDate()}
	performed := cmp.Or(inv.Delivered, inv.Issued)
	switch kind {
	case dunning.Consumer:
		claim = limitation.Claim{Kind: limitation.Consumer, Performed: performed}
	case dunning.Public:
		claim = limitation.Claim{Kind: limitation.PublicDebtor, Performed: performed}
	}
	if claim.Due == 0 && claim.Performed == 0 {
		return limit{} // nothing to count from
	}
	for _, s := range inv.Settlements {
		if s.Kind == dunning.Payment {
			claim.Events = append(claim.Events, limitation.Event{Kind: limitation.PartPayment, Date: s.Date})
		}
	}
	answer, err := claim.At(asOf)
	if err != nil {
		return limit{barred: true}
	}
	return limit{answer.Expired, answer.LastDay + 1, answer.Basis.Article}
}

func (r *report) barredSince(l limit) string {
	text := r.say("créance prescrite, échue avant la réforme du 19/06/2008", "time-barred, due before the reform of 2008-06-19")
	if l.since != 0 {
		text = fmt.Sprintf(r.say("créance prescrite depuis le %s (%s)", "time-barred since %s (%s)"), r.day(l.since), l.article)
	}
	return text + r.say(", sauf interruption que ce grand livre ignore", ", unless interrupted in a way this ledger does not show")
}
