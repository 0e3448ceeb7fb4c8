package policy

import (
	"reflect"

	"github.com/rickb777/date/v2"
)

// An Evaluator decides on one file after another for a single goroutine and
// keeps the memory it works in: a decision costs no allocation. Make one for
// each goroutine with [Policy.Evaluator].
type Evaluator[F any] struct {
	// SkipNext leaves Next and NextStep out of decisions without a step. To
	// find them the stages are gone through again for days to come, which is
	// most of the work of a run in which little is due.
	SkipNext bool

	run   *run
	facts F        // of Policy.Decide
	d     Decision // of Policy.Decide
}

// Evaluator makes an evaluator of the policy.
func (p *Policy[F]) Evaluator() *Evaluator[F] { return &Evaluator[F]{run: newRun(p.engine)} }

// Decide is [Policy.Decide] into a decision of the caller's, whose slices are
// written over: copy those that have to outlive the next call. Two things
// differ. ID is left empty, see [Decision.Identify]. And two rare things are
// allocated: an amount that is neither that of the invoice nor all that is
// overdue, since a part is disputed, promised or held; and the search for the
// day on which a false condition will hold, when it computes with dates.
//
// f is read during the call and never changed; Left of *d is that of *f. With an
// error, *d is empty.
func (e *Evaluator[F]) Decide(f *F, d *Decision) error {
	r := e.run
	if !load(r, f) {
		if err := r.open(reflect.ValueOf(f).Elem()); err != nil {
			*d = Decision{}
			return err
		}
	}
	r.d = d
	if r.stages(); d.Step == "" && !e.SkipNext {
		r.lookAhead()
	}
	if r.fault != nil {
		*d = Decision{}
	}
	return r.fault
}

// whole decides with everything filled in and nothing shared with the next
// decision.
func (e *Evaluator[F]) whole(f *F) (Decision, error) {
	e.d = Decision{}
	if err := e.Decide(f, &e.d); err != nil {
		return Decision{}, err
	}
	e.d.ID = e.d.Identify()
	return e.d, nil
}

// dayTexts keeps the texts of days that come up again and again: in one run,
// those of the last contacts.
type dayTexts [64]struct {
	day  date.Date
	text string
}

func (t *dayTexts) text(d date.Date) string {
	kept := &t[uint(d)%uint(len(t))]
	if kept.day != d || kept.text == "" {
		kept.day, kept.text = d, d.String()
	}
	return kept.text
}
