// Command benchmarks times this library beside other ways of doing the same
// work, prints a table of ratios, and writes it to RESULTS.md.
//
//	go run -C examples/benchmarks .            up to a million invoices, some minutes
//	go run -C examples/benchmarks . -huge      and ten million
//	go run -C examples/benchmarks . -small     a thousandth of the sizes, to try it
//
// The answers of all ways are compared before anything is timed. Each figure is
// the median of several runs; runs of one group take turns, so that a busy
// minute of the machine falls on all of them. Read the ratios, not the times.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"
)

// full are the sizes the targets are about.
var full = sizes{aging: 1_000_000, nightly: []int{10_000, 100_000, 1_000_000}}

func main() {
	if err := run(os.Args[1:], time.Now(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "benchmarks:", err)
		os.Exit(1)
	}
}

func run(args []string, now time.Time, out io.Writer) error {
	flags := flag.NewFlagSet("benchmarks", flag.ContinueOnError)
	count := flags.Int("count", 5, "runs of each benchmark, at least 5 for figures to be kept")
	each := flags.String("time", "300ms", "how long one run lasts at least")
	huge := flags.Bool("huge", false, "draw the growth curve up to ten million invoices")
	small := flags.Bool("small", false, "try it on a thousandth of the sizes")
	file := flags.String("out", "RESULTS.md", `where the results go; "" prints them only`)
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 || *count < 1 {
		return fmt.Errorf("unexpected arguments %v, or no run at all", flags.Args())
	}
	if flag.Lookup("test.benchtime") == nil {
		testing.Init()
	}
	if err := flag.Set("test.benchtime", *each); err != nil {
		return fmt.Errorf("-time: %w", err)
	}
	s, curve := full, []int{10_000, 100_000, 1_000_000}
	if *huge {
		curve = append(curve, 10_000_000)
	}
	if *small {
		s, curve = sizes{aging: 1000, nightly: []int{100, 1000}}, []int{100, 1000}
	}
	before := load()
	list, err := benchmarks(s)
	if err != nil {
		return err
	}
	figures := measure(list, *count, out)
	growth, err := grow(curve, min(*count, 5)) // each takes minutes
	if err != nil {
		return err
	}
	busy := fmt.Sprintf("Load of the machine: %s before, %s after; this command makes up to %d of it.", before, load(), runtime.GOMAXPROCS(0))
	text := report{now: now, load: busy, sizes: s, count: *count, figures: figures, growth: growth}.text()
	fmt.Fprintln(out, text)
	if *file == "" {
		return nil
	}
	return os.WriteFile(*file, []byte(text), 0o644)
}

// A figure is the median of the runs of a benchmark.
type figure struct {
	nanoseconds float64
	allocs      int64
}

// measure runs every benchmark count times, those of a group in turns.
func measure(list []benchmark, count int, progress io.Writer) map[string]figure {
	times, allocs := map[string][]float64{}, map[string]int64{}
	for start := 0; start < len(list); {
		end := start
		for end < len(list) && list[end].group == list[start].group {
			end++
		}
		for turn := range count {
			fmt.Fprintf(progress, "%s, turn %d of %d\n", list[start].group, turn+1, count)
			for _, m := range list[start:end] {
				r := testing.Benchmark(m.run)
				times[m.String()] = append(times[m.String()], float64(r.T.Nanoseconds())/float64(max(r.N, 1)))
				allocs[m.String()] = r.AllocsPerOp()
			}
		}
		start = end
	}
	figures := map[string]figure{}
	for name, runs := range times {
		figures[name] = figure{median(runs), allocs[name]}
	}
	return figures
}

func median(values []float64) float64 {
	slices.Sort(values)
	if n := len(values); n%2 == 0 {
		return (values[n/2-1] + values[n/2]) / 2
	}
	return values[len(values)/2]
}
