package main

import (
	"github.com/creance/creance/aging"
	"github.com/creance/creance/kpi"
)

// The accumulators of the library obey what Beam asks of a CombineFn: Merge is
// associative and commutative, and what is new is neutral.

// sumAged puts aged balances together, their clients in one row.
type sumAged struct{}

func (sumAged) CreateAccumulator() Aged { return Aged{} }

func (sumAged) AddInput(sum, one Aged) (Aged, error) {
	state := one.Of.State()
	if sum.Of == nil { // an empty balance of the same day and buckets
		state.Rows = nil
		empty, err := aging.FromState(state)
		if err != nil {
			return sum, err
		}
		sum.Of = empty
	}
	return sum, sum.Of.MergeTotal(one.Of)
}

func (sumAged) MergeAccumulators(a, b Aged) (Aged, error) {
	if a.Of == nil || b.Of == nil {
		return Aged{or(a.Of, b.Of)}, nil
	}
	return a, a.Of.Merge(b.Of)
}

// sumFigures puts key figures of one currency together.
type sumFigures struct{}

func (sumFigures) CreateAccumulator() Figures { return Figures{} }

func (sumFigures) AddInput(sum, one Figures) (Figures, error) {
	if sum.Of == nil { // a copy: an input belongs to the runner
		copied, err := kpi.FromState(one.Of.State())
		return Figures{copied}, err
	}
	return sum, sum.Of.Merge(one.Of)
}

func (sumFigures) MergeAccumulators(a, b Figures) (Figures, error) {
	if a.Of == nil || b.Of == nil {
		return Figures{or(a.Of, b.Of)}, nil
	}
	return a, a.Of.Merge(b.Of)
}

func or[T any](a, b *T) *T {
	if a != nil {
		return a
	}
	return b
}
