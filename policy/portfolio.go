package policy

import (
	"iter"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
)

// A Portfolio is the accounts that a policy is tried on, by [Policy.Simulate],
// [Policy.Replay] and [Diff]. Nothing in it is modified.
type Portfolio[F any] struct {
	Accounts iter.Seq[*dunning.Account] // gone through once, in its order
	Facts    func(Facts) F              // adds facts of one's own, purely; nil when F is Facts itself
}

// PortfolioOf is a portfolio for policies over [Facts].
func PortfolioOf(accounts []dunning.Account) Portfolio[Facts] {
	return Portfolio[Facts]{Accounts: func(yield func(*dunning.Account) bool) {
		for i := range accounts {
			if !yield(&accounts[i]) {
				return
			}
		}
	}}
}

// Limits of one simulation or replay.
const (
	maxTrialDays      = 3_660      // ten years
	maxTrialDecisions = 20_000_000 // files times days
)

// A trial goes through a portfolio and collects what is wrong with it.
type trial[F any] struct {
	*Policy[F]
	own      func(Facts) F
	problems dunning.Problems
	left     int // decisions before the limit
}

func newTrial[F any](p *Policy[F], portfolio Portfolio[F]) *trial[F] {
	t := &trial[F]{Policy: p, own: portfolio.Facts, left: maxTrialDecisions}
	if t.own == nil {
		if _, ok := any(*new(F)).(Facts); !ok {
			t.report("facts", "", "is missing", "give the function that makes a "+p.schema.of+" of Facts")
		}
		t.own = func(f Facts) F { return any(f).(F) }
	}
	if portfolio.Accounts == nil {
		t.report("accounts", "", "is missing", "")
	}
	return t
}

func (t *trial[F]) report(field, value, what, fix string) {
	t.problems = append(t.problems, &dunning.Problem{Of: "trial of policy " + quoted(t.engine.doc.Policy), Field: field, Value: value, What: what, Fix: fix})
}

// period checks the days that are tried.
func (t *trial[F]) period(from, until date.Date) {
	switch {
	case from == 0:
		t.report("from", "", "is missing", "")
	case until <= from:
		t.report("until", shownDay(until), "is not after from", "it is the first day that is not tried any more")
	case until-from > maxTrialDays:
		t.report("until", until.String(), "is more than ten years after from", "")
	}
}

// shownDay is a day in a message, nothing for the absent one.
func shownDay(d date.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// decide is the decision on every file of an account, all taken on the facts of
// one moment; false when one failed or the limit was reached.
func (t *trial[F]) decide(account *dunning.Account, day date.Date) ([]Decision, error) {
	files, err := t.Facts(account, day)
	if err != nil {
		return nil, err
	}
	if t.left -= len(files); t.left < 0 {
		return nil, dunning.Problems{{Of: "trial of policy " + quoted(t.engine.doc.Policy), Field: "accounts",
			What: "need more than 20 million decisions", Fix: "try fewer days, or the accounts in parts"}}
	}
	decisions := make([]Decision, len(files))
	for i, f := range files {
		if decisions[i], err = t.Decide(t.own(f)); err != nil {
			return nil, err
		}
	}
	return decisions, nil
}

// fail keeps an error; the others go on, unless no problem of data can be it.
func (t *trial[F]) fail(err error) error {
	if list, ok := err.(dunning.Problems); ok && t.left >= 0 {
		t.problems = append(t.problems, list...)
		return nil
	}
	return err
}

// An Edition names a policy as it was: Hash is that of [Document.Canonical].
type Edition struct {
	Policy  string `json:"policy"`
	Version int    `json:"version"`
	Hash    string `json:"hash"`
}

func (e *engine) edition() Edition {
	return Edition{Policy: e.doc.Policy, Version: e.doc.Version, Hash: e.hash}
}

// A fileKey tells the files of a policy apart.
type fileKey struct {
	client, currency, invoice string
}

// key is the file a decision is about: a client in one currency, or an invoice
// when each has its own.
func (d Decision) key(byInvoice bool) fileKey {
	k := fileKey{client: d.Client, currency: d.Currency}
	if byInvoice {
		k.invoice = d.Invoice
	}
	return k
}
