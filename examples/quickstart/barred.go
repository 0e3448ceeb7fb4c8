package main

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/limitation"
)

// barred reports whether a claim is too old to be enforced on a day, as far as a
// ledger tells: each payment of a part acknowledges the debt and starts the
// period again; what happened outside the ledger is not known. A claim too old
// for the transitional rules of 2008 is too old here.
func barred(inv *dunning.Invoice, kind dunning.ClientKind, asOf date.Date) bool {
	claim := limitation.Claim{Kind: limitation.Commercial, Due: inv.DueDate()}
	performed := inv.Delivered
	if performed == 0 {
		performed = inv.Issued
	}
	switch kind {
	case dunning.Consumer:
		claim = limitation.Claim{Kind: limitation.Consumer, Performed: performed}
	case dunning.Public:
		claim = limitation.Claim{Kind: limitation.PublicDebtor, Performed: performed}
	}
	for _, s := range inv.Settlements {
		if s.Kind == dunning.Payment {
			claim.Events = append(claim.Events, limitation.Event{Kind: limitation.PartPayment, Date: s.Date})
		}
	}
	answer, err := claim.At(asOf)
	return err != nil || answer.Expired
}
