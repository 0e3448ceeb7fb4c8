package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"time"
)

// A point of the growth curve of the nightly run.
type point struct {
	invoices   int
	perInvoice time.Duration
	live       int64 // bytes alive at the peak, beyond the input
}

// grow measures time and memory of a night at several sizes. Accounts are made
// before, at most those of a million invoices: beyond, the same ones come again.
func grow(curve []int, count int) ([]point, error) {
	accounts := portfolio(min(slices.Max(curve), 1_000_000))
	job, err := nightlyJob(0)
	if err != nil {
		return nil, err
	}
	if _, err := night(job, stream(accounts, curve[0])); err != nil { // a cold start is no growth
		return nil, err
	}
	var points []point
	for _, n := range curve {
		p := point{invoices: n}
		runs := count
		if n > 1_000_000 {
			runs = 1
		}
		var times []float64
		for range runs {
			start := time.Now()
			if _, err := night(job, stream(accounts, n)); err != nil {
				return nil, err
			}
			times = append(times, float64(time.Since(start))/float64(n))
		}
		p.perInvoice = time.Duration(median(times))
		if p.live, err = peak(func() error {
			_, err := night(job, stream(accounts, n))
			return err
		}); err != nil {
			return nil, err
		}
		points = append(points, p)
	}
	runtime.KeepAlive(accounts)
	return points, nil
}

// peak is the most that was alive while work ran, beyond what was before. What
// the collector has not picked up yet is not alive: it collects often here, and
// the figure is what its marking found.
func peak(work func() error) (int64, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	runtime.GC()
	before, most := live(), int64(0)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
				most = max(most, live()-before)
			}
		}
	}()
	err := work()
	close(stop)
	<-stopped
	return most, err
}

func live() int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
