package policy

import (
	"slices"

	"github.com/creance/creance/internal/lang"
)

// A clock says how a fact moves while nothing happens but what the policy
// itself sends.
type clock uint8

const (
	stays        clock = iota
	sinceOpening       // from a value that is known on the first day late
	anywhere           // from any value
)

// clocks are the facts that move.
var clocks = map[string]clock{
	"days_overdue": sinceOpening, "oldest_days_late": sinceOpening, "days_since_last": sinceOpening,
	"last_step": sinceOpening, "steps_sent": sinceOpening, "contacts_90d": sinceOpening,
	"as_of": anywhere, "seniority": anywhere, "limitation_days_left": anywhere,
	"promise_open": anywhere, "promise_until": anywhere,
}

// factsOf are the names of the facts that an expression names, once each time.
func factsOf(n lang.Node) (names []string) {
	lang.Walk(n, func(n lang.Node) {
		if f, ok := n.(*lang.Fact); ok {
			names = append(names, f.Symbol.Name)
		}
	})
	return names
}

// moves reports whether an expression names a clock.
func moves(n lang.Node) bool {
	for _, f := range factsOf(n) {
		if clocks[f] != stays {
			return true
		}
	}
	return false
}

// still are the comparisons inside an expression that do not move with the days.
func still(n lang.Node) []lang.Node {
	if n.Type().Kind != lang.Bool {
		return nil
	}
	switch n := n.(type) {
	case *lang.Compare, *lang.In, *lang.Fact, *lang.Call:
		if moves(n) {
			return nil
		}
		return []lang.Node{n}
	}
	var out []lang.Node
	for _, c := range lang.Children(n) {
		out = append(out, still(c)...)
	}
	return out
}

// mentions reports whether an expression names a fact.
func mentions(n lang.Node, fact string) bool {
	return n != nil && slices.Contains(factsOf(n), fact)
}
