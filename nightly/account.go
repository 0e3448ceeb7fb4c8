package nightly

import (
	"errors"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
)

// Account is the result of one account, its Index 0. It depends on the account
// and the settings only, so that a distributed engine gets from it what
// [Job.Run] gets.
func (j *Job) Account(account *dunning.Account) Result {
	if account == nil {
		return Result{Err: errNoAccount}
	}
	w := work{job: j, account: account}
	w.Aged = aging.New(j.settings.AsOf, j.settings.Buckets)
	if len(account.Invoices) > 0 {
		w.Lines = make([]Line, 0, len(account.Invoices))
	}
	for _, inv := range account.Invoices {
		w.invoice(inv)
	}
	if decide := j.settings.Decide; decide != nil && len(w.errs) == 0 {
		var err error
		w.Decisions, err = decide(account, j.settings.AsOf, w.Lines)
		w.check(err)
	}
	if len(w.errs) > 0 {
		return Result{Account: account, Client: account.Client.ID, Err: w.refusal()}
	}
	w.Result.Account, w.Client = account, account.Client.ID
	return w.Result
}

var errNoAccount = errors.New("nightly: a nil account")

// work is a result in the making.
type work struct {
	Result
	job     *Job
	account *dunning.Account
	errs    []error
}

func (w *work) check(err error) bool {
	if err != nil {
		w.errs = append(w.errs, err)
	}
	return err == nil
}

func (w *work) invoice(inv *dunning.Invoice) {
	if !w.check(w.Aged.Add(inv)) {
		return
	}
	if w.job.settings.Period != (kpi.Period{}) {
		w.check(w.figures(inv.CurrencyCode()).Add(inv))
	}
	w.line(inv)
}

// figures are those of a currency, new when it is the first time.
func (w *work) figures(currency string) *kpi.Accumulator {
	for _, f := range w.Figures {
		if f.Currency == currency {
			return f.Accumulator
		}
	}
	period := w.job.settings.Period
	period.Currency = currency
	f := Figures{Currency: currency, Accumulator: kpi.New(period)}
	w.Figures = append(w.Figures, f)
	return f.Accumulator
}

func (w *work) line(inv *dunning.Invoice) {
	asOf := w.job.settings.AsOf
	open, err := inv.OpenMinorAt(asOf)
	if !w.check(err) {
		return
	}
	digits, _ := dunning.CurrencyDigits(inv.Currency)
	money := func(n int64) decimal.Decimal {
		if n == 0 {
			return decimal.Decimal{} // most are, and a decimal costs an allocation
		}
		return decimal.New(n, -digits)
	}
	line := Line{Invoice: inv.ID, Currency: inv.CurrencyCode(), Due: inv.DueDate(), Open: money(open)}
	if open > 0 && line.Due != 0 && line.Due < asOf {
		line.DaysLate = int(asOf - line.Due)
	}
	if tariff := w.job.settings.Tariff; tariff != nil && line.Due != 0 {
		c, err := tariff(w.account, inv)
		if w.check(err) && c != nil {
			charge, err := c.Charge(inv, asOf)
			w.check(err)
			line.Interest, line.Indemnity, line.Paid = money(charge.Interest), money(charge.Indemnity), money(charge.Paid)
		}
	}
	w.Lines = append(w.Lines, line)
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
