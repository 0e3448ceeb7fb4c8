package kpi

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/wire"
)

// Groups keep one accumulator for each key: client, segment, salesman… They
// obey the same contract as [Accumulator]. Make them with [By] or [ByClient].
type Groups struct {
	period Period
	key    func(*dunning.Invoice) string
	by     map[string]*Accumulator
}

// By groups documents by what key says of each. The function must give the same
// answer for the same document every time.
func By(p Period, key func(*dunning.Invoice) string) *Groups {
	return &Groups{period: p, key: key, by: map[string]*Accumulator{}}
}

// ByClient groups documents by client.
func ByClient(p Period) *Groups {
	return By(p, func(inv *dunning.Invoice) string { return inv.Client })
}

func (g *Groups) check() error {
	if g.key == nil || g.by == nil {
		return errors.New("kpi: no key function; make groups with By")
	}
	return New(g.period).check()
}

// Add counts one document in its group. Errors are those of [Accumulator.Add].
func (g *Groups) Add(inv *dunning.Invoice) error {
	if g.key == nil || g.by == nil {
		return g.check()
	}
	if inv == nil {
		return errNoInvoice
	}
	key := g.key(inv)
	a, known := g.by[key]
	if !known {
		a = New(g.period)
	}
	if err := a.Add(inv); err != nil {
		return err
	}
	g.by[key] = a
	return nil
}

// Merge adds all that o has counted; o is not changed. The caller sees to it
// that both have the same key function. Groups of another period are refused
// with a [*MergeError], and nothing changes.
func (g *Groups) Merge(o *Groups) error {
	if err := errors.Join(g.check(), o.check()); err != nil {
		return err
	}
	if have, other := g.period.normal(), o.period.normal(); have != other {
		return &MergeError{Have: have, Other: other}
	}
	for key, from := range o.by {
		if g.by[key] == nil {
			g.by[key] = New(g.period)
		}
		if err := g.by[key].Merge(from); err != nil {
			return err
		}
	}
	return nil
}

// A GroupResult is the result of one group.
type GroupResult struct {
	Key string
	Result
}

// Result is the result of every group, by key. It changes nothing.
func (g *Groups) Result() ([]GroupResult, error) {
	if err := g.check(); err != nil {
		return nil, err
	}
	results := make([]GroupResult, 0, len(g.by))
	for _, key := range slices.Sorted(maps.Keys(g.by)) {
		r, err := g.by[key].Result()
		if err != nil {
			return nil, err
		}
		results = append(results, GroupResult{key, r})
	}
	return results, nil
}

// A GroupState is the [State] of one group.
type GroupState struct {
	Key   string
	State State
}

// State is a copy of what was accumulated, by key.
func (g *Groups) State() []GroupState {
	var states []GroupState
	for _, key := range slices.Sorted(maps.Keys(g.by)) {
		states = append(states, GroupState{key, g.by[key].State()})
	}
	return states
}

// Restore replaces the content of the groups by what State gave. The states
// must be of the same period; on an error nothing changes.
func (g *Groups) Restore(states []GroupState) error {
	if err := g.check(); err != nil {
		return err
	}
	by := make(map[string]*Accumulator, len(states))
	for _, s := range states {
		a, err := FromState(s.State)
		switch {
		case err != nil:
			return fmt.Errorf("group %.40q: %w", s.Key, err)
		case a.period != g.period.normal():
			return &MergeError{Have: g.period.normal(), Other: a.period}
		case by[s.Key] != nil:
			return fmt.Errorf("kpi state: group %.40q comes twice", s.Key)
		}
		by[s.Key] = a
	}
	g.by = by
	return nil
}

const groupMark = "creance/kpi groups/1"

// MarshalBinary encodes the content of the groups; the same content gives the
// same bytes. The key function is not part of it.
func (g *Groups) MarshalBinary() ([]byte, error) {
	if err := g.check(); err != nil {
		return nil, err
	}
	var e wire.Encoder
	e.String(groupMark)
	e.Int(int64(len(g.by)))
	for _, key := range slices.Sorted(maps.Keys(g.by)) {
		data, err := g.by[key].MarshalBinary()
		if err != nil {
			return nil, err
		}
		e.String(key)
		e.String(string(data))
	}
	return e.Bytes(), nil
}

// UnmarshalBinary replaces the content of groups made by [By] with the same
// period; on an error they are left as they were.
func (g *Groups) UnmarshalBinary(data []byte) error {
	d := wire.NewDecoder(data, groupMark)
	var states []GroupState
	for range d.Len() {
		key, content := d.String(), d.String()
		var a Accumulator
		if err := a.UnmarshalBinary([]byte(content)); err != nil {
			return err
		}
		states = append(states, GroupState{key, a.State()})
	}
	if err := d.Close(); err != nil {
		return fmt.Errorf("kpi: %w", err)
	}
	return g.Restore(states)
}
