package policy

import (
	"iter"
	"sync"
)

// share is how many files a worker takes at a time: enough that handing them
// over costs little beside deciding.
const share = 128

// DecideAll is [Policy.Decide] for each file of a sequence, in its order,
// on that many goroutines; fewer than 1 counts as 1. The answers do not depend
// on their number. A file that cannot be decided gives its error in its place,
// and the others go on.
//
// No more than 256 files for each worker are held at a time, read ahead of the
// decision that is looked at. Files are read on the goroutine of the caller;
// when he stops, so does the reading, and no goroutine is left behind.
func (p *Policy[F]) DecideAll(files iter.Seq[F], workers int) iter.Seq2[Decision, error] {
	workers = max(1, workers)
	return func(yield func(Decision, error) bool) {
		work := make(chan *batch[F], 2*workers)
		var group sync.WaitGroup
		defer group.Wait()
		defer close(work)
		for range workers {
			group.Go(func() {
				e := p.Evaluator()
				for b := range work {
					b.decide(e)
				}
			})
		}
		var under []*batch[F] // being decided, oldest first
		next := newBatch[F]()
		for f := range files {
			if next.files = append(next.files, f); len(next.files) < share {
				continue
			}
			work <- next
			if under = append(under, next); len(under) < cap(work) {
				next = newBatch[F]()
				continue
			}
			next, under = under[0], under[1:]
			if !next.yield(yield) {
				return
			}
		}
		work <- next
		for _, b := range append(under, next) {
			if !b.yield(yield) {
				return
			}
		}
	}
}

// A batch is the files that one worker decides on in one go.
type batch[F any] struct {
	files []F
	out   []answer
	done  chan struct{}
}

type answer struct {
	Decision
	err error
}

func newBatch[F any]() *batch[F] {
	return &batch[F]{files: make([]F, 0, share), out: make([]answer, 0, share), done: make(chan struct{}, 1)}
}

func (b *batch[F]) decide(e *Evaluator[F]) {
	for i := range b.files {
		d, err := e.whole(&b.files[i])
		b.out = append(b.out, answer{d, err})
	}
	b.done <- struct{}{}
}

// yield waits for the decisions, hands them on and empties the batch.
func (b *batch[F]) yield(yield func(Decision, error) bool) bool {
	<-b.done
	for i := range b.out {
		if !yield(b.out[i].Decision, b.out[i].err) {
			return false
		}
	}
	b.files, b.out = b.files[:0], b.out[:0]
	return true
}
