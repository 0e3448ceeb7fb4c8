package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

type report struct {
	now     time.Time
	load    string // of the machine, before and after
	sizes   sizes
	count   int
	figures map[string]figure
	growth  []point
}

func (r report) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Results\n\nWritten on %s by `go run -C examples/benchmarks .`; medians of %d runs.\n\n", r.now.Format(time.DateOnly), r.count)
	fmt.Fprintf(&b, "%s\n%s\n\n%s\n", machine(), r.load, caution)
	r.targets(&b)
	r.times(&b)
	r.curve(&b)
	fmt.Fprintf(&b, "## What is compared\n\n%s", method)
	return b.String()
}

const caution = `Times of a machine that others use too are worth little; the ratios are between
ways that took turns in the same minutes.
`

// A target is a ratio to reach, peer over creance, or a bound in seconds.
type target struct {
	work, ours, peer string
	least, goal      float64
	allocs           int64 // -1: not part of the target
}

var targets = []target{
	{"rules of the standard policy, against the plain expr VM", "Rules/creance", "Rules/exprvm", 20, 40, 0},
	{"rules, against an expr VM that is kept, facts boxed once", "Rules/creance", "Rules/exprtuned", 0, 0, -1},
	{"rules, against cel-go", "Rules/creance", "Rules/cel", 25, 50, 0},
	{"rules, against govaluate", "Rules/creance", "Rules/govaluate", 0, 0, -1},
	{"rules, against gval", "Rules/creance", "Rules/gval", 0, 0, -1},
	{"rules, against hand-written Go", "Rules/creance", "Rules/handwritten", 1. / 12, 1. / 5, 0},
	{"whole decision, against itself on the expr VM (policy.OnVM)", "Decide/skipnext", "Decide/onvm", 20, 40, 0},
	{"whole decision, against a ladder in Go that asks the plain expr VM", "Decide/skipnext", "Decide/exprvm", 20, 40, 0},
	{"whole decision, against that ladder and an expr VM that is kept", "Decide/skipnext", "Decide/exprtuned", 0, 0, -1},
	{"whole decision, against that ladder and cel-go", "Decide/skipnext", "Decide/cel", 25, 50, 0},
	{"whole decision, against that ladder and govaluate", "Decide/skipnext", "Decide/govaluate", 0, 0, -1},
	{"whole decision, against that ladder and gval", "Decide/skipnext", "Decide/gval", 0, 0, -1},
	{"whole decision, against that ladder and rules by hand", "Decide/skipnext", "Decide/handwritten", 1. / 12, 1. / 5, 0},
	{"the same with the next day to look, against it", "Decide/creance", "Decide/handwritten", 1. / 12, 1. / 5, 0},
	{"penalty, amount of three half-years, against decimals", "Penalty/amount", "Penalty/decimal", 15, 100, 0},
	{"penalty, statement, against decimals making the lines too", "Penalty/statement", "Penalty/decimalstatement", 3, 6, -1},
	{"penalty, statement, against decimals summing up only", "Penalty/statement", "Penalty/decimal", 3, 6, -1},
	{"aging by client, against DuckDB", "Aging/creance", "Aging/duckdb", 1, 2, -1},
	{"aging by client, against SQLite", "Aging/creance", "Aging/sqlite", 0, 0, -1},
	{"aging by client, against decimals", "Aging/creance", "Aging/decimal", 0, 0, -1},
}

func (r report) targets(b *strings.Builder) {
	b.WriteString("## Ratios\n\nHow many times faster than the peer; below 1 is slower.\n\n")
	b.WriteString("| work | ratio | at least | goal | |\n|---|--:|--:|--:|---|\n")
	for _, t := range targets {
		ours, peer := r.figures[t.ours], r.figures[t.peer]
		if ours.nanoseconds == 0 || peer.nanoseconds == 0 {
			continue
		}
		ratio := peer.nanoseconds / ours.nanoseconds
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", t.work, number(ratio), bound(t.least), bound(t.goal), t.verdict(ratio, ours.allocs))
	}
	atMost := func(work string, value, least, goal float64) {
		verdict := "missed"
		if value <= goal {
			verdict = "goal reached"
		} else if value <= least {
			verdict = "reached"
		}
		fmt.Fprintf(b, "| %s | %s | at most %s | %s | %s |\n", work, number(value), number(least), number(goal), verdict)
	}
	if night, ok := r.figures["Nightly/1e6"]; ok {
		atMost("nightly run, 1e6 invoices of 1e5 clients, seconds", night.nanoseconds/1e9, 1.5, 0.5)
	}
	if n := len(r.growth); n > 1 {
		first, last := r.growth[0], r.growth[n-1]
		atMost(fmt.Sprintf("cost per invoice at %s over %s", size(last.invoices), size(first.invoices)), float64(last.perInvoice)/float64(first.perInvoice), 1.3, 1)
		atMost("memory beyond the input, kB per client in flight", last.perClient()/1000, 1, 1)
	}
	b.WriteString("\n")
}

