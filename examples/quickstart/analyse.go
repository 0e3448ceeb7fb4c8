package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
	"github.com/creance/creance/policy"
)

// report is all that was found, ready to be written in any form.
type report struct {
	*input
	balance  aging.Balance  // of the customer accounts, 411
	doubtful aging.Balance  // of the doubtful ones, 416, which accounting keeps apart
	identity aging.Identity // the columns against the ledger, 411
	period   kpi.Period
	months   []monthly        // of the HTML form, see overTime
	curve    []kpi.CurvePoint // likewise
	figures  []figure
	claims   []claim
	barred   []claim // too old to be enforced, as far as a ledger tells
	held     []claim // put on hold when the ledger was read
	unpriced []error // invoices whose interest cannot be computed, and why
	blind    blind   // what is owed on balances whose documents the ledger does not have
	suspense blind   // and on debits that are no sale
	files    []file
	names    map[string]string // of clients, by identifier
	reasons  map[place]string  // of the holds that nobody in the firm decided
}

// figure is a key figure, or the reason why there is none.
type figure struct {
	kpi.Figure
	missing error
}

// reason says why there is none.
func (f figure) reason(lang law.Lang) string {
	if why, ok := f.missing.(kpi.Missing); ok {
		return why.Text(lang)
	}
	return f.missing.Error()
}

// blind counts open documents on which no interest can be claimed.
type blind struct {
	count int
	open  decimal.Decimal
}

func (b *blind) add(open decimal.Decimal) {
	if open.IsPositive() {
		b.count++
		b.open = b.open.Add(open)
	}
}

// claim is what lateness costs on one invoice.
type claim struct {
	client string
	penalty.Statement
	hold string // the reader's reason not to claim it; "" for none
}

// file is the next step of one client, or why there is none.
type file struct {
	client string
	policy.Decision
	told policy.Decision // the same in words, see tell
	why  []string        // the words of each blocker
	left []string        // and of each amount that is owed and not asked for
	out  []string        // what a step leaves, one text for each reason
}

func analyse(in *input) (*report, error) {
	r := &report{input: in, names: map[string]string{}, reasons: map[place]string{}}
	for _, a := range in.ledger.Accounts {
		r.names[a.Client.ID] = a.Client.Name
	}
	var err error
	if r.balance, r.identity, err = in.age("411", false); err != nil {
		return nil, err
	}
	if r.doubtful, _, err = in.age("416", true); err != nil {
		return nil, err
	}
	if err := r.measure(); err != nil {
		return nil, err
	}
	for i := range in.ledger.Accounts {
		account := &in.ledger.Accounts[i]
		r.price(account)
		if err := r.decide(r.hold(account)); err != nil {
			return nil, err
		}
	}
	// The largest sums first; the number decides between equal ones.
	for _, list := range [][]claim{r.claims, r.held} {
		slices.SortStableFunc(list, func(a, b claim) int { return b.Total.Cmp(a.Total) })
	}
	slices.SortStableFunc(r.files, func(a, b file) int {
		switch {
		case a.None() == b.None():
			return b.Amount.Cmp(a.Amount)
		case a.None():
			return 1
		}
		return -1
	})
	return r, nil
}

// age makes the aged balance of the ordinary or the doubtful accounts, and holds
// it against the lines of the ledger.
func (in *input) age(account string, doubtful bool) (aging.Balance, aging.Identity, error) {
	a := aging.New(in.asOf, aging.Standard())
	for inv := range in.ledger.Invoices() {
		if inv.DoubtfulOn(in.asOf) != doubtful {
			continue
		}
		if err := a.Add(inv); err != nil {
			return aging.Balance{}, aging.Identity{}, err
		}
	}
	aged, err := a.Result()
	if err != nil {
		return aging.Balance{}, aging.Identity{}, err
	}
	balance := aged.Balance("EUR")
	identity := balance.Against(in.ledger.Balance(in.asOf, account))
	if !identity.Holds() {
		err = fmt.Errorf("%s: the aged balance of accounts %s is %s and the ledger says %s: this is a defect of creance, please report it",
			in.name, account, identity.Columns, identity.Ledger)
	}
	return balance, identity, err
}

// measure computes the key figures of the last twelve months, or of the ledger
// when it is shorter.
func (r *report) measure() error {
	until := r.asOf + 1
	year, month, day := until.Date()
	r.period = kpi.Period{From: max(r.ledger.From, date.New(year-1, month, day)), Until: until}
	if r.period.From >= r.period.Until {
		r.period.From = r.asOf
	}
	result, err := r.sums(r.period)
	if err != nil {
		return err
	}
	for f, err := range result.Figures() {
		r.figures = append(r.figures, figure{f, err})
	}
	return nil
}

