package nightly

import (
	"errors"

	"github.com/creance/creance/dunning"
)

// Account is the result of one account, its Index 0. It depends on the account
// and the settings only, so that a distributed engine gets from it what
// [Job.Run] gets.
func (j *Job) Account(account *dunning.Account) Result {
	return j.account(account, j.newTotals())
}

// account also counts the account in totals. When it refuses the account, they
// hold a part of it and are good for nothing any more.
func (j *Job) account(account *dunning.Account, t *totals) Result {
	if account == nil {
		return Result{Err: errNoAccount}
	}
	w := work{job: j, account: account, totals: t}
	if len(account.Invoices) > 0 {
		w.lines = make([]Line, len(account.Invoices))
	}
	for i, inv := range account.Invoices {
		w.invoice(inv, &w.lines[i])
	}
	r := Result{Account: account, Client: account.Client.ID, Lines: w.lines, job: j}
	if decide := j.settings.Decide; decide != nil && len(w.errs) == 0 {
		var err error
		r.Decisions, err = decide(account, j.settings.AsOf, w.lines)
		w.check(err)
	}
	if len(w.errs) > 0 {
		return Result{Account: account, Client: account.Client.ID, Err: w.refusal()}
	}
	return r
}

var errNoAccount = errors.New("nightly: a nil account")

// work is a result in the making.
type work struct {
	job     *Job
	account *dunning.Account
	totals  *totals
	lines   []Line
	errs    []error
}

func (w *work) check(err error) bool {
	if err != nil {
		w.errs = append(w.errs, err)
	}
	return err == nil
}

func (w *work) invoice(inv *dunning.Invoice, line *Line) {
	if w.check(w.totals.document(inv)) && w.line(inv, line) {
		w.totals.charges.add(line)
	}
}

func (w *work) line(inv *dunning.Invoice, line *Line) bool {
	asOf := w.job.settings.AsOf
	line.Invoice, line.Currency, line.Due = inv.ID, inv.CurrencyCode(), inv.DueDate()
	line.digits, _ = dunning.CurrencyDigits(inv.Currency)
	var err error
	if line.open, err = inv.OpenMinorAt(asOf); !w.check(err) {
		return false
	}
	if line.open > 0 && line.Due != 0 && line.Due < asOf {
		line.DaysLate = int(asOf - line.Due)
	}
	booked := inv.BookedOn() <= asOf
	if tariff := w.job.settings.Tariff; tariff != nil && line.Due != 0 && booked {
		c, err := tariff(w.account, inv)
		if !w.check(err) {
			return false
		}
		if c != nil {
			line.charge, err = c.Charge(inv, asOf)
			return w.check(err)
		}
	}
	return true
}

// refusal is why the account was refused: all that is wrong with its invoices,
// each said once, or else what the computations said.
func (w *work) refusal() error {
	var problems dunning.Problems
	for _, inv := range w.account.Invoices {
		if inv == nil {
			continue
		}
		if ps, ok := errors.AsType[dunning.Problems](inv.Validate()); ok {
			problems = append(problems, ps...)
		}
	}
	if err := problems.Err(); err != nil {
		return err
	}
	return errors.Join(w.errs...)
}
