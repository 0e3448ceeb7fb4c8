package nightly

import (
	"errors"
	"iter"
	"sync"

	"github.com/creance/creance/dunning"
)

// Accounts travel to the workers in batches, so that handing them over costs
// little beside the work itself.
const (
	batchSize = 32
	ahead     = 2 // batches in flight for each worker
)

// Run computes every account and gives the results to out, in the order of the
// accounts. It reads accounts and calls out from its own goroutine, never both
// at once, and has stopped all workers when it returns. The sequence yields an
// account, or the error that took its place.
//
// The error is [Errors] when accounts were refused; the summary is then that of
// the others. It also joins the error by which out ended the run, and a
// [*StoppedError] when MaxErrors did: the summary then covers the accounts whose
// result was given out.
func (j *Job) Run(accounts iter.Seq2[*dunning.Account, error], out func(Result) error) (Summary, error) {
	r := newRun(j, out)
	defer r.close()
	for account, err := range accounts {
		if !r.take(account, err) {
			break
		}
	}
	r.finish()
	summary, err := r.totals.summary()
	return summary, errors.Join(r.errs.orNil(), r.stop, err)
}

type run struct {
	job    *Job
	out    func(Result) error
	totals *totals
	errs   Errors
	stop   error // why the run ended early

	todo    chan *batch
	workers sync.WaitGroup
	filling *batch
	flight  []*batch // handed to the workers, the oldest first
	idle    []*batch
}

// A batch is some accounts on their way through the workers.
type batch struct {
	accounts []*dunning.Account
	results  []Result // those of accounts that could not be read have their error already
	done     chan struct{}
}

func newRun(j *Job, out func(Result) error) *run {
	r := &run{job: j, out: out, totals: newTotals(j.settings)}
	r.todo = make(chan *batch, ahead*j.settings.Workers)
	for range j.settings.Workers {
		r.workers.Go(func() {
			for b := range r.todo {
				b.compute(j)
			}
		})
	}
	r.filling = r.empty()
	return r
}

func (r *run) close() {
	close(r.todo)
	r.workers.Wait()
}

func (r *run) empty() *batch {
	if n := len(r.idle); n > 0 {
		b := r.idle[n-1]
		r.idle = r.idle[:n-1]
		return b
	}
	return &batch{done: make(chan struct{}, 1)}
}

func (b *batch) compute(j *Job) {
	for i, account := range b.accounts {
		if b.results[i].Err == nil {
			b.results[i] = j.Account(account)
		}
	}
	b.done <- struct{}{}
}

// take puts an account on its way; false when the run is over.
func (r *run) take(account *dunning.Account, err error) bool {
	b := r.filling
	result := Result{Account: account, Err: err}
	if account != nil {
		result.Client = account.Client.ID
	}
	b.accounts = append(b.accounts, account)
	b.results = append(b.results, result)
	if len(b.accounts) < batchSize {
		return true
	}
	r.send()
	if len(r.flight) > ahead*r.job.settings.Workers {
		r.receive()
	}
	return r.stop == nil
}

func (r *run) send() {
	r.todo <- r.filling
	r.flight = append(r.flight, r.filling)
	r.filling = r.empty()
}

// receive waits for the oldest batch and gives its results out.
func (r *run) receive() {
	b := r.flight[0]
	r.flight = r.flight[1:]
	<-b.done
	for i := range b.results {
		if r.stop == nil {
			r.give(b.results[i])
		}
	}
	if r.job.settings.Progress != nil && r.stop == nil {
		r.job.settings.Progress(r.progress())
	}
	clear(b.accounts)
	clear(b.results)
	b.accounts, b.results = b.accounts[:0], b.results[:0]
	r.idle = append(r.idle, b)
}

func (r *run) give(result Result) {
	result.Index = r.totals.Accounts
	if err := r.totals.add(&result); err != nil {
		r.stop = err
		return
	}
	if result.Err != nil {
		r.errs = append(r.errs, &AccountError{Index: result.Index, Client: result.Client, Err: result.Err})
	}
	if r.stop = r.out(result); r.stop == nil && r.job.settings.MaxErrors > 0 && len(r.errs) >= r.job.settings.MaxErrors {
		r.stop = &StoppedError{Accounts: r.totals.Accounts, Refused: len(r.errs)}
	}
}

func (r *run) progress() Progress {
	return Progress{Accounts: r.totals.Accounts, Refused: r.totals.Refused, Invoices: r.totals.Invoices}
}

// finish gives out what is still on its way.
func (r *run) finish() {
	if r.stop == nil && len(r.filling.accounts) > 0 {
		r.send()
	}
	for len(r.flight) > 0 {
		r.receive()
	}
}
