package nightly

import (
	"errors"
	"iter"
	"slices"
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
	if err := r.summary.complete(r.totals); err != nil {
		return Summary{}, errors.Join(r.errs.orNil(), r.stop, err)
	}
	return r.summary, errors.Join(r.errs.orNil(), r.stop)
}

type run struct {
	job     *Job
	out     func(Result) error
	summary Summary
	totals  *totals
	errs    Errors
	stop    error // why the run ended early

	todo    chan *batch
	workers sync.WaitGroup
	filling *batch
	flight  []*batch // handed to the workers, the oldest first
	idle    []*batch
}

// A batch is some accounts on their way through the workers.
type batch struct {
	results []Result // at first their accounts, or the errors that took their place
	totals  *totals  // of all results that are not refused
	err     error    // totals could not be counted
	done    chan struct{}
}

func newRun(j *Job, out func(Result) error) *run {
	r := &run{job: j, out: out, totals: j.newTotals(), summary: Summary{AsOf: j.settings.AsOf, Steps: map[string]int{}}}
	r.todo = make(chan *batch, ahead*j.settings.Workers)
	for range j.settings.Workers {
		r.workers.Go(func() {
			w := work{job: j}
			for b := range r.todo {
				b.compute(&w)
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
	return &batch{results: make([]Result, 0, batchSize), done: make(chan struct{}, 1)}
}

func (b *batch) compute(w *work) {
	b.totals = w.job.newTotals()
	w.totals = b.totals
	refused := false
	for i := range b.results {
		if r := &b.results[i]; r.Err == nil {
			*r = w.result(r.Account)
			refused = refused || r.Err != nil
		}
	}
	if refused { // totals hold parts of refused accounts
		b.totals = w.job.newTotals()
		b.err = b.totals.results(b.results)
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
	b.results = append(b.results, result)
	if len(b.results) < batchSize {
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
	r.flight = slices.Delete(r.flight, 0, 1)
	<-b.done
	given := 0
	for given < len(b.results) && r.stop == nil {
		r.give(b.results[given])
		b.results[given].Decisions = nil // the receiver's now; nothing else asks for them
		given++
	}
	if err := r.count(b, given); err != nil {
		r.stop = errors.Join(r.stop, err)
	}
	if r.job.settings.Progress != nil && r.stop == nil {
		r.job.settings.Progress(r.progress())
	}
	clear(b.results)
	b.results, b.totals, b.err = b.results[:0], nil, nil
	r.idle = append(r.idle, b)
}

// count takes a batch into the totals, as far as it was given out.
func (r *run) count(b *batch, given int) error {
	if given < len(b.results) {
		return r.totals.results(b.results[:given])
	}
	if b.err != nil {
		return b.err
	}
	return r.totals.merge(b.totals)
}

func (r *run) give(result Result) {
	result.Index = r.summary.Accounts
	r.summary.count(&result)
	if result.Err != nil {
		r.errs = append(r.errs, &AccountError{Index: result.Index, Client: result.Client, Err: result.Err})
	}
	if r.stop = r.out(result); r.stop == nil && r.job.settings.MaxErrors > 0 && len(r.errs) >= r.job.settings.MaxErrors {
		r.stop = &StoppedError{Accounts: r.summary.Accounts, Refused: len(r.errs)}
	}
}

func (r *run) progress() Progress {
	return Progress{Accounts: r.summary.Accounts, Refused: r.summary.Refused, Invoices: r.summary.Invoices}
}

// finish gives out what is still on its way.
func (r *run) finish() {
	if r.stop == nil && len(r.filling.results) > 0 {
		r.send()
	}
	for len(r.flight) > 0 {
		r.receive()
	}
}
