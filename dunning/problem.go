package dunning

import (
	"errors"
	"fmt"
	"strings"
)

// A Problem is one thing wrong with an input, with its place and a remedy.
type Problem struct {
	Of    string // what is wrong: `invoice "F-12"`
	Field string // where in it: "settlements[2].amount"
	Value string // the offending value, shortened
	What  string // what is wrong with it: "is negative"
	Fix   string // what to do instead; may be empty
}

func (p *Problem) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", p.Of, p.Field)
	if p.Value != "" {
		fmt.Fprintf(&b, " %q", clip(p.Value))
	}
	b.WriteString(" " + p.What)
	if p.Fix != "" {
		b.WriteString("; " + p.Fix)
	}
	return b.String()
}

// Problems are all the problems of one input, in its order. errors.As and
// errors.AsType find each of them.
type Problems []*Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.Is and errors.As the single problems.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

// Err is nil when there are no problems.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

var errUnknownCurrency = errors.New("dunning: unknown currency")