func (t target) verdict(ratio float64, allocs int64) string {
	switch {
	case t.least == 0:
		return ""
	case ratio < t.least:
		return "missed"
	case t.allocs >= 0 && allocs > t.allocs:
		return fmt.Sprintf("missed: %d allocations", allocs)
	case ratio < t.goal:
		return "reached"
	}
	return "goal reached"
}

func bound(v float64) string {
	if v == 0 {
		return ""
	}
	return number(v)
}

func number(v float64) string {
	switch {
	case v >= 10:
		return fmt.Sprintf("%.0f", v)
	case v >= 0.1:
		return fmt.Sprintf("%.2g", v)
	}
	return fmt.Sprintf("%.2f", v)
}

func (r report) times(b *strings.Builder) {
	b.WriteString("## Times\n\n| benchmark | time | allocations |\n|---|--:|--:|\n")
	names := make([]string, 0, len(r.figures))
	for name := range r.figures {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f := r.figures[name]
		allocs := fmt.Sprint(f.allocs)
		if name == "Aging/duckdb" || name == "Aging/sqlite" {
			allocs = "" // not Go's
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", name, duration(f.nanoseconds), allocs)
	}
	b.WriteString("\n")
}

func duration(ns float64) string {
	switch {
	case ns >= 1e9:
		return fmt.Sprintf("%.2f s", ns/1e9)
	case ns >= 1e6:
		return fmt.Sprintf("%.1f ms", ns/1e6)
	case ns >= 1e4:
		return fmt.Sprintf("%.1f µs", ns/1e3)
	}
	return fmt.Sprintf("%.0f ns", ns)
}

func (r report) curve(b *strings.Builder) {
	b.WriteString("## Growth of the nightly run\n\nMemory is what is alive at the peak beyond the input, results being dropped as they come.\n\n")
	b.WriteString("| invoices | time per invoice | against the first | alive at the peak | clients in flight then | for each of them |\n|--:|--:|--:|--:|--:|--:|\n")
	for _, p := range r.growth {
		fmt.Fprintf(b, "| %s | %d ns | %s | %.0f kB | %d | %.0f B |\n", size(p.invoices), p.perInvoice.Nanoseconds(),
			number(float64(p.perInvoice)/float64(r.growth[0].perInvoice)), float64(p.live)/1000, p.inFlight, p.perClient())
	}
	b.WriteString("\n")
}

// load is the mean number of busy programs in the last minute, as Linux counts it.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if one, _, ok := strings.Cut(string(text), " "); ok && err == nil {
		return one
	}
	return "unknown"
}

func machine() string {
	text := fmt.Sprintf("%s %s/%s, %d cores used", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0))
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if name, ok := strings.CutPrefix(line, "model name"); ok {
				text += ", " + strings.TrimSpace(strings.TrimLeft(name, "\t :"))
				break
			}
		}
	}
	text += ".\n"
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, m := range build.Deps {
			switch m.Path {
			case "cel.dev/cel-go", "github.com/Knetic/govaluate", "github.com/PaesslerAG/gval", "github.com/expr-lang/expr",
				"github.com/marcboeker/go-duckdb", "modernc.org/sqlite", "github.com/shopspring/decimal":
				text += fmt.Sprintf("%s %s, ", m.Path, m.Version)
			}
		}
	}
	return strings.TrimSuffix(text, ", ") + "."
}

const method = `- **Rules**: the conditions and days of the shipped standard policy, some twenty, on
  256 files whose facts stand ready in the form that each way is fastest with: segments
  until one matches, then every hold and every step. Nothing else is done, and every
  way says the same of every file. The bounds for engines were drawn from this: from
  eight rules on a struct that is there (790 ns on the plain expr VM, 37 as
  Go closures, 3.3 by hand).
- **Decide**: 256 files of every kind, one after the other, under the shipped
  standard policy, each way from the same facts to the same answer: the segment, and
  the step with its amount or the codes of all that stands in the way. ` + "`skipnext`" + `
  and ` + "`onvm`" + ` are this library without the search for the next day; they also check the
  facts, say when each blocker lifts and what the decision rests on. The peers do not:
  they evaluate a condition or a day only when they come to it, inside a ladder written
  in Go for this one policy, amounts as whole numbers, ratios as floats. Most of a whole
  decision is no rule but reading and checking the facts, the position, limits, the
  calendar and the reasons. So these ratios stay below those of the rules and miss the
  same bounds, which the ladder with rules by hand does not reach either.
- **Penalty**: 10 000 euros paid a year late, across three half-years. ` + "`decimal`" + ` looks
  the rates up and sums the interest, ` + "`decimalstatement`" + ` makes the lines, the indemnity
  and the total too; both know the one case only and check nothing. ` + "`amount26`" + ` is the
  amount across 26 half-years: a line is rounded by itself, so each costs its
  multiplication and division. Under OnTotal, ` + "`once`" + ` and ` + "`once26`" + `, they cost one subtraction.
- **Aging**: open invoices, ten for each client, into five columns by client, as the
  state that could be asked for rows. Creance and DuckDB use all cores. The databases
  have the rows loaded as integers; creance starts from invoices with decimals.
- **Nightly**: due dates, aged balance, key figures, interest and indemnity, and the
  decision of each client, over accounts in memory, ten invoices each.
`
