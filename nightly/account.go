package nightly

import (
	"errors"
	"slices"

	"github.com/creance/creance/dunning"
)

// Account is the result of one account, its Index 0. It depends on the account
// and the settings only, so that a distributed engine gets from it what
// [Job.Run] gets.
func (j *Job) Account(account *dunning.Account) Result {
	w := work{job: j, totals: j.newTotals()}
	return w.result(account)
}

var errNoAccount = errors.New("nightly: a nil account")

// work is where a worker makes one result after another.
type work struct {
	job     *Job
	totals  *totals // of the accounts worked on
	account *dunning.Account
	lines   []Line // its own; written over for the next account
	sums    sums   // the same
	errs    []error
}

// empty makes room for n lines.
func (w *work) empty(n int) {
	if cap(w.lines) < n {
		w.lines, w.sums = make([]Line, n), make(sums, 0, 16*n)
	}
	w.lines, w.sums = w.lines[:n], w.sums[:0]
	clear(w.lines)
}

// result also counts the account in totals. When it refuses the account, they
// hold a part of it and are good for nothing any more.
func (w *work) result(account *dunning.Account) Result {
	if account == nil {
		return Result{Err: errNoAccount}
	}
	w.account, w.errs = account, nil
	w.empty(len(account.Invoices))
	for i, inv := range account.Invoices {
		w.invoice(inv, &w.lines[i])
	}
	r := Result{Account: account, Client: account.Client.ID, job: w.job}
	if decide := w.job.settings.Decide; decide != nil && len(w.errs) == 0 {
		var err error
		r.Decisions, err = decide(account, w.job.settings.AsOf, w.lines)
		w.check(err)
	}
	if len(w.errs) > 0 {
		return Result{Account: account, Client: account.Client.ID, Err: w.refusal()}
	}
	for i := range w.lines {
		w.sums = w.sums.add(&w.lines[i])
	}
	r.sums = slices.Clone(w.sums)
	return r
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
	var err error
	if line.open, err = inv.OpenMinorAt(asOf); !w.check(err) {
		return false
	}
	line.describe(inv, asOf)
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
