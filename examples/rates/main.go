// Command rates says how fresh the official rates of this version are: each
// series, its last values, the day through which it is known, and what is due
// next.
//
//	go run ./examples/rates [-today 2026-11-23] [-load newer.csv] [-last 4]
//
// It is the scheduled freshness check of this module. It exits with status 1
// when a rate that must be in force by now is missing.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

func main() {
	missing, err := run(os.Args[1:], time.Now().Format(time.DateOnly), os.Stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "rates:", err)
		os.Exit(2)
	case missing:
		os.Exit(1)
	}
}

// run writes the report; missing says that a rate needed today is not known.
func run(args []string, clock string, out io.Writer) (missing bool, err error) {
	flags := flag.NewFlagSet("rates", flag.ContinueOnError)
	flags.SetOutput(out)
	todayText := flags.String("today", clock, "the day of the check, YYYY-MM-DD")
	load := flags.String("load", "", "a newer table, read over the official ones")
	last := flags.Int("last", 4, "how many of the latest values to print")
	if err := flags.Parse(args); err != nil {
		return false, err
	}
	if flags.NArg() > 0 {
		return false, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	today, err := dunning.ParseDate(*todayText)
	if err != nil {
		return false, fmt.Errorf("-today: %w", err)
	}
	rates := penalty.Official()
	if *load != "" {
		src, err := os.ReadFile(*load)
		if err != nil {
			return false, err
		}
		if rates, err = rates.With(filepath.Base(*load), src); err != nil {
			return false, err
		}
	}
	fmt.Fprintf(out, "Reference rates as of %s\n", today)
	for info := range rates.Series() {
		series(out, rates, info, max(1, *last), today)
	}
	return due(out, rates, today), nil
}

func series(out io.Writer, rates *penalty.Rates, info penalty.SeriesInfo, last int, today date.Date) {
	fmt.Fprintf(out, "\n%s: %s\n", info.Series, info.Title)
	fmt.Fprintf(out, "source %s; checked %s\n", info.Source, info.Checked)
	quotes := slices.Collect(rates.Quotes(info.Series))
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, q := range quotes[max(0, len(quotes)-last):] {
		fmt.Fprintf(table, "  from %s\t%s %%\t[%s]\t%s\n", q.From, q.Percent.StringFixed(2), q.Confidence, q.Source)
	}
	table.Flush()
	fmt.Fprintf(out, "known from %s through %s", info.KnownFrom, info.KnownThrough)
	if info.KnownThrough < today {
		fmt.Fprintf(out, ", %d days ago: compare it with its source", today-info.KnownThrough)
	}
	fmt.Fprintln(out)
	if info.Next != "" {
		fmt.Fprintf(out, "next: %s\n", info.Next)
	}
}

// due asks each series for the rate of today's half-year and of the next one.
func due(out io.Writer, rates *penalty.Rates, today date.Date) (missing bool) {
	this, next := halfYears(today)
	fmt.Fprintf(out, "\nHalf-years\n")
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	defer table.Flush()
	for _, start := range []date.Date{this, next} {
		for info := range rates.Series() {
			state := ""
			rate, err := rates.At(info.Series, start)
			switch {
			case err == nil:
				state = rate.StringFixed(2) + " %"
			case start <= today:
				state, missing = "MISSING: load a newer table", true
			default:
				state = fmt.Sprintf("not known yet, needed on %s (%d days)", start, start-today)
			}
			fmt.Fprintf(table, "  %s\t%s\t%s\n", name(start), info.Series, state)
		}
	}
	return missing
}

func halfYears(d date.Date) (this, next date.Date) {
	if d.Month() < 7 {
		return date.New(d.Year(), 1, 1), date.New(d.Year(), 7, 1)
	}
	return date.New(d.Year(), 7, 1), date.New(d.Year()+1, 1, 1)
}

// name is "2027-S1", as the field calls half-years (semestres).
func name(start date.Date) string { return fmt.Sprintf("%d-S%d", start.Year(), 1+start.Month()/7) }
