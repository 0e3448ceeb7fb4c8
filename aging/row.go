package aging

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/minor"
)

// A row is what is open of one client in one currency.
type row struct {
	currency, client string

	hash      uint64 // of the client, see table
	digits    int32
	documents int64
	oldest    date.Date

	// Sums are exact and may need 128 bits, but those of a client hardly ever
	// do: a hundred thousand rows take half the memory this way.
	near []int64     // the sums, while they fit
	far  []minor.Sum // what has not fitted any more, nil when everything has
}

// Places of the sums: what is no bucket comes first, since its place does not
// depend on how many buckets there are.
const (
	notDue = iota
	unknown
	credits
	ledger   // the balance of the documents, summed apart from the columns
	disputed // memo
	doubtful // memo
	firstBucket
)

func (r *row) add(place int, n int64) {
	sum := r.near[place] + n
	if (sum^r.near[place])&(sum^n) < 0 { // beyond 64 bits
		r.put(place, r.sum(place))
		sum = n
	}
	r.near[place] = sum
}

// sum is the exact sum at a place.
func (r *row) sum(place int) minor.Sum {
	var s minor.Sum
	s.Add(r.near[place])
	if r.far != nil {
		s.Merge(r.far[place])
	}
	return s
}

// put makes s the sum at a place, kept among the far ones.
func (r *row) put(place int, s minor.Sum) {
	if r.far == nil {
		r.far = make([]minor.Sum, len(r.near))
	}
	r.near[place], r.far[place] = 0, s
}

// age notes the due date of something owed; 0 when it is not known.
func (r *row) age(due date.Date) {
	if due != 0 && (r.oldest == 0 || due < r.oldest) {
		r.oldest = due
	}
}

// merge adds another row of as many columns.
func (r *row) merge(o *row) {
	r.documents += o.documents
	r.age(o.oldest)
	for i, n := range o.near {
		r.add(i, n)
	}
	for i, n := range o.far {
		n.Merge(r.sum(i))
		r.put(i, n)
	}
}
