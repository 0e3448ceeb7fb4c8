package nightly

import (
	"fmt"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// A Tariff says what lateness costs on an invoice: the calculator of the rule
// that applies, or nil when it costs nothing. It is asked for every invoice in
// the books on the day, by several goroutines at once, so it should choose among
// calculators made before.
// Its error refuses the account.
type Tariff func(account *dunning.Account, inv *dunning.Invoice) (*penalty.Calculator, error)

// Statutory is the law of each kind of client: [penalty.B2B] for a business,
// [penalty.PublicBuyer] for a public buyer, [penalty.Consumer] for a consumer,
// who owes nothing before a formal notice. Collective proceedings against the
// client stop interest. An invoice in another currency than the euro bears
// interest without the fixed indemnity, which is in euros and is not converted.
//
// A rate agreed in a contract, a formal notice or a gesture belongs to single
// claims: write a Tariff for these that falls back on this one.
func Statutory() (Tariff, error) {
	var euros, others [3]*penalty.Calculator // by kind of client
	for i := range euros {
		kind := dunning.ClientKind(i)
		var err error
		if euros[i], err = penalty.NewCalculator(statute(kind, true)); err != nil {
			return nil, err
		}
		if others[i], err = penalty.NewCalculator(statute(kind, false)); err != nil {
			return nil, err
		}
	}
	return func(account *dunning.Account, inv *dunning.Invoice) (*penalty.Calculator, error) {
		kind, euro := account.Client.Kind, inv.CurrencyCode() == "EUR"
		switch {
		case int(kind) >= len(euros):
			return nil, fmt.Errorf("nightly: client kind %d is unknown, and with it the law that applies", kind)
		case account.Client.Insolvency != 0:
			rule := statute(kind, euro)
			rule.Insolvency = account.Client.Insolvency
			return penalty.NewCalculator(rule)
		case euro:
			return euros[kind], nil
		}
		return others[kind], nil
	}, nil
}

func statute(kind dunning.ClientKind, euro bool) penalty.Rule {
	rule := penalty.B2B()
	switch kind {
	case dunning.Public:
		rule = penalty.PublicBuyer()
	case dunning.Consumer:
		rule = penalty.Consumer()
	}
	if !euro {
		rule.Indemnity = penalty.Indemnity{}
	}
	return rule
}
