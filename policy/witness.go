package policy

import (
	"reflect"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/region"
)

// attempts is how many due dates are tried to find one for which the calendar
// allows the example.
const attempts = 40

// wishes are the values that an example has where nothing speaks against them,
// so that it looks like a file.
func (p *prover) wishes(attempt int) []int64 {
	amount := decimal.NewFromInt(1200).Shift(p.digits).IntPart()
	wish := make([]int64, int(p.others)+1)
	wish[p.due] = int64(date.New(2026, 2, 4)) + int64(attempt)
	wish[p.late], wish[p.sent], wish[p.touch] = 1, longAfter, longBefore
	for s, v := range p.facts {
		n := int64(0)
		switch s.Name {
		case "issued":
			n = wish[p.due] - 30*int64(attempt%2)
		case "balance", "overdue", "outstanding":
			n = amount
		case "limitation_days_left":
			n = never * int64(1-attempt%2) // unknown, or about to end
		case "seniority":
			n = maxYears * int64(attempt%2)
		case "overdue_count", "oldest_days_late":
			n = 1
		case "promise_until":
			n = int64(date.New(2026, 3, 4))
		}
		for int(v) >= len(wish) {
			wish = append(wish, 0)
		}
		wish[v] = n
	}
	return wish
}

// example fills facts of the policy's type with a file of the region, due on
// another day at each attempt where the region allows it; false when none is
// known.
func (p *prover) example(t reflect.Type, r region.Region, index, attempt int) (reflect.Value, bool) {
	wishes := p.wishes(attempt)
	model, answer := r.Equal(region.Of(p.due), region.Constant(wishes[p.due])).Solve(wishes)
	if answer != region.Found {
		model, answer = r.Solve(wishes)
	}
	if answer != region.Found {
		return reflect.Value{}, false
	}
	v := reflect.New(t).Elem()
	for _, f := range p.schema.fields {
		if given, optional := p.given[f.Symbol]; optional && model[given] == 0 {
			continue
		}
		f.write(v.FieldByIndex(f.path), model[p.facts[f.Symbol]], p.digits, p.space)
	}
	due, asOf := date.Date(model[p.due]), date.Date(model[p.due]+model[p.late])
	facts := p.schema.factsIn(v)
	facts.AsOf, facts.Due, facts.Currency, facts.Client, facts.Invoice, facts.Held = asOf, due, p.doc.Currency, or(facts.Client, "C1"), or(facts.Invoice, "F1"), false
	// Every other file carries since another one was paid.
	facts.Succeeds = index < 0 && attempt%2 == 1 && p.doc.Carrying != EachInvoice
	set := func(invoice string, n int64) {
		if n > 0 {
			facts.Left = append(facts.Left, Left{Invoice: invoice, Amount: decimal.New(n, -p.digits), Code: Held})
		}
	}
	set(facts.Invoice, model[p.here])
	set(facts.Invoice+"-autre", model[p.others])
	contact := date.Date(0)
	if since := r.Fact(p.schema.symbols["days_since_last"]); len(since.Terms) > 0 {
		contact = due + date.Date(model[p.touch])
	}
	p.past(facts, model, index, due+date.Date(model[p.sent]), contact)
	return v, true
}

// past writes a history that leads to the position of a model.
func (p *prover) past(f *Facts, model []int64, index int, on, contact date.Date) {
	say := func(day date.Date, step string, channel dunning.Channel) {
		f.History = append(f.History, dunning.Action{Date: day, Step: step, Channel: channel, Invoice: f.Invoice})
	}
	if index >= 0 {
		last := p.steps[index]
		channel := dunning.NoChannel
		if on == contact {
			channel = dunning.Letter
			if len(last.Channels) > 0 {
				channel = last.Channels[0]
			}
		}
		times := min(model[p.times], maxTimes)
		for range min(model[p.total]-times, maxTimes) {
			say(on, p.steps[max(index-1, 0)].ID, dunning.NoChannel)
		}
		for range times - 1 {
			say(on, last.ID, dunning.NoChannel)
		}
		say(on, last.ID, channel)
	}
	more := min(model[p.contacts], maxTimes)
	if index >= 0 && on == contact {
		more--
	}
	if contact == 0 {
		return
	}
	if on != contact || index < 0 {
		more = max(more, 1)
	}
	for range more {
		say(contact, "", dunning.Phone)
	}
}

// write is the opposite of read.
func (f field) write(v reflect.Value, n int64, digits int32, space *region.Space) {
	switch f.Type.Kind {
	case lang.Bool:
		v.SetBool(n != 0)
	case lang.Int, lang.Date:
		v.SetInt(n)
	case lang.Money:
		v.Set(reflect.ValueOf(decimal.New(n, -digits)))
	case lang.Ratio:
		v.Set(reflect.ValueOf(decimal.New(n, -6)))
	case lang.Text:
		text, _ := space.TextOf(n)
		v.SetString(text)
	default:
		if v.Kind() == reflect.String {
			v.SetString(f.Type.Values[n])
			return
		}
		v.SetUint(uint64(n))
	}
}
