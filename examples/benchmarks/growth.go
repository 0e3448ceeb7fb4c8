package main

import (
	"math"
	"runtime"
	"runtime/metrics"
	"slices"
	"time"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/nightly"
)

// A point of the growth curve of the nightly run.
type point struct {
	invoices   int
	perInvoice time.Duration
	memory
}

// memory is what a night keeps alive at its peak, beyond the input.
type memory struct {
	live     int64 // bytes
	inFlight int   // clients read whose result was not given out yet
}

func (m memory) perClient() float64 { return float64(m.live) / float64(max(m.inFlight, 1)) }

// distinct is how many invoices are made: beyond, the same accounts come again.
const distinct = 1_000_000

// grow measures time and memory of a night at several sizes, which take turns.
// A small night is repeated, so that each bears its share of the collector's work
// on the same heap.
func grow(curve []int, count int) ([]point, error) {
	accounts := portfolio(min(slices.Max(curve), distinct))
	job, err := nightlyJob(0)
	if err != nil {
		return nil, err
	}
	if _, err := night(job, stream(accounts, curve[0])); err != nil { // a cold start is no growth
		return nil, err
	}
	points, times := make([]point, len(curve)), make([][]float64, len(curve))
	for range count {
		for i, n := range curve {
			repeat := max(1, slices.Max(curve)/10/n)
			start := time.Now()
			for range repeat {
				if _, err := night(job, stream(accounts, n)); err != nil {
					return nil, err
				}
			}
			times[i] = append(times[i], float64(time.Since(start))/float64(n*repeat))
		}
	}
	for i, n := range curve {
		points[i] = point{invoices: n, perInvoice: time.Duration(median(times[i]))}
		if points[i].memory, err = peak(job, accounts, n); err != nil {
			return nil, err
		}
	}
	return points, nil
}

// samples is how often a night is halted to see what is alive.
const samples = 20

// peak halts a night again and again in the hands of the receiver. The workers
// then finish what they were given and wait, and a full collection finds what the
// run really keeps: the accounts in flight with their results, and the totals.
func peak(job *nightly.Job, accounts []*dunning.Account, n int) (memory, error) {
	before := settled()
	var most memory
	read, given := 0, 0
	counted := func(yield func(*dunning.Account, error) bool) {
		for a, err := range stream(accounts, n) {
			read++
			if !yield(a, err) {
				return
			}
		}
	}
	every := max(1, n/10/samples)
	_, err := job.Run(counted, func(nightly.Result) error {
		if given++; given%every == 0 {
			if now := settled() - before; now > most.live {
				most = memory{now, read - given}
			}
		}
		return nil
	})
	runtime.KeepAlive(accounts)
	return most, err
}

// settled is what is alive once the workers have come to rest: what they throw
// away during a collection still counts in it.
func settled() int64 {
	last := int64(math.MaxInt64)
	for {
		runtime.GC()
		now := live()
		if now >= last {
			return last
		}
		last = now
	}
}

func live() int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