// sums are the key figures of a period.
func (r *report) sums(p kpi.Period) (kpi.Result, error) {
	sums := kpi.New(p)
	for inv := range r.ledger.Invoices() {
		if err := sums.Add(inv); err != nil {
			return kpi.Result{}, err
		}
	}
	return sums.Result()
}

// price claims interest and indemnity on every invoice of an account that is or
// was late, under the law of its client.
func (r *report) price(account *dunning.Account) {
	rule := penalty.B2B()
	switch account.Client.Kind {
	case dunning.Public:
		rule = penalty.PublicBuyer()
	case dunning.Consumer:
		rule = penalty.Consumer()
	}
	rule.Insolvency = account.Client.Insolvency
	for _, inv := range account.Invoices {
		if inv.BookedOn() > r.asOf {
			continue // not in the books yet
		}
		rule.Credits = penalty.FromCreditDate
		if cancelled(inv, r.asOf) {
			rule.Credits = penalty.FromInvoiceDate
		}
		s, err := penalty.Compute(inv, rule, r.asOf)
		old, hold := limitOf(inv, account.Client.Kind, r.asOf).barred, r.heldByReader(inv)
		switch {
		case err != nil && !old:
			r.unpriced = append(r.unpriced, err)
		case err != nil: // before the rates this version knows, and too late anyway
			r.barred = append(r.barred, claim{client: account.Client.ID, Statement: penalty.Statement{Invoice: inv.ID, Due: inv.DueDate()}})
		case slices.ContainsFunc(s.Findings, func(f penalty.Finding) bool { return f.Code == penalty.UnknownDocuments }):
			if inv.Kind == dunning.Suspense {
				r.suspense.add(inv.OpenAt(r.asOf))
			} else {
				r.blind.add(inv.OpenAt(r.asOf))
			}
		case !s.Total.IsPositive():
		case old:
			r.barred = append(r.barred, claim{client: account.Client.ID, Statement: s})
		case hold != "":
			r.held = append(r.held, claim{account.Client.ID, s, hold})
		default:
			r.claims = append(r.claims, claim{client: account.Client.ID, Statement: s})
		}
	}
}

// cancelled reports whether credit notes take all of an invoice back: a ledger does
// not say why, and nobody should be asked for interest on what he may never have owed.
func cancelled(inv *dunning.Invoice, asOf date.Date) bool {
	left := inv.Amount
	for _, s := range inv.Settlements {
		if s.Kind == dunning.CreditNote && s.Date <= asOf {
			left = left.Sub(s.Amount)
		}
	}
	return !left.IsPositive()
}

// decide asks the policy about every file of an account that owes something or
// is owed something.
func (r *report) decide(account *dunning.Account) error {
	files, err := r.policy.Facts(account, r.asOf)
	if err != nil {
		return err
	}
	for _, facts := range files {
		d, err := r.policy.Decide(facts)
		if err != nil {
			return err
		}
		f := file{client: account.Client.ID, Decision: d, told: r.tell(account, d)}
		for _, b := range d.Blockers {
			f.why = append(f.why, r.texts(r.spoken(account, d, b)))
		}
		for _, l := range d.Left {
			f.left = append(f.left, r.leftFor(account, l))
		}
		f.out = r.leftOut(account, d)
		r.files = append(r.files, f)
	}
	return nil
}

// tell is a decision in the words of the policy and, for holds, of the report. It
// is silent about optional steps that were passed over: their day passes on every
// ledger that is read for the first time.
func (r *report) tell(account *dunning.Account, d policy.Decision) policy.Decision {
	words := d
	words.Passed = slices.DeleteFunc(slices.Clone(d.Passed), func(id string) bool { return r.steps[id].optional })
	words = r.policy.Labelled(words)
	var blockers []policy.Blocker
	for _, b := range words.Blockers {
		blockers = append(blockers, r.spoken(account, d, b)...)
	}
	owes := !slices.ContainsFunc(d.Blockers, func(b policy.Blocker) bool { return b.Code == policy.NothingOpen })
	if debits := unexplained(d); d.None() && owes && debits.IsPositive() {
		blockers = append(blockers, policy.Blocker{Code: policy.OnHold, Detail: r.toExplain(debits)})
	}
	words.Blockers = blockers
	return words
}

// sum adds claims: interest, indemnity, and both.
func sum(claims []claim) (interest, indemnity, total decimal.Decimal) {
	for _, c := range claims {
		interest = interest.Add(c.Interest)
		indemnity = indemnity.Add(c.Indemnity)
		total = total.Add(c.Total)
	}
	return interest, indemnity, total
}

// unknownRate is the first rate that is missing, if that is why some interest
// could not be computed.
func (r *report) unknownRate() (*penalty.RateError, bool) {
	return errors.AsType[*penalty.RateError](errors.Join(r.unpriced...))
}
