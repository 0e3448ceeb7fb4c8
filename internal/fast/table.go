package fast

import (
	"math/bits"
	"slices"

	"github.com/creance/creance/internal/lang"
)

// A table answers a program without a jump.
//
// The conditions of a policy ask few different questions. Going from one to the
// next as the outcome says makes the processor guess at each, and it guesses
// wrong for every other client. So each question is asked once and its outcome is
// a bit: together they are the place in the table where the conditions that hold
// are written down.
type table struct {
	questions []question
	holding   []uint64 // a bit for each condition, and one beyond the last that is always set
}

// A question asks whether a number lies in [lo, lo+width].
type question struct {
	slot  int
	lo    int64
	width uint64
}

// Beyond these the table would be larger than the jumps are slow, or a set does
// not fit its word; the program is then walked.
const (
	maxQuestions  = 8
	maxConditions = 63
)

// tabulate is the table of a program, nil when there is none.
func (p *Program) tabulate() *table {
	if len(p.nodes) > maxConditions {
		return nil
	}
	t, places := &table{}, map[question]int{}
	asked := make([]int, len(p.tests)) // the bit of each test's question
	for i := range p.tests {
		c := &p.tests[i]
		q := question{int(c.slot), c.lo, c.width}
		place, known := places[q]
		if !known {
			place = len(places)
			places[q], t.questions = place, append(t.questions, q)
		}
		if asked[i] = place; c.other != nil || place >= maxQuestions {
			return nil
		}
	}
	slices.Reverse(t.questions) // the first one asked becomes the highest bit
	t.holding = make([]uint64, 1<<len(t.questions))
	for outcome := range t.holding {
		for i := range p.starts {
			at := p.starts[i]
			for at >= 0 {
				if next := &p.tests[at]; outcome>>asked[at]&1 == 1 {
					at = next.yes
				} else {
					at = next.no
				}
			}
			if at == ^target(i) {
				t.holding[outcome] |= 1 << i
			}
		}
	}
	return t
}

// find is [Program.Find].
func (t *table) find(row *lang.Row, from int) int {
	nums, questions, outcome := row.Nums, t.questions, uint(0)
	for i := range questions {
		q, holds := &questions[i], uint(0)
		if uint64(nums[q.slot]-q.lo) <= q.width {
			holds = 1
		}
		outcome = outcome<<1 | holds
	}
	return from + bits.TrailingZeros64(t.holding[outcome]>>uint(from))
}
