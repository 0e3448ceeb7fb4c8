package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/fast"
	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/policy"
)

// A backend is that of this library without the stages around it: the rules of
// a policy as Compile lowers them.
type backend struct {
	segments, holds *fast.Program
	untils          []*fast.Number  // of each hold, nil without one
	whens           []*fast.Program // of the steps that have one
	days            []*fast.Number  // of the steps
	symbols         map[string]*lang.Symbol
	slots           int
	row             *lang.Row
}

func onBackend(doc *policy.Document) (*backend, error) {
	words, err := policy.Vocabulary[policy.Facts]()
	if err != nil {
		return nil, err
	}
	scope := lang.Scope{
		Symbols: map[string]*lang.Symbol{}, Constants: map[string]decimal.Decimal{}, Named: map[string]lang.Node{},
		Digits: 2, Used: map[string]bool{},
	}
	kinds := map[string]lang.Kind{"choice": lang.Enum}
	for kind := lang.Bool; kind < lang.Text; kind++ {
		kinds[lang.Word(kind)] = kind
	}
	for slot, w := range words {
		name, _, _ := strings.Cut(w.Type, ",") // a date may be absent
		if kind, ok := kinds[name]; ok {
			scope.Symbols[w.Name] = &lang.Symbol{Name: w.Name, Type: lang.Type{Kind: kind, Name: w.Name, Values: w.Values}, Slot: slot}
		}
	}
	check := func(text string, want lang.Kind) lang.Node {
		if text == "" {
			return nil
		}
		node, mistakes := scope.Check(text, want)
		if len(mistakes) > 0 && err == nil {
			err = fmt.Errorf("%s: %w", text, mistakes[0])
		}
		return node
	}
	for _, c := range doc.Constants {
		scope.Constants[c.Name] = decimal.RequireFromString(strings.ReplaceAll(c.Value, "_", ""))
	}
	for _, l := range doc.Let {
		scope.Named[l.Name] = check(l.When, lang.Bool)
	}
	b := &backend{symbols: scope.Symbols, slots: len(words)}
	var segments, holds []lang.Node
	for _, s := range doc.Segments {
		segments = append(segments, check(s.When, lang.Bool))
	}
	for _, h := range doc.Holds {
		holds = append(holds, check(h.When, lang.Bool))
		var until *fast.Number
		if end := check(h.End, lang.Date); end != nil {
			until = fast.NewNumber(end)
		}
		b.untils = append(b.untils, until)
	}
	for _, s := range doc.Steps {
		if when := check(s.When, lang.Bool); when != nil {
			b.whens = append(b.whens, fast.NewProgram(when))
		}
		if at := check(s.At, lang.Date); at != nil {
			b.days = append(b.days, fast.NewNumber(at))
		}
	}
	b.segments, b.holds = fast.NewProgram(segments...), fast.NewProgram(holds...)
	return b, err
}

func (b *backend) ready(e env) func() {
	row := &lang.Row{Nums: make([]int64, b.slots)}
	for name, value := range map[string]int{
		"client_kind": int(b.symbols["client_kind"].Type.Index(e.ClientKind)), "outstanding": e.Outstanding, "overdue": e.Overdue,
		"days_overdue": e.DaysOverdue, "late_ratio": int(math.Round(e.LateRatio * lang.Million)), "late_count": e.LateCount,
		"promises_broken": e.PromisesBroken, "disputed": bit(e.Disputed), "promise_open": bit(e.PromiseOpen),
		"insolvency": bit(e.Insolvency), "due": e.Due, "previous": e.Previous, "promise_until": e.PromiseUntil,
	} {
		row.Nums[b.symbols[name].Slot] = int64(value)
	}
	return func() { b.row = row }
}

func (b *backend) every() outcome {
	o := outcome{segment: b.segments.Find(b.row, 0)}
	for i := b.holds.Find(b.row, 0); i < len(b.untils); i = b.holds.Find(b.row, i+1) {
		o.holds |= 1 << i
		if until := b.untils[i]; until != nil {
			o.days += int(until.Of(b.row))
		}
	}
	for i, when := range b.whens {
		if when.Holds(b.row) {
			o.whens |= 1 << i
		}
	}
	for _, day := range b.days {
		o.days += int(day.Of(b.row))
	}
	return o
}
